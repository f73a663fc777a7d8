namespace Theory.Bounds;

/// <summary>Guesses at what a mistyped word meant.</summary>
public static class Spelling
{
    /// <summary>The known words by their distance from <paramref name="word"/>, nearest first.</summary>
    public static IEnumerable<string> Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        return known.OrderBy(candidate => Distance(word, candidate));
    }

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
