using System.Collections.Immutable;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>A product of atoms to rational exponents; the empty product is 1.</summary>
internal sealed class Monomial(ImmutableDictionary<Expr, Rational> factors) : IEquatable<Monomial>
{
    public static Monomial One { get; } = new(ImmutableDictionary<Expr, Rational>.Empty);

    public ImmutableDictionary<Expr, Rational> Factors { get; } = factors;

    public bool Equals(Monomial? other) =>
        other is not null
        && Factors.Count == other.Factors.Count
        && Factors.All(f => other.Factors.TryGetValue(f.Key, out var exponent) && exponent == f.Value);

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() =>
        Factors.Aggregate(Factors.Count, (hash, f) => unchecked(hash + HashCode.Combine(f.Key, f.Value)));

    // The order of factors does not depend on bound names: equal monomials become equal products.
    public Expr ToExpr() =>
        Product.Of(Factors.OrderBy(f => f.Key.Key(), StringComparer.Ordinal).Select(f => Power.Of(f.Key, f.Value)));
}

/// <summary>A sum of rational multiples of monomials: the form in which the kernel compares expressions.</summary>
internal sealed class Polynomial(ImmutableDictionary<Monomial, Rational> terms) : IEquatable<Polynomial>
{
    public static Polynomial Zero { get; } = new(ImmutableDictionary<Monomial, Rational>.Empty);

    public ImmutableDictionary<Monomial, Rational> Terms { get; } = terms;

    public static Polynomial Of(Rational coefficient, Monomial monomial) =>
        coefficient.IsZero ? Zero : new(ImmutableDictionary<Monomial, Rational>.Empty.Add(monomial, coefficient));

    public static Polynomial operator +(Polynomial a, Polynomial b) =>
        new(
            b.Terms.Aggregate(
                a.Terms,
                (sum, term) =>
                    sum.GetValueOrDefault(term.Key) + term.Value is { IsZero: false } total
                        ? sum.SetItem(term.Key, total)
                        : sum.Remove(term.Key)
            )
        );

    public Rational this[Monomial monomial] => Terms.GetValueOrDefault(monomial);

    public bool Equals(Polynomial? other) =>
        other is not null && Terms.Count == other.Terms.Count && Terms.All(t => other[t.Key] == t.Value);

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode() =>
        Terms.Aggregate(Terms.Count, (hash, t) => unchecked(hash + HashCode.Combine(t.Key, t.Value)));

    public Expr ToExpr() =>
        Sum.Of(
            Terms
                .Select(t => (Expr: Product.Of(new Number(t.Value), t.Key.ToExpr()), Key: t.Key.ToExpr().Key()))
                .OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => t.Expr)
        );
}
