using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Compilation;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Compilation;

public class CompilationLaws
{
    private static readonly Gen<double[]> Point = Gen.Choose(1, 40).Select(k => k / 8.0).ArrayOf(Expressions.Names.Length);

    [Fact]
    public void Interpreted_compiled_and_vectorised_values_lie_in_the_enclosure() =>
        Forall.Holds(
            Expressions.RealWith(Point),
            law =>
            {
                var symbols = Expressions.Names;
                var at = law.at.Select((v, i) => symbols[i] == "m" ? Math.Ceiling(v) : v).ToArray();
                var box = Assignment.Of(symbols.Zip(at, (name, v) => (name, Interval.Point(v))));
                var enclosure = law.e.Enclose(box);
                var compiled = law.e.Compile(symbols);
                var many = new double[19];
                compiled.Evaluate(
                    [.. at.Select((v, i) => new ReadOnlyMemory<double>(Enumerable.Repeat(v, i % 2 == 0 ? 1 : 19).ToArray()))],
                    many
                );
                Close(law.e, enclosure, law.e.Evaluate(Assignment.Of(symbols.Zip(at))));
                Close(law.e, enclosure, compiled.Evaluate(at));
                Close(law.e, enclosure, many[0]);
                Close(law.e, enclosure, many[^1]);
                Assert.True(many[..16].All(v => v.Equals(many[0])));
            },
            trials: 1000,
            trialsInFull: 100_000
        );

    // Ill-conditioned expressions have wide enclosures; rounding to nearest errs by at most a small multiple of their widths.
    private static void Close(Expr e, Interval enclosure, double value)
    {
        if (enclosure.IsEmpty)
            Assert.True(double.IsNaN(value), $"{e}: {value:R} though it is undefined");
        if (double.IsInfinity(value))
            Assert.True(double.IsInfinity(value > 0 ? enclosure.Upper : enclosure.Lower), $"{e}: {value} in {enclosure}");
        if (double.IsNaN(value) || double.IsInfinity(value) || double.IsInfinity(enclosure.Upper - enclosure.Lower))
        {
            Assert.False(double.IsNaN(value) && enclosure.Width <= 1e-9 * Math.Abs(enclosure.Middle), $"{e}: NaN in {enclosure}");
            return;
        }
        var slack = 4 * enclosure.Width + 1e-14 * Math.Abs(enclosure.Middle) + 1e-300;
        Assert.True(
            enclosure.Lower - slack <= value && value <= enclosure.Upper + slack,
            $"{e}: {value:R} is not near {enclosure}"
        );
    }

    private static readonly Gen<double> AnyDouble = Gen.OneOf(
        Gen.Choose(-760_000_000, 720_000_000).Select(k => k / 1e6),
        Gen.Choose(-1_000_000, 1_000_000).Select(k => 1 + k / 1e7),
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select BitConverter.Int64BitsToDouble((long)high << 32 | (uint)low)
    );

    [Fact]
    public void Exponentials_and_logarithms_of_eight_err_by_at_most_two_units_in_the_last_place() =>
        Forall.Holds(
            Arb.From(AnyDouble),
            x =>
            {
                var (exp, log) = (VectorFunctions.Exp(Vector512.Create(x))[3], VectorFunctions.Log(Vector512.Create(x))[5]);
                if (double.IsNaN(x))
                {
                    Assert.True(double.IsNaN(exp) && double.IsNaN(log));
                    return;
                }
                Near(Interval.Point(x).Exp(), exp);
                if (x > 0)
                    Near(Interval.Point(x).Log(), log);
                else if (x < 0)
                    Assert.True(double.IsNaN(log));
            },
            trials: 5000,
            trialsInFull: 1_000_000
        );

    private static void Near(Interval enclosure, double value)
    {
        static double Up(double v) => Math.BitIncrement(Math.BitIncrement(v));
        Assert.True(
            -Up(-enclosure.Lower) <= value && value <= Up(enclosure.Upper),
            $"{value:R} is not near {enclosure.Lower:R}, {enclosure.Upper:R}"
        );
    }

    private static readonly Gen<(double Base, double Exponent)> Raised =
        from @base in Gen.OneOf(AnyDouble.Select(Math.Abs), Gen.Choose(1, 2_000_000).Select(k => (double)k))
        from exponent in Gen.OneOf(
            from p in Gen.Choose(-40, 40)
            from q in Gen.Choose(1, 12)
            select (double)p / q,
            Gen.Choose(-400_000, 400_000).Select(k => k / 1000.0)
        )
        select (@base, exponent);

