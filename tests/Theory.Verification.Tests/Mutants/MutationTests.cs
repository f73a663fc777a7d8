using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Simplification;
using Theory.Testing;
using Theory.Verification.Mutants;

namespace Theory.Verification.Tests.Mutants;

public sealed class MutationTests
{
    [Fact]
    public void Every_operator_finds_its_places()
    {
        var counts = Mutations.Of(Catalog.Get("mbacke2023-wgan:sharp")).CountBy(m => m.Operator).ToDictionary();
        Assert.All(
            Mutations.Operators.Except(["n for sqrt(n)", "confidence dropped"]),
            name => Assert.Contains(name, counts.Keys)
        );
        Assert.Equal(5, counts["sign flipped"]); // three terms, and two summands of the complexity
        Assert.Equal(1, counts["sqrt(n) for n"]);
        Assert.Equal(0, counts.GetValueOrDefault("confidence dropped")); // the same as dropping that summand
    }

    [Fact]
    public void Mutants_change_the_right_side_only_and_each_differently()
    {
        foreach (var bound in Catalog.All)
        {
            var mutants = Mutations.Of(bound);
            Assert.All(mutants, m => Assert.Equal(bound.Left, m.Bound.Left));
            var signs = bound.OfSymbols().WithSignsOfQuantities(bound.Right);
            var rights = mutants.Select(m => m.Bound.Right.Expand(signs)).Append(bound.Right.Expand(signs)).ToList();
            Assert.Equal(rights.Count, rights.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("chen2025:vae-averaged", 9, 3)]
    public void Wrong_versions_of_a_tight_bound_are_refuted(string id, int refuted, int implied)
    {
        var report = Powers.Of(Catalog.Get(id), 10_000, seed: 1);
        Assert.Equal(implied, report.ProvablyTrue);
        Assert.True(report.Refuted >= refuted, string.Join('\n', report.Survivors.Select(f => $"{f.Operator}: {f.Change}")));
        Assert.Equal(report.Mutants, report.Operators.Sum(o => o.Mutants));
        Assert.False(report.IsBlind);
    }

    [Fact]
    public void Where_constants_are_hidden_a_mutant_follows_by_its_order()
    {
        var mutants = Mutations.Of(Catalog.Get("li2023:early-stopping-optimal"));
        Assert.All(mutants.Where(m => m.Operator == "constant times 1/2"), m => Assert.True(m.IsImplied, m.Change));
        Assert.All(mutants.Where(m => m.Operator == "exponent plus 1/2"), m => Assert.True(m.IsImplied, m.Change));
        Assert.All(mutants.Where(m => m.Operator == "exponent minus 1/2"), m => Assert.False(m.IsImplied, m.Change));
    }

    [Fact]
    public void What_follows_from_a_proved_bound_is_not_refuted()
    {
        var implied =
            from bound in Catalog.All
            where bound.Id is "chen2025:vae-averaged" or "mbacke2023-wgan:sharp"
            from mutant in Mutations.Of(bound)
            where mutant.IsImplied
            select mutant.Bound;
        Assert.All(
            implied,
            bound => Assert.NotEqual(Decision.Refuted, Check.Attack(bound, Forall.Full ? 200_000 : 1_200, seed: 5).Decision)
        );
    }

    [Fact]
    public void A_bound_none_of_whose_mutants_falls_is_not_falsifiable()
    {
        // So loose that no world comes near it.
        var averaged = Catalog.Get("chen2025:vae-averaged");
        var loose = averaged with { Id = "loose", Terms = [new Term("all", 1000 * (1 + averaged.Right), "far too much")] };
        var verdict = Check.Attack(loose, 600, seed: 1);
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        var half = new PowerReport(
            "loose",
            600,
            [new Fate("constant times 1/2", "all: 1000 becomes 500", false, false, verdict.WorstRatio)]
        );
        Assert.Equal(Decision.NotFalsifiable, verdict.Weighed(half).Decision);
    }

    // The number of the grid's temperatures and the sample's size are two counts: making one smaller leaves the other's samples alone.
    [Fact]
    public void A_bound_with_two_counts_has_its_wrong_versions_refuted() =>
        Assert.True(Powers.Of(Catalog.Get("mbacke2023-vae:generation-grid"), 150, 1).Refuted > 5);
}
