using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Analysis;

public class RangesTests
{
    [Theory]
    [InlineData("1 - exp(-T)", "", "(0, 1)")]
    [InlineData("log(1/delta)", "0 < delta < 1", "(0, inf)")]
    [InlineData("b1 - b0", "b0 < b1", "(0, inf)")]
    [InlineData("2*b1 - b0 - c", "b0 < b1, c <= b1", "(0, inf)")]
    [InlineData("b0 - b1", "b0 < b1", "(-inf, 0)")]
    [InlineData("x^2", "x real", "[0, inf)")]
    [InlineData("x*x", "x real", "[0, inf)")]
    [InlineData("x^3", "x real", "(-inf, inf)")]
    [InlineData("x^3", "-2 <= x <= 3", "[-8, 27]")]
    [InlineData("x^2", "-2 <= x <= 1", "[0, 4]")]
    [InlineData("1/x", "-2 <= x <= 1", "(-inf, inf)")]
    [InlineData("1/n", "n integer", "(0, 1]")]
    [InlineData("min(x, 1)", "x real", "(-inf, 1]")]
    [InlineData("max(x, 1)", "x < 0", "[1, 1]")]
    [InlineData("sqrt(n) - 1", "n > 1", "(0, inf)")]
    [InlineData("x - x", "", "(-inf, inf)")]
    public void The_enclosure_of_the_values_is_exact_at_the_ends_that_matter(string expression, string given, string range) =>
        Assert.Equal(range, Infix.Parse(expression).RangeOf(Context.Given(given)).ToString());

    [Fact]
    public void A_fact_of_the_wrong_direction_proves_nothing() =>
        Assert.False(Infix.Parse("b1 - b0").IsPositive(Context.Given("b1 < b0")));

    [Fact]
    public void Facts_in_a_circle_are_no_endless_loop() =>
        Assert.True(Infix.Parse("z - x").IsPositive(Context.Given("x < y, y < z, log(z) < exp(x), exp(x) < z")));

    [Fact]
    public void The_range_of_a_power_contains_the_values_over_the_range_of_its_base() =>
        Forall.Holds(
            Arb.From(
                from low in Gen.Choose(0, 12)
                from width in Gen.Choose(0, 12)
                from numerator in Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(257, 400))
                from denominator in Gen.Choose(1, 4)
                select (
                    Low: new Rational(low, 8),
                    High: new Rational(low + width, 8),
                    Power: new Rational(numerator, denominator)
                )
            ),
            law =>
            {
                var x = Expr.Symbol("x");
                var context = Context.Given($"{law.Low} <= x <= {law.High}");
                var range = Power.Of(x, law.Power).RangeOf(context);
                foreach (var at in new[] { law.Low, (law.Low + law.High) * Rational.Half, law.High })
                {
                    var value = Interval.Around(at).Pow(Interval.Around(law.Power));
                    Assert.True(
                        (range.Lower?.ToDouble() ?? double.NegativeInfinity) <= value.Upper
                            && value.Lower <= (range.Upper?.ToDouble() ?? double.PositiveInfinity),
                        $"{at}^{law.Power} is not in {range}"
                    );
                }
            },
            trials: 300,
            trialsInFull: 30_000
        );

    [Theory]
    [InlineData("n^k", "n >= 1, k >= 0", "[1, inf)")]
    [InlineData("n^k", "n > 1, k >= 0", "[1, inf)")]
    public void A_power_of_what_is_at_least_one_may_be_one(string expression, string given, string range) =>
        Assert.Equal(range, Infix.Parse(expression).RangeOf(Context.Given(given)).ToString());

    [Theory]
    [InlineData("x*y", "x <= 3, x real, y >= -2")]
    [InlineData("x*y", "x < y")]
    [InlineData("x*y", "x < y, x real, y <= 5")]
    [InlineData("KL_q*x", "KL_q <= 2, x < 1")]
    [InlineData("KL(P, Q) - x", "KL(P, Q) >= 0, x <= 1/2")]
    public void Points_lie_in_their_context(string expression, string given)
    {
        var context = Context.Given(given);
        var points = Points.All(Infix.Parse(expression), context).ToList();
        Assert.NotEmpty(points);
        foreach (var point in points)
        {
            var values = point.ToDictionary(p => p.Atom, p => (Expr)Rational.Exactly(p.Value));
            double At(Expr e) => Put(e).Evaluate();
            Expr Put(Expr e) => values.GetValueOrDefault(e) ?? e.MapChildren(Put);
            foreach (var fact in context.Comparisons.Select(c => c.Comparison))
                Assert.True(
                    fact.Relation is Relation.Greater or Relation.GreaterOrEqual
                        ? At(fact.Left) >= At(fact.Right)
                        : At(fact.Left) <= At(fact.Right),
                    $"{fact} at {string.Join(", ", point)}"
                );
        }
    }
}
