using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Analysis;

public class RangesTests
{
    [Theory]
    [InlineData("1 - exp(-T)", "", "(0, 1)")]
    [InlineData("log(1/delta)", "0 < delta < 1", "(0, inf)")]
    [InlineData("b1 - b0", "b0 < b1", "(0, inf)")]
    [InlineData("2*b1 - b0 - c", "b0 < b1, c <= b1", "(0, inf)")]
    [InlineData("b0 - b1", "b0 < b1", "(-inf, 0)")]
    [InlineData("x^2", "x real", "[0, inf)")]
    [InlineData("x*x", "x real", "[0, inf)")]
    [InlineData("x^3", "x real", "(-inf, inf)")]
    [InlineData("x^3", "-2 <= x <= 3", "[-8, 27]")]
    [InlineData("x^2", "-2 <= x <= 1", "[0, 4]")]
    [InlineData("1/x", "-2 <= x <= 1", "(-inf, inf)")]
    [InlineData("1/n", "n integer", "(0, 1]")]
    [InlineData("min(x, 1)", "x real", "(-inf, 1]")]
    [InlineData("max(x, 1)", "x < 0", "[1, 1]")]
    [InlineData("sqrt(n) - 1", "n > 1", "(0, inf)")]
    [InlineData("x - x", "", "(-inf, inf)")]
    public void The_enclosure_of_the_values_is_exact_at_the_ends_that_matter(string expression, string given, string range) =>
        Assert.Equal(range, Infix.Parse(expression).RangeOf(Context.Given(given)).ToString());

    [Fact]
    public void A_fact_of_the_wrong_direction_proves_nothing() =>
        Assert.False(Infix.Parse("b1 - b0").IsPositive(Context.Given("b1 < b0")));

    [Fact]
    public void Facts_in_a_circle_are_no_endless_loop() =>
        Assert.True(Infix.Parse("z - x").IsPositive(Context.Given("x < y, y < z, log(z) < exp(x), exp(x) < z")));
}
