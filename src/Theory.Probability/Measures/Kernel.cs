using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>A Markov kernel as a term; without inputs it is a probability measure.</summary>
public abstract record Kernel
{
    private protected Kernel() { }

    /// <summary>The spaces of the inputs.</summary>
    public abstract Terms<Space> From { get; }

    /// <summary>The space it draws from.</summary>
    public abstract Space To { get; }

    /// <summary>The kernel as a term.</summary>
    public sealed override string ToString() =>
        this switch
        {
            NamedKernel n => n.Name,
            Sampling s => $"{s.Of}^{s.Size}",
            UniformIndex u => $"uniform(1..{u.Size})",
            GaussianChannel g => $"N({g.Scale}*x, {g.Variance})",
            Conditional c => $"conditional({c.Joint.Key})",
            _ => "",
        };

    internal IEnumerable<Symbol> FreeSymbols =>
        this switch
        {
            Sampling s => s.Size.FreeSymbols().Concat(s.Of.FreeSymbols),
            UniformIndex u => u.Size.FreeSymbols(),
            GaussianChannel g =>
            [
                .. g.Scale.FreeSymbols(),
                .. g.Variance.FreeSymbols(),
                .. g.On.FreeSymbols,
                .. g.Noised.FreeSymbols,
            ],
            NamedKernel n => n.Inputs.Append(n.Output).SelectMany(s => s.FreeSymbols),
            Conditional c => c.Joint.FreeSymbols,
            _ => [],
        };

    internal Kernel Substitute(Symbol symbol, Expr replacement) =>
        this switch
        {
            Sampling s => new Sampling(s.Of.Substitute(symbol, replacement), s.Size.Substitute(symbol, replacement)),
            UniformIndex u => new UniformIndex(u.Size.Substitute(symbol, replacement)),
            GaussianChannel g => new GaussianChannel(
                g.Scale.Substitute(symbol, replacement),
                g.Variance.Substitute(symbol, replacement),
                g.On.Substitute(symbol, replacement),
                g.Noised.Substitute(symbol, replacement)
            ),
            Conditional c => new Conditional(c.Joint.Substitute(symbol, replacement)),
            NamedKernel n => n with
            {
                Inputs = n.Inputs.Select(s => s.Substitute(symbol, replacement)).ToTerms(),
                Output = n.Output.Substitute(symbol, replacement),
            },
            _ => this,
        };
}

/// <summary>A kernel known by its name: an encoder, a generator, a learning algorithm; without inputs a data law or a prior.</summary>
/// <param name="Name">The name; <c>P_X</c> prints with a subscript, <c>prior</c> as \pi.</param>
/// <param name="Inputs">The spaces of the inputs.</param>
/// <param name="Output">The space it draws from.</param>
/// <param name="Parameters">How many leading inputs papers write as a subscript, as in E_W(x).</param>
public sealed record NamedKernel(string Name, Terms<Space> Inputs, Space Output, int Parameters = 0) : Kernel
{
    /// <inheritdoc/>
    public override Terms<Space> From => Inputs;

    /// <inheritdoc/>
    public override Space To => Output;

    /// <summary>A probability measure known by its name.</summary>
    public static NamedKernel Measure(string name, Space on) => new(name, [], on);
}

/// <summary>Independent draws from one measure, P^m.</summary>
/// <param name="Of">A kernel without inputs.</param>
/// <param name="Size">The number m of draws.</param>
public sealed record Sampling(Kernel Of, Expr Size) : Kernel
{
    /// <summary>A kernel without inputs.</summary>
    public Kernel Of { get; } = Of.From.Count == 0 ? Of : throw new ArgumentException($"{Of} is no measure: it has inputs.");

    /// <summary>The number m of draws.</summary>
    public Expr Size { get; } = Parameter.Of(Size);

    /// <inheritdoc/>
    public override Terms<Space> From => [];

    /// <inheritdoc/>
    public override Space To => new Space.SampleOf(Of.To, Size);
}

/// <summary>The uniform law of the indices 1, ..., m.</summary>
/// <param name="Size">The last index m.</param>
public sealed record UniformIndex(Expr Size) : Kernel
{
    /// <summary>The last index m.</summary>
    public Expr Size { get; } = Parameter.Of(Size);

    /// <inheritdoc/>
    public override Terms<Space> From => [];

    /// <inheritdoc/>
    public override Space To => new Space.Indices(Size);
}

/// <summary>The Gaussian channel x -> N(a x, s^2 I), the forward kernel of a diffusion; <paramref name="Noised"/> names its output space.</summary>
/// <param name="Scale">The factor a, without unit.</param>
/// <param name="Variance">The noise variance s^2, in squared units of x.</param>
/// <param name="On">The space of x.</param>
/// <param name="Noised">The space of the output.</param>
public sealed record GaussianChannel(Expr Scale, Expr Variance, Space On, Space Noised) : Kernel
{
    /// <summary>The factor a, without unit.</summary>
    public Expr Scale { get; } = Parameter.Of(Scale);

    /// <summary>The noise variance s^2, in squared units of x.</summary>
    public Expr Variance { get; } = Parameter.Of(Variance);

    /// <inheritdoc/>
    public override Terms<Space> From => [On];

    /// <inheritdoc/>
    public override Space To => Noised;
}

/// <summary>
/// The conditional law of the last output of a joint law given the others, P_{Y|X}: a kernel, unique up to points X that have
/// probability 0.
/// </summary>
public sealed record Conditional : Kernel
{
    /// <summary>The conditional law of the last output given those before.</summary>
    /// <exception cref="ArgumentException">The joint law has fewer than two outputs, or depends on free variables.</exception>
    public Conditional(Law joint)
    {
        ArgumentNullException.ThrowIfNull(joint);
        if (joint.Outputs.Count < 2)
            throw new ArgumentException($"{joint} has nothing to condition on: it needs two outputs or more.", nameof(joint));
        if (joint.FreeVariables.FirstOrDefault() is { } free)
            throw new ArgumentException(
                $"{joint} depends on {free.Name}; condition a law without free variables.",
                nameof(joint)
            );
        Joint = joint;
    }

    /// <summary>The joint law.</summary>
    public Law Joint { get; }

    /// <inheritdoc/>
    public override Terms<Space> From => Joint.Spaces.Take(Joint.Outputs.Count - 1).ToTerms();

    /// <inheritdoc/>
    public override Space To => Joint.Spaces[^1];
}
