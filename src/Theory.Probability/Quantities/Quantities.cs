using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>The divergences and distances between two laws on one space.</summary>
public enum DivergenceKind
{
    /// <summary>Kullback-Leibler divergence KL(P, Q) = E_P log dP/dQ, in nats.</summary>
    KullbackLeibler,

    /// <summary>Total variation, sup_A |P(A) - Q(A)|, in [0, 1].</summary>
    TotalVariation,

    /// <summary>Wasserstein distance of order 1, in the unit of the metric.</summary>
    Wasserstein1,

    /// <summary>Wasserstein distance of order 2, in the unit of the metric.</summary>
    Wasserstein2,
}

/// <summary>A divergence between two laws; nonnegative, possibly infinite.</summary>
public sealed record Divergence : ProbabilityQuantity
{
    /// <summary>The divergence of two laws with outputs in the same spaces.</summary>
    /// <exception cref="ArgumentException">The outputs live in different spaces.</exception>
    public Divergence(DivergenceKind kind, Law p, Law q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        if (p.Spaces != q.Spaces)
            throw new ArgumentException($"{kind} compares laws on one space; these live on {p.Spaces} and {q.Spaces}.");
        (Kind, P, Q) = (kind, p, q);
    }

    /// <summary>Which divergence.</summary>
    public DivergenceKind Kind { get; }

    /// <summary>The first law.</summary>
    public Law P { get; }

    /// <summary>The second law, the reference of a Kullback-Leibler divergence.</summary>
    public Law Q { get; }

    /// <summary>Kullback-Leibler divergence.</summary>
    public static Divergence KL(Law p, Law q) => new(DivergenceKind.KullbackLeibler, p, q);

    /// <summary>Total variation.</summary>
    public static Divergence TV(Law p, Law q) => new(DivergenceKind.TotalVariation, p, q);

    /// <summary>Wasserstein distance of order 1.</summary>
    public static Divergence W1(Law p, Law q) => new(DivergenceKind.Wasserstein1, p, q);

    /// <summary>Wasserstein distance of order 2.</summary>
    public static Divergence W2(Law p, Law q) => new(DivergenceKind.Wasserstein2, p, q);

    /// <inheritdoc/>
    public override string Head =>
        Kind switch
        {
            DivergenceKind.KullbackLeibler => "KL",
            DivergenceKind.TotalVariation => "TV",
            DivergenceKind.Wasserstein1 => "W1",
            _ => "W2",
        };

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => P.FreeSymbols.Concat(Q.FreeSymbols).Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new Divergence(Kind, P.Substitute(symbol, replacement), Q.Substitute(symbol, replacement));

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new Divergence(Kind, P.MapPoints(map), Q.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout)
    {
        var (p, q) = LawNotation.Of(P, Q, layout);
        return new Visual.Call(
            Kind switch
            {
                DivergenceKind.KullbackLeibler => new Visual.Word("KL", @"\mathrm{KL}"),
                DivergenceKind.TotalVariation => new Visual.Word("TV", @"\mathrm{TV}"),
                DivergenceKind.Wasserstein1 => new Visual.Word("W1", "W_1"),
                _ => new Visual.Word("W2", "W_2"),
            },
            [p, q],
            Kind == DivergenceKind.KullbackLeibler ? [@" \,\|\, "] : []
        );
    }

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>
/// The (conditional) mutual information I(X; Y | Z) in nats under a joint law whose outputs are those of X, then of Y, then of Z;
/// nonnegative, possibly infinite.
/// </summary>
public sealed record MutualInformation : ProbabilityQuantity
{
    /// <summary>The mutual information of the first outputs and the next ones given the rest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A group is empty or the law has too few outputs.</exception>
    public MutualInformation(Law joint, int left = 1, int right = 1)
    {
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentOutOfRangeException.ThrowIfLessThan(left, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(right, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(joint.Outputs.Count, left + right, nameof(joint));
        (Joint, Left, Right) = (joint, left, right);
    }

    /// <summary>The joint law.</summary>
    public Law Joint { get; }

    /// <summary>How many outputs belong to X.</summary>
    public int Left { get; }

    /// <summary>How many outputs belong to Y.</summary>
    public int Right { get; }

    /// <inheritdoc/>
    public override string Head => "I";

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Joint.FreeSymbols;

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new MutualInformation(Joint.Substitute(symbol, replacement), Left, Right);

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new MutualInformation(Joint.MapPoints(map), Left, Right);

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout)
    {
        Visual Group(int from, int count) =>
            LawNotation.List(Joint.Outputs.Skip(from).Take(count).Select(o => LawNotation.Of(o, layout)));
        var rest = Joint.Outputs.Count - Left - Right;
        return rest == 0
            ? new Visual.Call(Visual.Text("I"), [Group(0, Left), Group(Left, Right)], ["; "])
            : new Visual.Call(
                Visual.Text("I"),
                [Group(0, Left), Group(Left, Right), Group(Left + Right, rest)],
                ["; ", @" \mid "]
            );
    }

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>The Shannon entropy of a law on a finite set, in nats.</summary>
/// <param name="Of">The law.</param>
public sealed record Entropy(Law Of) : ProbabilityQuantity
{
    /// <inheritdoc/>
    public override string Head => "H";

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Of.FreeSymbols;

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) => new Entropy(Of.Substitute(symbol, replacement));

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) => new Entropy(Of.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout) =>
        new Visual.Call(Visual.Text("H"), [LawNotation.Of(Of, layout)], []);

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>A real measurable function known by its name: a loss, a discriminator, a metric.</summary>
/// <param name="Name">The name.</param>
/// <param name="From">The spaces of its arguments.</param>
/// <param name="Parameters">How many leading arguments papers write as a subscript, as in f_w(x).</param>
/// <param name="IsNonnegative">Whether its values lie in [0, inf), as those of a loss do.</param>
public sealed record Function(string Name, Terms<Space> From, int Parameters = 0, bool IsNonnegative = false)
{
    /// <summary>The metric of a space.</summary>
    public static Function Metric(Space on) => new("d", [on, on], IsNonnegative: true);

