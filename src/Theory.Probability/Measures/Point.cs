using System.Diagnostics;
using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>A term for a (random) point of a space.</summary>
public abstract record Point
{
    private protected Point() { }

    /// <summary>The space the point lives in.</summary>
    public abstract Space Space { get; }

    /// <summary>The point as a term: x, S[i], g(z).</summary>
    public sealed override string ToString() =>
        this switch
        {
            Variable v => v.Name,
            Bound b => $"#{b.Depth}.{b.Level}",
            Entry e => $"{e.Sample}[{e.Index}]",
            Ordinal o => o.Value.ToString(),
            Image i => $"{i.Function.Name}({string.Join(", ", i.Arguments)})",
            _ => "",
        };

    /// <summary>The variables that occur in it.</summary>
    public IEnumerable<Variable> FreeVariables =>
        this switch
        {
            Variable v => [v],
            Entry e => e.Sample.FreeVariables.Concat(e.Index.FreeVariables),
            Image i => i.Arguments.SelectMany(a => a.FreeVariables),
            _ => [],
        };

    /// <summary>The symbols in sizes, indices and parameters.</summary>
    public IEnumerable<Symbol> FreeSymbols =>
        this switch
        {
            Variable v => v.Space.FreeSymbols,
            Entry e => e.Sample.FreeSymbols.Concat(e.Index.FreeSymbols),
            Ordinal o => o.Value.FreeSymbols().Concat(o.Size.FreeSymbols()),
            Image i => i.Arguments.SelectMany(a => a.FreeSymbols).Concat(i.Function.To.FreeSymbols),
            _ => [],
        };

    /// <summary>The point with each free variable replaced by what the map says of it.</summary>
    internal Point Map(Func<Variable, Point> map) =>
        this switch
        {
            Variable v => map(v),
            _ => MapParts(part => part.Map(map)),
        };

    /// <summary>The direct parts of a composite point, mapped.</summary>
    internal Point MapParts(Func<Point, Point> map) =>
        this switch
        {
            Entry e => new Entry(map(e.Sample), map(e.Index)),
            Image i => new Image(i.Function, i.Arguments.Select(map).ToTerms()),
            _ => this,
        };

    internal Point Substitute(Symbol symbol, Expr replacement) =>
        this switch
        {
            Variable v => v with { Of = v.Of.Substitute(symbol, replacement) },
            Bound b => b with { Of = b.Of.Substitute(symbol, replacement) },
            Entry e => new Entry(e.Sample.Substitute(symbol, replacement), e.Index.Substitute(symbol, replacement)),
            Ordinal o => new Ordinal(o.Value.Substitute(symbol, replacement), o.Size.Substitute(symbol, replacement)),
            Image i => new Image(
                i.Function.Substitute(symbol, replacement),
                i.Arguments.Select(a => a.Substitute(symbol, replacement)).ToTerms()
            ),
            _ => throw new UnreachableException(),
        };
}

/// <summary>A variable: drawn in a law, bound by an expectation, or free.</summary>
/// <param name="Name">Its name; <c>hatX</c> prints with a hat, <c>Z_i</c> with a subscript.</param>
/// <param name="Of">The space it ranges over.</param>
public sealed record Variable(string Name, Space Of) : Point
{
    /// <inheritdoc/>
    public override Space Space => Of;
}

/// <summary>
/// A bound variable in a canonical form: numbered by the order of its use, at the depth of its binder (0 in a law, above those
/// within in an expectation), so that nested binders never mistake each other's. No author can write one.
/// </summary>
internal sealed record Bound(int Level, Space Of, int Depth = 0) : Point
{
    public override Space Space => Of;
}

/// <summary>An entry of a sample, X_i = S[i].</summary>
public sealed record Entry : Point
{
    /// <summary>The entry of a sample at an index.</summary>
    /// <exception cref="ArgumentException">The first point is no sample, or the second no index of it.</exception>
    public Entry(Point sample, Point index)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(index);
        if (sample.Space is not Space.SampleOf s)
            throw new ArgumentException($"{sample} is not a sample: it has no entries.", nameof(sample));
        if (index.Space != new Space.Indices(s.Size))
            throw new ArgumentException($"{sample} has {s.Size} entries; {index} is no index of one.", nameof(index));
        (Sample, Index, Space) = (sample, index, s.Of);
    }

    /// <summary>A point of a sample space.</summary>
    public Point Sample { get; }

    /// <summary>A point of its index set.</summary>
    public Point Index { get; }

    /// <summary>The entry of a sample at an index given by an expression, which ranges over 1, ..., size.</summary>
    public Entry(Variable sample, Expr index)
        : this(sample, new Ordinal(index, SizeOf(sample))) { }

    /// <inheritdoc/>
    public override Space Space { get; }

    private static Expr SizeOf(Variable sample) =>
        sample.Of is Space.SampleOf s
            ? s.Size
            : throw new ArgumentException($"{sample.Name} is not a sample: it has no entries.");
}

/// <summary>An index given by an expression; by convention it lies in 1, ..., size.</summary>
/// <param name="Value">The index.</param>
/// <param name="Size">The size of the index set.</param>
public sealed record Ordinal(Expr Value, Expr Size) : Point
{
    /// <summary>The index.</summary>
    public Expr Value { get; } = Parameter.Of(Value);

    /// <summary>The size of the index set.</summary>
    public Expr Size { get; } = Parameter.Of(Size);

    /// <inheritdoc/>
    public override Space Space => new Space.Indices(Size);
}

/// <summary>A measurable map between spaces, known by its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="From">The spaces of its arguments.</param>
/// <param name="To">The space of its values.</param>
public sealed record Map(string Name, Terms<Space> From, Space To)
{
    /// <summary>The map with a symbol replaced in the sizes of its spaces.</summary>
    internal Map Substitute(Symbol symbol, Expr replacement) =>
        new(Name, From.Select(s => s.Substitute(symbol, replacement)).ToTerms(), To.Substitute(symbol, replacement));
}

/// <summary>The value of a measurable map at points.</summary>
public sealed record Image : Point
{
    /// <summary>The value at points, one per argument.</summary>
    /// <exception cref="ArgumentException">The points do not live where the arguments do.</exception>
    public Image(Map function, Terms<Point> arguments)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!arguments.Select(a => a.Space).SequenceEqual(function.From))
            throw new ArgumentException(
                $"{function.Name} takes points of {function.From}, not of {arguments.Select(a => a.Space).ToTerms()}."
            );
        (Function, Arguments) = (function, arguments);
    }

    /// <summary>The map.</summary>
    public Map Function { get; }

    /// <summary>The points.</summary>
    public Terms<Point> Arguments { get; }

    /// <inheritdoc/>
    public override Space Space => Function.To;
}
