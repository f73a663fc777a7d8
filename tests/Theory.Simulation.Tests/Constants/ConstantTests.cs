using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Constants;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Testing;

namespace Theory.Simulation.Tests.Constants;

public sealed class ConstantTests
{
    [Fact]
    public void A_coin_has_the_constant_of_Kearns_and_Saul()
    {
        Assert.Equal(0.23604450023, Math.Pow(SubGaussian.OfCoin(.3), 2), 1e-11);
        Assert.Equal(0.26879009104, SubGaussian.OfCoin(.001), 1e-11);
        Assert.Equal((.5, 0.0, 0.0), (SubGaussian.OfCoin(.5), SubGaussian.OfCoin(0), SubGaussian.OfCoin(1)));
        Assert.Equal(SubGaussian.OfCoin(.5 + 6e-5), SubGaussian.OfCoin(.5 + 4e-5), 1e-8);
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(.3)]
    [InlineData(.001)]
    public void The_search_over_finite_laws_finds_the_constant_of_a_coin(double p) =>
        Assert.True(SubGaussian.OfFinite([0, 1], [1 - p, p]).At(.5).Contains(SubGaussian.OfCoin(p)));

    [Fact]
    public void A_constant_is_between_the_deviation_and_half_the_range() =>
        Forall.Holds(
            Arb.From(
                from n in Gen.Choose(2, 5)
                from values in Gen.Choose(-50, 50).ArrayOf(n)
                from weights in Gen.Choose(1, 20).ArrayOf(n)
                select (
                    values: Array.ConvertAll(values, x => x / 10.0),
                    weights: Array.ConvertAll(weights, w => w / (double)weights.Sum())
                )
            ),
            law =>
            {
                var r = SubGaussian.OfFinite(law.values, law.weights).Value;
                var mean = law.values.Zip(law.weights, (x, w) => x * w).Sum();
                var deviation = Math.Sqrt(law.values.Zip(law.weights, (x, w) => (x - mean) * (x - mean) * w).Sum());
                Assert.InRange(r, deviation - 1e-12, SubGaussian.OfRange(law.values.Min(), law.values.Max()) + 1e-9);
                // The definition at some s.
                foreach (var s in (double[])[-3, -.4, .2, 1, 7])
                    Assert.True(
                        Math.Log(law.values.Zip(law.weights, (x, w) => w * Math.Exp(s * (x - mean))).Sum())
                            <= s * s * r * r / 2 + 1e-9
                    );
            },
            trials: 60
        );

    [Fact]
    public void A_bounded_variable_has_half_its_range()
    {
        Assert.Equal(1.5, SubGaussian.OfRange(-1, 2));
        Assert.Throws<ArgumentException>(() => SubGaussian.OfRange(2, -1));
    }

    [Fact]
    public void The_steepest_pair_is_found_among_all() =>
        Assert.Equal(3, Lipschitz.LowerBound(Points.OnLine(0, 5, 1), Points.OnLine(0, 1, 3)));

    [Fact]
    public void A_trained_network_stays_below_its_bound()
    {
        var network = Network.Initial(new NetworkShape([2, 16, 16, 3], Activation.Relu), RandomStream.Root(4));
        var x = Gaussian.Standard(2).Sample(150, RandomStream.Root(5));
        var images = Points.Of(
            3,
            Array.ConvertAll(network.Apply(Array.ConvertAll(x.Values.ToArray(), v => (float)v)), y => (double)y)
        );
        var layers = Lipschitz.Layers(network);
        Assert.Equal([(16, 2), (16, 16), (3, 16)], layers.Select(layer => (layer.RowCount, layer.ColumnCount)));
        Assert.InRange(Lipschitz.LowerBound(x, images), 1e-3, Lipschitz.AveragedBound(layers));
        // One linear layer: the bound is attained along the first singular direction.
        var linear = Network.Initial(new NetworkShape([2, 3], Activation.Relu), RandomStream.Root(6));
        var direction = Lipschitz.Layers(linear)[0].Svd().VT.Row(0).ToArray();
        var ends = Array.ConvertAll(linear.Apply([0, 0, (float)direction[0], (float)direction[1]]), y => (double)y);
        Assert.Equal(
            Lipschitz.ProductBound(Lipschitz.Layers(linear)),
            Lipschitz.LowerBound(Points.FromRows([0, 0], direction), Points.Of(3, ends)),
            1e-5
        );
    }

    [Fact]
    public void Bounds_of_a_network_are_in_order_and_hold()
    {
        var stream = RandomStream.Root(3);
        Matrix<double> Layer(int rows, int columns, int k) =>
            Matrix<double>.Build.Dense(rows, columns, stream.Child("layer", k).Gaussians(rows * columns));
        Matrix<double>[] layers = [Layer(6, 3, 0), Layer(5, 6, 1), Layer(2, 5, 2)];
        var x = Gaussian.Standard(3).Sample(200, stream.Child("x"));
        var images = Points.Generate(
            200,
            2,
            (i, row) =>
            {
                var y = Vector<double>.Build.Dense(x[i].ToArray());
                foreach (var (layer, k) in layers.Select((layer, k) => (layer, k)))
                    y = k < 2 ? (layer * y).PointwiseTanh() : layer * y;
                y.AsArray().CopyTo(row);
            }
        );
        var (lower, averaged, product) = (
            Lipschitz.LowerBound(x, images),
            Lipschitz.AveragedBound(layers),
            Lipschitz.ProductBound(layers)
        );
        Assert.True(lower <= averaged && averaged <= product, $"{lower} {averaged} {product}");
        // By hand for three layers: the four ways to merge.
        double Norm(params Matrix<double>[] merged) => merged.Aggregate((a, b) => a * b).L2Norm();
        var (a, b, c) = (layers[0], layers[1], layers[2]);
        var byHand = (Norm(c, b, a) + Norm(c, b) * Norm(a) + Norm(c) * Norm(b, a) + Norm(c) * Norm(b) * Norm(a)) / 4;
        Assert.Equal(byHand, averaged, 1e-10);
        Assert.Throws<ArgumentException>(() => Lipschitz.ProductBound([a, c]));
    }

    [Fact]
    public void Values_that_do_not_occur_do_not_count_and_numbers_that_are_none_are_refused()
    {
        Assert.True(SubGaussian.OfFinite([0, 1, 1e6], [.9, .1, 0]).At(.5).Contains(SubGaussian.OfCoin(.1)));
        Assert.Equal(0, SubGaussian.OfFinite([3, 5], [1, 0]).Value);
        Assert.Throws<ArgumentException>(() => SubGaussian.OfFinite([0, double.NaN], [.5, .5]));
        Assert.Throws<ArgumentException>(() => SubGaussian.OfFinite([0, 1], [.5, double.NaN]));
        Assert.Equal(SubGaussian.OfCoin(1e-307), SubGaussian.OfCoin(1e-310), 1e-3);
    }
}
