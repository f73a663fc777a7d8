namespace Theory.Symbolics.Analysis;

/// <summary>
/// Exact enclosures of the values that an expression takes where the context holds: interval arithmetic over rationals, with open and
/// closed ends, and linear programming over the comparisons of the context.
/// </summary>
public static class Ranges
{
    /// <summary>An interval that contains every value; it may be wider than the set of values, never narrower.</summary>
    public static Domain RangeOf(this Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!Depth.HasRoom)
            return Depth.Fresh((e, context), static s => s.e.RangeOf(s.context));
        var range = Structural(e, context);
        return context.Facts.Count == 0 ? range : range.Intersect(FactRanges.Of(e, context));
    }

    /// <summary>Whether every value is proven greater than 0.</summary>
    public static bool IsPositive(this Expr e, Context context) => e.RangeOf(context).IsPositive;

    /// <summary>Whether every value is proven at least 0.</summary>
    public static bool IsNonnegative(this Expr e, Context context) => e.RangeOf(context).IsNonnegative;

    /// <summary>Whether every value is proven less than 0.</summary>
    public static bool IsNegative(this Expr e, Context context) => e.RangeOf(context).IsNegative;

    /// <summary>Whether every value is proven at most 0.</summary>
    public static bool IsNonpositive(this Expr e, Context context) => e.RangeOf(context).IsNonpositive;

    private static Domain Structural(Expr e, Context context) =>
        e switch
        {
            Number n => Intervals.Point(n.Value),
            Symbol s => context.DomainOf(s),
            Constant c when c == Constant.Pi => Domain.Between(new Rational(314159, 100000), new Rational(31416, 10000)),
            Constant c when c == Constant.E => Domain.Between(new Rational(271828, 100000), new Rational(27183, 10000)),
            Sum s => s.Items.Select(x => x.RangeOf(context)).Aggregate(Intervals.Add),
            Product p => Grouped(p, context),
            Power { Exponent: Number k } p => Intervals.Power(p.Base.RangeOf(context), k.Value),
            Power p => Raised(p.Base.RangeOf(context), p.Exponent.RangeOf(context)),
            Exp x => Intervals.Exp(x.Argument.RangeOf(context)),
            Log l => Intervals.Log(l.Argument.RangeOf(context)),
            Min m => m.Items.Select(x => x.RangeOf(context)).Aggregate(Intervals.Min),
            Max m => m.Items.Select(x => x.RangeOf(context)).Aggregate(Intervals.Max),
            Series s => OfSeries(s, context),
            _ => Domain.Real,
        };

    // Equal factors are one power, so that x*x is nonnegative.
    private static Domain Grouped(Product p, Context context) =>
        p
            .Items.GroupBy(x => x, Depth.ByLook)
            .Select(g => Intervals.Power(g.Key.RangeOf(context), g.Count()))
            .Aggregate(Intervals.Multiply);

    private static Domain Raised(Domain @base, Domain exponent)
    {
        if (!@base.IsNonnegative)
            return Domain.Real;
        if (@base.IsPositive && @base is { Lower: { } a, IncludesLower: var closed } && a >= 1 && exponent.IsNonnegative)
            return Domain.Above(1, included: true);
        if (@base.IsPositive && @base.Upper is { } b && b <= 1 && exponent.IsNonnegative)
            return Domain.Above(0).Intersect(Domain.Below(1, included: true));
        return @base.IsPositive ? Domain.Positive : Domain.Nonnegative;
    }

    private static Domain OfSeries(Series s, Context context)
    {
        var body = s.Body.RangeOf(context.Inside(s));
        if (s.IsAverage)
            return body;
        // An empty sum is 0.
        return body.IsPositive && (s.Upper - s.Lower).IsNonnegative(context) ? Domain.Positive
            : body.IsNonnegative ? Domain.Nonnegative
            : body.IsNonpositive ? Domain.Below(0, included: true)
            : Domain.Real;
    }

    /// <summary>The context inside a sum, whose index ranges over the integers between the limits.</summary>
    internal static Context Inside(this Context context, Series s)
    {
        var lower = s.Lower.RangeOf(context);
        var upper = s.Upper.RangeOf(context);
        var range = Domain.Real;
        if (lower.Lower is { } a)
            range = range.Intersect(Domain.Above(a, included: true));
        if (upper.Upper is { } b)
            range = range.Intersect(Domain.Below(b, included: true));
        return context.Binding(s.Index, range.Integers());
    }
}
