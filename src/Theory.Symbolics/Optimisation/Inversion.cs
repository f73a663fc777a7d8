using Theory.Symbolics.Analysis;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Optimisation;

/// <summary>The least value of a symbol from which on a decreasing expression is at most a threshold.</summary>
public abstract record Inverse
{
    private Inverse() { }

    /// <summary>In closed form; the least integer is its ceiling where the symbol is an integer.</summary>
    public sealed record Exact(Expr Value) : Inverse;

    /// <summary>The least integer, certified.</summary>
    public sealed record Integer(double Value) : Inverse;

    /// <summary>An interval that contains the least value.</summary>
    public sealed record Enclosed(Interval Value) : Inverse;

    /// <summary>The expression stays above the threshold.</summary>
    public sealed record Never(string Because) : Inverse;

    /// <summary>Not decided.</summary>
    public sealed record Unknown(Refusal Because) : Inverse;
}

/// <summary>Inversion of bounds: how much data brings a bound below a threshold.</summary>
public static class Inversion
{
    private const double Largest = 1e300;

    /// <summary>The least n with <c>bound &lt;= threshold</c> in closed form, where the bound is one power of n plus a constant.</summary>
    public static Inverse Below(this Expr bound, Expr threshold, Symbol n, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Depth.Excess(bound) is { } excess)
            return new Inverse.Unknown(excess);
        var whole = context.Defined(bound, n);
        var (sum, refusal) = PowerSum.Read(whole, [n]);
        if (sum is null)
            return new Inverse.Unknown(refusal!);
        if (sum.Moving is not [var (exponents, coefficient)])
            return new Inverse.Unknown(
                new Refusal(whole, $"it is not one power of {n} plus a constant: give numbers for the other symbols")
            );
        var power = exponents[0];
        if (
            Signs.Certain(power.ToExpr(), context) is not (Sign.Negative, _)
            || Signs.Certain(coefficient, context) is not (Sign.Positive, _)
        )
            return new Inverse.Unknown(new Refusal(whole, $"it is not known to fall in {n}"));
        var room = Sum.Of(threshold, sum.Constant is Number { Value.IsZero: true } ? 0 : -sum.Constant);
        return Signs.Certain(room, context) switch
        {
            (Sign.Negative or Sign.Nonpositive or Sign.Zero, _) => new Inverse.Never($"it stays above {sum.Constant}"),
            (Sign.Positive, _) => new Inverse.Exact(Root(coefficient / room, power)),
            _ => new Inverse.Unknown(new Refusal(room, "it is not known to be positive")),
        };
    }

    // c n^(-p) <= r from n = (c/r)^(1/p) on.
    private static Expr Root(Expr quotient, Linear.LinearForm power) =>
        power.IsConstant ? Power.Of(quotient, -power.Constant.Reciprocal) : Power.Of(quotient, 1 / (-power).ToExpr());

    /// <summary>
    /// The least n with <c>bound &lt;= threshold</c> where all other symbols have values: certified bisection on a bound that is proven
    /// to fall in n.
    /// </summary>
    /// <exception cref="ArgumentException">A symbol has no value.</exception>
    public static Inverse Below(this Expr bound, double threshold, Symbol n, Context context, Assignment<Interval> at)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Depth.Excess(bound) is { } excess)
            return new Inverse.Unknown(excess);
        var whole = context.Defined(bound, n);
        var direction = Dependences.DirectionOf(whole, n, context);
        if (direction.Value is not (Trend.Decreasing or Trend.Constant) || direction.Status is Status.Refuted or Status.Unknown)
            return new Inverse.Unknown(
                direction.Blocking ?? new Refusal(whole, $"it does not fall in {n}, so it may rise above the threshold again")
            );
        var domain = context.DomainOf(n);
        var least = Math.Max(domain.Lower?.ToDouble() ?? 0, domain.IsInteger ? 1 : 1e-300);
        var most = Math.Min(domain.Upper?.ToDouble() ?? Largest, Largest);
        // 1 where the bound is certainly at most the threshold, -1 where it is certainly above, else 0.
        int Side(double value) =>
            whole.Enclose(at.With(n, value)) switch
            {
                { IsEmpty: true } => -1,
                { Upper: var upper } when upper <= threshold => 1,
                { Lower: var lower } when lower > threshold => -1,
                _ => 0,
            };
        if (Side(most) != 1)
            return Side(most) == 0
                ? new Inverse.Unknown(new Refusal(whole, $"at {n} = {most} it equals the threshold to within rounding"))
                : new Inverse.Never($"at {n} = {most:G3} it is still above");
        if (Side(least) == 1)
        {
            // Below it no value is tried.
            var end = domain.Lower is { } a ? Interval.Around(a).Lower : double.NegativeInfinity;
            return domain.IsInteger && end >= least
                ? new Inverse.Integer(least)
                : new Inverse.Enclosed(Interval.Of(Math.Min(end, least), least));
        }
        var (above, below) = (least, most);
        while (Next(above, below, domain.IsInteger) is { } middle)
            if (Side(middle) is 1)
                below = middle;
            else
                above = middle;
        if (!domain.IsInteger)
            return new Inverse.Enclosed(Interval.Of(Lowest(above, least), below));
        return Side(below - 1) == -1 && below < 1e15
            ? new Inverse.Integer(below)
            : new Inverse.Enclosed(Interval.Of(Lowest(below - 1, least), below));

        // Where rounding hides the side, the enclosure widens downward until the bound is certainly above.
        double Lowest(double from, double end)
        {
            for (var gap = Math.Max(from * 1e-15, 1e-300); from > end; gap *= 2, from = Math.Max(end, from - gap))
                if (Side(from) == -1)
                    return from;
            return end;
        }
    }

    private static double? Next(double above, double below, bool isInteger)
    {
        if (isInteger && below < 1e15)
            return below - above <= 1 ? null : Math.Floor(above + (below - above) / 2);
        var middle = below > 4 * above ? Math.Sqrt(above) * Math.Sqrt(below) : above + (below - above) / 2;
        if (isInteger)
            middle = Math.Floor(middle);
        return middle <= above || middle >= below || below - above <= 1e-14 * below ? null : middle;
    }
}
