using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Posynomials;
using Theory.Symbolics.Simplification;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Simplification;

/// <summary>
/// Every rule of the canonical form that has a side condition: where the condition holds it is seen to apply and to keep the value;
/// where it fails it does not apply, the value is kept, and the rule without its condition is seen to be wrong.
/// </summary>
public class SideConditionTests
{
    /// <summary>A rule where its condition holds, and where it fails.</summary>
    /// <param name="Name">What the rule does, and its condition.</param>
    /// <param name="Holds">An expression and hypotheses under which the rule applies.</param>
    /// <param name="Becomes">What it makes of it.</param>
    /// <param name="Fails">An expression and hypotheses under which it must not.</param>
    /// <param name="Naive">What the rule without its condition makes of that.</param>
    /// <param name="At">Where the naive rule is wrong.</param>
    public sealed record Rule(
        string Name,
        (string Expression, string Given) Holds,
        string Becomes,
        (string Expression, string Given) Fails,
        string Naive,
        string At
    )
    {
        public override string ToString() => Name;
    }

    private static readonly Rule[] All =
    [
        new(
            "a root of a product, factors nonnegative",
            ("sqrt(x*y)", ""),
            "sqrt(x)*sqrt(y)",
            ("sqrt(x*y)", "x real, y real"),
            "sqrt(x)*sqrt(y)",
            "x = -1, y = -4"
        ),
        new(
            "a root of an opposite, sign known",
            ("sqrt(-x)", "x < 0"),
            "sqrt(-x)",
            ("sqrt(-x)", "x real"),
            "sqrt(-1)*sqrt(x)",
            "x = -4"
        ),
        new("a root of a power, base nonnegative", ("sqrt(x^2)", ""), "x", ("sqrt(x^2)", "x real"), "x", "x = -3"),
        new("a root of an odd power, base alone", ("sqrt(x^3)", "x real"), "x^(3/2)", ("sqrt(x^6)", "x real"), "x^3", "x = -3"),
        new("a power of a power, base positive", ("(x^y)^z", ""), "x^(y*z)", ("(x^2)^z", "x real"), "x^(2*z)", "x = -1, z = 1/2"),
        new(
            "a whole power of a product",
            ("(x*y)^n", "x real, y real, n integer"),
            "x^n*y^n",
            ("(x*y)^n", "x real, y real"),
            "x^n*y^n",
            "x = -1, y = -4, n = 1/2"
        ),
        new(
            "an exponent that is a whole sum",
            ("(x*y)^(m + n)", "x real, y real, m integer, n integer"),
            "x^(m + n)*y^(m + n)",
            ("(x*y)^(m + n)", "x real, y real, m integer"),
            "x^(m + n)*y^(m + n)",
            "x = -1, y = -4, m = 1, n = 1/2"
        ),
        new(
            "an exponent that is a whole product",
            ("(x*y)^(m*n)", "x real, y real, m integer, n integer"),
            "x^(m*n)*y^(m*n)",
            ("(x*y)^(m*n)", "x real, y real, m integer"),
            "x^(m*n)*y^(m*n)",
            "x = -1, y = -4, m = 1, n = 1/2"
        ),
        new(
            "an exponent that is a whole power",
            ("(x*y)^(m^2)", "x real, y real, m integer"),
            "x^m^2*y^m^2",
            ("(x*y)^(1/m)", "x real, y real, m integer"),
            "x^(1/m)*y^(1/m)",
            "x = -1, y = -4, m = 2"
        ),
        new(
            "a logarithm of a product, factors positive",
            ("log(x*y)", ""),
            "log(x) + log(y)",
            ("log(x*y)", "x real, y real"),
            "log(x) + log(y)",
            "x = -1, y = -4"
        ),
        new(
            "a logarithm of an opposite, sign known",
            ("log(x/2)", ""),
            "log(x) - log(2)",
            ("log(-x)", "x real"),
            "log(-1) + log(x)",
            "x = -4"
        ),
        new("a logarithm of a power, base positive", ("log(x^2)", ""), "2*log(x)", ("log(x^2)", "x real"), "2*log(x)", "x = -3"),
        new(
            "a logarithm of a quotient, divisor positive",
            ("log(x/y)", ""),
            "log(x) - log(y)",
            ("log(x/y)", "x real, y real"),
            "log(x) - log(y)",
            "x = -2, y = -1"
        ),
        new("a logarithm of what is not 0", ("log(x - x + 1)", ""), "0", ("log(x - x)", ""), "0", "x = 1"),
        new(
            "a power with a logarithm in its exponent, base positive",
            ("x^log(m)", ""),
            "exp(log(m)*log(x))",
            ("x^log(m)", "x real"),
            "exp(log(m)*log(x))",
            "x = -2, m = 1"
        ),
        new("an exponential of one logarithm", ("exp(2*log(x))", ""), "x^2", ("exp(log(x)^2)", ""), "x^2", "x = 3"),
        new("a power of 0, exponent positive", ("(x - x)^y", ""), "0", ("(x - x)^y", "y real"), "0", "x = 1, y = 0"),
        new("a whole power of 0, exponent not negative", ("(x - x)^2", ""), "0", ("(x - x)^(-2)", ""), "0", "x = 1"),
        new("what cancels is finite", ("x - x", ""), "0", ("inf - inf + x - x", ""), "0", "x = 1"),
        new(
            "whole parts of exponents, base not 0",
            ("(x + 1)^(tau - 1)*(x + 1)", ""),
            "(x + 1)^tau",
            ("(x - 1)^(tau - 1)", ""),
            "(x - 1)^tau/(x - 1)",
            "x = 1, tau = 2"
        ),
        new(
            "common powers of a quotient, base not 0",
            ("1/(1 + log(n)^(tau - 1 + e))", "n >= 2"),
            "log(n)/(log(n)^(e + tau) + log(n))",
            ("1/(1 + log(n)^(tau - 1 + e))", ""),
            "log(n)/(log(n)^(e + tau) + log(n))",
            "n = 1, tau = 2"
        ),
        new(
            "a common factor of quotients, base not 0",
            ("(log(n)^tau + log(n)^(2*tau))/(1 + log(n)^tau)", "n >= 2"),
            "log(n)^tau",
            ("(log(n)^(-tau) + 1)/(log(n)^(-tau) + 2)", "tau real"),
            "(log(n)^tau + 1)/(2*log(n)^tau + 1)*log(n)^tau/log(n)^tau",
            "n = 1, tau = -1"
        ),
        new("a maximum without what another exceeds", ("max(x, y)", "x >= y"), "x", ("max(x, y)", ""), "x", "x = 1, y = 2"),
        new("a minimum without what exceeds another", ("min(x, y)", "x >= y"), "y", ("min(x, y)", ""), "y", "x = 1, y = 2"),
        new(
            "a sum of what does not depend on the index, range not reversed",
            ("sum(i, 1, n, c)", ""),
            "c*n",
            ("sum(i, 1, n, c)", "n real"),
            "c*n",
            "n = -3, c = 1"
        ),
        new(
            "an average of what does not depend on the index, range not empty",
            ("mean(i, 1, n, c)", "n >= 1"),
            "c",
            ("mean(i, 1, n, c)", "n >= 0"),
            "c",
            "n = 0, c = 1"
        ),
        new("a sum written out, range not reversed", ("sum(i, 1, 3, i*x)", ""), "6*x", ("sum(i, 3, 1, i*x)", ""), "6*x", "x = 1"),
        new(
            "factors before a sum, free of the index",
            ("sum(i, 1, n, x*i)", ""),
            "x*sum(i, 1, n, i)",
            ("sum(i, 1, n, i^2)", ""),
            "i*sum(i, 1, n, i)",
            "n = 2, i = 1"
        ),
        new(
            "a divisor before a sum, free of the index",
            ("sum(i, 1, n, i/(x + 1))", ""),
            "sum(i, 1, n, i)/(x + 1)",
            ("sum(i, 1, n, 1/(x + i))", ""),
            "n/(x + i)",
            "n = 2, x = 1, i = 1"
        ),
    ];

