using MathNet.Numerics.Distributions;
using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Verification.Evidence;

namespace Theory.Verification.Tests.Evidence;

/// <summary>A reverse diffusion with the exact score makes the data law; one broken on purpose must be caught.</summary>
public sealed class BrokenSimulatorTests
{
    private const double Horizon = 4;
    private const double Eps = 0.01;
    private static readonly Diffusion Diffusion = new(Schedule.OrnsteinUhlenbeck);
    private static readonly Gaussian Truth = new([0.5], 0.49);

    private static LawEvidence Watch(ScoreFunction score, Diffusion diffusion)
    {
        var sampler = new ReverseDiffusion(score, diffusion, Horizon, Eps);
        var sample = sampler.Sample(ReverseProcess.Sde, 6000, 1, 150, RandomStream.Root(17)).Points;
        var expected = new Normal(
            0.5 * Diffusion.Scale(Eps),
            Math.Sqrt(0.49 * Math.Pow(Diffusion.Scale(Eps), 2) + Diffusion.Variance(Eps))
        );
        return Enumerable
            .Range(0, sample.Count)
            .Aggregate(LawEvidence.Against(), (evidence, k) => evidence.With(expected.CumulativeDistribution(sample[k][0])));
    }

    [Fact]
    public void The_simulator_as_it_is_passes()
    {
        Assert.InRange(Watch(Truth.ScoreAlong(Diffusion), Diffusion).Value, 0, 1000);
    }

    [Fact]
    public void A_drift_of_the_wrong_sign_is_caught()
    {
        var score = Truth.ScoreAlong(Diffusion);
        // Damped, so that the broken process does not explode before it is looked at.
        ScoreFunction flipped = (points, time) => Points.Of(1, [.. score(points, time).Column(0).Select(s => -0.1 * s)]);
        Assert.True(Watch(flipped, Diffusion).Refutes(1e-6));
    }

    [Fact]
    public void Running_another_schedule_than_the_score_was_made_for_is_caught()
    {
        var other = new Diffusion(Schedule.Usual);
        Assert.True(Watch(Truth.ScoreAlong(Diffusion), other).Refutes(1e-6));
    }

    [Fact]
    public void A_wrong_covariance_is_caught()
    {
        Assert.True(Watch(new Gaussian([0.5], 0.7).ScoreAlong(Diffusion), Diffusion).Refutes(1e-6));
    }

    [Fact]
    public void A_shift_of_the_mean_is_caught()
    {
        Assert.True(Watch(new Gaussian([0.7], 0.49).ScoreAlong(Diffusion), Diffusion).Refutes(1e-6));
    }

    [Fact]
    public void Uniform_observations_raise_no_more_alarms_than_allowed()
    {
        var alarms = Enumerable
            .Range(0, 500)
            .Count(suite =>
            {
                var draws = RandomStream.Root(2).Child("suite", suite).Draws();
                var evidence = LawEvidence.Against();
                for (var k = 0; k < 200 && !evidence.Refutes(0.01); k++)
                    evidence = evidence.With(draws.Uniform());
                return evidence.Refutes(0.01);
            });
        // Binomial(500, .01) exceeds 20 with probability below 1e-6.
        Assert.InRange(alarms, 0, 20);
    }
}
