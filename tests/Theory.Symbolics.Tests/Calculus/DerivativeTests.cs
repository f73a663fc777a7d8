using Theory.Symbolics.Calculus;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Calculus;

public class DerivativeTests
{
    [Theory]
    [InlineData("x^3", "3*x^2")]
    [InlineData("a + b", "0")]
    [InlineData("1/x", "-1/x^2")]
    [InlineData("KL/x + x*D^2/(8*m)", "KL*(-1)/x^2 + D^2/(8*m)")]
    [InlineData("exp(-2*x)", "-2*exp(-2*x)")]
    [InlineData("log(x^2 + 1)", "2*x/(x^2 + 1)")]
    [InlineData("x^x", "x^x*(log(x) + x/x)")]
    [InlineData("n^x", "n^x*log(n)")]
    [InlineData("e^x", "e^x")]
    [InlineData("sqrt(x)", "1/2/sqrt(x)")]
    [InlineData("sum(i, 1, m, x^i)", "sum(i, 1, m, i*x^(i - 1))")]
    [InlineData("sum(i, 1, x, i)", "diff(sum(i, 1, x, i), x)")] // how far it goes depends on x
    [InlineData("sum(x, 1, 3, x^2)", "0")] // its index is another x
    [InlineData("f(x)", "diff(f(x), x)")]
    [InlineData("max(x, y)", "diff(max(x, y), x)")]
    public void Derivatives_follow_the_rules(string text, string expected) =>
        Assert.Equal(Infix.Parse(expected).ToString(), Infix.Parse(text).Derivative(Expr.Symbol("x")).ToString());

    [Fact]
    public void The_derivative_of_an_unknown_function_keeps_its_point()
    {
        var slope = Infix.Parse("f(x, y)").Derivative(Expr.Symbol("x"));
        Assert.Equal("diff(f(x, y), x, 2)", slope.Substitute(Expr.Symbol("x"), 2).ToString());
        Assert.Equal("diff(f(x, 3), x)", slope.Substitute(Expr.Symbol("y"), 3).ToString());
        Assert.Equal("diff(f(x1, x), x1, x)", slope.Substitute(Expr.Symbol("y"), Expr.Symbol("x")).ToString());
        Assert.Equal(slope, Infix.Parse(slope.ToString()));
    }

    [Fact]
    public void Higher_derivatives_repeat_the_first() =>
        Assert.Equal("4*3*2", Infix.Parse("x^4").Derivative(Expr.Symbol("x"), 4).ToString());
}
