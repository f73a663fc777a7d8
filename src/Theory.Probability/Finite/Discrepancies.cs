using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>Information quantities of probability vectors, in nats, with 0 log 0 = 0 and p log(p/0) = inf.</summary>
internal static class Discrepancies<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private static readonly T Zero = TArithmetic.Of(Rational.Zero);
    private static readonly T Minus = TArithmetic.Of(-1);

    /// <summary>sum p log(p/q).</summary>
    public static T KullbackLeibler(T[] p, T[] q)
    {
        var total = Zero;
        for (var k = 0; k < p.Length; k++)
            total = TArithmetic.Add(total, Weighted(p[k], q[k]));
        return TArithmetic.Max(Zero, total);
    }

    /// <summary>Half the sum of |p - q|.</summary>
    public static T TotalVariation(T[] p, T[] q)
    {
        var total = Zero;
        for (var k = 0; k < p.Length; k++)
            total = TArithmetic.Add(total, TArithmetic.Max(Zero, TArithmetic.Add(p[k], TArithmetic.Multiply(Minus, q[k]))));
        return total;
    }

    /// <summary>-sum p log p.</summary>
    public static T Entropy(T[] p)
    {
        var total = Zero;
        foreach (var mass in p)
            if (!TArithmetic.IsZero(mass))
                total = TArithmetic.Add(total, TArithmetic.Multiply(mass, TArithmetic.Log(mass)));
        return TArithmetic.Max(Zero, TArithmetic.Multiply(Minus, total));
    }

    /// <summary>I(X; Y | Z) of a joint law of X, Y and Z, in lexicographic order; Z has what the sizes of X and Y leave.</summary>
    public static T MutualInformation(T[] joint, int left, int right)
    {
        var rest = joint.Length / (left * right);
        var (xz, yz, z) = (Empty(left * rest), Empty(right * rest), Empty(rest));
        foreach (var (k, mass) in joint.Index())
            if (!TArithmetic.IsZero(mass))
            {
                var (x, y, c) = Place(k);
                xz[x] = TArithmetic.Add(xz[x], mass);
                yz[y] = TArithmetic.Add(yz[y], mass);
                z[c] = TArithmetic.Add(z[c], mass);
            }
        var total = Zero;
        foreach (var (k, mass) in joint.Index())
        {
            var (x, y, c) = Place(k);
            if (TArithmetic.IsZero(z[c]))
                continue;
            var apart = TArithmetic.Multiply(xz[x], yz[y]);
            total = TArithmetic.Add(
                total,
                TArithmetic.RelativeEntropy(
                    mass,
                    TArithmetic.Divide(apart, z[c]),
                    TArithmetic.Divide(TArithmetic.Multiply(mass, z[c]), apart)
                )
            );
        }
        return TArithmetic.Max(Zero, total);

        (int X, int Y, int Z) Place(int k) =>
            (k / (right * rest) * rest + k % rest, k / rest % right * rest + k % rest, k % rest);
    }

    private static T Weighted(T p, T q) =>
        !TArithmetic.IsZero(q) ? TArithmetic.RelativeEntropy(p, q, TArithmetic.Divide(p, q))
        : TArithmetic.IsZero(p) ? Zero
        : TArithmetic.Exactly(double.PositiveInfinity);

    private static T[] Empty(int size) => Enumerable.Repeat(Zero, size).ToArray();
}
