using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Orders;
using Theory.Testing;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests;

/// <summary>Readings that a statement does not extend to: generic search refutes each, with no world planted.</summary>
public sealed class ReadingTests
{
    private static readonly Bound Averaged = Catalog.Get("chen2025:vae-averaged");

    private static void IsRefuted(Bound reading, long trials, ulong seed)
    {
        var verdict = Check.Attack(reading, trials, seed);
        Assert.True(verdict.Decision == Decision.Refuted, $"{verdict.Word}, {verdict.WorstRatio} after {verdict.Trials}");
        Assert.True(verdict.Counterexample!.LeftLower > verdict.Counterexample.RightUpper);
    }

    private static Bound Reading(string id, Expr left, Expr right, params Assumption[] assumptions) =>
        Averaged with
        {
            Id = id,
            Left = left,
            Terms = [new Term("right", right, "right side")],
            Assumptions = assumptions.ToTerms(),
        };

    [Fact]
    public void The_averaged_bound_does_not_extend_to_each_learned_generator()
    {
        // With the sub-Gaussian parameter of the data law and of each generated law, so that only the missing term is at fault.
        IsRefuted(
            Averaged with
            {
                Id = "vae, expected distance without a generator term",
                Left = Expectation.Under([DrawSample, DrawLearned], Divergence.W1(DataLaw, Generated)),
            },
            200_000,
            seed: 1
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_bound_as_printed_does_not_extend_to_each_learned_generator(ulong seed)
    {
        // The catalog's own entry, generator term included: data and prior unlike each other, and a generator that is good where it was
        // trained.
        IsRefuted(Catalog.Get("chen2025:vae-stated"), 200_000, seed);
    }

    [Fact]
    public void Memories_of_single_points_do_not_add_up_to_a_memory_of_the_sample()
    {
        // sum_i I(X^_i; X_i | Z_i) <= I(X^; S | Z) fails where latent points tell which training point was taken.
        var whole = new MutualInformation(Law.Of(Training, Reconstruction, Sample, Latent));
        IsRefuted(
            Reading(
                "superadditive memory",
                new Series(TrainingIndex, 1, SampleSize, GeneratorInformation),
                ((Expr)whole).Substitute(TrainingIndex, 1)
            ),
            200_000,
            seed: 1
        );
    }

    [Fact]
    public void Information_of_independent_points_does_add_up()
    {
        // The true form of the same inequality, theory.md H15: sum_i I(X_i; W) <= I(S; W).
        var memory = new MutualInformation(Law.Of([DrawSample, DrawLearned], Sample, W));
        var verdict = Check.Attack(
            Reading("superadditivity", new Series(TrainingIndex, 1, SampleSize, ParameterInformation), memory),
            Forall.Full ? 1_000_000 : 10_000,
            seed: 1
        );
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        Assert.InRange(verdict.WorstRatio, 0.99, 1 + 1e-9);
    }

    [Fact]
    public void Data_processing_needs_the_same_kernel_on_both_sides()
    {
        var other = NamedKernel.Measure("P_Y", X);
        Law Through(NamedKernel law, string kernel)
        {
            var x = Draw.From("x", law);
            var y = Draw.From("y", new NamedKernel(kernel, [X], X), x.Variable);
            return Law.Of([x, y], y.Variable);
        }
        var right = Divergence.KL(DataLaw, Law.Of(other));
        IsRefuted(Reading("two kernels", Divergence.KL(Through(Data, "H"), Through(other, "K")), right), 20_000, seed: 1);
        var same = Check.Attack(
            Reading("one kernel", Divergence.KL(Through(Data, "H"), Through(other, "H")), right),
            20_000,
            seed: 1
        );
        Assert.Equal(Decision.NotRefuted, same.Decision);
    }

    [Fact]
    public void Without_its_assumption_a_bound_falls()
    {
        // What the sub-Gaussian parameter is for: any other R is refuted.
        IsRefuted(Averaged with { Id = "any R", Assumptions = [] }, 20_000, seed: 1);
        var purposes = Purposes.Of(Averaged, 20_000, seed: 1).ToList();
        var purpose = Assert.Single(purposes);
        Assert.True(purpose.IsNeeded);
        Assert.Equal(Averaged.Assumptions[1], purpose.Assumption);
        Assert.Contains("without", purpose.Without.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_that_breaks_an_assumption_is_no_counterexample()
    {
        // Under the assumption that X and X^_1 have one law, so have their divergence from the prior generator.
        var reconstructed = Law.Of(Training, Reconstruction).Substitute(TrainingIndex, 1);
        var left = Divergence.W1(DataLaw, reconstructed);
        IsRefuted(Reading("without", left, 0), 2_000, seed: 1);
        var assumed = new Assumption("reconstructions have the data law", new Judgement.SameLaw(DataLaw, reconstructed));
        var verdict = Check.Attack(Reading("with", left, 0, assumed), 2_000, seed: 1);
        Assert.NotEqual(Decision.Refuted, verdict.Decision);
        Assert.Empty(verdict.AssumptionsUnchecked);
    }

    [Fact]
    public void The_expected_bound_for_a_decoder_does_not_extend_to_one_learned_on_the_sample() =>
        IsRefuted(Catalog.Get("mbacke2023-vae:generation-transmitted"), 50_000, seed: 1);

    // A decoder that hardly ever gives one of two points, and yet knows how hard to deny it: the search draws probabilities down to 1e-9.
    [Fact]
    public void The_diffusion_bound_for_discrete_data_as_printed_does_not_extend_to_a_reticent_decoder() =>
        IsRefuted(Catalog.Get("chen2025:diffusion-discrete-stated"), 100_000, seed: 2);

    [Fact]
    public void The_rate_of_early_stopping_does_not_extend_to_fewer_features_than_samples()
    {
        var optimal = Catalog.Get("li2023:early-stopping-optimal").Right;
        var stated = Catalog.Get("li2023:early-stopping-stated").Right;
        var refuted = Assert.IsType<OrderVerdict.Refuted>(
            OrderCalculus.Decide(optimal, stated, Context.Given("m integer, m >= 1, n integer, n >= 1"))
        );
        Assert.NotEmpty(refuted.Along);
        Assert.IsType<OrderVerdict.Proven>(
            OrderCalculus.Decide(optimal, stated, Context.Given("m integer, m >= 1, n integer, n >= 1, m >= n"))
        );
    }

    [Theory]
    [InlineData("mbacke2023-vae:generation")]
    [InlineData("mbacke2023-vae:generation-expected")]
    [InlineData("mbacke2023-vae:regeneration")]
    [InlineData("mbacke2023-vae:reconstruction")]
    [InlineData("chen2025:vae-expected")]
    [InlineData("chen2025:encoder-generator-doubled")]
    public void What_is_derived_is_not_refuted(string id)
    {
        var verdict = Check.Attack(Catalog.Get(id), 2_400, seed: 2);
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        Assert.InRange(verdict.WorstRatio, 0.5, 1 + 1e-9);
    }
}
