using System.Collections.Immutable;
using System.Reflection;
using Theory.Proofs.Kernel;

namespace Theory.Proofs;

/// <summary>What the kernel proves of two catalog entries side by side.</summary>
/// <param name="A">The id of one entry.</param>
/// <param name="B">The id of the other.</param>
/// <param name="Says">The theorem in words, with the roles of the entries' letters.</param>
/// <param name="Replay">Derives it anew.</param>
public sealed record ComparisonTheorem(string A, string B, string Says, Func<Theorem> Replay)
{
    /// <summary>All of them: the public static members of this type among the comparisons.</summary>
    public static ImmutableArray<ComparisonTheorem> All { get; } =
    [
        .. typeof(ComparisonTheorem)
            .Assembly.GetTypes()
            .Where(t => t.Namespace == "Theory.Proofs.Comparisons")
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(ComparisonTheorem))
            .Select(p => (ComparisonTheorem)p.GetValue(null)!),
    ];

    /// <summary>The theorems about two entries, in whichever order they are named.</summary>
    public static IEnumerable<ComparisonTheorem> About(string a, string b) =>
        All.Where(t => (t.A, t.B) == (a, b) || (t.A, t.B) == (b, a));
}
