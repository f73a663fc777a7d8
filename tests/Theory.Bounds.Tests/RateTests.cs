using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Bounds.Tests;

/// <summary>Rates of bounds in n and n^kappa, and their lower envelope.</summary>
public sealed class RateTests
{
    private static readonly GlossaryEntry[] Glossary =
    [
        new("n", "points", Role.SampleSize, "n integer, n >= 1"),
        new("m", "width", Role.Width, "m integer, m >= 1"),
        new("tau", "time", Role.TrainingTime, "tau > 0"),
    ];

    private static BoundRate Rate(string id, params string[] terms) =>
        BoundRate.Of(
            new()
            {
                Id = id,
                Title = id,
                Reference = new("x", "", "", 2026, "", ""),
                Where = "",
                Reading = "",
                Left = new Symbol("gap"),
                Terms = terms.Select((t, k) => new Term($"t{k}", Infix.Parse(t), "")).ToTerms(),
                Mode = new Mode.InExpectation(),
                Glossary = [.. Glossary],
            }
        );

    [Fact]
    public void The_rate_is_at_the_best_training_time()
    {
        var rate = BoundRate.Of(Catalog.Get("li2023:training-dynamics"));
        Assert.Equal(["L_bar", "L_star", "KL(p_T, prior)"], rate.Floors.Select(t => t.Expr.ToString()));
        Assert.Equal(new Rational(-2, 5), rate.At(1));
        Assert.Equal(new Rational(-1, 4), rate.At(Rational.Half));
        Assert.Equal([new Rational(2, 3)], rate.Breaks);
    }

    [Fact]
    public void Where_nothing_is_free_the_largest_term_decides()
    {
        Assert.Equal(-Rational.Half, Rate("a", "1/sqrt(n)", "1/n").At(1));
        Assert.Equal(new Rational(-1, 3), Rate("a", "1/n", "1/m").At(new Rational(1, 3)));
        Assert.Null(Rate("a", "KL(p, q)").At(1));
        Assert.Equal(0, Rate("a", "sum(i, 1, n, KL_i)/n").At(1));
        // A divergence for each point, in expectation: no temperature makes it vanish.
        Assert.Equal(0, BoundRate.Of(Catalog.Get("mbacke2023-vae:generation-expected")).At(1));
    }

    [Fact]
    public void The_tightest_changes_where_lines_cross()
    {
        // n^(-1/2) against n^(-kappa): they meet at 1/2, though neither has a corner there.
        var envelope = Tightest.Of([Rate("a", "1/sqrt(n)"), Rate("b", "1/m")]);
        Assert.Equal(["a", "b"], envelope.Select(piece => piece.Bounds.Single().Id));
        Assert.Equal(Rational.Half, envelope[1].From);
        Assert.Null(envelope[1].To);
        Assert.Equal(["1/sqrt(n)", "n^(-kappa)"], envelope.Select(piece => piece.Rate.ToString()));
    }

    [Fact]
    public void Equal_rates_share_their_place()
    {
        var piece = Assert.Single(Tightest.Of([Rate("a", "1/n"), Rate("b", "2/n", "1/n^2")]));
        Assert.Equal(["a", "b"], piece.Bounds.Select(b => b.Id));
    }
}
