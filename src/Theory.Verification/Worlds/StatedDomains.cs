using System.Collections.Immutable;
using Theory.Bounds;
using Theory.Simulation.Randomness;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>The domains that a bound states of its symbols: where a symbol lies outside its own, the bound says nothing.</summary>
internal sealed class StatedDomains(Bound bound)
{
    private readonly Context context = bound.OfSymbols();
    private readonly (Symbol Symbol, Domain Domain)[] stated = [.. bound.OfSymbols().Domains];

    /// <summary>Whether every symbol of a world lies in its domain.</summary>
    public bool Hold(ImmutableDictionary<Symbol, Rational> symbols) =>
        Array.TrueForAll(stated, s => !symbols.TryGetValue(s.Symbol, out var value) || s.Domain.Contains(value));

    /// <summary>Whether every symbol with a value in doubles lies in its domain.</summary>
    public bool Hold(IReadOnlyDictionary<Symbol, double> symbols) =>
        Array.TrueForAll(
            stated,
            s =>
                !symbols.TryGetValue(s.Symbol, out var value)
                || double.IsFinite(value) && s.Domain.Contains(Rational.Exactly(value))
        );

    /// <summary>Whether some positive value of a symbol lies outside its domain.</summary>
    public bool Restrict(IEnumerable<Symbol> symbols) =>
        symbols.Any(s => context.DomainOf(s) is { IsInteger: true } or { Lower.Sign: > 0 } or { Upper: not null });

    /// <summary>A value if it lies in the symbol's domain, and else one that is drawn from there.</summary>
    public Rational Within(Symbol symbol, Rational value, Draws random) =>
        context.DomainOf(symbol) is var domain && domain.Contains(value) ? value : FiniteDrawing.Value(domain, random);
}
