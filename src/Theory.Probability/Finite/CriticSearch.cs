using Theory.Symbolics;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Compilation;
using Theory.Symbolics.Numerics;

namespace Theory.Probability.Finite;

/// <summary>A nearly best critic of a restricted f-GAN on finitely many points, and the law that its dual transports to.</summary>
/// <param name="Critic">The values of the critic.</param>
/// <param name="Between">Masses of a law that is absolutely continuous with respect to the second; their sum is near 1.</param>
internal sealed record CriticSearch(double[] Critic, double[] Between)
{
    // Slopes and curvatures of the conjugates, compiled once.
    private static readonly Dictionary<
        ConvexGenerator,
        (CompiledExpression Slope, CompiledExpression Curvature, double Floor, double Ceiling, double Centre)
    > Numbers = ConvexGenerator.Known.ToDictionary(
        f => f,
        f =>
        {
            var slope = f.Conjugate!.Derivative(ConvexGenerator.Argument);
            return (
                slope.Compile(ConvexGenerator.Argument),
                slope.Derivative(ConvexGenerator.Argument).Compile(ConvexGenerator.Argument),
                f.Floor?.Evaluate() ?? double.NegativeInfinity,
                f.Ceiling?.Evaluate() ?? double.PositiveInfinity,
                f.Centre.Evaluate()
            );
        }
    );

    /// <summary>
    /// Maximises the concave E_P h - E_Q lambda f*(h/lambda) over 1-Lipschitz h by Newton's method with a logarithmic barrier (Boyd
    /// and Vandenberghe 2004, section 11.3). What it finds is certified by the caller.
    /// </summary>
    public static CriticSearch Best(ConvexGenerator f, double scale, double[] p, double[] q, double[] metric)
    {
        if (!Numbers.TryGetValue(f, out var numbers))
            throw new ArgumentException($"The conjugate of the generator {f.Name} is not known.", nameof(f));
        var (slope, curvature, floor, ceiling, centre) = numbers;
        int[] points = [.. Enumerable.Range(0, p.Length).Where(x => p[x] > 0 || q[x] > 0)];
        var n = points.Length;
        var h = Enumerable.Repeat(scale * centre, n).ToArray();
        double D(int i, int j) => metric[points[i] * p.Length + points[j]];
        double Q(int i) => q[points[i]];
        double Top(double[] at, int i) => Q(i) > 0 ? scale * ceiling - at[i] : double.PositiveInfinity;
        double Bottom(double[] at, int i) => at[i] - scale * floor;
        bool IsInside(double[] at) =>
            Enumerable
                .Range(0, n)
                .All(i =>
                    Top(at, i) > 0
                    && Bottom(at, i) > 0
                    && Enumerable.Range(0, n).All(j => j == i || D(i, j) - (at[i] - at[j]) > 0)
                );
        var gradient = new double[n];
        var minusHessian = new double[n, n];
        // The gradient and minus the Hessian of t times the objective plus the logarithms of all slacks.
        void Expand(double[] at, double t)
        {
            Array.Clear(minusHessian);
            for (var i = 0; i < n; i++)
            {
                var y = at[i] / scale;
                var (up, down) = (1 / Top(at, i), 1 / Bottom(at, i));
                gradient[i] = t * (p[points[i]] - (Q(i) > 0 ? Q(i) * slope.Evaluate(y) : 0)) - up + down;
                minusHessian[i, i] = up * up + down * down + (Q(i) > 0 ? t * Q(i) * curvature.Evaluate(y) / scale : 0);
            }
            for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                {
                    var force = 1 / (D(i, j) - (at[i] - at[j]));
                    gradient[i] -= force;
                    gradient[j] += force;
                    minusHessian[i, i] += force * force;
                    minusHessian[j, j] += force * force;
                    minusHessian[i, j] -= force * force;
                    minusHessian[j, i] -= force * force;
                }
        }
        var last = 1.0;
        for (var t = 1.0; t <= MostWeight; t *= 10)
        {
            last = t;
            for (var step = 0; step < MostSteps; step++)
            {
                Expand(h, t);
                var direction = Solved(minusHessian, gradient);
                var decrement = direction.Zip(gradient, (d, g) => d * g).Sum();
                if (!(decrement > 1e-10))
                    break;
                // The step that self-concordance allows, or less where it would leave the domain.
                var length = decrement > 0.06 ? 1 / (1 + Math.Sqrt(decrement)) : 1;
                double[] next;
                do
                {
                    next = [.. h.Zip(direction, (x, d) => x + length * d)];
                    length /= 2;
                } while (!IsInside(next) && length > 1e-12);
                if (!IsInside(next))
                    break;
                h = next;
            }
        }
        var (critic, between) = (new double[p.Length], new double[p.Length]);
        var least = h.Min();
        Array.Fill(critic, least + metric.Max());
        for (var i = 0; i < n; i++)
        {
            critic[points[i]] = h[i];
            if (Q(i) > 0)
                between[points[i]] = Math.Max(0, Q(i) * slope.Evaluate(h[i] / scale) + (1 / Top(h, i) - 1 / Bottom(h, i)) / last);
        }
        return new CriticSearch(critic, between);
    }

    // The gap that remains is the number of constraints over this weight.
    private const double MostWeight = 1e11;
    private const int MostSteps = 60;

    // Gaussian elimination on a positive definite matrix.
    private static double[] Solved(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var (a, x) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var k = 0; k < n; k++)
        for (var i = k + 1; i < n; i++)
        {
            var factor = a[i, k] / a[k, k];
            for (var j = k; j < n; j++)
                a[i, j] -= factor * a[k, j];
            x[i] -= factor * x[k];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
                x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }
        return x;
    }
}
