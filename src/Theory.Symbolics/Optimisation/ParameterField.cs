using Theory.Symbolics.Analysis;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// The field of rational functions of parameters, such as the smoothness s and the dimension d: canonical forms with signs that
/// the context proves. Linear algebra over it refuses where a sign is needed that is not proven.
/// </summary>
/// <param name="context">What is known of the parameters.</param>
internal sealed class ParameterField(Context context)
{
    // The same few exponents are met again and again while sets of terms are tried.
    private readonly Dictionary<Expr, Expr> forms = [];
    private readonly Dictionary<Expr, Sign?> signs = [];

    /// <summary>What is known of the parameters.</summary>
    public Context Context => context;

    /// <summary>The canonical form.</summary>
    public Expr Of(Expr e) =>
        e is Number or Symbol ? e
        : forms.TryGetValue(e, out var form) ? form
        : forms[e] = e.Simplify(context);

    /// <summary>The sign, or null where it is not proven.</summary>
    public int? Sign(Expr e) =>
        Proven(e) switch
        {
            Analysis.Sign.Positive => 1,
            Analysis.Sign.Negative => -1,
            Analysis.Sign.Zero => 0,
            _ => null,
        };

    /// <summary>Whether it is at most 0, if that is proven.</summary>
    public bool IsAtMostZero(Expr e) => Proven(e) is Analysis.Sign.Negative or Analysis.Sign.Nonpositive or Analysis.Sign.Zero;

    private Sign? Proven(Expr e)
    {
        var form = Of(e);
        if (form is Number n)
            return n.Value.Sign switch
            {
                > 0 => Analysis.Sign.Positive,
                < 0 => Analysis.Sign.Negative,
                _ => Analysis.Sign.Zero,
            };
        if (!signs.TryGetValue(form, out var sign))
            signs[form] = sign = Signs.Certain(form, context)?.Sign;
        return sign;
    }

    /// <summary>What has the sign of the expression and no divisors, multiplied out; null where the divisors' sign is not proven.</summary>
    public (Expr? Above, Expr Divisor) Numerator(Expr e)
    {
        var factors = e is Product p ? p.Items : [e];
        var divisor = Product.Of(factors.Where(Structure.IsDivisor).Select(f => f.Reciprocal));
        return Sign(divisor) is { } sign and not 0
            ? ((sign * Product.Of(factors.Where(f => !f.IsDivisor()))).Expand(Context), divisor)
            : (null, divisor);
    }

    /// <summary>The inner product.</summary>
    public Expr Dot(IEnumerable<Expr> a, IEnumerable<Expr> b) => Of(Sum.Of(a.Zip(b, (x, y) => x * y)));

    /// <summary>
    /// The reduced row echelon form, and the columns of its pivots, which are sought among the first <paramref name="columns"/>.
    /// </summary>
    /// <exception cref="Undecided">No entry that may be a pivot is proven to be nonzero.</exception>
    public (Expr[][] Rows, List<int> Pivots) Reduce(IEnumerable<IEnumerable<Expr>> matrix, int columns)
    {
        var rows = matrix.Select(row => row.Select(Of).ToArray()).ToArray();
        var pivots = new List<int>();
        for (var column = 0; column < columns && pivots.Count < rows.Length; column++)
        {
            var top = pivots.Count;
            var signs = rows.Skip(top).Select(row => Sign(row[column])).ToList();
            var pivot = signs.FindIndex(sign => sign is 1 or -1);
            if (pivot < 0 && signs.FindIndex(sign => sign is null) is >= 0 and var open)
                throw new Undecided(rows[top + open][column]);
            if (pivot < 0)
                continue;
            (rows[top], rows[top + pivot]) = (rows[top + pivot], rows[top]);
            var lead = rows[top][column];
            rows[top] = [.. rows[top].Select(x => Of(x / lead))];
            for (var r = 0; r < rows.Length; r++)
                if (r != top && rows[r][column] is var factor and not Number { Value.IsZero: true })
                    rows[r] = [.. rows[r].Zip(rows[top], (x, y) => Of(x - factor * y))];
            pivots.Add(column);
        }
        return (rows, pivots);
    }

    /// <summary>The vector that the columns combine to 0 with, up to a factor; null where there is none or more than one.</summary>
    public Terms<Expr>? NullVector(IReadOnlyList<Terms<Expr>> columns)
    {
        var (rows, pivots) = Reduce(
            Enumerable.Range(0, columns[0].Count).Select(r => columns.Select(column => column[r])),
            columns.Count
        );
        if (pivots.Count != columns.Count - 1)
            return null;
        var free = Enumerable.Range(0, columns.Count).Except(pivots).Single();
        return Enumerable
            .Range(0, columns.Count)
            .Select(c => c == free ? Number.One : Of(-rows[pivots.IndexOf(c)][free]))
            .ToTerms();
    }

    /// <summary>A sign that decides is not proven.</summary>
    internal sealed class Undecided(Expr expression) : Exception
    {
        /// <summary>Of what.</summary>
        public Expr Expression { get; } = expression;
    }
}
