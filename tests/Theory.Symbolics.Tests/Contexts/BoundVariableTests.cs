using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Tests.Contexts;

/// <summary>The index of a sum is not the symbol of the same name outside, and a new variable is none that the context speaks of.</summary>
public class BoundVariableTests
{
    [Theory]
    [InlineData("sum(i, 1, m, max(i, n))", "i >= n")]
    [InlineData("sum(i, 1, m, max(i, 3))", "i = 3")]
    [InlineData("sum(i, 1, m, max(x[i], 1))", "x[i] >= 1")]
    public void What_is_said_of_a_symbol_does_not_simplify_sums_over_an_index_of_that_name(string expression, string given) =>
        Assert.Equal(Infix.Parse(expression).Simplify(Context.Empty), Infix.Parse(expression).Simplify(Context.Given(given)));

    [Theory]
    [InlineData("sum(i, 1, m, i - n)", "i >= n, m >= 1")]
    [InlineData("sum(i, 1, m, x[i] - n)", "x[i] >= n, m >= 1")]
    public void What_is_said_of_a_symbol_gives_no_sign_to_sums_over_an_index_of_that_name(string expression, string given) =>
        Assert.NotEqual(Status.Proven, Infix.Parse(expression).SignIn(Context.Given(given)).Status);

    [Fact]
    public void What_is_derived_of_a_quantity_holds_for_every_index_that_it_has()
    {
        var fact = new Statement.Comparison(0, Relation.LessOrEqual, Infix.Parse("KL[i]"));
        var derived = Context.Empty.With(fact, new Justification.Derived("here"));
        Assert.Equal(Sign.Nonnegative, Infix.Parse("sum(i, 1, m, KL[i])").SignIn(derived).Value);
    }

    [Fact]
    public void What_is_said_of_a_symbol_gives_no_direction_to_sums_over_an_index_of_that_name() =>
        Assert.NotEqual(
            Status.Proven,
            Dependences.DirectionOf(Infix.Parse("sum(i, 1, 3, (i - n)*x)"), new("x"), Context.Given("i >= n")).Status
        );

    [Fact]
    public void A_change_of_variable_takes_a_name_of_which_nothing_is_said()
    {
        // With u = log(x) the derivative is 2*u - 2*v; a symbol u of the context is another.
        var e = Infix.Parse("log(x)^2 - 2*v*log(x)");
        Assert.Equal(Trend.Neither, Dependences.DirectionOf(e, new("x"), Context.Given("x > 1, u >= v")).Value);
    }
}
