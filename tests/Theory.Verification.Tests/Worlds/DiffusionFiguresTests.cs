using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Tests.LearnedLaws;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.LinearScores;
using static System.FormattableString;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Worlds;

/// <summary>Reference figures of the diffusion bound and of its computable generator term, and the wrong versions that they exclude.</summary>
public sealed class DiffusionFiguresTests
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    [Theory]
    [InlineData(.5, "A5 T=0.5")]
    [InlineData(2, "A5 T=2")]
    public void The_diffused_coin_has_the_reference_figures_of_entropy_transport_and_memory(double horizon, string group)
    {
        var (world, bound) = (DiffusionWorlds.Coin(horizon), Catalog.Get("chen2025:diffusion-discrete"));
        double Of(string key) => Golden.Figure(group, key);
        var entropy = world.Value(Chen2025Diffusion.DataEntropy);
        var empirical = world.Value(
            Expectation.Under([DrawSample], new Entropy(Law.Of([Chen2025Diffusion.DrawIndex], Chen2025Diffusion.Chosen)))
        );
        Assert.Equal(Of("EH_minus_H"), empirical - entropy, 1e-9);
        Assert.Equal(Of("rhs_full"), world.Value(bound.Right) + empirical - entropy, 2e-5);
        Assert.Equal(Of("gen_minus_H"), world.Value(new Expectation(Chen2025Diffusion.IndependentLogLoss)) - entropy, 2e-5);
        var (gap, memory) = (
            world.Value(Chen2025Diffusion.PriorGap(Chen2025Diffusion.Forward).Substitute(TrainingIndex, 1)),
            world.Value(ParameterInformation.Substitute(TrainingIndex, 1))
        );
        Assert.Equal(Of("rhs_transport"), Math.Sqrt(2) * DiffusionWorlds.R * Math.Sqrt(gap + memory), 2e-5);
        Assert.Equal(Of("gap_transport"), Of("gen_logloss") - Of("recon_logloss"), 1e-9);
        Assert.Equal(Of("I_slide"), world.Value(ReverseMemory), 2e-5);
        // The reverse process tells less of a training point than the parameters do.
        Assert.True(world.Value(ReverseMemory) < memory);
    }

    private static Expr ReverseMemory
    {
        get
        {
            var noised = Draw.From("Z_i", Chen2025Diffusion.Forward, TrainingPoint);
            var generated = Draw.From("hatX_i", Generator, W, noised.Variable);
            Expr memory = new MutualInformation(
                Law.Of([DrawSample, DrawLearned, noised, generated], generated.Variable, TrainingPoint, noised.Variable)
            );
            return memory.Substitute(TrainingIndex, 1);
        }
    }

    [Fact]
    public void A_sampler_that_remembers_its_sample_tells_of_a_point_less_than_a_bound_free_of_the_horizon()
    {
        var limit = Golden.Figure("A5", "lim_{T->inf} I(X^0;X_1|X^T), memorising sampler m=2,p=1/2");
        var memories = new[] { .2, .5, 1, 2, 4 }.Select(t => (T: t, Value: DiffusionWorlds.Remembering(t).Value(ReverseMemory)));
        foreach (var (t, value) in memories)
        {
            Assert.Equal(Golden.Figure("A5", Invariant($"I_mem(T={t})")), value, 2e-5);
            Assert.InRange(value, 0, limit);
        }
    }

    [Theory]
    [InlineData(1.0, "T=1.0")]
    [InlineData(.4, "T=0.4")]
    public void The_published_surrogate_is_the_reference_figure(double horizon, string key)
    {
        double Of(string name) => Golden.Figure("A6", $"{key} {name}");
        var energy = GeneratorSurrogate.Energy(3, Usual, horizon, 1000);
        Assert.Equal(Of("T3 code m=200 L=3"), Math.Sqrt(energy / 200), 1e-10);
        // A step count in place of a step length, or another power of m, is another number.
        Assert.True(Math.Abs(Math.Sqrt(energy * 1000 / horizon / 200) - Of("T3 code m=200 L=3")) > .1);
        Assert.True(Math.Abs(Math.Sqrt(energy) / 200 - Of("T3 code m=200 L=3")) > .1);
        var sum = 2 * GeneratorSurrogate.Energy(1, Usual, horizon, 1000);
        Assert.Equal(Of("(T/N)sum_beta"), sum, 1e-9);
        Assert.Equal(Of("sum_beta left"), sum * 1000 / horizon, 1e-6);
        Assert.Equal(Of("int beta"), Usual.NoiseBetween(0, horizon), 1e-9);
        Assert.Equal(Of("mean_weight"), Usual.Scale(horizon), 1e-12);
        Assert.Equal(Of("var"), Usual.Variance(horizon), 1e-12);
        Assert.Equal(
            Golden.Figure("A6", "image code sum over N+1 pts T=1,N=1000"),
            Enumerable.Range(0, 1001).Sum(k => Usual.NoiseRate(k / 1000.0)),
            1e-6
        );
    }

    [Theory]
    [InlineData("T=0.5 N=500 m=10", .5, 10)]
    [InlineData("T=1.0 N=1000 m=10", 1, 10)]
    [InlineData("T=2.0 N=2000 m=10", 2, 10)]
    [InlineData("T=1.0 N=1000 m=100", 1, 100)]
    public void The_published_form_of_the_surrogate_divides_that_of_the_solved_chain_by_m(string key, double t, int m)
    {
        var chain = GaussianChain.Of(Usual, t, (int)(1000 * t), m, fromEncoding: true);
        Assert.Equal(1, chain.NormSurrogate / m / Golden.Figure("A", $"A7 {key} norm surrogate / m  (code form)"), 1e-9);
    }

    [Fact]
    public void A_step_count_for_a_step_length_or_a_square_of_m_is_contradicted_by_the_solved_chain()
    {
        // Over the horizon 2, started at the prior, where an equal share in the variance is a bound.
        const int m = 10;
        var chain = GaussianChain.Of(Usual, 2, 2000, m, fromEncoding: false);
        Assert.True(chain.Information <= chain.VarianceSurrogate);
        Assert.True(chain.InformationPerSample <= chain.VarianceSurrogate / m);
        Assert.True(chain.Information > chain.VarianceSurrogate / 2, "1/N in place of T/N");
        Assert.True(chain.InformationPerSample > chain.VarianceSurrogate / (m * m), "m^2 in place of m");
    }

    [Fact]
    public void Another_weight_of_the_score_error_is_contradicted_where_Girsanovs_bound_is_an_equality()
    {
        // g^2 = 2 throughout: with weight 1 the error halves, with weight sqrt(g^2) it falls by sqrt(2), with 1/4 for 1/2 it halves.
        var (divergence, error, start) = new LinearScoreWorld(
            Schedule.OrnsteinUhlenbeck,
            new Rational(7, 10),
            1,
            1,
            false,
            0,
            2,
            1
        ).Path();
        Assert.Equal(divergence.Middle, (error + start).Middle, 1e-9);
        Assert.True(divergence.Lower > error.Upper / 2 + start.Upper + .05);
        Assert.True(divergence.Lower > error.Upper / Math.Sqrt(2) + start.Upper + .03);
    }
}
