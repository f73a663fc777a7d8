using Theory.Probability;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// Identities between objectives of generative models, on random finite laws: f-GANs as suprema over critics, the VAE's objective and what it is
/// above the divergence, cross entropy as divergence and entropy.
/// </summary>
public static class ObjectiveIdentities
{
    private const double Rounding = 1e-9;

    /// <summary>The identities, each beside a wrong version of it.</summary>
    public static Experiment Identities { get; } =
        new(
            "objective-identities",
            1,
            "Objectives of GANs, VAEs and likelihood on random finite laws: duality, the VAE's gap, cross entropy as divergence and entropy.",
            Parameters.None.With("worlds", "1000").With("size", "5"),
            Measure
        )
        {
            Quick = Parameters.None.With("worlds", "50"),
            Source = "Nowozin, Cseke and Tomioka (2016), table 2; objectives of GAN, WAE and VAE",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (worlds, size) = (parameters.Count("worlds", 1), parameters.Count("size", 2));
        var draws = RandomStream.Root(seed).Child("objective-identities").Draws();
        // The greatest deviation of each identity, by its claim.
        var claims = new List<string>();
        var worst = new Dictionary<string, double>();
        void Note(string claim, double deviation)
        {
            if (!worst.ContainsKey(claim))
                claims.Add(claim);
            worst[claim] = Math.Max(worst.GetValueOrDefault(claim), deviation);
        }
        var done = 0;
        for (; done < worlds && !stop.IsCancellationRequested; done++)
        {
            var (p, q) = (Law(draws, size), Law(draws, size));
            foreach (var f in ConvexGenerator.Known)
            {
                var divergence = q.Zip(p, (b, a) => b * At(f.Formula!, a / b)).Sum();
                double[] best = [.. p.Zip(q, (a, b) => Slope(f, a / b))];
                Note($"{f.Name}: the critic f'(p/q) attains the divergence", Math.Abs(Dual(f, p, q, best) - divergence));
                double[] other = [.. best.Select(y => Allowed(f, y + 0.5 * draws.Gaussian()))];
                Note($"{f.Name}: no critic exceeds it", Math.Max(0, Dual(f, p, q, other) - divergence));
            }
            // KL with e^y for the conjugate e^(y - 1).
            double[] log = [.. p.Zip(q, (a, b) => Math.Log(a / b) + 1)];
            Note(
                "KL with the conjugate e^y: the critic f'(p/q) attains the divergence",
                Math.Abs(p.Zip(log, (a, y) => a * y).Sum() - q.Zip(log, (b, y) => b * Math.Exp(y)).Sum() - Divergence(p, q))
            );
            var entropy = -p.Sum(a => a * Math.Log(a));
            var cross = -p.Zip(q, (a, b) => a * Math.Log(b)).Sum();
            Note("cross entropy is divergence and entropy", Math.Abs(cross - Divergence(p, q) - entropy));
            Note("cross entropy is divergence", Math.Abs(cross - Divergence(p, q)));
            var (gap, posterior) = Autoencoder(draws, size, p);
            Note("the VAE's objective exceeds the divergence by that of encoder and posterior", Math.Abs(gap - posterior));
            Note("the VAE's objective is the divergence", Math.Abs(gap));
            progress.Report((done + 1.0) / worlds);
        }
        return new Measurement([], [])
        {
            Tables =
            [
                new(
                    "deviations",
                    ["identity", "greatest deviation, nats"],
                    claims.Select(c => (Terms<Entry>)[c, worst[c]]).ToTerms()
                ),
            ],
            Conclusions = claims
                .Select(c => new Conclusion(
                    c,
                    worst[c] <= Rounding ? Decision.NotRefuted : Decision.Refuted,
                    Invariant($"at most {worst[c]:G2} off in {worlds} worlds")
                ))
                .ToTerms(),
            IsPartial = done < worlds,
        };
    }

    // Masses that are not too small, so that rounding is not either.
    private static double[] Law(Draws draws, int size)
    {
        double[] weights = [.. Enumerable.Range(0, size).Select(_ => draws.Uniform(0.05, 1))];
        return [.. weights.Select(w => w / weights.Sum())];
    }

    private static double Divergence(double[] p, double[] q) => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();

    private static double At(Expr formula, double x) => formula.Evaluate((ConvexGenerator.Argument.Name, x));

    // f'(x); for |x - 1| a slope at 1 too.
    private static double Slope(ConvexGenerator f, double x) =>
        f == ConvexGenerator.TotalVariation
            ? Math.Sign(x - 1)
            : Allowed(f, f.Formula!.Derivative(ConvexGenerator.Argument).Evaluate((ConvexGenerator.Argument.Name, x)));

    private static double Allowed(ConvexGenerator f, double y) =>
        f.Ceiling is { } ceiling && At(ceiling, 1) is var most && y >= most
            ? most - (f == ConvexGenerator.TotalVariation ? 0 : 1e-6)
            : y;

    private static double Dual(ConvexGenerator f, double[] p, double[] q, double[] critic)
    {
        double Conjugate(double y) => At(f.Conjugate!, f.Floor is { } floor ? Math.Max(y, At(floor, 1)) : y);
        return p.Zip(critic, (a, y) => a * y).Sum() - q.Zip(critic, (b, y) => b * Conjugate(y)).Sum();
    }

    // KL(P x E, prior x G) - KL(P, G # prior), and the mean divergence of encoder and posterior.
    private static (double Gap, double Posterior) Autoencoder(Draws draws, int size, double[] data)
    {
        var prior = Law(draws, size);
        double[][] encoder = [.. data.Select(_ => Law(draws, size))];
        double[][] decoder = [.. prior.Select(_ => Law(draws, size))];
        double[] model = [.. data.Select((_, x) => prior.Select((w, z) => w * decoder[z][x]).Sum())];
        var joint = data.Select((a, x) => encoder[x].Select((e, z) => a * e * Math.Log(a * e / (prior[z] * decoder[z][x]))).Sum())
            .Sum();
        var posterior = data.Select(
                (a, x) => a * Divergence(encoder[x], [.. prior.Select((w, z) => w * decoder[z][x] / model[x])])
            )
            .Sum();
        return (joint - Divergence(data, model), posterior);
    }
}
