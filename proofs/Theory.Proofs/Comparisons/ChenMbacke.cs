using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Comparisons;

/// <summary>
/// The encoder's term of Chen, Zhu and Shkurti (2025) against complexity and moment of Mbacke, Clerc and Germain (2023), both in
/// expectation and with R = Delta/2, what Hoeffding's lemma gives on a space of diameter Delta.
/// </summary>
public static class ChenMbacke
{
    private const string Chen = "chen2025:vae-averaged";
    private const string Mbacke = "mbacke2023-vae:generation-expected";
    private static readonly Symbol Hole = new("hole");
    private static readonly Symbol Common = new("a");

    private static Expr Divergence => Expectation.Under([DrawSample], PriorDivergence);

    private static Expr Total => Expectation.Under([DrawSample], Complexity);

    private static Expr MomentPerLambda => Power.Of(Diameter, 2) / (8 * (Expr)N);

    // sqrt(2) R times the average of roots, with R = Delta/2.
    private static Expr EncoderTerm(Expr perPoint) => Expr.Sqrt(2) * (Diameter / (Expr)2) * Average(Expr.Sqrt(perPoint));

    /// <summary>The order, for every lambda.</summary>
    public static ComparisonTheorem Order { get; } =
        new(
            Chen,
            Mbacke,
            "With R = Delta/2 the encoder's term of the first is at most complexity plus moment of the second, whatever lambda: by concavity of the root, and since no lambda does better than the best.",
            () =>
            {
                var roots = Jensen(Expr.Sqrt(Hole), Hole, Average(Divergence));
                return roots
                    .Within(hole => Expr.Sqrt(2) * (Diameter / (Expr)2) * hole)
                    .Then(
                        Inequalities
                            .Balance(Total, MomentPerLambda, Lambda)
                            .From(Expr.Sqrt(2) * (Diameter / (Expr)2) * Expr.Sqrt(Average(Divergence)))
                    )
                    .As(EncoderTerm(Divergence), GenerationExpected.Terms[1].Expr + GenerationExpected.Terms[2].Expr);
            }
        );

    /// <summary>Equality, where all divergences are alike and lambda is the best one.</summary>
    public static ComparisonTheorem Equality { get; } =
        new(
            Chen,
            Mbacke,
            "Where every divergence from the prior has one value a > 0, the two are equal at the best lambda, sqrt(8 n^2 a)/Delta.",
            () =>
            {
                Expr total = (Expr)N * Common;
                var lambda = Expr.Sqrt(total / MomentPerLambda);
                return Inequalities
                    .Balanced(total, MomentPerLambda)
                    .Symmetric()
                    .As(EncoderTerm(Common), 1 / lambda * new Series(TrainingIndex, 1, N, Common) + lambda * MomentPerLambda);
            }
        );
}
