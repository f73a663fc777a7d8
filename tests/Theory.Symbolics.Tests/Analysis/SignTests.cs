using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Analysis;

public class SignTests
{
    [Theory]
    // Bregman divergences, and the relative entropies of Gaussians, points and coins.
    [InlineData("x - 1 - log(x)", "", Sign.Nonnegative)]
    [InlineData("exp(x) - 1 - x", "x real", Sign.Nonnegative)]
    [InlineData("s2 - 1 - log(s2)", "0 < s2 < 1", Sign.Nonnegative)]
    [InlineData("a*log(a/b) + b - a", "", Sign.Nonnegative)]
    [InlineData("a*log(a/b) + b - a", "a >= b", Sign.Nonnegative)]
    [InlineData("p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))", "0 < p < 1, 0 < q < 1", Sign.Nonnegative)]
    [InlineData("m^2 + s^2 - 1 - log(s^2)", "m real", Sign.Nonnegative)]
    [InlineData("log(t/s) + s^2/(2*t^2) - 1/2", "", Sign.Nonnegative)]
    [InlineData("d*(v - 1 - log(v))/2", "", Sign.Nonnegative)]
    [InlineData("x*log(x) - x + 1", "", Sign.Nonnegative)]
    [InlineData("d*(log(x) + 1 - x)", "", Sign.Nonpositive)]
    // Exponentials and their expansions, as of schedules in the horizon.
    [InlineData("-log(1 - exp(-2*T))", "", Sign.Positive)]
    [InlineData("exp(2*T) - 1 - 2*T", "", Sign.Nonnegative)]
    [InlineData("1 - exp(-2*T) - 2*T*exp(-2*T)", "", Sign.Nonnegative)]
    [InlineData("1 - x + x^2/2 - exp(-x)", "", Sign.Nonnegative)]
    [InlineData("tau/(1 - exp(-tau)) - 1", "", Sign.Nonnegative)]
    [InlineData("1/(1 - exp(-x)) - 1/x", "", Sign.Nonnegative)]
    [InlineData("exp(x)*(1 - x) - 1", "", Sign.Nonpositive)]
    [InlineData("(exp(x) + exp(-x))/2 - 1", "x real", Sign.Nonnegative)]
    [InlineData("log(1 + exp(x)) - log(2) - x/2", "", Sign.Nonnegative)]
    // Logarithms against powers.
    [InlineData("sqrt(n) - log(n)", "", Sign.Positive)]
    [InlineData("n - log(n)", "", Sign.Positive)]
    [InlineData("log(1 + x) - x/(1 + x)", "", Sign.Nonnegative)]
    [InlineData("1/n - log(n + 1) + log(n)", "", Sign.Nonnegative)]
    [InlineData("(1 + x)^n - 1 - n*x", "n >= 1", Sign.Nonnegative)]
    [InlineData("x^p - 1 - p*(x - 1)", "p >= 1", Sign.Nonnegative)]
    [InlineData("1 - log(n)", "n >= 3", Sign.Negative)]
    // Roots and means.
    [InlineData("sqrt(n + 1) - sqrt(n)", "", Sign.Positive)]
    [InlineData("1/sqrt(n) - 1/sqrt(n + 1)", "", Sign.Positive)]
    [InlineData("2*sqrt(n + 1) - 2*sqrt(n) - 1/sqrt(n + 1)", "", Sign.Positive)]
    [InlineData("a + b - sqrt(a^2 + b^2)", "", Sign.Positive)]
    [InlineData("(a + b)/2 - sqrt(a*b)", "", Sign.Nonnegative)]
    [InlineData("sqrt(1 - x) - (1 - x)", "0 < x < 1", Sign.Positive)]
    [InlineData("x/y + y/x - 2", "", Sign.Nonnegative)]
    [InlineData("x^2 + y^2 - 2*x*y", "x real, y real", Sign.Nonnegative)]
    [InlineData("x^2 - x + 1", "x real", Sign.Positive)]
    [InlineData("x^3 - 3*x + 2", "", Sign.Nonnegative)]
    // Maxima by cases.
    [InlineData("max(x, y) - min(x, y)", "", Sign.Nonnegative)]
    [InlineData("log(x)*log(x^2)", "", Sign.Nonnegative)] // 0 at 1
    [InlineData("min(x, y) - x", "", Sign.Nonpositive)]
    [InlineData("(x + y)/2 - min(x, y)", "", Sign.Nonnegative)]
    public void A_sign_that_is_decided_by_hand_is_proven(string expression, string given, Sign sign)
    {
        var found = Infix.Parse(expression).SignIn(Context.Given(given));
        Assert.Equal((sign, Status.Proven), (found.Value, found.Status));
    }

