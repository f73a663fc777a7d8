using System.Text.RegularExpressions;
using Theory.Symbolics;
using Theory.Symbolics.Simplification;

namespace Theory.Bounds;

/// <summary>Letters, assumptions, meanings and modes of bounds that are put together.</summary>
internal static class Merging
{
    /// <summary>A bound in which no letter clashes with another's: one letter with two meanings is renamed.</summary>
    public static Bound ApartFrom(this Bound inner, Bound outer)
    {
        var taken = outer.Letters().Concat(inner.Letters()).ToHashSet();
        var clashes =
            from mine in outer.Glossary
            join theirs in inner.Glossary on mine.Name equals theirs.Name
            where inner.Letters().Contains(mine.Name) && !IsSame(mine, theirs)
            select mine.Name;
        return clashes.Aggregate(
            inner,
            (bound, name) =>
                bound.Specialize(new Symbol(name), Structure.Fresh(new Symbol($"{name}_"), [.. taken.Select(t => new Symbol(t))]))
        );
    }

    // One role is one thing; without a role the words decide.
    private static bool IsSame(GlossaryEntry a, GlossaryEntry b) =>
        a.Role == b.Role && (a.Role is not Role.Other || a.Text == b.Text || a.Text.Length == 0 || b.Text.Length == 0);

    /// <summary>The symbols of a statement.</summary>
    public static IEnumerable<string> Letters(this Bound bound) =>
        bound.Terms.Select(t => t.Expr).Prepend(bound.Left).SelectMany(e => e.FreeSymbols()).Select(s => s.Name).Distinct();

    /// <summary>A bound of two: the assumptions and meanings of both, without those of symbols that no longer occur.</summary>
    public static Bound Of(Bound first, Bound second, Bound statement)
    {
        var glossary = first.Glossary.Concat(second.Glossary.Where(e => first.Glossary.All(mine => mine.Name != e.Name)));
        return statement.Having(first.Assumptions.Concat(second.Assumptions), glossary) with
        {
            Reading =
                first.Reading == second.Reading || second.Reading.Length == 0
                    ? first.Reading
                    : $"{first.Reading} {second.Reading}".Trim(),
            See = first.See.Concat(second.See).Distinct().ToTerms(),
        };
    }

    /// <summary>A statement under assumptions, each once, with the meanings of what still occurs.</summary>
    public static Bound Having(this Bound bound, IEnumerable<Assumption> assumptions, IEnumerable<GlossaryEntry> glossary)
    {
        var kept = assumptions.DistinctBy(a => a.Judgement).ToTerms();
        var said = bound.Assumed(kept);
        return bound with
        {
            Assumptions = kept,
            Glossary = glossary.Where(e => e.Role is Role.Other or Role.Index || said.Contains(e.Name)).ToTerms(),
        };
    }

    private static HashSet<string> Assumed(this Bound bound, Terms<Assumption> assumptions)
    {
        var delta = bound.Mode switch
        {
            Mode.WithProbability w => w.Delta.FreeSymbols(),
            Mode.UpToConstants { Delta: { } d } => d.FreeSymbols(),
            _ => [],
        };
        return
        [
            .. bound.Letters(),
            .. delta
                .Concat(assumptions.SelectMany(a => Probability.JudgementStructure.FreeSymbols(a.Judgement)))
                .Select(s => s.Name),
        ];
    }

    /// <summary>The sense in which two statements hold together; the probabilities of failure add up.</summary>
    /// <exception cref="ArgumentException">Their probabilities are over different draws.</exception>
    public static Mode Of(Mode first, Mode second) =>
        (first, second) switch
        {
            (Mode.WithProbability a, Mode.WithProbability b) when a.Draws != b.Draws => throw new ArgumentException(
                $"The two hold with probability over different draws, {Names(a)} and {Names(b)}, so their failures cannot be added up."
            ),
            (Mode.WithProbability a, Mode.WithProbability b) => a with { Delta = (a.Delta + b.Delta).Simplify(Context.Empty) },
            (Mode.UpToConstants a, _) => a with { Delta = Sum(a.Delta, DeltaOf(second)) },
            (_, Mode.UpToConstants b) => b with { Delta = Sum(DeltaOf(first), b.Delta) },
            (Mode.WithProbability a, _) => a,
            (_, Mode.WithProbability b) => b,
            _ => first,
        };

    private static Expr? Sum(Expr? a, Expr? b) =>
        (a, b) switch
        {
            (null, _) => b,
            (_, null) => a,
            _ => (a + b).Simplify(Context.Empty),
        };

    private static Expr? DeltaOf(Mode mode) =>
        mode switch
        {
            Mode.WithProbability w => w.Delta,
            Mode.UpToConstants u => u.Delta,
            _ => null,
        };

    private static string Names(Mode.WithProbability mode) => string.Join(", ", mode.Draws.Select(d => d.Variable.Name));

    /// <summary>The relation of a chain of two.</summary>
    public static Relation Of(Relation first, Relation second) =>
        first is Relation.AtMostUpToConstant or Relation.SameOrder || second is Relation.AtMostUpToConstant or Relation.SameOrder
            ? Relation.AtMostUpToConstant
        : first is Relation.AtMost || second is Relation.AtMost ? Relation.AtMost
        : Relation.Equal;

    /// <summary>Words in which a letter is replaced.</summary>
    public static string Renamed(string text, string letter, string by) =>
        Regex.Replace(text, $@"(?<![\w]){Regex.Escape(letter)}(?![\w])", by.Replace("$", "$$", StringComparison.Ordinal));
}
