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
}
