using Theory.Symbolics.Notation;
using Theory.Symbolics.Orders;

namespace Theory.Symbolics.Tests.Orders;

public class ComparingTests
{
    [Theory]
    [InlineData("D*sqrt(K/(4*n))", "D*sqrt(K/(2*n))", "", "<")]
    [InlineData("1/(n + 1)", "1/n", "", "<")]
    [InlineData("n", "m", "n <= m", "<=")]
    [InlineData("1/n", "1/(n + 1)", "", ">")]
    [InlineData("m", "n", "n <= m", ">=")]
    [InlineData("2*n", "n^2", "n >= 1", "<~")]
    [InlineData("n^2", "2*n", "n >= 1", ">~")]
    [InlineData("2*a*b", "a^2 + b^2", "a <= b", "<=")]
    [InlineData("(a + b)^2", "a^2 + 2*a*b + b^2", "", "=")]
    [InlineData("sqrt(n + m)", "sqrt(n) + sqrt(m)", "n >= 1, m >= 1", "<")]
    [InlineData("sqrt(n + m)", "sqrt(n) + sqrt(m)/2", "n >= 1, m >= 1", "~")]
    [InlineData("n^(-2/5) + m^(-4/5)", "(m*n)^(-1/5) + m^(-1/2)", "n >= 1, m >= 1", "incomparable")]
    public void Two_expressions_compare_as_numbers_or_in_order(string left, string right, string given, string relation) =>
        Assert.Equal(relation, Infix.Parse(left).CompareWith(Infix.Parse(right), Context.Given(given)).Relation);
}
