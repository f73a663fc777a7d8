using System.Collections.Immutable;
using System.Reflection;

namespace Theory.Bounds;

/// <summary>Every bound the library knows: the public static <see cref="Bound"/> members of the classes in this assembly's catalog.</summary>
public static class Catalog
{
    /// <summary>All entries, in the order of their ids.</summary>
    public static ImmutableArray<Bound> All { get; } =
    [
        .. typeof(Catalog)
            .Assembly.GetTypes()
            .Where(t => t.Namespace == "Theory.Bounds.Papers")
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(Bound))
            .Select(p => (Bound)p.GetValue(null)!)
            .OrderBy(b => b.Id, StringComparer.Ordinal),
    ];

    /// <summary>The entry of an id, or null.</summary>
    public static Bound? Find(string id) => All.FirstOrDefault(b => b.Id == id);

    /// <summary>The entry of an id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest ids.</exception>
    public static Bound Get(string id) =>
        Find(id)
        ?? throw new ArgumentException(
            $"No bound is called '{id}'. Did you mean {string.Join(" or ", Nearest(id))}?",
            nameof(id)
        );

    /// <summary>The ids nearest to a mistyped one.</summary>
    public static IEnumerable<string> Nearest(string id) => All.Select(b => b.Id).OrderBy(known => Distance(id, known)).Take(2);

    // Levenshtein's distance.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var (i, c) in a.Index())
        {
            var diagonal = row[0];
            row[0] = i + 1;
            foreach (var (j, d) in b.Index())
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (c == d ? 0 : 1)));
        }
        return row[^1];
    }
}
