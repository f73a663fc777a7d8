using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Tests.LearnedLaws;
using Theory.Testing;
using Theory.Verification.Chains;
using Theory.Verification.Experiments;
using Theory.Verification.Instances;

namespace Theory.Verification.Tests.Experiments;

public sealed class Vastola2025ExperimentTests
{
    private static readonly Lazy<Measurement> Kernel = new(() => Run.Quick("vastola2025-v-kernel"));

    [Fact]
    public void Gaps_are_filled_by_the_reference_amounts_and_by_learned_models()
    {
        var m = Run.Quick("vastola2025-gap-filling", ("models", "24"), ("draws", "500"), ("cells", "60"));
        var golden = Golden.Figures("F");
        foreach (var row in m.Rows("gaussian"))
        {
            Assert.Equal(golden.GetProperty($"F3 N={row[0]} no noise Var").GetDouble(), row[1], 1e-12);
            Assert.Equal(golden.GetProperty($"F3 N={row[0]} naive noise Var").GetDouble(), row[2], 1e-12);
        }
        Assert.Equal(golden.GetProperty("F3 exact Sigma_eps").GetDouble(), m.Number("variance at eps"), 1e-12);
        Assert.Equal(Decision.NotRefuted, m.Says("the variance that fresh proxies add").Decision);
        Assert.Equal(Decision.NotRefuted, m.Says("the flow itself").Decision);
        Assert.Equal(Decision.NotRefuted, m.Says("the law learned on average").Decision);
        // Thirty steps and a table do not follow a flow learned from 256 samples.
        Assert.Equal(Decision.Refuted, m.Says("the published sampler").Decision);
    }

    [Fact]
    public void Which_gaps_of_the_plane_are_filled_depends_on_the_features()
    {
        var m = Run.Quick("vastola2025-panel", ("models", "10"), ("draws", "80"), ("cells", "12"));
        Assert.Equal(Decision.NotRefuted, m.Says("at one orientation it depends on the features").Decision);
        Assert.NotEqual(Decision.Refuted, m.Says("every average law").Decision);
        Assert.Equal(6, m.Plots.Count);
        // What was drawn beyond the window is not in the map.
        Assert.All(m.Plots, plot => Assert.InRange(plot.Map!.Values.Sum() * (3.0 / 12) * (3.0 / 12), 0.8, 1));
    }

    [Theory]
    [InlineData("the mean covariance of the proxy score", Decision.NotRefuted)]
    [InlineData("denoising and explicit score matching", Decision.NotRefuted)]
    [InlineData("for equal variances the kernel averaged", Decision.NotRefuted)]
    [InlineData("refits to fresh targets", Decision.NotRefuted)]
    [InlineData("for drawn designs the variance falls", Decision.NotRefuted)]
    [InlineData("for drawn designs the variance grows", Decision.NotRefuted)]
    [InlineData("a step with a fresh proxy", Decision.NotRefuted)]
    [InlineData("a step tells of the sample", Decision.NotRefuted)]
    [InlineData("wrong version: with a^2/sigma^2", Decision.Refuted)]
    [InlineData("wrong version: it is C P/F", Decision.Refuted)]
    [InlineData("wrong version: it grows like P/F", Decision.Refuted)]
    [InlineData("wrong version: as if all targets", Decision.Refuted)]
    [InlineData("wrong version: with one D", Decision.Refuted)]
    [InlineData("the same with the averaged V-kernel", Decision.Refuted)]
    public void What_is_exact_stands_and_every_wrong_version_falls(string claim, Decision decision) =>
        Assert.Equal(decision, Kernel.Value.Says(claim).Decision);

    [Fact]
    public void The_sign_of_the_curvature_matters_to_the_covariance()
    {
        // I/sigma^2 minus the Hessian adds up to the wrong sum: 1/sigma^2 plus the Fisher information, not minus it.
        Assert.All(
            Kernel.Value.Rows("proxy-covariance"),
            row =>
            {
                var (noise, fisher, whole) = (row[2], row[3], row[5]);
                Assert.Equal(whole - fisher, noise, 1e-9 * whole);
                Assert.NotEqual(whole + fisher, noise, 1e-3 * whole);
            }
        );
    }

