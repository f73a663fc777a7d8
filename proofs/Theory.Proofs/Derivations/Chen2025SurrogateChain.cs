using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.Chen2025GeneratorTerm;
using static Theory.Bounds.Papers.EncoderGenerator;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>
/// The computable generator term of Chen, Zhu and Shkurti (2025) for a reverse chain of a given number of steps, without lemmas: the steps are
/// added up by the chain rule, one after the other. A law has as many draws as are written, so that the number of steps is no symbol here.
/// </summary>
public static class Chen2025SurrogateChain
{
    private static readonly Symbol Bounding = new("L");
    private static readonly Symbol Hole = new("hole");
    private static readonly Variable AnyW = new("w", Learned);
    private static readonly Variable AnySample = new("t", Sample.Of);
    private static readonly Variable AnyStart = new("z", Z);

    // Step k of n leaves the time (n + 1 - k) T/n, T first, and puts in tau beta there, beta(t) = 1/10 + 199/10 t.
    private static Expr VarianceOf(int k, int n)
    {
        Expr t = Chen2025Diffusion.Horizon;
        return t * new Rational(1, n) * (new Rational(1, 10) + new Rational(199, 10) * (Expr)new Rational(n + 1 - k, n) * t);
    }

    // One step: the learned drift at parameters, start and what came before; and a drift that knows nothing of the sample.
    private sealed record Step(GaussianChannel Noise, Map Learned, Map Known, Variable Any)
    {
        public static Step Of(int k, Expr variance)
        {
            Terms<Space> past = [Z, .. Enumerable.Repeat(X, k - 1)];
            return new(
                new GaussianChannel(variance, variance, X, X),
                new Map($"s{k}", [Chen2025SurrogateChain.AnyW.Of, .. past], X),
                new Map($"r{k}", past, X),
                new Variable($"x{k}", X)
            );
        }

        public Point Drift(Point w, IEnumerable<Point> past) => new Image(Learned, [w, .. past]);

        public Point Reference(IEnumerable<Point> past) => new Image(Known, past.ToTerms());
    }

    // The variance of step k, while it is not said what it is.
    private static Symbol Named(int k) => new($"h{k}");

    private static List<Step> Steps(int n, Func<int, Expr> variance) =>
        [.. Enumerable.Range(1, n).Select(k => Step.Of(k, variance(k)))];

    /// <summary>The draws of the chain: sample, parameters, a start from the prior, and the steps.</summary>
    public static Terms<Draw> Chain(int n) => Drawn(Steps(n, k => VarianceOf(k, n)));

    private static Terms<Draw> Drawn(IEnumerable<Step> steps)
    {
        var draws = new List<Draw> { DrawSample, DrawLearned, DrawPrior };
        foreach (var (k, step) in steps.Index())
            draws.Add(Draw.From($"hatX_{k + 1}", step.Noise, step.Drift(W, draws.Skip(2).Select(d => (Point)d.Variable))));
        return draws.ToTerms();
    }

    /// <summary>
    /// (1/m) sum_i sqrt(I(X_i; X^_0 | X^_T)) &lt;= sqrt((T L^2/(2 m N)) sum_k beta(k T/N)) for N = n, where the learned drift of every step is at most
    /// L from one that knows nothing of the sample; 0 is one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no step.</exception>
    public static Theorem Surrogate(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var chain = Chain(n);
        var told = Enumerable
            .Range(1, n)
            .Aggregate(InformationAtMostEnergy(n), (t, k) => t.Instantiate(Named(k), VarianceOf(k, n)))
            .To(Chen2025GeneratorTerm.Energy.Substitute(new Symbol("N"), n));
        var ofEnd = Law.Of(chain, chain[^1].Variable, DrawPrior.Variable);
        var share = Chen2025GeneratorTermDerivations.SharedWithStart(ofEnd).Then(told).Share(ofEnd);
        Expr one = new MutualInformation(ofEnd.Returning(TrainingPoint, chain[^1].Variable, DrawPrior.Variable));
        return Jensen(Expr.Sqrt(Hole), Hole, share.Left())
            .Then(share.Within(hole => Expr.Sqrt(hole)))
            .As(Average(Expr.Sqrt(one)), Chen2025GeneratorTerm.Surrogate.Right.Substitute(new Symbol("N"), n));
    }

