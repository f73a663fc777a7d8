using Theory.Bounds.Papers;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;

namespace Theory.Bounds.Tests;

/// <summary>The closed forms of the diffusion bound's terms, in enclosures.</summary>
public class DiffusionBoundTests
{
    private static readonly Context Facts = Chen2025Diffusion.Stated.Facts.Aggregate(
        Context.Empty,
        (context, fact) => context.With(fact)
    );

    private static readonly Expr T2 = Chen2025Diffusion.Stated.Terms.Single(t => t.Name == "t2").Expr.InClosedForm(Facts);

    // sqrt(2) R times the surrogate.
    private static readonly Expr T3 = Expr.Sqrt(2) * (Expr)new Symbol("R") * Chen2025GeneratorTerm.Surrogate.Right;

    private static Assignment<Interval> At(params (string, double)[] values) =>
        Assignment.Of(values.Select(v => (v.Item1, Interval.Point(v.Item2))));

    // One dimension, second moment 1, R = L = 1, m = 200, many steps.
    private static Assignment<Interval> Golden => At(("V", 1), ("d", 1), ("R", 1), ("L", 1), ("m", 200), ("N", 1e9), ("i", 1));

    private static Interval Value(Expr e, double t) => e.Enclose(Golden.With("T", Interval.Point(t)));

    [Fact]
    public void T2_is_the_reference_figure()
    {
        // d = 2, |x|^2 = 3, T = .5: half the squared term is the divergence, .12189643740500578.
        var value = T2.Enclose(At(("V", 3), ("d", 2), ("R", 1), ("T", 0.5), ("i", 1), ("m", 1)));
        Assert.Equal(0.12189643740500578, value.Middle * value.Middle / 2, 1e-12);
        Assert.Equal(1.5053508514, Value(T2, 0.1).Middle, 1e-9);
        Assert.Equal(0.17955500550, Value(T3, 0.8).Middle, 1e-8);
    }

    [Fact]
    public void The_surrogate_bound_has_a_minimum_inside_certified_by_enclosures()
    {
        // T1 lies between -T2^2/(2 R^2) (compensation) and 0, and above -log 2 for two points.
        Interval Squeeze(double t) => Value(T2, t) * Value(T2, t) / 2.0;
        var inside = Value(T2 + T3, 0.84692751399).Upper;
        // T2 falls and T3 rises, so that these hold further out too.
        Assert.True((Value(T2, 0.1) - Interval.Point(Math.Log(2))).Lower > inside);
        Assert.True((Value(T3, 2) - Squeeze(2)).Lower > inside);
        // Without T1 the minimiser is certified as well, and moved by less than .01.
        var minimum = Assert.IsType<Minimum.Certified>(
            (T2 + T3).MinimiseOver([(new Symbol("T"), Interval.Of(0.1, 2))], Golden, Context.Empty, 1e-6)
        );
        var where = minimum.Argmin.Single().Value;
        Assert.InRange(where.Lower, 0.84, 0.87);
        Assert.InRange(where.Upper, 0.84, 0.87);
        Assert.InRange(minimum.Value.Middle, 0.21669, 0.21720);
    }
}
