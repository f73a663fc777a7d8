using Theory.Bounds.Papers;
using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Instances;

/// <summary>Worlds that statements of Chen, Zhu and Shkurti (2025) do not extend to, for one training point.</summary>
public static class Chen2025Counterexamples
{
    /// <summary>
    /// A fair bit, encoded exactly; the generator is right on the training point only. The loss of the learned generator at an
    /// independent pair is 3/4, the right side at most sqrt(log(2)/2) = .589.
    /// </summary>
    public static StoredCounterexample Memorising { get; } =
        new(
            Chen2025.EncoderGeneratorStated,
            Setting
                .With(Data, KernelTable.Measure(1, 1, 0))
                .With(Prior, KernelTable.Measure(1, 1))
                .With(Generator, KernelTable.Deterministic([0, 2, 2, 1], 3))
        );

    /// <summary>
    /// A biased bit, encoded exactly, under the opposite prior; the averaged generated law is good, no learned one is. The expected
    /// distance is 7/10, the right side at most .6892.
    /// </summary>
    public static StoredCounterexample Opposite { get; } =
        new(
            Chen2025.VaeStated,
            Setting
                .With(Data, KernelTable.Measure(7, 3, 0))
                .With(Prior, KernelTable.Measure(3, 7))
                .With(Generator, KernelTable.Deterministic([0, 2, 1, 1], 3))
        );

    /// <summary>
    /// A point is a colour, one of two, and one of sixteen letters; the encoder keeps the colour, and the generator returns a training point of
    /// the colour asked for. Each of two training points is told from its own colour: sum_i I(X_i; X^_i | Z_i) = 3.187, while the sample is
    /// told only once, 2.448.
    /// </summary>
    public static StoredCounterexample Colours { get; } =
        new(
            Chen2025GeneratorTerm.PerSampleEncoded,
            new FiniteWorld()
                .With(SampleSize, 2)
                .With("X", 2 * Letters)
                .With("Z", 2)
                .With("W", Letters * (2 * Letters + 1))
                .With(Data, KernelTable.Measure([.. Enumerable.Repeat(1, 2 * Letters)]))
                .With(Algorithm, AsItIs)
                .With(Encoder, ColourOf)
                .With(Generator, OfColour)
        );

    private const int Letters = 16;

    private static int Points => 2 * Letters;

    private static List<int[]> Samples => [.. Multisets.All(Points, 2)];

    // The parameters are the sample up to its order.
    private static KernelTable AsItIs =>
        new(Samples.Select((_, k) => Samples.Select((_, w) => w == k ? 1 : 0).ToArray()), byCounts: true);

    private static KernelTable ColourOf =>
        KernelTable.Deterministic(Samples.SelectMany(_ => Enumerable.Range(0, Points).Select(Colour)), 2);

    private static KernelTable OfColour =>
        new(
            Samples.SelectMany(sample =>
                Enumerable
                    .Range(0, 2)
                    .Select(z =>
                    {
                        var weights = new int[Points];
                        foreach (var x in sample.Where(x => Colour(x) == z))
                            weights[x]++;
                        if (weights.All(w => w == 0))
                            Array.Fill(weights, 1);
                        return weights;
                    })
            )
        );

    private static int Colour(int point) => point / Letters;

    // One training point that is a bit, remembered by the parameters and encoded exactly; a third symbol to generate; Hamming distance.
    private static FiniteWorld Setting =>
        new FiniteWorld()
            .With(SampleSize, 1)
            .With(new Symbol("R"), Rational.Half)
            .With("X", 3)
            .With("W", 2)
            .With("Z", 2)
            .With(Chen2025.Loss, FiniteWorld.Discrete(3))
            .WithHamming(X)
            .With(Algorithm, KernelTable.Deterministic([0, 1, 0], 2))
            .With(Encoder, KernelTable.Deterministic([0, 1, 0, 0, 1, 0], 2));
}
