using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;

namespace Theory.Verification.Instances;

/// <summary>Worlds that readings of the bounds of Mbacke, Clerc and Germain (2023) for autoencoders do not extend to.</summary>
public static class MbackeVae2023Counterexamples
{
    /// <summary>
    /// A fair bit seen once, an encoder that is the prior, and a decoder that repeats the training point: nothing is lost, nothing
    /// diverges, and the right side is lambda/8, while the learned law is half a unit from the data law.
    /// </summary>
    public static StoredCounterexample Repeating { get; } =
        new(
            MbackeVaeTransmitted2023.GenerationTransmitted,
            new FiniteWorld()
                .With(N, 1)
                .With(Lambda, 1)
                .With(Diameter, 1)
                .With(DecoderLipschitz, 1)
                .With("X", 2)
                .With("Z", 2)
                .WithHamming(X)
                .WithHamming(Z)
                .With(NamedKernel.Measure("P_X", X), KernelTable.Measure(1, 1))
                .With(NamedKernel.Measure("prior", Z), KernelTable.Measure(1, 1))
                .With(Encoder, new KernelTable(Enumerable.Repeat<int[]>([1, 1], 4)))
                .With(MbackeVaeTransmitted2023.LearnedDecoder, [0, 0, 1, 1])
        );
}
