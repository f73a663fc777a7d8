using System.Numerics;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Analysis;

/// <summary>Arithmetic of intervals with exact, open or closed, possibly infinite ends.</summary>
internal static class Intervals
{
    // An end of an interval; an infinite one is never included.
    private readonly record struct End(Rational Value, int Infinity, bool Included) : IComparable<End>
    {
        public int Sign => Infinity != 0 ? Infinity : Value.Sign;

        public int CompareTo(End other) =>
            Infinity != other.Infinity ? Infinity.CompareTo(other.Infinity) : Value.CompareTo(other.Value);
    }

    private static End Lower(Domain d) => d.Lower is { } a ? new(a, 0, d.IncludesLower) : new(0, -1, false);

    private static End Upper(Domain d) => d.Upper is { } b ? new(b, 0, d.IncludesUpper) : new(0, 1, false);

    private static Domain Between(End lower, End upper) =>
        (lower.Infinity == 0 ? Domain.Above(lower.Value, lower.Included) : Domain.Real).Intersect(
            upper.Infinity == 0 ? Domain.Below(upper.Value, upper.Included) : Domain.Real
        );

    public static Domain Point(Rational value) =>
        Domain.Above(value, included: true).Intersect(Domain.Below(value, included: true));

    public static Domain Add(Domain a, Domain b) => Between(Add(Lower(a), Lower(b)), Add(Upper(a), Upper(b)));

    // Only ends on the same side are added, so infinities never cancel.
    private static End Add(End a, End b) =>
        a.Infinity != 0 ? a
        : b.Infinity != 0 ? b
        : new(a.Value + b.Value, 0, a.Included && b.Included);

    public static Domain Multiply(Domain a, Domain b)
    {
        End[] corners =
        [
            Multiply(Lower(a), Lower(b)),
            Multiply(Lower(a), Upper(b)),
            Multiply(Upper(a), Lower(b)),
            Multiply(Upper(a), Upper(b)),
        ];
        return Between(Extreme(corners, corners.Min()), Extreme(corners, corners.Max()));
    }

    // 0 times an infinite end is 0: the products nearby lie on the other side of a corner that is listed too.
    private static End Multiply(End a, End b) =>
        a.Sign == 0 || b.Sign == 0 ? new(0, 0, a.Sign == 0 && a.Included || b.Sign == 0 && b.Included)
        : a.Infinity != 0 || b.Infinity != 0 ? new(0, a.Sign * b.Sign, false)
        : new(a.Value * b.Value, 0, a.Included && b.Included);

    // The extreme corner is attained if any corner of that value is.
    private static End Extreme(End[] corners, End extreme) =>
        extreme with
        {
            Included = corners.Any(c => c.CompareTo(extreme) == 0 && c.Included),
        };

    public static Domain Min(Domain a, Domain b) => Between(Least(Lower(a), Lower(b)), Least(Upper(a), Upper(b), both: true));

    public static Domain Max(Domain a, Domain b) => Negate(Min(Negate(a), Negate(b)));

    private static Domain Negate(Domain d) => Multiply(Point(-1), d);

    private static End Least(End a, End b, bool both = false) =>
        a.CompareTo(b) is var c && c != 0
            ? (c < 0 ? a : b)
            : a with
            {
                Included = both ? a.Included && b.Included : a.Included || b.Included,
            };

    /// <summary>Values of x^k. A negative base with an exponent that is not an integer has no value and is left out.</summary>
    public static Domain Power(Domain x, Rational k)
    {
        if (k.IsZero)
            return Point(1);
        if (k.IsOne)
            return x;
        if (k.IsInteger && !x.IsNonnegative)
            return k.Numerator.IsEven ? Power(Size(x), k)
                : x.IsNonpositive ? Negate(Power(Negate(x), k))
                : k.Sign < 0 ? Domain.Real
                : Hull(Negate(Power(Negate(Part(x, -1)), k)), Power(Part(x, 1), k));
        var a = Part(x, 1);
        return k.Sign > 0 ? Between(Root(Lower(a), k, up: false), Root(Upper(a), k, up: true)) : Power(Inverse(a), -k);
    }

    // Values of |x| for an interval that reaches below 0.
    private static Domain Size(Domain x) => x.IsNonpositive ? Negate(x) : Hull(Part(x, 1), Negate(Part(x, -1)));

