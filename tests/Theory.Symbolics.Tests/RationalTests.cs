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

    [Theory]
    [InlineData("1/2/3", "1/6")]
    [InlineData("-1.5/3", "-1/2")]
    [InlineData("1/0", null)]
    [InlineData("1//2", null)]
    public void Quotients_group_from_the_left(string text, string? expected) =>
        Assert.Equal(expected, Rational.TryParse(text, out var value) ? value.ToString() : null);

    [Fact]
    public void Rounding_to_double_is_to_nearest_even()
    {
        Assert.Equal(1.0, (Rational.One + new Rational(1, System.Numerics.BigInteger.Pow(2, 53))).ToDouble());
        Assert.Equal(1.0 + Math.Pow(2, -52), (1 + new Rational(3, System.Numerics.BigInteger.Pow(2, 54))).ToDouble());
        Assert.Equal(double.Epsilon, new Rational(1, System.Numerics.BigInteger.Pow(2, 1074)).ToDouble());
        Assert.Equal(1.0 / 3, new Rational(1, 3).ToDouble());
    }

    [Fact]
    public void Every_operation_gives_lowest_terms_with_a_positive_denominator()
    {
        var numbers =
            from numerator in Gen.Choose(-60, 60)
            from denominator in Gen.Choose(1, 60)
            select new Rational(numerator, denominator);
        Forall.Holds(
            (from a in numbers from b in numbers from k in Gen.Choose(-4, 4) select (a, b, k)).ToArbitrary(),
            drawn =>
            {
                var (a, b, k) = drawn;
                Rational[] results = [a + b, a - b, a * b, -a, a.Abs];
                Rational[] ofNonzero = b.IsZero ? [] : [a / b, b.Reciprocal, -b.Reciprocal, b.Pow(k)];
                foreach (var r in results.Concat(ofNonzero))
                {
                    Assert.True(r.Denominator.Sign > 0);
                    Assert.Equal(new Rational(r.Numerator, r.Denominator), r);
                }
                if (!b.IsZero)
                    Assert.Equal(
                        Enumerable.Repeat(k < 0 ? 1 / b : b, Math.Abs(k)).Aggregate(Rational.One, (x, y) => x * y),
                        b.Pow(k)
                    );
                Assert.True((a + -a).IsZero && (b.IsZero || (b * b.Reciprocal).IsOne));
            }
        );
    }

    [Theory]
    [InlineData("7/2", "3", "4")]
    [InlineData("-7/2", "-4", "-3")]
    [InlineData("-1/3", "-1", "0")]
    [InlineData("-3", "-3", "-3")]
    public void Floor_and_ceiling_are_the_integers_below_and_above(string text, string floor, string ceiling)
    {
        Assert.True(Rational.TryParse(text, out var x));
        Assert.Equal((floor, ceiling), ($"{x.Floor}", $"{x.Ceiling}"));
    }

    [Fact]
    public void Zero_has_no_reciprocal()
    {
        Assert.Throws<DivideByZeroException>(() => Rational.Zero.Reciprocal);
        Assert.Throws<DivideByZeroException>(() => Rational.Zero.Pow(-1));
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

    [Fact]
    public void Numbers_are_ordered_as_their_differences_have_signs() =>
        Forall.Holds(
            (
                from a in Gen.Choose(-9, 9)
                from b in Gen.Choose(1, 4)
                from c in Gen.Choose(-9, 9)
                from d in Gen.Choose(1, 4)
                select (new Rational(a, b), new Rational(c, d))
            ).ToArbitrary(),
            ((Rational A, Rational B) pair) =>
            {
                var (a, b) = pair;
                foreach (var x in new[] { b, a })
                {
                    var sign = (a - x).Sign;
                    Assert.Equal((sign < 0, sign <= 0, sign > 0, sign >= 0), (a < x, a <= x, a > x, a >= x));
                }
            },
            trials: 200
        );

    [Theory]
    [InlineData("1e10000", true)]
    [InlineData("1e-10000", true)]
    [InlineData("1e10001", false)]
    [InlineData("1e-10001", false)]
    public void Powers_of_ten_are_read_to_the_ten_thousandth(string text, bool isRead) =>
        Assert.Equal(isRead, Rational.TryParse(text, out _));
}
