using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Contexts;

public class HypothesesTests
{
    [Theory]
    [InlineData("", "x", "(0, inf)")]
    [InlineData("x real", "x", "(-inf, inf)")]
    [InlineData("x >= 1", "x", "[1, inf)")]
    [InlineData("0 < x < 1", "x", "(0, 1)")]
    [InlineData("x < 5", "x", "(0, 5)")]
    [InlineData("x <= 0", "x", "(-inf, 0]")]
    [InlineData("-1 <= x", "x", "[-1, inf)")]
    [InlineData("x real, x < 5", "x", "(-inf, 5)")]
    [InlineData("x integer", "x", "integers in [1, inf)")]
    [InlineData("x integer, x real", "x", "integers in (-inf, inf)")]
    [InlineData("x integer, 5/2 < x <= 7", "x", "integers in [3, 7]")]
    [InlineData("x nonnegative", "x", "[0, inf)")]
    public void Hypotheses_give_a_symbol_its_domain(string hypotheses, string symbol, string domain) =>
        Assert.Equal(domain, Context.Given(hypotheses).DomainOf(Expr.Symbol(symbol)).ToString());

    [Fact]
    public void Comparisons_between_symbols_are_facts_with_their_justification()
    {
        var context = Context.Given("m = n^kappa, n >= m, tau >= 1, KL_i <= K for all i");
        Assert.Equal(
            ["m = n^kappa (given)", "n >= m (given)", "KL[i] <= K for all i (given)"],
            context.Facts.Select(fact => fact.ToString())
        );
        Assert.Equal((Expr.Symbol("m"), Infix.Parse("n^kappa")), Assert.Single(context.Definitions));
        Assert.Equal("m <= n", context.Comparisons.ElementAt(1).Comparison.ToString());
    }

    [Fact]
    public void A_context_is_read_back_from_its_text()
    {
        var text = "-2 <= a <= 2, x real, x < 5, 0 < p < 1, z real, 1 <= n, n integer, m = n^kappa, KL[i] <= K for all i";
        var context = Context.Given(text);
        var again = Context.Given(context.ToString());
        Assert.Equal(context.Domains, again.Domains);
        Assert.Equal(context.Facts, again.Facts);
    }

    [Theory]
    [InlineData("x > 2, x < 1", 7, "No value is left for x")]
    [InlineData("x", 1, "a relation")]
    [InlineData("x >= 1 y", 7, "',' between hypotheses")]
    [InlineData("x imaginary", 2, "a relation")]
    public void Wrong_hypotheses_are_refused_at_their_place(string text, int position, string message)
    {
        var error = Hypotheses.Parse(text).Error!;
        Assert.Equal(position, error.Position);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_contexts_join_to_what_both_say()
    {
        var joined = Context.Given("x >= 1, m = n").And(Context.Given("x < 3, m = n, n >= k"));
        Assert.Equal("[1, 3)", joined.DomainOf(Expr.Symbol("x")).ToString());
        Assert.Equal(2, joined.Facts.Count);
    }
}
