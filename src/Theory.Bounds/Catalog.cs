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
    /// <example>
    /// <code>Catalog.Get("li2023:training-dynamics").Terms[0].Expr</code>
    /// is <c>tau^4/(m*n)</c>.
    /// </example>
    public static Bound Get(string id) =>
        Find(id)
        ?? throw new ArgumentException(
            $"No bound is called '{id}'. Did you mean {string.Join(" or ", Nearest(id))}?",
            nameof(id)
        );

    /// <summary>The two ids nearest to a mistyped one.</summary>
    public static IEnumerable<string> Nearest(string id) => Spelling.Nearest(id, All.Select(b => b.Id)).Take(2);
}
