using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Gaussians;
using Theory.Verification.Mutants;
using Theory.Verification.Search;
using Theory.Verification.Worlds;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Mutants;

/// <summary>Wrong versions of the encoder-generator bounds, each with the one small world that is known to contradict it.</summary>
public sealed class NamedKillersTests
{
    // A point mass at 10, an encoder N(shift, 1), the identity generator: W1 = 10, reconstruction 10 - shift.
    private static GaussianWorld Shifted(Rational shift) =>
        new GaussianWorld()
            .With(SampleSize, 1)
            .With(Data, new LinearKernel([], 10, 0))
            .With(Prior, new LinearKernel([], 0, 1))
            .With(Algorithm, new LinearKernel([1], 0, 0))
            .With(Encoder, new LinearKernel([0, 0], shift, 1))
            .With(Generator, new LinearKernel([0, 1], 0, 0));

    // One training point that is a fair bit, remembered; nothing encoded; the generator returns it with the given weights.
    private static FiniteWorld Remembered(int right, int wrong) =>
        new FiniteWorld()
            .With(SampleSize, 1)
            .With("X", 2)
            .With("W", 2)
            .With("Z", 1)
            .With(Chen2025.Loss, [0, 2, 2, 0])
            .WithHamming(X)
            .With(Data, KernelTable.Measure(1, 1))
            .With(Prior, KernelTable.Measure(1))
            .With(Algorithm, KernelTable.Deterministic([0, 1], 2))
            .With(Encoder, KernelTable.Deterministic([0, 0, 0, 0], 1))
            .With(
                Generator,
                new KernelTable([
                    [right, wrong],
                    [wrong, right],
                ])
            );

    /// <summary>Prior Bern(.001), encoder Bern(.5), the identity generator, loss 1 - x^: the gap is .499.</summary>
    internal static FiniteWorld RarePrior { get; } =
        Remembered(1, 0)
            .With("Z", 2)
            .With("W", 1)
            .With(Chen2025.Loss, [1, 0, 1, 0])
            .With(Prior, KernelTable.Measure(999, 1))
            .With(Algorithm, KernelTable.Deterministic([0, 0], 1))
            .With(
                Encoder,
                new KernelTable([
                    [1, 1],
                    [1, 1],
                ])
            )
            .With(Generator, KernelTable.Deterministic([0, 1], 2));

    /// <summary>E KL(prior, E_W(X_i)): the encoder's divergence the wrong way round.</summary>
    internal static Expr Reversed { get; } =
        Expectation.Under([DrawSample, DrawLearned], Divergence.KL(PriorLaw, Law.At(Encoder, W, TrainingPoint)));

    private static Bound With(Bound bound, string term, Func<Expr, Expr> change) =>
        bound with
        {
            Terms = bound.Terms.Select(t => t.Name == term ? t with { Expr = change(t.Expr) } : t).ToTerms(),
        };

    private static Finding InLine(Bound bound, Rational shift) => GaussianWorlds.Of(bound)!.Judge(Shifted(shift));

    private static Finding InWorld(Bound bound, FiniteWorld world) => FiniteWorlds.Of(bound, out _)!.Judge(world);

    [Fact]
    public void Without_the_root_of_2_or_the_encoder_term_the_shifted_encoder_contradicts_the_averaged_bound()
    {
        var bound = Chen2025.VaeAveraged;
        Assert.False(InLine(bound, 1).Violates);
        var rootless = InLine(With(bound, "encoder", e => Power.Of(2, -Rational.Half) * e), 1);
        Assert.True(rootless.Violates);
        Assert.Equal(9 + Math.Sqrt(0.5), rootless.Right.Middle, 1e-9);
        Assert.True(InLine(With(bound, "encoder", _ => 0), 1).Violates);
    }

    [Fact]
    public void The_divergence_itself_for_its_root_is_contradicted_by_a_small_shift()
    {
        var linear = With(Chen2025.VaeAveraged, "encoder", _ => Expr.Sqrt(2) * (Expr)new Symbol("R") * Average(PriorDivergence));
        Assert.False(InLine(Chen2025.VaeAveraged, new Rational(1, 10)).Violates);
        Assert.True(InLine(linear, new Rational(1, 10)).Violates);
    }

    [Fact]
    public void Without_the_generator_term_a_remembered_bit_contradicts_the_doubled_bound()
    {
        var (bound, world) = (Chen2025.EncoderGeneratorDoubled, Remembered(11, 9));
        var kept = InWorld(bound, world);
        Assert.False(kept.Violates);
        Assert.Equal(1, kept.Left.Middle, 1e-9);
        var dropped = InWorld(With(bound, "generator", _ => 0), world);
        Assert.True(dropped.Violates);
        Assert.Equal(0.9, dropped.Right.Middle, 1e-9);
    }

    [Fact]
    public void Without_the_memory_term_a_repeated_training_point_contradicts_the_expected_bound()
    {
        var (bound, world) = (Chen2025.VaeExpected, Remembered(1, 0));
        Assert.False(InWorld(bound, world).Violates);
        Assert.True(InWorld(With(bound, "memory", _ => 0), world).Violates);
    }

    [Fact]
    public void With_the_divergence_reversed_a_rare_prior_contradicts_the_doubled_bound()
    {
        var world = RarePrior;
        var bound = Chen2025.EncoderGeneratorDoubled;
        Assert.False(InWorld(bound, world).Violates);
        Assert.True(InWorld(With(bound, "encoder", _ => ScaledRoots(new Symbol("R"), 2 * Reversed)), world).Violates);
    }

    private static IEnumerable<(string Name, Bound Bound)> Mutants()
    {
        yield return ("without the root of 2", With(Chen2025.VaeAveraged, "encoder", e => Power.Of(2, -Rational.Half) * e));
        yield return ("without the encoder term", With(Chen2025.VaeAveraged, "encoder", _ => 0));
        yield return (
            "the divergence for its root",
            With(Chen2025.VaeAveraged, "encoder", _ => Expr.Sqrt(2) * (Expr)new Symbol("R") * Average(PriorDivergence))
        );
        yield return ("without the generator term", With(Chen2025.EncoderGeneratorDoubled, "generator", _ => 0));
        yield return ("without the memory term", With(Chen2025.VaeExpected, "memory", _ => 0));
        yield return (
            "the divergence reversed",
            With(Chen2025.EncoderGeneratorDoubled, "encoder", _ => ScaledRoots(new Symbol("R"), 2 * Reversed))
        );
    }

    [Fact]
    public void A_search_that_knows_none_of_these_worlds_refutes_every_one_of_them() =>
        Assert.All(
            Mutants(),
            mutant =>
            {
                var verdict = Check.Attack(mutant.Bound with { Id = mutant.Name }, 30_000, seed: 1);
                Assert.True(verdict.Decision == Decision.Refuted, $"{mutant.Name}: {verdict.Word}, {verdict.WorstRatio}");
            }
        );
}
