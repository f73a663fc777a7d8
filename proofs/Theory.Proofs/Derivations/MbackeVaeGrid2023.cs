using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;
using static Theory.Bounds.Papers.MbackeVaeGrid2023;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Derivations;

/// <summary>
/// The derivation of the bound with lambda chosen from a grid: the uniform law on the grid is a prior over lambda, and a choice is a
/// posterior at divergence log N from it.
/// </summary>
public static class MbackeVaeGrid2023Derivations
{
    private static readonly Expr Size = N;
    private static readonly Symbol Delta = new("delta");
    private static readonly Judgement MetricBounded = new Judgement.Bounded(Metric, Diameter);
    private static readonly Judgement ChosenPositive = new Judgement.Positive(Chosen);
    private static readonly Judgement ConfidencePositive = new Judgement.Positive(new Log(GridSize / (Expr)Delta));
    private static readonly Judgement[] Given = [MetricBounded, new Judgement.Bounded(Grid, Width)];

    private static readonly Draw DrawPlace = Draw.From("j", new UniformIndex(GridSize));
    private static readonly Point Place = DrawPlace.Variable;
    private static readonly Point Choice = DrawChoice.Variable;

    /// <summary>The generated law, with lambda chosen from a grid.</summary>
    public static Derivation GenerationGrid { get; } = new(MbackeVaeGrid2023.GenerationGrid, Prove);

    private static Expr Distance(Point x) => new Evaluation(Metric, [x, Decoded]);

    private static Expr Excess(Point x, Point place) =>
        At(place) / Size * (Expectation.Under([DrawFresh], Distance(DrawFresh.Variable)) - Distance(x));

    private static Expr LogMoment(Point x, Point place) => new Log(Expectation.Under([DrawPrior], new Exp(Excess(x, place))));

    private static Expr Exponent(Point place) => new Series(TrainingIndex, 1, Size, LogMoment(TrainingPoint, place));

    private static Expr Moment(Point place) => Power.Of(At(place), 2) * Power.Of(Diameter, 2) / (8 * Size);

    private static Theorem With(Theorem theorem) => Given.Aggregate(theorem, (t, fact) => t.Assuming(fact));

    // E_S exp(exponent_j - lambda_j^2 Delta^2/(8 n)) <= 1 for each place j.
    private static Theorem AtMostOne()
    {
        var subGaussian = HoeffdingLemma(Hypothesis(MetricBounded, Given), [DrawFresh], [DrawFresh.Variable, Decoded]);
        var onePoint = Under([DrawPrior], MomentGenerating(subGaussian, -(At(Place) / Size)))
            .From(Expectation.Under([DrawFresh], new Exp(LogMoment(DrawFresh.Variable, Place))));
        var allPoints = onePoint.Within(hole => new Log(hole)).Summed(TrainingIndex, Size).Within(hole => new Exp(hole));
        return IndependentEntries(DrawSample, TrainingIndex, DrawFresh.Variable, LogMoment(DrawFresh.Variable, Place), Given)
            .Then(allPoints)
            .To(new Exp(Moment(Place)))
            .Within(hole => hole * new Exp(-Moment(Place)))
            .As(Expectation.Under([DrawSample], new Exp(Exponent(Place) - Moment(Place))), 1);
    }

    private static Theorem Prove()
    {
        var bound = MbackeVaeGrid2023.GenerationGrid;
        Terms<Draw> draws = [DrawSample, DrawChoice];
        var ratio = Exponent(Place) - Moment(Place);
        var onAverage = (Expr)Expectation.Under([DrawPlace], new Exp(ratio));
        var atMostOne = Under([DrawPlace], AtMostOne()).As(Expectation.Under(draws, onAverage), 1);
        var probably = MarkovInequality(draws, onAverage, Delta, Given);

        // On that event: from the uniform law on the grid to the choice, and from the prior to the latent laws.
        Law chosen = Law.Of([], Choice);
        Law uniform = Law.Of([DrawPlace], Place);
        var divergence = UniformDivergence(Choice, DrawPlace);
        var confidence = new Log(1 / (Expr)Delta);
        var toChoice = ChangeOfMeasure(chosen, uniform, [DrawPlace.Variable], ratio, Given)
            .Then(With(divergence).Within(hole => hole + new Log(onAverage)))
            .Then(
                Hypothesis(((Judgement.WithProbability)probably.Conclusion).Event, Given).Within(hole => new Log(GridSize) + hole)
            )
            .Then(atMostOne.Within(hole => new Log(GridSize) + (new Log(hole) + confidence)))
            .Within(hole => hole + Moment(Choice))
            .As(Exponent(Choice), new Log(GridSize / (Expr)Delta) + Moment(Choice));
        var excess = With(ChangeOfMeasure(LatentLaw, Prior, [Latent], Excess(TrainingPoint, Choice), Given))
            .Summed(TrainingIndex, Size)
            .To(Complexity + Exponent(Choice))
            .Then(toChoice.Within(hole => Complexity + hole));
        var fresh = Average(Expectation.Under([DrawLatent, DrawFresh], Distance(DrawFresh.Variable)));
        var loss = excess
            .Assuming(ChosenPositive)
            .Assuming(ConfidencePositive)
            .Within(hole => 1 / Chosen * hole + Average(Reconstruction))
            .As(fresh, Sum.Of(bound.Terms.Take(3).Select(t => t.Expr)));
        var generated = MbackeVae2023Derivations.GeneratedAtMost(loss).As(bound.Left, bound.Right);
        return probably.Hence(generated.Discharge(Hypothesis(IsPositive).Specialize(Choice)));
    }
}
