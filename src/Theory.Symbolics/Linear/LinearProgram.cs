namespace Theory.Symbolics.Linear;

/// <summary>What a linear program comes to; each case carries the numbers that prove it.</summary>
public abstract record LinearOptimum
{
    private LinearOptimum() { }

    /// <summary>A greatest value exists.</summary>
    /// <param name="Value">The greatest value.</param>
    /// <param name="Point">A point that attains it.</param>
    /// <param name="Weights">
    /// One weight y &gt;= 0 per halfspace with <c>sum y_i a_i = objective</c> and <c>sum y_i b_i = Value</c>: the proof that no point
    /// does better.
    /// </param>
    public sealed record Optimal(Rational Value, Terms<Rational> Point, Terms<Rational> Weights) : LinearOptimum;

    /// <summary>The objective grows without bound.</summary>
    /// <param name="Point">A feasible point.</param>
    /// <param name="Direction">A direction that stays feasible for ever and along which the objective increases.</param>
    public sealed record Unbounded(Terms<Rational> Point, Terms<Rational> Direction) : LinearOptimum;

    /// <summary>No point satisfies every halfspace.</summary>
    /// <param name="Weights">Farkas weights y &gt;= 0 with <c>sum y_i a_i = 0</c> and <c>sum y_i b_i &lt; 0</c>.</param>
    public sealed record Infeasible(Terms<Rational> Weights) : LinearOptimum;
}

/// <summary>The points x with <c>Normal . x &lt;= Bound</c>.</summary>
/// <param name="Normal">The outward normal.</param>
/// <param name="Bound">The right-hand side.</param>
public sealed record Halfspace(Terms<Rational> Normal, Rational Bound)
{
    /// <summary>The same halfspace with its first nonzero entry 1 or -1, so that equal halfspaces are equal records.</summary>
    public Halfspace Normalised =>
        Normal.FirstOrDefault(a => !a.IsZero).Abs is { IsZero: false } scale
            ? new(Normal.Select(a => a / scale).ToTerms(), Bound / scale)
            : this;
}

/// <summary>
/// Linear programming over exact rationals: the simplex method with Bland's rule, which cannot cycle. Variables are free in sign.
/// </summary>
public static class LinearProgram
{
    /// <summary>Maximises <c>objective . x</c> over the intersection of the halfspaces.</summary>
    /// <exception cref="ArgumentException">A normal has another dimension than the objective.</exception>
    public static LinearOptimum Maximise(Terms<Rational> objective, IReadOnlyList<Halfspace> halfspaces)
    {
        if (halfspaces.FirstOrDefault(h => h.Normal.Count != objective.Count) is { } odd)
            throw new ArgumentException($"A halfspace in dimension {odd.Normal.Count} meets an objective in {objective.Count}.");
        return new Dictionary(objective, halfspaces).Solve();
    }

    /// <summary>
    /// The simplex dictionary. A free x_j is written u_j - w with all u_j, w &gt;= 0; columns 0..d are u and w, column d + 1 is the
    /// artificial variable of the first phase, and variable d + 2 + i is the slack of halfspace i.
    /// </summary>
    private sealed class Dictionary
    {
        private readonly int dimension;
        private readonly int artificial;
        private readonly Rational[] objective;
        private readonly Rational[][] rows; // basic variable = last entry + sum of entries times nonbasic variables
        private readonly int[] basic;
        private readonly int[] nonbasic;

        public Dictionary(Terms<Rational> objective, IReadOnlyList<Halfspace> halfspaces)
        {
            dimension = objective.Count;
            artificial = dimension + 1;
            this.objective = [.. Split(objective), 0, 0];
            rows = [.. halfspaces.Select(h => (Rational[])[.. Split(h.Normal).Select(a => -a), 1, h.Bound])];
            basic = [.. Enumerable.Range(artificial + 1, rows.Length)];
            nonbasic = [.. Enumerable.Range(0, artificial + 1)];
        }

        private int Last => artificial + 1;

