using Theory.Symbolics;

namespace Theory.Probability.Finite;

public sealed partial class FiniteCompiler<T, TArithmetic>
{
    private readonly Dictionary<ConvexGenerator, ConvexFunction> convex = [];

    /// <summary>A known generator in numbers: its values at a ratio, and those of its conjugate between floor and ceiling.</summary>
    private sealed record ConvexFunction(
        ConvexGenerator Of,
        Func<Interpretation<T>, T, T> Value,
        Func<Interpretation<T>, T, T> Conjugate
    );

    private Func<Interpretation<T>, T> Compile(FDivergence f, Scope scope)
    {
        var (p, q) = (Distribution(f.P, scope), Distribution(f.Q, scope));
        var generator = Meaning(f.Generator);
        return w => OfRatio(w, generator(w), p(w), q(w));
    }

    private Func<Interpretation<T>, T> Compile(RestrictedGan g, Scope scope)
    {
        var metric = vocabulary.Number(vocabulary.Functions, Function.Metric(g.P.Spaces[0]));
        var (p, q, scale) = (Distribution(g.P, scope), Distribution(g.Q, scope), Compile(g.Scale, scope));
        var generator = Meaning(g.Generator);
        return w =>
        {
            var (f, lambda, distance) = (generator(w), scale(w), w.Functions[metric]);
            var (masses, reference) = (p(w), q(w));
            if (f.Of == ConvexGenerator.TotalVariation)
                return Transport<T, TArithmetic>.Cost(masses, reference, Truncated(distance, lambda, reference));
            var best = CriticSearch.Best(
                f.Of,
                TArithmetic.Near(lambda),
                Array.ConvertAll(masses, TArithmetic.Near),
                Array.ConvertAll(reference, TArithmetic.Near),
                Array.ConvertAll(distance, TArithmetic.Near)
            );
            var critic = Lipschitz(best.Critic, distance);
            var lower = Zero;
            for (var x = 0; x < masses.Length; x++)
            {
                lower = TArithmetic.Add(lower, TArithmetic.Multiply(masses[x], critic[x]));
                if (!TArithmetic.IsZero(reference[x]))
                    lower = TArithmetic.Add(
                        lower,
                        TArithmetic.Multiply(
                            TArithmetic.Multiply(Minus, reference[x]),
                            TArithmetic.Multiply(lambda, Conjugate(w, f, TArithmetic.Divide(critic[x], lambda)))
                        )
                    );
            }
            // The mean of a critic is at most its mean under another law, plus what transport to that law costs.
            var between = Array.ConvertAll(best.Between, TArithmetic.Exactly);
            var total = between.Aggregate(TArithmetic.Add);
            between = Array.ConvertAll(between, mass => TArithmetic.Divide(mass, total));
            var upper = TArithmetic.Add(
                Transport<T, TArithmetic>.Cost(masses, between, distance),
                TArithmetic.Multiply(lambda, OfRatio(w, f, between, reference))
            );
            return TArithmetic.Between(TArithmetic.Max(Zero, lower), upper, isNearLower: true);
        };
    }

    // For |x - 1| the critics are those with |h| <= lambda where Q has mass: mass moves, or first to such a point and then at the price
    // 2 lambda to any other.
    private static T[] Truncated(T[] distance, T lambda, T[] reference)
    {
        var n = reference.Length;
        var jump = TArithmetic.Multiply(TArithmetic.Of(2), lambda);
        var near = Enumerable
            .Range(0, n)
            .Select(x =>
                Enumerable
                    .Range(0, n)
                    .Where(y => !TArithmetic.IsZero(reference[y]))
                    .Select(y => distance[x * n + y])
                    .Aggregate(TArithmetic.Min)
            )
            .ToArray();
        return [.. Enumerable.Range(0, n * n).Select(k => TArithmetic.Min(distance[k], TArithmetic.Add(near[k / n], jump)))];
    }

    // E_Q f(dP/dQ), infinite where P has mass that Q has not.
    private static T OfRatio(Interpretation<T> w, ConvexFunction f, T[] p, T[] q)
    {
        var total = Zero;
        for (var k = 0; k < p.Length; k++)
            if (!TArithmetic.IsZero(q[k]))
                total = TArithmetic.Add(total, TArithmetic.Multiply(q[k], f.Value(w, TArithmetic.Divide(p[k], q[k]))));
            else if (!TArithmetic.IsZero(p[k]))
                return TArithmetic.Exactly(double.PositiveInfinity);
        return total;
    }

    // min_y h(y) + d(x, y): 1-Lipschitz whatever h is, and h itself where h is 1-Lipschitz.
    private static T[] Lipschitz(double[] h, T[] distance) =>
        [
            .. Enumerable
                .Range(0, h.Length)
                .Select(x =>
                    Enumerable
                        .Range(0, h.Length)
                        .Select(y => TArithmetic.Add(TArithmetic.Exactly(h[y]), distance[x * h.Length + y]))
                        .Aggregate(TArithmetic.Min)
                ),
        ];

    private static T Conjugate(Interpretation<T> w, ConvexFunction f, T y) =>
        f.Conjugate(w, f.Of.Floor is Number floor ? TArithmetic.Max(y, TArithmetic.Of(floor.Value)) : y);

    private Func<Interpretation<T>, ConvexFunction> Meaning(ConvexGenerator generator)
    {
        if (generator.Formula is not null)
        {
            var one = Compiled(generator);
            return _ => one;
        }
        var place = vocabulary.Number(vocabulary.Generators, generator.Name);
        var all = ConvexGenerator.Known.ToDictionary(known => known, Compiled);
        return w => all[w.Generators[place]];
    }

    private ConvexFunction Compiled(ConvexGenerator generator)
    {
        if (convex.TryGetValue(generator, out var known))
            return known;
        var argument = vocabulary.Number(vocabulary.Symbols, ConvexGenerator.Argument);
        found.Add(ConvexGenerator.Argument);
        Func<Interpretation<T>, T, T> At(Expr e)
        {
            var value = Compile(e, free);
            return (w, x) =>
            {
                w.Symbols[argument] = x;
                return value(w);
            };
        }
        return convex[generator] = new ConvexFunction(generator, At(generator.Formula!), At(generator.Conjugate ?? 0));
    }
}
