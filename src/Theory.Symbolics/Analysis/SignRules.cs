using Theory.Symbolics.Calculus;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Analysis;

/// <summary>
/// Signs that neither ranges nor coefficients show: of products by their factors, of maxima and minima by cases, of what falls to 0
/// or rises from it, of what is convex by its value where it is stationary, of differences of roots by their powers.
/// </summary>
internal static class SignRules
{
    // Questions that a question may lead to, one inside the other.
    private const int MostSteps = 4;
    private const int MostParts = 40; // of an expression that a question leads to
    private const int HighestRoot = 6;

    public static (Sign Sign, string Because)? Decide(Expr e, Context context)
    {
        if (Signs.Certain(e, context) is { } certain)
            return certain;
        if (context.Steps >= MostSteps)
            return null;
        if (context.Steps == 0 && (ByPowers(e, context.Stepped()) ?? Signs.ByMonotonicity(e, context)) is { } found)
            return found;
        // At a pole the canonical form may have another sign: 1/(2*x*y - x^2 - y^2) is inf where x = y, and -1/(x^2 - 2*x*y + y^2) is -inf.
        var simple = HasNoPoles(e, context) ? e.Simplify(context) : e;
        if (context.Steps > 0 && simple.SubExpressions().Skip(MostParts).Any())
            return null;
        var within = context.Stepped();
        return (simple == e ? null : Signs.Certain(simple, context))
            ?? OfProduct(simple, within)
            ?? OfPrimitive(simple, within)
            ?? ByCases(simple, within)
            ?? (simple == e && context.Steps == 0 ? null : Signs.ByMonotonicity(simple, context))
            ?? ByCurvature(simple, within)
            ?? ByPowers(simple, within);
    }

    /// <summary>The smallest part whose sign is not known and stands in the way of that of the whole.</summary>
    public static Expr Blocking(Expr e, Context context) =>
        e switch
        {
            Product p => p.Items,
            Sum s => s.Items,
            Min m => m.Items,
            Max m => m.Items,
            Power p => [p.Base],
            _ => default(Terms<Expr>),
        }
            is { Count: > 0 } parts
        && parts.FirstOrDefault(part => Signs.Certain(part, context) is null) is { } open
            ? Blocking(open, context)
            : e;

    /// <summary>Whether a sign is at least 0.</summary>
    public static bool IsAtLeastZero(Sign sign) => sign is Sign.Positive or Sign.Nonnegative or Sign.Zero;

    private static bool IsAtMostZero(Sign sign) => sign is Sign.Negative or Sign.Nonpositive or Sign.Zero;

    private static Sign Opposite(Sign sign) =>
        sign switch
        {
            Sign.Positive => Sign.Negative,
            Sign.Nonnegative => Sign.Nonpositive,
            Sign.Nonpositive => Sign.Nonnegative,
            Sign.Negative => Sign.Positive,
            _ => sign,
        };

    private static Sign Times(Sign a, Sign b) =>
        a is Sign.Zero || b is Sign.Zero ? Sign.Zero
        : IsAtMostZero(a) ? Opposite(Times(Opposite(a), b))
        : IsAtMostZero(b) ? Opposite(Times(a, Opposite(b)))
        : a is Sign.Positive ? b
        : Sign.Nonnegative;

    // The sign of what has one of two signs.
    private static Sign? Either(Sign a, Sign b) =>
        a == b ? a
        : IsAtLeastZero(a) && IsAtLeastZero(b) ? Sign.Nonnegative
        : IsAtMostZero(a) && IsAtMostZero(b) ? Sign.Nonpositive
        : null;

    private static (Sign, string)? OfProduct(Expr e, Context context)
    {
        if (e is not Product p)
            return null;
        var factors = p.Items.Select(f => OfFactor(f, context)).TakeWhile(s => s is not null).Select(s => s!.Value).ToList();
        return factors.Count < p.Items.Count
            ? null
            : (
                factors.Select(f => f.Sign).Aggregate(Times),
                string.Join("; ", factors.Select(f => f.Because).Append("a product has the product of the signs"))
            );
    }

