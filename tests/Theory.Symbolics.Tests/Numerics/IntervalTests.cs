using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Numerics;

public class IntervalTests
{
    // Doubles of every size, signs and special values.
    private static readonly Gen<double> AnyDouble = Gen.Frequency(
        (4, Gen.Choose(-1000, 1000).Select(k => k / 64.0)),
        (3, ArbMap.Default.ArbFor<double>().Generator.Where(double.IsFinite)),
        (
            2,
            from bits in Gen.Choose(int.MinValue, int.MaxValue)
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            let x = BitConverter.Int64BitsToDouble((long)bits << 32 | (uint)low)
            select double.IsFinite(x) ? x : 1.5
        ),
        (1, Gen.Elements(0.0, 1, -1, double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, 1e-300, 1e300))
    );

    private static readonly Arbitrary<(double A, double B)> Pairs = Arb.From(
        from a in AnyDouble
        from b in AnyDouble
        select (a, b)
    );

    private static readonly Arbitrary<double> Doubles = Arb.From(AnyDouble);

    [Fact]
    public void A_negative_number_has_the_powers_of_the_whole_exponents_in_an_interval()
    {
        Assert.Equal(Interval.Point(4), Interval.Point(-2).Pow(Interval.Of(1.5, 2.5)));
        Assert.True(
            Interval.Point(-2).Pow(Interval.Of(0.5, 3.5)) is var several && several.Contains(-8.0) && several.Contains(4.0)
        );
        Assert.True(Interval.Point(-2).Pow(Interval.Of(0.25, 0.75)).IsEmpty);
    }

    [Fact]
    public void Operations_on_points_contain_the_exact_result_in_at_most_two_neighbours() =>
        Forall.Holds(
            Pairs,
            pair =>
            {
                var (a, b) = (Rational.Exactly(pair.A), Rational.Exactly(pair.B));
                Tight(Interval.Point(pair.A) + Interval.Point(pair.B), a + b, pair.A, pair.B);
                Tight(Interval.Point(pair.A) - Interval.Point(pair.B), a - b, pair.A, pair.B);
                Tight(Interval.Point(pair.A) * Interval.Point(pair.B), a * b, pair.A, pair.B);
                if (!b.IsZero)
                    Tight(Interval.Point(pair.A) / Interval.Point(pair.B), a / b, pair.A, pair.B);
            },
            trials: 2000,
            trialsInFull: 200_000
        );

    private static void Tight(Interval enclosure, Rational exact, params double[] of)
    {
        Assert.True(enclosure.Contains(exact), $"{enclosure} does not contain {exact.ToDouble():R}");
        Assert.True(IsTight(enclosure, of), $"{enclosure} is not tight");
    }

    // Ends are the same or neighbours; near the ends of the doubles' range a processor without AVX-512 takes a step more.
    private static bool IsTight(Interval enclosure, params double[] of) =>
        of.All(v => v == 0 || IsUsual(v)) && IsUsual(enclosure.Middle)
            ? enclosure.Upper <= Math.BitIncrement(enclosure.Lower)
            : enclosure.Upper <= Math.BitIncrement(Math.BitIncrement(enclosure.Lower));

    private static bool IsUsual(double v) => Math.Abs(v) is >= 1e-280 and <= 1e280;

    [Fact]
    public void Square_roots_contain_the_exact_root() =>
        Forall.Holds(
            Doubles,
            x =>
            {
                var root = Interval.Point(Math.Abs(x)).Sqrt();
                var (low, high) = (Rational.Exactly(root.Lower), Rational.Exactly(root.Upper));
                var exact = Rational.Exactly(Math.Abs(x));
                Assert.True(low * low <= exact && exact <= high * high && IsTight(root, x));
            },
            trialsInFull: 100_000
        );

    [Fact]
    public void Rounding_in_hardware_and_by_exact_errors_agree_but_for_one_step_outwards_near_underflow() =>
        Forall.Holds(
            Pairs,
            pair =>
            {
                var (a, b) = pair;
                Assert.Equal(Rounding.AddDown(a, b), Rounding.Portable.AddDown(a, b));
                Near(Rounding.MultiplyDown(a, b), a == 0 || b == 0 ? 0 : Rounding.Portable.MultiplyDown(a, b));
                if (b != 0)
                    Near(Rounding.DivideDown(a, b), Rounding.Portable.DivideDown(a, b));
                Near(Rounding.SqrtDown(Math.Abs(a)), Rounding.Portable.SqrtDown(Math.Abs(a)));
                Near(-Rounding.SqrtUp(Math.Abs(a)), -Rounding.Portable.SqrtUp(Math.Abs(a)));
            },
            trials: 5000,
            trialsInFull: 200_000
        );

    private static void Near(double hardware, double portable) =>
        Assert.True(
            hardware == portable || portable == Math.BitDecrement(hardware),
            $"hardware {hardware:R}, portable {portable:R}"
        );

    [Fact]
    public void A_product_over_boxes_contains_the_products_of_their_points() =>
        Forall.Holds(
            Arb.From(from a in Box from b in Box from s in Share from t in Share select (a, b, s, t)),
            box =>
            {
                var (a, b) = (Inside(box.a, box.s), Inside(box.b, box.t));
                var (x, y) = (Rational.Exactly(a), Rational.Exactly(b));
                Assert.True((box.a + box.b).Contains(x + y));
                Assert.True((box.a - box.b).Contains(x - y));
                Assert.True((box.a * box.b).Contains(x * y));
                Assert.True(y.IsZero || (box.a / box.b).Contains(x / y), $"{box.a}/{box.b} = {box.a / box.b}");
                Assert.True(box.a.Pow(3).Contains(x * x * x));
                Assert.True(box.a.Pow(4).Contains(x * x * x * x));
                Assert.True(x.IsZero || box.a.Pow(-3).Contains((x * x * x).Reciprocal));
                Assert.True(x.IsZero || box.a.Pow(-2).Contains((x * x).Reciprocal));
            },
            trials: 2000,
            trialsInFull: 200_000
        );

