using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>
/// A real random variable: draws, and an expression in what they drew. Two are equal when they are the same program, as for
/// <see cref="Law"/>.
/// </summary>
public sealed class RandomReal : IEquatable<RandomReal>
{
    private readonly CanonicalLaw canonicalDraws;
    private readonly Expr canonicalBody;

    private RandomReal(Terms<Draw> draws, Expr body)
    {
        (Draws, Body) = (draws, body);
        Naming.RefuseAmbiguous(
            draws.Select(d => d.Variable),
            draws.SelectMany(d => d.Arguments).SelectMany(a => a.FreeVariables).Concat(body.FreeVariables())
        );
        var drawn = draws.Select(d => d.Variable).ToHashSet();
        var points = body.LargestPoints().Where(p => p.FreeVariables.Any(drawn.Contains)).ToList();
        canonicalDraws = CanonicalLaw.Of(draws, points.ToTerms());
        Depth = 1 + body.BinderDepth();
        Point Lift(Point p) => p is Bound { Depth: 0 } b ? b with { Depth = Depth } : p.MapParts(Lift);
        canonicalBody = body.MapPoints(p => points.IndexOf(p) is >= 0 and var k ? Lift(canonicalDraws.Outputs[k]) : p);
    }

    /// <summary>The draws, each after those it needs.</summary>
    public Terms<Draw> Draws { get; }

    /// <summary>The value, an expression in the drawn variables.</summary>
    public Expr Body { get; }

    internal int Depth { get; }

    /// <summary>The value of an expression under draws.</summary>
    /// <exception cref="ArgumentException">A variable is drawn twice, or used before it is drawn.</exception>
    public static RandomReal Of(IEnumerable<Draw> draws, Expr body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new RandomReal(Law.Of(draws).Draws, body);
    }

    /// <summary>The value of a function's body, in variables that name the outputs of a law, under that law.</summary>
    public static RandomReal Of(Law law, Terms<Variable> arguments, Expr body)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (!law.Spaces.SequenceEqual(arguments.Select(a => a.Of)))
            throw new ArgumentException($"{arguments} do not name the outputs of {law}.", nameof(arguments));
        var safe = law.Avoiding(body.FreeVariables().Select(v => v.Name));
        return new RandomReal(safe.Draws, body.Substitute(arguments.Zip(safe.Outputs).ToDictionary(p => p.First, p => p.Second)));
    }

    /// <summary>The symbols of draws and body.</summary>
    public IEnumerable<Symbol> FreeSymbols => Draws.SelectMany(d => d.FreeSymbols).Concat(Body.FreeSymbols()).Distinct();

    /// <summary>The variables used but not drawn.</summary>
    public IEnumerable<Variable> FreeVariables =>
        Draws
            .SelectMany(d => d.Arguments)
            .SelectMany(p => p.FreeVariables)
            .Concat(Body.FreeVariables())
            .Except(Draws.Select(d => d.Variable));

    /// <summary>The same value when what it takes as given is drawn first; its own draws are renamed rather than captured.</summary>
    public RandomReal After(Terms<Draw> first)
    {
        var points = Body.LargestPoints().ToList();
        var taken = first.SelectMany(d => d.Arguments.SelectMany(a => a.FreeVariables).Append(d.Variable)).Select(v => v.Name);
        var safe = Law.Of(Draws, points).Avoiding(taken);
        return new RandomReal(first.Concat(safe.Draws).ToTerms(), Body.MapPoints(p => safe.Outputs[points.IndexOf(p)]));
    }

    /// <summary>The same value with no drawn variable named like a free variable of the expression.</summary>
    public RandomReal Avoiding(Expr e)
    {
        var points = Body.LargestPoints().ToList();
        var safe = Law.Of(Draws, points).Avoiding(e.FreeVariables().Select(v => v.Name));
        return new RandomReal(safe.Draws, Body.MapPoints(p => safe.Outputs[points.IndexOf(p)]));
    }

    internal RandomReal Substitute(Symbol symbol, Expr replacement)
    {
        // The replacement's own variables are not this value's: drawn variables of the same names make way.
        var safe = Avoiding(replacement);
        return new RandomReal(
            Law.Of(safe.Draws).Substitute(symbol, replacement).Draws,
            safe.Body.Substitute(symbol, replacement)
        );
    }

    internal RandomReal MapPoints(Func<Point, Point> map)
    {
        // The body's points travel as outputs of a law, which knows how to avoid capture.
        var drawn = Draws.Select(d => d.Variable).ToHashSet();
        var points = Body.LargestPoints().ToList();
        var law = Law.Of(Draws, points).MapPoints(map);
        return new RandomReal(law.Draws, Body.MapPoints(p => law.Outputs[points.IndexOf(p)]));
    }

    /// <summary>A text that is the same for equal values.</summary>
    public string Key => $"{canonicalDraws.Key} : {canonicalBody.Key()}";

    /// <inheritdoc/>
    public bool Equals(RandomReal? other) =>
        other is not null
        && (ReferenceEquals(this, other) || (canonicalDraws == other.canonicalDraws && canonicalBody == other.canonicalBody));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RandomReal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(canonicalDraws, canonicalBody);

    /// <summary>The variable in infix notation.</summary>
    public override string ToString() => Body.ToString();
}