    // A factor may be the reciprocal or another whole power of what has a sign.
    private static (Sign Sign, string Because)? OfFactor(Expr factor, Context context) =>
        factor is not Power { Base: var b, Exponent: Number { Value: { IsInteger: true, Numerator.IsEven: false } k } }
            ? Decide(factor, context)
        : Decide(b, context) is { } sign && (k.Sign > 0 || sign.Sign is Sign.Positive or Sign.Negative) ? sign
        : null;

    private static bool HasNoPoles(Expr e, Context context)
    {
        var inside = e is Series s ? context.Inside(s) : context;
        return (
                e is not Power { Base: var b, Exponent: not Number { Value.Sign: >= 0 } }
                || Signs.Certain(b, context) is (Sign.Positive or Sign.Negative, _)
            ) && e.Children().All(part => HasNoPoles(part, inside));
    }

    // A sum without the positive factors that its terms have in common: powers of positive symbols and an exponential.
    private static (Sign, string)? OfPrimitive(Expr e, Context context)
    {
        if (e is not Sum s)
            return null;
        var terms = s.Items.Select(item => item is Product p ? p.Items : [item]).ToList();
        var powers =
            from x in e.FreeSymbols()
            where x.IsPositive(context)
            let least = terms.Min(term => ExponentOf(x, term))
            where !least.IsZero
            select Power.Of(x, -least);
        var exponentials = terms.Select(term => term.OfType<Exp>().FirstOrDefault()).ToList();
        var factor = Product.Of(
            exponentials is [{ } first, ..] && exponentials.All(x => x is not null)
                ? [.. powers, new Exp(-first.Argument)]
                : powers
        );
        return factor == Number.One ? null : Decide(Product.Of(factor, e).Expand(context), context);
    }

    private static Rational ExponentOf(Symbol x, Terms<Expr> factors) =>
        factors
            .Select(f =>
                f == x ? 1
                : f is Power { Base: var b, Exponent: Number k } && b == x ? k.Value
                : Rational.Zero
            )
            .Aggregate((a, b) => a + b);

    // A maximum is one of its items, at least as great as the others: the sign is that in all cases.
    private static (Sign, string)? ByCases(Expr e, Context context)
    {
        var free = e.FreeSymbols().ToHashSet();
        var extreme = e.SubExpressions().FirstOrDefault(x => x is Max or Min && x.FreeSymbols().All(free.Contains));
        if (extreme is null || e.SubExpressions().Any(x => x is Series))
            return null;
        var items = extreme.Children().ToList();
        var all = new List<(Sign Sign, string Because)>();
        for (var i = 0; i < items.Count; i++)
        {
            var here = items
                .Where((_, j) => j != i)
                .Aggregate(
                    context,
                    (c, other) => c.Assume(items[i], extreme is Max ? Relation.GreaterOrEqual : Relation.LessOrEqual, other)
                );
            if (Decide(Put(e, extreme, items[i]), here) is not { } sign)
                return null;
            all.Add(sign);
        }
        return all.Select(s => (Sign?)s.Sign).Aggregate((a, b) => a is { } x && b is { } y ? Either(x, y) : null) is { } common
            ? (common, $"{extreme} by cases: " + string.Join("; ", all.Select(s => s.Because)))
            : null;
    }

    private static Expr Put(Expr whole, Expr part, Expr replacement) =>
        whole == part ? replacement : whole.MapChildren(child => Put(child, part, replacement));

