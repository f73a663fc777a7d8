using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>
/// The least number that an assumption could name: a sub-Gaussian parameter, a width, a Lipschitz constant, the factor K in
/// <c>left &lt;= K rest</c>.
/// </summary>
internal static class LeastParameter<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    /// <summary>The least number in a world with which a judgement holds, or null where it names none.</summary>
    /// <param name="compiler">Whose interpretations the value is of.</param>
    /// <param name="judgement">The judgement.</param>
    /// <param name="subGaussian">The least sub-Gaussian parameter of values and masses.</param>
    public static Func<Interpretation<T>, T>? Of(
        FiniteCompiler<T, TArithmetic> compiler,
        Judgement judgement,
        Func<IReadOnlyList<(T, T)>, T> subGaussian
    )
    {
        switch (judgement)
        {
            case Judgement.SubGaussian s:
                var values = compiler.Compile(s.Of);
                return w => subGaussian(values(w));
            case Judgement.LowerSubGaussian s:
                var lower = compiler.Compile(s.Of);
                return w => subGaussian(lower(w));
            case Judgement.LipschitzSubGaussian s:
                var constants = compiler.LipschitzLaws(s.Under);
                return w => constants(w).Select(subGaussian).Aggregate(TArithmetic.Max);
            case Judgement.Bounded b:
                var table = compiler.Table(b.Function);
                return w => Width(table(w));
            case Judgement.Range r:
                var slices = compiler.Slices(r.Function, r.Argument);
                return w => slices(w).Select(Width).Aggregate(TArithmetic.Max);
            case Judgement.Lipschitz l:
                var (functions, metric) = (
                    compiler.Slices(l.Function, l.Argument),
                    compiler.Table(Function.Metric(l.Function.From[l.Argument]))
                );
                return w => functions(w).Select(f => Steepest(f, metric(w))).Aggregate(TArithmetic.Max);
            case Judgement.LipschitzMap l:
                var (images, from, to) = (
                    compiler.Slices(l.Function, l.Argument),
                    compiler.Table(Function.Metric(l.Function.From[l.Argument])),
                    compiler.Table(Function.Metric(l.Function.To))
                );
                return w => images(w).Select(f => Steepest(f, from(w), to(w))).Aggregate(TArithmetic.Max);
            case Judgement.AtMost a when Assumed.Factor(a) is var (_, others):
                var (bounded, rest) = (compiler.Compile(a.Left), compiler.Compile(others));
                return w => Least(bounded(w), rest(w));
            case Judgement.ForAll all:
                var points = new Values<T, TArithmetic>(compiler, all.Variables);
                return Of(compiler, all.Body, subGaussian) is { } body
                    ? w => points.In(w).Select(_ => body(w)).Aggregate(TArithmetic.Max)
                    : null;
            default:
                return null;
        }
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
