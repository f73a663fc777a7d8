using System.Collections.Immutable;
using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Verification.Worlds;

namespace Theory.Verification.Instances;

/// <summary>
/// Gibbs posteriors for the PAC-Bayes bounds of Mbacke, Clerc and Germain (2023): rho(g) proportional to prior(g) exp(beta s(g)),
/// where s(g) is minus the distance of the sample to the generated law, or how much larger the distance of the data law is, the
/// worst a rule can do. Large beta gives point masses.
/// </summary>
public sealed class MbackeWgan2023 : IArrangement
{
    private static readonly Symbol Beta = new("beta");
    private static readonly Symbol Insight = new("insight");

    /// <inheritdoc/>
    public Func<FiniteWorld, Draws?, FiniteWorld>? For(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (
            bound.Left is not Quantity { Meaning: Expectation { Of: { Draws: [{ Kernel: NamedKernel posterior } g] } truth } }
            || bound.Mode is not Mode.WithProbability { Draws: [var sample] }
            || !posterior.Inputs.SequenceEqual([sample.Variable.Of])
        )
            return null;
        var quantities = bound.Right.SubExpressions().OfType<Quantity>().Select(q => q.Meaning).ToList();
        var empirical = quantities.OfType<Expectation>().FirstOrDefault(e => e.Of.Draws == truth.Draws)?.Of;
        var prior = quantities
            .OfType<Divergence>()
            .Select(d => d.Q.Draws is [{ Kernel: NamedKernel k }] ? k : null)
            .FirstOrDefault();
        if (empirical is null)
            return null;
        var compiler = new FiniteCompiler<double, Doubles>();
        var (setSample, setGenerator) = (compiler.Free(sample.Variable), compiler.Free(g.Variable));
        var (toTruth, toSample) = (compiler.Compile(truth.Body), compiler.Compile(empirical.Body));
        var samples = (Space.SampleOf)sample.Variable.Of;
        return (world, random) =>
        {
            var chosen = Chosen(world, random);
            return chosen.Symbols.ContainsKey(Beta) ? chosen.With(posterior, Gibbs(chosen)) : chosen;
        };

        KernelTable Gibbs(FiniteWorld world)
        {
            var w = compiler.Interpret(world);
            var (beta, insight) = (world.Symbols[Beta].ToDouble(), world.Symbols[Insight].ToDouble());
            var (points, count) = (world.SizeOf(samples.Of), world.CountOf(samples));
            var weights = prior is null
                ? Enumerable.Repeat(1, world.SizeOf(posterior.To)).ToTerms()
                : world.Kernels[prior].Rows[0];
            int[] Row(int[] sorted)
            {
                setSample(w, sorted.Reverse().Aggregate(0, (number, x) => number * points + x));
                var scores = new double[weights.Count];
                for (var k = 0; k < scores.Length; k++)
                {
                    setGenerator(w, k);
                    scores[k] = weights[k] == 0 ? double.NegativeInfinity : beta * (insight * toTruth(w) - toSample(w));
                }
                var most = scores.Max();
                return [.. weights.Select((p, k) => (int)Math.Round(1000.0 * p * Math.Exp(scores[k] - most)))];
            }
            return new KernelTable(Multisets.All(points, count).Select(Row), byCounts: true);
        }
    }

    // A world keeps its choices in symbols of their own; without them its posterior is free.
    private static FiniteWorld Chosen(FiniteWorld world, Draws? random)
    {
        if (random is null)
            return world;
        var isNew = !world.Symbols.ContainsKey(Beta) && !world.Symbols.ContainsKey(Insight);
        if (isNew && random.Bernoulli(0.3) || !isNew && random.Bernoulli(0.9))
            return world;
        return world.With(Beta, FiniteDrawing.Rounded(Math.Pow(10, random.Uniform(-1, 3)), 1)).With(Insight, random.Integer(2));
    }
}
