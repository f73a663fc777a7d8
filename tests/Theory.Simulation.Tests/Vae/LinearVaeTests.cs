using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Randomness;
using Theory.Simulation.Vae;
using Theory.Testing;

namespace Theory.Simulation.Tests.Vae;

public class LinearVaeTests
{
    private sealed record Case(Matrix<double> Covariance, int Latent, double Noise, ulong Seed);

    private static Arbitrary<Case> Cases =>
        (
            from order in Gen.Choose(2, 6)
            from latent in Gen.Choose(1, order - 1)
            from noise in Gen.Choose(1, 30)
            from seed in Gen.Choose(0, 1_000_000)
            select Draw(order, latent, noise / 10.0, (ulong)seed)
        ).ToArbitrary();

    private static Case Draw(int order, int latent, double noise, ulong seed)
    {
        var g = Matrix<double>.Build.Dense(order, 2 * order, RandomStream.Root(seed).Gaussians(2 * order * order));
        return new(g * g.Transpose() / order, latent, noise, seed);
    }

    [Fact]
    public void At_the_optimum_the_bound_is_the_log_likelihood() =>
        Forall.Holds(
            Cases,
            c =>
            {
                var (zero, vae) = Solve(c);
                var generated = vae.GeneratedCovariance();
                var likelihood =
                    (
                        generated.Cholesky().DeterminantLn
                        + generated.Cholesky().Solve(c.Covariance).Trace()
                        + zero.Count * Math.Log(2 * Math.PI)
                    ) / 2;
                Assert.Equal(likelihood, vae.Loss(zero, c.Covariance), 1e-9 * (1 + Math.Abs(likelihood)));
            },
            trials: 200
        );

    [Fact]
    public void No_model_near_the_optimum_or_far_from_it_has_a_better_bound() =>
        Forall.Holds(
            Cases,
            c =>
            {
                var (zero, best) = Solve(c);
                var stream = RandomStream.Root(c.Seed).Child("other");
                foreach (var size in new[] { 1e-3, 0.1, 1 })
                {
                    Matrix<double> Noise(string name, int rows, int columns) =>
                        Matrix<double>.Build.Dense(rows, columns, stream.Child(name).Gaussians(rows * columns)) * size;
                    var other = best with
                    {
                        Decoder = best.Decoder + Noise("decoder", zero.Count, c.Latent),
                        Encoder = best.Encoder + Noise("encoder", c.Latent, zero.Count),
                        Variances = best.Variances.PointwiseMultiply(Noise("variances", c.Latent, 1).Column(0).PointwiseExp()),
                    };
                    Assert.True(other.Loss(zero, c.Covariance) >= best.Loss(zero, c.Covariance) - 1e-10);
                    var exact = LinearVae.WithExactEncoder(zero, other.Decoder, c.Noise);
                    Assert.True(exact.Loss(zero, c.Covariance) <= other.Loss(zero, c.Covariance) + 1e-10);
                }
            },
            trials: 200
        );

    [Fact]
    public void The_best_noise_is_what_the_latent_space_leaves_out()
    {
        var covariance = Matrix<double>.Build.Diagonal([4, 2, 0.5, 0.3]);
        var zero = Vector<double>.Build.Dense(4);
        var best = LinearVae.Optimum(zero, covariance, latent: 2);
        Assert.Equal(0.4, best.NoiseVariance, 1e-12);
        foreach (var noise in new[] { 0.2, 0.39, 0.41, 0.8 })
            Assert.True(LinearVae.Optimum(zero, covariance, 2, noise).Loss(zero, covariance) > best.Loss(zero, covariance));
        Assert.Throws<ArgumentException>(() => LinearVae.Optimum(zero, covariance, latent: 4));
        Assert.Throws<ArgumentException>(() => LinearVae.Optimum(zero, covariance, latent: 5, noiseVariance: 1));
    }

    [Fact]
    public void A_direction_quieter_than_the_noise_collapses_to_the_prior()
    {
        var vae = LinearVae.Optimum(Vector<double>.Build.Dense(2), Matrix<double>.Build.Diagonal([4, 0.5]), 2, noiseVariance: 1);
        Assert.Equal(1, vae.Variances[1], 1e-12);
        Assert.Equal(0, vae.Encoder.Row(1).L2Norm(), 1e-12);
        Assert.Equal(0, vae.Decoder.Column(1).L2Norm(), 1e-12);
    }

