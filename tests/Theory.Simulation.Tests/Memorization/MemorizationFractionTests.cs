using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Laws;
using Theory.Simulation.Memorization;
using Theory.Simulation.Randomness;
using Theory.Testing;

namespace Theory.Simulation.Tests.Memorization;

public sealed class MemorizationFractionTests
{
    private static readonly RandomStream Stream = RandomStream.Root(1);

    [Fact]
    public void Three_points_near_three_others_have_the_reference_ratios()
    {
        var report = Of(Points.OnLine(0, 1, 3), Points.OnLine(.1, .5, 2));
        Assert.Equal(1 / 3.0, report.Fraction.Value, 1e-15);
        Assert.Equal([1 / 9.0, 1, 1], report.Pairs.Select(pair => Math.Round(pair.Ratio, 12)), (a, b) => Math.Abs(a - b) < 1e-11);
        Assert.Equal((0, 0, 1), (report.Pairs[0].Generated, report.Pairs[0].Training, report.Pairs[0].Second));
        // By the inverse ratio all would count.
        Assert.All(report.Pairs, pair => Assert.True(pair.Ratio < 3));
    }

    [Fact]
    public void The_nearest_pair_is_that_of_the_plain_computation()
    {
        var cases =
            from d in Gen.Choose(1, 40)
            from n in Gen.Choose(3, 200)
            from m in Gen.Choose(1, 60)
            from seed in Gen.Choose(0, 1 << 20)
            from shift in Gen.Elements(0.0, 1, 1e4)
            from size in Gen.Elements(1.0, 1e-6, 1e6)
            from rounded in Gen.Elements(true, false)
            select (d, n, m, seed, shift, size, rounded);
        Forall.Holds(
            Arb.From(cases),
            c =>
            {
                // Rounded coordinates make ties and copies.
                Points Draw(int count, int k) =>
                    Points.Owning(
                        c.d,
                        Array.ConvertAll(
                            RandomStream.Root((ulong)c.seed).Child("points", k).Gaussians(count * c.d),
                            x => (c.rounded ? Math.Round(x) : x) * c.size + c.shift
                        )
                    );
                var (points, queries) = (Draw(c.n, 0), Draw(c.m, 1));
                foreach (var (pair, i) in NearestPair.Of(queries, points).Select((pair, i) => (pair, i)))
                {
                    var distances = Enumerable
                        .Range(0, c.n)
                        .Select(j => TensorPrimitives.Distance(queries[i], points[j]))
                        .Order()
                        .ToArray();
                    Assert.Equal((distances[0], distances[1]), (pair.FirstDistance, pair.SecondDistance));
                    Assert.Equal(distances[0], TensorPrimitives.Distance(queries[i], points[pair.First]));
                    Assert.NotEqual(pair.First, pair.Second);
                }
                int[] own = [.. Enumerable.Range(0, c.n)];
                foreach (var (pair, i) in NearestPair.Of(points, points, own).Select((pair, i) => (pair, i)))
                    Assert.True(pair.First != i && pair.Second != i);
            },
            trials: 60,
            trialsInFull: 2000
        );
    }