    // Where a differentiable convex function is stationary it has its least value. So it has if it is convex in log(x): then
    // x*(x*e')' is nonnegative. The place must lie in the interval over which it is convex.
    private static (Sign, string)? ByCurvature(Expr e, Context context)
    {
        foreach (var x in e.FreeSymbols())
        {
            var domain = context.DomainOf(x);
            var over = context.WithoutBoundsOf(x).With(x, domain.Reals());
            if (!Dependences.IsSmooth(e, x, over) || e.DerivativeWithin(Dependences.MostSlopeParts, x) is not { } derivative)
                continue;
            var slope = derivative.Simplify(over);
            foreach (var place in Stationary(e, slope, x, over))
            {
                if (Bend(e, slope, x, over) is not var (bend, because))
                    break;
                if (
                    Decide(e.Substitute(x, place).Simplify(over), over) is not { } value
                    || !(bend is Analysis.Bend.Convex ? IsAtLeastZero(value.Sign) : IsAtMostZero(value.Sign))
                )
                    continue;
                var sign =
                    value.Sign is Sign.Zero ? (bend is Analysis.Bend.Convex ? Sign.Nonnegative : Sign.Nonpositive) : value.Sign;
                return (
                    sign,
                    $"{e} is {because} and stationary at {x} = {place}, where "
                        + (value.Sign is Sign.Zero ? "it is 0" : value.Because)
                );
            }
        }
        return null;
    }

    // Values of x inside its interval at which the slope is 0 in normal form.
    private static IEnumerable<Expr> Stationary(Expr e, Expr slope, Symbol x, Context context)
    {
        var domain = context.DomainOf(x);
        var root = SignCases.Of(slope, context)?.FirstOrDefault(c => c.Sign is Sign.Zero)?.When;
        var solved = root is { Left: Symbol left } && left == x && !root.Right.DependsOn(x) ? root.Right : null;
        return new Expr?[] { 1, 0, solved }
            .OfType<Expr>()
            .Concat(e.FreeSymbols().Where(y => y != x))
            .Where(place => place.RangeOf(context).IsIn(domain) && slope.Substitute(x, place).Simplify(context) == Number.Zero);
    }

    private static (Bend Bend, string Because)? Bend(Expr e, Expr slope, Symbol x, Context context) =>
        Dependences.Bends(e, x, context) switch
        {
            { Value: Analysis.Bend.Convex or Analysis.Bend.Affine } => (Analysis.Bend.Convex, $"convex in {x}"),
            { Value: Analysis.Bend.Concave } => (Analysis.Bend.Concave, $"concave in {x}"),
            _ when !context.DomainOf(x).IsPositive => null,
            _ => Signs.Certain(Product.Of(x, Product.Of(x, slope).Derivative(x)).Simplify(context), context) switch
            {
                (Sign.Positive or Sign.Nonnegative, _) => (Analysis.Bend.Convex, $"convex in log({x})"),
                (Sign.Negative or Sign.Nonpositive, _) => (Analysis.Bend.Concave, $"concave in log({x})"),
                _ => null,
            },
        };

    // u - v for u >= 0 and v >= 0 has the sign of u^k - v^k, which has a root less.
    private static (Sign, string)? ByPowers(Expr e, Context context)
    {
        if (e is not Sum s)
            return null;
        foreach (var root in s.Items)
        {
            if (RootOf(root) is not (> 1 and <= HighestRoot and var k) || Signs.Certain(root, context) is not var (sign, _))
                continue;
            var rest = Sum.Of(s.Items.Where(item => !ReferenceEquals(item, root)));
            var (more, less) = IsAtLeastZero(sign) ? (root, -rest) : (rest, -root);
            if (Decide(IsAtLeastZero(sign) ? less : more, context) is not { } side || !IsAtLeastZero(side.Sign))
                continue;
            var powers = (Power.Of(more, k) - Power.Of(less, k)).Expand(context);
            if (Decide(powers, context) is { } answer)
                return (answer.Sign, $"{more} and {less} compare as their powers with exponent {k} do; {answer.Because}");
        }
        return null;
    }

    // The least k such that the k-th power of a term has no root of its factors.
    private static int? RootOf(Expr term) =>
        (term is Product p ? p.Items : [term])
            .OfType<Power>()
            .Select(f => f.Exponent is Number n ? n.Value.Denominator : 1)
            .Max(d => (int?)System.Numerics.BigInteger.Min(d, HighestRoot + 1));
}
