using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Instances;

/// <summary>Worlds in which the V-kernel of Vastola (2025) does not stand for the variance under the joint law.</summary>
public static class Vastola2025Worlds
{
    /// <summary>
    /// One training point with one of some colours and a sign, remembered; the start tells its colour; the score is 3 times the sign in the cell of the
    /// point and 0 elsewhere; one step that puts in the variance .01. Judged by the bounds of <see cref="Chen2025Chains"/>.
    /// </summary>
    public static FiniteWorld TellingStart(int colours)
    {
        var points = 2 * colours;
        IEnumerable<int> Colours = Enumerable.Range(0, points).Select(x => x / 2);
        return new FiniteWorld()
            .With(SampleSize, 1)
            .With("X", points)
            .With("Z", colours)
            .With("W", points)
            .With(new Symbol("T"), new Rational(1, 100))
            .With(new Symbol("beta"), 1)
            .With(new Symbol("N"), 1)
            .With(new Symbol("L"), 3)
            .With(Data, KernelTable.Measure([.. Enumerable.Repeat(1, points)]))
            .With(Algorithm, KernelTable.Deterministic(Enumerable.Range(0, points), points))
            .With(Chen2025Chains.Forward, KernelTable.Deterministic(Colours, colours))
            .With(
                Chen2025Chains.LearnedScore,
                Enumerable
                    .Range(0, points)
                    .SelectMany(w =>
                        Enumerable
                            .Range(0, colours)
                            .Select(z =>
                                (Rational)(
                                    w / 2 != z ? 0
                                    : w % 2 == 0 ? 3
                                    : -3
                                )
                            )
                    )
                    .ToTerms()
            );
    }
}
