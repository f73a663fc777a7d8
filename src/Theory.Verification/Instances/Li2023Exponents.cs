using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Symbolics;
using Theory.Verification.Exponents;

namespace Theory.Verification.Instances;

/// <summary>
/// Rates of early stopping of Li et al. (2023) claim to be above the bound along training at its best training time: that minimum is
/// computed, without the floors that depend on neither sample size nor width.
/// </summary>
public sealed class Li2023Exponents : IMeasurables
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol M = new("m");
    private static readonly Symbol Tau = new("tau");

    /// <inheritdoc/>
    public Measurable? For(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var training = Li2023.TrainingDynamics;
        if (bound.Left != training.Left || bound.Right.FreeSymbols().Any(s => s != N && s != M))
            return null;
        var quantity = Sum.Of(
            training.Terms.Select(t => t.Expr).Where(e => e.FreeSymbols().Any(s => s == N || s == M || s == Tau))
        );
        (Rational N, Rational M)[] rays = bound.Assumptions.Any(a => a.Text == "m is of the order of n")
            ? [(1, 1)]
            : [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (5, 4)];
        return new Measurable(quantity, Tau, rays.Select(r => new[] { (N, r.N), (M, r.M) }.ToTerms()).ToTerms());
    }
}
