using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>Names for renamed variables.</summary>
internal static class Naming
{
    /// <summary>
    /// A name that is bound names one variable: were another of its name free in another space, a change of the spaces' sizes could
    /// make the two the same.
    /// </summary>
    public static void RefuseAmbiguous(IEnumerable<Variable> bound, IEnumerable<Variable> used)
    {
        var names = bound.ToLookup(v => v.Name);
        if (names.Count > 0 && used.FirstOrDefault(v => names.Contains(v.Name) && !names[v.Name].Contains(v)) is { } other)
            throw new ArgumentException($"{other.Name} names a variable that is bound and another one, in {other.Of}.");
    }

    /// <summary>The name, or the name with the fewest primes that makes it new.</summary>
    public static string Fresh(string name, IReadOnlySet<string> taken)
    {
        while (taken.Contains(name))
            name += "'";
        return name;
    }
}
