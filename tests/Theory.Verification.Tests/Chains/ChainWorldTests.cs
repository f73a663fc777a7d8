using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Chains;
using Theory.Verification.Instances;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Chains;

public sealed class ChainWorldTests
{
    private static Verdict Attack(Bound bound, long trials) => Check.Attack(bound, trials, seed: 1);

    [Fact]
    public void With_a_start_at_the_encoding_memory_does_not_fall_with_the_sample_size()
    {
        var verdict = Check.Attack(Chen2025Chains.SurrogateFromEncodings, 400_000, seed: 3);
        Assert.True(verdict.Decision == Decision.Refuted, $"{verdict.WorstRatio} {verdict.Evidence}");
        Assert.True(verdict.Counterexample!.LeftLower > verdict.Counterexample.RightUpper, verdict.Evidence);
    }

    [Fact]
    public void The_covariance_over_independent_training_does_not_bound_the_memory_of_the_sample()
    {
        var verdict = Attack(Chen2025Chains.VarianceUnderProduct, 60_000);
        Assert.True(verdict.Decision == Decision.Refuted, $"{verdict.WorstRatio} {verdict.Evidence}");
    }

    [Fact]
    public void The_seed_decides_the_verdict_at_any_number_of_threads()
    {
        var bound = Chen2025Chains.VarianceUnderProduct;
        Assert.Equal(Check.Attack(bound, 10_000, seed: 2, threads: 1), Check.Attack(bound, 10_000, seed: 2, threads: 2));
    }

    public static TheoryData<string> Proved => ["prior", "without 1/m", "joint"];

    [Theory]
    [MemberData(nameof(Proved))]
    public void What_is_derived_for_chains_is_not_refuted(string which)
    {
        var bound = which switch
        {
            "prior" => Chen2025Chains.SurrogateFromPrior,
            "joint" => Chen2025Chains.VarianceUnderJoint,
            _ => Chen2025Chains.SurrogateWithoutSampleSize,
        };
        var verdict = Attack(bound, Forall.Full ? 1_000_000 : 6_000);
        Assert.True(verdict.Decision == Decision.NotRefuted, verdict.Evidence + verdict.WorstWorld);
        Assert.InRange(verdict.WorstRatio, 0.6, 1 + 1e-9);
    }
}
