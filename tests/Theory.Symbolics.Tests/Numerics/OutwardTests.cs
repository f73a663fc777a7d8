using System.Numerics;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Tests.Numerics;

/// <summary>Ends of enclosures, one by one.</summary>
public class OutwardTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(-1, 3)]
    [InlineData(-2, 3)]
    [InlineData(1, 10)]
    [InlineData(7, 10)]
    public void The_interval_around_a_rational_holds_it_between_neighbours(int numerator, int denominator)
    {
        var value = new Rational(numerator, denominator);
        var around = Interval.Around(value);
        Assert.True(Rational.Exactly(around.Lower) < value && value < Rational.Exactly(around.Upper));
        Assert.Equal(Math.BitIncrement(around.Lower), around.Upper);
        Assert.Equal(Interval.Point(0.375), Interval.Around(new Rational(3, 8)));
    }

    [Fact]
    public void Even_powers_are_those_of_the_size()
    {
        Assert.Equal(Interval.Of(4, 9), Interval.Of(-3, -2).Pow(2));
        Assert.Equal(Interval.Of(0, 9), Interval.Of(-3, 2).Pow(2));
        Assert.Equal(Interval.Of(0, 16), Interval.Of(-1, 2).Pow(4));
        Assert.Equal(Interval.Of(-27, 8), Interval.Of(-3, 2).Pow(3));
    }

    [Fact]
    public void A_number_of_fixed_point_is_negative_if_all_it_may_be_is()
    {
        var arithmetic = new FixedPoint(64);
        Assert.True(arithmetic.IsNegative((-2, -1)));
        Assert.False(arithmetic.IsNegative((-1, BigInteger.Zero)));
        Assert.False(arithmetic.IsNegative((-1, 1)));
        Assert.False(arithmetic.IsNegative((1, 2)));
        Assert.False(arithmetic.IsNegative(null));
    }

    [Fact]
    public void Pi_lies_strictly_within_its_enclosure()
    {
        // 3.14159265358979323846264338327950288419716939937510582097494459
        var digits = BigInteger.Parse(
            "314159265358979323846264338327950288419716939937510",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var scale = BigInteger.Pow(10, 50);
        foreach (var bits in new[] { 16, 64, 120 })
        {
            var (lower, upper) = new FixedPoint(bits).Constant(Constant.Pi)!.Value;
            Assert.True(lower * scale < digits << bits && digits + 1 << bits < upper * scale, $"{bits} bits");
            Assert.True(upper - lower <= 2, $"{bits} bits: {upper - lower}");
        }
    }
}
