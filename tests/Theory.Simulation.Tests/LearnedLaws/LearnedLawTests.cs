using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Divergences;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Tests.LearnedLaws;

public sealed class LearnedLawTests
{
    private static readonly Diffusion Ou = new(Schedule.OrnsteinUhlenbeck);
    private static readonly Gaussian Data = new([0], 2);

    // The score of N(0, 1.5) diffused, against data N(0, 2): wrong by a known amount.
    private static readonly ReverseDiffusion Wrong = new(new Gaussian([0], 1.5).ScoreAlong(Ou), Ou, .7, 0);

    private static readonly GaussianMixture Two = new([new([-1], .1), new([1.5], .2)], [1, 2]);

    [Fact]
    public void The_reverse_SDE_of_a_wrong_score_has_the_reference_law()
    {
        var law = FokkerPlanck.ReverseSde(Wrong, -10, 10, 1000, 400);
        Assert.Equal(1, law.Total, 1e-12);
        Assert.Equal(0, law.Mean, 1e-10);
        Assert.Equal(1.4457827321, law.Variance, 1e-4);
        Assert.Equal(0.029418696968, GridLaw.Of(Data, -10, 10, 1000).KullbackLeibler(law), 1e-5);
        Assert.Contains("reverse SDE", law.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Girsanov_bounds_the_divergence_with_the_weight_of_the_noise()
    {
        // KL 0.0294187 <= explicit score matching 0.0200173 + prior 0.0130898; with half the weight it would be violated.
        var loss = ScoreMatching.ExplicitOnLine(Wrong, Data, -12, 12, 2000);
        Assert.Equal(0.020017287589, loss.Value, 1e-9);
        Assert.True(loss.At(.5).Width < 1e-9);
        var prior = GaussianDivergence.KullbackLeibler((Gaussian)Data.At(Ou, .7), Wrong.Prior(1)).Value;
        Assert.Equal(0.013089777012, prior, 1e-11);
        Assert.True(0.029418696968 <= loss.Value + prior && 0.029418696968 > loss.Value / 2 + prior);
        var sampled = ScoreMatching.Explicit(Wrong, Data, 2000, RandomStream.Root(1));
        Assert.Equal(("biased", true), (sampled.Kind, Math.Abs(sampled.Value - loss.Value) < 2e-3));
    }

    [Fact]
    public void The_equality_case_of_Girsanov_is_attained()
    {
        // Score -x, data N(0, 2), T = .7: 0.14033663271 + 0.013089777012 = KL(N(0, 2) || N(0, 1)).
        var model = new ReverseDiffusion(Gaussian.Standard(1).ScoreAlong(Ou), Ou, .7, 0);
        Assert.Equal(0.14033663271, ScoreMatching.ExplicitOnLine(model, Data, -12, 12, 2000).Value, 1e-9);
        Assert.Equal(
            0.15342640972,
            GridLaw.Of(Data, -10, 10, 1000).KullbackLeibler(FokkerPlanck.ReverseSde(model, -10, 10, 1000, 100)),
            1e-5
        );
    }

    [Fact]
    public void Both_processes_with_the_exact_score_return_to_the_data()
    {
        var diffusion = new Diffusion(Schedule.Usual);
        var model = new ReverseDiffusion(Two.ScoreAlong(diffusion), diffusion, 1, .01);
        var truth = GridLaw.Of(Two.At(diffusion, .01), -6, 6, 1200);
        var sde = FokkerPlanck.ReverseSde(model, -6, 6, 1200, 800);
        var ode = MonotoneTransport.ReverseOde(model, -6, 6, 1200, 400);
        Assert.InRange(truth.KullbackLeibler(sde), 0, 1e-4);
        Assert.InRange(truth.KullbackLeibler(ode), 0, 1e-4);
        // Only the prior's error is left: p_T has mean 2/3 a_T = .0044.
        Assert.InRange(sde.Wasserstein1(ode), 0, 7e-3);
    }

    [Fact]
    public void Through_a_fine_grid_two_Gaussians_are_at_their_distance()
    {
        var (p, q) = (new Gaussian([0], 1), new Gaussian([1], 4));
        var expected = GaussianDivergence.Wasserstein1OnLine(p, q).Value;
        Assert.Equal(expected, GridLaw.Of(p, -16, 18, 4000).Wasserstein1(GridLaw.Of(q, -16, 18, 4000)), 1e-5);
    }

    [Fact]
    public void A_wrong_score_gives_the_two_processes_different_laws()
    {
        var model = Wrong with { Eps = 1e-6 };
        var sde = FokkerPlanck.ReverseSde(model, -10, 10, 1000, 400);
        var ode = MonotoneTransport.ReverseOde(model, -10, 10, 1000, 400);
        // The flow multiplies by the ratio of deviations: variance 1 * 1.5/(1.5 e^-1.4 + 1 - e^-1.4).
        Assert.Equal(1.5 / (1.5 * Math.Exp(-1.4) + 1 - Math.Exp(-1.4)), ode.Variance, 1e-4);
        Assert.True(Math.Abs(sde.Variance - ode.Variance) > .05);
        Assert.NotEqual(sde.Name, ode.Name);
    }

    [Fact]
    public void Draws_of_the_SDE_agree_with_its_Fokker_Planck_law()
    {
        var diffusion = new Diffusion(Schedule.Usual);
        // The empirical score of three points: the learned law is far from Gaussian.
        var model = new ReverseDiffusion(new PointLaw(Points.OnLine(-1, .2, 1.5)).ScoreAlong(diffusion), diffusion, 1, .05);
        var grid = FokkerPlanck.ReverseSde(model, -6, 6, 1200, 400);
        var draws = model.Sample(ReverseProcess.Sde, 20_000, 1, 400, RandomStream.Root(3));
        Assert.Contains("Euler-Maruyama", draws.Law, StringComparison.Ordinal);
        // Kolmogorov's distance of 20,000 draws exceeds .012 with probability below 1%; Euler's bias is of the order of the step.
        var sorted = draws.Points.Column(0).Order().ToArray();
        var (cumulated, distance) = (0.0, 0.0);
        for (var i = 0; i < grid.Masses.Count; i++)
        {
            cumulated += grid.Masses[i];
            var at = Array.BinarySearch(sorted, grid.From + (i + 1) * grid.Step);
            distance = Math.Max(distance, Math.Abs((at < 0 ? ~at : at) / 20_000.0 - cumulated));
        }
        Assert.True(distance < .015, $"Kolmogorov distance {distance}");
    }

    [Fact]
    public void Draws_of_both_processes_have_the_marginals_of_closed_forms()
    {
        var model = Wrong with { Eps = .1 };
        // Variance of the SDE by its linear recursion; of the flow by the ratio of deviations.
        double Model(double t) => 1.5 * Math.Exp(-2 * t) + 1 - Math.Exp(-2 * t);
        const int steps = 200;
        var h = .6 / steps;
        var sde = Enumerable.Range(0, steps).Aggregate(1.0, (v, k) => v * Math.Pow(1 + h - 2 * h / Model(.7 - k * h), 2) + 2 * h);
        var (first, second) = (
            model.Sample(ReverseProcess.Sde, 10_000, 1, steps, RandomStream.Root(5)),
            model.Sample(ReverseProcess.Ode, 10_000, 1, steps, RandomStream.Root(5))
        );
        Assert.Equal(sde, Moments.Of(first.Points.Values).Variance, 5 * sde * Math.Sqrt(2 / 10_000.0));
        var ode = Model(.1) / Model(.7);
        Assert.Equal(ode, Moments.Of(second.Points.Values).Variance, 5 * ode * Math.Sqrt(2 / 10_000.0));
        // From given starts the flow is deterministic and multiplies.
        var pushed = model.From(ReverseProcess.Ode, Points.OnLine(2), steps, RandomStream.Root(5));
        Assert.Equal(2 * Math.Sqrt(ode), pushed.Points[0][0], 1e-5);
    }

    [Fact]
    public void Times_out_of_order_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            (Wrong with { Eps = .7 }).Sample(ReverseProcess.Sde, 1, 1, 1, RandomStream.Root(1))
        );
        Assert.Throws<ArgumentException>(() => MonotoneTransport.ReverseOde(Wrong, -1, 1, 10, 10));
        Assert.Throws<ArgumentException>(() => FokkerPlanck.ReverseSde(Wrong, 1, -1, 10, 10));
        Assert.Throws<ArgumentException>(() => GridLaw.Of(Data, -1, 1, 10).KullbackLeibler(GridLaw.Of(Data, -1, 1, 20)));
    }
}
