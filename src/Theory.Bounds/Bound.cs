using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds;

/// <summary>How the two sides of a statement relate.</summary>
public enum Relation
{
    /// <summary>left &lt;= right.</summary>
    AtMost,

    /// <summary>left &lt;= C right with an unnamed constant C.</summary>
    AtMostUpToConstant,

    /// <summary>left = right.</summary>
    Equal,

    /// <summary>left is by definition right.</summary>
    Definition,

    /// <summary>left and right are of the same order: each is at most a constant times the other.</summary>
    SameOrder,
}

/// <summary>
/// A generalization bound as data: an inequality with its assumptions, the reading under which it speaks, its terms and its
/// source. Whether it is proved, conditional or does not extend to a reading is computed elsewhere, never typed in here.
/// </summary>
public sealed record Bound
{
    /// <summary>The catalog id, <c>paper:statement</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it says, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The paper.</summary>
    public required Reference Reference { get; init; }

    /// <summary>Where in the paper, or how it is derived from it.</summary>
    public required string Where { get; init; }

    /// <summary>The left side.</summary>
    public required Expr Left { get; init; }

    /// <summary>How the sides relate.</summary>
    public Relation Relation { get; init; } = Relation.AtMost;

    /// <summary>The summands of the right side, in the author's order.</summary>
    public required Terms<Term> Terms { get; init; }

    /// <summary>The right side: the sum of the terms.</summary>
    public Expr Right => Sum.Of(Terms.Select(t => t.Expr));

    /// <summary>In which sense it holds.</summary>
    public required Mode Mode { get; init; }

    /// <summary>The reading: which law the left side means, under which law R is taken.</summary>
    public required string Reading { get; init; }

    /// <summary>The conditions under which it is stated.</summary>
    public Terms<Assumption> Assumptions { get; init; }

    /// <summary>What the symbols mean.</summary>
    public Terms<GlossaryEntry> Glossary { get; init; }

    /// <summary>What is known of its quantities: closed forms, signs, limits, each with its justification.</summary>
    public Terms<Fact> Facts { get; init; }

    /// <summary>The rate its source claims, in the sample size and other growing symbols, where it claims one.</summary>
    public Expr? StatedRate { get; init; }

    /// <summary>The ids of entries to read or use beside this one.</summary>
    public Terms<string> See { get; init; }

    /// <summary>What is known about constants: whether equality is attained, or by how much a constant can be improved.</summary>
    public string Tightness { get; init; } = "upper";

    /// <summary>Remarks: where sources differ, what is loose.</summary>
    public string Note { get; init; } = "";

    /// <summary>How it was made of other bounds; null where it was stated as it is.</summary>
    public Composition? Made { get; init; }

    /// <summary>The statement as a judgement: what a theorem that proves it concludes.</summary>
    public Judgement Statement
    {
        get
        {
            Judgement inequality = Relation switch
            {
                Relation.AtMost => new Judgement.AtMost(Left, Right),
                Relation.Equal or Relation.Definition => new Judgement.Equal(Left, Right),
                Relation.SameOrder => new Judgement.Both(
                    new Judgement.AtMostUpToConstant(Left, Right),
                    new Judgement.AtMostUpToConstant(Right, Left)
                ),
                _ => new Judgement.AtMostUpToConstant(Left, Right),
            };
            return Mode is Mode.WithProbability w ? new Judgement.WithProbability(w.Draws, inequality, w.Delta) : inequality;
        }
    }
}
