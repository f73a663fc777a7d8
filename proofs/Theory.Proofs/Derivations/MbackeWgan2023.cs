using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeWgan2023;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of the PAC-Bayes bounds for Wasserstein GANs of Mbacke, Clerc and Germain (2023).</summary>
public static class MbackeWgan2023Derivations
{
    /// <summary>
    /// The bound with 8n: the empirical distance has bounded differences Delta/n, so its exponential moment under the prior is bounded;
    /// Markov's inequality and a change of measure to the posterior do the rest.
    /// </summary>
    public static Derivation Sharp { get; } = new(MbackeWgan2023.Sharp, () => Prove(MbackeWgan2023.Sharp));

    /// <summary>The bound with 4n follows from the one with 8n.</summary>
    public static Derivation Stated { get; } = new(MbackeWgan2023.Stated, () => Prove(MbackeWgan2023.Stated));

    private static Theorem Prove(Bound bound)
    {
        var bounded = Hypothesis(new Judgement.Bounded(Function.Metric(X), Diameter));
        var metric = bounded.Conclusion;
        var sample = DrawSample;
        var delta = new Symbol("delta");
        var (size, lambda) = (((Sampling)sample.Kernel).Size, (Expr)Lambda);
        Expr empirical = Divergence.W1(Empirical, OfGenerator);
        Expr truth = Divergence.W1(Truth, OfGenerator);
        var deviation = lambda * (truth - empirical);
        var moment = Power.Of(lambda, 2) * Power.Of(Diameter, 2) / (8 * size);

        // For one generator: the empirical distance is at least the true one on average, and deviates little.
        var convexity = Convexity(DivergenceKind.Wasserstein1, [sample], Empirical, OfGenerator).Assuming(metric);
        var deviates = McDiarmid(EmpiricalDifferences(bounded, sample, OfGenerator), sample, -lambda);
        var perGenerator = Under([sample], convexity.Within(hole => new Exp(lambda * (hole - empirical))))
            .To(deviates.Left())
            .Then(deviates)
            .To(new Exp(moment));

        // On average over the prior; then with high probability over the sample.
        var underPrior = Expectation.Under([DrawPrior], new Exp(deviation));
        var onAverage = Under([DrawPrior], perGenerator).As(Expectation.Under([sample], underPrior), new Exp(moment));
        var probably = MarkovInequality([sample], underPrior, delta, metric);

        // On that event, a change of measure from the prior to any posterior.
        var generator = DrawPosterior.Variable;
        var divergence = (Expr)Divergence.KL(Posterior, Prior);
        var changed = ChangeOfMeasure(Posterior, Prior, [generator], deviation, metric);
        var onEvent = changed
            .Then(Hypothesis(((Judgement.WithProbability)probably.Conclusion).Event, metric).Within(hole => divergence + hole))
            .Then(onAverage.Within(hole => divergence + (new Log(hole) + new Log(1 / (Expr)delta))))
            .Within(hole => 1 / lambda * hole + Expectation.Under([DrawPosterior], empirical))
            .From(bound.Left);
        return probably.Hence(onEvent.Then(MoreTerms(onEvent.Right(), bound.Right, metric)));
    }
}
