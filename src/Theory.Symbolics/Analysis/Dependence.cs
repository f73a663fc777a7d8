using Theory.Symbolics.Calculus;
using Theory.Symbolics.Limits;

namespace Theory.Symbolics.Analysis;

/// <summary>How an expression depends on one symbol, over the whole context.</summary>
/// <param name="On">The symbol.</param>
/// <param name="Direction">How it moves.</param>
/// <param name="Curvature">How it bends.</param>
/// <param name="IsLogLogConvex">Whether its logarithm is a convex function of the symbol's logarithm: so it is for sums of monomials and what they compose to.</param>
/// <param name="Limits">What it tends to at the ends of the symbol's domain, with leading terms.</param>
public sealed record Dependence(
    Symbol On,
    Finding<Trend> Direction,
    Finding<Bend> Curvature,
    Finding<bool> IsLogLogConvex,
    Terms<(Approach To, Terms<LimitCase> Cases)> Limits
)
{
    /// <summary>The weaker of the grounds for direction and curvature.</summary>
    public Status Status => (Status)Math.Max((int)Direction.Status, (int)Curvature.Status);
}

/// <summary>
/// Trend, bend and limits of an expression in one symbol: by a table of facts and composition, else by signs of derivatives.
/// </summary>
public static class Dependences
{
    /// <summary>How the expression depends on a symbol.</summary>
    /// <example>
    /// <code>Infix.Parse("tau^3/m^2 + 1/m").Depends(new Symbol("tau"), Context.Given("tau > 0, m > 0")).Direction.Value</code>
    /// is <c>Increasing</c>.
    /// </example>
    public static Dependence Depends(this Expr e, Symbol on, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var whole = context.Defined(e, on);
        var (low, high) = Ends(context.DomainOf(on));
        var (first, last) = (whole.Limit(on, low, context), whole.Limit(on, high, context));
        var direction = DirectionOf(whole, on, context);
        return new(
            on,
            direction.Status is Status.Unknown && Turns(first, last) is { } end
                ? new(Trend.Neither, Status.Refuted, [$"it tends to {end} as {on} -> {low} and as {on} -> {high}"])
                : direction,
            CurvatureOf(whole, on, context),
            LogLog(whole, on, context),
            [(low, first), (high, last)]
        );
    }

    // What tends to one infinity at both ends turns in between.
    private static LimitValue? Turns(Terms<LimitCase> first, Terms<LimitCase> last) =>
        first is [{ Limit: LimitValue.Infinite end }] && last is [{ Limit: LimitValue.Infinite other }] && end == other
            ? end
            : null;

    /// <summary>The ends of a domain as places to tend to.</summary>
    internal static (Approach Low, Approach High) Ends(Domain domain) =>
        (
            domain.Lower is { } a ? new Approach.FromAbove(a) : new Approach.MinusInfinity(),
            domain.Upper is { } b ? new Approach.FromBelow(b) : new Approach.PlusInfinity()
        );

    internal readonly record struct Answer<T>(T Value, Terms<string> Because);

    // Derivatives with more terms and factors are not asked for their signs.
    internal const int MostSlopeParts = 100_000;

    /// <summary>How the expression moves in a symbol.</summary>
    public static Finding<Trend> DirectionOf(Expr e, Symbol on, Context context)
    {
        if (Depth.Excess(e) is { } excess)
            return new(Trend.Unknown, Status.Unknown, [], excess);
        var shape = e.ShapeOf(on, context);
        if (context.Settle(c => Moves(e, on, c)) is var (answer, status))
            return new(answer.Value, status, answer.Because);
        var (falls, rises) = Turning(e, on, context, order: 1);
        return falls is not null && rises is not null
            ? new(Trend.Neither, Status.Refuted, [$"falls at {falls}", $"rises at {rises}"])
            : new(
                Trend.Unknown,
                Status.Unknown,
                [],
                new Refusal(
                    shape.Blocking ?? e,
                    $"how it moves in {on} does not follow from its parts, and the sign of its derivative is not settled"
                )
            );
    }

