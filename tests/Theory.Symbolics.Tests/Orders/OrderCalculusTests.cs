using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Orders;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Orders;

public class OrderCalculusTests
{
    private static OrderVerdict Decide(string left, string right, string given) =>
        OrderCalculus.Decide(Infix.Parse(left), Infix.Parse(right), Context.Given(given));

    [Theory]
    [InlineData("1/m", "1/n + n/m^2", "")]
    [InlineData("sqrt(m*n)", "m + n", "")]
    [InlineData("m^(-4/5)", "n^(-2/5)", "m >= n, n >= 1")]
    [InlineData("n", "m", "m >= n")]
    [InlineData("log(n)^7", "n^(1/100)", "n >= 1")]
    [InlineData("n^100*log(n)", "exp(n)", "n >= 1")]
    [InlineData("log(n*m)", "log(n) + log(m)", "n >= 2, m >= 2")]
    [InlineData("exp(n)*n^5", "exp(2*n)", "n >= 1")]
    [InlineData("exp(n)", "exp(n^2)", "n >= 1")]
    [InlineData("exp(n)", "exp(m)", "m >= n, n >= 1")]
    [InlineData("exp(2*n)", "exp(m)", "m >= 2*n, n >= 1")]
    [InlineData("min(m, n)", "sqrt(m*n)", "")]
    [InlineData("sqrt(m + n)", "sqrt(m) + sqrt(n)", "")]
    [InlineData("1/(m + n)", "min(1/m, 1/n)", "")]
    [InlineData("n^(-(1 + kappa)/5)", "n^(-2/5)", "m = n, kappa = 1, n >= 1")]
    [InlineData("log(1/delta)", "1/delta", "0 < delta < 1")]
    [InlineData("log(log(n))", "log(n)", "n >= 3")]
    [InlineData("log(n*exp(n))", "n", "n >= 3")]
    [InlineData("x*n", "n", "0 < x <= 5, n >= 1")]
    [InlineData("n^(-(1 + kappa)/(2 + kappa))", "n^(-1/2)", "kappa = 1/2, n >= 1")]
    public void True_orders_are_proven(string left, string right, string given) =>
        Assert.IsType<OrderVerdict.Proven>(Decide(left, right, given));

    [Theory]
    [InlineData("m^(-4/5)", "n^(-2/5)", "n >= 1, m >= 1")]
    [InlineData("m", "n", "m >= n")]
    [InlineData("x", "x^2", "")]
    [InlineData("m + n", "sqrt(m*n)", "")]
    [InlineData("n*log(n)", "n", "n >= 1")]
    [InlineData("n^(1/100)", "log(n)^7", "n >= 1")]
    [InlineData("exp(n)", "n^100", "n >= 1")]
    [InlineData("exp(2*n)", "exp(n)*n^5", "n >= 1")]
    [InlineData("exp(2*n)", "exp(m)", "m >= n, n >= 1")]
    [InlineData("n^2", "m", "m >= n, n >= 1")]
    [InlineData("m^2", "m*n", "m <= n^2, n >= 1, m >= 1")]
    [InlineData("n^2", "n", "n >= 2*m, m >= 1")]
    [InlineData("n^2", "n", "n >= 1, a <= b")]
    [InlineData("log(n)", "m", "n >= 1, m >= 1")]
    [InlineData("exp(n)", "exp(m)", "m >= 1, n >= 1")]
    [InlineData("max(m, n)", "min(m, n)", "m >= 1, n >= 1")]
    [InlineData("1/delta", "log(1/delta)", "0 < delta < 1")]
    [InlineData("log(n)", "log(log(n))", "n >= 3")]
    public void False_orders_are_refuted_with_a_regime(string left, string right, string given) =>
        Assert.NotEmpty(Assert.IsType<OrderVerdict.Refuted>(Decide(left, right, given)).Along);

