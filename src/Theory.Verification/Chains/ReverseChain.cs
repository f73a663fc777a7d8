using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Chains;

/// <summary>
/// Which names of a bound are those of a reverse diffusion in N steps of T/N with a learned score s_W,
/// <c>x_(k+1) = x_k + (T/N) (beta x_k/2 + beta s_W(x_k)) + sqrt(beta T/N) xi_k</c> (Chen et al. 2025, section 6; Euler-Maruyama).
/// </summary>
/// <param name="Chain">The kernel from what is learned and the starting point to the end of the chain.</param>
/// <param name="Score">The score, a real function of the same two.</param>
/// <param name="Encoding">The kernel from a training point to the starting point, where the chain starts at one.</param>
/// <param name="Horizon">T.</param>
/// <param name="Steps">N; 1 where the bound does not mention it.</param>
/// <param name="Rate">beta.</param>
public sealed record ReverseChain(
    NamedKernel Chain,
    Function Score,
    NamedKernel? Encoding,
    Symbol Horizon,
    Symbol Steps,
    Symbol Rate
)
{
    /// <summary>
    /// The end of the chain is <c>A^N x_0 + M s + sqrt(V) xi</c> while the score stays at one value s: M over sqrt(V), the factor with which
    /// the score enters in units of the noise.
    /// </summary>
    public static double Gain(double horizon, int steps, double rate)
    {
        var (h, keep) = (horizon * rate / steps, 1 + horizon * rate / steps / 2);
        var (mean, variance) = (0.0, 0.0);
        for (var k = 0; k < steps; k++)
            (mean, variance) = (keep * mean + h, keep * keep * variance + h);
        return mean / Math.Sqrt(variance);
    }

    /// <summary>The reverse chain that a bound speaks of, or null; implementations of <see cref="IReverseChains"/> know.</summary>
    public static ReverseChain? Of(Bound bound) =>
        (
            from type in typeof(ReverseChain).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false } && typeof(IReverseChains).IsAssignableFrom(type)
            orderby type.FullName
            select ((IReverseChains)Activator.CreateInstance(type)!).For(bound)
        ).FirstOrDefault(chain => chain is not null);
}

/// <summary>Knows which names of a paper's bounds are those of a reverse chain. Implementations stand in <c>Instances</c>.</summary>
public interface IReverseChains
{
    /// <summary>The reverse chain of a bound; null if it speaks of none.</summary>
    ReverseChain? For(Bound bound);
}
