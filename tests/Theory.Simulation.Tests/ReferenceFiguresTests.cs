using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Divergences;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Tests.LearnedLaws;
using Theory.Simulation.Training;
using Theory.Testing;
using static System.FormattableString;

namespace Theory.Simulation.Tests;

/// <summary>The figures of theory.json that simulation computes, read from the file, each to the digits that it gives.</summary>
public sealed class ReferenceFiguresTests
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    public static TheoryData<string> Horizons => [".1", ".3", ".5", ".8", "1.2", "2"];

    [Theory]
    [MemberData(nameof(Horizons))]
    public void The_trade_off_of_two_points(string horizon)
    {
        var expected = Golden
            .Figures("A6")
            .GetProperty($"tradeoff T={horizon} (T1,T2,T3,sum)")
            .EnumerateArray()
            .Select(e => double.Parse(e.GetString()!, CultureInfo.InvariantCulture))
            .ToArray();
        var terms = TradeOff(double.Parse(horizon, CultureInfo.InvariantCulture));
        // T1 at T = 2 is 2e-18, below the error of a quadrature of numbers of the order of 1.
        Assert.Equal(expected[0], terms[0], 1e-11);
        for (var k = 1; k < 4; k++)
            Assert.Equal(1, terms[k] / expected[k], 1e-9);
    }

    [Fact]
    public void The_best_horizon_of_two_points()
    {
        var best = Golden.Figure("A6", "T* argmin");
        double Sum(double t) => TradeOff(t)[3];
        Assert.Equal(Golden.Figure("A6", "B(T*)"), Sum(best), 1e-10);
        Assert.True(Sum(best - 1e-3) > Sum(best) && Sum(best + 1e-3) > Sum(best));
    }

    [Theory]
    [InlineData("T=1.0", 1)]
    [InlineData("T=0.4", .4)]
    public void The_usual_schedule_and_the_published_sum(string key, double t)
    {
        Assert.Equal(1, Usual.Scale(t) / Golden.Figure("A6", $"{key} mean_weight"), 1e-9);
        Assert.Equal(1, Usual.Variance(t) / Golden.Figure("A6", $"{key} var"), 1e-12);
        Assert.Equal(1, Usual.NoiseBetween(0, t) / Golden.Figure("A6", $"{key} int beta"), 1e-12);
        var published = GeneratorSurrogate.Term(new Estimate.Exact(GeneratorSurrogate.Energy(3, Usual, t, steps: 1000)), 1, 200);
        Assert.Equal(1, published.Value / Math.Sqrt(2) / Golden.Figure("A6", $"{key} T3 code m=200 L=3"), 1e-10);
    }

    [Theory]
    [InlineData("T2 inner KL  d=2,|x|^2=3,T=.5", 2, 3, .5)]
    [InlineData("T2 inner KL  d=784,|x|^2=1000,T=1", 784, 1000, 1)]
    public void The_divergence_to_the_prior(string key, int dimension, double square, double t)
    {
        var point = new double[dimension];
        point[0] = Math.Sqrt(square);
        Assert.Equal(1, PriorDivergence.At(Points.FromRows(point), Usual, t).Mean / Golden.Figure("A", key), 1e-9);
    }

    [Theory]
    [InlineData(.01)]
    [InlineData(.1)]
    [InlineData(1)]
    public void The_Gaussian_equivalent_of_random_features(double t)
    {
        var model = GaussianEquivalent.At(t, 1, Activation.Tanh);
        double E2(string name) => Golden.Figure("E", Invariant($"E2 t={t} sx2=1 {name}"));
        Assert.Equal(1, model.Linear / E2("a_t"), 1e-9);
        Assert.Equal(1, model.Noise / E2("b_t"), 1e-9);
        Assert.Equal(1, model.Sample * model.Sample / E2("v_t^2"), 1e-9);
        Assert.Equal(1, model.FreshSquared / E2("s_t^2"), 1e-9);
    }

    [Fact]
    public void The_flow_of_two_random_features()
    {
        var weights = Matrix<double>.Build.DenseOfColumnArrays([1, -.5]);
        var model = RandomFeatureTraining.AtTime(.1, weights, Activation.Tanh);
        var path = new DescentPath(model.OnPoints(Points.OnLine(.3, -1.2)));
        var test = path.Observe(model.OnGaussian().Denoising);
        foreach (var time in new[] { 0, 1, 10, 100, 1000, 1_000_000 })
        {
            var filter = path.Flow(model.FlowTime(time));
            Assert.Equal(1, path.Loss(filter) / Golden.Figure("E", $"E1 Ltrain(tau={time})"), 1e-9);
            Assert.Equal(1, test.At(filter) / Golden.Figure("E", $"E1 Ltest(tau={time})"), 1e-9);
        }
        // The slowest mode decays in the paper's time as exp(-2 Delta lambda tau / psi_p), psi_p = 2.
        Assert.Equal(
            1,
            2 / (2 * model.NoiseVariance * path.Eigenvalues[0]) / Golden.Figure("E", "E1 timescale psi_p/(2 Delta lam_min)"),
            1e-8
        );
    }

    [Fact]
    public void Three_points_seen_through_noise()
    {
        var law = new PointLaw(Points.OnLine(-1, 0, 1)).Smoothed(.8, .36);
        var posterior = law.Posterior([.4]);
        Assert.Equal(1, law.PosteriorMean([.4])[0] / Golden.Figure("F", "F1 mu(x=.4)"), 1e-12);
        Assert.Equal(
            1,
            (posterior[0] + posterior[2] - Math.Pow(posterior[2] - posterior[0], 2)) / Golden.Figure("F", "F1 var"),
            1e-12
        );
        Assert.Equal(1, law.Score([.4])[0] / Golden.Figure("F", "F1 score"), 1e-11);
        Assert.Equal(1, Math.Exp(law.LogDensity([.4])) / Golden.Figure("F", "F1 p_t"), 1e-12);
        Assert.Equal(1, law.ProxyCovariance([.4])[0, 0] / Golden.Figure("F", "F1 C"), 1e-12);
        var exact = (Gaussian)new Gaussian([0], .25).At(new(Schedule.VariancePreservingFullDrift(new(1, 10), 20)), .01);
        Assert.Equal(1, exact.Covariance[0, 0] / Golden.Figure("F", "F3 exact Sigma_eps"), 1e-12);
    }

    [Theory]
    [InlineData("T=0.5 N=500 m=10", .5, 10)]
    [InlineData("T=1.0 N=1000 m=10", 1, 10)]
    [InlineData("T=2.0 N=2000 m=10", 2, 10)]
    [InlineData("T=1.0 N=1000 m=100", 1, 100)]
    public void The_chain_that_is_solved(string key, double t, int m)
    {
        var chain = GaussianChain.Of(Usual, t, (int)(1000 * t), m, fromEncoding: true);
        double A7(string name) => Golden.Figure("A", $"A7 {key} {name}");
        Assert.Equal(1, chain.Start / A7("a"), 1e-9);
        Assert.Equal(1, chain.Mean / A7("c"), 1e-12);
        Assert.Equal(1, chain.Noise / A7("v"), 1e-12);
        Assert.Equal(1, chain.InformationPerSample / A7("I(X0;X_i|XT)"), 1e-10);
        Assert.Equal(1, chain.Information / A7("I(X0;S|XT)"), 1e-10);
        Assert.Equal(1, chain.VarianceSurrogate / A7("var surrogate 1/2 sum tau b E|s-Es|^2"), 1e-10);
        Assert.Equal(1, chain.NormSurrogate / A7("norm surrogate 1/2 sum tau b E|s|^2"), 1e-10);
    }

    [Fact]
    public void The_information_of_a_mean_about_one_of_six_points()
    {
        var covariance = Matrix<double>.Build.DenseOfRowArrays([
            [1.0, 1.0 / 6],
            [1.0 / 6, 1.0 / 6],
        ]);
        Assert.Equal(
            1,
            MutualInformation.Gaussian(covariance, 1).Value / Golden.Figure("G", "G1 I(X_i;mean)=.5 ln(n/(n-1))"),
            1e-12
        );
    }

    // T1, T2, T3 and their sum for the points -1 and 1, R = 1, m = 200 and a score of norm 1.
    private static double[] TradeOff(double t)
    {
        var points = Points.OnLine(-1, 1);
        var information = EmpiricalInformation.At(points, [Usual.SignalToNoise(t)], 2, RandomStream.Root(1)).Values[0].Value;
        var prior = Math.Sqrt(2 * PriorDivergence.At(points, Usual, t).Mean);
        var generator = GeneratorSurrogate.Term(new Estimate.Exact(GeneratorSurrogate.Energy(1, Usual, t)), r: 1, m: 200).Value;
        return [-information, prior, generator, -information + prior + generator];
    }
}
