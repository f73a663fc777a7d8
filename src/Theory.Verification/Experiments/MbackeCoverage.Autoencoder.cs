using System.Numerics.Tensors;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Simulation.Vae;
using Points = Theory.Simulation.Points;

namespace Theory.Verification.Experiments;

// Data sets of digits, and the bound on the expected loss of an autoencoder.
public static partial class MbackeCoverage
{
    /// <summary>A statement on data sets of one size.</summary>
    private sealed record Case(string Name, int Size, double Lambda, long Violations, double Left, double Right)
    {
        public Estimate Share(int sets) => Proportion.Of(Violations, sets);
    }

    /// <summary>
    /// An autoencoder with one latent coordinate, trained on half of the points; the other half, drawn from with replacement, is the
    /// data law, so that both sides of the bound on its expected loss (the lemma behind the regenerated law) are sums. Expectations
    /// over latent points are sums over a fine grid, the same for both sides.
    /// </summary>
    private sealed class Autoencoder
    {
        public const string Sound = "the bound";
        private readonly double[] own;
        private readonly double[] fresh;
        private readonly double[] divergences;
        private readonly double[] published;

        public Autoencoder(Points points, int epochs, RandomStream stream)
        {
            var order = stream.Child("split").Permutation(points.Count);
            var half = points.Count / 2;
            var (train, law) = (points.Select(order[..half]), points.Select(order[half..]));
            var start = NetworkVae.Initial(
                points.Dimension,
                1,
                [32],
                Activation.Relu,
                new Likelihood.Gaussian(0.1),
                stream.Child("model")
            );
            var (model, _) = new VaeTraining(train, 64, new Optimizer.Adam(2e-3)).Run(start, epochs, stream.Child("train"));
            var encoding = model.Encode(law);
            divergences = encoding.Divergences();
            published = PublishedQuirks.DivergencesOfDeviations(encoding);
            (own, fresh) = (new double[law.Count], new double[law.Count]);
            var rule = Rule();
            Parallel.For(
                0,
                law.Count,
                i =>
                {
                    var latent = Points.Generate(
                        rule.Length,
                        1,
                        (k, z) => z[0] = encoding.Means[i][0] + encoding.Deviations[i][0] * rule[k].Node
                    );
                    var decoded = model.Decode(latent);
                    for (var k = 0; k < rule.Length; k++)
                    {
                        own[i] += rule[k].Weight * TensorPrimitives.Distance(law[i], decoded[k]);
                        for (var x = 0; x < law.Count; x++)
                            fresh[i] += rule[k].Weight * TensorPrimitives.Distance(law[x], decoded[k]) / law.Count;
                    }
                }
            );
            Diameter = Enumerable
                .Range(0, law.Count)
                .Max(i => Enumerable.Range(0, i + 1).Max(j => TensorPrimitives.Distance(law[i], law[j])));
        }

        public int Count => own.Length;

        public double Diameter { get; }

        public double Rate => divergences.Average();

        public double RatePublished => published.Average();

        // The trapezoidal rule for N(0, 1).
        private static (double Node, double Weight)[] Rule()
        {
            var nodes = Enumerable.Range(-30, 61).Select(k => k / 4.0).ToList();
            var total = nodes.Sum(x => Math.Exp(-x * x / 2));
            return [.. nodes.Select(x => (x, Math.Exp(-x * x / 2) / total))];
        }

        public IEnumerable<Case> Cases(int n, int sets, double delta, RandomStream stream)
        {
            var confidence = Math.Log(1 / delta);
            // Fixed in advance, from the data law: the best for the sum of divergences, and for their mean.
            double Best(double complexity) => Math.Sqrt(8 * n * (complexity + confidence)) / Diameter;
            double Slack(double complexity, double lambda) =>
                (complexity + confidence) / lambda + lambda * Diameter * Diameter / (8 * n);
            (string Name, double Lambda, Func<Drawn, double> Complexity)[] statements =
            [
                (Sound, Best(n * Rate), d => d.Sum),
                ("with the mean of the divergences for their sum", Best(Rate), d => d.Sum / n),
                ("with the published code's divergences", Best(n * RatePublished), d => d.Published),
            ];
            var draws = stream.Draws();
            var drawn = Enumerable
                .Range(0, sets)
                .Select(_ =>
                {
                    int[] chosen = [.. Enumerable.Range(0, n).Select(_ => draws.Integer(Count))];
                    return new Drawn(
                        chosen.Average(i => own[i]),
                        chosen.Average(i => fresh[i]),
                        chosen.Sum(i => divergences[i]),
                        chosen.Sum(i => published[i])
                    );
                })
                .ToList();
            return statements.Select(s =>
            {
                double Right(Drawn d) => d.Loss + Slack(s.Complexity(d), s.Lambda);
                return new Case(
                    s.Name,
                    n,
                    s.Lambda,
                    drawn.Count(d => d.Truth > Right(d)),
                    drawn.Average(d => d.Truth),
                    drawn.Average(Right)
                );
            });
        }

        // A data set: its reconstruction loss, the loss of fresh points at its latent laws, and its divergences, right and as published.
        private sealed record Drawn(double Loss, double Truth, double Sum, double Published);
    }
}
