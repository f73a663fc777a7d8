using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>
/// A probability measure as a little program: draw variables one after the other, return points. One term says what a paper's
/// joint laws, marginals, mixtures, pushforwards, products and kernels at a point say; the proof kernel reasons about it, a world
/// evaluates it, a printer prints it.
/// Two laws are equal when they are the same program up to the names of drawn variables, the order of draws that do not need each
/// other, draws that nothing needs (a Markov kernel has mass 1), and the projection of an i.i.d. sample to one entry.
/// A law may have free variables; then it is a kernel at those points.
/// </summary>
public sealed class Law : IEquatable<Law>
{
    private readonly CanonicalLaw canonical;

    private Law(Terms<Draw> draws, Terms<Point> outputs, Visual.Word? label)
    {
        (Draws, Outputs, Label) = (draws, outputs, label);
        Naming.RefuseAmbiguous(
            draws.Select(d => d.Variable),
            draws.SelectMany(d => d.Arguments).Concat(outputs).SelectMany(p => p.FreeVariables)
        );
        canonical = CanonicalLaw.Of(draws, outputs);
    }

    /// <summary>The draws, each after those it needs.</summary>
    public Terms<Draw> Draws { get; }

    /// <summary>The points returned.</summary>
    public Terms<Point> Outputs { get; }

    /// <summary>How a paper writes this law, where it has a name of its own; it has no part in equality.</summary>
    public Visual.Word? Label { get; }

    /// <summary>The law of points under draws.</summary>
    /// <exception cref="ArgumentException">A variable is drawn twice, or used before it is drawn.</exception>
    public static Law Of(IEnumerable<Draw> draws, params IEnumerable<Point> outputs)
    {
        var program = draws.Select(d => d.Checked()).ToTerms();
        var drawn = new HashSet<string>();
        var used = new HashSet<string>();
        foreach (var draw in program)
        {
            used.UnionWith(draw.Arguments.SelectMany(a => a.FreeVariables).Select(v => v.Name));
            if (used.Contains(draw.Variable.Name))
                throw new ArgumentException($"{draw.Variable.Name} is used before it is drawn.", nameof(draws));
            if (!drawn.Add(draw.Variable.Name))
                throw new ArgumentException($"{draw.Variable.Name} is drawn twice.", nameof(draws));
        }
        return new Law(program, outputs.ToTerms(), null);
    }

    /// <summary>A measure known by its name, as a law.</summary>
    public static Law Of(NamedKernel measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var draw = Draw.From("x", measure);
        return Of([draw], draw.Variable);
    }

    /// <summary>The law of a kernel at points, such as E_W(x).</summary>
    public static Law At(Kernel kernel, params Point[] points)
    {
        var taken = points.SelectMany(p => p.FreeVariables).Select(v => v.Name).ToHashSet();
        var draw = Draw.From(Naming.Fresh("y", taken), kernel, points);
        return Of([draw], draw.Variable);
    }

    /// <summary>The same law under the name a paper gives it, in text and in LaTeX.</summary>
    public Law Named(string text, string latex) => new(Draws, Outputs, new Visual.Word(text, latex));

    /// <summary>The spaces of the outputs.</summary>
    public Terms<Space> Spaces => Outputs.Select(o => o.Space).ToTerms();

    /// <summary>The variables that are used but not drawn.</summary>
    public IEnumerable<Variable> FreeVariables
    {
        get
        {
            var drawn = Draws.Select(d => d.Variable).ToHashSet();
            return Draws
                .SelectMany(d => d.Arguments)
                .Concat(Outputs)
                .SelectMany(p => p.FreeVariables)
                .Where(v => !drawn.Contains(v))
                .Distinct();
        }
    }

    /// <summary>The symbols in sizes, indices and parameters of kernels.</summary>
    public IEnumerable<Symbol> FreeSymbols =>
        Draws.SelectMany(d => d.FreeSymbols).Concat(Outputs.SelectMany(o => o.FreeSymbols)).Distinct();

    /// <summary>The law of other points under the same draws.</summary>
    public Law Returning(params IEnumerable<Point> outputs) => Of(Draws, outputs);

    /// <summary>The law of one output.</summary>
    public Law Marginal(int output) => Returning(Outputs[output]);

    /// <summary>The law of a kernel's outputs at points drawn from this law.</summary>
    public Law Then(Channel kernel) => Apart(kernel).Continued(kernel, false);

    /// <summary>The joint law of this law's outputs and a kernel's outputs at them.</summary>
    public Law With(Channel kernel) => Apart(kernel).Continued(kernel, true);

    /// <summary>The joint law of independent points from this law and another.</summary>
    public Law Times(Law other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var self = Avoiding(other.FreeVariables.Select(v => v.Name));
        var apart = other.Avoiding(self.Draws.Select(d => d.Variable.Name).Concat(self.FreeVariables.Select(v => v.Name)));
        return Of(self.Draws.Concat(apart.Draws), self.Outputs.Concat(apart.Outputs));
    }

