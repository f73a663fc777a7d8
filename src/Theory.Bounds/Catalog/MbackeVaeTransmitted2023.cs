using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;

namespace Theory.Bounds.Papers;

/// <summary>
/// The bound of Mbacke, Clerc and Germain (2023) as lecture slides transmit it: in expectation, for a decoder learned on the same
/// sample as the encoder.
/// </summary>
public static class MbackeVaeTransmitted2023
{
    /// <summary>The decoder, learned from the sample.</summary>
    public static Map LearnedDecoder { get; } = new("g", [new Space.SampleOf(X, N), Z], X);

    private static Point Decode(Point latent) => new Image(LearnedDecoder, [DrawSample.Variable, latent]);

    /// <summary>The bound for the generated law in expectation, read for a decoder that is learned on the sample.</summary>
    public static Bound GenerationTransmitted { get; } =
        GenerationExpected with
        {
            Id = "mbacke2023-vae:generation-transmitted",
            Title = "Expected distance of the learned generated law, as transmitted",
            Where = "expectation form of the bound for the generated law, as rewritten in lecture slides",
            Reading =
                "The distance of the data law to the prior pushed through the learned decoder, averaged over training: encoder and decoder are both learned on the sample.",
            Left = Expectation.Under(
                [DrawSample],
                Divergence.W1(Truth, Law.Of([DrawPrior], Decode(Latent)).Named("g_S#prior", @"g_{\theta(S)}\#\pi"))
            ),
            Terms =
            [
                new(
                    "reconstruction",
                    Expectation.Under(
                        [DrawSample],
                        Average(Expectation.Under([DrawLatent], new Evaluation(Metric, [TrainingPoint, Decode(Latent)])))
                    ),
                    "expected distance of training points to their reconstructions"
                ),
                .. GenerationExpected.Terms.Skip(1),
            ],
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; prior and lambda are fixed before S is seen"),
                .. Shared.Assumptions.Skip(1),
                new(
                    "every learned decoder is K_theta-Lipschitz",
                    new Judgement.LipschitzMap(LearnedDecoder, 1, DecoderLipschitz)
                ),
            ],
            Glossary =
            [
                .. Shared.Glossary.Select(g =>
                    g.Name == "g" ? g with { Text = "decoder, learned from the sample by any rule" } : g
                ),
            ],
            See = ["mbacke2023-vae:generation-expected", "chen2025:vae-expected"],
            Note =
                "The paper's decoder does not depend on the sample, and its experiments evaluate the right side on points that the decoder was not trained on. For a learned decoder a term for what it remembers of the sample is missing, as in chen2025:vae-expected.",
        };
}
