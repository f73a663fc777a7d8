using Theory.Symbolics.Notation;
using Theory.Verification.Experiments;

namespace Theory.Cli.Output;

/// <summary>A part of a report as people read it, at a terminal or in a paper.</summary>
internal abstract record Block
{
    private Block() { }

    /// <summary>A heading.</summary>
    public sealed record Title(Cell Text) : Block;

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(Cell Text) : Block;

    /// <summary>A displayed formula.</summary>
    /// <param name="Infix">The formula in a line of text.</param>
    /// <param name="Latex">The formula in LaTeX, as it stands in math mode.</param>
    /// <param name="Spelling">The line in each infix notation, where it is an expression.</param>
    public sealed record Formula(string Infix, string Latex, Func<Dialect, string>? Spelling = null) : Block
    {
        /// <summary>The formula for pages; null where nobody drew it.</summary>
        public string? MathMl { get; init; }
    }

    /// <summary>Names and what they stand for.</summary>
    public sealed record Fields(IReadOnlyList<(string Name, Cell Value)> Items) : Block;

    /// <summary>Rows under a header.</summary>
    public sealed record Table(IReadOnlyList<Cell> Header, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
    {
        /// <summary>The same with every number in a cell of its own, for files of values; null where it is so already.</summary>
        public Table? Data { get; init; }
    }

    /// <summary>Numbered lines, each with a remark on what it rests on.</summary>
    public sealed record Steps(IReadOnlyList<(Cell Text, string Remark)> Items) : Block;

    /// <summary>LaTeX that was asked for as such: the same in every form.</summary>
    public sealed record Source(string Latex) : Block;

    /// <summary>A figure: named in text, a picture in LaTeX, a file of its own in a folder.</summary>
    public sealed record Figure(Plot Plot) : Block;

    /// <summary>Text as it is, such as a program's.</summary>
    public sealed record Verbatim(string Text) : Block;
}
