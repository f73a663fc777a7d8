namespace Theory.Symbolics.Simplification;

/// <summary>
/// A product of powers of distinct bases, sorted by base; no exponent is 0. Bases are symbols, quantities, primes, e, and whatever
/// no rule takes apart; exponents are simplified expressions, most often numbers.
/// </summary>
internal sealed class PowerProduct : IEquatable<PowerProduct>, IComparable<PowerProduct>
{
    private readonly (Expr Base, Expr Exponent)[] powers;
    private readonly int hash;

    private PowerProduct((Expr Base, Expr Exponent)[] powers)
    {
        this.powers = powers;
        var combined = new HashCode();
        foreach (var (b, x) in powers)
            combined.Add(HashCode.Combine(b, x));
        hash = combined.ToHashCode();
    }

    public static PowerProduct One { get; } = new([]);

    public static PowerProduct Of(Expr @base, Expr exponent) =>
        exponent is Number { Value.IsZero: true } ? One : new([(@base, exponent)]);

    public IReadOnlyList<(Expr Base, Expr Exponent)> Powers => powers;

    public bool IsOne => powers.Length == 0;

    /// <summary>The exponent of a base; 0 where it does not occur.</summary>
    public Expr ExponentOf(Expr @base) => powers.FirstOrDefault(p => p.Base == @base).Exponent ?? Number.Zero;

    /// <summary>The product without a base.</summary>
    public PowerProduct Without(Expr @base) => new([.. powers.Where(p => p.Base != @base)]);

    /// <summary>The product of two, where <paramref name="add"/> adds exponents that are not both numbers.</summary>
    public PowerProduct Times(PowerProduct other, Func<Expr, Expr, Expr> add)
    {
        if (IsOne || other.IsOne)
            return IsOne ? other : this;
        var result = new List<(Expr, Expr)>(powers.Length + other.powers.Length);
        var (i, j) = (0, 0);
        while (i < powers.Length || j < other.powers.Length)
        {
            var order =
                i == powers.Length ? 1
                : j == other.powers.Length ? -1
                : Ordering.Instance.Compare(powers[i].Base, other.powers[j].Base);
            if (order < 0)
                result.Add(powers[i++]);
            else if (order > 0)
                result.Add(other.powers[j++]);
            else
            {
                var (x, y) = (powers[i].Exponent, other.powers[j].Exponent);
                var sum = (x, y) is (Number p, Number q) ? new Number(p.Value + q.Value) : add(x, y);
                if (sum is not Number { Value.IsZero: true })
                    result.Add((powers[i].Base, sum));
                (i, j) = (i + 1, j + 1);
            }
        }
        return new([.. result]);
    }

    /// <summary>The power, where <paramref name="multiply"/> multiplies exponents.</summary>
    public PowerProduct Pow(Expr exponent, Func<Expr, Expr, Expr> multiply) =>
        new([
            .. powers
                .Select(p => (p.Base, multiply(p.Exponent, exponent)))
                .Where(p => p.Item2 is not Number { Value.IsZero: true }),
        ]);

    /// <summary>Higher powers of earlier bases come first, so that polynomials read x^2 + x + 1.</summary>
    public int CompareTo(PowerProduct? other)
    {
        if (other is null)
            return -1;
        for (var i = 0; i < powers.Length || i < other.powers.Length; i++)
        {
            if (i == powers.Length)
                return -Direction(other.powers[i].Exponent);
            if (i == other.powers.Length)
                return Direction(powers[i].Exponent);
            var ((b, x), (c, y)) = (powers[i], other.powers[i]);
            var order = Ordering.Instance.Compare(b, c);
            if (order != 0)
                return order < 0 ? Direction(x) : -Direction(y);
            order = Ordering.Instance.Compare(y, x);
            if (order != 0)
                return order;
        }
        return 0;
    }

    // A base that only one of two products has: it leads if its exponent is positive.
    private static int Direction(Expr exponent) => exponent is Number { Value.Sign: < 0 } ? 1 : -1;

    public bool Equals(PowerProduct? other) =>
        other is not null && (ReferenceEquals(this, other) || hash == other.hash && powers.AsSpan().SequenceEqual(other.powers));

    public override bool Equals(object? obj) => Equals(obj as PowerProduct);

    public override int GetHashCode() => hash;
}