        private static IEnumerable<Rational> Split(Terms<Rational> a) => a.Append(-a.Aggregate(Rational.Zero, (s, x) => s + x));

        public LinearOptimum Solve()
        {
            var goal = new Rational[Last + 1];
            goal[artificial] = -1;
            var worst = Array.FindIndex(rows, row => row[Last] == rows.Min(r => r[Last]));
            if (worst >= 0 && rows[worst][Last].Sign < 0)
            {
                Pivot(worst, artificial, goal);
                Climb(goal);
                if (goal[Last].Sign < 0)
                    return new LinearOptimum.Infeasible(Weights(goal));
            }
            // The artificial variable is 0 now: out of the basis, and never to enter it again.
            var row = Array.IndexOf(basic, artificial);
            if (row >= 0)
                Pivot(row, Array.FindIndex(rows[row], a => !a.IsZero), goal);
            var column = Array.IndexOf(nonbasic, artificial);
            foreach (var r in rows)
                r[column] = 0;
            var second = SecondGoal();
            second[column] = 0;
            var ray = Climb(second);
            return ray < 0
                ? new LinearOptimum.Optimal(second[Last], Point(), Weights(second))
                : new LinearOptimum.Unbounded(Point(), Direction(ray));
        }

        // The objective in terms of the present nonbasic variables.
        private Rational[] SecondGoal()
        {
            var goal = new Rational[Last + 1];
            for (var v = 0; v <= dimension; v++)
            {
                var row = Array.IndexOf(basic, v);
                if (row < 0)
                    goal[Array.IndexOf(nonbasic, v)] += objective[v];
                else
                    for (var j = 0; j <= Last; j++)
                        goal[j] += objective[v] * rows[row][j];
            }
            return goal;
        }

        // Pivots until the goal is greatest (-1) or a column along which it grows for ever is found.
        private int Climb(Rational[] goal)
        {
            while (true)
            {
                var enter = Enumerable.Range(0, Last).Where(j => goal[j].Sign > 0).OrderBy(j => nonbasic[j]).FirstOrDefault(-1);
                if (enter < 0)
                    return -1;
                var leave = Enumerable
                    .Range(0, rows.Length)
                    .Where(i => rows[i][enter].Sign < 0)
                    .OrderBy(i => rows[i][Last] / -rows[i][enter])
                    .ThenBy(i => basic[i])
                    .FirstOrDefault(-1);
                if (leave < 0)
                    return enter;
                Pivot(leave, enter, goal);
            }
        }

        private void Pivot(int leave, int enter, Rational[] goal)
        {
            var row = rows[leave];
            var scale = -row[enter].Reciprocal;
            row[enter] = -1;
            for (var j = 0; j <= Last; j++)
                row[j] *= scale;
            foreach (var other in rows.Where(r => r != row).Append(goal))
            {
                var factor = other[enter];
                if (factor.IsZero)
                    continue;
                other[enter] = 0;
                for (var j = 0; j <= Last; j++)
                    other[j] += factor * row[j];
            }
            (basic[leave], nonbasic[enter]) = (nonbasic[enter], basic[leave]);
        }

        private Terms<Rational> Unsplit(Func<int, Rational> value) =>
            Enumerable.Range(0, dimension).Select(j => value(j) - value(dimension)).ToTerms();

        private Terms<Rational> Point() => Unsplit(v => Array.IndexOf(basic, v) is >= 0 and var i ? rows[i][Last] : 0);

        private Terms<Rational> Direction(int ray) =>
            Unsplit(v =>
                Array.IndexOf(basic, v) is >= 0 and var i ? rows[i][ray]
                : nonbasic[ray] == v ? 1
                : 0
            );

        // The final goal row is value - sum of weights times slacks.
        private Terms<Rational> Weights(Rational[] goal) =>
            Enumerable
                .Range(artificial + 1, rows.Length)
                .Select(v => Array.IndexOf(nonbasic, v) is >= 0 and var j ? -goal[j] : 0)
                .ToTerms();
    }
}
