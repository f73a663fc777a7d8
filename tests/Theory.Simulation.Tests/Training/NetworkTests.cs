using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Testing;

namespace Theory.Simulation.Tests.Training;

public class NetworkTests
{
    private sealed record Case(NetworkShape Shape, int Rows, ulong Seed)
    {
        public override string ToString() => $"widths {string.Join("-", Shape.Widths)}, {Shape.Hidden}, {Rows} rows, seed {Seed}";
    }

    private static Arbitrary<Case> Cases =>
        Arb.From(
            from widths in Gen.Choose(1, 40).ArrayOf()
            from input in Gen.Choose(1, 5)
            from output in Gen.Choose(1, 5)
            from hidden in Gen.Elements(Enum.GetValues<Activation>())
            from rows in Gen.Choose(1, 150)
            from seed in Gen.Choose(0, 1_000_000)
            select new Case(new NetworkShape([input, .. widths.Take(3), output], hidden), rows, (ulong)seed),
            c => c.Rows > 1 ? [c with { Rows = c.Rows / 2 }] : []
        );

    [Fact]
    public void A_network_computes_what_its_definition_says() =>
        Forall.Holds(
            Cases,
            c =>
            {
                var (network, inputs) = Draw(c);
                var outputs = network.Apply(inputs);
                var expected = Reference(c.Shape, Array.ConvertAll(network.Parameters.ToArray(), p => (double)p), inputs);
                for (var i = 0; i < outputs.Length; i++)
                    Assert.Equal(expected[i], outputs[i], 1e-4 * (1 + Math.Abs(expected[i])));
            },
            trials: 30,
            trialsInFull: 500
        );

    [Fact]
    public void Backpropagation_gives_the_slopes_of_finite_differences() =>
        Forall.Holds(
            // Relu has no derivative at its kink, which a difference may straddle.
            Cases.Filter(c => c.Shape.Hidden != Activation.Relu),
            c =>
            {
                var (network, inputs) = Draw(c);
                var targets = RandomStream.Root(c.Seed).Child("targets").Gaussians(c.Rows * c.Shape.Widths[^1]);
                var gradient = new float[c.Shape.ParameterCount];
                var loss = Loss(c, network, inputs, targets, gradient);
                var direction = RandomStream.Root(c.Seed).Child("direction").Gaussians(gradient.Length);
                double At(double step) =>
                    Reference(c.Shape, [.. network.Parameters.ToArray().Zip(direction, (p, u) => p + step * u)], inputs)
                        .Zip(targets, (y, target) => (y - target) * (y - target) / 2)
                        .Sum();
                Assert.Equal(At(0), loss, 1e-4 * (1 + At(0)));
                var slope = (At(1e-5) - At(-1e-5)) / 2e-5;
                var size = gradient.Zip(direction, (g, u) => Math.Abs(g * u)).Sum();
                Assert.Equal(slope, gradient.Zip(direction, (g, u) => g * u).Sum(), 1e-4 * (1 + size));
            },
            trials: 30,
            trialsInFull: 500
        );

    [Fact]
    public void Relu_passes_the_slopes_of_active_units_only()
    {
        var network = new Network(new NetworkShape([1, 2, 1], Activation.Relu), [1, -1, 0, 0, 3, 5, 0]);
        var gradient = new float[7];
        using var batch = new BatchGradient(network.Shape, 1);
        batch.At(network.Parameters.ToArray(), (_, x) => x[0] = 2, (_, y) => y[0] = 1, gradient);
        Assert.Equal([6f], network.Apply([2f]));
        Assert.Equal([6f, 0, 3, 0, 2, 0, 1], gradient);
    }

    [Fact]
    public void The_gradient_of_a_batch_is_the_sum_over_its_rows()
    {
        var c = new Case(new NetworkShape([3, 20, 2], Activation.Swish), 300, 5);
        var (network, inputs) = Draw(c);
        var targets = RandomStream.Root(6).Gaussians(600);
        var (whole, rows, one) = (
            new float[c.Shape.ParameterCount],
            new double[c.Shape.ParameterCount],
            new float[c.Shape.ParameterCount]
        );
        Loss(c, network, inputs, targets, whole);
        for (var i = 0; i < 300; i++)
        {
            Loss(c with { Rows = 1 }, network, inputs[(3 * i)..(3 * i + 3)], targets[(2 * i)..(2 * i + 2)], one);
            for (var k = 0; k < rows.Length; k++)
                rows[k] += one[k];
        }
        for (var k = 0; k < rows.Length; k++)
            Assert.Equal(rows[k], whole[k], 1e-3 * (1 + Math.Abs(rows[k])));
    }