    private static readonly Gen<Interval> Box =
        from a in Gen.Choose(-64, 64)
        from width in Gen.Choose(0, 40)
        select Interval.Of(a / 8.0, (a + width) / 8.0);

    private static readonly Gen<double> Share = Gen.Choose(0, 8).Select(k => k / 8.0);

    private static double Inside(Interval box, double share) => box.Lower + share * (box.Upper - box.Lower);

    [Fact]
    public void The_two_parts_of_log_2_enclose_it()
    {
        // log 2 to 40 digits.
        Assert.True(Rational.TryParse("0.6931471805599453094172321214581765680755", out var log2));
        Assert.True((Interval.Point(Elementary.Log2High) + Elementary.Log2Low).Contains(log2));
        Assert.True(Elementary.Log2Low.Contains(log2 - Rational.Exactly(Elementary.Log2High)));
    }

    [Fact]
    public void Exponentials_and_logarithms_contain_the_library_values_and_are_a_few_neighbours_wide() =>
        Forall.Holds(
            Doubles,
            x =>
            {
                var exp = Interval.Point(x).Exp();
                // The platform's functions err by at most a unit in the last place.
                Assert.True(
                    Math.BitDecrement(exp.Lower) <= Math.Exp(x) && Math.Exp(x) <= Math.BitIncrement(exp.Upper),
                    $"exp {x:R}: {exp}"
                );
                Assert.True(
                    exp.Upper < 1e-300 || exp.Upper > 1e308 || exp.Upper - exp.Lower <= 1.2e-15 * exp.Upper,
                    $"exp {x:R}: {exp}"
                );
                if (x == 0)
                    return;
                var log = Interval.Point(Math.Abs(x)).Log();
                Assert.True(
                    Math.BitDecrement(log.Lower) <= Math.Log(Math.Abs(x)) && Math.Log(Math.Abs(x)) <= Math.BitIncrement(log.Upper)
                );
                Assert.True(log.Upper - log.Lower <= 2e-15 * Math.Abs(log.Upper), $"log {x:R}: {log}");
            },
            trials: 5000,
            trialsInFull: 200_000
        );

    [Fact]
    public void Extended_values_follow_the_conventions()
    {
        var inf = Interval.Point(double.PositiveInfinity);
        Assert.Equal(Interval.Point(0), Interval.Point(0) * inf);
        Assert.True((inf - inf).IsEmpty);
        Assert.Equal(inf, Interval.Point(0).Reciprocal());
        Assert.Equal(-inf, Interval.Point(0).Log());
        Assert.True(Interval.Of(-2, -1).Log().IsEmpty);
        Assert.True(Interval.Of(-2, -1).Sqrt().IsEmpty);
        Assert.Equal(Interval.Of(0, 2), Interval.Of(-1, 4).Sqrt());
        Assert.Equal(Interval.Point(1), Interval.Point(0).Pow(Interval.Point(0)));
        Assert.Equal(Interval.Whole, Interval.Of(-1, 1).Reciprocal());
        Assert.False(Interval.Empty.Contains(0.0));
    }

    [Fact]
    public void Intervals_contain_their_ends_and_nothing_beyond_them()
    {
        var one = Interval.Of(1, 2);
        Assert.Equal(
            [false, true, true, true, false],
            new[] { 1 - Rational.Half, 1, 3 * Rational.Half, 2, 3 }.Select(x => one.Contains(x))
        );
        Assert.True(one.IsIn(one) && one.IsIn(Interval.Of(0, 2)) && one.IsIn(Interval.Of(1, 3)) && Interval.Empty.IsIn(one));
        Assert.False(one.IsIn(Interval.Of(1, 1.5)) || one.IsIn(Interval.Of(1.5, 2)));
        Assert.Equal(Interval.Of(1, 5), one.Hull(Interval.Of(4, 5)));
        Assert.Equal(one, one.Hull(Interval.Empty));
        Assert.Equal(one, Interval.Empty.Hull(one));
    }

    [Fact]
    public void A_zero_has_no_sign()
    {
        var (zero, one, tiny) = (Interval.Point(0), Interval.Point(1), Interval.Point(1e-300));
        Interval[] zeros =
        [
            one - one,
            -zero,
            zero - zero,
            -zero + -zero,
            zero * -one,
            zero / -one,
            -tiny * tiny,
            tiny - tiny,
            -(one - one),
        ];
        Assert.All(
            zeros,
            i => Assert.True(i.Contains(0.0) && !(i.Lower == 0 && double.IsNegative(i.Lower)) && !double.IsNegative(i.Upper))
        );
    }

    [Fact]
    public void The_root_of_a_square_is_a_point()
    {
        foreach (var root in new[] { 0, 1, 3, 1.5, double.PositiveInfinity })
        {
            Assert.Equal(Interval.Point(root), Interval.Point(root * root).Sqrt());
            Assert.Equal((root, root), (Rounding.Portable.SqrtDown(root * root), Rounding.Portable.SqrtUp(root * root)));
        }
    }
}