    // True, but beyond the rules, or false: never proven.
    [Theory]
    [InlineData("exp(x^2/2) - (exp(x) + exp(-x))/2", "", "exp(x^2/2) - (exp(x) + exp(-x))/2")]
    [InlineData("y*(exp(x^2/2) - (exp(x) + exp(-x))/2)", "", "exp(x^2/2) - (exp(x) + exp(-x))/2")]
    [InlineData("x^4 - 2*x^2 + 1", "", "x^4 - 2*x^2 + 1")]
    [InlineData("KL(P, Q) + x", "", "KL(P, Q)")]
    [InlineData("exp(T)*(1 + W(P, Q)^3)", "", "W(P, Q)")]
    [InlineData("max(KL(P, Q), -1)", "", "KL(P, Q)")]
    [InlineData("1/(x - y - KL(P, Q))", "", "KL(P, Q)")]
    public void Where_a_sign_is_open_the_smallest_part_that_blocks_is_named(string expression, string given, string blocking)
    {
        var found = Infix.Parse(expression).SignIn(Context.Given(given));
        Assert.Equal((Sign.Unknown, Status.Unknown), (found.Value, found.Status));
        Assert.Equal(blocking, found.Blocking!.Blocking.ToString());
    }

    // One condition less than above, or a number more.
    [Theory]
    [InlineData("x - 1 - log(x) - 1/1000", "")]
    [InlineData("exp(x) - 1 - 11*x/10", "x real")]
    [InlineData("a*log(a/b) + b - a - a/100", "")]
    [InlineData("sqrt(n) - 7*log(n)/5", "")]
    [InlineData("1 - log(n)", "n >= 2")]
    [InlineData("x^3 - 3*x + 2", "x real")]
    [InlineData("x^p - 1 - p*(x - 1)", "")]
    [InlineData("sqrt(n + 1) - sqrt(n) - 1/(2*n)", "")]
    [InlineData("a + b - sqrt(a^2 + 3*b^2)", "")]
    [InlineData("2*(a + b)/5 - sqrt(a*b)", "")]
    [InlineData("max(x, y) - 2*min(x, y)", "")]
    [InlineData("1/(1 - exp(-x)) - 2/x", "")]
    [InlineData("1/(2*x*y - x^2 - y^2)", "")] // inf where x = y
    [InlineData("(a - x)^2 - log(a)*max(a, 1)", "")] // monotone in a where a >= 1, but not down to 0
    public void A_sign_that_changes_is_never_proven(string expression, string given) =>
        Assert.NotEqual(Status.Proven, Infix.Parse(expression).SignIn(Context.Given(given)).Status);

