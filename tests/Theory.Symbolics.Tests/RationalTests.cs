using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics;
using Theory.Testing;

namespace Theory.Symbolics.Tests;

public class RationalTests
{
    [Fact]
    public void A_finite_double_survives_the_exact_rational() =>
        Forall.Holds(ArbMap.Default.ArbFor<double>().Filter(double.IsFinite), x => Rational.Exactly(x).ToDouble() == x);

    [Fact]
    public void Rounding_to_double_is_to_nearest_even()
    {
        Assert.Equal(1.0, (Rational.One + new Rational(1, System.Numerics.BigInteger.Pow(2, 53))).ToDouble());
        Assert.Equal(1.0 + Math.Pow(2, -52), (1 + new Rational(3, System.Numerics.BigInteger.Pow(2, 54))).ToDouble());
        Assert.Equal(double.Epsilon, new Rational(1, System.Numerics.BigInteger.Pow(2, 1074)).ToDouble());
        Assert.Equal(1.0 / 3, new Rational(1, 3).ToDouble());
    }

    [Theory]
    [InlineData("-1.25e-3", "-1/800")]
    [InlineData("2/4", "1/2")]
    [InlineData("10", "10")]
    public void Decimals_and_quotients_are_read_exactly(string text, string expected)
    {
        Assert.True(Rational.TryParse(text, out var value));
        Assert.Equal(expected, value.ToString());
    }
}
