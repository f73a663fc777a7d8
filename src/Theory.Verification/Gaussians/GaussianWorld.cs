using System.Collections.Immutable;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Gaussians;

/// <summary>
/// The kernel x_1, ..., x_k -> N(shift + sum c_j x_j, deviation^2) on the line; an input that is a sample enters by its mean.
/// </summary>
/// <param name="Coefficients">One coefficient per input.</param>
/// <param name="Shift">The mean where all inputs are 0.</param>
/// <param name="Deviation">The standard deviation; 0 for a map.</param>
public sealed record LinearKernel(Terms<Rational> Coefficients, Rational Shift, Rational Deviation)
{
    /// <summary>The kernel as a formula.</summary>
    public override string ToString() =>
        $"N({string.Join(" + ", Coefficients.Select((c, k) => $"{c} x{k + 1}").Append($"{Shift}"))}, ({Deviation})^2)";
}

/// <summary>
/// An interpretation of a theory's names by the real line: every named space is R with the metric |x - y|, every named kernel is linear
/// with Gaussian noise, every loss is the distance. All joint laws are Gaussian, and their divergences and informations closed forms.
/// </summary>
public sealed record GaussianWorld
{
    /// <summary>The values of symbols.</summary>
    public ImmutableDictionary<Symbol, Rational> Symbols { get; init; } = ImmutableDictionary<Symbol, Rational>.Empty;

    /// <summary>The kernels.</summary>
    public ImmutableDictionary<NamedKernel, LinearKernel> Kernels { get; init; } =
        ImmutableDictionary<NamedKernel, LinearKernel>.Empty;

    /// <summary>The world with a value for a symbol.</summary>
    public GaussianWorld With(Symbol symbol, Rational value) => this with { Symbols = Symbols.SetItem(symbol, value) };

    /// <summary>The world with a kernel.</summary>
    /// <exception cref="ArgumentException">There is not one coefficient per input, or the deviation is negative.</exception>
    public GaussianWorld With(NamedKernel kernel, LinearKernel linear)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(linear);
        if (linear.Coefficients.Count != kernel.Inputs.Count || linear.Deviation < 0)
            throw new ArgumentException($"{linear} is no kernel with {kernel.Inputs.Count} inputs and a nonnegative deviation.");
        return this with { Kernels = Kernels.SetItem(kernel, linear) };
    }

    /// <summary>The world in lines of text.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            Symbols
                .OrderBy(s => s.Key.Name, StringComparer.Ordinal)
                .Select(s => $"{s.Key.Name} = {s.Value}")
                .Concat(Kernels.OrderBy(k => k.Key.Name, StringComparer.Ordinal).Select(k => $"{k.Key.Name}: {k.Value}"))
        );
}
