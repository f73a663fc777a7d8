using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>A real number about laws and points: an atom of expressions with a meaning that worlds evaluate and the kernel knows.</summary>
public abstract record ProbabilityQuantity : IQuantity
{
    private protected ProbabilityQuantity() { }

    /// <inheritdoc/>
    public abstract string Head { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<Symbol> FreeSymbols { get; }

    /// <inheritdoc/>
    public abstract IQuantity Substitute(Symbol symbol, Expr replacement);

    /// <inheritdoc/>
    public abstract Visual Layout(Func<Expr, Visual> layout);

    /// <summary>The quantity with each largest free point among its arguments mapped.</summary>
    internal abstract ProbabilityQuantity MapPoints(Func<Point, Point> map);

    /// <summary>A text that is the same for equal quantities: what to sort by where the order must not depend on names.</summary>
    public string Key =>
        this switch
        {
            Divergence d => $"{d.Kind}({d.P.Key} | {d.Q.Key})",
            MutualInformation i => $"I{i.Left},{i.Right}({i.Joint.Key})",
            Entropy h => $"H({h.Of.Key})",
            Evaluation v => $"{v.Function.Name}({string.Join(", ", v.Arguments)})",
            Expectation x => $"E({x.Of.Key})",
            FDivergence f => $"{f.Head}({f.Generator.Formula} | {f.P.Key} | {f.Q.Key})",
            RestrictedGan g => $"{g.Head}({g.Scale} | {g.P.Key} | {g.Q.Key})",
            TransportCost c => $"W_{c.Cost.Name}({c.P.Key} | {c.Q.Key})",
            Supremum s => $"sup({s.ClosedKey})",
            _ => Head,
        };

    /// <inheritdoc/>
    public bool Equals(IQuantity? other) => Equals(other as ProbabilityQuantity);

    /// <summary>The quantity is an expression.</summary>
    public static implicit operator Expr(ProbabilityQuantity quantity) => new Quantity(quantity);
}

/// <summary>Points inside expressions.</summary>
public static class Points
{
    private static readonly Symbol AnyIndex = new("#");

    /// <summary>A text that is the same for equal expressions, whatever bound names they use.</summary>
    public static string Key(this Expr e) =>
        e switch
        {
            Quantity { Meaning: ProbabilityQuantity q } => q.Key,
            Number or Symbol or Constant or Quantity => e.ToString(),
            Series s =>
                $"{s.IsAverage}({s.Lower.Key()}..{s.Upper.Key()}: {(s.Index == AnyIndex ? s.Body : s.Body.Substitute(s.Index, AnyIndex)).Key()})",
            _ => $"{e.GetType().Name}({string.Join(", ", e.Children().Select(Key))})",
        };

    /// <summary>
    /// The expression with each largest free point in its quantities mapped. A point that mentions the index of an enclosing
    /// series is not taken whole: only its parts are. An index is renamed rather than captured by what a point becomes.
    /// </summary>
    internal static Expr MapPoints(this Expr e, Func<Point, Point> map) =>
        e switch
        {
            Quantity { Meaning: ProbabilityQuantity q } => new Quantity(q.MapPoints(map)),
            Series s => InSeries(s, map),
            _ => e.MapChildren(child => child.MapPoints(map)),
        };

    private static Series InSeries(Series s, Func<Point, Point> map)
    {
        var introduced = new HashSet<Symbol>();
        Point Noted(Point p)
        {
            var image = map(p);
            introduced.UnionWith(image.FreeSymbols);
            return image;
        }
        Expr Mapped(Series series) => series.Body.MapPoints(p => Outside(series.Index, p, Noted));
        var limits = s with { Lower = s.Lower.MapPoints(map), Upper = s.Upper.MapPoints(map) };
        var naive = Mapped(s);
        if (!introduced.Contains(s.Index))
            return limits with { Body = naive };
        var fresh = Structure.Fresh(s.Index, [.. introduced, .. s.Body.FreeSymbols()]);
        var safe = s with { Index = fresh, Body = s.Body.Substitute(s.Index, fresh) };
        return limits with { Index = fresh, Body = Mapped(safe) };
    }

    private static Point Outside(Symbol index, Point p, Func<Point, Point> map) =>
        !p.FreeSymbols.Contains(index) ? map(p)
        // It would be another point for each value of the index, and no binder outside could reach it.
        : p is Variable v ? throw new ArgumentException($"{v.Name} is free in a series over {index}, on which its space depends.")
        : p.MapParts(part => Outside(index, part, map));

    /// <summary>The expression with free variables replaced by points.</summary>
    public static Expr Substitute(this Expr e, IReadOnlyDictionary<Variable, Point> points) =>
        e.MapPoints(p => p.Map(v => points.TryGetValue(v, out var point) ? point : v));

    /// <summary>
    /// The expression with a variable of its own for each largest free point of its quantities: what it says for all values of them.
    /// Putting the points back for the variables gives the expression.
    /// </summary>
    public static (Expr General, Terms<Variable> Variables, Terms<Point> Points) Generalized(this Expr e)
    {
        var points = e.LargestPoints();
        var taken = e.FreeVariables().Select(v => v.Name).ToHashSet();
        var variables = new List<Variable>();
        foreach (var point in points)
        {
            var variable = point as Variable ?? new Variable(Naming.Fresh("x", taken), point.Space);
            taken.Add(variable.Name);
            variables.Add(variable);
        }
        return (e.MapPoints(p => variables[points.ToList().IndexOf(p)]), variables.ToTerms(), points.ToTerms());
    }

    /// <summary>The variables that occur free in an expression's quantities.</summary>
    public static IEnumerable<Variable> FreeVariables(this Expr e) =>
        e.LargestPoints().SelectMany(p => p.FreeVariables).Distinct();

    // How deeply the binders of quantities nest: a new binder outside them goes one deeper.
    internal static int BinderDepth(this Expr e) =>
        e.SubExpressions()
            .OfType<Quantity>()
            .Select(q =>
                q.Meaning switch
                {
                    Expectation x => x.Of.Depth,
                    Supremum s => s.Depth,
                    _ => 0,
                }
            )
            .DefaultIfEmpty(0)
            .Max();

    internal static IReadOnlyList<Point> LargestPoints(this Expr e)
    {
        var found = new List<Point>();
        e.MapPoints(p =>
        {
            if (!found.Contains(p))
                found.Add(p);
            return p;
        });
        return found;
    }
}
