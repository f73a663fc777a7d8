using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>The expressions whose values a judgement compares, each with the hypotheses that hold where it stands.</summary>
internal static class JudgementSides
{
    public static IEnumerable<(Expr Side, IReadOnlyCollection<Judgement> Given)> Sides(
        this Judgement judgement,
        IReadOnlyCollection<Judgement> given
    ) =>
        judgement switch
        {
            Judgement.AtMost a => [(a.Left, given), (a.Right, given)],
            Judgement.Equal a => [(a.Left, given), (a.Right, given)],
            Judgement.AtMostUpToConstant a => [(a.Left, given), (a.Right, given)],
            Judgement.WithProbability w => [.. w.Event.Sides(given.Under(w.Draws)), (w.Delta, given)],
            Judgement.Both b => [.. b.First.Sides(given), .. b.Second.Sides(given)],
            Judgement.ForAll a => a.Body.Sides(given.Under(a.Variables)),
            _ => [],
        };
}
