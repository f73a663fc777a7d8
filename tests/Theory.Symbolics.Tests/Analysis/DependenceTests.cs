using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Analysis;

public class DependenceTests
{
    private static Dependence Depends(string expression, string on, string given = "") =>
        Infix.Parse(expression).Depends(new Symbol(on), Context.Given(given));

    [Theory]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", "n", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", "m", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("tau^4/(m*n) + tau^3/m^2", "tau", "", Trend.Increasing, Bend.Convex)]
    [InlineData("sqrt(2)*R*sqrt(A)", "A", "", Trend.Increasing, Bend.Concave)]
    [InlineData("KL/lambda + lambda*D^2/(8*m)", "KL", "", Trend.Increasing, Bend.Affine)]
    [InlineData("sqrt((KL + log(1/delta))/(2*n))", "delta", "0 < delta < 1", Trend.Decreasing, Bend.Unknown)]
    [InlineData("(mu^2 + s^2 - 1 - log(s^2))/2", "s", "0 < s < 1", Trend.Decreasing, Bend.Convex)]
    [InlineData("n/(n + 1)", "n", "", Trend.Increasing, Bend.Concave)]
    [InlineData("x - log(1 + x)", "x", "", Trend.Increasing, Bend.Convex)]
    [InlineData("max(1/n, 1/m)", "n", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("2^(-n)", "n", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("mean(i, 1, m, x^2*i)", "x", "", Trend.Increasing, Bend.Convex)]
    [InlineData("a*(1 - exp(-T))", "T", "", Trend.Increasing, Bend.Concave)]
    [InlineData("a - b", "T", "", Trend.Constant, Bend.Affine)]
    [InlineData("-exp(-T - T^2) - log(1 - exp(-T - T^2))", "T", "", Trend.Decreasing, Bend.Unknown)]
    [InlineData("(T + T^3)^2 - 2*(T + T^3)", "T", "T >= 1", Trend.Increasing, Bend.Unknown)]
    [InlineData("T + exp(T) - log(T + exp(T))", "T", "", Trend.Increasing, Bend.Unknown)]
    [InlineData("exp(sqrt(T) + log(1 + T)) - sqrt(T) - log(1 + T)", "T", "", Trend.Increasing, Bend.Unknown)]
    public void Direction_and_curvature_are_proven(string expression, string on, string given, Trend trend, Bend bend)
    {
        var found = Depends(expression, on, given);
        Assert.Equal((trend, Status.Proven), (found.Direction.Value, found.Direction.Status));
        if (bend is not Bend.Unknown)
            Assert.Equal((bend, Status.Proven), (found.Curvature.Value, found.Curvature.Status));
    }

    [Theory]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau", "tau", true)]
    [InlineData("sqrt(KL/n) + tau^(2/5)", "tau", true)]
    [InlineData("tau - 1/tau", "tau", false)] // a term is negative
    [InlineData("log(1 + tau)", "tau", false)] // it is log-log concave
    public void A_sum_of_monomials_is_convex_in_logarithms(string expression, string on, bool isConvex)
    {
        var found = Depends(expression, on).IsLogLogConvex;
        Assert.Equal((isConvex, isConvex ? Status.Proven : Status.Unknown), (found.Value, found.Status));
        Assert.Equal(isConvex, found.Blocking is null);
    }

    // Between integers a difference decides: the next value is below where it is said to fall, and above where it is said to rise.
    [Theory]
    [InlineData("n*exp(-n/3)", "n integer, n >= 1")]
    [InlineData("(n - 5)^2*exp(-n)", "n integer, n >= 1")]
    [InlineData("(n - 7/2)^4 - 3*n^2", "n integer, 1 <= n <= 6")]
    public void A_sequence_turns_where_it_is_said_to(string expression, string given)
    {
        var (e, found) = (Infix.Parse(expression), Depends(expression, "n", given).Direction);
        Assert.Equal((Trend.Neither, Status.Refuted), (found.Value, found.Status));
        double Change(int part, string before)
        {
            var n = double.Parse(
                found.Because[part].Replace(before, "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture
            );
            return e.Evaluate(("n", n + 1)) - e.Evaluate(("n", n));
        }
        Assert.True(Change(0, "falls at n = ") < 0, found.Because[0]);
        Assert.True(Change(1, "rises at n = ") > 0, found.Because[1]);
    }

    private const string Term = "(a^2*q + d*(s2 - 1 - log(s2)))/2";

    [Theory]
    [InlineData(Term, "s2 = 1 - a^2, a = exp(-T)")]
    [InlineData(Term, "s2 = 1 - a^2, a = exp(-(b1 - b0)*T^2/4 - b0*T/2), b0 < b1")]
    [InlineData("sqrt(" + Term + ")", "s2 = 1 - a^2, a = exp(-T)")]
    [InlineData("sqrt(" + Term + ")", "s2 = 1 - a^2, a = exp(-(b1 - b0)*T^2/4 - b0*T/2), b0 < b1")]
    public void The_terms_of_the_diffusion_bounds_decrease_in_the_horizon(string term, string given)
    {
        var found = Depends(term, "T", given);
        Assert.Equal((Trend.Decreasing, Status.Proven), (found.Direction.Value, found.Direction.Status));
        Assert.Equal(["inf", "0"], found.Limits.Select(l => Assert.Single(l.Cases).Limit.ToString()));
    }

    [Theory]
    [InlineData("x + 1/x", "x")]
    [InlineData("x*exp(-x)", "x")]
    [InlineData("tau^4/(m*n) + 1/tau", "tau")]
    [InlineData("exp(-2*T - 2*T^2) - exp(-T - T^2)", "T")]
    public void What_rises_and_falls_is_refuted_with_points(string expression, string on)
    {
        var found = Depends(expression, on).Direction;
        Assert.Equal((Trend.Neither, Status.Refuted, 2), (found.Value, found.Status, found.Because.Count));
    }

    [Theory]
    [InlineData("KL(P, Q)/lambda + lambda/8", "lambda", "KL(P, Q) >= 0")]
    [InlineData("KL(P, Q)/lambda + lambda*W(S, R)/8", "lambda", "KL(P, Q) >= 0, 1 <= W(S, R), W(S, R) <= 3")]
    public void A_quantity_of_known_range_takes_part_in_the_points_that_refute(string expression, string on, string given)
    {
        var found = Depends(expression, on, given).Direction;
        Assert.Equal((Trend.Neither, Status.Refuted), (found.Value, found.Status));
        Assert.All(found.Because, point => Assert.Contains("KL(P, Q) = ", point, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("KL(P, Q)/lambda + lambda/8", "")] // nothing is known of it
    [InlineData("KL(lambda, Q)/lambda + lambda/8", "KL(lambda, Q) >= 0")] // it depends on what it stands beside
    [InlineData("KL(P, Q)/lambda + lambda*KL(Q, P)", "KL(P, Q) >= 0, KL(Q, P) >= 0")] // one may decide the other
    public void A_quantity_that_need_not_take_every_value_refutes_nothing(string expression, string given) =>
        Assert.Equal(Status.Unknown, Depends(expression, "lambda", given).Direction.Status);

    [Fact]
    public void A_pole_inside_the_domain_is_no_proof_of_monotonicity() =>
        Assert.NotEqual(Status.Proven, Depends("1/(x - 1)", "x").Direction.Status);

    [Fact]
    public void A_quantity_that_depends_on_the_symbol_blocks_and_is_named()
    {
        var found = Depends("sqrt(KL(T, q)) + 1/T", "T");
        Assert.Equal(Status.Unknown, found.Direction.Status);
        Assert.Equal(Infix.Parse("KL(T, q)"), found.Direction.Blocking!.Blocking);
    }

    [Fact]
    public void A_cited_fact_makes_the_answer_cited()
    {
        var kl = Infix.Parse("KL(T, q)");
        var context = Context
            .Empty.With(new Statement.Comparison(kl, Relation.GreaterOrEqual, 0), new Justification.Derived("Gibbs"))
            .With(new Statement.Monotone(kl, new Symbol("T"), Direction.Decreasing), new Justification.Cited("data processing"))
            .With(new Statement.Tends(kl, new Symbol("T"), Constant.Infinity, 0), new Justification.Cited("ergodicity"));
        var found = (Expr.Sqrt(kl) + Infix.Parse("1/T")).Depends(new Symbol("T"), context);
        Assert.Equal((Trend.Decreasing, Status.Cited), (found.Direction.Value, found.Direction.Status));
        var limit = Assert.Single((2 + kl).Depends(new Symbol("T"), context).Limits[1].Cases);
        Assert.Equal(("2", true), (limit.Limit.ToString(), limit.IsCited));
        Assert.False(Assert.Single(Infix.Parse("1/T").Depends(new Symbol("T"), context).Limits[1].Cases).IsCited);
    }

    [Fact]
    public void What_tends_to_one_infinity_at_both_ends_turns_in_between()
    {
        var (loss, t) = (Infix.Parse("KL(T, q)"), new Symbol("T"));
        var context = Context.Empty.With(
            new Statement.Comparison(loss, Relation.GreaterOrEqual, 0),
            new Justification.Derived("Gibbs")
        );
        var found = (loss + Infix.Parse("1/T + T/m")).Depends(t, context);
        Assert.Equal((Trend.Neither, Status.Refuted), (found.Direction.Value, found.Direction.Status));
        // Not without the term that rises, nor without the sign of the quantity.
        Assert.Equal(Status.Unknown, (loss + Infix.Parse("1/T")).Depends(t, context).Direction.Status);
        Assert.Equal(Status.Unknown, (loss + Infix.Parse("1/T + T/m")).Depends(t, Context.Empty).Direction.Status);
    }

    [Theory]
    [InlineData("s2 - 1 - log(s2)", "s2 = 1 - exp(-2*T)", Sign.Nonnegative)]
    [InlineData("KL(P, Q)", "", Sign.Unknown)]
    [InlineData("(b1 - b0)*T^2/4 + b0*T/2", "b0 < b1", Sign.Positive)]
    [InlineData("x^2 - 2*x*y + y^2 + 1", "y <= x", Sign.Positive)]
    [InlineData("1/(1 - a^2) - 1", "0 < a < 1", Sign.Positive)]
    [InlineData("sum(k, 0, N - 1, beta)", "N >= 1", Sign.Positive)]
    [InlineData("sum(k, 0, N - 1, beta)", "", Sign.Nonnegative)]
    [InlineData("x - y", "", Sign.Mixed)]
    [InlineData("x*y - y*x", "", Sign.Zero)]
    public void Signs_are_proven_refuted_or_unknown(string expression, string given, Sign sign) =>
        Assert.Equal(sign, Infix.Parse(expression).SignIn(Context.Given(given)).Value);

    [Theory]
    [InlineData("1/m - 1/n", "", "n < m: Negative", "n = m: Zero", "n > m: Positive")]
    [InlineData(
        "KL/lambda - lambda*D^2/8",
        "",
        "KL < D^2*lambda^2/8: Negative",
        "KL = D^2*lambda^2/8: Zero",
        "KL > D^2*lambda^2/8: Positive"
    )]
    [InlineData("x/2 - x^2", "", "x < 1/2: Positive", "x = 1/2: Zero", "x > 1/2: Negative")]
    [InlineData("m^2*sqrt(n) - 3*n^2", "", "m^2 < 3*n^(3/2): Negative", "m^2 = 3*n^(3/2): Zero", "m^2 > 3*n^(3/2): Positive")]
    [InlineData("x^2 - 2", "x >= 1", "x < sqrt(2): Negative", "x = sqrt(2): Zero", "x > sqrt(2): Positive")]
    public void Signs_that_change_are_given_by_cases(string expression, string given, params string[] expected) =>
        Assert.Equal(
            expected,
            SignCases.Of(Infix.Parse(expression), Context.Given(given))!.Value.Select(c => $"{c.When}: {c.Sign}")
        );

    [Fact]
    public void Signs_without_a_plain_border_are_left_open() =>
        Assert.Null(SignCases.Of(Infix.Parse("x^3 - x^2 + x/5 - 1"), Context.Empty));

    // The power of a number that moves is no number.
    [Theory]
    [InlineData("exp(-x^2*log(3))")]
    [InlineData("exp(log(1/2)*exp(x))")]
    public void Powers_of_numbers_that_move_are_looked_at(string expression) =>
        Assert.NotEqual(Bend.Affine, Dependences.CurvatureOf(Infix.Parse(expression), new("x"), Context.Empty).Value);

    // Random sums of products of functions of x: what is proven must be seen at every pair of points.
    private static Gen<Expr> Function(int depth) =>
        depth == 0
            ? Gen.Elements<Expr>(new Symbol("x"), 1, 2, new Symbol("a"), new Rational(1, 2))
            : Gen.Fresh(() => 0)
                .SelectMany(_ =>
                    Gen.OneOf(
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select a + b,
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select a * b,
                        from a in Function(depth - 1)
                        from k in Gen.Elements<Rational>(-1, 2, new(1, 2), 3, -2)
                        select Power.Of(a, k),
                        Function(depth - 1).Select(a => (Expr)new Exp(-a)),
                        Function(depth - 1).Select(a => (Expr)new Log(1 + a)),
                        Function(depth - 1).Select(a => 1 - new Exp(-a)),
                        Function(depth - 1)
                    )
                );

    [Fact]
    public void What_is_proven_of_direction_and_curvature_is_seen_at_points() =>
        Forall.Holds(
            Arb.From(Function(3)),
            e =>
            {
                var x = new Symbol("x");
                var direction = Dependences.DirectionOf(e, x, Context.Empty).Value;
                var bend = Dependences.CurvatureOf(e, x, Context.Empty).Value;
                foreach (var at in new[] { 0.07, 0.6, 1.3, 5 })
                {
                    var point = new Assignment<Theory.Symbolics.Numerics.Interval>().With("x", at).With("a", 0.8);
                    var (slope, second) = (e.Derivative(x).Enclose(point), e.Derivative(x, 2).Enclose(point));
                    Assert.False(direction is Trend.Increasing or Trend.Constant && slope.Upper < 0, $"falls at {at}");
                    Assert.False(direction is Trend.Decreasing or Trend.Constant && slope.Lower > 0, $"rises at {at}");
                    Assert.False(bend is Bend.Convex or Bend.Affine && second.Upper < 0, $"concave at {at}");
                    Assert.False(bend is Bend.Concave or Bend.Affine && second.Lower > 0, $"convex at {at}");
                }
            },
            trials: 500,
            trialsInFull: 50_000
        );

    [Fact]
    public void A_product_is_convex_in_logarithms_for_the_reasons_of_all_its_factors()
    {
        var because = Depends("(1 + tau)*exp(tau)", "tau").IsLogLogConvex.Because;
        Assert.Contains("a sum or maximum of what is log-log convex is so", because);
        Assert.True(because.Count > Depends("1 + tau", "tau").IsLogLogConvex.Because.Count);
    }
}
