using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// The least R with log E exp(s (f - E f)) &lt;= s^2 R^2/2 for all real s, for a random variable with finitely many values: the
/// square root of the supremum over s of g(s) = 2 log E exp(s (f - E f))/s^2.
/// </summary>
/// <remarks>
/// With values scaled to a range of 1, g is an average of tilted variances, g(s) = 2 int_0^1 (1 - v) k''(s v) dv, k the cumulant
/// generating function. Third and fourth cumulants of a law on an interval of length 1 are at most 1/(6 sqrt 3) and 1/8 in
/// modulus, so g has Lipschitz constant 1/(18 sqrt 3) and g(s) &lt;= Var + k3 s/3 + s^2/96. Further g(s) &lt;= 2/|s|, and g &lt;= 1/4 by
/// Hoeffding's lemma: a supremum on a compact set, bounded from above by Piyavskii's method.
/// </remarks>
public static class SubGaussianConstant
{
    private const double Steepest = 0.0320751; // above 1/(18 sqrt 3)
    private const double Origin = 1.0 / 128;

    /// <summary>The constant to rounding, for search: the greatest g on a grid, refined by golden sections.</summary>
    public static double Near(IReadOnlyList<(double Value, double Mass)> law)
    {
        ArgumentNullException.ThrowIfNull(law);
        var (low, high) = (law.Min(v => v.Value), law.Max(v => v.Value));
        if (!double.IsFinite(high) || !double.IsFinite(low))
            return double.PositiveInfinity;
        if (!(high > low))
            return 0;
        var masses = new SortedDictionary<double, double>();
        foreach (var (value, mass) in law)
            masses[(value - low) / (high - low)] = masses.GetValueOrDefault((value - low) / (high - low)) + mass;
        var scaled = masses.Select(v => (Value: v.Key, Mass: v.Value)).ToArray();
        var mean = scaled.Sum(v => v.Mass * v.Value);
        var best = scaled.Sum(v => v.Mass * (v.Value - mean) * (v.Value - mean));
        double G(double s) => 2 * Math.Log(scaled.Sum(v => v.Mass * Math.Exp(s * (v.Value - mean)))) / (s * s);
        foreach (var sign in new[] { 1, -1 })
        {
            var grid = Enumerable.Range(0, 14).Select(k => sign * 0.05 * Math.Pow(1.7, k)).ToArray();
            var top = Enumerable.Range(0, grid.Length).MaxBy(k => G(grid[k]));
            best = Math.Max(best, Golden(G, grid[Math.Max(0, top - 1)], grid[Math.Min(grid.Length - 1, top + 1)]));
        }
        return (high - low) * Math.Sqrt(Math.Min(best, 0.25));
    }

    /// <summary>A rational that the constant surely does not exceed, by more than it about 1e-6 of the range.</summary>
    public static Rational Upper<T, TArithmetic>(IReadOnlyList<(T Value, T Mass)> law)
        where TArithmetic : IArithmetic<T>
    {
        ArgumentNullException.ThrowIfNull(law);
        var low = law.Select(v => v.Value).Aggregate(TArithmetic.Min);
        var range = TArithmetic.Add(law.Select(v => v.Value).Aggregate(TArithmetic.Max), Negative<T, TArithmetic>(low));
        var width = TArithmetic.Upper(range);
        if (width <= 0)
            return Rational.Zero;
        var scale = Rational.Exactly(width);
        var values = law.Select(v =>
                (TArithmetic.Divide(TArithmetic.Add(v.Value, Negative<T, TArithmetic>(low)), TArithmetic.Of(scale)), v.Mass)
            )
            .ToArray();
        var squared = Math.Min(0.25, Supremum<T, TArithmetic>(values));
        return RoundedUp(scale, squared);
    }

    // The least multiple of 10^-9 whose square is at least scale^2 * squared.
    private static Rational RoundedUp(Rational scale, double squared)
    {
        var target = scale * scale * Rational.Exactly(squared);
        var steps = (System.Numerics.BigInteger)Math.Floor(Math.Sqrt(target.ToDouble()) * 1e9 * (1 - 1e-12));
        while (new Rational(steps * steps, System.Numerics.BigInteger.Pow(10, 18)) < target)
            steps++;
        return new Rational(steps, System.Numerics.BigInteger.Pow(10, 9));
    }

