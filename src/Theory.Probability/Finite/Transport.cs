using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// Optimal transport between two probability vectors. Successive shortest paths find a plan and potentials in doubles; then both
/// are certified in the given arithmetic: potentials made feasible bound the cost from below (Kantorovich duality), the plan made
/// feasible bounds it from above.
/// </summary>
internal static class Transport<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private static readonly T Zero = TArithmetic.Of(Rational.Zero);
    private static readonly T One = TArithmetic.Of(Rational.One);
    private static readonly T Minus = TArithmetic.Of(-1);

    /// <summary>The least expected cost of a coupling of p and q.</summary>
    /// <param name="p">Masses of the sources.</param>
    /// <param name="q">Masses of the sinks.</param>
    /// <param name="cost">The nonnegative cost of each source and sink, row by row.</param>
    public static T Cost(T[] p, T[] q, T[] cost)
    {
        var plan = TransportPlan.Between(
            Array.ConvertAll(p, TArithmetic.Near),
            Array.ConvertAll(q, TArithmetic.Near),
            Array.ConvertAll(cost, TArithmetic.Near)
        );
        return TArithmetic.Between(Dual(plan, p, q, cost), Primal(plan, p, q, cost));
    }

    // sum u p + sum v q with v_j the least of c_ij - u_i: feasible whatever u is.
    private static T Dual(TransportPlan plan, T[] p, T[] q, T[] cost)
    {
        var u = Array.ConvertAll(plan.Potentials, TArithmetic.Exactly);
        var total = Zero;
        for (var i = 0; i < p.Length; i++)
            total = TArithmetic.Add(total, TArithmetic.Multiply(u[i], p[i]));
        for (var j = 0; j < q.Length; j++)
        {
            var v = Difference(cost[j], u[0]);
            for (var i = 1; i < p.Length; i++)
                v = TArithmetic.Min(v, Difference(cost[i * q.Length + j], u[i]));
            total = TArithmetic.Add(total, TArithmetic.Multiply(v, q[j]));
        }
        return total;
    }

    // The plan, shrunk until no marginal exceeds p or q; what mass remains travels at the greatest cost.
    private static T Primal(TransportPlan plan, T[] p, T[] q, T[] cost)
    {
        var (rows, columns) = (Enumerable.Repeat(Zero, p.Length).ToArray(), Enumerable.Repeat(Zero, q.Length).ToArray());
        var (mass, spent, greatest) = (Zero, Zero, Zero);
        for (var i = 0; i < p.Length; i++)
        for (var j = 0; j < q.Length; j++)
        {
            var (flow, price) = (TArithmetic.Exactly(plan.Flow[i * q.Length + j]), cost[i * q.Length + j]);
            (rows[i], columns[j]) = (TArithmetic.Add(rows[i], flow), TArithmetic.Add(columns[j], flow));
            (mass, spent) = (TArithmetic.Add(mass, flow), TArithmetic.Add(spent, TArithmetic.Multiply(flow, price)));
            greatest = TArithmetic.Max(greatest, price);
        }
        var shrink = One;
        foreach (var (given, used) in p.Zip(rows).Concat(q.Zip(columns)))
            if (!TArithmetic.IsZero(used))
                shrink = TArithmetic.Min(shrink, TArithmetic.Divide(given, used));
        var rest = TArithmetic.Max(Zero, Difference(One, TArithmetic.Multiply(shrink, mass)));
        return TArithmetic.Add(TArithmetic.Multiply(shrink, spent), TArithmetic.Multiply(rest, greatest));
    }

    private static T Difference(T a, T b) => TArithmetic.Add(a, TArithmetic.Multiply(Minus, b));
}

/// <summary>An optimal plan and the potentials of the sources, in doubles.</summary>
/// <param name="Flow">The mass from each source to each sink, row by row.</param>
/// <param name="Potentials">The potentials of the sources.</param>
internal sealed record TransportPlan(double[] Flow, double[] Potentials)
{
    /// <summary>
    /// Successive shortest paths with potentials (Ahuja, Magnanti and Orlin 1993, section 9.7): each round sends mass from a source
    /// that has some left to a sink that wants some, along a cheapest path of the residual graph.
    /// </summary>
    public static TransportPlan Between(double[] p, double[] q, double[] cost)
    {
        var (n, m) = (p.Length, q.Length);
        var flow = new double[n * m];
        var (supply, demand) = ((double[])p.Clone(), (double[])q.Clone());
        var potential = new double[n + m];
        var (distance, parent, done) = (new double[n + m], new int[n + m], new bool[n + m]);
        // Each round exhausts a supply, a demand or a flow; the bound only guards against rounding.
        for (var round = 0; round < 4 * n * m + 8 && Dijkstra() is >= 0 and var target; round++)
        {
            for (var v = 0; v < n + m; v++)
                potential[v] += Math.Min(distance[v], distance[target]);
            Augment(target);
        }
        return new TransportPlan(flow, potential[..n].Select(x => -x).ToArray());

        // The nearest sink with demand from the sources with supply, or -1. Nodes 0..n-1 are sources, n.. sinks.
        int Dijkstra()
        {
            for (var v = 0; v < n + m; v++)
                (distance[v], parent[v], done[v]) = (v < n && supply[v] > Negligible ? 0 : double.PositiveInfinity, -1, false);
            while (true)
            {
                var nearest = -1;
                for (var v = 0; v < n + m; v++)
                    if (!done[v] && distance[v] < double.PositiveInfinity && (nearest < 0 || distance[v] < distance[nearest]))
                        nearest = v;
                if (nearest < 0)
                    return -1;
                if (nearest >= n && demand[nearest - n] > Negligible)
                    return nearest;
                done[nearest] = true;
                if (nearest < n)
                    for (var j = 0; j < m; j++)
                        Relax(nearest, n + j, cost[nearest * m + j]);
                else
                    for (var i = 0; i < n; i++)
                        if (flow[i * m + nearest - n] > Negligible)
                            Relax(nearest, i, -cost[i * m + nearest - n]);
            }
        }

        void Relax(int from, int to, double price)
        {
            var length = distance[from] + Math.Max(0, price + potential[from] - potential[to]);
            if (!done[to] && length < distance[to])
                (distance[to], parent[to]) = (length, from);
        }

        void Augment(int target)
        {
            var amount = demand[target - n];
            var v = target;
            for (; parent[v] >= 0; v = parent[v])
                if (v < n)
                    amount = Math.Min(amount, flow[v * m + parent[v] - n]);
            amount = Math.Min(amount, supply[v]);
            supply[v] -= amount;
            demand[target - n] -= amount;
            for (v = target; parent[v] >= 0; v = parent[v])
                if (v >= n)
                    flow[parent[v] * m + v - n] += amount;
                else
                    flow[v * m + parent[v] - n] -= amount;
        }
    }

    // Mass below this is rounding; the certificate accounts for what is left behind.
    private const double Negligible = 1e-15;
}
