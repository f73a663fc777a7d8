using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Output.Html;
using Theory.Verification.Sweeps;
using Cell = Theory.Cli.Output.Cell;

namespace Theory.Cli.Reports;

/// <summary>What is found at a path: results of verbs as JSON, and stores of sweeps, as the sections of a page.</summary>
/// <param name="Sections">The sections, in the order of the files' names.</param>
/// <param name="Documents">How many files hold a result.</param>
/// <param name="Cells">How many results the stores hold.</param>
/// <param name="Skipped">Files that hold neither, each with the reason.</param>
internal sealed record Results(IReadOnlyList<Section> Sections, int Documents, long Cells, IReadOnlyList<string> Skipped)
{
    private const int LongestTitle = 70;

    /// <summary>Reads a file, or a folder and the folders in it.</summary>
    /// <exception cref="ArgumentException">There is nothing at the path, or no result among what there is.</exception>
    public static Results At(string path, Input input)
    {
        var files =
            File.Exists(path) ? [path]
            : Directory.Exists(path) ? Found(path)
            : throw new ArgumentException(
                $"There is no '{path}'.\nGive the store of a sweep, a result written with --json, or a folder of them."
            );
        var (sections, skipped) = (new List<Section>(), new List<string>());
        var (documents, cells) = (0, 0L);
        foreach (var file in files)
        {
            input.Stop.ThrowIfCancellationRequested();
            try
            {
                if (IsStore(file))
                {
                    var (some, count) = StoreReport.Of(file, input);
                    sections.AddRange(some);
                    cells += count;
                }
                else
                {
                    sections.Add(Of(Stored.Read(file)));
                    documents++;
                }
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                skipped.Add($"{file}: {e.Message.Split('\n')[0]}");
            }
        }
        return sections.Count > 0
            ? new(sections, documents, cells, skipped)
            : throw new ArgumentException(
                $"'{path}' holds no result: {(skipped.Count > 0 ? skipped[0] : "neither *.json nor *.db is there")}.\n"
                    + "Write some with 'theory VERB ... --json > FOLDER/NAME.json', or with --out FOLDER/."
            );
    }

    private static List<string> Found(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) == ".json" || IsStore(file))
                .Order(StringComparer.Ordinal),
        ];

    // SQLite keeps its log beside a store that is in use; those are no stores.
    private static bool IsStore(string file) =>
        Path.GetFileName(file) is var name
        && name.Contains(".db", StringComparison.Ordinal)
        && !name.EndsWith("-wal", StringComparison.Ordinal)
        && !name.EndsWith("-shm", StringComparison.Ordinal)
        && !name.EndsWith(".json", StringComparison.Ordinal);

    private static Section Of(Stored document)
    {
        var drawn = Shapes.Of(document.Result);
        var command = document.Command.Length > 0 ? document.Command : drawn.Command;
        return new(drawn.Title.Text.Length > 0 ? drawn.Title : Name(document), drawn.Blocks)
        {
            Command = command,
            Provenance =
            [
                document.File,
                $"theory {document.Version}",
                .. document.Seed.Length > 0 ? new[] { (Cell)$"seed {document.Seed}" } : [],
                .. document.Given.Count > 0 ? new[] { "given: " + Cell.Join(", ", document.Given.Select(Written.Listed)) } : [],
                .. document.IsTruncated ? new[] { (Cell)"ended before its budget was spent" } : [],
            ],
            Verdicts = drawn.Verdicts,
        };
    }

    // The command says best what it is; a long one stands whole below.
    private static Cell Name(Stored document)
    {
        var command = document.Command.StartsWith("theory ", StringComparison.Ordinal) ? document.Command[7..] : "";
        return command.Length == 0 ? Path.GetFileNameWithoutExtension(document.File)
            : command.Length <= LongestTitle ? command
            : command[..LongestTitle] + " ...";
    }
}