    private static double Supremum<T, TArithmetic>((T Value, T Mass)[] law)
        where TArithmetic : IArithmetic<T>
    {
        T Sum(Func<(T Value, T Mass), T> term) => law.Select(term).Aggregate(TArithmetic.Add);
        var mean = Sum(v => TArithmetic.Multiply(v.Mass, v.Value));
        var centred = law.Select(v => (Value: TArithmetic.Add(v.Value, Negative<T, TArithmetic>(mean)), v.Mass)).ToArray();
        T Moment(int k) =>
            centred.Select(v => Enumerable.Repeat(v.Value, k).Aggregate(v.Mass, TArithmetic.Multiply)).Aggregate(TArithmetic.Add);
        double G(double s)
        {
            var t = TArithmetic.Exactly(s);
            var moment = centred
                .Select(v => TArithmetic.Multiply(v.Mass, TArithmetic.Exp(TArithmetic.Multiply(t, v.Value))))
                .Aggregate(TArithmetic.Add);
            var twice = TArithmetic.Multiply(TArithmetic.Of(2), TArithmetic.Log(moment));
            return TArithmetic.Upper(TArithmetic.Divide(twice, TArithmetic.Multiply(t, t)));
        }
        var third = TArithmetic.Multiply(Moment(3), TArithmetic.Exactly(Origin / 3));
        var slope = Math.Max(TArithmetic.Upper(third), TArithmetic.Upper(Negative<T, TArithmetic>(third)));
        var around = Math.BitIncrement(TArithmetic.Upper(Moment(2)) + Math.Max(0, slope) + Origin * Origin / 96 * (1 + 1e-15));
        var near = Near([.. law.Select(v => (TArithmetic.Near(v.Value), TArithmetic.Near(v.Mass)))]);
        var end = 2 / Math.Max(near * near, 0.01);
        return Math.Max(Math.Max(around, Side(G, 1, around, end)), Side(G, -1, around, end));
    }

    // An upper bound of g over sign * [Origin, inf), where pieces are split where their bound is greatest; beyond the end g <= 2/|s|.
    private static double Side(Func<double, double> g, int sign, double around, double end)
    {
        var pieces = new PriorityQueue<(double A, double B, double GA, double GB), double>();
        var best = around;
        void Push(double a, double b, double ga, double gb)
        {
            best = Math.Max(best, Math.Max(ga, gb));
            pieces.Enqueue((a, b, ga, gb), -Bound(a, b, ga, gb));
        }
        Push(Origin, end, g(sign * Origin), g(sign * end));
        for (var steps = 0; steps < 20_000; steps++)
        {
            var (a, b, ga, gb) = pieces.Peek();
            if (Bound(a, b, ga, gb) <= best + 1e-6)
                break;
            pieces.Dequeue();
            var middle = (a + b) / 2;
            var gm = g(sign * middle);
            Push(a, middle, ga, gm);
            Push(middle, b, gm, gb);
        }
        var (a1, b1, ga1, gb1) = pieces.Peek();
        return Math.Max(Bound(a1, b1, ga1, gb1), Math.BitIncrement(2 / end));
    }

    private static double Bound(double a, double b, double ga, double gb) =>
        Math.Max(Math.Max(ga, gb), (ga + gb) / 2 + Steepest * (b - a) / 2) * (1 + 1e-15);

    private static double Golden(Func<double, double> g, double a, double b)
    {
        const double Section = 0.6180339887498949;
        var (left, right) = (b - Section * (b - a), a + Section * (b - a));
        var (gl, gr) = (g(left), g(right));
        for (var k = 0; k < 24; k++)
            if (gl > gr)
                (b, right, gr, left, gl) = (right, left, gl, right - Section * (right - a), g(right - Section * (right - a)));
            else
                (a, left, gl, right, gr) = (left, right, gr, left + Section * (b - left), g(left + Section * (b - left)));
        return Math.Max(gl, gr);
    }

    private static T Negative<T, TArithmetic>(T a)
        where TArithmetic : IArithmetic<T> => TArithmetic.Multiply(TArithmetic.Of(-1), a);
}