    // Points at which the derivative of that order is negative and positive.
    private static (string? Negative, string? Positive) Turning(Expr e, Symbol on, Context context, int order)
    {
        var (change, where) = context.DomainOf(on).IsInteger
            ? Difference(e, on, context, order)
            : (e.DerivativeWithin(MostSlopeParts, on, order), context);
        return change is null
            ? (null, null)
            : (Points.Where(change, where, v => v.Upper < 0), Points.Where(change, where, v => v.Lower > 0));
    }

    // Between integers a function may turn that does not turn on them: there differences decide, of values that the context allows.
    private static (Expr, Context) Difference(Expr e, Symbol on, Context context, int order)
    {
        if (order == 0)
            return (e, context);
        Expr Next(Expr part) => part.Substitute(on, on + 1);
        var domain = context.DomainOf(on);
        var next = domain.Upper is { } last
            ? context.With(on, domain.Intersect(Domain.Below(last - 1, included: true)))
            : context;
        foreach (var (fact, because) in context.Comparisons.Where(c => c.Comparison.ForAll.Count == 0))
            next = next.With(
                fact with
                {
                    Left = Next(context.Defined(fact.Left, on)),
                    Right = Next(context.Defined(fact.Right, on)),
                },
                because
            );
        return Difference(Next(e) - e, on, next, order - 1);
    }

    internal static Answer<Trend>? Moves(Expr e, Symbol on, Context context)
    {
        var shape = e.ShapeOf(on, context);
        return shape.Trend is not Trend.Unknown ? new(shape.Trend, shape.Because) : MovesOtherwise(e, on, context);
    }

    /// <summary>How an expression moves whose parts do not say it.</summary>
    internal static Answer<Trend>? MovesOtherwise(Expr e, Symbol on, Context context) =>
        MovesBySlope(e, on, context) ?? MovesThrough(e, on, context);

    // Changes of variable one inside the other, and the parts among which a new variable is sought.
    private const int MostChanges = 1;
    private const int MostParts = 60;

    // e = f(u) where u alone depends on the symbol: f may move one way in u over all the values that u takes.
    private static Answer<Trend>? MovesThrough(Expr e, Symbol on, Context context)
    {
        if (context.Changes >= MostChanges || context.Steps > 0 || e.SubExpressions().Skip(MostParts).Any())
            return null;
        // What is bound in a sum has no meaning outside it.
        var bound = e.SubExpressions().OfType<Series>().Select(s => s.Index).ToHashSet();
        var within = context.Changed();
        var used = e.FreeSymbols()
            .Concat(context.Domains.Select(d => d.Symbol))
            .Concat(context.Comparisons.SelectMany(c => c.Comparison.Left.FreeSymbols().Concat(c.Comparison.Right.FreeSymbols())))
            .Select(s => s.Name)
            .ToHashSet();
        var u = new Symbol(
            Enumerable.Range(0, int.MaxValue).Select(k => k == 0 ? "u" : $"u_{k}").First(name => !used.Contains(name))
        );
        foreach (
            var part in e.SubExpressions()
                .Skip(1)
                .Where(p => p is not Symbol && p.DependsOn(on) && !bound.Any(p.DependsOn))
                .Distinct()
        )
        {
            if (Put(e, part, u) is var outer && outer.DependsOn(on))
                continue;
            if (
                Moves(part, on, within) is { Value: var inside } how
                && Moves(outer, u, within.With(u, part.RangeOf(context))) is { Value: var outside } through
            )
                return new(
                    outside is Trend.Decreasing ? Shape.Opposite(inside)
                        : outside is Trend.Constant ? Trend.Constant
                        : inside,
                    how.Because.Append($"it moves one way in {u} = {part}").Union(through.Because).ToTerms()
                );
        }
        return null;

        static Expr Put(Expr whole, Expr part, Symbol u) => whole == part ? u : whole.MapChildren(child => Put(child, part, u));
    }

    private static Answer<Trend>? MovesBySlope(Expr e, Symbol on, Context context)
    {
        if (!IsSmooth(e, on, context) || e.DerivativeWithin(MostSlopeParts, on) is not { } slope)
            return null;
        return SignOfSlope(slope, context) switch
        {
            (Sign.Positive or Sign.Nonnegative, var because) => new(Trend.Increasing, ["its derivative is nonnegative", because]),
            (Sign.Negative or Sign.Nonpositive, var because) => new(Trend.Decreasing, ["its derivative is nonpositive", because]),
            (Sign.Zero, var because) => new(Trend.Constant, ["its derivative is 0", because]),
            _ => null,
        };
    }

