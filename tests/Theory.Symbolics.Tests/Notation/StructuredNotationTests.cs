using System.Xml.Linq;
using Theory.Symbolics.Notation;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Notation;

public class StructuredNotationTests
{
    [Fact]
    public void An_expression_is_read_back_from_JSON() =>
        Forall.Holds(Expressions.Any, e => Assert.Equal(e, JsonNotation.Parse(JsonNotation.Print(e))), trialsInFull: 100_000);

    [Fact]
    public void JSON_names_its_nodes_and_its_schema() =>
        Assert.Equal("""{"schema":1,"expr":{"sum":[{"symbol":"x"},"2/5"]}}""", JsonNotation.Print(Infix.Parse("x + 2/5")));

    [Theory]
    [InlineData("nonsense", "not an expression in JSON")]
    [InlineData("""{"schema":2,"expr":"1"}""", "has \"schema\": 1")]
    [InlineData("""{"schema":1,"expr":{"foo":"1"}}""", "'foo' is not a kind of node")]
    [InlineData("""{"schema":1,"expr":"x"}""", "'x' is not a number")]
    [InlineData("""{"schema":1,"expr":{"sum":"1"}}""", "not an expression in JSON")]
    [InlineData("""{"schema":1}""", "A node is a number in quotes")]
    [InlineData("""[1]""", "has \"schema\": 1")]
    [InlineData("""{"schema":1,"expr":{"min":[]}}""", "The node 'min' has no items")]
    [InlineData("""{"schema":1,"expr":{"symbol":"x y"}}""", "'x y' is not the name of a symbol")]
    [InlineData("""{"schema":1,"expr":{"symbol":"pi"}}""", "'pi' is not the name of a symbol")]
    [InlineData("""{"schema":1,"expr":{"series":{"lower":"1","upper":"2","body":"3"}}}""", "'' is not the name of a symbol")]
    public void Other_JSON_is_refused_in_words(string json, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(() => JsonNotation.Parse(json)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void MathML_is_well_formed() =>
        Forall.Holds(Expressions.Any, e => Assert.Equal("math", XDocument.Parse(MathMl.Print(e)).Root!.Name.LocalName));

    [Fact]
    public void MathML_draws_names_and_quotients() =>
        Assert.Equal(
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><msup><mi>τ</mi><mn>4</mn></msup>"
                + "<mrow><mi>m</mi><mo>&#x2062;</mo><msub><mi>n</mi><mrow><mi>i</mi></mrow></msub></mrow></mfrac></math>",
            MathMl.Print(Infix.Parse("tau^4/(m*n_i)"))
        );

    [Fact]
    public void MathML_counts_the_terms_of_an_average() =>
        Assert.Contains(
            "<mi>m</mi><mo>−</mo><mrow><mo stretchy=\"false\">(</mo><mrow><mi>a</mi><mo>−</mo><mn>1</mn></mrow>",
            MathMl.Print(Infix.Parse("mean(i, a - 1, m, b_i)")),
            StringComparison.Ordinal
        );

    [Fact]
    public void MathML_keeps_names_numbers_and_signs_of_drawn_words() =>
        Assert.Equal(
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><msub><mi>p</mi><mrow><mn>0</mn></mrow></msub>"
                + "<mo>≲</mo><mn>12</mn></mrow></math>",
            MathMl.Print(new Visual.Row([Visual.Text("p_0"), Visual.Text("<~"), Visual.Text("12")]))
        );

    [Fact]
    public void MathML_separates_arguments_as_the_field_does() =>
        Assert.Contains(
            "<mi>P</mi><mo>∥</mo><mi>Q</mi>",
            MathMl.Print(new Visual.Call(Visual.Text("KL"), [Visual.Text("P"), Visual.Text("Q")], [@" \,\|\, "])),
            StringComparison.Ordinal
        );

    [Fact]
    public void MathML_of_several_lines_is_a_table() =>
        Assert.Equal(
            2,
            XDocument
                .Parse(MathMl.Print([Visual.Text("a"), Visual.Text("b")]))
                .Descendants()
                .Count(e => e.Name.LocalName == "mtr")
        );

    [Fact]
    public void MathML_indents_the_lines_after_the_first()
    {
        var rows = XDocument
            .Parse(MathMl.Print([Visual.Text("a"), Visual.Text("b"), Visual.Text("c")]))
            .Descendants()
            .Where(e => e.Name.LocalName == "mtr");
        Assert.Equal([0, 1, 1], rows.Select(row => row.Descendants().Count(e => e.Name.LocalName == "mspace")));
    }

    [Fact]
    public void MathML_draws_a_word_with_a_digit_as_a_word() =>
        Assert.Contains("<mi>2d</mi>", MathMl.Print(Visual.Text("2d")), StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_deeper_than_files_go_is_not_written_as_JSON()
    {
        Expr Nested(int levels) => Enumerable.Range(0, levels).Aggregate(Expr.Symbol("x"), (Expr e, int _) => new Exp(e));
        var deepest = Nested(InfixReader.DeepestNesting - 1);
        Assert.Equal(deepest, JsonNotation.Parse(JsonNotation.Print(deepest)));
        Assert.Throws<ArgumentException>(() => JsonNotation.Print(Nested(InfixReader.DeepestNesting + 1)));
    }
}
