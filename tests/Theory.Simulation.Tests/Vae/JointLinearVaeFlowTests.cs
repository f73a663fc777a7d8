using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.Vae;
using Theory.Testing;

namespace Theory.Simulation.Tests.Vae;

public class JointLinearVaeFlowTests
{
    private static Arbitrary<JointLinearVaeFlow> Flows =>
        (
            from data in Gen.Choose(0, 40)
            from noise in Gen.Choose(3, 20)
            from decoder in Gen.Choose(-20, 20)
            from encoder in Gen.Choose(-20, 20)
            from variance in Gen.Choose(-20, 10)
            from rate in Gen.Elements(0.3, 1, 4)
            select new JointLinearVaeFlow(
                data / 10.0,
                noise / 10.0,
                new LinearVaeMode(decoder / 10.0, encoder / 10.0, variance / 10.0),
                rate
            )
        ).ToArbitrary();

    [Fact]
    public void The_flow_of_each_direction_is_gradient_descent_of_the_whole_model_on_its_bound()
    {
        // Two columns on two of three principal directions, one quieter than the noise; slopes of the loss by differences.
        double[] data = [3, 0.4, 1];
        const double noise = 0.7;
        LinearVaeMode[] starts = [new(0.3, 0.1, 0), new(0.8, -0.2, -1)];
        var basis = Matrix<double>.Build.Dense(3, 3, RandomStream.Root(2).Gaussians(9)).QR().Q;
        var covariance = basis * Matrix<double>.Build.Diagonal(data) * basis.Transpose();
        var zero = Vector<double>.Build.Dense(3);
        Matrix<double> Columns(Func<LinearVaeMode, double> length) =>
            Matrix<double>.Build.DenseOfColumnVectors(starts.Select((s, k) => basis.Column(k) * length(s)));
        LinearVae Model(double[] p) =>
            new(
                zero,
                Matrix<double>.Build.Dense(3, 2, p[..6]),
                Matrix<double>.Build.Dense(3, 2, p[6..12]).Transpose(),
                Vector<double>.Build.Dense([Math.Exp(p[12]), Math.Exp(p[13])]),
                noise
            );
        double[] Force(double[] p) =>
            [
                .. p.Select(
                    (_, i) =>
                    {
                        double At(double shift) => Model([.. p.Select((x, j) => j == i ? x + shift : x)]).Loss(zero, covariance);
                        return (At(-1e-5) - At(1e-5)) / 2e-5;
                    }
                ),
            ];
        double[] Moved(double[] p, double step, double[] force) => [.. p.Zip(force, (x, f) => x + step * f)];

        double[] parameters =
        [
            .. Columns(s => s.Decoder).AsColumnMajorArray(),
            .. Columns(s => s.Encoder).AsColumnMajorArray(),
            .. starts.Select(s => s.LogVariance),
        ];
        double[] times = [0.5, 1, 2];
        var expected = starts.Select((s, k) => new JointLinearVaeFlow(data[k], noise, s).At(times)).ToArray();
        const double step = 2.5e-3;
        for (var n = 1; n <= 800; n++)
        {
            parameters = Moved(parameters, step, Force(Moved(parameters, step / 2, Force(parameters))));
            var at = Array.FindIndex(times, t => Math.Abs(t - n * step) < step / 2);
            if (at < 0)
                continue;
            var model = Model(parameters);
            for (var k = 0; k < 2; k++)
            {
                var mode = expected[k][at];
                Assert.InRange((model.Decoder.Column(k) - mode.Decoder * basis.Column(k)).L2Norm(), 0, 2e-5);
                Assert.InRange((model.Encoder.Row(k) - mode.Encoder * basis.Column(k)).L2Norm(), 0, 2e-5);
                Assert.Equal(mode.Variance, model.Variances[k], 2e-5);
            }
        }
    }

