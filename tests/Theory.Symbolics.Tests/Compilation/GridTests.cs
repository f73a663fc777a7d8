using Theory.Symbolics.Compilation;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Tests.Compilation;

public class GridTests
{
    private static double[] Values(CompiledExpression compiled, params double[][] columns)
    {
        var values = new double[columns.Max(c => c.Length)];
        compiled.Evaluate([.. columns.Select(c => new ReadOnlyMemory<double>(c))], values);
        return values;
    }

    // The loops of one choice of columns with one value must not serve another choice.
    [Fact]
    public void One_expression_serves_every_choice_of_columns_that_have_one_value()
    {
        // What depends on columns of one value alone is computed once.
        var compiled = Infix.Parse("exp(x) + 10*log(y) + exp(-x)*log(1 + y)").Compile("x", "y");
        // Two vectors of eight, and what is left of a third.
        double[] many = [.. Enumerable.Range(1, 19).Select(k => k / 8.0)],
            one = [5];
        foreach (var (x, y) in new[] { (many, one), (one, many), (many, many), (one, one), (many, one) })
        {
            var values = Values(compiled, x, y);
            for (var k = 0; k < values.Length; k++)
                Assert.Equal(compiled.Evaluate(x[k % x.Length], y[k % y.Length]), values[k], 1e-12);
        }
    }

    [Fact]
    public void Columns_are_one_a_parameter()
    {
        var compiled = Infix.Parse("x + 10*y").Compile("x", "y");
        Assert.Contains(
            "1 columns are given for the 2 parameters",
            Assert.Throws<ArgumentException>(() => Values(compiled, [1, 2])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "3 columns are given for the 2 parameters",
            Assert.Throws<ArgumentException>(() => Values(compiled, [1], [2], [3])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_nested_deeper_than_a_stack_is_compiled_all_the_same()
    {
        var nested = Enumerable.Range(0, 10_000).Aggregate(Infix.Parse("x"), (e, _) => new Log(1 + e));
        var compiled = nested.Compile("x");
        Assert.Equal(nested.Evaluate(("x", 2.0)), compiled.Evaluate(2.0), 1e-12);
        Assert.Equal(nested.Evaluate(("x", 2.0)), Values(compiled, [.. Enumerable.Repeat(2.0, 9)])[1], 1e-12);
    }
}