    /// <summary>Whether this is the metric of a space.</summary>
    public bool IsMetric => From.Count == 2 && this == Metric(From[0]);

    internal IEnumerable<Symbol> FreeSymbols => From.SelectMany(s => s.FreeSymbols);

    internal Function Substitute(Symbol symbol, Expr replacement) =>
        this with
        {
            From = From.Select(s => s.Substitute(symbol, replacement)).ToTerms(),
        };
}

/// <summary>The value of a real function at points.</summary>
public sealed record Evaluation : ProbabilityQuantity
{
    /// <summary>The value at points, one per argument.</summary>
    /// <exception cref="ArgumentException">The points do not live where the arguments do.</exception>
    public Evaluation(Function function, Terms<Point> arguments)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!arguments.Select(a => a.Space).SequenceEqual(function.From))
            throw new ArgumentException(
                $"{function.Name} takes points of {function.From}, not of {arguments.Select(a => a.Space).ToTerms()}."
            );
        (Function, Arguments) = (function, arguments);
    }

    /// <summary>The function.</summary>
    public Function Function { get; }

    /// <summary>The points.</summary>
    public Terms<Point> Arguments { get; }

    /// <inheritdoc/>
    public override string Head => Function.Name;

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Arguments.SelectMany(a => a.FreeSymbols).Distinct();

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) =>
        new Evaluation(
            Function.Substitute(symbol, replacement),
            Arguments.Select(a => a.Substitute(symbol, replacement)).ToTerms()
        );

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) =>
        new Evaluation(Function, Arguments.Select(map).ToTerms());

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout)
    {
        var head = layout(new Symbol(Function.Name));
        var arguments = Arguments.Select(a => LawNotation.Of(a, layout)).ToList();
        var subscripted =
            Function.Parameters == 0 ? head : new Visual.Subscript(head, LawNotation.List(arguments.Take(Function.Parameters)));
        return arguments.Count <= Function.Parameters
            ? subscripted
            : new Visual.Call(subscripted, arguments.Skip(Function.Parameters).ToTerms(), []);
    }

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}

/// <summary>The expectation of a real random variable.</summary>
/// <param name="Of">The random variable.</param>
public sealed record Expectation(RandomReal Of) : ProbabilityQuantity
{
    /// <summary>The expectation of an expression under draws.</summary>
    public static Expectation Under(IEnumerable<Draw> draws, Expr body) => new(RandomReal.Of(draws, body));

    /// <inheritdoc/>
    public override string Head => "E";

    /// <inheritdoc/>
    public override IEnumerable<Symbol> FreeSymbols => Of.FreeSymbols;

    /// <inheritdoc/>
    public override IQuantity Substitute(Symbol symbol, Expr replacement) => new Expectation(Of.Substitute(symbol, replacement));

    internal override ProbabilityQuantity MapPoints(Func<Point, Point> map) => new Expectation(Of.MapPoints(map));

    /// <inheritdoc/>
    public override Visual Layout(Func<Expr, Visual> layout)
    {
        // Papers name what an expectation is over where that is short: E_S, E_{S, W}.
        var names = string.Join(", ", Of.Draws.Select(d => Latex.Print(layout(new Symbol(d.Variable.Name)))));
        var over = Of.Draws.Count <= 2 ? $"_{{{names}}}" : "";
        return new Visual.Call(new Visual.Word("E", $@"\mathbb{{E}}{over}"), [layout(Of.Body)], []);
    }

    /// <inheritdoc/>
    public override string ToString() => Infix.Print(new Quantity(this));
}
