using Theory.Symbolics.Analysis;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// Summands that nothing moves: neither chosen symbols, nor growing ones, nor any symbol of a summand that these move. Known to be
/// nonnegative, they are floors: they raise the infimum by what they are.
/// </summary>
internal static class Floors
{
    /// <summary>The sum of what moves, and the floors.</summary>
    /// <param name="whole">The sum.</param>
    /// <param name="over">The symbols that are chosen.</param>
    /// <param name="grow">
    /// The symbols that grow. Where none are named all monomials take part in the comparison, and only what is no monomial is set aside.
    /// </param>
    /// <param name="isMonomial">Whether a summand takes part as a sum of monomials.</param>
    /// <param name="context">What is known of signs.</param>
    public static (Expr Moving, Terms<Expr> Floors) Split(
        Expr whole,
        Terms<Symbol> over,
        Terms<Symbol>? grow,
        Func<Expr, bool> isMonomial,
        Context context
    )
    {
        var summands = whole is Sum s ? s.Items : [whole];
        var movers = over.Concat(grow ?? []).ToHashSet();
        bool Moves(Expr e) => e.FreeSymbols().Any(movers.Contains);
        bool TakesPart(Expr e) =>
            Moves(e) || (grow is null ? isMonomial(e) : !e.SubExpressions().Any(x => x is Symbol or Quantity));
        movers.UnionWith(summands.Where(TakesPart).SelectMany(e => e.FreeSymbols()));
        var floors = summands.Where(e => !TakesPart(e) && !Moves(e) && e.IsNonnegative(context)).ToTerms();
        return (Sum.Of(summands.Where(e => !floors.Contains(e))), floors);
    }
}
