using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>What an experiment gave: named numbers and texts, tables, figures, and what became of the claims it put to the test.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Texts">The texts.</param>
public sealed record Measurement(Terms<(string Name, double Value)> Numbers, Terms<(string Name, string Value)> Texts)
{
    /// <summary>The tables.</summary>
    public Terms<ResultTable> Tables { get; init; }

    /// <summary>The figures.</summary>
    public Terms<Plot> Plots { get; init; }

    /// <summary>The claims that were tested.</summary>
    public Terms<Conclusion> Conclusions { get; init; }

    /// <summary>Whether it was interrupted: then it is no function of its parameters, no store takes it, and it concludes nothing.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>A claim of a source, or a wrong version of one, and what an experiment says of it.</summary>
/// <param name="Claim">The claim in a sentence.</param>
/// <param name="Decision">What became of it.</param>
/// <param name="Evidence">The numbers that the decision rests on.</param>
public sealed record Conclusion(string Claim, Decision Decision, string Evidence);

/// <summary>A table of results.</summary>
/// <param name="Name">A short name, unique in the measurement, good for a file: <c>bound-over-T</c>.</param>
/// <param name="Columns">The heads of the columns, as labels of figures are written.</param>
/// <param name="Rows">The rows, each with one entry a column.</param>
public sealed record ResultTable(string Name, Terms<string> Columns, Terms<Terms<Entry>> Rows)
{
    /// <summary>A table of numbers.</summary>
    public static ResultTable Of(string name, Terms<string> columns, IEnumerable<IEnumerable<double>> rows) =>
        new(name, columns, rows.Select(row => row.Select(value => (Entry)value).ToTerms()).ToTerms());
}

/// <summary>An entry of a table: a number, or words.</summary>
/// <param name="Number">The number; not a number where words stand.</param>
/// <param name="Words">The words; null where a number stands.</param>
public readonly record struct Entry(double Number, string? Words)
{
    /// <summary>A number.</summary>
    public static implicit operator Entry(double number) => new(number, null);

    /// <summary>Words.</summary>
    public static implicit operator Entry(string words) => new(double.NaN, words);
}
