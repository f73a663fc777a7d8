namespace Theory.Probability;

/// <summary>Names for renamed variables.</summary>
internal static class Naming
{
    /// <summary>The name, or the name with the fewest primes that makes it new.</summary>
    public static string Fresh(string name, IReadOnlySet<string> taken)
    {
        while (taken.Contains(name))
            name += "'";
        return name;
    }
}
