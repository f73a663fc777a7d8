using Theory.Symbolics.Notation;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Notation;

public class InfixTests
{
    [Fact]
    public void An_expression_is_read_back_from_its_text() =>
        Forall.Holds(Expressions.Any, e => Assert.Equal(e, Infix.Parse(Infix.Print(e))), trials: 5000, trialsInFull: 100_000);

    [Fact]
    public void An_expression_is_read_back_from_the_dialect_of_MathNet() =>
        Forall.Holds(
            Expressions.Any,
            e => Assert.Equal(e, Infix.Parse(Infix.Print(e, Dialect.MathNet), dialect: Dialect.MathNet)),
            trialsInFull: 100_000
        );

    [Fact]
    public void An_expression_is_read_back_from_the_dialect_of_SymPy() =>
        Forall.Holds(
            Expressions.Any,
            e =>
            {
                if (!e.ToString().Contains("mean(", StringComparison.Ordinal))
                    Assert.Equal(e, Infix.Parse(Infix.Print(e, Dialect.SymPy), dialect: Dialect.SymPy));
            },
            trialsInFull: 100_000
        );

    [Theory]
    [InlineData("-x^2", "-x**2", "-(x^2)")]
    [InlineData("(-x)^2", "(-x)**2", "(-x)^2")]
    [InlineData("log(n)/n^(2/5)", "log(n)*n**(-2/5)", "ln(n)*n^(-2/5)")]
    [InlineData("max(e^x, inf)", "Max(E**x, oo)", "max(e^x, inf)")]
    [InlineData("lambda/E", "lambda_/E_", "lambda/E")]
    [InlineData("sum(i, 1, m, KL_i)", "Sum(KL[i], (i, 1, m))", "sum(i, 1, m, KL[i])")]
    [InlineData("mean(i, 1, m, i)", "(Sum(i, (i, 1, m))/(m - (1) + 1))", "mean(i, 1, m, i)")]
    public void Dialects_write_as_their_readers_expect(string text, string sympy, string mathnet)
    {
        Assert.Equal(sympy, Infix.Print(Infix.Parse(text), Dialect.SymPy));
        Assert.Equal(mathnet, Infix.Print(Infix.Parse(text), Dialect.MathNet));
    }

    [Fact]
    public void Names_that_SymPy_reserves_are_declared() =>
        Assert.Equal(
            "{'beta': Symbol('beta'), 'lambda_': Symbol('lambda'), 'A': IndexedBase('A')}",
            SymPy.Locals(Infix.Parse("beta*x + sum(i, 1, lambda, A_i)"))
        );

    [Theory]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m")]
    [InlineData("KL/lambda + lambda*D^2/(8*m)")]
    [InlineData("(a^2*q + d*(s2 - 1 - log(s2)))/2")]
    [InlineData("sqrt(2)*R/m*sum(i, 1, m, sqrt(KL[i]))")]
    [InlineData("-x^2")]
    [InlineData("2^(-x)")]
    [InlineData("x^y^z")]
    [InlineData("(x^y)^z")]
    [InlineData("a - (b - c)")]
    [InlineData("-(a + b)/2")]
    [InlineData("1/(2*m)")]
    [InlineData("3/2/m")]
    [InlineData("n^(-2/5) + m^(-4/5)")]
    [InlineData("n^(alpha/(2*alpha + d))")]
    [InlineData("1/sqrt(n)")]
    [InlineData("exp(-(b1 - b0)*T^2/4 - b0*T/2)")]
    [InlineData("mean(i, 1, m, KL(P[i], Q))")]
    [InlineData("max(x, -x)")]
    [InlineData("a/b*c")]
    public void What_an_author_writes_is_printed_as_it_was(string text) => Assert.Equal(text, Infix.Print(Infix.Parse(text)));

