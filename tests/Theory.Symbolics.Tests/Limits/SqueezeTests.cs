using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Limits;

/// <summary>Limits of quantities of which only bounds are known.</summary>
public class SqueezeTests
{
    private static readonly Expr Quantity = Infix.Parse("KL(T, q)");

    private static readonly Justification Because = new Justification.Derived("here");

    private static Context Bounded(string? below, string? above)
    {
        var context = Context.Empty;
        if (below is not null)
            context = context.With(new Statement.Comparison(Infix.Parse(below), Relation.LessOrEqual, Quantity), Because);
        return above is null
            ? context
            : context.With(new Statement.Comparison(Quantity, Relation.LessOrEqual, Infix.Parse(above)), Because);
    }

    private static string AtInfinity(string expression, string? below, string? above) =>
        Assert
            .Single(Infix.Parse(expression).Limit(new Symbol("T"), new Approach.PlusInfinity(), Bounded(below, above)))
            .Limit.ToString();

    [Theory]
    [InlineData("KL(T, q)", "0", "exp(-T)", "0")]
    [InlineData("2 - 3*KL(T, q)", "0", "1/T", "2")]
    [InlineData("sqrt(KL(T, q)) + 1/T", "0", "a/T", "0")]
    [InlineData("mean(i, 1, m, R*sqrt(KL(T, q)))", "0", "1/T", "0")]
    [InlineData("KL(T, q)/T", "0", "a", "unknown")]
    [InlineData("sum(i, -3, m, i*KL(T, q))", "0", "1", "unknown")] // negative for m < 3
    public void What_lies_between_functions_with_one_limit_has_it(string e, string below, string above, string limit) =>
        Assert.StartsWith(limit, AtInfinity(e, below, above), StringComparison.Ordinal);

    [Theory]
    [InlineData("KL(T, q) + T", "0", null, "inf")]
    [InlineData("-KL(T, q) - T", "0", null, "-inf")]
    [InlineData("KL(T, q) - T", "0", null, "unknown")]
    [InlineData("KL(T, q) + T", null, "0", "unknown")]
    public void What_lies_above_what_tends_to_infinity_does_so(string e, string? below, string? above, string limit) =>
        Assert.StartsWith(limit, AtInfinity(e, below, above), StringComparison.Ordinal);

    [Theory]
    [InlineData("1/T - KL(T, q)", "0", "log(a + 1)", "between -log(a + 1) and 0")]
    [InlineData("KL(T, q)", "0", null, "at least 0")]
    [InlineData("-R*KL(T, q)", "0", null, "at most 0")]
    public void Else_the_bounds_say_how_far_it_ranges(string e, string? below, string? above, string limit) =>
        Assert.Equal(limit, AtInfinity(e, below, above));

    [Theory]
    [InlineData("KL(T, q)", "0")]
    [InlineData("a*KL(T, q) + 1/T", "0")]
    [InlineData("T*KL(T, q)", "unknown")]
    [InlineData("exp(T)*KL(T, q) + a", "unknown")]
    [InlineData("KL(T, q)/exp(-T)", "unknown")]
    public void A_limit_that_is_known_stands_only_where_nothing_magnifies_the_difference(string e, string limit)
    {
        var time = new Symbol("T");
        var context = Context.Empty.With(new Statement.Tends(Quantity, time, Constant.Infinity, 0), Because);
        var found = Assert.Single(Infix.Parse(e).Limit(time, new Approach.PlusInfinity(), context)).Limit.ToString();
        Assert.StartsWith(limit, found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_given_of_a_quantity_with_a_free_index_says_nothing_of_a_bound_one()
    {
        var (body, t) = (Infix.Parse("KL(T, a[i])"), new Symbol("T"));
        var mean = new Series(new Symbol("i"), 1, new Symbol("m"), body, IsAverage: true);
        string Limit(Terms<Symbol> forAll)
        {
            var context = new[] { (0, body), (body, Infix.Parse("1/T")) }.Aggregate(
                Context.Empty,
                (c, pair) =>
                    c.With(
                        new Statement.Comparison(pair.Item1, Relation.LessOrEqual, pair.Item2, forAll),
                        new Justification.Given()
                    )
            );
            return Assert.Single(mean.Limit(t, new Approach.PlusInfinity(), context)).Limit.ToString();
        }
        Assert.StartsWith("unknown", Limit([]), StringComparison.Ordinal);
        Assert.Equal("0", Limit([new Symbol("i")]));
    }
}
