using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Reasoning about <= and =.
public sealed partial class Theorem
{
    /// <summary>a = b where both have the same normal form (see <see cref="NormalForm"/>).</summary>
    public static Theorem Identity(Expr left, Expr right, params IEnumerable<Judgement> given)
    {
        const string rule = "identity";
        var facts = given.ToTerms();
        var form = new NormalForm(rule, facts);
        var (a, b) = (form.Of(left), form.Of(right));
        return a.Equals(b)
            ? From(rule, new Judgement.Equal(left, right), [], facts)
            : throw new ProofException(rule, $"{a.ToExpr()} is not {b.ToExpr()}.");
    }

    /// <summary>a &lt;= b where, in normal form, b is a plus nonnegative terms.</summary>
    public static Theorem MoreTerms(Expr left, Expr right, params IEnumerable<Judgement> given)
    {
        const string rule = "more-terms";
        var facts = given.ToTerms();
        var form = new NormalForm(rule, facts);
        var (a, b) = (form.Of(left), form.Of(right));
        foreach (var monomial in a.Terms.Keys.Union(b.Terms.Keys))
        {
            var excess = (b[monomial] - a[monomial]).Sign;
            if (excess < 0 || (excess > 0 && Grade.Of(monomial.ToExpr(), facts) is not { IsNonnegative: true }))
                throw new ProofException(rule, $"the right side does not have enough of {monomial.ToExpr()}.");
        }
        return From(rule, new Judgement.AtMost(left, right), [], facts);
    }

    /// <summary>b = a from a = b.</summary>
    public Theorem Symmetric() =>
        Conclusion is Judgement.Equal e
            ? From("symmetry", new Judgement.Equal(e.Right, e.Left), [this])
            : throw new ProofException("symmetry", $"{Conclusion} is not an equality.");

    /// <summary>a &lt;= b from a = b.</summary>
    public Theorem AsInequality() =>
        Conclusion is Judgement.Equal e
            ? From("equality is at most", new Judgement.AtMost(e.Left, e.Right), [this])
            : throw new ProofException("equality is at most", $"{Conclusion} is not an equality.");

    /// <summary>a &lt;= c from a &lt;= b and b &lt;= c, along a chain; equal signs are allowed, and all equal makes an equality.</summary>
    public static Theorem Chain(params IEnumerable<Theorem> links)
    {
        const string rule = "transitivity";
        var chain = links.ToList();
        if (chain.Count == 0)
            throw new ProofException(rule, "a chain needs at least one link.");
        var sides = chain.Select(t => SidesOf(rule, t)).ToList();
        for (var k = 1; k < sides.Count; k++)
            if (sides[k - 1].Right != sides[k].Left)
                throw new ProofException(
                    rule,
                    $"link {k} ends in {sides[k - 1].Right}, link {k + 1} begins with {sides[k].Left}."
                );
        return From(rule, Relate(chain.All(IsEquality), sides[0].Left, sides[^1].Right), chain);
    }

    /// <summary>a + c &lt;= b + d from a &lt;= b and c &lt;= d.</summary>
    public static Theorem Add(params IEnumerable<Theorem> summands)
    {
        const string rule = "addition";
        var all = summands.ToList();
        var sides = all.Select(t => SidesOf(rule, t)).ToList();
        return From(
            rule,
            Relate(all.All(IsEquality), Sum.Of(sides.Select(s => s.Left)), Sum.Of(sides.Select(s => s.Right))),
            all
        );
    }

    /// <summary>C[a] &lt;= C[b] from a &lt;= b, for a template C that is nondecreasing in its hole; C[a] = C[b] from a = b, for any.</summary>
    public static Theorem Monotone(Expr template, Symbol hole, Theorem theorem)
    {
        const string rule = "monotonicity";
        var (left, right) = SidesOf(rule, theorem);
        if (theorem.Hypotheses.Any(h => h.FreeSymbols().Contains(hole)))
            throw new ProofException(rule, $"the hypotheses speak of {hole}, which stands for the hole.");
        var conclusion = Relate(IsEquality(theorem), template.Substitute(hole, left), template.Substitute(hole, right));
        if (IsEquality(theorem))
            return From("congruence", conclusion, [theorem]);
        return new Direction(hole, left, right, theorem.Hypotheses).Of(template) is 0 or 1
            ? From(rule, conclusion, [theorem])
            : throw new ProofException(rule, $"{template} is not known to be nondecreasing in {hole} from {left} to {right}.");
    }

    /// <summary>The sum (or average) over an index of both sides of a(i) &lt;= b(i), where no hypothesis mentions the index.</summary>
    public static Theorem Over(Symbol index, Expr lower, Expr upper, bool isAverage, Theorem theorem)
    {
        const string rule = "summation";
        var (left, right) = SidesOf(rule, theorem);
        if (theorem.Hypotheses.FirstOrDefault(h => h.FreeSymbols().Contains(index)) is { } h)
            throw new ProofException(rule, $"the hypothesis {h} speaks of the index {index}, which is to be bound.");
        Expr All(Expr body) => new Series(index, lower, upper, body, isAverage);
        return From(rule, Relate(IsEquality(theorem), All(left), All(right)), [theorem]);
    }

