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
        Each(
            (x, y, c, mass) =>
            {
                xz[x * rest + c] = TArithmetic.Add(xz[x * rest + c], mass);
                yz[y * rest + c] = TArithmetic.Add(yz[y * rest + c], mass);
                z[c] = TArithmetic.Add(z[c], mass);
            }
        );
        var total = Zero;
        Each(
            (x, y, c, mass) =>
                total = TArithmetic.Add(
                    total,
                    TArithmetic.Multiply(
                        mass,
                        TArithmetic.Log(
                            TArithmetic.Divide(
                                TArithmetic.Multiply(mass, z[c]),
                                TArithmetic.Multiply(xz[x * rest + c], yz[y * rest + c])
                            )
                        )
                    )
                )
        );
        return TArithmetic.Max(Zero, total);

        void Each(Action<int, int, int, T> action)
        {
            for (var k = 0; k < joint.Length; k++)
                if (!TArithmetic.IsZero(joint[k]))
                    action(k / (right * rest), k / rest % right, k % rest, joint[k]);
        }
    }

    private static T Weighted(T p, T q) =>
        TArithmetic.IsZero(p) ? Zero
        : TArithmetic.IsZero(q) ? TArithmetic.Exactly(double.PositiveInfinity)
        : TArithmetic.Multiply(p, TArithmetic.Log(TArithmetic.Divide(p, q)));

    private static T[] Empty(int size) => Enumerable.Repeat(Zero, size).ToArray();
}
