using System.Diagnostics;
using Theory.Symbolics.Analysis;

namespace Theory.Symbolics.Simplification;

/// <summary>
/// Expressions as quotients of sums of products of powers, bottom-up. Null where arithmetic does not apply: at infinities and
/// quotients by 0.
/// </summary>
internal sealed class Normaliser
{
    private const int LongestSeries = 20; // terms of a sum with known limits that are written out
    private const int MostCompared = 8; // items of a minimum that are compared with each other

    private readonly Context context;
    private readonly RatioArithmetic field;
    private readonly Dictionary<Expr, Ratio?> known = [];

    public Normaliser(Context context, bool together)
    {
        this.context = context;
        field = new RatioArithmetic(Simplify, context, together);
    }

    // Inside a sum over an index.
    private Normaliser(Context context, RatioArithmetic outer)
    {
        this.context = context;
        field = outer.Within(context, Simplify);
    }

    /// <summary>The expression simplified.</summary>
    public Expr Simplify(Expr e) =>
        !Depth.HasRoom ? Depth.Fresh((this, e), static s => s.Item1.Simplify(s.e))
        : Of(e) is { } ratio ? field.ToExpr(ratio)
        : e.MapChildren(Simplify);

    /// <summary>The expression as a quotient. What it is made of is remembered, as simplified parts are met again.</summary>
    public Ratio? Of(Expr e)
    {
        if (!Depth.HasRoom)
            return Depth.Fresh((this, e), static s => s.Item1.Of(s.e));
        if (e is Number or Symbol or Constant or Quantity)
            return OfNode(e);
        if (!known.TryGetValue(e, out var ratio))
            known[e] = ratio = OfNode(e);
        return ratio;
    }

    private Ratio? OfNode(Expr e) =>
        e switch
        {
            Number n => Ratio.Of(n.Value),
            Symbol or Quantity => Atom(e),
            Constant c => c == Constant.Infinity ? null : Atom(e),
            Sum s => Combine(s.Items, field.Add),
            Product p => OfProduct(p),
            Power p => Of(p.Base) is { } b && Of(p.Exponent) is { } x ? Raise(b, field.ToExpr(x)) : null,
            Exp x => Of(x.Argument) is { } argument ? OfExp(argument) : null,
            Log l => Of(l.Argument) is { } argument ? OfLog(argument) : null,
            Min m => Extreme(m.Items, isMax: false),
            Max m => Extreme(m.Items, isMax: true),
            Series s => OfSeries(s),
            _ => throw new UnreachableException(),
        };

    private static Ratio Atom(Expr e) => Ratio.Of(e, 1);

    private Ratio? Combine(Terms<Expr> items, Func<Ratio, Ratio, Ratio> combine) =>
        items.Select(Of).Aggregate((a, b) => a is null || b is null ? null : combine(a, b));

    // Sums are multiplied with each other before they meet a factor of one term. A root drawn into one of several sums that are too
    // large to multiply out would stand there otherwise, or before them, as the order of the factors has it.
    private Ratio? OfProduct(Product product)
    {
        var factors = product.Items.Select(Of).ToList();
        return factors.Any(f => f is null)
            ? null
            : factors.OfType<Ratio>().OrderBy(f => f.Single is not null).Aggregate(field.Multiply);
    }

    // A value that is not 0 as a product of powers of primes, -1, bases and sums.
    private List<(Expr Base, Expr Exponent)> Factors(Ratio value)
    {
        var (content, powers, above, below) = field.Split(value);
        var factors = RatioArithmetic.PrimePowers(content.Abs).Select(p => ((Expr)p.Base, (Expr)p.Exponent)).ToList();
        if (content.Sign < 0)
            factors.Add((-1, 1));
        factors.AddRange(powers.Powers);
        if (above is not null)
            factors.Add((field.Composite(above), 1));
        if (below is not null)
            factors.Add((field.Composite(below), -1));
        return factors;
    }

    // Which factors of a value may stand under a root or a logarithm of their own, and which must stay together because their
    // signs are not known. Where one alone is left, the whole is defined only where it is not negative.
    private (List<(Expr Base, Expr Exponent)> Apart, List<(Expr Base, Expr Exponent)> Together) Separate(Ratio value)
    {
        var factors = Factors(value);
        if (factors.All(f => f.Base.IsNonnegative(context)))
            return (factors, []);
        var together = factors.Where(f => !f.Base.IsPositive(context)).ToList();
        var isAlone = together is [(not Number, Number { Value: var x })] && !(x.IsInteger && x.Numerator.IsEven);
        return isAlone ? (factors, []) : (factors.Except(together).ToList(), together);
    }

