using Theory.Bounds.Papers;
using Theory.Probability;
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
    /// Two colours and two letters: either of two training points is told from its own colour, 2 I_1 = .633, while the sample is told only
    /// once, .520.
    /// </summary>
    public static StoredCounterexample Colours { get; } = new(Chen2025GeneratorTerm.PerSampleEncoded, ColouredLetters(2));

    /// <summary>
    /// A point is one of some colours, two at first, and one of some letters; the encoder keeps the colour, and the generator returns one of two training
    /// points of the colour asked for, or any point where there is none.
    /// </summary>
    public static FiniteWorld ColouredLetters(int letters, int colours = 2)
    {
        var points = colours * letters;
        var samples = Multisets.All(points, 2).ToList();
        int[] OfColour(int[] sample, int colour)
        {
            var weights = new int[points];
            foreach (var x in sample.Where(x => x / letters == colour))
                weights[x]++;
            return weights.All(w => w == 0) ? [.. Enumerable.Repeat(1, points)] : weights;
        }
        return new FiniteWorld()
            .With(SampleSize, 2)
            .With("X", points)
            .With("Z", colours)
            .With("W", samples.Count)
            .With(Data, KernelTable.Measure([.. Enumerable.Repeat(1, points)]))
            .With(
                Algorithm,
                new KernelTable(samples.Select((_, k) => samples.Select((_, w) => w == k ? 1 : 0).ToArray()), byCounts: true)
            )
            .With(
                Encoder,
                KernelTable.Deterministic(samples.SelectMany(_ => Enumerable.Range(0, points).Select(x => x / letters)), colours)
            )
            .With(Generator, new KernelTable(samples.SelectMany(s => Enumerable.Range(0, colours).Select(z => OfColour(s, z)))));
    }

    /// <summary>
    /// Four cells and a sign: the score in a cell is the mean sign of the training points that lie in it, so that it says more of the one the
    /// chain starts at than an equal share, .191 against .158.
    /// </summary>
    public static StoredCounterexample Signs { get; } = new(Chen2025GeneratorTerm.SurrogateEncoded, SignsInCells(4));

    /// <summary>
    /// A point is one of some cells and a sign; the chain of one step starts in the cell of its training point, and the score there is the mean
    /// sign of the two training points' that lie in it, 0 where there is none.
    /// </summary>
    public static FiniteWorld SignsInCells(int cells)
    {
        var world = ColouredLetters(2, cells);
        var scores =
            from sample in Multisets.All(2 * cells, 2)
            from cell in Enumerable.Range(0, cells)
            select Math.Sign(sample.Where(x => x / 2 == cell).Sum(x => 1 - 2 * (x % 2)));
        return world
            .With(new Symbol("T"), new Rational(1, 10))
            .With(new Symbol("N"), 1)
            .With(new Symbol("beta"), 1)
            .With(new Function("s", [Learned, Z], Parameters: 1), scores.Select(s => (Rational)s).ToTerms())
            .With(Chen2025Diffusion.Forward, KernelTable.Deterministic(Enumerable.Range(0, 2 * cells).Select(x => x / 2), cells));
    }

    /// <summary>
    /// Four letters, encoded exactly and remembered; the generator is right where the latent point is the letter it learned, and else gives a
    /// fifth, each but for 10^-8. Its end tells nothing of the training point beyond the latent point, its parameters tell all.
    /// </summary>
    public static StoredCounterexample Reticent { get; } =
        new(
            Chen2025DiffusionTransmitted.DiscreteStated,
            new FiniteWorld()
                .With(SampleSize, 1)
                .With("X", 5)
                .With("W", 4)
                .With("Z", 4)
                .With(Data, KernelTable.Measure(1, 1, 1, 1, 0))
                .With(Prior, KernelTable.Measure(1, 1, 1, 1))
                .With(Algorithm, KernelTable.Deterministic([0, 1, 2, 3, 0], 4))
                .With(Chen2025Diffusion.Forward, KernelTable.Deterministic([0, 1, 2, 3, 0], 4))
                .With(
                    Generator,
                    new KernelTable(
                        from w in Enumerable.Range(0, 4)
                        from z in Enumerable.Range(0, 4)
                        let likely = w == z ? w : 4
                        select Enumerable.Range(0, 5).Select(x => x == likely ? 100_000_000 : 1).ToArray()
                    )
                )
        );

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
