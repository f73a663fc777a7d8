using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Contexts;

public class DefinitionTests
{
    [Theory]
    [InlineData("m = n^2, n = 2*k", "m", "(2*k)^2")]
    [InlineData("n = 2*k, m = n^2", "m", "(2*k)^2")]
    [InlineData("m = n^2, n = 2*k", "n", "2*k")]
    [InlineData("m = n, n = m", "m", "n")]
    [InlineData("m = n, m = k", "m", "n")]
    [InlineData("m = m^2", "m", "m")]
    public void Definitions_are_put_in_whatever_their_order(string given, string expression, string expected) =>
        Assert.Equal(Infix.Parse(expected), Context.Given(given).Defined(Infix.Parse(expression)));

    [Fact]
    public void What_is_kept_stays_in_the_values_of_others() =>
        Assert.Equal(Infix.Parse("n^2"), Context.Given("n = 2*k, m = n^2").Defined(new Symbol("m"), new Symbol("n")));

    [Theory]
    [InlineData("m - 5", "n = 2*k, m = n^2", Sign.Mixed)]
    [InlineData("m - 5", "m = n, n = m", Sign.Mixed)]
    [InlineData("4*n^2 - 9*k^2", "m = 2*n, m = 3*k", Sign.Unknown)] // it is 0 where both definitions hold
    [InlineData("n^4 - 1", "m = n^2, m <= 1/2", Sign.Unknown)] // n^4 <= 1/4
    public void Points_that_refute_a_sign_obey_all_definitions(string expression, string given, Sign sign) =>
        Assert.Equal(sign, Infix.Parse(expression).SignIn(Context.Given(given)).Value);
}
