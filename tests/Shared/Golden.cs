using System.Text.Json;

namespace Theory.Testing;

/// <summary>Reference figures and data files, found from wherever a test runs.</summary>
internal static class Golden
{
    /// <summary>The root of the checkout: the nearest folder above that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A reference file in <c>tests/golden</c>.</summary>
    public static string PathOf(string name) => Path.Combine(Root, "tests", "golden", name);

    /// <summary>A figure of <c>theory.json</c>: the chapters are those of the derivations, the keys say what is measured.</summary>
    public static double Figure(string chapter, string key) => Figures(chapter).GetProperty(key).GetDouble();

    /// <summary>All figures of a chapter.</summary>
    public static JsonElement Figures(string chapter) => All.Value.GetProperty(chapter);

    private static readonly Lazy<JsonElement> All = new(() =>
    {
        using var file = JsonDocument.Parse(File.ReadAllText(PathOf("theory.json")));
        return file.RootElement.Clone();
    });

    /// <summary>A data file in <c>examples/data</c>.</summary>
    public static string Data(string name) => Path.Combine(Root, "examples", "data", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Theory.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Theory.sln.");
    }
}
