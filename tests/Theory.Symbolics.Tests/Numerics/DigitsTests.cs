using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Numerics;

public class DigitsTests
{
    [Theory]
    [InlineData("pi", 50, "3.14159265358979323846264338327950288419716939937511")]
    [InlineData("e", 50, "2.71828182845904523536028747135266249775724709369996")]
    [InlineData("sqrt(2)", 40, "1.4142135623730950488016887242096980785697")]
    [InlineData("log(2)", 40, "0.6931471805599453094172321214581765680755")]
    [InlineData("exp(-100)", 50, "0.00000000000000000000000000000000000000000003720076")]
    [InlineData("log(10^(-30)) + 30*log(10)", 30, "0.000000000000000000000000000000")]
    [InlineData("exp(pi*sqrt(163)) - 262537412640768744", 30, "-0.000000000000749927402801814311")]
    [InlineData("2^(1/3)", 30, "1.259921049894873164767210607278")]
    [InlineData("1/3 - 1", 5, "-0.66667")]
    [InlineData("(1 - 1)^(pi - 3)", 2, "0.00")]
    [InlineData("12345", 0, "12345")]
    public void Digits_are_those_of_the_tables(string text, int decimals, string expected) =>
        Assert.Equal(expected, Infix.Parse(text).ToDecimals(decimals, new Assignment<Rational>()));

    [Theory]
    [InlineData("log(-1)")]
    [InlineData("1/(1 - 1)")]
    [InlineData("1/log(1)")]
    [InlineData("1/(sqrt(2)^2 - 2)")]
    [InlineData("inf")]
    [InlineData("exp(10^20)")]
    public void What_has_no_known_digits_is_not_given_any(string text) =>
        Assert.Null(Infix.Parse(text).ToDecimals(10, new Assignment<Rational>()));

    [Fact]
    public void Cancellation_that_doubles_lose_is_seen()
    {
        var f = Infix.Parse("s - 1 - log(s)");
        var s = 1 + new Rational(1, 1_000_000_000_000);
        Assert.Equal("0.0000000000000000000000005000", f.ToDecimals(28, new Assignment<Rational>().With(Expr.Symbol("s"), s)));
    }

    [Fact]
    public void Digits_lie_in_the_enclosure() =>
        Forall.Holds(
            Expressions.RealWith(Gen.Choose(1, 24).ArrayOf(Expressions.Names.Length)),
            law =>
            {
                var points = Expressions
                    .Names.Zip(law.at, (name, k) => (name, Value: name == "m" ? 1 + k % 4 : new Rational(k, 8)))
                    .ToArray();
                var enclosure = law.e.Enclose(Assignment.Of(points.Select(p => (p.name, Interval.Point(p.Value.ToDouble())))));
                var exact = law.e.Approximate(new Rational(1, 1_000_000), Assignment.Of(points));
                if (exact is not { } value)
                    return;
                Assert.True(
                    (enclosure + Interval.Of(-1e-6, 1e-6)).Contains(value),
                    $"{law.e}: {value.ToDouble():R} is not in {enclosure}"
                );
            },
            trials: 1000,
            trialsInFull: 100_000
        );
}