    private Ratio Together(List<(Expr Base, Expr Exponent)> factors) =>
        factors.Select(f => field.Reduced(1, PowerProduct.Of(f.Base, f.Exponent))).Aggregate(field.Multiply);

    // b^x, where (b*c)^x = b^x*c^x and (b^y)^x = b^(x*y) for positive b, and for all b where x is an integer.
    private Ratio? Raise(Ratio value, Expr exponent)
    {
        if (exponent is Number { Value: { IsInteger: true, Numerator: var k } })
            return !value.Above.IsZero || k.Sign >= 0 ? field.Power(value, k) : null;
        if (value.Above.IsZero)
            return exponent.IsPositive(context) ? value : null;
        var (apart, together) = IsInteger(exponent) ? (Factors(value), []) : Separate(value);
        var raised = apart.Select(f => Raise(f.Base, field.MultiplyExponents(f.Exponent, exponent)));
        if (together.Count > 0)
            raised = raised.Append(RaiseTogether(Together(together), exponent));
        return raised.Aggregate((Ratio?)Ratio.Of(1), (a, b) => a is null || b is null ? null : field.Multiply(a, b));
    }

    // What is left of the factors may have become a number.
    private Ratio RaiseTogether(Ratio value, Expr exponent) =>
        value.Single is { Product.IsOne: true, Coefficient: { Sign: > 0 } c }
            ? field.Reduced(
                1,
                RatioArithmetic
                    .PrimePowers(c)
                    .Aggregate(
                        PowerProduct.One,
                        (all, p) => all.Times(PowerProduct.Of(p.Base, field.MultiplyExponents(p.Exponent, exponent)), (x, _) => x)
                    )
            )
            : field.Reduced(1, PowerProduct.Of(field.Composite(value), exponent));

    // A power whose exponent has a logarithm is an exponential, so that n^log(m) and m^log(n) are equal.
    private Ratio? Raise(Expr @base, Expr exponent)
    {
        if (@base == Constant.E)
            return Of(exponent) is { } argument ? OfExp(argument) : null;
        if (exponent is Number or Symbol || Of(exponent) is not { } x || !HasLog(x.Above) || !@base.IsPositive(context))
            return field.Reduced(1, PowerProduct.Of(@base, exponent));
        return Of(@base) is { } b && OfLog(b) is { } log ? OfExp(field.Multiply(x, log)) : null;
    }

    private static bool HasLog(Laurent sum) => sum.Terms.Any(term => term.Product.Powers.Any(p => p.Base is Log));

    // exp(u), where exp(c*log(b)) = b^c for terms with one logarithm.
    private Ratio? OfExp(Ratio argument)
    {
        if (HasLog(argument.Below) || !HasLog(argument.Above))
            return OfExpOfNoLog(argument);
        var over = field.Power(Ratio.Of(argument.Below), -1);
        var result = Ratio.Of(1);
        var rest = new List<(PowerProduct, Rational)>();
        foreach (var (product, coefficient) in argument.Above.Terms)
        {
            if (product.Powers.Where(p => p.Base is Log).ToList() is not [(Log log, Number { Value.IsOne: true })])
            {
                rest.Add((product, coefficient));
                continue;
            }
            var exponent = field.Multiply(Ratio.Of(Laurent.Of(coefficient, product.Without(log))), over);
            if (Of(log.Argument) is not { } b || Raise(b, field.ToExpr(exponent)) is not { } power)
                return null;
            result = field.Multiply(result, power);
        }
        return field.Multiply(result, OfExpOfNoLog(field.Multiply(Ratio.Of(Laurent.Collect(rest)), over)));
    }

    private Ratio OfExpOfNoLog(Ratio argument) =>
        argument.Above.IsZero ? Ratio.Of(1) : Ratio.Of(Constant.E, field.ToExpr(argument));

    // log(u), where log(b*c) = log(b) + log(c) and log(b^x) = x*log(b) for positive b.
    private Ratio? OfLog(Ratio argument)
    {
        if (argument.Above.IsZero)
            return null;
        var (apart, together) = Separate(argument);
        var logs = apart.Select(f =>
            f.Base == Constant.E ? Of(f.Exponent)
            : Of(f.Exponent) is { } x ? field.Multiply(x, Atom(new Log(f.Base)))
            : null
        );
        if (together.Count > 0)
            logs = logs.Append(Atom(new Log(field.Composite(Together(together)))));
        return logs.Aggregate((Ratio?)Ratio.Of(0), (a, b) => a is null || b is null ? null : field.Add(a, b));
    }

