using System.Diagnostics;
using System.Globalization;
using Theory.Symbolics.Export;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Export;

/// <summary>Expressions as programs have the values that they have here.</summary>
public sealed class ExportTests
{
    private static readonly Expr[] Corpus =
    [
        .. new[]
        {
            "tau^4/(m*n) + tau^3/m^2 + 1/tau - 2/3",
            "1/lambda*(KL(rho, prior) + log(1/delta)) + lambda*Delta^2/(8*n)",
            "-x^2 + exp(-x)*min(x, 2, y)/max(1, y) - sqrt(x + y)/pi",
            "R*sqrt(2)*mean(i, 1, 3, sqrt(KL_i)) + sum(j, 2, 4, x^j/j)",
            "(x + 1)^(-3/2)*e^(1/3) + 123456789012345678901234567890*x/7 - (y - x)",
            "x/mean(i, 1, 4, i*x + 1) - y/sum(i, 1, 2, x^i)",
            "-N*(S + E) + beta/is + in^2*mean(i, 1, 4, f(i) + g(x))",
            "sum(i, 1, 4, sum(j, 1, 3, i/j - j)) + sum(i, 1, 3, i) + class^2",
            "x/10^9 + 1/123456789012345678901234567890",
        }.Select(text => Infix.Parse(text)),
    ];

    // Numbers 1.5, 2.5, ... in the order of the parameters; members of families are their index and a half.
    private static double Value(int parameter) => 1.5 + parameter;

    private static Expr Numbers(Expr e) =>
        e is Quantity { Meaning: Indexed x } ? x.Indices[0] + (Expr)Rational.Half : e.MapChildren(Numbers);

    private static double Here(Expr e)
    {
        var exported = ExportedExpression.Of(e);
        return Numbers(exported.Body)
            .Evaluate([
                .. exported.Parameters.Index().Where(p => p.Item.Indices == 0).Select(p => (p.Item.Name, Value(p.Index))),
            ]);
    }

    private static void HaveTheValues(string printed)
    {
        var values = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(Corpus.Length == values.Length, printed);
        foreach (var (e, value) in Corpus.Zip(values))
        {
            var (here, there) = (Here(e), double.Parse(value, CultureInfo.InvariantCulture));
            Assert.True(Math.Abs(here - there) <= 1e-12 * (1 + Math.Abs(here)), $"{e}: {here} here, {there} there");
        }
    }

    private static string Arguments(Expr e, string family) =>
        string.Join(
            ", ",
            ExportedExpression
                .Of(e)
                .Parameters.Select((p, k) => p.Indices > 0 ? family : Value(k).ToString(CultureInfo.InvariantCulture))
        );

    [SymPyFact]
    public void Functions_in_Python_have_the_same_values()
    {
        var calls = Corpus.Select(
            (e, k) => $"{SourceCode.Python(e, $"f{k}", "A test.")}\nprint(repr(f{k}({Arguments(e, "lambda k: k + 0.5")})))\n"
        );
        HaveTheValues(Python.Run(string.Concat(calls), ""));
    }

    // A sum without a term is 0, a mean of none is undefined.
    private static readonly (string Text, string Value)[] Empty =
    [
        ("sum(i, 5, n, i*x) + x", "2.5"),
        ("mean(i, 5, n, i*x) + x", "nan"),
        ("sum(i, n, 2, i*x) + x + mean(j, n, 2, j)", "11.5"),
    ];

