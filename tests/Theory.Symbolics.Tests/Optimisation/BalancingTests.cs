using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Posynomials;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Optimisation;

public class BalancingTests
{
    private const string EarlyStopping = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";

    private static Balance.Diagram Diagram(string objective, string over, string given, string? grow = null) =>
        Assert.IsType<Balance.Diagram>(
            Balancing.Balance(
                Infix.Parse(objective),
                over.Split(',').Select(s => new Symbol(s)).ToTerms(),
                Context.Given(given),
                grow?.Split(',').Select(s => new Symbol(s)).ToTerms()
            )
        );

    // One line a regime: when: argmin -> rate.
    private static string[] Lines(Balance.Diagram diagram) =>
        [
            .. diagram.Regimes.Select(r =>
                $"{(r.When.Count == 0 ? "always" : string.Join(", ", r.When))}: {string.Join(", ", r.Argmin.Select(a => $"{a.Symbol} = {a.Value}"))} -> {r.Rate}"
            ),
        ];

    [Fact]
    public void Early_stopping_of_Li_et_al_at_m_equal_n()
    {
        var regime = Assert.Single(Diagram(EarlyStopping, "tau", "m = n").Regimes);
        Assert.Equal("n^(2/5)", regime.Argmin[0].Value.ToString());
        Assert.Equal("n^(-2/5)", regime.Rate.ToString());
        Assert.True(regime.IsUnique);
        Assert.Equal(["1/5", "4/5"], regime.Certificate.Terms.Select(t => t.Weight.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Early_stopping_of_Li_et_al_changes_regime_at_kappa_two_thirds() =>
        Assert.Equal(
            ["kappa <= 2/3: tau = n^(kappa/2) -> n^(-kappa/2)", "kappa >= 2/3: tau = n^((1 + kappa)/5) -> n^(-(1 + kappa)/5)"],
            Lines(Diagram(EarlyStopping, "tau", "m = n^kappa")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Without_hypotheses_the_regimes_are_monomial_inequalities() =>
        Assert.Equal(
            ["m^3 <= n^2: tau = sqrt(m) -> 1/sqrt(m)", "n^2 <= m^3: tau = m^(1/5)*n^(1/5) -> m^(-1/5)*n^(-1/5)"],
            Lines(Diagram(EarlyStopping, "tau", "")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void At_fixed_width_more_data_stops_helping() =>
        Assert.Equal(["always: tau = sqrt(m) -> 1/sqrt(m)"], Lines(Diagram(EarlyStopping, "tau", "m >= 1", grow: "n")));

    [Fact]
    public void Both_exponents_free_give_polygonal_regimes()
    {
        var lines = Lines(Diagram("tau^4/(m*n) + tau^3/m^2 + d/tau", "tau", "m = n^kappa, d = n^nu"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "6*kappa + nu <= 4: tau = n^((2*kappa + nu)/4) -> n^((-2*kappa + 3*nu)/4)",
                "6*kappa + nu >= 4: tau = n^((1 + kappa + nu)/5) -> n^((-1 - kappa + 4*nu)/5)",
            ],
            lines
        );
    }

    [Fact]
    public void Two_parameters_are_balanced_at_once() =>
        Assert.Equal(["always: a = n^(1/3), b = n^(1/3) -> n^(-1/3)"], Lines(Diagram("1/a + 1/b + a*b/n", "a,b", "")));

    [Fact]
    public void A_floor_leaves_the_parameter_undetermined_and_says_so()
    {
        var regime = Assert.Single(Diagram("1/tau + 1/n", "tau", "").Regimes);
        Assert.Equal(("n", "1/n", false), (regime.Argmin[0].Value.ToString(), regime.Rate.ToString(), regime.IsUnique));
    }

    [Theory]
    [InlineData("tau/n + 1/tau + L", "L >= 0", null, "L")]
    [InlineData("tau/n + 1/tau + KL(P, Q) + 3*L*K", "L >= 0, KL(P, Q) >= 0", null, "KL(P, Q), 3*L*K")]
    [InlineData("tau/n + 1/tau + L", "", "n", "L")]
    [InlineData("tau/n + 1/tau + log(1/delta)", "0 < delta < 1", "n", "log(1/delta)")]
    [InlineData("tau/m + 1/tau + L", "m = n^1, L >= 0", "n", "L")]
    public void Summands_that_nothing_moves_are_floors(string objective, string given, string? grow, string floors)
    {
        var diagram = Diagram(objective, "tau", given, grow);
        Assert.Equal(floors, string.Join(", ", diagram.Floors));
        Assert.Equal(["always: tau = sqrt(n) -> 1/sqrt(n)"], Lines(diagram));
    }

    [Theory]
    [InlineData("tau/n + 1/tau + L", "L real", "L")] // it may be negative
    [InlineData("tau/n + 1/tau + KL(P, Q)", "", "KL(P, Q)")] // nothing is known of it
    [InlineData("tau/n + 1/tau + L*tau", "L >= 0", "L")] // it is moved
    [InlineData("tau/n + 1/tau + L/n", "L >= 0", "L")] // it shares what grows
    [InlineData("tau/n + 1/tau + 1/tau*m + L*m", "L >= 0", "L")] // it may grow as others do
    [InlineData("tau/n + 1/tau - L", "L >= 0", "L")]
    public void What_may_move_or_be_negative_is_no_floor(string objective, string given, string blocking) =>
        Assert.Equal(
            Infix.Parse(blocking),
            Assert
                .IsType<Balance.Refused>(Balancing.Balance(Infix.Parse(objective), [new Symbol("tau")], Context.Given(given)))
                .Refusal.Blocking
        );

    [Theory]
    [InlineData("x^s*y + x^(2*s)/y", "", "as X grows along x = 1/X")]
    [InlineData("1/x^s + n/(x*y)^d", "", "as X grows along x = X")]
    [InlineData("x^s/y + y/x^(2*s)", "", "along a ray that depends on the parameters in exponents")]
    [InlineData("1/x^s + y^d/x", "y >= n, x >= n", "as X grows along x = X")]
    public void Several_symbols_without_balance_vanish_along_a_ray(string objective, string given, string along) =>
        Assert.Equal(
            $"the infimum is 0, approached {along}",
            Balancing.Balance(Infix.Parse(objective), [new("x"), new("y")], Context.Given(given)).ToString()
        );

    [Fact]
    public void Where_a_sign_of_the_parameters_decides_whether_there_is_a_balance_it_is_named() =>
        // At a*b = 1 the two terms balance, elsewhere they vanish together.
        Assert.Equal(
            Infix.Parse("1/a - b"),
            Assert
                .IsType<Balance.Refused>(Balancing.Balance(Infix.Parse("x^a*y + 1/(x*y^b)"), [new("x"), new("y")], Context.Empty))
                .Refusal.Blocking
        );

    [Theory]
    [InlineData("1/x")]
    [InlineData("1/x^s")]
    public void Constraints_that_contradict_each_other_are_named_where_nothing_balances(string objective) =>
        Assert.Equal(
            ["kappa <= 1"],
            Assert
                .IsType<Balance.Vanishes>(
                    Balancing.Balance(Infix.Parse(objective), [new("x"), new("y")], Context.Given("m = n^kappa, y >= n, y <= m"))
                )
                .Infeasible.Select(c => c.ToString())
        );

    [Fact]
    public void The_infimum_of_a_sum_without_balance_is_its_floors() =>
        Assert.Equal(
            "the infimum is L + K, approached as X grows along tau = X",
            Balancing
                .Balance(Infix.Parse("1/tau + L + n/tau^2 + K"), [new Symbol("tau")], Context.Given("L >= 0, K >= 0"))
                .ToString()
        );

    [Fact]
    public void A_box_constraint_binds_where_the_free_optimum_leaves_it() =>
        Assert.Equal(
            ["kappa <= 1: tau = 1 -> n^(1 - kappa)", "kappa >= 1: tau = n^((-1 + kappa)/2) -> n^((1 - kappa)/2)"],
            Lines(Diagram("n*tau/m + 1/tau", "tau", "m = n^kappa, tau >= 1")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Constraints_that_contradict_each_other_are_named()
    {
        var diagram = Diagram("tau", "tau", "m = n^kappa, tau >= n, tau <= m");
        Assert.Equal(["kappa <= 1"], diagram.Infeasible.Select(c => c.ToString()));
        Assert.Equal(["kappa >= 1"], diagram.Regimes.SelectMany(r => r.When).Select(c => c.ToString()));
    }

    [Fact]
    public void A_sum_without_balance_vanishes_along_a_ray() =>
        Assert.Equal(
            "the infimum is 0, approached as X grows along tau = X",
            Balancing.Balance(Infix.Parse("1/tau + n/tau^2"), [new Symbol("tau")], Context.Empty).ToString()
        );

    [Theory]
    [InlineData("tau - 1/tau", "-tau^(-1)")]
    [InlineData("1/(tau + n)", "1/(tau + n)")]
    [InlineData("exp(tau) + 1/tau", "exp(tau)")]
    [InlineData("tau + log(tau)", "log(tau)")]
    [InlineData("tau^(s - d) + 1/tau", "s - d")]
    public void What_is_not_a_sum_of_monomials_is_refused_by_name(string objective, string blocking)
    {
        var refused = Assert.IsType<Balance.Refused>(
            Balancing.Balance(Infix.Parse(objective), [new Symbol("tau")], Context.Empty)
        );
        Assert.Equal(Infix.Parse(blocking), refused.Refusal.Blocking);
    }

    [Theory]
    [InlineData("1/(N*h^d) + h^(2*s)", "h", "", "always: h = N^(-1/(d + 2*s)) -> N^(-2*s/(d + 2*s))")]
    [InlineData(
        "1/(N*h^d) + h^(2*s)",
        "h",
        "0 < h <= 1, d >= 1, d integer",
        "always: h = N^(-1/(d + 2*s)) -> N^(-2*s/(d + 2*s))"
    )]
    [InlineData(
        "1/(N*h^d) + L^2*h^(2*s)",
        "h",
        "",
        "always: h = L^(-2/(d + 2*s))*N^(-1/(d + 2*s)) -> L^(2*d/(d + 2*s))*N^(-2*s/(d + 2*s))"
    )]
    [InlineData("tau^alpha/n + 1/tau", "tau", "", "always: tau = n^(1/(alpha + 1)) -> n^(-1/(alpha + 1))")]
    [InlineData(
        "x^(2*s) + y^(2*t) + 1/(n*x*y)",
        "x,y",
        "",
        "always: x = n^(-t/(2*s*t + s + t)), y = n^(-s/(2*s*t + s + t)) -> n^(-2*s*t/(2*s*t + s + t))"
    )]
    public void Exponents_with_parameters_give_rates_with_ratios_of_them(
        string objective,
        string over,
        string given,
        string regime
    ) => Assert.Equal([regime], Lines(Diagram(objective, over, given)));

    [Fact]
    public void A_free_exponent_beside_parameters_splits_the_diagram() =>
        Assert.Equal(
            [
                "kappa <= (alpha + 1)/(2*alpha + 1): tau = n^(kappa/(alpha + 1)) -> n^(-kappa/(alpha + 1))",
                "kappa >= (alpha + 1)/(2*alpha + 1): tau = n^(1/(2*alpha + 1)) -> n^(-1/(2*alpha + 1))",
            ],
            Lines(Diagram("tau^alpha/m + tau^(2*alpha)/n + 1/tau", "tau", "m = n^kappa")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_certificate_with_parameters_is_shown_with_its_weights()
    {
        var regime = Assert.Single(Diagram("1/(N*h^d) + h^(2*s)", "h", "").Regimes);
        Assert.Equal("(1/N*h^(-d))^(2*s/(d + 2*s))*(h^(2*s))^(d/(d + 2*s))", regime.Certificate.ToString());
        Assert.Equal(2, regime.Dominant.Count);
        Assert.True(regime.IsUnique);
    }

    [Fact]
    public void A_box_binds_for_some_parameters_and_not_for_others() =>
        Assert.Equal(
            [
                "kappa <= 1: tau = 1 -> n^(1 - kappa)",
                "kappa >= 1: tau = n^((kappa - 1)/(alpha + 1)) -> n^((1 - kappa)/(alpha + 1))",
            ],
            Lines(Diagram("n*tau^alpha/m + 1/tau", "tau", "m = n^kappa, tau >= 1")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_true_minimum_of_Li_et_al_is_within_the_number_of_terms_of_the_rate()
    {
        var regimes = Diagram(EarlyStopping, "tau", "").Regimes;
        var minima = Golden
            .Figures("B")
            .EnumerateObject()
            .Where(p => p.Name.EndsWith("F(tau*)", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(minima);
        foreach (var minimum in minima)
        {
            var sizes = minimum
                .Name.Split(' ')
                .Take(2)
                .Select(t => double.Parse(t[2..], System.Globalization.CultureInfo.InvariantCulture))
                .ToArray();
            (string, double)[] at = [("m", sizes[0]), ("n", sizes[1])];
            var here = regimes.Where(r => r.When.All(w => w.Left.Evaluate(at) <= w.Right.Evaluate(at))).ToArray();
            Assert.NotEmpty(here);
            Assert.All(here, r => Assert.InRange(minimum.Value.GetDouble() / r.Rate.Evaluate(at), 1, 4));
            var tau = new Symbol("tau");
            Assert.All(
                here,
                r =>
                    Assert.InRange(
                        Infix.Parse(EarlyStopping).Substitute(tau, r.Argmin[0].Value).Evaluate(at) / minimum.Value.GetDouble(),
                        1,
                        4
                    )
            );
        }
    }

    [Fact]
    public void Dominant_terms_are_shown_as_their_author_wrote_them()
    {
        var regimes = Diagram(EarlyStopping, "tau", "m = n^kappa").Regimes;
        Assert.Contains(
            regimes,
            r => r.Dominant.Contains(Infix.Parse("tau^4/(m*n)")) && r.Dominant.Contains(Infix.Parse("1/tau"))
        );
        Assert.Contains(regimes, r => r.Certificate.ToString() == "(tau^3/m^2)^(1/4)*(1/tau)^(3/4)");
    }

    [Fact]
    public void Explosive_work_is_refused_with_its_limit()
    {
        // Thirty monomials in eight symbols have more vertices than anyone wants to see.
        var random = new Random(7);
        var symbols = Enumerable.Range(0, 8).Select(i => new Symbol($"x{i}")).ToTerms();
        var objective = Sum.Of(
            Enumerable.Range(0, 30).Select(_ => Product.Of(symbols.Select(x => Power.Of(x, random.Next(-9, 10)))))
        );
        var refused = Assert.Throws<ArgumentException>(() => Balancing.Balance(objective, symbols, Context.Empty));
        Assert.Contains("200000", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(x - x)^2 + y", "y")]
    [InlineData("(x - x)^(2/3)*y + 3*y", "3*y")]
    public void Zero_to_a_positive_power_adds_nothing_to_a_sum_of_monomials(string text, string expected) =>
        Assert.Equal(Infix.Parse(expected), new PosynomialReader(e => e is Symbol).Read(Infix.Parse(text)).Posynomial?.ToExpr());

    [Theory]
    [InlineData("(x - x)^(-2) + y")]
    [InlineData("(x - x)^(k - k) + y")]
    [InlineData("(x - x)^k + y")]
    public void Zero_to_a_power_that_is_not_positive_is_refused(string text) =>
        Assert.Contains(
            "0 is raised to a power that is not positive",
            new PosynomialReader(e => e is Symbol).Read(Infix.Parse(text)).Refusal?.Why,
            StringComparison.Ordinal
        );

    [Fact]
    public void More_monomials_than_stated_are_refused()
    {
        Expr Many(string name) => Sum.Of(Enumerable.Range(0, 101).Select(k => (Expr)Expr.Symbol(name + k)));
        Assert.Contains(
            $"more than {PosynomialReader.MostTerms} terms",
            new PosynomialReader(e => e is Symbol).Read(Many("x") * Many("y")).Refusal?.Why,
            StringComparison.Ordinal
        );
    }
}
