using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Output;

/// <summary>How the parts of a statement are written.</summary>
internal static class Statements
{
    /// <summary>The sign between the sides.</summary>
    public static string Sign(this Bounds.Relation relation) =>
        relation switch
        {
            Bounds.Relation.AtMost => "<=",
            Bounds.Relation.AtMostUpToConstant => "<~",
            Bounds.Relation.Equal => "=",
            Bounds.Relation.Definition => ":=",
            Bounds.Relation.SameOrder => "~",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The same in LaTeX.</summary>
    public static string SignInLatex(this Bounds.Relation relation) =>
        relation switch
        {
            Bounds.Relation.AtMost => @"\le",
            Bounds.Relation.AtMostUpToConstant => @"\lesssim",
            Bounds.Relation.Equal => "=",
            Bounds.Relation.Definition => ":=",
            Bounds.Relation.SameOrder => @"\asymp",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>In which sense a statement holds.</summary>
    public static string InWords(this Mode mode) =>
        mode switch
        {
            Mode.InExpectation => "in expectation",
            Mode.WithProbability p => $"with probability at least 1 - {p.Delta}",
            Mode.UpToConstants { Delta: { } delta } => $"up to constants, with probability at least 1 - {delta}",
            Mode.UpToConstants => "up to constants",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A judgement in LaTeX, for math mode.</summary>
    public static string InLatex(this Judgement judgement) =>
        Latex.Print(judgement.Layout(e => Layout.Of(e, isDisplay: true))).Trim();

    /// <summary>The statement, one term of the right side a line where <paramref name="aligned"/>.</summary>
    public static string InLatex(this Bound bound, bool aligned = false)
    {
        var (left, sign) = (Latex.Print(bound.Left), bound.Relation.SignInLatex());
        if (!aligned)
            return $"{left} {sign} {Latex.Print(bound.Right)}";
        var terms = bound
            .Terms.Select(term => Latex.Print(term.Expr))
            .Select((term, i) => i == 0 || term.StartsWith('-') ? term : $"+ {term}");
        return $"\\begin{{aligned}}\n  {left}\n    &{sign} {string.Join("\n    \\\\ &\\quad ", terms)}\n\\end{{aligned}}";
    }

    /// <summary>A comparison.</summary>
    public static Cell Compared(Statement.Comparison comparison) =>
        new(
            comparison.ToString(),
            $"${Latex.Print(comparison.Left)} {SignInLatex(comparison.Relation)} {Latex.Print(comparison.Right)}$",
            Spelled.Comparison(comparison).In
        );

    private static string SignInLatex(Symbolics.Relation relation) =>
        relation switch
        {
            Symbolics.Relation.LessOrEqual => @"\le",
            Symbolics.Relation.GreaterOrEqual => @"\ge",
            _ => relation.Sign(),
        };
}
