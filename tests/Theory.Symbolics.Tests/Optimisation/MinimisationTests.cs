using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Optimisation;

public class MinimisationTests
{
    private static Minimum Minimise(string e, string over, string given = "") =>
        Infix.Parse(e).Minimise(over.Split(',').Select(s => new Symbol(s)).ToTerms(), Context.Given(given));

    [Theory]
    [InlineData("KL/lambda + lambda*D^2/(8*m)", "lambda", "lambda = sqrt(8*KL*m)/D", "D*sqrt(KL/(2*m))")]
    [InlineData("a/x + b*x", "x", "x = sqrt(a/b)", "2*sqrt(a*b)")]
    [InlineData(
        "recon + (KL + log(1/delta))/lambda + lambda*D^2/(8*n)",
        "lambda",
        "lambda = sqrt(8*n*(KL + log(1/delta)))/D",
        "recon + D*sqrt((KL + log(1/delta))/(2*n))"
    )]
    [InlineData("x + y + 1/(x*y)", "x,y", "x = 1, y = 1", "3")]
    [InlineData("x^2/2 + 8/x", "x", "x = 2", "6")]
    [InlineData("A*x^p + B*x^(-q)", "x", "x = (B*q/(A*p))^(1/(p + q))", "(A*(p + q)/q)^(q/(p + q))*(B*(p + q)/p)^(p/(p + q))")]
    public void Minima_are_exact_constants_included(string e, string over, string argmin, string value)
    {
        var given = e.Contains("delta", StringComparison.Ordinal) ? "0 < delta < 1" : "";
        var exact = Assert.IsType<Minimum.Exact>(Minimise(e, over, given));
        Assert.Equal(
            (argmin, value),
            (string.Join(", ", exact.Argmin.Select(a => $"{a.Symbol} = {a.Value}")), exact.Value.ToString())
        );
    }

    [Fact]
    public void The_constants_of_the_regimes_of_Li_et_al()
    {
        var first = Assert.IsType<Minimum.Exact>(Minimise("tau^4/(m*n) + 1/tau", "tau"));
        Assert.Equal(1.6493848884661177, first.Value.Evaluate(("m", 1), ("n", 1)), 12);
        var second = Assert.IsType<Minimum.Exact>(Minimise("tau^3/m^2 + 1/tau", "tau"));
        Assert.Equal(1.7547653506033232, second.Value.Evaluate(("m", 1)), 12);
    }

    [Fact]
    public void The_optimal_lambda_of_Mbacke_et_al_has_the_golden_value()
    {
        var exact = Assert.IsType<Minimum.Exact>(Minimise("KL/lambda + lambda*D^2/(8*n)", "lambda"));
        (string, double)[] at = [("KL", 50 * 0.16814355131), ("D", 1), ("n", 50)];
        Assert.Equal(57.990266651, exact.Argmin[0].Value.Evaluate(at), 7);
        Assert.Equal(0.28995133326, exact.Value.Evaluate(at), 9);
    }

    [Theory]
    [InlineData("1/x + 1/x^2", "x", "x -> inf")]
    [InlineData("x + x^2", "x", "x -> 0")]
    [InlineData("c + x", "x", "x -> 0")]
    [InlineData("c + x^s + x^(2*s) + x^(s + d)", "x", "x -> 0")]
    [InlineData("x/y + y/x^2 + 1/x", "x,y", "X -> inf along x = X^2, y = X^3")]
    [InlineData("x - c/x + 1/x^(1/2)", "x", "x -> 0+")] // the infimum is -inf
    [InlineData("x*log(x) - x^2", "x", "x -> inf")]
    [InlineData("x - y", "x,y", "y -> inf")]
    [InlineData("log(1 - x) + 1/x", "x", "x -> 1-")]
    public void A_minimum_that_is_not_attained_is_an_infimum(string e, string over, string approached) =>
        Assert.Equal(
            approached,
            Assert.IsType<Minimum.Infimum>(Minimise(e, over, approached == "x -> 1-" ? "0 < x < 1" : "")).Approached
        );

