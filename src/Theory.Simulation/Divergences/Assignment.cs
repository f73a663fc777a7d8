namespace Theory.Simulation.Divergences;

/// <summary>
/// A pairing of n rows with n columns of least total cost, and prices that prove it: no pairing costs less than the sum of the prices,
/// because <c>RowPrices[i] + ColumnPrices[j] &lt;= cost[i][j]</c> for all i, j.
/// </summary>
/// <param name="ColumnOf">The column paired with each row.</param>
/// <param name="Cost">The total cost of the pairing.</param>
/// <param name="RowPrices">The price of each row.</param>
/// <param name="ColumnPrices">The price of each column.</param>
public sealed record Assignment(
    IReadOnlyList<int> ColumnOf,
    double Cost,
    IReadOnlyList<double> RowPrices,
    IReadOnlyList<double> ColumnPrices
)
{
    /// <summary>The sum of the prices: equal to the cost up to rounding.</summary>
    public double DualValue => RowPrices.Sum() + ColumnPrices.Sum();

    /// <summary>
    /// The optimum by shortest augmenting paths (Jonker and Volgenant 1987): rows are paired greedily at reduced costs where that is
    /// free, then one at a time along a shortest path. At most order n^3 steps.
    /// </summary>
    /// <param name="costs">The cost of each row with each column, finite.</param>
    /// <exception cref="ArgumentException">The costs are not square or not finite.</exception>
    public static Assignment Solve(double[][] costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var n = costs.Length;
        if (n == 0 || costs.Any(row => row.Length != n || !row.All(double.IsFinite)))
            throw new ArgumentException($"The costs need to be square and finite; given are {n} rows.", nameof(costs));
        var search = new Search(costs);
        search.PairGreedily();
        for (var row = 0; row < n; row++)
            if (search.ColumnOf[row] < 0)
                search.Augment(row);
        var rowPrices = new double[n];
        for (var i = 0; i < n; i++)
            rowPrices[i] = costs[i][search.ColumnOf[i]] - search.Prices[search.ColumnOf[i]];
        return new(search.ColumnOf, search.ColumnOf.Select((j, i) => costs[i][j]).Sum(), rowPrices, search.Prices);
    }

    private sealed class Search(double[][] costs)
    {
        private readonly int n = costs.Length;
        private readonly int[] rowOf = Filled(costs.Length);

        internal int[] ColumnOf { get; } = Filled(costs.Length);

        internal double[] Prices { get; } = new double[costs.Length];

        /// <summary>Column prices by column minima; each column's cheapest row takes it if both are free.</summary>
        internal void PairGreedily()
        {
            for (var j = n - 1; j >= 0; j--)
            {
                var best = 0;
                for (var i = 1; i < n; i++)
                    if (costs[i][j] < costs[best][j])
                        best = i;
                Prices[j] = costs[best][j];
                if (ColumnOf[best] < 0)
                    (ColumnOf[best], rowOf[j]) = (j, best);
            }
        }

        /// <summary>Pairs one more row along a path that is shortest in reduced costs, and moves the prices so that they stay feasible.</summary>
        internal void Augment(int start)
        {
            var distance = new double[n];
            var previous = new int[n]; // the row from which a column is reached
            var done = new bool[n];
            for (var j = 0; j < n; j++)
                (distance[j], previous[j]) = (costs[start][j] - Prices[j], start);
            var reached = -1;
            while (reached < 0)
            {
                var nearest = -1;
                for (var j = 0; j < n; j++)
                    if (!done[j] && (nearest < 0 || distance[j] < distance[nearest]))
                        nearest = j;
                if (rowOf[nearest] < 0)
                    reached = nearest;
                else
                    Relax(nearest, distance, previous, done);
            }
            for (var j = 0; j < n; j++)
                if (done[j])
                    Prices[j] += distance[j] - distance[reached];
            for (var row = -1; row != start; )
            {
                row = previous[reached];
                rowOf[reached] = row;
                (ColumnOf[row], reached) = (reached, ColumnOf[row]);
            }
        }

        private void Relax(int column, double[] distance, int[] previous, bool[] done)
        {
            done[column] = true;
            var row = rowOf[column];
            var cost = costs[row];
            var offset = distance[column] - (cost[column] - Prices[column]);
            for (var j = 0; j < n; j++)
            {
                var through = offset + cost[j] - Prices[j];
                if (through < distance[j] && !done[j])
                    (distance[j], previous[j]) = (through, row);
            }
        }

        private static int[] Filled(int n)
        {
            var none = new int[n];
            Array.Fill(none, -1);
            return none;
        }
    }
}