    // I(S; (X^_0, X^_T)) <= sum_k E KL(step k, its reference) = sum_k h_k E d(s_k, r_k)^2/2 <= sum_k h_k L^2/2.
    private static Theorem InformationAtMostEnergy(int n)
    {
        var steps = Steps(n, Named);
        var chain = Drawn(steps);
        var start = Law.Of([DrawSample, DrawLearned, DrawPrior], W, Sample, DrawPrior.Variable);
        var (learned, known) = (start, start);
        var whole = SelfDivergence(KullbackLeibler, start);
        var past = new List<Variable> { AnyStart };
        foreach (var (k, step) in steps.Index())
        {
            Terms<Variable> inputs = [AnyW, AnySample, .. past];
            var drift = new Channel(inputs, Law.At(step.Noise, step.Drift(AnyW, past)));
            var reference = new Channel(inputs, Law.At(step.Noise, step.Reference(past)));
            var split = ChainRule(learned, drift, known, reference);
            var energy = Energy(step, chain.Take(k + 3).ToTerms());
            var added = ((Sum)split.Right()).Items[^1];
            var before = whole.Right();
            whole = split.Then(whole.Within(hole => hole + added)).Then(energy.From(added).Within(hole => before + hole));
            (learned, known) = (learned.With(drift), known.With(reference));
            past.Add(step.Any);
        }
        return OfTheEnd(steps, chain, learned, known).Then(whole);
    }

    // E KL(N(h s, h), N(h r, h)) = h E d(s, r)^2/2 <= h L^2/2, over the draws before the step.
    private static Theorem Energy(Step step, Terms<Draw> before)
    {
        List<Variable> past = [.. before.Skip(2).Select(d => d.Variable)];
        List<Variable> any = [AnyStart, .. Enumerable.Range(1, past.Count - 1).Select(k => new Variable($"x{k}", X))];
        Expr Distance(Point w, IEnumerable<Variable> at) =>
            new Evaluation(Function.Metric(X), [step.Drift(w, at), step.Reference(at)]);
        var atMost = Hypothesis(new Judgement.ForAll([AnyW, .. any], new Judgement.AtMost(Distance(AnyW, any), Bounding)))
            .Specialize([W, .. past]);
        var half = Rational.Half * step.Noise.Variance;
        var divergence = GaussianDivergence(step.Noise, step.Drift(W, past), step.Reference(past));
        return Under(
                before,
                divergence.To(half * Power.Of(Distance(W, past), 2)).Then(atMost.Within(hole => half * Power.Of(hole, 2)))
            )
            .To(half * Power.Of(Bounding, 2));
    }

    // I(S; (X^_0, X^_T)) is at most the mean divergence of end and start from a law that knows nothing of the sample, and that at most the
    // divergence of the chains.
    private static Theorem OfTheEnd(List<Step> steps, Terms<Draw> chain, Law learned, Law known)
    {
        var (end, start) = (chain[^1].Variable, DrawPrior.Variable);
        var sample = Law.Of([DrawSample], Sample);
        var run = new Channel([AnySample], Law.Of([Draw.From(W.Name, Algorithm, AnySample), .. chain.Skip(2)], end, start));
        var draws = new List<Draw> { DrawPrior };
        foreach (var (k, step) in steps.Index())
            draws.Add(Draw.From($"X_{k + 1}", step.Noise, step.Reference(draws.Select(d => (Point)d.Variable))));
        var reference = Law.Of(draws, draws[^1].Variable, start);
        var drop = Channel.Projection([AnyW, AnySample, AnyStart, .. steps.Select(s => s.Any)], 1, 2 + steps.Count, 2);

        var told = new MutualInformation(Law.Of(chain, Sample, end, start), 1, 2);
        var nearest = Compensation(sample, run, reference);
        var split = ChainRule(sample, run, sample, new Channel([AnySample], reference));
        var mean = ((Sum)split.Right()).Items[1];
        var joint = SelfDivergence(KullbackLeibler, sample)
            .Within(hole => hole + mean)
            .To(mean)
            .Symmetric()
            .Then(split.Symmetric());
        return MoreTerms(told, nearest.Right())
            .Then(nearest.Symmetric())
            .Then(joint)
            .Then(DataProcessing(KullbackLeibler, learned, drop, known, drop));
    }
}
