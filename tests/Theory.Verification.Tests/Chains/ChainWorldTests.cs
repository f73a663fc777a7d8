using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
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
        var verdict = Check.Attack(Catalog.Get("chen2025:generator-term-surrogate-encoded"), 200_000, seed: 1);
        Assert.True(verdict.Decision == Decision.Refuted, $"{verdict.WorstRatio} {verdict.Evidence}");
        Assert.True(verdict.Counterexample!.LeftLower > verdict.Counterexample.RightUpper, verdict.Evidence);
    }

    [Fact]
    public void The_covariance_over_independent_training_does_not_bound_the_memory_of_the_sample()
    {
        var verdict = Attack(Chen2025Chains.VarianceUnderProduct, 60_000);
        Assert.True(verdict.Decision == Decision.Refuted, $"{verdict.WorstRatio} {verdict.Evidence}");
    }

    public static TheoryData<string> Derived =>
        ["prior", "without 1/m", "joint", "chen2025:generator-term-surrogate", "chen2025:generator-term-variance"];

    [Theory]
    [MemberData(nameof(Derived))]
    public void What_is_derived_for_chains_is_not_refuted(string which)
    {
        var bound = which switch
        {
            "prior" => Chen2025Chains.SurrogateFromPrior,
            "joint" => Chen2025Chains.VarianceUnderJoint,
            "without 1/m" => Chen2025Chains.SurrogateWithoutSampleSize,
            _ => Catalog.Get(which),
        };
        var verdict = Attack(bound, Forall.Full ? 1_000_000 : 6_000);
        Assert.True(verdict.Decision == Decision.NotRefuted, verdict.Evidence + verdict.WorstWorld);
        Assert.InRange(verdict.WorstRatio, 0.6, 1 + 1e-9);
    }

    [Theory]
    [InlineData("chen2025:generator-term-surrogate", "surrogate")]
    [InlineData("chen2025:generator-term-variance", "deviation")]
    public void With_nine_tenths_of_its_right_side_a_catalog_entry_falls(string id, string term)
    {
        var bound = Catalog.Get(id);
        var smaller = bound with
        {
            Id = id + " [9/10]",
            Terms = [new Term(term, new Rational(9, 10) * bound.Right, "too little")],
        };
        Assert.Equal(Decision.Refuted, Attack(smaller, 12_000).Decision);
    }

    [Fact]
    public void The_memory_of_a_chain_in_eight_cells_is_the_reference_figure()
    {
        // theory.md A.6, CE4, with equal signs drawn for each other by their mean: T = .09 and beta = 1 are here T beta = .1.
        var world = Chen2025Counterexamples.SignsInCells(8).With(new Symbol("T"), new Rational(9, 100));
        var bound = Catalog.Get("chen2025:generator-term-surrogate-encoded");
        var found = ChainWorlds.Of(bound)!.Judge(world);
        Assert.Equal(Math.Sqrt(0.0225), found.Right.Middle, 1e-12);
        Assert.True(found.Violates);
        Assert.InRange(found.Left.Width / found.Left.Middle, 0, 2e-3);
        // The same with the sign of j drawn uniformly among the training points in the cell: .03763 a point.
        Assert.InRange(Math.Pow(found.Left.Middle, 2), 0.037, 0.039);
    }

    [Fact]
    public void Where_the_start_tells_what_was_learned_the_trace_of_the_covariance_is_the_reference_figure()
    {
        // theory.md A.6, CE5: I = .0430849 > .01125, while the variance under the joint law is .045.
        var score = Enumerable
            .Range(0, 8)
            .SelectMany(w => Enumerable.Range(0, 4).Select(z => (Rational)(w / 2 == z ? 3 - 6 * (w % 2) : 0)));
        var world = new FiniteWorld()
            .With(SampleSize, 1)
            .With(new Symbol("T"), new Rational(1, 100))
            .With(new Symbol("beta"), 1)
            .With("X", 8)
            .With("Z", 4)
            .With("W", 8)
            .With(Data, KernelTable.Measure(1, 1, 1, 1, 1, 1, 1, 1))
            .With(Algorithm, KernelTable.Deterministic(Enumerable.Range(0, 8), 8))
            .With(Chen2025Diffusion.Forward, KernelTable.Deterministic(Enumerable.Range(0, 8).Select(x => x / 2), 4))
            .With(new Function("s", [Learned, Z], Parameters: 1), score.ToTerms());
        var trace = ChainWorlds.Of(Chen2025Chains.VarianceUnderProduct)!.Judge(world);
        var joint = ChainWorlds.Of(Chen2025Chains.VarianceUnderJoint)!.Judge(world);
        Assert.True(trace.Left.Lower <= 0.0430849 && 0.0430849 <= trace.Left.Upper, trace.Left.ToString());
        Assert.True(trace.Right.Contains(0.01125), trace.Right.ToString());
        Assert.True(joint.Right.Contains(0.045), joint.Right.ToString());
        Assert.True(trace.Violates && joint.Agrees);
    }

    [Fact]
    public void The_gain_of_a_chain_follows_its_rate_from_step_to_step()
    {
        // Two steps by hand, T = 1 and N = 2: beta 1 at time 1, 1/2 at time 1/2.
        var (h0, h1) = (0.5, 0.25);
        var (mean, variance) = (h0 * (1 + h1 / 2) + h1, h0 * Math.Pow(1 + h1 / 2, 2) + h1);
        var gain = ReverseChain.Gain(1, 2, time => time);
        Assert.Equal(mean / Math.Sqrt(variance), gain.Middle, 1e-14);
        Assert.InRange(gain.Width, 0, 1e-14);
        // Along many steps it does not overflow where the chain itself does.
        Assert.True(double.IsFinite(ReverseChain.Gain(1000, 8, time => 1000 * time).Upper));
    }
}