    [Fact]
    public void Adam_takes_the_steps_of_its_definition()
    {
        const int count = 37; // two vectors and a rest
        var state = new Optimizer.Adam(0.1).Start(count);
        var values = new float[count];
        var (m, v, expected) = (new double[count], new double[count], new double[count]);
        for (var step = 1; step <= 20; step++)
        {
            var gradient = Array.ConvertAll(RandomStream.Root(1).Child("g", step).Gaussians(count), x => (float)x);
            state.Step(values, gradient);
            for (var i = 0; i < count; i++)
            {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                var (mean, square) = (m[i] / (1 - Math.Pow(0.9, step)), v[i] / (1 - Math.Pow(0.999, step)));
                expected[i] -= 0.1 * mean / (Math.Sqrt(square) + 1e-8);
            }
        }
        for (var i = 0; i < count; i++)
            Assert.Equal(expected[i], values[i], 1e-4);
    }

    [Fact]
    public void Descent_steps_against_the_gradient()
    {
        float[] values = [1, 2];
        new Optimizer.Sgd(0.5).Start(2).Step(values, [2f, -4f]);
        Assert.Equal([0f, 4f], values);
    }

    [Fact]
    public void Shapes_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Network.Initial(new NetworkShape([3], Activation.Relu), RandomStream.Root(1)));
        Assert.Throws<ArgumentException>(() =>
            Network.Initial(new NetworkShape([3, 0, 1], Activation.Relu), RandomStream.Root(1))
        );
        Assert.Throws<ArgumentException>(() => new Network(new NetworkShape([1, 1], Activation.Relu), [1f]));
        var network = Network.Initial(new NetworkShape([3, 1], Activation.Relu), RandomStream.Root(1));
        Assert.Throws<ArgumentException>(() => network.Apply([1f, 2f]));
    }

    private static (Network Network, float[] Inputs) Draw(Case c)
    {
        var stream = RandomStream.Root(c.Seed);
        var inputs = new float[c.Rows * c.Shape.Widths[0]];
        stream.Child("inputs").FillGaussians(inputs);
        return (Network.Initial(c.Shape, stream.Child("network")), inputs);
    }

    private static double Loss(Case c, Network network, float[] inputs, double[] targets, float[] gradient)
    {
        using var batch = new BatchGradient(c.Shape, c.Rows);
        return batch.At(
            network.Parameters.ToArray(),
            (first, x) => inputs.AsSpan(first * c.Shape.Widths[0], x.Length).CopyTo(x),
            (first, y) =>
            {
                var sum = 0.0;
                for (var i = 0; i < y.Length; i++)
                {
                    y[i] -= (float)targets[first * c.Shape.Widths[^1] + i];
                    sum += y[i] * y[i] / 2;
                }
                return sum;
            },
            gradient
        );
    }

    // The definition, in doubles, one row and one unit at a time.
    private static double[] Reference(NetworkShape shape, double[] parameters, float[] inputs)
    {
        var rows = inputs.Chunk(shape.Widths[0]).Select(row => Array.ConvertAll(row, x => (double)x));
        return
        [
            .. rows.SelectMany(row =>
            {
                var (layer, offset) = (row, 0);
                for (var l = 0; l < shape.Layers; l++)
                {
                    var (width, activation) = (shape.Widths[l + 1], l == shape.Layers - 1 ? Activation.Identity : shape.Hidden);
                    var (below, start, biases) = (layer, offset, offset + shape.Widths[l] * width);
                    layer =
                    [
                        .. Enumerable
                            .Range(0, width)
                            .Select(j =>
                                activation.Value(
                                    parameters[biases + j] + below.Select((x, i) => x * parameters[start + i * width + j]).Sum()
                                )
                            ),
                    ];
                    offset = biases + width;
                }
                return layer;
            }),
        ];
    }
}