    [Fact]
    public void Many_tiles_give_what_one_gives()
    {
        // 5,000 points and 8,300 queries cross the tiles' borders.
        var (points, queries) = (
            Gaussian.Standard(3).Sample(5000, Stream),
            Gaussian.Standard(3).Sample(8300, Stream.Child("queries"))
        );
        var pairs = NearestPair.Of(queries, points);
        foreach (var i in (int[])[0, 8191, 8192, 8299])
        {
            var nearest = Enumerable
                .Range(0, 5000)
                .OrderBy(j => TensorPrimitives.Distance(queries[i], points[j]))
                .Take(2)
                .ToArray();
            Assert.Equal((nearest[0], nearest[1]), (pairs[i].First, pairs[i].Second));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Points_in_many_dimensions_have_the_pairs_of_the_plain_computation_near_a_surface_or_not(bool hasSurface)
    {
        // Enough of them that a screen folds the coordinates where that helps.
        const int d = 96;
        var frame = Stream.Child("frame").Gaussians(3 * d);
        Points Draw(int count, string name)
        {
            var (place, noise) = (Stream.Child(name).Gaussians(3 * count), Stream.Child(name + " noise").Gaussians(d * count));
            return Points.Generate(
                count,
                d,
                (i, row) =>
                {
                    for (var k = 0; k < d; k++)
                        row[k] =
                            noise[i * d + k] * (hasSurface ? 0.05 : 1)
                            + (hasSurface ? Enumerable.Range(0, 3).Sum(j => place[3 * i + j] * frame[j * d + k]) : 0);
                }
            );
        }
        var (points, queries) = (Draw(4000, "points"), Draw(3000, "queries"));
        var (pairs, own) = (NearestPair.Of(queries, points), NearestPair.Of(points, points, [.. Enumerable.Range(0, 4000)]));
        foreach (var i in Enumerable.Range(0, 60).Select(k => 49 * k))
        {
            Assert.Equal(Plain(queries[i].ToArray(), -1), (pairs[i].First, pairs[i].Second));
            Assert.Equal(Plain(points[i].ToArray(), i), (own[i].First, own[i].Second));
        }

        (int, int) Plain(double[] query, int but) =>
            Enumerable
                .Range(0, points.Count)
                .Where(j => j != but)
                .OrderBy(j => TensorPrimitives.Distance(query, points[j]))
                .Take(2)
                .ToArray()
                is [var first, var second]
                ? (first, second)
                : throw new InvalidOperationException();
    }

    [Fact]
    public void Folding_moves_no_two_points_apart()
    {
        // On a ray from the mean, such as from x to 3 x, a fold keeps distances as they are: any less careful map would fail there.
        var rays = Gaussian.Standard(80).Sample(15, Stream.Child("fold"));
        var points = Points.Generate(60, 80, (i, row) => TensorPrimitives.Multiply(rays[i / 4], 2 * (i % 4) - 3.0, row));
        var folded = Coordinates.All(points, points).Folded(points);
        var copies = folded.Copies(points);
        Assert.True(folded.Count < 40);
        for (var i = 0; i < points.Count; i++)
        for (var j = 0; j < i; j++)
        {
            var after =
                TensorPrimitives.Distance<float>(
                    copies.AsSpan(i * folded.Count, folded.Count),
                    copies.AsSpan(j * folded.Count, folded.Count)
                ) / folded.Scale;
            Assert.InRange(after, 0, TensorPrimitives.Distance(points[i], points[j]) * (1 + 1e-5));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Independent_Gaussian_points_score_the_null_and_not_zero(int d)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("memorization_null.json")));
        var measured = golden
            .RootElement.GetProperty("fraction_below_one_third_for_iid_gaussian")
            .GetProperty(d.ToString(CultureInfo.InvariantCulture))
            .GetProperty("f_mem")
            .GetDouble();
        var law = Gaussian.Standard(d);
        var report = MemorizationFraction.Of(
            law.Sample(2000, Stream.Child("train", d)),
            law.Sample(2000, Stream.Child("generated", d)),
            law.Sample(2000, Stream.Child("held out", d)),
            1 / 3.0,
            pairs: 3,
            leaveOneOut: 1000,
            Stream
        );
        Assert.True(report.Fraction.At(1e-4).Contains(measured), $"{report.Fraction.At(1e-4)} and {measured}");
        Assert.Equal(report.Null, Math.Pow(3, -d), 1e-15);
        Assert.Equal(measured, report.NullLeaveOneOut.Value, .04);
        Assert.True(report.NullHeldOut!.At(1e-4).Contains(report.Fraction.Value));
    }

    [Fact]
    public void Replayed_training_points_are_all_memorised()
    {
        var training = Gaussian.Standard(5).Sample(300, Stream);
        var report = Of(training, training.Rows(100, 50));
        Assert.Equal((1.0, 50), (report.Fraction.Value, report.Count));
        Assert.Equal((100, 0.0), (report.Pairs[0].Training, report.Pairs[0].Distance));
        Assert.True(report.Fraction.At(.05).Lower > .9);
        Assert.True(report.NullLeaveOneOut.Value < .1);
        // The null is of the points held out, whatever was generated.
        var fresh = Gaussian.Standard(5).Sample(50, Stream.Child("fresh"));
        var exchanged = MemorizationFraction.Of(training, fresh, training.Rows(100, 50), 1 / 3.0, 1, 10, Stream);
        Assert.Equal((true, 1.0), (exchanged.Fraction.Value < .1, exchanged.NullHeldOut!.Value));
        // A point that stands twice in the training set is a copy all the same.
        Assert.Equal(1, Of(Points.OnLine(1, 1, 5), Points.OnLine(1)).Fraction.Value);
    }

    [Fact]
    public void Impossible_questions_are_refused_in_words()
    {
        var (three, one) = (Points.OnLine(1, 2, 3), Points.OnLine(1));
        string Fault(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
        Assert.Contains("three at least", Fault(() => Of(Points.OnLine(1, 2), one)), StringComparison.Ordinal);
        Assert.Contains(
            "dimension 2 and the points 1",
            Fault(() => Of(three, Points.FromRows([1, 2]))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "k = 1.5",
            Fault(() => MemorizationFraction.Of(three, one, null, 1.5, 1, 1, Stream)),
            StringComparison.Ordinal
        );
    }

    private static MemorizationFraction Of(Points training, Points generated) =>
        MemorizationFraction.Of(training, generated, null, 1 / 3.0, pairs: 10, leaveOneOut: 1000, Stream);

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e308)]
    public void Points_whose_squared_distances_overflow_are_refused(double far)
    {
        var e = Assert.Throws<ArgumentException>(() => NearestPair.Of(Points.OnLine(-far), Points.OnLine(0, far / 2, far)));
        Assert.Contains("rescale", e.Message, StringComparison.Ordinal);
    }
}