    [Fact]
    public void Where_the_start_tells_what_was_learned_the_information_lies_between_the_two_forms()
    {
        var world = Vastola2025Worlds.TellingStart(4);
        var joint = ChainWorlds.Of(Chen2025Chains.VarianceUnderJoint)!.Judge(world);
        var product = ChainWorlds.Of(Chen2025Chains.VarianceUnderProduct)!.Judge(world);
        Assert.InRange(0.0430849, joint.Left.Lower, joint.Left.Upper);
        Assert.True(joint.Left.Width < 5e-5);
        Assert.Equal(0.045, joint.Right.Middle, 1e-7);
        Assert.Equal(0.01125, product.Right.Middle, 1e-7);
        Assert.True(joint.Agrees && product.Violates);
        // With one cell the start tells nothing, and both forms are one number.
        var apart = Vastola2025Worlds.TellingStart(1);
        var (whole, kernel) = (
            ChainWorlds.Of(Chen2025Chains.VarianceUnderJoint)!.Judge(apart),
            ChainWorlds.Of(Chen2025Chains.VarianceUnderProduct)!.Judge(apart)
        );
        Assert.Equal(whole.Right.Middle, kernel.Right.Middle, 1e-12);
        Assert.True(whole.Agrees && kernel.Agrees);
    }

    [Theory]
    [InlineData(.5, 10)]
    [InlineData(2, 10)]
    [InlineData(1, 100)]
    public void For_a_score_that_deviates_alike_everywhere_the_variance_form_is_the_V_kernel_even_at_a_telling_start(
        double horizon,
        int m
    )
    {
        // s(x, t) = -(x - a mean(S)): Cov_S s = a^2/m at every x, so that V = D^2 a^2/m with D = beta/2.
        var (diffusion, steps) = (new Diffusion(Schedule.Usual), (int)(1000 * horizon));
        var h = horizon / steps;
        var kernels = Enumerable
            .Range(0, steps)
            .Sum(k =>
            {
                var t = horizon - k * h;
                var (rate, scale) = (diffusion.NoiseRate(t), diffusion.Scale(t));
                var kernel = rate / 2 * (scale * scale / m) * rate / 2;
                return h * rate / 2 * kernel / (rate / 2 * rate / 2);
            });
        foreach (var fromEncoding in new[] { true, false })
        {
            var chain = GaussianChain.Of(diffusion, horizon, steps, m, fromEncoding);
            Assert.Equal(1, kernels / chain.VarianceSurrogate, 1e-12);
            Assert.True(chain.Information <= kernels);
        }
    }

    [Fact]
    public void A_linear_field_with_a_Gaussian_coefficient_spreads_the_averaged_law_by_the_golden_factor()
    {
        // x' = kappa delta x over unit time, delta ~ N(0, 1): E x^2/x_0^2 = exp(2 kappa^2), by Euler steps at Gauss-Hermite nodes.
        const double kappa = 0.2;
        double[] nodes = [0, 1.1544053947399682, 2.3667594107345415, 3.7504397177257425];
        double[] weights = [0.45714285714285713, 0.24012317860501270, 0.030757123967586498, 0.00054826885597221786];
        double Squared(double delta)
        {
            var flow = new ReverseDiffusion(
                (x, _) => Simulation.Points.OnLine([.. x.Values.ToArray().Select(y => kappa * delta * y)]),
                new(new Schedule("unit", new("t"), 1, new Symbolics.Symbol("t"), 2)),
                1,
                0
            );
            var end = flow.From(
                ReverseProcess.Ode,
                Simulation.Points.OnLine(1),
                2000,
                Simulation.Randomness.RandomStream.Root(1)
            );
            return Math.Pow(end.Points.Values[0], 2);
        }
        var mean = nodes.Zip(weights, (z, w) => z == 0 ? w * Squared(0) : w * (Squared(z) + Squared(-z))).Sum();
        Assert.Equal(1.0832870676749586, mean, 1e-6);
    }
}
