using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>
/// The f-divergence D_f(P, Q) = E_Q f(dP/dQ) of a convex f with f(1) = 0, and infinite unless P is absolutely continuous with respect
/// to Q (Csiszar 1967; that convention is the one for which weak duality of f-GANs holds).
/// </summary>
public sealed record FDivergence : ProbabilityQuantity
{
    // No author can write this name, so that no substitution captures it.
    private static readonly Symbol Ratio = new("#ratio");

    /// <summary>The divergence of a generator f, by its name and its values.</summary>
    /// <exception cref="ArgumentException">The outputs live in different spaces, or f is not 0 at 1.</exception>
    public FDivergence(string name, Func<Expr, Expr> generator, Law p, Law q)
        : this(name, (generator ?? throw new ArgumentNullException(nameof(generator)))(Ratio), p, q) { }

    private FDivergence(string name, Expr generator, Law p, Law q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Spaces != q.Spaces)
            throw new ArgumentException($"D_{name} compares laws on one space; these live on {p.Spaces} and {q.Spaces}.");
        (Name, Generator, P, Q) = (name, Parameter.Of(generator), p, q);
    }

    /// <summary>The name of the generator.</summary>
    public string Name { get; }

    /// <summary>f, an expression in <see cref="Argument"/>.</summary>
    public Expr Generator { get; }

    /// <summary>The symbol that the generator is an expression in.</summary>
    public static Symbol Argument => Ratio;

    /// <summary>The first law.</summary>
    public Law P { get; }

    /// <summary>The second law, the reference.</summary>
    public Law Q { get; }

    /// <inheritdoc/>
    public override string Head => "D_" + Name;

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols =>
        P.FreeSymbols.Concat(Q.FreeSymbols).Concat(Generator.FreeSymbols()).Where(s => s != Ratio).Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new FDivergence(
            Name,
            Generator.Substitute(symbol, replacement),
            P.Substitute(symbol, replacement),
            Q.Substitute(symbol, replacement)
        );

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new FDivergence(Name, Generator, P.MapPoints(map), Q.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(layout(new Symbol(Head)), [LawNotation.Of(P, layout), LawNotation.Of(Q, layout)], [@" \,\|\, "]);

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>The optimal transport cost W_c(P, Q), the least expected cost of a coupling; not a metric unless the cost is one.</summary>
public sealed record TransportCost : ProbabilityQuantity
{
    /// <summary>The cost of transporting one law to another.</summary>
    /// <exception cref="ArgumentException">The laws are not of one point each, or the cost does not take such points.</exception>
    public TransportCost(Function cost, Law p, Law q)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (!p.Spaces.Concat(q.Spaces).SequenceEqual(cost.From))
            throw new ArgumentException($"{cost.Name} takes points of {cost.From}; the laws live on {p.Spaces} and {q.Spaces}.");
        (Cost, P, Q) = (cost, p, q);
    }

    /// <summary>The cost of moving a point to another.</summary>
    public Function Cost { get; }

    /// <summary>The first law.</summary>
    public Law P { get; }

    /// <summary>The second law.</summary>
    public Law Q { get; }

    /// <inheritdoc/>
    public override string Head => "W_" + Cost.Name;

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => P.FreeSymbols.Concat(Q.FreeSymbols).Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new TransportCost(
            Cost.Substitute(symbol, replacement),
            P.Substitute(symbol, replacement),
            Q.Substitute(symbol, replacement)
        );

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new TransportCost(Cost, P.MapPoints(map), Q.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(layout(new Symbol(Head)), [LawNotation.Of(P, layout), LawNotation.Of(Q, layout)], []);

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>
/// The supremum of an expression over the points of a space. A class of functions is a family f(v, .) with v in a space of its own,
/// so that a supremum over the class is one over v: <c>sup_v E_P f(v, X) - E_Q f(v, X)</c>.
/// </summary>
public sealed record Supremum : ProbabilityQuantity
{
    private readonly Expr closed;

    /// <summary>The supremum of a body over a variable.</summary>
    public Supremum(Variable over, Expr body)
    {
        ArgumentNullException.ThrowIfNull(over);
        ArgumentNullException.ThrowIfNull(body);
        (Over, Body) = (over, body);
        Naming.RefuseAmbiguous([over], body.FreeVariables());
        Depth = 1 + body.BinderDepth();
        closed = body.Substitute(new Dictionary<Variable, Point> { [over] = new Bound(0, over.Of, Depth) });
    }

    /// <summary>The bound variable.</summary>
    public Variable Over { get; }

    /// <summary>What is made largest.</summary>
    public Expr Body { get; }

    internal int Depth { get; }

    /// <inheritdoc/>
    public override string Head => "sup";

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Body.FreeSymbols().Concat(Over.FreeSymbols).Distinct();

    /// <summary>A text that is the same for equal suprema.</summary>
    internal string ClosedKey => closed.Key();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement)
    {
        var safe = Avoiding(replacement.FreeVariables());
        return new Supremum((Variable)safe.Over.Substitute(symbol, replacement), safe.Body.Substitute(symbol, replacement));
    }

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map)
    {
        var introduced = new List<Variable>();
        Point Free(Variable bound, Point p)
        {
            if (p.FreeVariables.Contains(bound))
                return p.MapParts(part => Free(bound, part));
            var image = map(p);
            introduced.AddRange(image.FreeVariables);
            return image;
        }
        var naive = Body.MapPoints(p => Free(Over, p));
        if (introduced.All(v => v.Name != Over.Name))
            return new Supremum(Over, naive);
        var safe = Avoiding(introduced);
        return new Supremum(safe.Over, safe.Body.MapPoints(p => Free(safe.Over, p)));
    }

    private Supremum Avoiding(IEnumerable<Variable> variables)
    {
        var taken = variables.Concat(Body.FreeVariables().Where(v => v != Over)).Select(v => v.Name).ToHashSet();
        if (!taken.Contains(Over.Name))
            return this;
        var fresh = Over with { Name = Naming.Fresh(Over.Name, taken) };
        return new Supremum(fresh, Body.Substitute(new Dictionary<Variable, Point> { [Over] = fresh }));
    }

    /// <inheritdoc/>
    public bool Equals(Supremum? other) => other is not null && Over.Of == other.Over.Of && closed == other.closed;

    /// <inheritdoc/>
    public override int GetHashCode() => closed.GetHashCode();

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(new Visual.Subscript(new Visual.Word("sup", @"\sup"), layout(new Symbol(Over.Name))), [layout(Body)], []);

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}
