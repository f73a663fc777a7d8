using FsCheck.Fluent;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using A = Theory.Probability.Finite.ExactArithmetic;

namespace Theory.Probability.Tests.Finite;

public sealed class ExactArithmeticTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel Channel = new("K", [X], Y);
    private static readonly Draw DrawX = Draw.From("X", P);
    private static readonly Law Joint = Law.Of(
        [DrawX, Draw.From("Y", Channel, DrawX.Variable)],
        DrawX.Variable,
        new Variable("Y", Y)
    );

    private static readonly Exact Zero = A.Of(Rational.Zero);
    private static readonly Exact One = A.Of(Rational.One);
    private static readonly Exact Third = A.Ratio(1, 3);
    private static readonly Exact Infinite = A.Exactly(double.PositiveInfinity);
    private static readonly Exact Minus = A.Exactly(double.NegativeInfinity);
    private static readonly Exact Unknown = Exact.Unknown;

    private static Exact Value(Expr e, FiniteWorld world)
    {
        var compiler = new FiniteCompiler<Exact, A>();
        var value = compiler.Compile(e);
        return value(compiler.Interpret(world));
    }

    [Fact]
    public void What_is_not_rational_is_not_known()
    {
        Assert.True(A.Log(A.Of(2)).IsUnknown);
        Assert.True(A.Exp(One).IsUnknown);
        Assert.True(A.Power(A.Of(2), Rational.Half).IsUnknown);
        Assert.True(A.Power(A.Of(2), 1000).IsUnknown);
        Assert.True(A.Of(Constant.Pi).IsUnknown);
        Assert.True(A.RelativeEntropy(Third, One, Third).IsUnknown);
        Assert.Equal(double.PositiveInfinity, A.Upper(Unknown));
        Assert.Equal(double.NaN, A.Near(Unknown));
    }

    [Fact]
    public void What_is_not_known_makes_what_is_made_of_it_unknown_but_times_nothing()
    {
        Assert.True(A.Add(Unknown, One).IsUnknown);
        Assert.True(A.Add(Unknown, Infinite).IsUnknown);
        Assert.True(A.Multiply(Unknown, Third).IsUnknown);
        Assert.True(A.Divide(One, Unknown).IsUnknown);
        Assert.True(A.Divide(Unknown, One).IsUnknown);
        Assert.True(A.Max(Unknown, One).IsUnknown);
        Assert.True(A.Min(One, Unknown).IsUnknown);
        Assert.True(A.Between(Zero, One).IsUnknown);
        Assert.Equal(Zero, A.Multiply(Unknown, Zero));
        Assert.False(A.IsZero(Unknown));
    }

    [Fact]
    public void Infinities_are_those_of_measure_theory()
    {
        Assert.Equal(Zero, A.Multiply(Infinite, Zero));
        Assert.Equal(Infinite, A.Multiply(Minus, A.Of(-2)));
        Assert.Equal(Infinite, A.Add(Infinite, One));
        Assert.True(A.Add(Infinite, Minus).IsUnknown);
        Assert.Equal(Infinite, A.Divide(Third, Zero));
        Assert.True(A.Divide(Zero, Zero).IsUnknown);
        Assert.Equal(Zero, A.Divide(Third, Infinite));
        Assert.Equal(Minus, A.Divide(Infinite, A.Of(-1)));
        Assert.True(A.Divide(Infinite, Infinite).IsUnknown);
        Assert.Equal(Minus, A.Log(Zero));
        Assert.Equal(Zero, A.Exp(Minus));
        Assert.Equal(Infinite, A.Power(Zero, -1));
        Assert.Equal((Minus, Infinite), (A.Min(Minus, A.Of(-5)), A.Max(Infinite, A.Of(5))));
        Assert.Equal((A.Of(-5), A.Of(5)), (A.Max(Minus, A.Of(-5)), A.Min(Infinite, A.Of(5))));
    }

    [Fact]
    public void A_positive_number_is_never_below_a_double_that_is_none()
    {
        // 10^-400 is nearest to 0, and above it.
        var tiny = A.Of(new Rational(1, System.Numerics.BigInteger.Pow(10, 400)));
        Assert.Equal(0, A.Near(tiny));
        Assert.Equal(double.Epsilon, A.Upper(tiny));
        Assert.Equal(0.5, A.Upper(A.Ratio(1, 2)));
        Assert.True(Rational.Exactly(A.Upper(Third)) > new Rational(1, 3));
    }

    [Fact]
    public void Laws_and_independence_are_told_apart_where_twelve_digits_are_not_enough()
    {
        var world = new FiniteWorld()
            .With("X", 2)
            .With("Y", 2)
            .With(P, KernelTable.Measure(1, 2))
            .With(Q, KernelTable.Measure(1, 2));
        var other = world.With(Q, KernelTable.Measure(1_000_000_000, 2_000_000_001));
        var same = Divergence.KL(Law.Of(P), Law.Of(Q));
        Assert.Equal(Zero, Value(same, world));
        Assert.InRange(other.Value(same), 0, 1e-12);
        Assert.True(Value(same, other).IsUnknown);

        var flat = world.With(
            Channel,
            new KernelTable([
                [1, 2],
                [100, 200],
            ])
        );
        var tilted = world.With(
            Channel,
            new KernelTable([
                [1, 2],
                [1_000_000_000, 2_000_000_001],
            ])
        );
        var information = new MutualInformation(Joint);
        Assert.Equal(Zero, Value(information, flat));
        Assert.InRange(tilted.Value(information), 0, 1e-12);
        Assert.True(Value(information, tilted).IsUnknown);
    }

    [Fact]
    public void What_is_known_lies_in_the_enclosure()
    {
        var mean = Expectation.Under([DrawX], new Evaluation(new Function("f", [X]), [DrawX.Variable]));
        Expr[] quantities =
        [
            Divergence.TV(Law.Of(P), Law.Of(Q)),
            mean,
            Power.Of(mean, 3) / (1 + (Expr)Divergence.TV(Law.Of(P), Law.Of(Q))),
            new Max([mean, -1 * (Expr)mean]),
            new MutualInformation(Joint),
        ];
        var weights = Gen.Choose(0, 6).ArrayOf(2).Where(w => w.Sum() > 0);
        var worlds =
            from p in weights
            from q in weights
            from k in weights
            from l in Gen.OneOf(weights, Gen.Constant(k))
            from f in Gen.Choose(-9, 9).ArrayOf(2)
            select new FiniteWorld()
                .With("X", 2)
                .With("Y", 2)
                .With(P, KernelTable.Measure(p))
                .With(Q, KernelTable.Measure(q))
                .With(Channel, new KernelTable([k, l]))
                .With(new Function("f", [X]), [.. f.Select(v => new Rational(v, 7))]);
        var known = 0;
        Forall.Holds(
            worlds.ToArbitrary(),
            world =>
            {
                foreach (var e in quantities)
                {
                    var exact = Value(e, world);
                    if (exact.IsUnknown)
                        continue;
                    Interlocked.Increment(ref known);
                    var compiler = new FiniteCompiler<Interval, Enclosures>();
                    var value = compiler.Compile(e);
                    var enclosure = value(compiler.Interpret(world));
                    Assert.True(
                        Rational.Exactly(enclosure.Lower) <= exact.Value && exact.Value <= Rational.Exactly(enclosure.Upper),
                        $"{e}: {exact.Value} is not in {enclosure}"
                    );
                }
            },
            trials: 200
        );
        // All but informations that are not 0.
        Assert.InRange(known, 200 * (quantities.Length - 1) / 10, int.MaxValue);
    }
}
