using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Tests.LearnedLaws;

public class FlowDensityTests
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    [Fact]
    public void With_the_exact_score_the_learned_density_is_that_of_the_blurred_data()
    {
        // Over [.05, 2] the prior is the diffused law to 1e-9.
        var law = new GaussianMixture([new Gaussian([1, 0], 0.3), new Gaussian([-1, 0.5], 0.2)]);
        var model = new ReverseDiffusion(law.ScoreAlong(Usual), Usual, 2, 0.05);
        var blurred = law.At(Usual, 0.05);
        var points = blurred.Sample(20, RandomStream.Root(1));
        var learned = FlowDensity.LogDensities(model, points, 60);
        Assert.All(Enumerable.Range(0, points.Count), i => Assert.Equal(blurred.LogDensity(points[i]), learned[i], 2e-4));
    }

    [Fact]
    public void On_the_line_it_agrees_with_the_masses_of_monotone_transport()
    {
        // A score that is wrong: that of data with another variance.
        var wrong = new Gaussian([0.4], 0.5).ScoreAlong(Usual);
        var model = new ReverseDiffusion(wrong, Usual, 0.5, 0.05);
        var masses = MonotoneTransport.ReverseOde(model, -6, 6, 1200, 400);
        var cell = 700;
        var centre = masses.From + (cell + 0.5) * masses.Step;
        var density = Math.Exp(FlowDensity.LogDensities(model, Points.OnLine(centre), 60)[0]);
        Assert.Equal(masses.Masses[cell] / masses.Step, density, 1e-4);
    }

    [Fact]
    public void The_flow_is_not_followed_from_time_0() =>
        Assert.Throws<ArgumentException>(() =>
            FlowDensity.LogDensities(
                new ReverseDiffusion(Gaussian.Standard(1).ScoreAlong(Usual), Usual, 1, 0),
                Points.OnLine(0),
                10
            )
        );

    [Fact]
    public void A_followed_flow_of_a_Gaussian_scales_its_points()
    {
        // The flow from N(0, S_T) to N(0, S_eps) multiplies by the root of their quotient.
        var diffusion = new Diffusion(Schedule.OrnsteinUhlenbeck);
        var data = new Gaussian([0, 0], 0.25);
        var model = new ReverseDiffusion(data.ScoreAlong(diffusion), diffusion, 2, 0.05);
        var start = Points.Of(2, RandomStream.Root(1).Gaussians(200));
        double Spread(double t) => Math.Sqrt(diffusion.Scale(t) * diffusion.Scale(t) * 0.25 + diffusion.Variance(t));
        var end = FollowedFlow.From(model, start, 1e-8).Points;
        for (var i = 0; i < start.Values.Length; i++)
            Assert.Equal(start.Values[i] * Spread(0.05) / Spread(2), end.Values[i], 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => FollowedFlow.From(model, start, 0));
    }
}
