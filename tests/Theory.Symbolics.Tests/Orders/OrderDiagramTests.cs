using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Orders;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Orders;

public class OrderDiagramTests
{
    private static Terms<OrderCase> Cases(string left, string right, string given) =>
        OrderDiagram.Of(Infix.Parse(left), Infix.Parse(right), Context.Given(given)).Cases!.Value;

    private static string[] Lines(Terms<OrderCase> cases) =>
        [
            .. cases
                .Select(c => $"{(c.When.Count == 0 ? "always" : string.Join(", ", c.When))}: {c.Relation}")
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [InlineData("1/m", "1/n", "m = n^kappa", "kappa <= 1: >~", "kappa >= 1: <~")]
    [InlineData("1/m", "1/n", "", "m <= n: >~", "n <= m: <~")]
    [InlineData("1/m + 1/n", "1/n", "m = n^kappa", "kappa <= 1: >~", "kappa >= 1: ~")]
    [InlineData("1/sqrt(m*n)", "1/m + 1/n", "m = n^kappa", "always: <~")]
    [InlineData("n^(-2/5)", "(m*n)^(-1/5) + m^(-1/2)", "m = n^kappa", "kappa <= 1: <~", "kappa >= 1: >~")]
    [InlineData("d/n", "1/m", "m = n^kappa, d = n^nu", "kappa + nu <= 1: <~", "kappa + nu >= 1: >~")]
    [InlineData("1/m", "1/n", "m = n^kappa, kappa >= 2", "always: <~")]
    public void Orders_are_compared_by_cases(string left, string right, string given, params string[] expected) =>
        Assert.Equal(expected, Lines(Cases(left, right, given)));

    [Fact]
    public void A_case_is_proven_by_a_geometric_mean_and_its_strictness_by_a_point()
    {
        var only = Assert.Single(Cases("1/sqrt(m*n)", "1/m + 1/n", "m = n^kappa"));
        Assert.Equal(
            "sqrt(n^(-kappa))*sqrt(1/n)",
            only.Because[0].Certificate.ToString().Replace("n^(-1)", "1/n", StringComparison.Ordinal)
        );
        Assert.Equal("kappa", Assert.Single(only.Witness).Axis.ToString());
    }

    [Fact]
    public void What_is_no_sum_of_monomials_is_refused_by_name() =>
        Assert.Equal(
            Infix.Parse("log(n)"),
            OrderDiagram.Of(Infix.Parse("log(n)"), Infix.Parse("n"), Context.Empty).Refusal!.Blocking
        );

    private sealed record Sides(
        Terms<(Rational Constant, Rational Slope)> Left,
        Terms<(Rational Constant, Rational Slope)> Right,
        Rational Kappa
    )
    {
        public static Expr Of(Terms<(Rational Constant, Rational Slope)> side) =>
            Sum.Of(
                side.Select(t =>
                    Power.Of(new Symbol("n"), new Number(t.Constant)) * Power.Of(new Symbol("m"), new Number(t.Slope))
                )
            );

        public Rational Degree(Terms<(Rational Constant, Rational Slope)> side) => side.Max(t => t.Constant + Kappa * t.Slope);

        public override string ToString() => $"{Of(Left)} against {Of(Right)} at kappa = {Kappa}";
    }

    private static Arbitrary<Sides> All { get; } =
        Arb.From(
            from left in Side()
            from right in Side()
            from kappa in Gen.Choose(1, 40)
            select new Sides(left, right, new Rational(kappa, 10))
        );

    private static Gen<Terms<(Rational Constant, Rational Slope)>> Side() =>
        from count in Gen.Choose(1, 4)
        from terms in Gen.Choose(-3, 3).Two().ArrayOf(count)
        select terms.Select(t => ((Rational)t.Item1, (Rational)t.Item2)).ToTerms();

    [Fact]
    public void Every_growth_lies_in_a_case_that_says_what_its_exponents_say() =>
        Forall.Holds(
            All,
            sides =>
            {
                var cases = OrderDiagram
                    .Of(Sides.Of(sides.Left), Sides.Of(sides.Right), Context.Given("m = n^kappa"))
                    .Cases!.Value;
                var at = sides.Kappa.ToDouble();
                var here = cases.Where(c => c.When.All(w => Holds(w, at))).ToList();
                Assert.NotEmpty(here);
                var order = sides.Degree(sides.Left).CompareTo(sides.Degree(sides.Right));
                Assert.All(
                    here,
                    c =>
                        Assert.True(
                            c.Relation switch
                            {
                                "<~" => order <= 0,
                                ">~" => order >= 0,
                                _ => order == 0,
                            },
                            c.Relation
                        )
                );
                // Certificates are identities up to hypotheses that are at most 1 there.
                foreach (var domination in here.SelectMany(c => c.Because))
                {
                    double Degree(Expr e) => Math.Log(e.Evaluate(("n", Math.E), ("kappa", at)));
                    Assert.All(domination.Certificate.Constraints, k => Assert.True(Degree(k.Constraint) <= 1e-9));
                    var mean = domination.Certificate.Terms.Sum(t => t.Weight.Evaluate() * Degree(t.Term));
                    Assert.True(Degree(domination.Term) <= mean + 1e-9);
                    Assert.Equal(1, domination.Certificate.Terms.Sum(t => t.Weight.Evaluate()), 1e-9);
                }
            },
            trials: 300,
            trialsInFull: 30_000
        );

    private static bool Holds(Statement.Comparison c, double kappa)
    {
        var gap = (c.Right - c.Left).Evaluate(("kappa", kappa));
        return c.Relation is Relation.LessOrEqual ? gap >= -1e-12 : gap <= 1e-12;
    }
}