    /// <summary>The expectation of both sides of a &lt;= b, where no hypothesis mentions the drawn variables.</summary>
    public static Theorem Under(Terms<Draw> draws, Theorem theorem)
    {
        const string rule = "expectation";
        var (left, right) = SidesOf(rule, theorem);
        RefuseIfFree(rule, draws.Select(d => d.Variable), theorem);
        return From(
            rule,
            Relate(IsEquality(theorem), Expectation.Under(draws, left), Expectation.Under(draws, right)),
            [theorem]
        );
    }

    /// <summary>
    /// Jensen's inequality, averaging against a function of one hole: E f(x) &lt;= f(E x) for a concave f (log x, or x^p with
    /// 0 &lt; p &lt;= 1), f(E x) &lt;= E f(x) for a convex one (exp x, or x^p with p &gt;= 1 or p &lt; 0). <paramref name="average"/>
    /// is the series or expectation whose body is x.
    /// </summary>
    public static Theorem Jensen(Expr function, Symbol hole, Expr average, params IEnumerable<Judgement> given)
    {
        const string rule = "Jensen";
        var facts = given.ToTerms();
        var (body, within, outside) = average switch
        {
            Series { IsAverage: true } s => (s.Body, facts.Under(s.Index), (Func<Expr, Expr>)(x => s with { Body = x })),
            Quantity { Meaning: Expectation x } => (x.Of.Body, facts.Under(x.Of.Draws), f => Expectation.Under(x.Of.Draws, f)),
            _ => throw new ProofException(rule, $"{average} is neither an average over an index nor an expectation."),
        };
        var value = Grade.Of(body, within) ?? throw new ProofException(rule, $"{body} is not known to be defined.");
        bool? concave = function switch
        {
            Log { Argument: Symbol x } when x == hole && value.IsPositive => true,
            Exp { Argument: Symbol x } when x == hole => false,
            Power { Base: Symbol x, Exponent: Number { Value: var p } } when x == hole && value.IsNonnegative => p switch
            {
                _ when p.Sign > 0 && p <= 1 => true,
                _ when p >= 1 || (p.Sign < 0 && value is { IsPositive: true, IsFinite: true }) => false,
                _ => null,
            },
            _ => null,
        };
        var (inside, after) = (outside(function.Substitute(hole, body)), function.Substitute(hole, average));
        return concave switch
        {
            true => From(rule, new Judgement.AtMost(inside, after), [], facts),
            false => From(rule, new Judgement.AtMost(after, inside), [], facts),
            null => throw new ProofException(
                rule,
                $"{function} is not known to be concave or convex in {hole} where {body} lives."
            ),
        };
    }

    /// <summary>(a_1 + ... + a_k)^p &lt;= a_1^p + ... + a_k^p for nonnegative a and 0 &lt; p &lt;= 1.</summary>
    public static Theorem Subadditive(Rational exponent, Terms<Expr> items, params IEnumerable<Judgement> given)
    {
        const string rule = "subadditivity";
        var facts = given.ToTerms();
        if (exponent.Sign <= 0 || exponent > 1)
            throw new ProofException(rule, $"x^({exponent}) is not subadditive: the exponent must lie in (0, 1].");
        if (items.FirstOrDefault(i => Grade.Of(i, facts) is not { IsNonnegative: true }) is { } item)
            throw new ProofException(rule, $"{item} is not known to be nonnegative.");
        return From(
            rule,
            new Judgement.AtMost(Power.Of(Sum.Of(items), exponent), Sum.Of(items.Select(i => Power.Of(i, exponent)))),
            [],
            facts
        );
    }

    /// <summary>Weighted arithmetic and geometric means: prod_j a_j^(w_j) &lt;= sum_j w_j a_j for nonnegative a, weights w &gt; 0 of sum 1.</summary>
    public static Theorem WeightedMeans(Terms<(Rational Weight, Expr Item)> means, params IEnumerable<Judgement> given)
    {
        const string rule = "weighted means";
        var facts = given.ToTerms();
        if (means.Any(m => m.Weight.Sign <= 0) || means.Aggregate(Rational.Zero, (sum, m) => sum + m.Weight) != Rational.One)
            throw new ProofException(
                rule,
                $"the weights {string.Join(", ", means.Select(m => m.Weight))} are not positive with sum 1."
            );
        if (means.FirstOrDefault(m => Grade.Of(m.Item, facts) is not { IsNonnegative: true }) is { Item: { } item })
            throw new ProofException(rule, $"{item} is not known to be nonnegative.");
        return From(
            rule,
            new Judgement.AtMost(
                Product.Of(means.Select(m => Power.Of(m.Item, m.Weight))),
                Sum.Of(means.Select(m => m.Weight * m.Item))
            ),
            [],
            facts
        );
    }

    private static bool IsEquality(Theorem t) => t.Conclusion is Judgement.Equal;

    private static Judgement Relate(bool equal, Expr left, Expr right) =>
        equal ? new Judgement.Equal(left, right) : new Judgement.AtMost(left, right);

    private static (Expr Left, Expr Right) SidesOf(string rule, Theorem theorem) =>
        theorem?.Conclusion switch
        {
            Judgement.AtMost a => (a.Left, a.Right),
            Judgement.Equal e => (e.Left, e.Right),
            _ => throw new ProofException(rule, $"{theorem?.Conclusion} is neither an inequality nor an equality."),
        };
}
