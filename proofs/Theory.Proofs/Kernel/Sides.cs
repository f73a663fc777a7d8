using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>The expressions whose values a judgement compares.</summary>
internal static class JudgementSides
{
    public static IEnumerable<Expr> Sides(this Judgement judgement) =>
        judgement switch
        {
            Judgement.AtMost a => [a.Left, a.Right],
            Judgement.Equal a => [a.Left, a.Right],
            Judgement.AtMostUpToConstant a => [a.Left, a.Right],
            Judgement.WithProbability w => [.. w.Event.Sides(), w.Delta],
            Judgement.Both b => [.. b.First.Sides(), .. b.Second.Sides()],
            Judgement.ForAll a => a.Body.Sides(),
            _ => [],
        };
}
