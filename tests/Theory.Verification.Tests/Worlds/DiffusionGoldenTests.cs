using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Instances;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Worlds;

public sealed class DiffusionGoldenTests
{
    [Theory]
    [InlineData(.5, "A5 T=0.5")]
    [InlineData(1, "A5 T=1")]
    [InlineData(2, "A5 T=2")]
    public void Every_term_of_the_diffused_coin_is_the_reference_figure(double horizon, string group)
    {
        var (world, bound) = (DiffusionWorlds.Coin(horizon), Catalog.Get("chen2025:diffusion-discrete"));
        Expr Term(string name) => bound.Terms.Single(t => t.Name == name).Expr;
        // The cells of the latent line lose a little of every divergence.
        void Is(string key, Expr e) => Assert.Equal(Golden.Figure(group, key), world.Value(e), 2e-5);
        Is("T1", Term("t1"));
        Is("Lrec", Term("reverse"));
        Is("A", Chen2025Diffusion.PriorGap(Chen2025Diffusion.Forward).Substitute(TrainingIndex, 1));
        Is("T2", Term("t2"));
        Is("T3", Term("t3"));
        Is("I_XW", ParameterInformation.Substitute(TrainingIndex, 2));
        Is("lhs", bound.Left);
        Is("rhs_slideform", bound.Right);
        Assert.Equal(
            Golden.Figure(group, "gen_logloss"),
            world.Value(new Expectation(Chen2025Diffusion.IndependentLogLoss)),
            2e-5
        );
    }

    [Theory]
    [InlineData(.5, "A5 T=0.5")]
    [InlineData(2, "A5 T=2")]
    public void The_log_loss_at_the_training_points_is_the_reverse_divergence_and_entropy_and_t1(double horizon, string group)
    {
        // The identity from which T1 comes; with the sign of T1 flipped it fails.
        var (world, forward) = (DiffusionWorlds.Coin(horizon), Chen2025Diffusion.Forward);
        var noised = Draw.From("Z_i", forward, TrainingPoint);
        var loss = world.Value(
            Average(
                Expectation.Under([DrawSample, DrawLearned, noised], Chen2025Diffusion.LogLoss(W, TrainingPoint, noised.Variable))
            )
        );
        var entropy = world.Value(
            Expectation.Under([DrawSample], new Entropy(Law.Of([Chen2025Diffusion.DrawIndex], Chen2025Diffusion.Chosen)))
        );
        var (reverse, told) = (
            world.Value(Chen2025Diffusion.ReverseDivergence(forward)),
            world.Value(Chen2025Diffusion.IndexInformation(forward))
        );
        Assert.Equal(Golden.Figure(group, "recon_logloss"), loss, 2e-5);
        Assert.Equal(loss, reverse + entropy - told, 1e-9);
        Assert.True(Math.Abs(loss - (reverse + entropy + told)) > 1e-3);
    }

    [Fact]
    public void Points_told_from_their_own_colours_are_told_more_often_than_the_sample()
    {
        var world = Chen2025Counterexamples.ColouredLetters(16);
        var bound = Catalog.Get("chen2025:generator-term-per-sample-encoded");
        Assert.Equal(Golden.Figure("A4", "CE3 sum_i I_i = 2 I_1") / 2, world.Value(bound.Left), 1e-9);
        Assert.Equal(Golden.Figure("A4", "CE3 I(Xh;S|Z)") / 2, world.Value(bound.Right), 1e-9);
    }

    [Theory]
    [InlineData("chen2025:diffusion-discrete", 400)]
    [InlineData("chen2025:generator-term-step", 1500)]
    [InlineData("chen2025:generator-term-per-sample", 400)]
    public void What_is_derived_survives_an_attack_that_comes_close(string id, long trials)
    {
        var verdict = Check.Attack(Catalog.Get(id), trials, 1);
        Assert.NotEqual(Decision.Refuted, verdict.Decision);
        Assert.InRange(verdict.WorstRatio, .9, 1 + 1e-9);
    }

    [Fact]
    public void Generic_search_refutes_the_equal_share_of_processes_that_start_at_encodings() =>
        Assert.Equal(Decision.Refuted, Check.Attack(Catalog.Get("chen2025:generator-term-per-sample-encoded"), 4000, 1).Decision);
}