    /// <summary>The same law with no drawn variable named like a free variable of the kernels.</summary>
    public Law Apart(params IEnumerable<Channel> kernels) =>
        Avoiding(kernels.SelectMany(k => k.FreeVariables).Select(v => v.Name));

    private Law Continued(Channel kernel, bool keep)
    {
        // What is free in the kernel stays free: a draw here of the same name is another variable.
        var next = kernel.At(Outputs).Avoiding(Draws.Select(d => d.Variable.Name).Concat(FreeVariables.Select(v => v.Name)));
        return Of(Draws.Concat(next.Draws), keep ? Outputs.Concat(next.Outputs) : next.Outputs);
    }

    /// <summary>The law with free variables replaced; drawn variables are renamed rather than captured.</summary>
    public Law Substitute(IReadOnlyDictionary<Variable, Point> points) =>
        MapPoints(p => p.Map(v => points.TryGetValue(v, out var point) ? point : v));

    /// <summary>
    /// The law with each largest point that no drawn variable occurs in mapped; drawn variables are renamed rather than captured.
    /// </summary>
    internal Law MapPoints(Func<Point, Point> map)
    {
        var drawn = Draws.Select(d => d.Variable).ToHashSet();
        var introduced = new HashSet<string>();
        Point Free(Point p)
        {
            if (p.FreeVariables.Any(drawn.Contains))
                return p.MapParts(Free);
            var image = map(p);
            introduced.UnionWith(image.FreeVariables.Select(v => v.Name));
            return image;
        }
        (Terms<Draw>, Terms<Point>) Mapped(Law law) =>
            (
                law.Draws.Select(d => d with { Arguments = d.Arguments.Select(Free).ToTerms() }).ToTerms(),
                law.Outputs.Select(Free).ToTerms()
            );
        var (draws, outputs) = Mapped(this);
        if (Draws.Any(d => introduced.Contains(d.Variable.Name)))
        {
            var safe = Avoiding(introduced);
            drawn = safe.Draws.Select(d => d.Variable).ToHashSet();
            (draws, outputs) = Mapped(safe);
        }
        return new(draws, outputs, null);
    }

    /// <summary>The law with a symbol replaced in sizes, indices and parameters.</summary>
    /// <exception cref="ArgumentException">The replacement holds a quantity: parameters of laws are numbers, not random.</exception>
    public Law Substitute(Symbol symbol, Expr replacement)
    {
        if (!FreeSymbols.Contains(symbol))
            return this;
        if (replacement.SubExpressions().Any(e => e is Quantity))
            throw new ArgumentException($"{replacement} cannot stand for {symbol.Name}: a parameter of a law holds no quantity.");
        return new(
            Draws.Select(d => d.Substitute(symbol, replacement)).ToTerms(),
            Outputs.Select(o => o.Substitute(symbol, replacement)).ToTerms(),
            null
        );
    }

    /// <summary>The same law with no drawn variable of the given names.</summary>
    public Law Avoiding(IEnumerable<string> names)
    {
        var avoid = names.ToHashSet();
        if (!Draws.Any(d => avoid.Contains(d.Variable.Name)))
            return this;
        var taken = avoid.Concat(Draws.Select(d => d.Variable.Name)).Concat(FreeVariables.Select(v => v.Name)).ToHashSet();
        var renamed = new Dictionary<Variable, Variable>();
        foreach (var v in Draws.Select(d => d.Variable).Where(v => avoid.Contains(v.Name)))
        {
            renamed[v] = v with { Name = Naming.Fresh(v.Name, taken) };
            taken.Add(renamed[v].Name);
        }
        Point Map(Variable v) => renamed.GetValueOrDefault(v, v);
        return new Law(
            Draws.Select(d => d.Map(Map) with { Variable = renamed.GetValueOrDefault(d.Variable, d.Variable) }).ToTerms(),
            Outputs.Select(o => o.Map(Map)).ToTerms(),
            Label
        );
    }

    /// <summary>A text that is the same for equal laws: what to sort by where the order must not depend on names.</summary>
    public string Key => canonical.Key;

    /// <inheritdoc/>
    public bool Equals(Law? other) => other is not null && (ReferenceEquals(this, other) || canonical == other.canonical);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Law);

    /// <inheritdoc/>
    public override int GetHashCode() => canonical.GetHashCode();

    /// <summary>Equality of programs.</summary>
    public static bool operator ==(Law? a, Law? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Inequality of programs.</summary>
    public static bool operator !=(Law? a, Law? b) => !(a == b);

    /// <summary>The law in infix notation.</summary>
    public override string ToString() => LawNotation.Text(this);
}
