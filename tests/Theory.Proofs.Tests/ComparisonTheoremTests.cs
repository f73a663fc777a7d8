using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Proofs.Tests;

public class ComparisonTheoremTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, ComparisonTheorem.All.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_comparison_replays_without_lemmas_and_names_entries(int place)
    {
        var comparison = ComparisonTheorem.All[place];
        Assert.NotNull(Catalog.Find(comparison.A));
        Assert.NotNull(Catalog.Find(comparison.B));
        Assert.Empty(comparison.Replay().Lemmas);
        Assert.Empty(comparison.Replay().Hypotheses);
        Assert.Contains(comparison, ComparisonTheorem.About(comparison.A, comparison.B));
        Assert.Contains(comparison, ComparisonTheorem.About(comparison.B, comparison.A));
    }

    [Fact]
    public void A_factor_off_the_best_lambda_costs_what_the_theorem_says_and_no_less()
    {
        var theorem = Inequalities.OffBalance(new Symbol("a"), new Symbol("b"), new Symbol("u"));
        var equal = (Judgement.Equal)theorem.Conclusion;
        (string, double)[] at = [("a", 3.2), ("b", 0.7), ("u", Math.Sqrt(2))];
        Assert.Equal(1.0606601717798212 * 2.9933259094191533, equal.Right.Evaluate(at), 1e-12);
        Assert.Equal(equal.Left.Evaluate(at), equal.Right.Evaluate(at), 1e-12);
    }

    [Fact]
    public void Equal_divergences_make_the_terms_of_Chen_and_Mbacke_equal_and_only_the_right_R_does()
    {
        var equal = (Judgement.Equal)Comparisons.ChenMbacke.Equality.Replay().Conclusion;
        (string, double)[] at = [("a", 0.7), ("n", 50), ("Delta", 1.3)];
        Assert.Equal(equal.Left.Evaluate(at), equal.Right.Evaluate(at), 1e-12);
        Assert.Equal(1.3 * Math.Sqrt(0.7 / 2), equal.Left.Evaluate(at), 1e-12);
    }
}
