using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;

namespace Theory.Bounds;

/// <summary>An expression inside another, under sums and expectations too.</summary>
public static class Occurrences
{
    /// <summary>
    /// The expression with each occurrence of a part replaced. Under a sum or an expectation both speak of the index and of the drawn
    /// variables by their names there.
    /// </summary>
    public static Expr Replace(this Expr e, Expr part, Expr by) =>
        e == part ? by
        : e is Quantity { Meaning: Expectation x } && x.Of.Body.Replace(part, by) is var body && body != x.Of.Body
            ? Expectation.Under(x.Of.Draws, body)
        : e.MapChildren(child => child.Replace(part, by));

    /// <summary>The expression with what is constant out of its averages and sums: E(K) is K, a sum of n terms K is n K.</summary>
    internal static Expr WithoutIdleBinders(this Expr e) =>
        e.MapChildren(WithoutIdleBinders) switch
        {
            Series { IsAverage: true } s when !s.Body.DependsOn(s.Index) => s.Body,
            Series { Lower: Number { Value.IsOne: true } } s when !s.Body.DependsOn(s.Index) => s.Upper * s.Body,
            Quantity { Meaning: Expectation x } q => x.Of.Body.WithoutIdleBinders() is var body
            && !x.Of.Draws.Select(d => d.Variable).Intersect(body.FreeVariables()).Any()
                ? body
            : body == x.Of.Body ? q
            : Expectation.Under(x.Of.Draws, body),
            var other => other,
        };

    /// <summary>The quantities of an expression, those under sums and expectations too.</summary>
    public static IEnumerable<Quantity> Quantities(this Expr e) =>
        e.SubExpressions()
            .OfType<Quantity>()
            .SelectMany(q => ((Expr)q).Body() is { } body ? body.Quantities().Prepend(q) : [q])
            .Distinct();

    /// <summary>Whether an expression is not known to grow, in the weak sense, with a part of it.</summary>
    internal static bool Falls(this Expr e, Expr part, Symbol hole, Context context)
    {
        if (e == part)
            return false;
        // Sums and expectations grow with their bodies; what is outside of them must grow with them.
        var within = e.SubExpressions().Where(x => x.Body() is { } body && body.Replace(part, hole) != body).ToList();
        if (within.Any(x => x.Body()!.Falls(part, hole, context)))
            return true;
        var template = within.Append(part).Aggregate(e, (whole, x) => whole.Replace(x, hole));
        // The hole may be as small as 0 and as large as anything.
        var real = context.With(hole, Domain.Above(0, included: true));
        return Dependences.DirectionOf(template, hole, real).Value is not (Trend.Increasing or Trend.Constant);
    }

    /// <summary>
    /// Whether an expression is known to be at most a constant times itself when a nonnegative part of it is multiplied by a constant, as
    /// an unnamed one does: x^2 + 1 is, exp(x), log(x) and x - 1 are not.
    /// </summary>
    internal static bool Scales(this Expr e, Expr part, Context context) =>
        e == part
        || e switch
        {
            Sum s => s.Items.All(i => i.Scales(part, context)),
            Product p => p.Items.All(i => i.Scales(part, context)),
            Min m => m.Items.All(i => i.Scales(part, context)),
            Max m => m.Items.All(i => i.Scales(part, context)),
            Power { Exponent: Number { Value.Sign: > 0 } } p => p.Base.Scales(part, context),
            _ when e.Body() is { } body => body.Scales(part, context),
            _ => false,
        }
        || e.Replace(part, Absent) == e && e.IsNonnegative(context);

    private static readonly Symbol Absent = new("#absent");

    /// <summary>What a sum or an expectation goes over, else null.</summary>
    public static Expr? Body(this Expr e) =>
        e switch
        {
            Series s => s.Body,
            Quantity { Meaning: Expectation x } => x.Of.Body,
            _ => null,
        };

    /// <summary>
    /// The expression with quantities and logarithms that are known to be nonnegative as positive symbols, and the way back: a closed
    /// form for positive values extends to 0 by continuity, and log(1/delta) stays as its author wrote it.
    /// </summary>
    internal static (Expr Opened, Func<Expr, Expr> Back) Opened(this Expr e, Context context)
    {
        var signs = context.WithSignsOfQuantities(e);
        var known = e.SubExpressions()
            .Where(x => x is Quantity or Series or Log && x.IsNonnegative(signs))
            .Distinct()
            .Select((q, k) => (Part: q, Symbol: new Symbol($"quantity_{k}")))
            .ToList();
        return (
            known.Aggregate(e, (x, q) => x.Replace(q.Part, q.Symbol)),
            x => known.Aggregate(x, (y, q) => y.Substitute(q.Symbol, q.Part))
        );
    }
}