    [Theory]
    [InlineData("a/b/c", "a/(b*c)")]
    [InlineData("1/x^2", "1/x^2")]
    [InlineData("x^(-2)", "1/x^2")]
    [InlineData("--x", "x")]
    [InlineData("0.25*x", "1/4*x")]
    [InlineData("1e-3", "1/1000")]
    [InlineData("ln(x)", "log(x)")]
    [InlineData("sum(i, 1, m, KL_i)", "sum(i, 1, m, KL[i])")]
    public void Spellings_of_the_same_expression_are_printed_alike(string text, string expected) =>
        Assert.Equal(expected, Infix.Print(Infix.Parse(text)));

    [Fact]
    public void Prefix_minus_binds_looser_than_a_power() => Assert.Equal(-Power.Of(Expr.Symbol("x"), 2), Infix.Parse("-x^2"));

    [Theory]
    [InlineData("tau^4/(m*n", 10, "')'")]
    [InlineData("2x", 1, "write '*'")]
    [InlineData("(x) (y)", 4, "Expected an operator before '('")]
    [InlineData("", 0, "too early")]
    [InlineData("a + * b", 4, "'*' is not expected here")]
    [InlineData("a ? b", 2, "'?' is not part of an expression")]
    [InlineData("a)", 1, "')' is not expected here")]
    [InlineData("sqrt(a, b)", 0, "takes one argument; 2 are given")]
    [InlineData("sum(1, 1, m, x)", 4, "an index, as in sum(i, 1, m, body)")]
    [InlineData("sum(i, 1, m)", 11, "',' as in sum(i, 1, m, body)")]
    [InlineData("1e99999", 0, "not a number that can be written out")]
    [InlineData("(a b)", 3, "Expected an operator before 'b'")]
    public void A_malformed_text_is_refused_at_its_place(string text, int position, string message)
    {
        var parsed = Infix.TryParse(text);
        Assert.Null(parsed.Value);
        Assert.Equal(position, parsed.Error!.Position);
        Assert.Contains(message, parsed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caret_points_at_the_place()
    {
        var error = Assert.Throws<ArgumentException>(() => Infix.Parse("1 + tau^4/(m*n"));
        Assert.EndsWith("\n  1 + tau^4/(m*n\n                ^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused_in_words()
    {
        var deep = new string('(', 100_000) + "x" + new string(')', 100_000);
        Assert.Contains("Nested deeper than 1000 levels", Infix.TryParse(deep).Error!.Message, StringComparison.Ordinal);
        var tower = string.Join("^", Enumerable.Repeat("x", 100_000));
        Assert.Contains("Nested deeper than 1000 levels", Infix.TryParse(tower).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_gives_meaning_to_heads()
    {
        var half = Infix.Parse("half(x) + other(x)", (head, arguments) => head == "half" ? arguments[0] / 2 : null);
        Assert.Equal("x/2 + other(x)", Infix.Print(half));
    }

    [Fact]
    public void Space_around_signs_means_nothing() =>
        Assert.Equal(Infix.Parse("2*x+log(y)"), Infix.Parse("  2 *  x\t+ log ( y )\n "));

    [Fact]
    public void A_sum_of_SymPy_is_read_with_its_index_and_ends() =>
        Assert.Equal(Infix.Parse("sum(i, 2, m, x^i)"), Infix.Parse("Sum(x**i, (i, 2, m))", dialect: Dialect.SymPy));

    [Theory]
    [InlineData("Sum(x**i)")]
    [InlineData("Sum(x**i, i, 2, m)")]
    [InlineData("Sum(x**i, (i 2, m))")]
    [InlineData("Sum(x**i, (i, 2 m))")]
    [InlineData("Sum(x**i, (i, 2, m)")]
    [InlineData("Sum(x**i, (i, 2, m, 3))")]
    public void A_sum_of_SymPy_without_its_index_and_ends_is_refused(string text) =>
        Assert.Contains(
            "as in Sum(body, (i, 1, m))",
            Assert.Throws<ArgumentException>(() => Infix.Parse(text, dialect: Dialect.SymPy)).Message,
            StringComparison.Ordinal
        );
}
