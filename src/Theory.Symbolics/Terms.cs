using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Theory.Symbolics;

/// <summary>An immutable sequence with value equality, for records that hold several items.</summary>
[CollectionBuilder(typeof(Terms), nameof(Terms.Create))]
public readonly struct Terms<T> : IReadOnlyList<T>, IEquatable<Terms<T>>
{
    private readonly ImmutableArray<T> items;

    internal Terms(ImmutableArray<T> items) => this.items = items;

    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <inheritdoc/>
    public int Count => AsSpan().Length;

    /// <inheritdoc/>
    public T this[int index] => AsSpan()[index];

    /// <summary>A run of the items; makes <c>[first, .. var rest]</c> a pattern.</summary>
    public Terms<T> Slice(int start, int length) => new([.. AsSpan().Slice(start, length)]);

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => items.AsSpan();

    /// <summary>Each item mapped.</summary>
    internal Terms<TResult> Map<TResult>(Func<T, TResult> map)
    {
        if (Count == 0)
            return [];
        var mapped = new TResult[Count];
        for (var i = 0; i < mapped.Length; i++)
            mapped[i] = map(items[i]);
        return Terms.Owning(mapped);
    }

    /// <inheritdoc/>
    public bool Equals(Terms<T> other) => Items == other.Items || Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Terms<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Equality item by item.</summary>
    public static bool operator ==(Terms<T> a, Terms<T> b) => a.Equals(b);

    /// <summary>Inequality item by item.</summary>
    public static bool operator !=(Terms<T> a, Terms<T> b) => !a.Equals(b);

    /// <summary>The items in turn.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>The items in brackets, for error messages and counterexamples.</summary>
    public override string ToString() => "[" + string.Join(", ", Items) + "]";
}

/// <summary>Construction of <see cref="Terms{T}"/>: <c>Terms&lt;int&gt; t = [1, 2];</c> or <c>items.ToTerms()</c>.</summary>
public static class Terms
{
    /// <summary>The items, copied.</summary>
    public static Terms<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>The items of an array that nobody else changes.</summary>
    internal static Terms<T> Owning<T>(T[] items) => new(ImmutableCollectionsMarshal.AsImmutableArray(items));

    /// <summary>The items, copied.</summary>
    public static Terms<T> ToTerms<T>(this IEnumerable<T> items) => new([.. items]);
}