    [Theory]
    [InlineData("x*log(x) - x", "x", "x >= 1", Trend.Increasing, Bend.Convex)]
    [InlineData("log(n)/n", "n", "n >= 3", Trend.Decreasing, Bend.Neither)]
    [InlineData("sqrt(log(n)/n)", "n", "n >= 3", Trend.Decreasing, Bend.Neither)]
    [InlineData("sqrt((d + log(n/delta))/(2*n))", "n", "0 < delta < 1, n >= 3, d >= 1", Trend.Decreasing, Bend.Unknown)]
    [InlineData("sqrt(n + 1) - sqrt(n)", "n", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("a*log(a/b) + b - a", "a", "b <= 1, a >= 1", Trend.Increasing, Bend.Convex)]
    [InlineData("-log(1 - exp(-2*T))", "T", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("x/(exp(x) - 1)", "x", "", Trend.Decreasing, Bend.Unknown)]
    [InlineData("x/(1 - exp(-x))", "x", "", Trend.Increasing, Bend.Unknown)]
    [InlineData("(1 - exp(-x))/x", "x", "", Trend.Decreasing, Bend.Convex)]
    [InlineData("log(1 + x)/x", "x", "", Trend.Decreasing, Bend.Unknown)]
    [InlineData("(exp(x) - 1)/x", "x", "", Trend.Increasing, Bend.Convex)]
    [InlineData("(exp(x) - exp(-x))/(exp(x) + exp(-x))", "x", "", Trend.Increasing, Bend.Concave)]
    [InlineData("sqrt(1 + x^2)", "x", "", Trend.Increasing, Bend.Convex)]
    [InlineData("x/sqrt(1 + x^2)", "x", "", Trend.Increasing, Bend.Concave)]
    [InlineData("(1 + 1/n)^n", "n", "", Trend.Increasing, Bend.Unknown)]
    [InlineData("n^(1/n)", "n", "n >= 3", Trend.Decreasing, Bend.Neither)]
    [InlineData("x^x", "x", "x >= 1", Trend.Increasing, Bend.Convex)]
    [InlineData("x^2*exp(-x)", "x", "x >= 2", Trend.Decreasing, Bend.Neither)]
    [InlineData("sqrt(x)*log(x)", "x", "x >= 1", Trend.Increasing, Bend.Concave)]
    [InlineData("n - log(n)", "n", "n >= 1", Trend.Increasing, Bend.Convex)]
    [InlineData("T/(exp(2*T) - 1)", "T", "", Trend.Decreasing, Bend.Unknown)]
    [InlineData("p*log(p) + (1 - p)*log(1 - p)", "p", "0 < p < 1", Trend.Neither, Bend.Convex)]
    [InlineData("sqrt(p*(1 - p))", "p", "0 < p < 1", Trend.Neither, Bend.Concave)]
    public void Direction_and_curvature_that_are_decided_by_hand_are_decided(
        string expression,
        string on,
        string given,
        Trend trend,
        Bend bend
    )
    {
        var (e, context) = (Infix.Parse(expression), Context.Given(given));
        Assert.Equal(trend, Dependences.DirectionOf(e, new(on), context).Value);
        Assert.Equal(bend, Dependences.CurvatureOf(e, new(on), context).Value);
    }

    // The cubic falls between 2.7 and 3.3 alone, so that it never falls from one integer to the next.
    [Theory]
    [InlineData("n^3/3 - 3*n^2 + 891/100*n", "", Trend.Neither)]
    [InlineData("n^3/3 - 3*n^2 + 891/100*n", "n integer", Trend.Unknown)]
    [InlineData("(n - 13/2)^2", "n integer, n <= 20", Trend.Neither)]
    [InlineData("(n - 13/2)^2", "n integer, n <= 7", Trend.Unknown)] // 1/4 at 6 and at 7
    [InlineData("(n - 13/2)^2", "n integer, n <= k, k <= 7", Trend.Unknown)]
    public void Over_integers_a_direction_is_refuted_by_values_at_integers(string expression, string given, Trend trend) =>
        Assert.Equal(trend, Dependences.DirectionOf(Infix.Parse(expression), new("n"), Context.Given(given)).Value);

    [Theory]
    [InlineData("n^4/12 - n^3 + 891/200*n^2", "", Bend.Neither)]
    [InlineData("n^4/12 - n^3 + 891/200*n^2", "n integer", Bend.Unknown)] // its second differences are positive
    [InlineData("n^3 - 30*n^2", "n integer, n <= m", Bend.Neither)]
    public void Over_integers_a_curvature_is_refuted_by_values_at_integers(string expression, string given, Bend bend) =>
        Assert.Equal(bend, Dependences.CurvatureOf(Infix.Parse(expression), new("n"), Context.Given(given)).Value);

    [Theory]
    [InlineData("sum(i, 0, 2, x^(i - 1))")] // 1/x + 1 + x
    [InlineData("sum(i, 0, m, x^(i - 1/2))")]
    [InlineData("sum(i, -3, m, x^i)")]
    [InlineData("sum(i, 0, 2, 1/(x + i - 1))")] // a pole at 1
    public void An_index_below_1_is_no_positive_number(string expression)
    {
        var found = Dependences.DirectionOf(Infix.Parse(expression), new("x"), Context.Empty);
        Assert.NotEqual(Status.Proven, found.Status);
    }

    [Theory]
    [InlineData("sqrt((d + log(1/delta))/(2*n))", "n", "0 < delta < 1", true)]
    [InlineData("sqrt(KL/n + tau^3) + max(tau, 1/n)", "n", "", true)]
    [InlineData("1/(1 - x)", "x", "0 < x < 1", true)]
    [InlineData("1/log(tau)", "tau", "tau > 1", true)]
    [InlineData("exp(x^2 + 1/x)", "x", "", true)]
    [InlineData("x^x", "x", "", false)] // concave near 0
    [InlineData("x^x", "x", "x >= 1", true)]
    [InlineData("mean(i, 1, m, x^i)", "x", "", true)]
    [InlineData("x^2*exp(-x)", "x", "", false)]
    [InlineData("n^(1/n)", "n", "n >= 3", false)]
    [InlineData("exp(-x)*(1 + x)", "x", "", false)]
    [InlineData("(exp(x) + exp(-x))/2", "x", "x real", false)] // it has no logarithm everywhere
    [InlineData("1 - x", "x", "0 < x < 1", false)]
    [InlineData("min(x, 1/x)", "x", "", false)]
    public void What_composes_to_be_convex_in_logarithms_is_proven_so(string expression, string on, string given, bool isConvex)
    {
        var found = Infix.Parse(expression).Depends(new(on), Context.Given(given)).IsLogLogConvex;
        Assert.Equal((isConvex, isConvex ? Status.Proven : Status.Unknown), (found.Value, found.Status));
    }

    private static Gen<Expr> Function(int depth) =>
        depth == 0
            ? Gen.Elements<Expr>(new Symbol("x"), new Symbol("x"), 1, 2, new Symbol("a"), new Rational(1, 2))
            : Gen.Fresh(() => 0)
                .SelectMany(_ =>
                    Gen.OneOf(
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select a + b,
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select a - b,
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select a * b,
                        from a in Function(depth - 1)
                        from k in Gen.Elements<Rational>(-1, 2, new(1, 2), 3, -2)
                        select Power.Of(a, k),
                        from a in Function(depth - 1)
                        from b in Function(depth - 1)
                        select (Expr)new Max([a, b]),
                        Function(depth - 1).Select(a => (Expr)new Exp(a)),
                        Function(depth - 1).Select(a => (Expr)new Log(a))
                    )
                );

    private static bool HasPole(Expr e, Assignment<Interval> at) =>
        e.SubExpressions()
            .Any(part =>
                part is Power { Exponent: Number { Value.Sign: < 0 } } p && p.Base.Enclose(at).Contains(0.0)
                || part is Log l && l.Argument.Enclose(at).Contains(0.0)
            );

    private static readonly double[] Places = [0.03, 0.4, 0.7, 1, 1.6, 2, 5, 20];

    [Fact]
    public void A_sign_that_is_proven_is_seen_at_points()
    {
        var proven = 0;
        Forall.Holds(
            Arb.From(Function(3)),
            e =>
            {
                var sign = e.SignIn(Context.Empty).Value;
                proven += sign is Sign.Unknown or Sign.Mixed ? 0 : 1;
                foreach (var x in Places)
                foreach (var a in new[] { 0.3, 1, 2.5 })
                {
                    var at = new Assignment<Interval>().With("x", x).With("a", a);
                    if (HasPole(e, at))
                        continue;
                    var value = e.Enclose(at);
                    Assert.False(sign is Sign.Positive && value.Upper <= 0, $"{value} at {x}, {a}");
                    Assert.False(sign is Sign.Nonnegative or Sign.Zero && value.Upper < 0, $"{value} at {x}, {a}");
                    Assert.False(sign is Sign.Negative && value.Lower >= 0, $"{value} at {x}, {a}");
                    Assert.False(sign is Sign.Nonpositive or Sign.Zero && value.Lower > 0, $"{value} at {x}, {a}");
                }
            },
            trials: 200,
            trialsInFull: 30_000
        );
        Assert.True(proven > 60, $"{proven} proven");
    }

    [Fact]
    public void What_is_proven_convex_in_logarithms_is_so_at_points() =>
        Forall.Holds(
            Arb.From(Function(3).Where(e => e.DependsOn(new("x")))),
            e =>
            {
                var x = new Symbol("x");
                if (!e.Depends(x, Context.Empty).IsLogLogConvex.Value || e.SubExpressions().Any(part => part is Max))
                    return;
                var slope = Product.Of(x, e.Derivative(x), e.Reciprocal);
                foreach (var at in Places)
                    Assert.False(
                        slope.Derivative(x).Enclose(new Assignment<Interval>().With("x", at).With("a", 0.8)).Upper < 0,
                        $"concave at {at}"
                    );
            },
            trials: 200,
            trialsInFull: 20_000
        );

    [Fact]
    public void A_finding_says_its_value_how_far_it_is_settled_and_why()
    {
        Assert.Equal("Positive (Proven): a; b", new Finding<Sign>(Sign.Positive, Status.Proven, ["a", "b"]).ToString());
        Assert.Equal("Unknown (Unknown)", new Finding<Sign>(Sign.Unknown, Status.Unknown, []).ToString());
    }

    [Theory]
    [InlineData("x^1500 - x + y^2")]
    [InlineData("y*x^1500 - x")]
    [InlineData("x*y*(x^1500 + y)^2 - x^2 - y")]
    public void Powers_too_large_to_take_apart_leave_a_sign_open_at_most(string text) =>
        Assert.Contains(Infix.Parse(text).SignIn(Context.Empty).Status, new[] { Status.Unknown, Status.Refuted });
}
