using FsCheck.Fluent;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Testing;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

public sealed class NumericTests
{
    [Theory]
    [InlineData("2*sqrt(2)", "3")]
    [InlineData("exp(1)", "2719/1000")]
    [InlineData("2718281828459045235360287471/1000000000000000000000000000", "e")]
    [InlineData("3141592653589793238462643383279502884197/1000000000000000000000000000000000000000", "pi")]
    [InlineData("pi", "3141592653589793238462643383279502884198/1000000000000000000000000000000000000000")]
    [InlineData("log(2)", "69314718056/100000000000")]
    [InlineData("69314718055/100000000000", "log(2)")]
    [InlineData("exp(-20)", "1/485165195")]
    [InlineData("log(1/1000000)", "-13")]
    [InlineData("log(10^30)", "70")]
    [InlineData("(1 + 1/100)^100", "e")]
    [InlineData("sqrt(2)*sqrt(3)", "2449489743/1000000000")]
    [InlineData("min(3, pi)", "max(3, pi)")]
    [InlineData("-2", "-1")]
    [InlineData("7^(1/3)", "2")]
    [InlineData("exp(100)", "3*10^43")]
    public void A_true_inequality_between_numbers_is_proved(string left, string right) =>
        Assert.IsType<Judgement.AtMost>(Numeric(Infix.Parse(left), Infix.Parse(right)).Conclusion);

    [Theory]
    [InlineData("3", "2*sqrt(2)", "is greater than")]
    [InlineData("e", "2718281828459045235360287471/1000000000000000000000000000", "is greater than")]
    [InlineData("pi", "22/7 - 1/500", "is greater than")]
    [InlineData("log(3)", "1", "is greater than")]
    [InlineData("exp(log(2))", "1999999999/1000000000", "is greater than")]
    [InlineData("-1", "-2", "is greater than")]
    [InlineData("1/sqrt(3)", "577350269/1000000000", "is greater than")]
    [InlineData("sqrt(2)*sqrt(2)", "2", "too close")]
    [InlineData("exp(log(2))", "2", "too close")]
    [InlineData("a", "2", "not a number")]
    [InlineData("inf", "inf", "not a number")]
    [InlineData("exp(exp(20))", "1", "too large")]
    [InlineData("2^100000", "1", "too large")]
    [InlineData("1/(2 - 2)", "1", "not known to be defined")]
    [InlineData("log(1 - 1)", "1", "not known to be defined")]
    [InlineData("sqrt(1 - 2)", "1", "not known to be defined")]
    public void A_false_or_undecided_inequality_is_refused(string left, string right, string because) =>
        Refused.Of("numeric", () => Numeric(Infix.Parse(left), Infix.Parse(right)), because);

    [Fact]
    public void What_is_proved_is_true_of_random_numbers() =>
        Forall.Holds(
            Gen.Choose(1, 4000).Zip(Gen.Choose(1, 4000)).Zip(Gen.Choose(0, 3)).ToArbitrary(),
            c =>
            {
                var ((p, q), kind) = c;
                Rational x = new(p, 100);
                Expr e = kind switch
                {
                    0 => new Log(x),
                    1 => Power.Of(x, new Rational(2, 3)),
                    2 => new Exp(x),
                    _ => new Exp(-(Expr)x),
                };
                var value = kind switch
                {
                    0 => Math.Log(p / 100.0),
                    1 => Math.Pow(p / 100.0, 2.0 / 3),
                    2 => Math.Exp(p / 100.0),
                    _ => Math.Exp(-p / 100.0),
                };
                var near = Rational.Exactly(value);
                var margin = new Rational(q, 1_000_000_000_000) * near.Abs + new Rational(1, 1_000_000_000_000);
                Assert.NotNull(Numeric(e, near + margin));
                Assert.NotNull(Numeric(near - margin, e));
                Assert.Throws<ProofException>(() => Numeric(near + margin, e));
            },
            trials: 200,
            trialsInFull: 5000
        );
}
