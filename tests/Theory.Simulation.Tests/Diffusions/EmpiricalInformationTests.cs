using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.Diffusions;

public sealed class EmpiricalInformationTests
{
    private static readonly Arbitrary<Points> Small = Arb.From(
        from d in Gen.Choose(1, 2)
        from m in Gen.Choose(1, 6)
        from coordinates in Gen.Choose(-30, 30).ArrayOf(d * m)
        select Points.Owning(d, Array.ConvertAll(coordinates, x => x / 10.0))
    );

    private static readonly double[] Ratios = [.01, .2, 1, 5, 40];

    [Fact]
    public void Information_is_between_its_sure_ends_and_grows_with_the_signal() =>
        Forall.Holds(
            Small,
            points =>
            {
                var values = Ratios.Select(rho => QuadratureInformation.At(points, rho).Value).ToArray();
                foreach (var (value, rho) in values.Zip(Ratios))
                {
                    var ends = InformationBounds.Of(points, rho);
                    Assert.InRange(value, ends.Lower - 1e-8, ends.Upper + 1e-8);
                    Assert.InRange(ends.Upper, ends.Lower, Math.Log(points.Count));
                }
                Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 1e-8));
            },
            trials: 40,
            trialsInFull: 1000
        );

    [Fact]
    public void The_sure_ends_meet_as_the_signal_fades() =>
        Forall.Holds(
            Small.Filter(points => points.TotalVariance() > 0),
            points =>
            {
                // mmse at rho is that at 0 but for a share of at most rho r^2, half of which its integral loses; r^2 is at most 72.
                const double rho = 1e-4;
                var centred = Points.Generate(
                    points.Count,
                    points.Dimension,
                    (i, row) => System.Numerics.Tensors.TensorPrimitives.Subtract(points[i], points.Mean(), row)
                );
                var ends = InformationBounds.Of(centred, rho);
                Assert.Equal(1, ends.Upper / (rho * points.TotalVariance() / 2), 0.02);
                Assert.InRange(ends.Lower / ends.Upper, 1 - rho * 72 / 2, 1);
                Assert.InRange(QuadratureInformation.At(points, rho).Value, ends.Lower - 1e-9, ends.Upper + 1e-9);
            },
            trials: 40
        );

    [Fact]
    public void Copies_order_and_place_of_the_points_do_not_matter() =>
        Forall.Holds(
            Small,
            points =>
            {
                double[] Of(Points p) =>
                    [.. EmpiricalInformation.At(p, Ratios, 2, RandomStream.Root(1)).Values.Select(v => v.Value)];
                var m = points.Count;
                var expected = Of(points);
                var moved = Points.Generate(
                    2 * m,
                    points.Dimension,
                    (i, row) =>
                    {
                        points[(2 * m - 1 - i) % m].CopyTo(row);
                        foreach (ref var x in row)
                            x += 100;
                    }
                );
                // Every point twice, backwards and far away.
                Assert.Equal(expected, Of(moved), (a, b) => Math.Abs(a - b) < 1e-8);
            },
            trials: 25,
            trialsInFull: 500
        );

    [Fact]
    public async Task The_bits_do_not_depend_on_how_many_threads_are_free()
    {
        var points = Points.Owning(5, RandomStream.Root(3).Gaussians(5 * 400));
        double[] Run(ulong seed) =>
            [
                .. EmpiricalInformation
                    .At(points, Ratios, 4000, RandomStream.Root(seed))
                    .Values.SelectMany(v => new[] { v.Value, v.At(.05).Upper }),
            ];
        var alone = Run(1);
        Assert.NotEqual(alone, Run(2)); // what is drawn shows in them
        // Five threads at once have to share what one has to itself.
        var together = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(_ =>
                    Task.Factory.StartNew(
                        () => Run(1),
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
        );
        Assert.All(together, bits => Assert.Equal(alone, bits));
    }

    [Fact]
    public void One_point_tells_nothing()
    {
        var curve = EmpiricalInformation.At(Points.FromRows([1, 2, 3]), [.1, 100], 10, RandomStream.Root(1));
        Assert.All(curve.Values, value => Assert.Equal((0.0, 0.0, 0.0), (value.Value, value.At(.05).Lower, value.At(.05).Upper)));
        Assert.Throws<ArgumentException>(() => EmpiricalInformation.At(Points.OnLine(0), [-1], 10, RandomStream.Root(1)));
    }
}
