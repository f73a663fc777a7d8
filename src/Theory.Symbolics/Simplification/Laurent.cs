namespace Theory.Symbolics.Simplification;

/// <summary>
/// A sum of multiples of distinct power products, sorted; no coefficient is 0. Exponents may be negative, fractional and symbolic.
/// </summary>
internal sealed class Laurent : IEquatable<Laurent>
{
    private Laurent((PowerProduct Product, Rational Coefficient)[] terms) => Terms = terms;

    public IReadOnlyList<(PowerProduct Product, Rational Coefficient)> Terms { get; }

    public static Laurent Zero { get; } = new([]);

    public static Laurent One { get; } = Of(1, PowerProduct.One);

    public static Laurent Of(Rational coefficient, PowerProduct product) =>
        coefficient.IsZero ? Zero : new([(product, coefficient)]);

    /// <summary>The sum of the terms, like ones collected.</summary>
    public static Laurent Collect(IEnumerable<(PowerProduct Product, Rational Coefficient)> terms)
    {
        var sums = new Dictionary<PowerProduct, Rational>();
        foreach (var (product, coefficient) in terms)
            sums[product] = sums.TryGetValue(product, out var sum) ? sum + coefficient : coefficient;
        var sorted = sums.Where(pair => !pair.Value.IsZero).Select(pair => (pair.Key, pair.Value)).ToArray();
        Array.Sort(sorted, (x, y) => x.Key.CompareTo(y.Key));
        return new(sorted);
    }

    public bool IsZero => Terms.Count == 0;

    public bool IsOne => Terms is [{ Product.IsOne: true, Coefficient.IsOne: true }];

    public Laurent Plus(Laurent other) =>
        IsZero ? other
        : other.IsZero ? this
        : Collect(Terms.Concat(other.Terms));

    public Laurent Scaled(Rational factor) =>
        factor.IsOne ? this
        : factor.IsZero ? Zero
        : new([.. Terms.Select(t => (t.Product, t.Coefficient * factor))]);

    public bool Equals(Laurent? other) => other is not null && Terms.SequenceEqual(other.Terms);

    public override bool Equals(object? obj) => Equals(obj as Laurent);

    public override int GetHashCode() => Terms.Aggregate(0, HashCode.Combine);
}

/// <summary>A quotient; below is 1 or a sum without a common factor of its terms, in lowest terms with what is above.</summary>
internal sealed record Ratio(Laurent Above, Laurent Below)
{
    public static Ratio Of(Laurent above) => new(above, Laurent.One);

    public static Ratio Of(Rational value) => Of(Laurent.Of(value, PowerProduct.One));

    public static Ratio Of(Expr @base, Expr exponent) => Of(Laurent.Of(1, PowerProduct.Of(@base, exponent)));

    /// <summary>The one term, if it is one.</summary>
    public (PowerProduct Product, Rational Coefficient)? Single => Below.IsOne && Above.Terms is [var term] ? term : null;
}
