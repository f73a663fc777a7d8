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
    private readonly List<(Symbol Symbol, Func<Interpretation<T>, Func<IReadOnlyList<(T, T)>, T>, T> Least)> least = [];

    public Parameters(FiniteCompiler<T, TArithmetic> compiler, IEnumerable<Assumption> assumptions)
    {
        foreach (var judgement in assumptions.Select(a => a.Judgement))
        {
            var (symbol, value) = Least(compiler, judgement);
            if (symbol is null)
                continue;
            compiler.Find(symbol);
            least.Add((symbol, value));
        }
    }

    /// <summary>The symbols that assumptions define.</summary>
    public IEnumerable<Symbol> Symbols => least.Select(p => p.Symbol).Distinct();

    /// <summary>Sets each parameter to its least value.</summary>
    /// <param name="world">The interpretation.</param>
    /// <param name="subGaussian">The least sub-Gaussian parameter of values and masses.</param>
    public IReadOnlyList<(Symbol Symbol, T Value)> Set(Interpretation<T> world, Func<IReadOnlyList<(T, T)>, T> subGaussian)
    {
        var values = least
            .GroupBy(p => p.Symbol, p => p.Least(world, subGaussian))
            .Select(g => (g.Key, g.Aggregate(TArithmetic.Max)))
            .ToList();
        foreach (var (symbol, value) in values)
            world.Set(symbol, value);
        return values;
    }

    private static (Symbol?, Func<Interpretation<T>, Func<IReadOnlyList<(T, T)>, T>, T>) Least(
        FiniteCompiler<T, TArithmetic> compiler,
        Judgement judgement
    )
    {
        var symbol = Assumed.Parameter(judgement);
        switch (symbol is null ? null : judgement)
        {
            case Judgement.SubGaussian s:
                var values = compiler.Compile(s.Of);
                return (symbol, (w, subGaussian) => subGaussian(values(w)));
            case Judgement.LowerSubGaussian s:
                var lower = compiler.Compile(s.Of);
                return (symbol, (w, subGaussian) => subGaussian(lower(w)));
            case Judgement.LipschitzSubGaussian s:
                var constants = compiler.LipschitzLaws(s.Under);
                return (symbol, (w, subGaussian) => constants(w).Select(subGaussian).Aggregate(TArithmetic.Max));
            case Judgement.Bounded b:
                var table = compiler.Table(b.Function);
                return (symbol, (w, _) => Width(table(w)));
            case Judgement.Range r:
                var slices = compiler.Slices(r.Function, r.Argument);
                return (symbol, (w, _) => slices(w).Select(Width).Aggregate(TArithmetic.Max));
            case Judgement.Lipschitz l:
                var (functions, metric) = (
                    compiler.Slices(l.Function, l.Argument),
                    compiler.Table(Function.Metric(l.Function.From[l.Argument]))
                );
                return (symbol, (w, _) => functions(w).Select(f => Steepest(f, metric(w))).Aggregate(TArithmetic.Max));
            case Judgement.LipschitzMap l:
                var (images, from, to) = (
                    compiler.Slices(l.Function, l.Argument),
                    compiler.Table(Function.Metric(l.Function.From[l.Argument])),
                    compiler.Table(Function.Metric(l.Function.To))
                );
                return (symbol, (w, _) => images(w).Select(f => Steepest(f, from(w), to(w))).Aggregate(TArithmetic.Max));
            case Judgement.AtMost a:
                var (bounded, rest) = (compiler.Compile(a.Left), compiler.Compile(Assumed.Factor(a)!.Value.Others));
                return (symbol, (w, _) => Least(bounded(w), rest(w)));
            case Judgement.ForAll a:
                return (symbol, ForAll(compiler, a));
            default:
                return (null, (_, _) => TArithmetic.Of(Rational.Zero));
        }
    }

    private static Func<Interpretation<T>, Func<IReadOnlyList<(T, T)>, T>, T> ForAll(
        FiniteCompiler<T, TArithmetic> compiler,
        Judgement.ForAll all
    )
    {
        var values = new Values<T, TArithmetic>(compiler, all.Variables);
        var (_, body) = Least(compiler, all.Body);
        return (w, subGaussian) => values.In(w).Select(_ => body(w, subGaussian)).Aggregate(TArithmetic.Max);
    }

    // The least K with left <= K rest: none where the rest is negative. Where it is 0, a left side that is 0 but for rounding asks for nothing;
    // that it is 0 is left to ExactConditions.
    private static T Least(T left, T rest) =>
        TArithmetic.Upper(Difference(TArithmetic.Of(Rational.Zero), rest)) > TArithmetic.Rounding
            ? TArithmetic.Exactly(double.PositiveInfinity)
        : TArithmetic.Upper(left) <= (TArithmetic.IsZero(rest) ? Doubles.Rounding : TArithmetic.Rounding)
            ? TArithmetic.Of(Rational.Zero)
        : TArithmetic.Divide(left, rest);

    private static T Width(IReadOnlyList<T> values) =>
        Difference(values.Aggregate(TArithmetic.Max), values.Aggregate(TArithmetic.Min));

    private static T Steepest(IReadOnlyList<T> f, T[] metric)
    {
        var steepest = TArithmetic.Of(Rational.Zero);
        for (var x = 0; x < f.Count; x++)
        for (var y = 0; y < f.Count; y++)
            if (x != y)
                steepest = TArithmetic.Max(steepest, TArithmetic.Divide(Difference(f[x], f[y]), metric[x * f.Count + y]));
        return steepest;
    }

    private static T Steepest(IReadOnlyList<int> f, T[] from, T[] to)
    {
        var steepest = TArithmetic.Of(Rational.Zero);
        var target = (int)Math.Sqrt(to.Length);
        for (var x = 0; x < f.Count; x++)
        for (var y = 0; y < f.Count; y++)
            if (x != y)
                steepest = TArithmetic.Max(steepest, TArithmetic.Divide(to[f[x] * target + f[y]], from[x * f.Count + y]));
        return steepest;
    }

    private static T Difference(T a, T b) => TArithmetic.Add(a, TArithmetic.Multiply(TArithmetic.Of(-1), b));
}