    // How many derivatives are asked one after the other.
    private const int MostDerivatives = 3;

    // A slope may have a sign because it moves one way itself, to 0 or from it, or by another rule.
    private static (Sign, string)? SignOfSlope(Expr slope, Context context) =>
        Signs.Certain(slope, context) ?? (context.Steps < MostDerivatives ? SignRules.Decide(slope, context.Stepped()) : null);

    /// <summary>How the expression bends in a symbol.</summary>
    public static Finding<Bend> CurvatureOf(Expr e, Symbol on, Context context)
    {
        if (Depth.Excess(e) is { } excess)
            return new(Bend.Unknown, Status.Unknown, [], excess);
        var shape = e.ShapeOf(on, context);
        if (context.Settle(c => Bends(e, on, c)) is var (answer, status))
            return new(answer.Value, status, answer.Because);
        var (below, above) = Turning(e, on, context, order: 2);
        return below is not null && above is not null
            ? new(Bend.Neither, Status.Refuted, [$"strictly concave at {below}", $"strictly convex at {above}"])
            : new(
                Bend.Unknown,
                Status.Unknown,
                [],
                new Refusal(
                    shape.Blocking ?? e,
                    $"how it bends in {on} does not follow from its parts, and the sign of its second derivative is not settled"
                )
            );
    }

    internal static Answer<Bend>? Bends(Expr e, Symbol on, Context context)
    {
        var shape = e.ShapeOf(on, context);
        if (shape.Bend is not Bend.Unknown)
            return new(shape.Bend, shape.Because);
        if (!IsSmooth(e, on, context) || e.DerivativeWithin(MostSlopeParts, on, order: 2) is not { } second)
            return null;
        return SignOfSlope(second, context) switch
        {
            (Sign.Positive or Sign.Nonnegative, var because) => new(
                Bend.Convex,
                ["its second derivative is nonnegative", because]
            ),
            (Sign.Negative or Sign.Nonpositive, var because) => new(
                Bend.Concave,
                ["its second derivative is nonpositive", because]
            ),
            (Sign.Zero, var because) => new(Bend.Affine, ["its second derivative is 0", because]),
            _ => null,
        };
    }

    // Without poles and kinks: only then do signs of derivatives speak of the whole domain, 1/(x - 1) being the warning.
    internal static bool IsSmooth(Expr e, Symbol on, Context context)
    {
        if (!e.DependsOn(on))
            return true;
        var inside = e is Series s ? context.Inside(s) : context;
        return e switch
            {
                Power { Exponent: Number { Value: { IsInteger: true, Sign: >= 0 } } } => true,
                Power { Exponent: Number { Value.IsInteger: true } } p => Signs.Certain(p.Base, context)
                    is (Sign.Positive or Sign.Negative, _),
                Power p => Signs.Certain(p.Base, context) is (Sign.Positive, _),
                Log l => Signs.Certain(l.Argument, context) is (Sign.Positive, _),
                Min or Max or Quantity => false,
                _ => true,
            } && e.Children().All(part => IsSmooth(part, on, inside));
    }

    private static Finding<bool> LogLog(Expr e, Symbol on, Context context)
    {
        if (Depth.Excess(e) is { } excess)
            return new(false, Status.Unknown, [], excess);
        if (!context.DomainOf(on).IsPositive)
            return new(false, Status.Unknown, [], new Refusal(on, "its logarithm is defined where it is proven positive"));
        return
            context.Settle<(Bend Bend, Terms<string> Because)>(c =>
                LogLogShapes.Of(e, on, c) is { Bend: Bend.Convex or Bend.Affine } found ? (found.Bend, found.Because) : null
            )
                is var (value, status)
            ? new(true, status, value.Because)
            : new(
                false,
                Status.Unknown,
                [],
                LogLogShapes.Of(e, on, context) is { Bend: Bend.Concave }
                    ? new Refusal(e, "it is log-log concave")
                    : new Refusal(
                        LogLogShapes.Of(e, on, context).Blocking ?? e,
                        "that it is positive and log-log convex does not follow from its parts"
                    )
            );
    }
}
