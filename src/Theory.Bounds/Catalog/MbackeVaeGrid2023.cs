using Theory.Probability;
using Theory.Symbolics;
using static Theory.Bounds.Papers.MbackeVae2023;

namespace Theory.Bounds.Papers;

/// <summary>
/// The bound of Mbacke, Clerc and Germain (2023) for the generated law with a lambda that is chosen after the sample is seen, from a
/// grid that was fixed before.
/// </summary>
public static class MbackeVaeGrid2023
{
    private static readonly Symbol Delta = new("delta");

    /// <summary>The number of values of the grid.</summary>
    public static Symbol GridSize { get; } = new("N");

    /// <summary>The width of an interval that holds the grid.</summary>
    public static Symbol Width { get; } = new("w");

    /// <summary>The places of the grid.</summary>
    public static Space Places { get; } = new Space.Indices(GridSize);

    /// <summary>The values of the grid.</summary>
    public static Function Grid { get; } = new("lambda", [Places], Parameters: 1, IsNonnegative: true);

    /// <summary>The place chosen from the sample by any rule.</summary>
    public static Draw DrawChoice { get; } =
        Draw.From("k", new NamedKernel("choice", [DrawSample.Variable.Of], Places), DrawSample.Variable);

    /// <summary>The value at a place.</summary>
    public static Expr At(Point place) => new Evaluation(Grid, [place]);

    /// <summary>The value chosen.</summary>
    public static Expr Chosen { get; } = At(DrawChoice.Variable);

    /// <summary>The values of the grid are positive.</summary>
    public static Judgement IsPositive { get; } =
        new Judgement.ForAll([new Variable("v", Places)], new Judgement.Positive(At(new Variable("v", Places))));

    /// <summary>The bound for the generated law, with the price of a grid.</summary>
    public static Bound GenerationGrid { get; } =
        Generation with
        {
            Id = "mbacke2023-vae:generation-grid",
            Title = "Distance of the data law to the generated law, with lambda chosen from a grid",
            Where = "the paper's bound for the generated law, with a union over N values of lambda; derived here",
            Reading =
                "With probability at least 1 - delta over the sample and the choice, for an encoder learned from the sample by any rule and lambda_k chosen from it by any rule among N values: the distance of the data law to the prior pushed through the decoder.",
            Terms =
            [
                Generation.Terms[0],
                new(
                    "complexity",
                    1 / Chosen * (Complexity + new Log(GridSize / (Expr)Delta)),
                    "divergence from the prior, summed, and confidence with the price log N of the grid"
                ),
                new("moment", Chosen * Power.Of(Diameter, 2) / (8 * (Expr)N), "exponential moment of the deviation"),
                Generation.Terms[3],
            ],
            Mode = new Mode.WithProbability([DrawSample, DrawChoice], Delta),
            Assumptions =
            [
                Assumption.InWords("S is an i.i.d. sample from P_X; prior, grid and the decoder are fixed before S is seen"),
                .. Generation.Assumptions.Skip(1),
                new("the values of the grid are positive", IsPositive),
                new("the values of the grid lie in an interval of width w", new Judgement.Bounded(Grid, Width)),
                new("delta is less than N", new Judgement.Positive(new Log(GridSize / (Expr)Delta))),
            ],
            Glossary =
            [
                .. Generation.Glossary.Where(g => g.Name != "lambda"),
                new("N", "number of values of the grid", Role.Other, "N integer, N >= 1"),
                new("w", "width of an interval that holds the grid; in no term", Role.Other, "w > 0", "1/[x]"),
                new("k", "place in the grid, chosen from the sample", Role.Index),
            ],
            See = ["mbacke2023-vae:generation"],
            Note =
                "The best lambda for a sample, sqrt(8 n (sum KL + log(N/delta)))/Delta, depends on it, which a fixed lambda must not. On a grid whose values are powers of 2 apart one of them is within a factor sqrt(2) of the best and makes complexity and moment at most (sqrt(2) + 1/sqrt(2))/2 = 1.0607 times their least sum.",
        };
}
