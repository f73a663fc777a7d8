using FsCheck;
using FsCheck.Fluent;
using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Testing;
using Theory.Verification.Experiments;
using Theory.Verification.Exponents;
using static System.FormattableString;

namespace Theory.Verification.Tests.Experiments;

/// <summary>Theorem 1 of Li et al. at its best training time: golden numbers, regimes, and wrong versions of both.</summary>
public sealed class Li2023OptimumTests
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol M = new("m");
    private static readonly Symbol Tau = new("tau");
    private static readonly Lazy<Measurement> Found = new(() => Run.Quick("li2023-optimum"));

    [Fact]
    public void Every_row_and_column_of_the_golden_table_is_reproduced()
    {
        var golden = Golden.Figures("B");
        var rows = Found.Value.Rows("minima").ToList();
        Assert.Equal(6, rows.Count);
        foreach (var row in rows)
        {
            var sizes = Invariant($"m=1e+{Math.Log10(row[0]):00} n=1e+{Math.Log10(row[1]):00}");
            var names = new[] { "tau*", "F(tau*)", "F(n^0.4)", "paper n^-.4+m^-.8", "(mn)^-.2+m^-.5" };
            Assert.All(
                names.Zip(row.Skip(2)),
                entry =>
                {
                    var expected = golden.GetProperty($"{sizes} {entry.First}").GetDouble();
                    // The place of a minimum is known to the root of the precision of its value.
                    Assert.Equal(1, entry.Second / expected, entry.First == "tau*" ? 1e-8 : 1e-10);
                }
            );
            Assert.Equal(1, Li2023Optimum.BestTime(row[0], row[1]) / golden.GetProperty($"{sizes} tau*").GetDouble(), 1e-11);
        }
    }

    [Theory]
    [InlineData("regime n < m^(3/2): minimum times (mn)^(1/5)", 1.6493848884661177)]
    [InlineData("regime n > m^(3/2): minimum times m^(1/2)", 1.7547653506033232)]
    [InlineData("border: n over m^(3/2)", 1.0131142)]
    [InlineData("on n = m^(3/2): minimum times (mn)^(1/5)", 1.99159277)]
    [InlineData("least share of the smaller time", 0.8566748838)]
    public void The_constants_are_those_of_the_reference(string name, double expected) =>
        Assert.Equal(expected, Found.Value.Number(name), 5e-8);

    [Fact]
    public void The_regimes_meet_at_two_thirds_with_their_certificates()
    {
        var texts = Found.Value.Texts.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(["regime kappa <= 2/3", "regime kappa >= 2/3"], texts.Select(t => t.Name));
        Assert.Contains("(tau^3/m^2)^(1/4)*(1/tau)^(3/4)", texts[0].Value, StringComparison.Ordinal);
        Assert.Contains("(tau^4/(m*n))^(1/5)*(1/tau)^(4/5)", texts[1].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m = n", "n^(-2/5)")]
    [InlineData("m = n^(2/3)", "n^(-1/3)")]
    [InlineData("n = 10^6*m, m >= 1", "1/sqrt(m)")]
    public void Along_slices_the_rate_is_that_of_the_reference(string slice, string rate)
    {
        var along = slice.StartsWith('n') ? Context.Given("m >= 1") : Context.Given($"{slice}, n >= 1");
        var grow = new[] { N }.ToTerms();
        var diagram = Assert.IsType<Balance.Diagram>(Balancing.Balance(Li2023Optimum.Whole, [Tau], along, grow));
        Assert.Equal(rate, Assert.Single(diagram.Regimes).Rate.ToString());
    }

    [Fact]
    public void The_bound_is_convex_in_the_time_and_falls_in_both_sizes()
    {
        Assert.Equal(
            (Bend.Convex, Status.Proven),
            Li2023Optimum.Whole.Depends(Tau, Context.Empty).Curvature is var c ? (c.Value, c.Status) : default
        );
        foreach (var size in new[] { N, M })
        {
            var direction = Li2023Optimum.Whole.Depends(size, Context.Empty).Direction;
            Assert.Equal((Trend.Decreasing, Status.Proven), (direction.Value, direction.Status));
        }
    }

    [Fact]
    public void The_best_time_grows_with_both_sizes()
    {
        // Where the slope in tau is 0 and rises in tau, the root moves up with what makes the slope fall.
        var slope = Li2023Optimum.Whole.Derivative(Tau);
        Assert.Equal(Trend.Increasing, slope.Depends(Tau, Context.Empty).Direction.Value);
        foreach (var size in new[] { N, M })
        {
            var direction = slope.Depends(size, Context.Empty).Direction;
            Assert.Equal((Trend.Decreasing, Status.Proven), (direction.Value, direction.Status));
        }
    }

    [Fact]
    public void The_best_time_lies_between_the_smaller_time_and_its_share() =>
        Forall.Holds(
            (from m in Gen.Choose(0, 1200) from n in Gen.Choose(0, 1200) select (m / 100.0, n / 100.0)).ToArbitrary(),
            logs =>
            {
                var (m, n) = (Math.Pow(10, logs.Item1), Math.Pow(10, logs.Item2));
                var most = Math.Min(Math.Pow(m * n / 4, 0.2), Math.Pow(m * m / 3, 0.25));
                Assert.InRange(Li2023Optimum.BestTime(m, n), 0.8566748838 * most * (1 - 1e-9), most * (1 + 1e-12));
            },
            trials: 100
        );

    [Fact]
    public void More_samples_alone_stop_helping()
    {
        double Least(double n) => Li2023Optimum.Least(Li2023Optimum.Whole, 50, n).Value.Middle;
        Assert.Equal(1.7547653506033232 / Math.Sqrt(50) + 1 / 50.0, Least(1e15), 1e-9);
        Assert.True(Least(1e3) > Least(1e4) && Least(1e4) > Least(1e5));
    }

    [Fact]
    public void The_stated_rate_for_all_sizes_is_contradicted_by_certified_instances()
    {
        var instances = Found.Value.Rows("against-the-stated-rate").ToList();
        Assert.NotEmpty(instances);
        Assert.All(instances, row => Assert.True(row[3] > row[4]));
        Assert.Equal(Decision.Refuted, Found.Value.Says("for all n and m the minimum over tau is at most").Decision);
        Assert.Equal(Decision.NotRefuted, Found.Value.Says("the same where m is at least n").Decision);
        Assert.Equal(Decision.NotRefuted, Found.Value.Says("for all n and m the minimum over tau is between").Decision);
        // The rows of the reference where it fails: 4.3, 14.0 and 7.4 times the claim.
        var ratios = Found.Value.Rows("minima").Select(row => row[3] / row[5]).ToList();
        Assert.Equal([4.34, 14.01, 7.38], ratios.Skip(2).Take(3).Select(r => Math.Round(r, 2)));
    }

    // Wrong versions: stopping at n^(3/5); the width term with the exponent 2.

    [Fact]
    public void Stopping_at_the_power_three_fifths_makes_the_bound_grow_without_end()
    {
        LimitValue At(string time) =>
            Assert
                .Single(
                    Li2023Optimum
                        .Whole.Substitute(Tau, Infix.Parse(time))
                        .Substitute(M, N)
                        .Limit(N, new Approach.PlusInfinity(), Context.Empty)
                )
                .Limit;
        Assert.Equal("inf", At("n^(3/5)").ToString());
        Assert.Equal("0", At("n^(2/5)").ToString());
    }

    [Theory]
    [InlineData(3, -0.5, -2.0 / 3)]
    [InlineData(2, -0.5, -0.6)]
    public void The_width_term_with_another_power_has_another_slope(int power, double right, double wrong)
    {
        var changed = Infix.Parse("tau^4/(m*n) + tau^2/m^2 + 1/tau + 1/m");
        Slope Of(Expr bound) =>
            Slope.Of(
                Enumerable
                    .Range(6, 5)
                    .Select(k => Math.Pow(10, k))
                    .Select(m => (m, Li2023Optimum.Least(bound, m, Math.Pow(m, power)).Value.Middle))
                    .ToList()
            );
        var (truth, mutant) = (Of(Li2023Optimum.Whole), Of(changed));
        Assert.Equal(right, truth.Value, 0.01);
        Assert.Equal(wrong, mutant.Value, 0.01);
        Assert.False(truth.Allows(wrong) || mutant.Allows(right), $"{truth} {mutant}");
    }

    [Fact]
    public void The_modes_distance_raises_the_minimum_and_shortens_the_time()
    {
        var bound = Catalog.Get("li2023:modes-distance");
        var (variance, width, approximation, bias) = (bound.Terms[0], bound.Terms[1], bound.Terms[2], bound.Terms[3]);
        var whole = Sum.Of(new[] { variance, width, approximation, bias }.Select(t => t.Expr));
        foreach (var (symbol, given) in new[] { ("mu", "mu >= 1"), ("P_mu", "P_mu >= 1") })
        {
            var direction = whole.Depends(new Symbol(symbol), Context.Given(given)).Direction;
            Assert.Equal((Trend.Increasing, Status.Proven), (direction.Value, direction.Status));
        }
        // The slope in tau rises with P_mu, so that its root moves down.
        var slope = whole.Derivative(Tau).Depends(new Symbol("P_mu"), Context.Empty).Direction;
        Assert.Equal((Trend.Increasing, Status.Proven), (slope.Value, slope.Status));
        var diagram = Assert.IsType<Balance.Diagram>(
            Balancing.Balance(whole, [Tau], Context.Given("P_mu = n^nu, mu = 1, m = n"), new[] { N }.ToTerms())
        );
        Assert.Contains(diagram.Regimes, r => r.Argmin[0].Value.ToString() == "n^((2 - nu)/5)");
    }
}
