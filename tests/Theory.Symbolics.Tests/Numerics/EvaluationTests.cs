using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Tests.Numerics;

public class EvaluationTests
{
    [Theory]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", 16.0 / 50 + 8.0 / 25 + 0.5 + 0.2)]
    [InlineData("sum(i, 1, m, i^2)", 55.0)]
    [InlineData("mean(i, 0, m, i)", 2.5)]
    [InlineData("sum(i, 1, 10^9, tau)", 2e9)]
    [InlineData("sum(i, 3, 2, i)", 0.0)]
    [InlineData("sqrt(tau)^2*sqrt(8)", 5.656854249492381)]
    [InlineData("max(m, n, tau) - min(m, n, tau)", 8.0)]
    [InlineData("0*inf + log(1)", 0.0)]
    [InlineData("tau/0", double.PositiveInfinity)]
    [InlineData("(m - 5)/(n - 10)", double.NaN)]
    [InlineData("(m - 5)*log(m - 5)", 0.0)]
    [InlineData("inf - inf", double.NaN)]
    [InlineData("inf/inf", double.NaN)]
    [InlineData("inf*tau/exp(inf)", double.NaN)]
    [InlineData("tau/inf", 0.0)]
    [InlineData("0*inf/tau", 0.0)]
    [InlineData("sum(i, 3, 2, log(-1))", 0.0)]
    [InlineData("(-tau)^3 + e^0 + pi - pi", -7.0)]
    [InlineData("log(-1)^0", double.NaN)]
    [InlineData("log(-1)^(m - 5)", double.NaN)]
    [InlineData("1^log(-1)", double.NaN)]
    [InlineData("log(0)^e", double.NaN)]
    [InlineData("(-inf)^(1/3) + (-inf)^3", double.NaN)]
    [InlineData("(-2)^inf", double.NaN)]
    [InlineData("(m - 5)^0 + inf^0", 2.0)]
    public void Values_follow_the_conventions(string text, double expected)
    {
        var e = Infix.Parse(text);
        Assert.Equal(expected, e.Evaluate(("m", 5), ("n", 10), ("tau", 2)), 1e-14);
        var enclosure = e.Enclose(Assignment.Of<Interval>(("m", 5), ("n", 10), ("tau", 2)));
        Assert.True(double.IsNaN(expected) ? enclosure.IsEmpty : (enclosure + Interval.Of(-1e-14, 1e-14)).Contains(expected));
    }

    [Fact]
    public void Members_of_a_family_have_values_of_their_own()
    {
        var at = Assignment
            .Of(("m", 3.0))
            .With(Infix.Parse("KL[1]"), 1.0)
            .With(Infix.Parse("KL[2]"), 4.0)
            .With(Infix.Parse("KL[3]"), 9.0);
        Assert.Equal(6.0, Infix.Parse("sum(i, 1, m, sqrt(KL_i))").Evaluate(at));
    }

    [Theory]
    [InlineData("x + y", "'y' has no value; values are given for x.")]
    [InlineData("sum(i, 1, x, i)", "The limit 'x' of 'sum(i, 1, x, i)' is not an integer here")]
    [InlineData("sum(i, 1, 10^8, i)", "at most 10000000 are added up")]
    [InlineData("KL(P, Q)", "'KL(P, Q)' has no value")]
    public void What_cannot_be_evaluated_is_refused_in_words(string text, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Infix.Parse(text).Evaluate(("x", 2.5)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enclosure_over_a_box_contains_the_values_at_its_points()
    {
        var f = Infix.Parse("tau^4/(m*n) + tau^3/m^2 + 1/tau + log(1 + tau)/m");
        var box = f.Enclose(
            Assignment.Of<Interval>(("m", Interval.Of(5, 6)), ("n", Interval.Of(10, 20)), ("tau", Interval.Of(1, 2)))
        );
        foreach (var (m, n, tau) in new[] { (5.0, 10.0, 1.0), (6, 20, 2), (5.5, 12, 1.25) })
            Assert.True(box.Contains(f.Evaluate(("m", m), ("n", n), ("tau", tau))));
        var point = f.Enclose(Assignment.Of<Interval>(("m", 5), ("n", 10), ("tau", 2)));
        Assert.True(point.Width < 1e-15);
    }

    [Fact]
    public void Zero_times_anything_but_no_number_is_zero_on_either_side()
    {
        var (arithmetic, inf) = (DoubleArithmetic.Instance, double.PositiveInfinity);
        Assert.Equal((0, 0), (arithmetic.Multiply(0, inf), arithmetic.Multiply(-inf, 0)));
        Assert.Equal((double.NaN, double.NaN), (arithmetic.Multiply(0, double.NaN), arithmetic.Multiply(double.NaN, 0)));
        Assert.Equal((double.NaN, inf), (arithmetic.Multiply(inf, double.NaN), arithmetic.Multiply(inf, 2)));
    }
}