    [SymPyFact]
    public void Sums_without_terms_have_the_same_values_in_Python()
    {
        var calls = Empty.Select(
            (e, k) => $"{SourceCode.Python(Infix.Parse(e.Text), $"f{k}", "A test.")}\nprint(repr(f{k}(n=1, x=2.5)))\n"
        );
        Assert.Equal(
            Empty.Select(e => e.Value),
            Python.Run(string.Concat(calls), "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        foreach (var (text, value) in Empty)
            Assert.Equal(
                value == "nan" ? double.NaN : double.Parse(value, CultureInfo.InvariantCulture),
                Infix.Parse(text).Evaluate(("n", 1.0), ("x", 2.5))
            );
    }

    [SymPyFact]
    public void A_round_trip_through_SymPy_evaluates_to_the_same_numbers()
    {
        var programs = Corpus.Select(e =>
        {
            var numbers = ExportedExpression
                .Of(e)
                .Parameters.Index()
                .Where(p => p.Item.Indices == 0)
                .Select(p => $"{SymPy.Name(p.Item.Name)}: Rational('{Value(p.Index).ToString(CultureInfo.InvariantCulture)}')");
            return SourceCode.SymPy(e, Context.Empty)
                + "value = bound.doit().replace(lambda x: isinstance(x, Indexed), lambda x: x.indices[0] + Rational(1, 2))\n"
                + $"print(value.subs({{{string.Join(", ", numbers)}}}).evalf(25))\n";
        });
        HaveTheValues(Python.Run(string.Concat(programs), ""));
    }

    [Fact]
    public void Functions_in_CSharp_have_the_same_values_in_the_long_tier()
    {
        Assert.Contains(
            "public static double F(double lambda, double delta, double Delta, double n, double KL_rho_prior) =>",
            SourceCode.CSharp(Corpus[1], "F", "A test."),
            StringComparison.Ordinal
        );
        Assert.Contains("(double)i/(double)j", SourceCode.CSharp(Corpus[^2], "F", "A test."), StringComparison.Ordinal);
        Assert.Contains(
            "Enumerable.Range((int)(2.0), Math.Max(0, (int)(4.0) - (int)(2.0) + 1)).Select(j => ",
            SourceCode.CSharp(Corpus[3], "F", "A test."),
            StringComparison.Ordinal
        );
        if (!Forall.Full)
            return;
        var folder = Directory.CreateTempSubdirectory("theory-").FullName;
        try
        {
            var functions = Corpus.Select(
                (e, k) =>
                    string.Join('\n', SourceCode.CSharp(e, "F", "A test.").Split('\n').Skip(2))
                        .Replace("class Bounds", $"class Bounds{k}", StringComparison.Ordinal)
            );
            var calls = Corpus.Select(
                (e, k) =>
                    $"Console.WriteLine(Bounds{k}.F({Arguments(e, "k => k + 0.5")}).ToString(\"R\", CultureInfo.InvariantCulture));\n"
            );
            var file = Path.Combine(folder, "program.cs");
            File.WriteAllText(file, "using System.Globalization;\n" + string.Concat(calls) + string.Concat(functions));
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", ["run", "--file", file])
                {
                    RedirectStandardOutput = true,
                    WorkingDirectory = folder,
                }
            )!;
            HaveTheValues(process.StandardOutput.ReadToEnd());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Quantities_are_parameters_by_names_that_programs_accept()
    {
        var exported = ExportedExpression.Of(Infix.Parse("KL(rho, prior) + KL_rho_prior + mean(i, 1, m, KL(q_i, prior))"));
        Assert.Equal("KL_rho_prior_2 + KL_rho_prior + mean(i, 1, m, KL_q_i_prior[i])", exported.Body.ToString());
        Assert.Equal(["KL_rho_prior", "m", "KL_rho_prior_2", "KL_q_i_prior"], exported.Parameters.Select(p => p.Name));
        Assert.Equal([0, 0, 0, 1], exported.Parameters.Select(p => p.Indices));
        Assert.Equal("KL(rho, prior)", exported.Parameters[2].Meaning);
    }

    [Fact]
    public void What_is_written_for_MathNet_is_read_back()
    {
        var e = Infix.Parse("-x^2 + log(n)*j/2");
        var program = SourceCode.MathNet(e);
        var text = program.Split('"')[1];
        Assert.Equal(e.Substitute(new Symbol("j"), new Symbol("j_")), Infix.Parse(text, dialect: Dialect.MathNet));
        Assert.Contains(
            "a sum over an index",
            Assert.Throws<ArgumentException>(() => SourceCode.MathNet(Corpus[3])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Members_of_a_family_share_the_parameter_that_is_a_function()
    {
        var e = Infix.Parse("A[1]/A[2] + KL(rho, prior)");
        Assert.Equal(
            [("A", 1), ("KL_rho_prior", 0)],
            ExportedExpression.Of(e).Parameters.Select(p => (p.Name, p.Indices)).Order()
        );
        var program = SourceCode.Python(e, "f", "A test.");
        Assert.Contains("    A: A[..], a function of whole numbers\n", program, StringComparison.Ordinal);
        Assert.Contains("    KL_rho_prior: KL(rho, prior)\n", program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-2*x*y", "-2.0*x*y")]
    [InlineData("-x*y", "-x*y")]
    [InlineData("x - 3*y", "x - 3.0*y")]
    [InlineData("3/(x*y)", "3.0/x/y")]
    [InlineData("1/x", "1.0/x")]
    public void A_product_is_written_with_its_sign_in_front(string text, string expected) =>
        Assert.Contains(
            $"=>\n        {expected};\n",
            SourceCode.CSharp(Infix.Parse(text), "F", "A test."),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_known_of_a_symbol_is_told_to_SymPy()
    {
        var program = SourceCode.SymPy(Infix.Parse("x + y + z + n"), Context.Given("x real, z >= 0, n integer"));
        string Line(string name) => program.Split('\n').Single(line => line.StartsWith($"{name} = ", StringComparison.Ordinal));
        Assert.EndsWith(", real=True)", Line("x"), StringComparison.Ordinal);
        Assert.EndsWith(", positive=True)", Line("y"), StringComparison.Ordinal);
        Assert.EndsWith(", nonnegative=True)", Line("z"), StringComparison.Ordinal);
        Assert.EndsWith(", integer=True, positive=True)", Line("n"), StringComparison.Ordinal);
    }
}
