using System.Numerics;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// Two integers, in units of 2^-192, between which a real number lies: the kernel's own arithmetic. Sums and products are rounded
/// outwards; series are cut where what is left is below one unit, and widened by one.
/// </summary>
internal readonly record struct Enclosure(BigInteger Low, BigInteger High)
{
    private const int Bits = 192;
    private const int Terms = 48;
    private static readonly BigInteger Unit = BigInteger.One << Bits;

    public static Enclosure Of(Rational r) => Quotient(r.Numerator << Bits, r.Denominator);

    public static Enclosure operator +(Enclosure a, Enclosure b) => new(a.Low + b.Low, a.High + b.High);

    public static Enclosure operator -(Enclosure a) => new(-a.High, -a.Low);

    public static Enclosure operator *(Enclosure a, Enclosure b)
    {
        BigInteger[] ends = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return new(ends.Min() >> Bits, -(-ends.Max() >> Bits));
    }

    /// <summary>1/a; null where a may not be positive.</summary>
    public Enclosure? Reciprocal => Low.Sign > 0 ? new(Quotient(Unit << Bits, High).Low, Quotient(Unit << Bits, Low).High) : null;

    /// <summary>The power to an integer from 0.</summary>
    public Enclosure Pow(int exponent)
    {
        var result = new Enclosure(Unit, Unit);
        for (var k = 0; k < exponent; k++)
            result *= this;
        return result;
    }

    /// <summary>The nonnegative root; null where the number may be negative.</summary>
    public Enclosure? Root(int degree) =>
        Low.Sign < 0
            ? null
            : new(IntegerRoot(Low << (Bits * (degree - 1)), degree), IntegerRoot(High << (Bits * (degree - 1)), degree) + 1);

    public Enclosure Exp() => new(ExpOf(Low).Low, ExpOf(High).High);

    /// <summary>The logarithm; null where the number may not be positive.</summary>
    public Enclosure? Log() => Low.Sign > 0 ? new(LogOf(Low).Low, LogOf(High).High) : null;

    /// <summary>pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin).</summary>
    public static Enclosure Pi => Of(16) * Odd(Of(new Rational(1, 5)), -1) + -(Of(4) * Odd(Of(new Rational(1, 239)), -1));

    // For b > 0.
    private static Enclosure Quotient(BigInteger a, BigInteger b)
    {
        var floor = BigInteger.DivRem(a, b, out var rest) - (rest.Sign < 0 ? 1 : 0);
        return new(floor, rest.IsZero ? floor : floor + 1);
    }

    private static Enclosure Over(Enclosure a, int k) => new(Quotient(a.Low, k).Low, Quotient(a.High, k).High);

    // exp(x) = exp(x/2^k)^(2^k) with |x/2^k| <= 1/2: what follows 48 terms is below 2^-48/48!, less than a unit.
    private static Enclosure ExpOf(BigInteger x)
    {
        var halvings = (int)Math.Max(0, BigInteger.Abs(x).GetBitLength() - Bits + 1);
        var r = new Enclosure(x >> halvings, -(-x >> halvings));
        var (sum, term) = (new Enclosure(Unit, Unit), new Enclosure(Unit, Unit));
        for (var k = 1; k <= Terms; k++)
        {
            term = Over(term * r, k);
            sum += term;
        }
        sum = new(BigInteger.Max(0, sum.Low - 1), sum.High + 1);
        for (var k = 0; k < halvings; k++)
            sum *= sum;
        return sum;
    }

    // log(2^k z) = k log 2 + 2 artanh((z - 1)/(z + 1)) with 1/2 <= z <= 1, up to rounding.
    private static Enclosure LogOf(BigInteger y)
    {
        var k = (int)(y.GetBitLength() - Bits);
        var z = new Enclosure(y >> k, -(-y >> k));
        var one = new Enclosure(Unit, Unit);
        var ratio = (z + -one) * (z + one).Reciprocal!.Value;
        return Of(k) * (Of(2) * Odd(Of(new Rational(1, 3)), 1)) + Of(2) * Odd(ratio, 1);
    }

    // sum_j sign^j t^(2j+1)/(2j+1): artanh for sign 1, arctan for -1. For |t| <= 1/3 what follows 64 terms is below 3^-129.
    private static Enclosure Odd(Enclosure t, int sign)
    {
        var (sum, power, square) = (t, t, t * t);
        for (var j = 1; j < 64; j++)
        {
            power *= square;
            var term = Over(power, 2 * j + 1);
            sum += sign < 0 && j % 2 == 1 ? -term : term;
        }
        return new(sum.Low - 1, sum.High + 1);
    }

    // The greatest integer whose power is at most n, by bisection.
    private static BigInteger IntegerRoot(BigInteger n, int degree)
    {
        var (low, high) = (BigInteger.Zero, BigInteger.One << ((int)(n.GetBitLength() / degree) + 1));
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            if (BigInteger.Pow(middle, degree) <= n)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}