    public static TheoryData<Rule> Rules => [.. All];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_applies_where_its_condition_holds_and_not_where_it_fails(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (whole, context) = (Infix.Parse(rule.Holds.Expression), Context.Given(rule.Holds.Given));
        var rewritten = whole.Simplify(context);
        Assert.Equal(rule.Becomes, rewritten.ToString());
        Assert.All(Points(whole, context), at => Agree(whole, rewritten, at));

        var (guarded, weaker) = (Infix.Parse(rule.Fails.Expression), Context.Given(rule.Fails.Given));
        var kept = guarded.Simplify(weaker);
        var wrong = Assignment.Of(
            Context.Given(rule.At).Definitions.Select(d => (d.Symbol.Name, d.Value.Enclose(new Assignment<Interval>())))
        );
        Assert.All(Points(guarded, weaker).Append(wrong), at => Agree(guarded, kept, at));
        Assert.Equal(guarded.Enclose(wrong).IsEmpty, kept.Enclose(wrong).IsEmpty);

        // Without its condition the rule is wrong: it has another value there, or one of the two has none.
        var naive = Infix.Parse(rule.Naive);
        Assert.True(guarded.Enclose(wrong).Intersect(naive.Enclose(wrong)).IsEmpty, $"{naive} is right at {rule.At}");
        Assert.False(guarded.Enclose(wrong).IsEmpty && naive.Enclose(wrong).IsEmpty);
        Assert.NotEqual(naive.Simplify(weaker), kept);
    }

