namespace Theory.Symbolics.Linear;

/// <summary>Sums of sorted sequences of keys with coefficients: the arithmetic that all sparse normal forms share.</summary>
internal static class Sorted
{
    /// <summary>Both sequences in one, equal keys added up, those that vanish dropped.</summary>
    public static Terms<(TKey, TValue)> Merge<TKey, TValue>(
        Terms<(TKey Key, TValue Value)> a,
        Terms<(TKey Key, TValue Value)> b,
        IComparer<TKey> order,
        Func<TValue, TValue, TValue> add,
        Func<TValue, bool> isZero
    )
    {
        if (a.Count == 0 || b.Count == 0)
            return a.Count == 0 ? b : a;
        var merged = new (TKey, TValue)[a.Count + b.Count];
        var (i, j, count) = (0, 0, 0);
        while (i < a.Count && j < b.Count)
        {
            var side = order.Compare(a[i].Key, b[j].Key);
            if (side != 0)
                merged[count++] = side < 0 ? a[i++] : b[j++];
            else if (add(a[i].Value, b[j++].Value) is var sum && !isZero(sum))
                merged[count++] = (a[i++].Key, sum);
            else
                i++;
        }
        var rest = i < a.Count ? a.AsSpan()[i..] : b.AsSpan()[j..];
        rest.CopyTo(merged.AsSpan(count));
        Array.Resize(ref merged, count + rest.Length);
        return Terms.Owning(merged);
    }

    /// <summary>A sequence in order, equal keys added up, those that vanish dropped.</summary>
    public static Terms<(TKey, TValue)> Collect<TKey, TValue>(
        IEnumerable<(TKey Key, TValue Value)> items,
        IComparer<TKey> order,
        Func<TValue, TValue, TValue> add,
        Func<TValue, bool> isZero
    )
    {
        var all = items.Where(i => !isZero(i.Value)).ToArray();
        if (all.Length < 2)
            return all.ToTerms();
        Array.Sort(all, (x, y) => order.Compare(x.Key, y.Key));
        var collected = new List<(TKey Key, TValue Value)>(all.Length);
        foreach (var item in all)
            if (collected.Count > 0 && order.Compare(collected[^1].Key, item.Key) == 0)
                collected[^1] = (item.Key, add(collected[^1].Value, item.Value));
            else
                collected.Add(item);
        collected.RemoveAll(i => isZero(i.Value));
        return collected.ToTerms();
    }
}
