using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Instances;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Worlds;

/// <summary>Small worlds of the encoder-generator setting whose quantities are known.</summary>
internal static class ReferenceWorlds
{
    public static Function Loss => Chen2025.Loss;

    /// <summary>
    /// X ~ Bern(.3), two samples, a binary symmetric encoder (.2), a fair prior; the generator copies a training point with
    /// probability 1/4 and the latent point otherwise. The Hamming loss, R = 1/2.
    /// </summary>
    public static FiniteWorld Copying { get; } =
        Setting(2, 2, 3, 2)
            .With(Data, KernelTable.Measure(7, 3))
            .With(Prior, KernelTable.Measure(1, 1))
            .With(
                Algorithm,
                new KernelTable(
                    [
                        [1, 0, 0],
                        [0, 1, 0],
                        [0, 0, 1],
                    ],
                    byCounts: true
                )
            )
            .With(Encoder, new KernelTable(Enumerable.Repeat(new int[][] { [8, 2], [2, 8] }, 3).SelectMany(r => r)))
            .With(Generator, new KernelTable(Each(3, 2, (k, z) => [8 - k - 6 * z, k + 6 * z])));

    /// <summary>A fair bit, encoded exactly; the generator is right on the training point only. R = 1/2.</summary>
    public static FiniteWorld Memorising => Chen2025Counterexamples.Memorising.World;

    /// <summary>A biased bit, encoded exactly, under the opposite prior; the averaged generated law is good, no learned one is.</summary>
    public static FiniteWorld Opposite => Chen2025Counterexamples.Opposite.World;

    private static FiniteWorld Setting(int samples, int points, int learned, int latent) =>
        new FiniteWorld()
            .With(SampleSize, samples)
            .With(new Symbol("R"), Rational.Half)
            .With("X", points)
            .With("W", learned)
            .With("Z", latent)
            .With(Loss, FiniteWorld.Discrete(points))
            .WithHamming(X);

    private static IEnumerable<int[]> Each(int first, int second, Func<int, int, int[]> row) =>
        Enumerable.Range(0, first).SelectMany(a => Enumerable.Range(0, second).Select(b => row(a, b)));
}
