using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>
/// The f-divergence D_f(P, Q) = E_Q f(dP/dQ) of a convex f with f(1) = 0, and infinite unless P is absolutely continuous with respect
/// to Q (Csiszar 1967; that convention is the one for which weak duality of f-GANs holds).
/// </summary>
public sealed record FDivergence : ProbabilityQuantity
{
    /// <summary>The divergence of a generator f, by its name and its values.</summary>
    /// <exception cref="ArgumentException">The outputs live in different spaces.</exception>
    public FDivergence(string name, Func<Expr, Expr> generator, Law p, Law q)
        : this(
            new ConvexGenerator
            {
                Name = name,
                Formula = (generator ?? throw new ArgumentNullException(nameof(generator)))(ConvexGenerator.Argument),
            },
            p,
            q
        ) { }

    /// <summary>The divergence of a generator f.</summary>
    /// <exception cref="ArgumentException">The outputs live in different spaces.</exception>
    public FDivergence(ConvexGenerator generator, Law p, Law q)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Spaces != q.Spaces)
            throw new ArgumentException(
                $"D_{generator.Name} compares laws on one space; these live on {p.Spaces} and {q.Spaces}."
            );
        if (generator.Formula is { } formula)
            Parameter.Of(formula);
        (Generator, P, Q) = (generator, p, q);
    }

    /// <summary>f.</summary>
    public ConvexGenerator Generator { get; }

    /// <summary>The first law.</summary>
    public Law P { get; }

    /// <summary>The second law, the reference.</summary>
    public Law Q { get; }

    /// <inheritdoc/>
    public override string Head => "D_" + Generator.Name;

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols =>
        P
            .FreeSymbols.Concat(Q.FreeSymbols)
            .Concat(Generator.Formula?.FreeSymbols() ?? [])
            .Where(s => s != ConvexGenerator.Argument)
            .Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new FDivergence(
            Generator.Formula is { } formula && formula.FreeSymbols().Contains(symbol)
                ? Generator with
                {
                    Formula = formula.Substitute(symbol, replacement),
                }
                : Generator,
            P.Substitute(symbol, replacement),
            Q.Substitute(symbol, replacement)
        );

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new FDivergence(Generator, P.MapPoints(map), Q.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(layout(new Symbol(Head)), [LawNotation.Of(P, layout), LawNotation.Of(Q, layout)], [@" \,\|\, "]);

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>
/// The objective of an f-GAN whose discriminators are the 1-Lipschitz functions of the metric, with the generator lambda f:
/// <c>GAN_{lambda f}(P, Q) = sup_h E_P h - E_Q lambda f*(h/lambda)</c> over bounded h with Lip(h) &lt;= 1 (Husain, Nock and Williamson
/// 2019, definition 2 with D = H_c). Nonnegative, since the constants are among the h.
/// </summary>
public sealed record RestrictedGan : ProbabilityQuantity
{
    /// <summary>The objective between two laws.</summary>
    /// <exception cref="ArgumentException">The laws are not of one point each in one space.</exception>
    public RestrictedGan(ConvexGenerator generator, Expr scale, Law p, Law q)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Spaces.Count != 1 || p.Spaces != q.Spaces)
            throw new ArgumentException(
                $"A GAN compares laws of one point on one space; these live on {p.Spaces} and {q.Spaces}."
            );
        (Generator, Scale, P, Q) = (generator, Parameter.Of(scale), p, q);
    }

    /// <summary>f.</summary>
    public ConvexGenerator Generator { get; }

    /// <summary>lambda, positive.</summary>
    public Expr Scale { get; }

    /// <summary>The data law.</summary>
    public Law P { get; }

    /// <summary>The generated law.</summary>
    public Law Q { get; }

    /// <inheritdoc/>
    public override string Head => "GAN_" + Generator.Name;

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Scale.FreeSymbols().Concat(P.FreeSymbols).Concat(Q.FreeSymbols).Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new RestrictedGan(
            Generator,
            Scale.Substitute(symbol, replacement),
            P.Substitute(symbol, replacement),
            Q.Substitute(symbol, replacement)
        );

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new RestrictedGan(Generator, Scale, P.MapPoints(map), Q.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(
            new Visual.Subscript(
                new Visual.Word("GAN", @"\mathrm{GAN}"),
                new Visual.Row([layout(Scale), Visual.Text(" "), layout(new Symbol(Generator.Name))])
            ),
            [LawNotation.Of(P, layout), LawNotation.Of(Q, layout)],
            []
        );

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
