using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Orders;

namespace Theory.Bounds.Tests;

/// <summary>What holds of every entry of the catalog.</summary>
public class CatalogTests
{
    public static TheoryData<string> Ids => [.. Catalog.All.Select(b => b.Id)];

    private static Context Domains(Bound bound) =>
        Context.Given(string.Join(", ", bound.Glossary.Select(g => g.Domain).Where(d => d.Length > 0)));

    [Fact]
    public void Ids_name_paper_and_statement_and_are_unique()
    {
        Assert.Equal(Catalog.All.Length, Catalog.All.Select(b => b.Id).Distinct().Count());
        Assert.All(Catalog.All, b => Assert.Matches("^[a-z0-9-]+:[a-z0-9-]+$", b.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_bound_names_its_source_its_reading_and_its_conditions(string id)
    {
        var bound = Catalog.Get(id);
        Assert.Matches(@"^\d{4}\.\d{4,5}$", bound.Reference.ArXiv);
        Assert.NotEmpty(bound.Where);
        Assert.NotEmpty(bound.Reading);
        Assert.NotEmpty(bound.Assumptions);
        Assert.StartsWith("@inproceedings{" + bound.Reference.Key, bound.Reference.BibTeX, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Entries_to_use_instead_exist_and_term_names_are_unique(string id)
    {
        var bound = Catalog.Get(id);
        Assert.All(bound.See, other => Assert.NotNull(Catalog.Find(other)));
        Assert.Equal(bound.Terms.Count, bound.Terms.Select(t => t.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_symbol_of_a_statement_is_in_its_glossary(string id)
    {
        var bound = Catalog.Get(id);
        var known = bound.Glossary.Select(g => g.Name).ToHashSet();
        Assert.All(bound.Left.FreeSymbols().Concat(bound.Right.FreeSymbols()), s => Assert.Contains(s.Name, known));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Domains_in_the_glossary_can_be_read(string id) => Assert.NotNull(Domains(Catalog.Get(id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_side_is_the_sum_of_the_terms_and_the_statement_is_about_both_sides(string id)
    {
        var bound = Catalog.Get(id);
        Assert.Equal(Sum.Of(bound.Terms.Select(t => t.Expr)), bound.Right);
        Assert.Equal(bound.Mode is Mode.WithProbability, bound.Statement is Judgement.WithProbability);
    }

    [Fact]
    public void A_mistyped_id_is_answered_with_the_nearest_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => Catalog.Get("li2023:trainig-dynamics"));
        Assert.Contains("li2023:training-dynamics", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_stopping_time_has_the_derived_order()
    {
        // The minimum over tau of the terms that tau balances, against the catalog's entry: of one order, for all n and m.
        var training = Sum.Of(Li2023.TrainingDynamics.Terms.Take(3).Select(t => t.Expr));
        var slices = new[] { "m = n", "m = n^(2/3)", "m = n^(1/2)", "m = n^2" };
        foreach (var slice in slices)
        {
            var along = Context.Given($"n >= 1, tau >= 1, {slice}");
            var diagram = Assert.IsType<Balance.Diagram>(Balancing.Balance(training, [new Symbol("tau")], along));
            var rate = Assert.Single(diagram.Regimes).Rate;
            Assert.IsType<OrderVerdict.Proven>(OrderCalculus.Decide(rate, Li2023.EarlyStoppingOptimal.Right, along));
            Assert.IsType<OrderVerdict.Proven>(OrderCalculus.Decide(Li2023.EarlyStoppingOptimal.Right, rate, along));
        }
    }

    [Fact]
    public void The_stated_rate_is_the_optimum_for_wide_models_and_undercuts_it_for_narrow_ones()
    {
        var (optimal, stated) = (Li2023.EarlyStoppingOptimal.Right, Li2023.EarlyStoppingStated.Right);
        Assert.IsType<OrderVerdict.Proven>(OrderCalculus.Decide(optimal, stated, Context.Given("n >= 1, m >= n")));
        var narrow = OrderCalculus.Decide(optimal, stated, Context.Given("n >= 1, m >= 1"));
        Assert.NotEmpty(Assert.IsType<OrderVerdict.Refuted>(narrow).Along);
    }

    [Theory]
    [InlineData("mbacke2023-wgan:stated", "mbacke2023-wgan:sharp")]
    public void The_sharp_bound_differs_from_the_stated_one_in_its_moment_term_only(string stated, string sharp)
    {
        var (a, b) = (Catalog.Get(stated), Catalog.Get(sharp));
        Assert.Equal(a.Left, b.Left);
        Assert.Equal(a.Terms.SkipLast(1).Select(t => t.Expr), b.Terms.SkipLast(1).Select(t => t.Expr));
        Assert.Equal(Infix.Parse("lambda*Delta^2/(4*n)"), a.Terms[^1].Expr);
        Assert.Equal(Infix.Parse("lambda*Delta^2/(8*n)"), b.Terms[^1].Expr);
    }
}