    private bool IsInteger(Expr e) =>
        e switch
        {
            Number n => n.Value.IsInteger,
            Symbol s => context.DomainOf(s).IsInteger,
            Sum s => s.Items.All(IsInteger),
            Product p => p.Items.All(IsInteger),
            Power { Exponent: Number { Value: { IsInteger: true, Sign: > 0 } } } p => IsInteger(p.Base),
            _ => false,
        };

    // A maximum without the items that are proven to be at most another; a minimum likewise.
    private Ratio? Extreme(Terms<Expr> items, bool isMax)
    {
        var flat = items
            .Select(item => Of(item) is { } ratio ? field.ToExpr(ratio) : null)
            .SelectMany(item =>
                isMax && item is Max max ? max.Items
                : !isMax && item is Min min ? min.Items
                : (IEnumerable<Expr?>)[item]
            )
            .Distinct()
            .ToList();
        if (flat.Contains(null))
            return null;
        var kept = flat.OfType<Expr>().Order(Ordering.Instance).ToList();
        if (kept.Count <= MostCompared)
            for (var i = kept.Count - 1; i >= 0; i--)
                if (kept.Where((_, j) => j != i).Any(other => isMax ? IsAtLeast(other, kept[i]) : IsAtLeast(kept[i], other)))
                    kept.RemoveAt(i);
        return kept.Count == 1 ? Of(kept[0])
            : isMax ? Atom(new Max(kept.ToTerms()))
            : Atom(new Min(kept.ToTerms()));
    }

    private bool IsAtLeast(Expr a, Expr b) =>
        Of(a) is { } greater
        && Of(b) is { } lesser
        && field.ToExpr(field.Add(greater, field.Multiply(Ratio.Of(-1), lesser))).IsNonnegative(context);

    // A sum over i: each term's factors without i in front, like sums collected.
    private Ratio? OfSeries(Series s)
    {
        if (Of(s.Lower) is not { } low || Of(s.Upper) is not { } high)
            return null;
        var (lower, upper) = (field.ToExpr(low), field.ToExpr(high));
        if (
            (lower, upper) is (Number { Value.IsInteger: true } first, Number { Value.IsInteger: true } last)
            && last.Value - first.Value is { Sign: >= 0 } length
            && length < LongestSeries
        )
            return Written(s, first.Value, (int)length.Numerator + 1);
        var inside = new Normaliser(context.Inside(s with { Lower = lower, Upper = upper }), field);
        if (inside.Of(s.Body) is not { } body)
            return null;
        var count = field.Add(field.Add(high, field.Multiply(Ratio.Of(-1), low)), Ratio.Of(1));
        if (body.Below.Terms.Any(term => term.Product.Powers.Any(p => DependsOn(p, s.Index))))
            return Atom(s with { Lower = lower, Upper = upper, Body = inside.field.ToExpr(body) });
        var sum = Ratio.Of(0);
        foreach (var (product, coefficient) in body.Above.Terms)
        {
            var outer = product.Powers.Where(p => !DependsOn(p, s.Index)).Select(p => PowerProduct.Of(p.Base, p.Exponent));
            var front = outer.Aggregate(PowerProduct.One, (all, p) => all.Times(p, (_, x) => x));
            var inner = product.Powers.Where(p => DependsOn(p, s.Index)).Select(p => Ratio.Of(p.Base, p.Exponent));
            var summand = inside.field.ToExpr(inner.Aggregate(Ratio.Of(1), inside.field.Multiply));
            var total =
                summand is Number && s.IsAverage && field.ToExpr(count).IsPositive(context) ? Ratio.Of(1)
                : summand is Number && !s.IsAverage && field.ToExpr(count).IsNonnegative(context) ? count
                : Atom(s with { Lower = lower, Upper = upper, Body = summand });
            sum = field.Add(sum, field.Multiply(Ratio.Of(Laurent.Of(coefficient, front)), total));
        }
        return field.Multiply(sum, field.Power(Ratio.Of(body.Below), -1));
    }

    private Ratio? Written(Series s, Rational first, int count)
    {
        var sum = Combine(Enumerable.Range(0, count).Select(k => s.Body.Substitute(s.Index, first + k)).ToTerms(), field.Add);
        return s.IsAverage && sum is not null ? field.Multiply(sum, Ratio.Of(new Rational(1, count))) : sum;
    }

    private static bool DependsOn((Expr Base, Expr Exponent) power, Symbol index) =>
        power.Base.DependsOn(index) || power.Exponent.DependsOn(index);
}
