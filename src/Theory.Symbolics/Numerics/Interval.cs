using static System.FormattableString;

namespace Theory.Symbolics.Numerics;

/// <summary>
/// A closed interval of extended reals with double ends. Operations give intervals that contain the result for every choice of
/// operands in theirs for which it is defined: ends are rounded outwards. Where no choice is defined the result is empty.
/// </summary>
public readonly record struct Interval
{
    private Interval(double lower, double upper) => (Lower, Upper) = (lower, upper);

    /// <summary>The lower end; NaN if the interval is empty.</summary>
    public double Lower { get; }

    /// <summary>The upper end; NaN if the interval is empty.</summary>
    public double Upper { get; }

    /// <summary>No number.</summary>
    public static Interval Empty { get; } = new(double.NaN, double.NaN);

    /// <summary>Every extended real.</summary>
    public static Interval Whole { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The one number; NaN gives the empty interval.</summary>
    public static Interval Point(double value) => new(value, value);

    /// <summary>The interval with the given ends.</summary>
    /// <exception cref="ArgumentException">An end is NaN, or the lower is above the upper.</exception>
    public static Interval Of(double lower, double upper) =>
        lower <= upper
            ? new(lower, upper)
            : throw new ArgumentException($"[{lower}, {upper}] is no interval; the lower end must be at most the upper.");

    /// <summary>The narrowest interval around a rational.</summary>
    public static Interval Around(Rational value)
    {
        var nearest = value.ToDouble();
        if (double.IsInfinity(nearest))
            return nearest > 0 ? new(double.MaxValue, nearest) : new(nearest, -double.MaxValue);
        var error = Rational.Exactly(nearest).CompareTo(value);
        return new(error > 0 ? Math.BitDecrement(nearest) : nearest, error < 0 ? Math.BitIncrement(nearest) : nearest);
    }

    /// <summary>A double is the interval of itself alone.</summary>
    public static implicit operator Interval(double value) => Point(value);

    /// <summary>Whether no number is in it.</summary>
    public bool IsEmpty => double.IsNaN(Lower);

    /// <summary>The difference of the ends, rounded upwards.</summary>
    public double Width => Lower == Upper ? 0 : Rounding.AddUp(Upper, -Lower);

    /// <summary>A double in the middle.</summary>
    public double Middle => Lower == Upper ? Lower : double.Clamp(Lower / 2 + Upper / 2, Lower, Upper);

    /// <summary>Whether a double is in it.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>Whether a rational is in it.</summary>
    public bool Contains(Rational value) =>
        (double.IsInfinity(Lower) ? Lower < 0 : !IsEmpty && Rational.Exactly(Lower) <= value)
        && (double.IsInfinity(Upper) ? Upper > 0 : !IsEmpty && value <= Rational.Exactly(Upper));

    /// <summary>Whether every number of this interval is in the other.</summary>
    public bool IsIn(Interval other) => IsEmpty || other.Lower <= Lower && Upper <= other.Upper;

    /// <summary>Whether every number here is less than every number there; false if either is empty.</summary>
    public bool IsBelow(Interval other) => Upper < other.Lower;

    /// <summary>The numbers in both.</summary>
    public Interval Intersect(Interval other)
    {
        var (lower, upper) = (Math.Max(Lower, other.Lower), Math.Min(Upper, other.Upper));
        return lower <= upper ? new(lower, upper) : Empty;
    }

    /// <summary>The narrowest interval around both.</summary>
    public Interval Hull(Interval other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper));

    /// <summary>The negatives.</summary>
    public static Interval operator -(Interval a) => new(Rounding.Unsigned(-a.Upper), Rounding.Unsigned(-a.Lower));

    /// <summary>The sums.</summary>
    public static Interval operator +(Interval a, Interval b)
    {
        var (lower, upper) = (Rounding.AddDown(a.Lower, b.Lower), Rounding.AddUp(a.Upper, b.Upper));
        // inf - inf is undefined at one pair of ends, but not at the others.
        return a.IsEmpty || b.IsEmpty || double.IsNaN(lower) && double.IsNaN(upper)
            ? Empty
            : new(double.IsNaN(lower) ? double.NegativeInfinity : lower, double.IsNaN(upper) ? double.PositiveInfinity : upper);
    }

    /// <summary>The differences.</summary>
    public static Interval operator -(Interval a, Interval b) => a + -b;

    /// <summary>The products, with 0*inf = 0.</summary>
    public static Interval operator *(Interval a, Interval b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return Empty;
        if (a.Lower >= 0 && b.Lower >= 0)
            return new(Rounding.MultiplyDown(a.Lower, b.Lower), Rounding.MultiplyUp(a.Upper, b.Upper));
        var lower = Math.Min(
            Math.Min(Rounding.MultiplyDown(a.Lower, b.Lower), Rounding.MultiplyDown(a.Lower, b.Upper)),
            Math.Min(Rounding.MultiplyDown(a.Upper, b.Lower), Rounding.MultiplyDown(a.Upper, b.Upper))
        );
        var upper = Math.Max(
            Math.Max(Rounding.MultiplyUp(a.Lower, b.Lower), Rounding.MultiplyUp(a.Lower, b.Upper)),
            Math.Max(Rounding.MultiplyUp(a.Upper, b.Lower), Rounding.MultiplyUp(a.Upper, b.Upper))
        );
        return new(lower, upper);
    }

    /// <summary>The quotients; see <see cref="Reciprocal"/> for division by 0.</summary>
    public static Interval operator /(Interval a, Interval b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return Empty;
        if (b.Lower <= 0 && b.Upper >= 0 || double.IsInfinity(a.Lower) || double.IsInfinity(a.Upper))
            return a * b.Reciprocal();
        return b.Upper < 0
            ? -a / -b
            : new(
                Rounding.DivideDown(a.Lower, a.Lower >= 0 ? b.Upper : b.Lower),
                Rounding.DivideUp(a.Upper, a.Upper >= 0 ? b.Lower : b.Upper)
            );
    }

    /// <summary>1 over the numbers; 1/0 is inf, the limit from within the positive reals.</summary>
    public Interval Reciprocal() =>
        (Lower, Upper) switch
        {
            (> 0, _) or (_, < 0) => new(Rounding.DivideDown(1, Upper), Rounding.DivideUp(1, Lower)),
            (0, _) => new(Upper == 0 ? double.PositiveInfinity : Rounding.DivideDown(1, Upper), double.PositiveInfinity),
            _ => IsEmpty ? Empty : Whole,
        };

    /// <summary>The square roots of the nonnegative numbers.</summary>
    public Interval Sqrt() =>
        Intersect(new(0, double.PositiveInfinity)) is { IsEmpty: false } a
            ? new(Rounding.SqrtDown(a.Lower), Rounding.SqrtUp(a.Upper))
            : Empty;

    /// <summary>The exponentials.</summary>
    public Interval Exp() => IsEmpty ? Empty : new(Elementary.Exp(Lower).Lower, Elementary.Exp(Upper).Upper);

    /// <summary>The natural logarithms of the nonnegative numbers; log(0) = -inf.</summary>
    public Interval Log() =>
        Intersect(new(0, double.PositiveInfinity)) is { IsEmpty: false } a
            ? new(Elementary.Log(a.Lower).Lower, Elementary.Log(a.Upper).Upper)
            : Empty;

    /// <summary>The lesser of each two numbers.</summary>
    public static Interval Min(Interval a, Interval b) => new(Math.Min(a.Lower, b.Lower), Math.Min(a.Upper, b.Upper));

    /// <summary>The greater of each two numbers.</summary>
    public static Interval Max(Interval a, Interval b) => new(Math.Max(a.Lower, b.Lower), Math.Max(a.Upper, b.Upper));

    /// <summary>The interval in brackets with the digits that name its ends.</summary>
    public override string ToString() => IsEmpty ? "[empty]" : Invariant($"[{Lower:R}, {Upper:R}]");
}