    [Theory]
    [InlineData("x + 1/x", "x <= n")]
    [InlineData("x - c/x", "x >= n")]
    [InlineData("x + 1/x", "n <= 2*x")]
    public void A_symbol_that_a_fact_binds_to_others_is_refused(string e, string given)
    {
        Assert.Equal("x", Assert.IsType<Minimum.Unknown>(Minimise(e, "x", given)).Because.Blocking.ToString());
        Assert.IsType<Minimum.Unknown>(
            Infix
                .Parse(e)
                .MinimiseOver(
                    [(new Symbol("x"), Interval.Of(0.1, 10))],
                    Assignment.Of<Interval>(("n", 0.5), ("c", 1)),
                    Context.Given(given)
                )
        );
    }

    [Theory]
    [InlineData("x^4/(m*n) + x^3/m^2 + 1/x")]
    [InlineData("x*log(x) + 1/x")]
    [InlineData("x - c/x + 1/x")]
    public void What_has_no_closed_form_is_refused(string e) => Assert.IsType<Minimum.Unknown>(Minimise(e, "x"));

    [Fact]
    public void Closed_forms_agree_with_the_certified_minimum() =>
        Forall.Holds(
            Arb.From(
                from a in Gen.Choose(1, 40)
                from b in Gen.Choose(1, 40)
                from p in Gen.Choose(1, 4)
                from q in Gen.Choose(1, 4)
                select (Expr)(
                    new Number(new Rational(a, 8)) * Power.Of(new Symbol("x"), new Rational(p, 2))
                    + new Number(new Rational(b, 8)) * Power.Of(new Symbol("x"), -q)
                )
            ),
            e =>
            {
                var exact = Assert.IsType<Minimum.Exact>(e.Minimise([new Symbol("x")], Context.Empty));
                var certified = Assert.IsType<Minimum.Certified>(
                    e.MinimiseOver([(new Symbol("x"), Interval.Of(1e-6, 1e6))], new Assignment<Interval>(), Context.Empty)
                );
                var (value, x) = (exact.Value.Evaluate(), exact.Argmin[0].Value.Evaluate());
                Assert.InRange(value, certified.Value.Lower * (1 - 1e-14), certified.Value.Upper * (1 + 1e-14));
                Assert.InRange(x, certified.Argmin[0].Value.Lower * (1 - 1e-12), certified.Argmin[0].Value.Upper * (1 + 1e-12));
                Assert.True(certified.Value.Width <= 1e-9 * value);
            },
            trials: 50,
            trialsInFull: 2_000
        );

    [Theory]
    [InlineData(1e3, 1e3, 11.864899267639565, 0.10677034246947248)]
    [InlineData(1e6, 1e6, 190.2156298870764, 0.006574210018374112)]
    [InlineData(1e2, 1e12, 7.598356854591424, 0.18547653509366566)]
    public void The_golden_minima_of_Li_et_al_are_enclosed(double m, double n, double tau, double value)
    {
        var certified = Assert.IsType<Minimum.Certified>(
            Infix
                .Parse("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m")
                .MinimiseOver(
                    [(new Symbol("tau"), Interval.Of(1e-3, 1e9))],
                    Assignment.Of<Interval>(("m", m), ("n", n)),
                    Context.Empty
                )
        );
        Assert.InRange(value, certified.Value.Lower - 1e-14, certified.Value.Upper + 1e-14);
        Assert.InRange(tau, certified.Argmin[0].Value.Lower * (1 - 1e-9), certified.Argmin[0].Value.Upper * (1 + 1e-9));
        Assert.False(certified.IsTruncated);
    }

    [Theory]
    [InlineData("C/sqrt(n)", "eps", "", "(C/eps)^2")]
    [InlineData("2*n^(-2/5)", "1/10", "", "20^(5/2)")]
    [InlineData("c + 1/n", "eps", "c < eps", "1/(eps - c)")]
    public void Least_sample_sizes_in_closed_form(string bound, string threshold, string given, string expected) =>
        Assert.Equal(
            Infix.Parse(expected).Evaluate(("C", 3), ("eps", 0.7), ("c", 0.2)),
            Assert
                .IsType<Inverse.Exact>(Infix.Parse(bound).Below(Infix.Parse(threshold), new Symbol("n"), Context.Given(given)))
                .Value.Evaluate(("C", 3), ("eps", 0.7), ("c", 0.2)),
            10
        );

    [Fact]
    public void On_the_other_side_of_a_pole_a_falling_function_is_lower()
    {
        var x = new Symbol("x");
        var found = Infix.Parse("1/(x - 1)").MinimiseOver([(x, Interval.Of(0.5, 2))], new(), Context.Empty);
        Assert.True(Assert.IsType<Minimum.Certified>(found).Value.Lower <= -2, found.ToString());
    }