    private static readonly double[] Values = [-3, -1, -0.5, 0, 0.5, 1, 2, 3];

    // Values of the symbols in their domains; those that stand in the limits of a sum are integers.
    private static List<Assignment<Interval>> Points(Expr e, Context context)
    {
        var whole = e.SubExpressions()
            .OfType<Series>()
            .SelectMany(s => s.Lower.FreeSymbols().Concat(s.Upper.FreeSymbols()))
            .ToHashSet();
        return e.FreeSymbols()
            .Aggregate(
                new List<Assignment<Interval>> { new() },
                (all, s) =>
                    [
                        .. from at in all
                        from v in Values
                        where context.DomainOf(s).Contains(Rational.Exactly(v)) && (!whole.Contains(s) || double.IsInteger(v))
                        select at.With(s, Interval.Point(v)),
                    ]
            )
            .Where(at => context.Comparisons.All(c => !((c.Comparison.Right - c.Comparison.Left).Enclose(at).Lower < 0)))
            .ToList();
    }

    private static void Agree(Expr before, Expr after, Assignment<Interval> at)
    {
        var (a, b) = (before.Enclose(at), after.Enclose(at));
        Assert.True(
            a.IsEmpty || IsPole(before, at) || !a.Intersect(b).IsEmpty,
            $"{before} in {a} became {after} in {b} at {string.Join(", ", at.Keys.Select(k => $"{k} = {at[k].Lower}"))}"
        );
    }

    // A power of 0 with a negative exponent, beside something else: then 1/0 may not be the limit of the whole.
    private static bool IsPole(Expr e, Assignment<Interval> at) =>
        e is not Power
        && e.SubExpressions()
            .OfType<Power>()
            .Any(p =>
                p.FreeSymbols().All(s => at.Keys.Contains(s))
                && p.Base.Enclose(at).Contains(0.0)
                && p.Exponent.Enclose(at).Lower < 0
            );

    [Theory]
    [InlineData("sqrt(x^2)", "", "x real", -3)]
    [InlineData("1/x^2", "", "x real", -3)]
    [InlineData("x^2", "", "x real", -3)]
    [InlineData("exp(log(x^2)/2)", "", "x real", -3)]
    public void A_monomial_is_read_where_its_base_is_positive(string expression, string holds, string fails, double at)
    {
        var e = Infix.Parse(expression);
        (Posynomial?, Refusal?) Read(string given)
        {
            var context = Context.Given(given);
            return new PosynomialReader(x => x.IsPositive(context)).Read(e);
        }
        var (read, _) = Read(holds);
        Assert.Equal(e.Evaluate(("x", 3)), read!.ToExpr().Evaluate(("x", 3)), 1e-12);
        var (unread, refusal) = Read(fails);
        Assert.True(
            unread is null ? refusal is not null : Math.Abs(unread.ToExpr().Evaluate(("x", at)) - e.Evaluate(("x", at))) < 1e-12
        );
    }

    [Theory]
    [InlineData("sqrt(x^2) - x", "x real", "x = -3")]
    [InlineData("(x^2)^z - x^(2*z)", "x real", "x = -3, z = 1/2")]
    public void A_difference_is_0_in_normal_form_where_signs_are_known(string expression, string fails, string at)
    {
        var e = Infix.Parse(expression);
        Assert.Equal(Sign.Zero, e.SignIn(Context.Empty).Value);
        Assert.NotEqual(Sign.Zero, e.SignIn(Context.Given(fails)).Value);
        var wrong = Assignment.Of(
            Context.Given(at).Definitions.Select(d => (d.Symbol.Name, d.Value.Enclose(new Assignment<Interval>())))
        );
        Assert.True(e.Enclose(wrong) is { IsEmpty: false } value && !value.Contains(0.0));
    }

    [Fact]
    public void What_replaces_a_symbol_is_not_caught_by_the_index_of_a_sum()
    {
        var sum = Infix.Parse("sum(i, 1, 2, x*i)");
        var replaced = sum.Substitute(new("x"), Infix.Parse("i"));
        Assert.Equal(15, replaced.Evaluate(("i", 5)));
        Assert.Equal(sum, sum.Substitute(new("i"), 7));
        Assert.Equal(5, Infix.Parse("sum(i, 1, 2, i*i)").Evaluate()); // caught
    }
}
