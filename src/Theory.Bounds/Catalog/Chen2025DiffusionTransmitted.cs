using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Bounds.Papers;

/// <summary>
/// Chen, Zhu and Shkurti (2025), Theorem 6.2 with its generator term as transmitted, read where both sides are finite: for discrete data, with
/// the reverse divergence in place of the score-matching loss that bounds it.
/// </summary>
public static class Chen2025DiffusionTransmitted
{
    private static Draw DrawDiffused { get; } = Draw.From("Z_i", Chen2025Diffusion.Forward, TrainingPoint);

    private static Expr RememberedByTheEnd { get; } =
        new MutualInformation(
            Law.Of(
                [DrawSample, DrawLearned, DrawDiffused, DrawReconstruction],
                Reconstruction,
                TrainingPoint,
                DrawDiffused.Variable
            )
        );

    /// <summary>The bound for discrete data with what the end of the reverse process tells of its training point.</summary>
    public static Bound DiscreteStated { get; } =
        Chen2025Diffusion.Discrete with
        {
            Id = "chen2025:diffusion-discrete-stated",
            Title = "Divergence of the data law from the generated law of a diffusion, discrete data, generator term as printed",
            Where = "Theorem 6.2 as transmitted by the lecture slides, for discrete data",
            Terms = Chen2025Diffusion
                .Discrete.Terms.Select(t =>
                    t.Name == "t3"
                        ? t with
                        {
                            Expr = ScaledRoots(new Symbol("R"), RememberedByTheEnd),
                            Meaning = "what the reverse process remembers of its training points: T3",
                        }
                        : t
                )
                .ToTerms(),
            See = ["chen2025:diffusion-discrete", "chen2025:diffusion-stated"],
            Note =
                "The log-loss at an independent triple depends on W, not on X^: a generator that shows what it learned only where the latent point tells it anyway has I(X^; X_i | Z_i) near 0, and yet fails at latent points of others.",
        };
}
