namespace Theory.Testing;

/// <summary>Reference figures and data files, found from wherever a test runs.</summary>
internal static class Golden
{
    /// <summary>The root of the checkout: the nearest folder above that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A reference file in <c>tests/golden</c>.</summary>
    public static string PathOf(string name) => Path.Combine(Root, "tests", "golden", name);

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
