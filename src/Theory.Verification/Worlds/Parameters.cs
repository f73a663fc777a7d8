using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>
/// Symbols that an assumption defines, such as a sub-Gaussian parameter or a diameter: a world takes the least value with which
/// the assumption holds, the hardest case of a bound that grows with it.
/// </summary>
internal sealed class Parameters<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly List<(Symbol Symbol, Func<Interpretation<T>, T> Least)> least = [];
    private readonly int rounds = 1;

    /// <summary>Compiles those of a bound's assumptions.</summary>
    public Parameters(
        FiniteCompiler<T, TArithmetic> compiler,
        IEnumerable<Assumption> assumptions,
        Func<IReadOnlyList<(T, T)>, T> subGaussian
    )
    {
        var defining = assumptions.Select(a => a.Judgement).Where(Assumed.ByConstruction).ToList();
        foreach (var judgement in defining)
        {
            var symbol = Assumed.Parameter(judgement)!;
            var value = LeastParameter<T, TArithmetic>.Of(compiler, judgement, subGaussian)!;
            compiler.Find(symbol);
            least.Add((symbol, value));
        }
        // R <= C defines C by R: values settle in as many rounds as there are symbols that wait for each other.
        if (defining.Any(j => j.FreeSymbols().Intersect(Symbols).Count() > 1))
            rounds = Symbols.Count();
    }

    /// <summary>The symbols that assumptions define.</summary>
    public IEnumerable<Symbol> Symbols => least.Select(p => p.Symbol).Distinct();

    /// <summary>Whether some wait for each other, and may not settle.</summary>
    public bool AreChained => rounds > 1;

    /// <summary>Sets each parameter to its least value.</summary>
    public IReadOnlyList<(Symbol Symbol, T Value)> Set(Interpretation<T> world)
    {
        List<(Symbol, T)> values = [];
        for (var round = 0; round < rounds; round++)
        {
            values = [.. least.GroupBy(p => p.Symbol, p => p.Least(world)).Select(g => (g.Key, g.Aggregate(TArithmetic.Max)))];
            foreach (var (symbol, value) in values)
                world.Set(symbol, value);
        }
        return values;
    }

    /// <summary>
    /// Whether the values that a world gives to the symbols, and which are set, surely are no less than the least: those that wait for each other
    /// may not have settled.
    /// </summary>
    public bool Suffice(Interpretation<T> world, FiniteWorld known) =>
        !AreChained
        || least.TrueForAll(p =>
            TArithmetic.Upper(p.Least(world)) is var value
            && double.IsFinite(value)
            && Rational.Exactly(value) <= known.Symbols[p.Symbol]
        );
}