    private static Domain Inverse(Domain a) =>
        Between(
            Upper(a) is { Infinity: 0 } b && b.Sign != 0 ? b with { Value = b.Value.Reciprocal } : new(0, 0, false),
            Lower(a) is { Sign: > 0 } l ? l with { Value = l.Value.Reciprocal } : new(0, 1, false)
        );

    private static Domain Part(Domain x, int sign) =>
        x.Intersect(sign > 0 ? Domain.Nonnegative : Domain.Below(0, included: true));

    private static Domain Hull(Domain a, Domain b) => Between(Least(Lower(a), Lower(b)), Greatest(Upper(a), Upper(b)));

    private static End Greatest(End a, End b) =>
        a.CompareTo(b) is var c && c != 0 ? (c > 0 ? a : b) : a with { Included = a.Included || b.Included };

    // An end to a positive power, rounded outward where it is not rational.
    private static End Root(End x, Rational k, bool up)
    {
        if (x.Infinity != 0 || x.Value.IsZero || x.Value.IsOne)
            return x;
        if (k.IsInteger && k.Numerator <= 64)
            return x with { Value = x.Value.Pow((int)k.Numerator) };
        // Between the neighbouring integer powers: x^floor(k) and x^(floor(k) + 1).
        var low = BigInteger.Min(BigInteger.Divide(k.Numerator, k.Denominator), 64);
        var grows = x.Value > 1;
        if (k > 64)
            return grows ? (up ? new(0, 1, false) : new(x.Value.Pow(64), 0, false))
                : up ? new(x.Value.Pow(64), 0, false)
                : new(0, 0, false);
        return new(x.Value.Pow((int)low + (grows == up ? 1 : 0)), 0, false);
    }

    /// <summary>Values of exp(x): exact at 0, elsewhere between simple rational bounds.</summary>
    public static Domain Exp(Domain x) =>
        Between(
            Tighter(Exp(Lower(x), up: false), Lower(x), v => v.Exp(), up: false),
            Tighter(Exp(Upper(x), up: true), Upper(x), v => v.Exp(), up: true)
        );

    // A bound to three digits after the point by an enclosure, where that says more.
    private static End Tighter(End simple, End at, Func<Interval, Interval> f, bool up)
    {
        if (at.Infinity != 0 || simple.Included || at.Value.Abs > Thousand)
            return simple;
        var value = f(Interval.Around(at.Value));
        var bound = up ? value.Upper : value.Lower;
        if (!(Math.Abs(bound) < 1e9))
            return simple;
        var scaled = Thousand * Rational.Exactly(bound);
        var end = new End(new Rational(up ? scaled.Ceiling : scaled.Floor, 1000), 0, false);
        return end.CompareTo(simple) is var c && (up ? c < 0 : c > 0) ? end : simple;
    }

    private static readonly Rational Thousand = 1000;

    private static End Exp(End x, bool up)
    {
        if (x.Infinity != 0)
            return x.Infinity > 0 ? x : new(0, 0, false);
        if (x.Value.IsZero)
            return x with { Value = 1 };
        if (x.Value.Sign < 0)
            return Exp(x with { Value = -x.Value }, !up) is { Infinity: 0 } e
                ? new(e.Value.Reciprocal, 0, false)
                : new(0, 0, false);
        // 1 + x <= exp(x) <= 1/(1 - x) for x < 1, and exp(x) <= 3^ceil(x).
        if (!up)
            return new(1 + x.Value, 0, false);
        if (x.Value < Rational.Half)
            return new((1 - x.Value).Reciprocal, 0, false);
        return x.Value < 1000
            ? new(((Rational)3).Pow((int)BigInteger.Divide(x.Value.Numerator, x.Value.Denominator) + 1), 0, false)
            : new(0, 1, false);
    }

    /// <summary>Values of log(x), from <c>1 - 1/x &lt;= log x &lt;= x - 1</c>.</summary>
    public static Domain Log(Domain x)
    {
        var positive = Part(x, 1);
        return Between(
            Tighter(LogOf(Lower(positive), up: false), Lower(positive), v => v.Log(), up: false),
            Tighter(LogOf(Upper(positive), up: true), Upper(positive), v => v.Log(), up: true)
        );
    }

    private static End LogOf(End x, bool up) =>
        x.Infinity != 0 ? x
        : x.Value.IsZero ? new(0, -1, false)
        : x.Value.IsOne ? x with { Value = 0 }
        : new(up ? x.Value - 1 : 1 - x.Value.Reciprocal, 0, false);
}
