using Theory.Symbolics.Analysis;

namespace Theory.Symbolics.Tests.Analysis;

/// <summary>The rules by which ranges of symbols become ranges of expressions, end by end.</summary>
public class IntervalRulesTests
{
    private static readonly Domain Open = Domain.Above(0, included: false).Intersect(Domain.Below(2, included: false));
    private static readonly Domain Closed = Domain.Above(0, included: true).Intersect(Domain.Below(2, included: true));

    private static Domain Between(Rational lower, Rational upper) =>
        Domain.Above(lower, included: true).Intersect(Domain.Below(upper, included: true));

    [Fact]
    public void The_lesser_of_two_reaches_its_lower_end_if_one_does_and_its_upper_end_if_both_do()
    {
        Assert.Equal("[0, 2)", Intervals.Min(Open, Closed).ToString());
        Assert.Equal("[0, 2)", Intervals.Min(Closed, Open).ToString());
        Assert.Equal("[0, 2]", Intervals.Min(Closed, Closed).ToString());
        Assert.Equal("(0, 2]", Intervals.Max(Open, Closed).ToString());
        Assert.Equal("(0, 2)", Intervals.Max(Open, Open).ToString());
    }

    [Fact]
    public void Powers_without_a_rational_value_lie_strictly_between_those_that_have_one()
    {
        Assert.Equal("(2, 9)", Intervals.Power(Between(2, 3), new Rational(3, 2)).ToString());
        Assert.Equal("[4, 9]", Intervals.Power(Between(2, 3), 2).ToString());
        Assert.Equal(
            "(1/9, 1/2)",
            Intervals.Power(Between(new Rational(1, 3), new Rational(1, 2)), new Rational(3, 2)).ToString()
        );
    }

    [Fact]
    public void High_powers_keep_a_lower_end_and_lose_the_upper_one()
    {
        Assert.Equal("(18446744073709551616, inf)", Intervals.Power(Between(2, 3), 100).ToString());
        Assert.Equal(
            $"(0, 1/{System.Numerics.BigInteger.Pow(2, 64)})",
            Intervals.Power(Between(new Rational(1, 3), new Rational(1, 2)), 100).ToString()
        );
    }

    [Fact]
    public void Exponentials_and_logarithms_are_known_to_three_digits()
    {
        Assert.Equal("(1359/500, 739/100)", Intervals.Exp(Between(1, 2)).ToString());
        Assert.Equal("[1, 257/200)", Intervals.Exp(Between(0, new Rational(1, 4))).ToString());
        Assert.Equal("[0, 347/500)", Intervals.Log(Between(1, 2)).ToString());
    }

    // Beyond where a digit after the point could be asked for, simple bounds stand: 1 + x <= exp(x), exp(x) <= 3^ceil(x).
    [Fact]
    public void Far_out_exponentials_lie_between_simple_bounds()
    {
        var far = Intervals.Exp(Between(100, 1001));
        Assert.Equal((new Rational(101, 1), null), (far.Lower, far.Upper));
        Assert.True(Intervals.Exp(Between(0, new Rational(4, 10))).Upper < new Rational(5, 3));
    }
}
