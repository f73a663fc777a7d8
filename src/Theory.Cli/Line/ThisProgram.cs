using System.Reflection;

namespace Theory.Cli.Line;

/// <summary>What this program is.</summary>
internal static class ThisProgram
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ThisProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[
            0
        ];

    /// <summary>How a shell starts this program again.</summary>
    public static string Command =>
        Environment.ProcessPath is { } path && !Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.Ordinal)
            ? Faults.Quoted(path)
            : $"dotnet {Faults.Quoted(typeof(ThisProgram).Assembly.Location)}";
}
