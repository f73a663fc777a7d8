using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Simplification;
using Theory.Verification.Mutants;

namespace Theory.Verification.Tests.Mutants;

/// <summary>The operators and their sites, written down once more by hand for one small tree.</summary>
public sealed class OperatorTests
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol C = new("C");
    private static readonly Symbol Delta = new("delta");

    private static Bound With(Expr right) =>
        Catalog.Get("mbacke2023-wgan:sharp") with
        {
            Id = "by hand",
            Terms = [new Term("all", right, "")],
            Glossary =
            [
                new("n", "points", Role.SampleSize, "n integer, n >= 1"),
                new("C", "factor", Role.Other, "C > 0"),
                new("delta", "failure", Role.Confidence, "0 < delta < 1"),
            ],
        };

    private static void Are(Expr right, params (string Operator, Expr Mutant)[] expected)
    {
        static string Line(string name, Expr e) => $"{name}: {e}";
        var found = Mutations.Of(With(right)).Select(m => Line(m.Operator, m.Bound.Right)).Order(StringComparer.Ordinal);
        Assert.Equal(expected.Select(e => Line(e.Operator, e.Mutant)).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void The_operators_are_a_closed_list() =>
        Assert.Equal(
            (string[])
                [
                    "constant times 1/2",
                    "constant times 2",
                    "exponent minus 1/2",
                    "exponent plus 1/2",
                    "term dropped",
                    "sign flipped",
                    "n for sqrt(n)",
                    "sqrt(n) for n",
                    "confidence dropped",
                ],
            Mutations.Operators
        );

    [Fact]
    public void A_constant_is_halved_and_doubled_a_term_dropped_and_flipped()
    {
        // 3 C: the constant 1 that stands before the whole, which makes what the constant 3 would make again.
        Are(
            3 * (Expr)C,
            ("constant times 1/2", Rational.Half * (3 * (Expr)C)),
            ("constant times 2", 2 * (3 * (Expr)C)),
            ("term dropped", 0),
            ("sign flipped", -3 * (Expr)C)
        );
    }

    [Fact]
    public void An_exponent_moves_by_a_half_and_a_sample_size_changes_with_its_root()
    {
        // C n^(-1/2): its exponent, and n itself.
        var mutants = Mutations.Of(With(C * (Expr)Power.Of(N, -Rational.Half))).Select(m => (m.Operator, m.Bound.Right)).ToList();
        Assert.Contains(("exponent minus 1/2", C * (Expr)Power.Of(N, -1)), mutants);
        Assert.Contains(mutants, m => m.Operator == "exponent plus 1/2" && m.Right.ToString() == "C*n^0");
        Assert.Contains(mutants, m => m.Operator == "sqrt(n) for n");
        Assert.Contains(Mutations.Of(With(C * Expr.Sqrt(N))), m => m.Operator == "n for sqrt(n)" && m.Bound.Right == C * (Expr)N);
    }

    [Fact]
    public void A_bound_made_twice_is_one_mutant_and_a_change_that_is_none_makes_no_mutant()
    {
        // sqrt(4 C): the whole doubled is 4 sqrt(C), and so is the root with 16 for 4.
        var mutants = Mutations.Of(With(Expr.Sqrt(4 * (Expr)C)));
        Assert.Single(mutants, m => Normal(m.Bound, m.Bound.Right) == 4 * Expr.Sqrt(C));
        // min(C, 3 C) is C, and so is min(C, 6 C).
        var least = With(new Min([C, 3 * (Expr)C]));
        Assert.DoesNotContain(Mutations.Of(least), m => Normal(m.Bound, m.Bound.Right) == (Expr)C);
    }

    // Following from the bound is seen of -1/2 C where the constant -1 changes, not where the whole does.
    [Fact]
    public void A_mutant_follows_if_any_change_that_makes_it_shows_so()
    {
        var mutants = Mutations.Of(With(5 - (Expr)C) with { Terms = [new Term("all", 5, ""), new Term("less", -(Expr)C, "")] });
        Assert.True(
            mutants
                .Single(m => m.Operator == "constant times 1/2" && m.Change.StartsWith("less", StringComparison.Ordinal))
                .IsImplied
        );
        Assert.False(
            mutants
                .Single(m => m.Operator == "constant times 2" && m.Change.StartsWith("less", StringComparison.Ordinal))
                .IsImplied
        );
    }

    // What a mutant's attack draws is named by its number, which the others must not shift.
    [Fact]
    public void Mutants_keep_the_numbers_of_their_changes()
    {
        // 3 C makes six changes of which two are made before; those of C n go on from there.
        var bound = With(3 * (Expr)C) with
        {
            Terms = [new Term("first", 3 * (Expr)C, ""), new Term("second", C * (Expr)N, "")],
        };
        Assert.Equal([0, 1, 2, 3, 6, 7, 8, 9], Mutations.Of(bound).Select(m => m.Number).Take(8));
    }

    private static Expr Normal(Bound bound, Expr right) => right.Expand(bound.OfSymbols().WithSignsOfQuantities(bound.Right));

    [Fact]
    public void The_price_of_confidence_is_dropped()
    {
        var log = new Log(Power.Of(Delta, -1));
        var mutants = Mutations.Of(With(C + Expr.Sqrt(1 + 2 * (Expr)log))).Select(m => (m.Operator, m.Bound.Right)).ToList();
        // The summand and its root are dropped before; in what is left only the logarithm is.
        Assert.DoesNotContain(mutants, m => m.Operator == "confidence dropped");
        Assert.Contains(mutants, m => m.Operator == "term dropped" && !m.Right.FreeSymbols().Contains(Delta));
        var within = Mutations.Of(With(new Max([C, log]))).ToList();
        Assert.Contains(within, m => m.Operator == "confidence dropped" && !m.Bound.Right.FreeSymbols().Contains(Delta));
    }

    [Fact]
    public void Every_site_of_every_tree_is_reached_by_every_operator_that_fits_it()
    {
        foreach (var bound in Catalog.All)
        {
            var rights = Mutations
                .Of(bound)
                .Select(m => m.Bound.Right)
                .Append(bound.Right)
                .Select(e => Normal(bound, e))
                .ToHashSet();
            foreach (var (place, term) in bound.Terms.Index())
            foreach (var changed in Rewritten(term.Expr, isWhole: true, isSummand: true, isExponent: false))
                if (changed != term.Expr)
                    Assert.True(
                        rights.Contains(Normal(bound, Sum.Of(bound.Terms.Select((t, k) => k == place ? changed : t.Expr)))),
                        $"{bound.Id}, {term.Name}: {changed}"
                    );
        }
    }

    // All rewritings of an expression at one site, by rules of its own: numbers, exponents, summands, signs.
    private static IEnumerable<Expr> Rewritten(Expr e, bool isWhole, bool isSummand, bool isExponent)
    {
        if (e is Number { Value.IsZero: false } n)
            foreach (
                var value in isExponent ? new[] { n.Value + Rational.Half, n.Value - Rational.Half } : [n.Value / 2, n.Value * 2]
            )
                yield return value;
        if (isWhole)
        {
            yield return 2 * e;
            yield return Rational.Half * e;
        }
        if (isSummand)
        {
            yield return 0;
            yield return -e;
        }
        if (e is Quantity { Meaning: Expectation mean })
            foreach (var changed in Rewritten(mean.Of.Body, false, false, false))
                yield return Expectation.Under(mean.Of.Draws, changed);
        var children = e.Children().ToList();
        foreach (var (k, child) in children.Index())
        {
            // Limits of sums are sizes; a power's second part is its exponent.
            if (e is Series && k != 2)
                continue;
            foreach (var changed in Rewritten(child, false, e is Sum, e is Power && k == 1))
            {
                var at = 0;
                yield return e.MapChildren(c => at++ == k ? changed : c);
            }
        }
    }

    [Fact]
    public void The_table_by_operator_adds_up_and_hidden_constants_are_told_apart()
    {
        var hidden = Powers.Of(Catalog.Get("li2023:early-stopping-optimal"), 60, seed: 1);
        Assert.True(hidden.IsByExponents);
        var named = Powers.Of(Catalog.Get("mbacke2023-wgan:sharp"), 60, seed: 1);
        Assert.False(named.IsByExponents);
        foreach (var report in new[] { hidden, named })
        {
            Assert.Equal(report.Mutants, report.Operators.Sum(o => o.Mutants));
            Assert.Equal(report.Refuted, report.Operators.Sum(o => o.Refuted));
            Assert.Equal(report.ProvablyTrue, report.Operators.Sum(o => o.ProvablyTrue));
            Assert.Equal(report.Mutants, report.Refuted + report.ProvablyTrue + report.Survivors.Count());
            Assert.All(report.Operators, o => Assert.Contains(o.Operator, Mutations.Operators));
        }
    }
}
