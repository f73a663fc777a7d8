using System.Numerics;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>The kernel's own numbers are sharp and never rounded inwards.</summary>
public sealed class EnclosureTests
{
    // Digits by mpmath with 90 decimals.
    [Theory]
    [InlineData("exp(1)", "271828182845904523536028747135266249775724709369995", 50)]
    [InlineData("e", "271828182845904523536028747135266249775724709369995", 50)]
    [InlineData("pi", "314159265358979323846264338327950288419716939937510", 50)]
    [InlineData("log(2)", "69314718055994530941723212145817656807550013436025", 50)]
    [InlineData("log(10)", "230258509299404568401799145468436420760110148862877", 50)]
    [InlineData("log(1/3)", "-109861228866810969139524523692252570464749055782275", 50)]
    [InlineData("log(4/3)", "28768207245178092743921900599382743150350971089776", 50)]
    [InlineData("log(3/2)", "40546510810816438197801311546434913657199042346249", 50)]
    [InlineData("log(1/1000)", "-690775527898213705205397436405309262280330446588632", 50)]
    [InlineData("exp(10)", "2202646579480671651695790064528424436635351261855", 44)]
    [InlineData("exp(-5/2)", "8208499862389879516952867446715980783780412101543", 50)]
    [InlineData("exp(1/7)", "115356499489510775346133962447186244199568773273966", 50)]
    [InlineData("exp(-100)", "3720075", 50)]
    [InlineData("sqrt(2)", "141421356237309504880168872420969807856967187537694", 50)]
    [InlineData("7^(1/3)", "191293118277238910119911683954876028286243905034587", 50)]
    [InlineData("5^(-2/3)", "34199518933533939787062177450877202197361102210861", 50)]
    [InlineData("(1 + sqrt(2))^(-1)", "41421356237309504880168872420969807856967187537694", 50)]
    [InlineData("(sqrt(2) - 2)^3", "-20101012677666931677635786106422690002459374472273", 50)]
    [InlineData("sqrt(3)*(1 - sqrt(2))", "-71743893521430080466983773320001902502314222684629", 50)]
    [InlineData("(1 - sqrt(3))*(1 - sqrt(2))", "30322537284120575586814900899032094645347035146934", 50)]
    [InlineData("min(pi, sqrt(10))", "314159265358979323846264338327950288419716939937510", 50)]
    [InlineData("max(pi, sqrt(10))", "316227766016837933199889354443271853371955513932521", 50)]
    [InlineData("e*log(5)", "437490583140267510111631819475232594584919489780472", 50)]
    [InlineData("exp(log(3)*2/3)", "208008382305190411453005682435788538633780534037326", 50)]
    [InlineData("min(4, pi)", "314159265358979323846264338327950288419716939937510", 50)]
    [InlineData("max(3, pi)", "314159265358979323846264338327950288419716939937510", 50)]
    [InlineData("min(pi, sqrt(2))", "141421356237309504880168872420969807856967187537694", 50)]
    [InlineData("max(pi, sqrt(2))", "314159265358979323846264338327950288419716939937510", 50)]
    [InlineData("log(7/8)", "-13353139262452262314634362093134997458941567349891", 50)]
    [InlineData("log(255)", "554126354515842614624553918802183987976129492467701", 50)]
    public void A_number_is_known_to_fifty_digits(string text, string floor, int digits)
    {
        var (e, unit) = (Infix.Parse(text), BigInteger.Pow(10, digits));
        var below = BigInteger.Parse(floor, System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotNull(Numeric(new Rational(below, unit), e));
        Assert.NotNull(Numeric(e, new Rational(below + 1, unit)));
        Assert.Throws<ProofException>(() => Numeric(new Rational(below + 1, unit), e));
        Assert.Throws<ProofException>(() => Numeric(e, new Rational(below, unit)));
    }

    [Theory]
    [InlineData("1/3")]
    [InlineData("-1/3")]
    [InlineData("exp(1)")]
    [InlineData("exp(-1)")]
    [InlineData("log(3)")]
    [InlineData("log(1/3)")]
    [InlineData("pi")]
    [InlineData("e")]
    [InlineData("sqrt(2)")]
    [InlineData("7^(2/3)")]
    [InlineData("1/sqrt(3)")]
    [InlineData("-sqrt(2)*sqrt(3)")]
    public void What_is_no_binary_fraction_lies_strictly_inside(string text) =>
        // Were the two ends one number, a number would be proved equal to a fraction.
        Refused.Of("numeric", () => Numeric(Infix.Parse(text), Infix.Parse(text)), "too close");

    [Theory]
    [InlineData("1/2")]
    [InlineData("-3/4")]
    [InlineData("5")]
    [InlineData("0")]
    public void A_binary_fraction_is_exact(string text) => Assert.NotNull(Numeric(Infix.Parse(text), Infix.Parse(text)));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 7)]
    [InlineData(-1, 3)]
    [InlineData(-2, 7)]
    [InlineData(-1, 1_000_003)]
    public void Fractions_are_rounded_outwards_in_the_last_unit(int numerator, int denominator)
    {
        var (x, unit) = (new Rational(numerator, denominator), BigInteger.One << 192);
        var near = BigInteger.Divide(numerator * unit, denominator);
        for (var k = -2; k <= 2; k++)
        {
            Rational fraction = new(near + k, unit);
            Assert.Throws<ProofException>(() => fraction > x ? Numeric(fraction, x) : Numeric(x, fraction));
        }
        Assert.NotNull(Numeric(new Rational(near - 2, unit), x));
        Assert.NotNull(Numeric(x, new Rational(near + 2, unit)));
    }

    [Fact]
    public void A_sum_that_is_cut_off_is_widened()
    {
        Rational unit = new(1, BigInteger.One << 192);
        Assert.Throws<ProofException>(() => Numeric(1 + unit, new Exp(0)));
        Assert.Throws<ProofException>(() => Numeric(new Exp(0), 1 - unit));
        Assert.NotNull(Numeric(1 - 4 * unit, new Exp(0)));
        Assert.NotNull(Numeric(new Exp(0), 1 + 4 * unit));
    }

    [Theory]
    [InlineData("1/(sqrt(2)*sqrt(2) - 2)", "not known to be defined")]
    [InlineData("log(sqrt(2)*sqrt(2) - 2)", "not known to be defined")]
    [InlineData("sqrt(1 - sqrt(2))", "not known to be defined")]
    [InlineData("exp(10000*sqrt(2))", "too large to enclose")]
    [InlineData("exp(-10000*sqrt(2))", "too large to enclose")]
    [InlineData("sqrt(2)^1001", "too large to enclose")]
    [InlineData("sqrt(2)^(-1001)", "too large to enclose")]
    [InlineData("pi^(1/257)", "too large to enclose")]
    [InlineData("pi^e", "not a number that the kernel encloses")]
    [InlineData("sum(i, 1, 3, i)", "not a number that the kernel encloses")]
    public void What_may_be_undefined_or_is_too_large_is_refused(string text, string because) =>
        Refused.Of("numeric", () => Numeric(Infix.Parse(text), 1), because);

    [Theory]
    [InlineData("exp(9999)", "exp(10000)")]
    [InlineData("exp(-100)", "exp(-99)")]
    [InlineData("2^999", "pi^1000")]
    [InlineData("pi^(-10)", "1/2^10")]
    [InlineData("pi^(1/100)", "pi^(1/99)")]
    public void Up_to_the_limits_numbers_are_enclosed(string less, string more)
    {
        Assert.NotNull(Numeric(Infix.Parse(less), Infix.Parse(more)));
        Refused.Of("numeric", () => Numeric(Infix.Parse(more), Infix.Parse(less)), "is greater than");
    }
}