    [Fact]
    public void A_least_value_over_integers_is_not_sought_between_them()
    {
        var n = new Symbol("n");
        Assert.IsType<Minimum.Unknown>(
            Infix.Parse("(n - 3/2)^2").MinimiseOver([(n, Interval.Of(1, 2))], new(), Context.Given("n integer"))
        );
    }

    [Fact]
    public void A_floor_is_never_passed() =>
        Assert.IsType<Inverse.Never>(Infix.Parse("1 + 1/n").Below(Infix.Parse("1/2"), new Symbol("n"), Context.Empty));

    [Fact]
    public void The_least_integer_is_certified()
    {
        var bound = Infix.Parse("sqrt((KL + log(1/delta))/(2*n))");
        var at = Assignment.Of<Interval>(("KL", 3), ("delta", 0.05));
        var least = Assert
            .IsType<Inverse.Integer>(bound.Below(0.1, new Symbol("n"), Context.Given("n integer, 0 < delta < 1"), at))
            .Value;
        Assert.True(bound.Evaluate(("KL", 3), ("delta", 0.05), ("n", least)) <= 0.1);
        Assert.True(bound.Evaluate(("KL", 3), ("delta", 0.05), ("n", least - 1)) > 0.1);
    }

    [Theory]
    [InlineData("exp(-n)", 5, "n real")] // from n = -log(5) on
    [InlineData("exp(-n)", 5, "n integer, n real")]
    [InlineData("1/n", 0.3, "n >= 5")]
    [InlineData("1/n", 0.3, "n >= 5, n integer")]
    public void Where_the_bound_serves_at_once_the_least_value_is_enclosed(string bound, double threshold, string given)
    {
        var found = Infix.Parse(bound).Below(threshold, new Symbol("n"), Context.Given(given), new Assignment<Interval>());
        var (lower, upper) = found switch
        {
            Inverse.Integer n => (n.Value, n.Value),
            Inverse.Enclosed n => (n.Value.Lower, n.Value.Upper),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var least =
            bound == "1/n" ? 5
            : given == "n real" ? -Math.Log(5)
            : -1;
        Assert.True(lower <= least && least <= upper, found.ToString());
    }

    [Fact]
    public void A_minimum_with_numbers_beyond_the_doubles_has_its_root_outside() =>
        Assert.Equal(
            Infix.Parse($"2{new string('0', 200)}"),
            Assert
                .IsType<Minimum.Exact>(Infix.Parse($"1{new string('0', 400)}*x + 1/x").Minimise([new Symbol("x")], Context.Empty))
                .Value.Simplify(Context.Empty)
        );

    [Fact]
    public void A_bound_that_rises_again_is_not_inverted() =>
        Assert.IsType<Inverse.Unknown>(
            Infix.Parse("1/n + n/100").Below(1, new Symbol("n"), Context.Empty, new Assignment<Interval>())
        );

    [Fact]
    public void What_attains_the_threshold_exactly_is_below_it() =>
        Assert.Equal(
            new Inverse.Integer(4),
            Infix.Parse("1/n").Below(0.25, new Symbol("n"), Context.Given("n integer"), new Assignment<Interval>())
        );

    [Fact]
    public void What_attains_the_threshold_between_doubles_is_enclosed_narrowly()
    {
        var n = new Symbol("n");
        var least = Assert
            .IsType<Inverse.Enclosed>(Infix.Parse("1/n").Below(0.3, n, Context.Empty, new Assignment<Interval>()))
            .Value;
        Assert.True(least.Contains(Rational.Exactly(0.3).Reciprocal) && least.Width < 1e-12, $"{least}");
    }

    [Fact]
    public void Boxes_too_narrow_to_split_end_the_search()
    {
        var certified = Assert.IsType<Minimum.Certified>(
            Infix
                .Parse("x + 1/x")
                .MinimiseOver([(new Symbol("x"), Interval.Of(0.25, 8))], new Assignment<Interval>(), Context.Empty, 0)
        );
        Assert.False(certified.IsTruncated);
        Assert.True(certified.Value.Contains(2.0) && certified.Argmin[0].Value.Contains(1.0) && certified.Value.Width < 1e-14);
    }
}
