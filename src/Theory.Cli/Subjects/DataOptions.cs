using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Simulation.Data;

namespace Theory.Cli.Subjects;

/// <summary>A person's data: the file, the columns used, the scaling; all of it is part of what is reported.</summary>
internal sealed class DataOptions
{
    /// <summary>The file.</summary>
    public Option<string> File { get; } =
        Arguments.Required("--data", "FILE", "Points as CSV (one a row), .npy or IDX, gzipped or not");

    /// <summary>The coordinates.</summary>
    public Option<string?> Columns { get; } =
        new("--columns")
        {
            HelpName = "COLUMNS",
            Description = "Columns that are coordinates, such as 1-64 or x,y; all but the label by default",
        };

    /// <summary>The label.</summary>
    public Option<string?> Label { get; } =
        new("--label") { HelpName = "COLUMN", Description = "The column that is a label: a number, a name, or 'last'" };

    /// <summary>The scaling.</summary>
    public Option<string> Scale { get; } =
        Arguments.Choice(
            "--scale",
            Enum.GetNames<Scaling>().Select(name => name.ToLowerInvariant()),
            "How coordinates are rescaled"
        );

    /// <summary>Reads the data.</summary>
    public DataSet Read(Input input) => Read(input, File);

    /// <summary>Reads the data of another file by the same choice of columns.</summary>
    public DataSet Read(Input input, Option<string> file) =>
        DataSet.Read(
            input.Of(file),
            new Columns(input.Of(Columns), input.Of(Label)),
            Enum.Parse<Scaling>(input.Of(Scale), ignoreCase: true)
        );

    /// <summary>What was read, for programs.</summary>
    public static JsonObject Result(DataSet data) =>
        new()
        {
            ["file"] = data.Source,
            ["points"] = data.Points.Count,
            ["dimension"] = data.Points.Dimension,
            ["columns"] = data.Columns.ToString(),
            ["label"] = data.Columns.Label is { } label ? label + 1 : null,
            ["scale"] = data.Scaling.ToString().ToLowerInvariant(),
        };

    /// <summary>The same for people.</summary>
    public static Block InWords(DataSet data) =>
        new Block.Paragraph(
            $"{data.Source}: {data.Points.Count} points in dimension {data.Points.Dimension} (columns {data.Columns}"
                + (data.Columns.Label is { } label ? $", label in column {label + 1}" : "")
                + $", scale {data.Scaling.ToString().ToLowerInvariant()})"
        );
}