    [Fact]
    public void The_bound_never_rises_and_ends_at_a_rest() =>
        Forall.Holds(
            Flows,
            flow =>
            {
                var modes = flow.At([0, 0.1, 0.5, 2, 10, 50]);
                Assert.Equal(flow.Start, modes[0]);
                var losses = modes.Select(flow.Loss).ToArray();
                Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-9));
                Assert.True(losses[^1] >= flow.Loss(flow.Optimum) - 1e-9);
            },
            trials: 60,
            trialsInFull: 1000
        );

    [Theory]
    [InlineData(2.5, 0.5, 1)]
    [InlineData(2.5, 0.5, 3)]
    [InlineData(0.6, 0.5, 1)]
    public void A_direction_louder_than_the_noise_is_learned_from_a_small_start(double data, double noise, double rate)
    {
        var flow = new JointLinearVaeFlow(data, noise, new LinearVaeMode(1e-6, 0, 0), rate);
        Assert.True(flow.CollapseExponent > 0);
        // Between the two times a small deviation grows exponentially, at the rate stated.
        var (early, late) = (8 / flow.CollapseExponent, 10 / flow.CollapseExponent);
        var modes = flow.At([early, late, 1000 / flow.CollapseExponent]);
        Assert.Equal(
            flow.CollapseExponent,
            Math.Log(modes[1].Decoder / modes[0].Decoder) / (late - early),
            1e-2 * flow.CollapseExponent
        );
        Assert.Equal(flow.Optimum.Decoder, modes[2].Decoder, 1e-6);
        Assert.Equal(flow.Optimum.Encoder, modes[2].Encoder, 1e-6);
        Assert.Equal(flow.Optimum.LogVariance, modes[2].LogVariance, 1e-6);
        // The optimum of the mode is that of the whole model.
        var (zero, covariance) = (Vector<double>.Build.Dense(1), Matrix<double>.Build.Dense(1, 1, data));
        var best = LinearVae.Optimum(zero, covariance, latent: 1, noise);
        Assert.Equal(best.Loss(zero, covariance), flow.Loss(flow.Optimum), 1e-12);
    }

    [Fact]
    public void A_direction_quieter_than_the_noise_collapses_however_it_starts()
    {
        var flow = new JointLinearVaeFlow(0.4, 0.5, new LinearVaeMode(1.5, -0.7, -1));
        Assert.True(flow.CollapseExponent < 0);
        Assert.Equal(default, flow.Optimum);
        var end = flow.At([400])[0];
        Assert.Equal(0, Math.Abs(end.Decoder) + Math.Abs(end.Encoder) + Math.Abs(end.LogVariance), 1e-6);
    }

    [Fact]
    public void With_a_fast_encoder_the_flow_is_the_one_in_closed_form()
    {
        const double data = 3;
        const double noise = 0.7;
        const double start = 0.2;
        var closed = new LinearVaeFlow(data, noise, start * start);
        double[] times = [0.1, 0.5, 2];
        double Gap(double rate)
        {
            var exact = new LinearVaeMode(start, start / (start * start + noise), Math.Log(noise / (start * start + noise)));
            var modes = new JointLinearVaeFlow(data, noise, exact, rate).At(times);
            return modes.Zip(times, (mode, t) => Math.Abs(mode.Decoder * mode.Decoder - closed.At(t))).Max();
        }
        Assert.InRange(Gap(1), 0.1, 10);
        Assert.InRange(Gap(1000), 0, 5e-3);
        // The gap is of the order of one over the rate.
        Assert.InRange(Gap(100) / Gap(1000), 8, 12);
    }

    [Fact]
    public void Flows_that_are_none_are_refused()
    {
        var flow = new JointLinearVaeFlow(1, 0.5, default);
        Assert.Equal([default], flow.At([3]));
        Assert.Throws<ArgumentException>(() => flow.At([1, 0.5]));
        Assert.Throws<ArgumentException>(() => flow.At([-1]));
        Assert.Throws<ArgumentException>(() => (flow with { NoiseVariance = 0 }).At([1]));
        Assert.Throws<ArgumentException>(() => (flow with { EncoderRate = -1 }).At([1]));
    }
}
