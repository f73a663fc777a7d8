using Theory.Symbolics.Notation;
using Theory.Symbolics.Orders;

namespace Theory.Symbolics.Tests.Orders;

/// <summary>Which logarithms have an order.</summary>
public class LogarithmTests
{
    private static OrderVerdict Decide(string left, string right, string given) =>
        OrderCalculus.Decide(Infix.Parse(left), Infix.Parse(right), Context.Given(given));

    [Theory]
    [InlineData("log(1/p)", "1/p", "0 < p <= 1")]
    [InlineData("log(1/p)*n", "n/p", "0 < p <= 1, n >= 1")]
    [InlineData("n*log(2 + sin2)", "n^2*log(2 + sin2)", "sin2 > 0, sin2 < 1, n >= 1")]
    [InlineData("n*log(x)", "n^2*log(x)", "2 < x <= 3, n >= 1")]
    [InlineData("n*log(x*y)", "n^2*log(x*y)", "2 < x <= 3, y >= 1, n >= 1")]
    public void An_order_is_known(string left, string right, string given) =>
        Assert.IsType<OrderVerdict.Proven>(Decide(left, right, given));

    [Theory]
    [InlineData("log(1/p)", "1/p", "0 < p <= 2")]
    [InlineData("log(a/b)", "a", "a >= 1, b >= 1")]
    public void No_order_is_known_of_what_may_be_negative(string left, string right, string given)
    {
        var unknown = Decide(left, right, given);
        Assert.False(unknown is OrderVerdict.Proven or OrderVerdict.Refuted, unknown.ToString());
        Assert.Contains("state that its argument is greater than 1", $"{unknown}", StringComparison.Ordinal);
    }
}
