using Theory.Symbolics.Calculus;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// How the logarithm of a positive expression bends in the logarithm of a symbol, by a table of facts and composition: monomials are
/// lines, sums and maxima of what is convex are convex (Hoelder), powers and products carry bends over.
/// </summary>
internal static class LogLogShapes
{
    /// <summary>The bend and the facts used, or the smallest part of which it does not follow.</summary>
    internal sealed record LogLog(Bend Bend, Terms<string> Because, Expr? Blocking = null);

    /// <summary>The bend of log(e) in log(x); both must be positive.</summary>
    public static LogLog Of(Expr e, Symbol x, Context context)
    {
        if (Signs.Certain(e, context) is not (Sign.Positive, _))
            return new(Bend.Unknown, [], e);
        var found = !e.DependsOn(x) ? new(Bend.Affine, []) : ByStructure(e, x, context);
        return found.Bend is Bend.Unknown ? BySlope(e, x, context) ?? found with { Blocking = found.Blocking ?? e } : found;
    }

    private static LogLog ByStructure(Expr e, Symbol x, Context context) =>
        e switch
        {
            Symbol => new(Bend.Affine, ["a monomial is a line in logarithms"]),
            Product p => p.Items.Select(f => Of(f, x, context)).Aggregate(Along),
            Power p when !p.Exponent.DependsOn(x) => Raised(Of(p.Base, x, context), p.Exponent.RangeOf(context)),
            Power p => InLog(Product.Of(p.Exponent, new Log(p.Base)), x, context),
            Sum s when s.Items.All(item => Signs.Certain(item, context) is (Sign.Positive, _)) => Convex(s.Items, x, context),
            Sum s => Difference(s, x, context),
            Max m => Convex(m.Items, x, context),
            Min m => m.Items.Select(item => Reciprocal(Of(item, x, context))).Aggregate(Along) is var items
                ? items.Bend is Bend.Convex or Bend.Affine
                    ? Reciprocal(items with { Bend = Bend.Convex })
                    : new(Bend.Unknown, [], items.Blocking)
                : throw new System.Diagnostics.UnreachableException(),
            Exp f => InLog(f.Argument, x, context),
            // log(u) > 0 is concave and increasing in log(u).
            Log f => Of(f.Argument, x, context) is { Bend: Bend.Affine or Bend.Concave } inner
                ? new(Bend.Concave, [.. inner.Because, "log is log-log concave and increasing above 1"])
                : new(Bend.Unknown, [], f),
            Series s when !s.Lower.DependsOn(x) && !s.Upper.DependsOn(x) => Convex([s.Body], x, context.Inside(s)),
            _ => new(Bend.Unknown, [], e),
        };

    private static LogLog Along(LogLog a, LogLog b) =>
        new(Shape.Common(a.Bend, b.Bend), a.Because.Union(b.Because).ToTerms(), a.Blocking ?? b.Blocking);

    private static LogLog Reciprocal(LogLog a) => a with { Bend = Shape.Opposite(a.Bend) };

    private static LogLog Raised(LogLog b, Domain exponent) =>
        b.Bend is Bend.Affine || exponent.IsNonnegative ? b
        : exponent.IsNonpositive ? Reciprocal(b)
        : new(Bend.Unknown, []);

    private static LogLog Convex(Terms<Expr> items, Symbol x, Context context)
    {
        var all = items.Select(item => Of(item, x, context)).Aggregate(Along);
        return all.Bend is Bend.Convex or Bend.Affine
            ? new(Bend.Convex, all.Because.Append("a sum or maximum of what is log-log convex is so").Distinct().ToTerms())
            : new(Bend.Unknown, [], all.Blocking);
    }

    // p - q = p*(1 - q/p), and log(1 - exp(h)) is concave and decreasing in h.
    private static LogLog Difference(Sum s, Symbol x, Context context)
    {
        var constant = Sum.Of(s.Items.Where(item => !item.DependsOn(x)));
        var moving = s
            .Items.Where(item => item.DependsOn(x))
            .ToLookup(item => Signs.Certain(item, context)?.Sign is Sign.Positive);
        var positive = moving[true].Concat(constant == Number.Zero ? [] : [constant]).ToList();
        if (positive is not [var first] || moving[false].Select(item => -item).ToList() is not { Count: > 0 } negative)
            return new(Bend.Unknown, []);
        var all = negative.Select(item => Along(Of(item, x, context), Reciprocal(Of(first, x, context)))).ToList();
        return all.All(a => a.Bend is Bend.Convex or Bend.Affine)
            ? new(
                Bend.Concave,
                [.. all.SelectMany(a => a.Because).Distinct(), "1 less what is log-log convex is log-log concave"]
            )
            : new(Bend.Unknown, [], all.First(a => a.Bend is not (Bend.Convex or Bend.Affine)).Blocking);
    }

    // How u, which may have any sign, bends in log(x).
    private static LogLog InLog(Expr u, Symbol x, Context context)
    {
        if (!u.DependsOn(x))
            return new(Bend.Affine, []);
        if (u is Sum s)
            return s.Items.Select(item => InLog(item, x, context)).Aggregate(Along);
        if (u is Product p && Product.Of(p.Items.Where(f => !f.DependsOn(x))) is var front && front != Number.One)
        {
            var rest = InLog(Product.Of(p.Items.Where(f => f.DependsOn(x))), x, context);
            return Signs.Certain(front, context) switch
            {
                (Sign.Positive or Sign.Nonnegative, _) => rest,
                (Sign.Negative or Sign.Nonpositive, _) => Reciprocal(rest),
                _ when rest.Bend is Bend.Affine => rest,
                _ => new(Bend.Unknown, [], front),
            };
        }
        if (u is Log l)
            return Of(l.Argument, x, context);
        return Of(u, x, context) is { Bend: Bend.Affine or Bend.Convex } inner
            ? new(Bend.Convex, [.. inner.Because, "exp is log-log convex"])
            : new(Bend.Unknown, [], u);
    }

    // The sign of the second derivative of log(e) in log(x).
    private static LogLog? BySlope(Expr e, Symbol x, Context context)
    {
        if (!Dependences.IsSmooth(e, x, context) || e.DerivativeWithin(Dependences.MostSlopeParts, x) is not { } slope)
            return null;
        var elasticity = Product.Of(x, slope, e.Reciprocal).Simplify(context);
        if (elasticity.DerivativeWithin(Dependences.MostSlopeParts, x) is not { } bend)
            return null;
        return Signs.Certain(bend.Simplify(context), context) switch
        {
            (Sign.Positive or Sign.Nonnegative, _) => new(Bend.Convex, ["x*e'/e rises"]),
            (Sign.Negative or Sign.Nonpositive, _) => new(Bend.Concave, ["x*e'/e falls"]),
            (Sign.Zero, _) => new(Bend.Affine, ["x*e'/e is constant"]),
            _ => null,
        };
    }
}
