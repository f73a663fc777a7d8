using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Compilation;
using Theory.Symbolics.Export;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Orders;
using Theory.Symbolics.Simplification;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Robustness;

public class RobustnessTests
{
    private const string Alphabet = "xynm_01239.+-*/^()[],<>=eE \tsqrtexplogminmaxsum$\u03c4\ud83d\0";

    private static readonly Gen<string> Noise = Gen.Choose(0, 40)
        .SelectMany(n => Gen.Elements(Alphabet.ToCharArray()).ArrayOf(n))
        .Select(cs => new string(cs));

    // The text of an expression with one character deleted, doubled or replaced.
    private static readonly Gen<string> Mutated =
        from e in Expressions.Any.Generator
        let text = e.ToString()
        from at in Gen.Choose(0, text.Length - 1)
        from c in Gen.Elements(Alphabet.ToCharArray())
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => text.Remove(at, 1).Insert(at, c.ToString()),
        };

    [Fact]
    public void Every_text_is_read_or_refused_at_a_place_in_it() =>
        Forall.Holds(
            Arb.From(Gen.OneOf(Noise, Mutated)),
            text =>
            {
                foreach (var dialect in Enum.GetValues<Dialect>())
                {
                    var parsed = Infix.TryParse(text, dialect: dialect);
                    Assert.True(parsed.Value is null != parsed.Error is null);
                    Assert.True(parsed.Error is null || parsed.Error.Position >= 0 && parsed.Error.Position <= text.Length);
                    Assert.True(parsed.Error is null || parsed.Error.ToString().Contains('^', StringComparison.Ordinal));
                }
                var hypotheses = Hypotheses.Parse(text);
                Assert.True(hypotheses.Value is null != hypotheses.Error is null);
            },
            trials: 3000,
            trialsInFull: 1_000_000
        );

    private static Expr Deep(int levels)
    {
        Expr e = Expr.Symbol("x");
        for (var i = 0; i < levels; i++)
            e = (i % 3) switch
            {
                0 => new Log(e + 1),
                1 => Expr.Sqrt(e + 2),
                _ => new Max([e, Expr.Symbol("x")]),
            };
        return e;
    }

    [Fact]
    public async Task Expressions_nested_ten_thousand_deep_are_handled_on_any_stack()
    {
        // A task keeps what its thread throws: in a thread alone it would end the process, and no test would be named.
        var handling = new Task(() =>
        {
            var deep = Deep(10_000);
            var x = Expr.Symbol("x");
            Assert.InRange(deep.Evaluate(("x", 2.0)), 1, 3);
            Assert.True(deep.Enclose(Assignment.Of<Interval>(("x", 2.0))).Contains(deep.Evaluate(("x", 2.0))));
            Assert.Equal(deep.Evaluate(("x", 2.0)), deep.Compile("x").Evaluate(2.0), 1e-12);
            Assert.Equal([x], deep.FreeSymbols());
            Assert.Empty(deep.Substitute(x, 2).FreeSymbols());
            Assert.NotNull(deep.Derivative(x, 2));
            Assert.StartsWith("log(max(sqrt(", deep.ToString());
            Assert.True(Latex.Print(deep).Length > 50_000);
            Assert.True(MathMl.Print(deep).Length > 50_000);
            Assert.True(SourceCode.Python(deep, "f", "A test.").Length > 50_000);
            Assert.Same(deep, deep.Simplify(Context.Empty));
            Assert.Equal(deep, Deep(10_000));
            Assert.Equal(deep.GetHashCode(), Deep(10_000).GetHashCode());
            Assert.Equal(Domain.Above(new Rational(693, 1000)).ToString(), deep.RangeOf(Context.Empty).ToString());
            Assert.All(
                Refusals(deep, x),
                why =>
                    Assert.Equal(
                        "it is nested deeper than 64 levels: name a part by a symbol of its own, and examine what is left",
                        why
                    )
            );
            Assert.Null(SignCases.Of(deep, Context.Empty));
            Assert.Throws<ArgumentException>(() => JsonNotation.Print(deep));
        });
        new Thread(handling.RunSynchronously, 512 * 1024).Start();
        await handling;
    }

    [Theory]
    [InlineData(Dialect.Theory)]
    [InlineData(Dialect.SymPy)]
    [InlineData(Dialect.MathNet)]
    public void Signs_in_front_nest_nothing(Dialect dialect)
    {
        Assert.Equal(Infix.Parse("x"), Infix.Parse(new string('-', 200_000) + "x", dialect: dialect));
        Assert.Equal(Infix.Parse("-x"), Infix.Parse(new string('-', 200_001) + "x", dialect: dialect));
        Assert.Equal(Infix.Parse("2*x"), Infix.Parse("2*" + new string('+', 200_000) + "x", dialect: dialect));
    }

    [Fact]
    public void Sums_within_sums_are_compared_at_any_depth()
    {
        Expr Nested()
        {
            Expr e = new Symbol("x");
            for (var k = 0; k < 50_000; k++)
                e = new Series(new Symbol("i"), 1, 2, e);
            return e;
        }
        Assert.True(Nested() == Nested());
        Assert.Equal([new Symbol("x")], Nested().FreeSymbols());
    }

    [Fact]
    public void Derivatives_that_share_their_parts_stay_small_and_explosive_ones_are_refused()
    {
        var x = new Symbol("x");
        Expr horner = x;
        Expr tower = x;
        for (var i = 0; i < 10_000; i++)
            (horner, tower) = (x * (1 + horner), new Exp(-tower));
        var parts = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Expr>([horner.Derivative(x, 2)]);
        while (pending.TryPop(out var part))
            if (parts.Add(part))
                foreach (var child in part.Children())
                    pending.Push(child);
        Assert.InRange(parts.Count, 10_000, 200_000);
        var refused = Assert.Throws<ArgumentException>(() => tower.Derivative(x));
        Assert.Contains($"more than {Differentiation.MostParts} terms and factors", refused.Message, StringComparison.Ordinal);
        var unprinted = Assert.Throws<ArgumentException>(() => horner.Derivative(x).ToString());
        Assert.Contains($"more than {Layout.MostParts} parts", unprinted.Message, StringComparison.Ordinal);
        var wide = Product.Of(Enumerable.Range(1, 500).Select(i => x + i));
        Assert.Equal(Trend.Increasing, wide.Depends(x, Context.Empty).Direction.Value);
        Assert.Throws<ArgumentException>(() => wide.Derivative(x, 2));
    }

    // Why each analysis does not treat it.
    private static IEnumerable<string?> Refusals(Expr deep, Symbol x)
    {
        var (far, at) = (new Approach.PlusInfinity(), new Assignment<Interval>());
        yield return ((LimitValue.Unknown)deep.Limit(x, far, Context.Empty)[0].Limit).Because.Why;
        yield return deep.ExpandAt(x, far, 2, Context.Empty)[0].Because?.Why;
        var found = deep.Depends(x, Context.Empty);
        yield return found.Direction.Blocking?.Why;
        yield return found.Curvature.Blocking?.Why;
        yield return found.IsLogLogConvex.Blocking?.Why;
        yield return deep.SignIn(Context.Empty).Blocking?.Why;
        yield return ((OrderVerdict.Unknown)OrderCalculus.Decide(deep, x, Context.Empty)).Refusal.Why;
        yield return OrderDiagram.Of(deep, x, Context.Empty).Refusal?.Why;
        yield return ((Balance.Refused)Balancing.Balance(deep, [x], Context.Empty)).Refusal.Why;
        yield return ((Minimum.Unknown)deep.Minimise([x], Context.Empty)).Because.Why;
        yield return ((Minimum.Unknown)deep.MinimiseOver([(x, Interval.Of(1, 2))], at, Context.Empty)).Because.Why;
        yield return ((Inverse.Unknown)deep.Below(1, x, Context.Empty)).Because.Why;
        yield return ((Inverse.Unknown)deep.Below(1.0, x, Context.Empty, at)).Because.Why;
    }

    [Fact]
    public void Changes_of_variable_are_bounded()
    {
        // Every level is a new variable for all above it.
        Expr tower = new Symbol("x");
        for (var i = 0; i < 8; i++)
            tower = Power.Of(new Symbol("n"), tower);
        Assert.Equal(Trend.Increasing, tower.Depends(new("x"), Context.Empty).Direction.Value);
    }

    [Fact]
    public void Deep_expressions_are_printed()
    {
        var deep = Deep(1000);
        Assert.True(deep.ToString().Length > 5000);
        Assert.True(Latex.Print(deep).Length > 5000);
        Assert.Throws<ArgumentException>(() => Infix.Parse(Deep(3000).ToString()));
    }

    [Fact]
    public void Exponents_of_a_thousand_digits_are_exact()
    {
        var digits = new string('7', 1000);
        var power = Infix.Parse($"x^{digits}");
        Assert.Equal($"x^{digits}", power.ToString());
        Assert.Equal("1", (power / power).Simplify(Context.Empty).ToString());
        Assert.Equal(double.PositiveInfinity, power.Evaluate(("x", 2.0)));
        Assert.Equal(Interval.Of(double.MaxValue, double.PositiveInfinity), power.Enclose(Assignment.Of<Interval>(("x", 2.0))));
        Assert.Equal($"{digits}*x^{digits[..^1]}6", power.Derivative(Expr.Symbol("x")).ToString());
        Assert.Equal($"2^{digits}", Infix.Parse($"2^{digits}").Simplify(Context.Empty).ToString());
    }

    [Fact]
    public void Explosive_work_is_left_undone()
    {
        Assert.Equal("(a + b + c)^1000000", Infix.Parse("(a + b + c)^(10^6)").Simplify(Context.Empty).ToString());
        var product = Infix.Parse("(a + b)^9*(c + d)^9*(e1 + f)^9*(g + h)^9").Simplify(Context.Empty);
        Assert.All(product.SubExpressions().OfType<Sum>(), sum => Assert.InRange(sum.Items.Count, 2, Rewriting.MostTerms));
        Assert.Equal(
            "(x^400 - y^397)/(x^399 - y^400)",
            Infix.Parse("(x^400 - y^397)/(x^399 - y^400)").Simplify(Context.Empty).ToString()
        );
        Assert.Throws<ArgumentException>(() => Infix.Parse("sum(i, 1, 10^12, i)").Evaluate());
    }
}