    [Fact]
    public void Powers_of_eight_are_those_of_the_library_to_two_units_in_the_last_place_and_depend_on_their_own_place_alone() =>
        Forall.Holds(
            Arb.From(Raised),
            law =>
            {
                var (a, b) = law;
                var alone = VectorPower.Pow(Vector512.Create(a), Vector512.Create(b));
                var mixed = VectorPower.Pow(
                    Vector512.Create(1, a, -8, 0, a, double.NaN, double.Epsilon, double.MaxValue),
                    Vector512.Create(b, b, 1.0 / 3, -1, b, 2, -0.4, 7)
                );
                var expected = Math.Pow(a, b);
                Assert.True(
                    double.IsNaN(expected) && double.IsNaN(alone[2])
                        || Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(alone[2])) <= 2,
                    $"{a:R}^{b:R}: {alone[2]:R}, the library {expected:R}"
                );
                Assert.Equal(alone[2], mixed[1]);
                Assert.Equal(alone[7], mixed[4]);
                Assert.Equal([1, double.NaN, double.PositiveInfinity], [mixed[0], mixed[2], mixed[3]]);
            },
            trials: 5000,
            trialsInFull: 1_000_000
        );

    [Theory]
    [InlineData(0.0, 0.5, 0)]
    [InlineData(0.0, -0.5, double.PositiveInfinity)]
    [InlineData(-2.0, 17, -131072)]
    [InlineData(double.PositiveInfinity, -0.5, 0)]
    [InlineData(1.0, double.PositiveInfinity, 1)]
    [InlineData(2.0, 1074, double.PositiveInfinity)]
    [InlineData(2.0, -1074, double.Epsilon)]
    [InlineData(2.0, -1022.5, 1.5733648139913585E-308)]
    public void Powers_of_eight_have_their_values_at_the_ends(double @base, double exponent, double power) =>
        Assert.Equal(power, VectorPower.Pow(Vector512.Create(@base), Vector512.Create(exponent))[6]);

    [Theory]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0, double.NaN)]
    [InlineData(0.0, 1, double.NegativeInfinity)]
    [InlineData(1.0, Math.E, 0)]
    [InlineData(-745.5, 0, double.NaN)]
    [InlineData(-745, double.Epsilon, double.NaN)]
    [InlineData(709.79, double.PositiveInfinity, 6.564969151637525)]
    [InlineData(double.Epsilon, 1, -744.4400719213812)]
    public void Exponentials_and_logarithms_of_eight_have_their_values_at_the_ends(double x, double exp, double log)
    {
        Assert.Equal(exp, VectorFunctions.Exp(Vector512.Create(x))[0], 1e-15);
        Assert.Equal(log, VectorFunctions.Log(Vector512.Create(x))[7], 1e-12);
    }

    [Fact]
    public void The_conventions_hold_in_compiled_code()
    {
        var entropy = Infix.Parse("-p*log(p)").Compile("p");
        Assert.Equal(0, entropy.Evaluate(0.0));
        var values = new double[20];
        entropy.Evaluate([Enumerable.Range(0, 20).Select(k => k / 20.0).ToArray()], values);
        Assert.Equal(0, values[0]);
        Assert.Equal(-0.5 * Math.Log(0.5), values[10], 1e-15);
        Assert.Equal(double.PositiveInfinity, Infix.Parse("1/x").Compile("x").Evaluate(0.0));
        foreach (
            var undefined in new[] { "(x - 1)/(x - 1)", "log(x - 2)^0", "1^log(x - 2)", "log(x - 2)^(x - 1)", "log(x - 1)^e" }
        )
        {
            var nothing = Infix.Parse(undefined).Compile("x");
            Assert.Equal(double.NaN, nothing.Evaluate(1.0));
            nothing.Evaluate([Enumerable.Repeat(1.0, 20).ToArray()], values);
            Assert.All(values, value => Assert.Equal(double.NaN, value));
        }
        Assert.Equal(1, Infix.Parse("(x - 1)^0").Compile("x").Evaluate(1.0));
    }

    [Fact]
    public void Quantities_are_parameters_like_symbols() =>
        Assert.Equal(3.0, Infix.Parse("sqrt(KL(P, Q)*n)").Compile(Infix.Parse("KL(P, Q)"), Expr.Symbol("n")).Evaluate(4.5, 2));

    [Fact]
    public void Sums_over_an_index_are_interpreted() =>
        Assert.Equal(30.0, Infix.Parse("sum(i, 1, m, i^2)").Compile("m").Evaluate(4));

    [Fact]
    public void Missing_parameters_and_ragged_columns_are_refused_in_words()
    {
        Assert.Contains(
            "'y' is not among the parameters x",
            Assert.Throws<ArgumentException>(() => Infix.Parse("x + y").Compile("x")).Message
        );
        var f = Infix.Parse("x + y").Compile("x", "y");
        Assert.Contains(
            "1 values are given for the 2 parameters",
            Assert.Throws<ArgumentException>(() => f.Evaluate(1.0)).Message
        );
        Assert.Contains(
            "The column of 'y' has 3 values; 1 or 2 are needed",
            Assert.Throws<ArgumentException>(() => f.Evaluate([new double[2], new double[3]], new double[2])).Message
        );
    }

    [Fact]
    public void A_part_that_occurs_twice_is_computed_once_and_used_twice()
    {
        var f = Infix.Parse("exp(x*y)/(1 + exp(x*y)) + log(x + y)*(2 - log(x + y))").Compile("x", "y");
        var (x, y) = (0.75, 1.5);
        var (exp, log) = (Math.Exp(x * y), Math.Log(x + y));
        var expected = exp / (1 + exp) + log * (2 - log);
        Assert.Equal(expected, f.Evaluate(x, y), 1e-14);
        var values = new double[11];
        f.Evaluate([Enumerable.Repeat(x, 11).ToArray(), new[] { y }], values);
        Assert.All(values, value => Assert.Equal(expected, value, 1e-14));
    }

    [Fact]
    public void Factors_whose_product_overflows_are_not_put_together()
    {
        var values = new double[9];
        double[] large = [1e200];
        Infix.Parse("a*b*c").Compile("a", "b", "c").Evaluate([Enumerable.Repeat(1e-300, 9).ToArray(), large, large], values);
        Assert.All(values, value => Assert.Equal(1, value / 1e100, 1e-12));
    }
}