    [Fact]
    public void The_flow_in_closed_form_is_gradient_descent_on_the_likelihood()
    {
        // Two columns on two of three principal directions, one of which collapses.
        double[] data = [3, 0.4, 1];
        const double noise = 0.7;
        double[] lengths = [0.05, 0.9];
        var basis = Matrix<double>.Build.Dense(3, 3, RandomStream.Root(2).Gaussians(9)).QR().Q;
        var covariance = basis * Matrix<double>.Build.Diagonal(data) * basis.Transpose();
        var decoder = Matrix<double>.Build.DenseOfColumnVectors(
            basis.Column(0) * Math.Sqrt(lengths[0]),
            basis.Column(1) * Math.Sqrt(lengths[1])
        );
        var flows = lengths.Select((u, k) => new LinearVaeFlow(data[k], noise, u)).ToArray();
        const double step = 1e-3;
        for (var k = 1; k <= 4000; k++)
        {
            // -grad of the negative log-likelihood by W: (C^-1 S C^-1 - C^-1) W, C = W W' + s^2 I; by the midpoint rule.
            Matrix<double> Force(Matrix<double> w)
            {
                var inverse = (w * w.Transpose() + Matrix<double>.Build.DiagonalIdentity(3) * noise).Inverse();
                return (inverse * covariance * inverse - inverse) * w;
            }
            decoder += step * Force(decoder + step / 2 * Force(decoder));
            if (k % 1000 == 0)
                for (var j = 0; j < 2; j++)
                    Assert.Equal(flows[j].At(k * step), decoder.Column(j) * decoder.Column(j), 1e-6);
        }
    }

    [Fact]
    public void The_flow_runs_from_its_start_to_its_limit_and_its_time_is_the_inverse() =>
        Forall.Holds(
            (
                from data in Gen.Choose(0, 40)
                from noise in Gen.Choose(1, 20)
                from start in Gen.Choose(1, 300)
                select new LinearVaeFlow(data / 10.0, noise / 10.0, start / 100.0)
            ).ToArbitrary(),
            flow =>
            {
                Assert.Equal(flow.Start, flow.At(0), 1e-12);
                Assert.Equal(flow.Limit, flow.At(1e12), 1e-4);
                Assert.Equal(flow.Limit, flow.At(double.PositiveInfinity), 1e-12);
                var losses = new List<double>();
                foreach (var time in new[] { 0.01, 0.1, 1, 10 })
                {
                    var u = flow.At(time);
                    losses.Add(flow.Loss(u));
                    if (Math.Abs(u - flow.Limit) > 1e-6)
                        Assert.Equal(1, flow.TimeOf(u) / time, 1e-6);
                }
                Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-12));
            },
            trials: 300
        );

    [Fact]
    public void A_length_that_the_flow_never_has_is_refused()
    {
        var flow = new LinearVaeFlow(DataVariance: 2, NoiseVariance: 1, Start: 0.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => flow.TimeOf(0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => flow.TimeOf(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => flow.At(-1));
    }

    private static (Vector<double> Mean, LinearVae Best) Solve(Case c)
    {
        var zero = Vector<double>.Build.Dense(c.Covariance.RowCount);
        return (zero, LinearVae.Optimum(zero, c.Covariance, c.Latent, c.Noise));
    }

    [Theory]
    [InlineData(1e-14)]
    [InlineData(1e-11)]
    [InlineData(-1e-12)]
    [InlineData(-1e-9)]
    public void A_direction_nearly_as_quiet_as_the_noise_moves_as_one_that_is(double gap)
    {
        var (near, equal) = (new LinearVaeFlow(1 + gap, 1, 2), new LinearVaeFlow(1, 1, 2));
        Assert.Equal(equal.TimeOf(.5), near.TimeOf(.5), 10 * Math.Abs(gap) + 1e-13);
        Assert.Equal(equal.At(3), near.At(3), 10 * Math.Abs(gap) + 1e-13);
    }
}