    [Fact]
    public void A_refusal_of_the_order_is_not_a_wrong_refutation()
    {
        // Constants decide here: m = 2*n is allowed, m = n is not.
        Assert.IsNotType<OrderVerdict.Refuted>(Decide("exp(2*n)", "exp(m)", "m >= 3*n, n >= 1"));
        Assert.IsType<OrderVerdict.Unknown>(Decide("n - m", "n", "n >= m"));
    }

    [Fact]
    public void The_corollary_of_Li_et_al_fails_below_m_equal_n_along_a_named_regime()
    {
        const string bound = "n^(2/5*4)/(m*n) + n^(2/5*3)/m^2 + n^(-2/5) + 1/m";
        Assert.IsType<OrderVerdict.Proven>(Decide(bound, "n^(-2/5) + m^(-4/5)", "m >= n, n >= 1"));
        var refuted = Assert.IsType<OrderVerdict.Refuted>(Decide(bound, "n^(-2/5) + m^(-4/5)", "n >= 1, m >= 1"));
        Assert.Contains("outgrows the right side along m = ", refuted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_shows_the_weighted_geometric_mean()
    {
        var proven = Assert.IsType<OrderVerdict.Proven>(Decide("sqrt(m*n)", "m + n", ""));
        var domination = Assert.Single(proven.Dominations);
        Assert.Equal(
            [("m", "1/2"), ("n", "1/2")],
            domination.Certificate.Terms.Select(t => (t.Term.ToString(), t.Weight.ToString()))
        );
    }

    // Random monomials in m and n against sums of them: the decision must agree with growth in every direction.
    private sealed record Goal(Terms<Rational> Left, Terms<Terms<Rational>> Right, bool Ordered)
    {
        public static Expr Of(Terms<Rational> p) => Product.Of(Power.Of(new Symbol("m"), p[0]), Power.Of(new Symbol("n"), p[1]));

        public Context Context => Ordered ? Context.Given("m >= n, n >= 1") : Context.Given("m >= 1, n >= 1");

        public override string ToString() => $"{Of(Left)} <~ {Sum.Of(Right.Select(Of))} given {Context}";
    }

    private static Arbitrary<Goal> Goals { get; } =
        Arb.From(
            from count in Gen.Choose(1, 3)
            let monomial = Gen.Choose(-4, 4).Select(k => new Rational(k, 2)).ArrayOf(2).Select(a => a.ToTerms())
            from left in monomial
            from right in monomial.ArrayOf(count)
            from ordered in ArbMap.Default.GeneratorFor<bool>()
            select new Goal(left, right.ToTerms(), ordered)
        );

    [Fact]
    public void Decisions_agree_with_growth_along_every_ray() =>
        Forall.Holds(
            Goals,
            goal =>
            {
                var directions =
                    from a in Enumerable.Range(0, 13)
                    from b in Enumerable.Range(0, 13)
                    where !goal.Ordered || a >= b
                    select new Rational[] { a, b };
                switch (OrderCalculus.Decide(Goal.Of(goal.Left), Sum.Of(goal.Right.Select(Goal.Of)), goal.Context))
                {
                    case OrderVerdict.Proven:
                        Assert.All(directions, d => Assert.True(Cone.Dot(goal.Left, d) <= goal.Right.Max(r => Cone.Dot(r, d))));
                        break;
                    case OrderVerdict.Refuted { Along: var along }:
                        var exponents = Names
                            .Select(s => Exponent(along.FirstOrDefault(a => a.Base == new Symbol(s)).Value))
                            .ToArray();
                        Assert.True(Cone.Dot(goal.Left, exponents) > goal.Right.Max(r => Cone.Dot(r, exponents)));
                        Assert.True(exponents.All(e => e.Sign >= 0) && (!goal.Ordered || exponents[0] >= exponents[1]));
                        break;
                    default:
                        Assert.Fail("pure powers are always decided");
                        break;
                }
            },
            trialsInFull: 100_000
        );

    private static readonly string[] Names = ["m", "n"];

    private static Rational Exponent(Expr? power) =>
        power switch
        {
            null or Number => 0,
            Power { Exponent: Number k } => k.Value,
            _ => 1,
        };
}
