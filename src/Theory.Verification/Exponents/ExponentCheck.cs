using Theory.Bounds;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using static System.FormattableString;

namespace Theory.Verification.Exponents;

/// <summary>How fast a quantity falls along one ray, against the claim of a bound whose constants are hidden.</summary>
/// <param name="Along">The ray, such as <c>n = x^3, m = x</c>.</param>
/// <param name="Claimed">The exponent of x in the bound's right side.</param>
/// <param name="Measured">The exponent of x in the quantity, with its interval.</param>
public sealed record ExponentCheck(string Along, double Claimed, Slope Measured)
{
    // What is still on its way to its leading power at the largest sizes deviates by less.
    private const double Settling = 0.02;

    /// <summary>Whether the quantity falls more slowly than claimed, so that no constant saves the bound.</summary>
    public bool Contradicts => Measured.Lower > Claimed + Settling;

    /// <summary>Whether the quantity falls as fast as claimed, and no faster.</summary>
    public bool Attains => Math.Abs(Measured.Value - Claimed) <= Settling;

    /// <summary>The check in one line.</summary>
    public override string ToString() =>
        Invariant(
            $"along {Along} measured x^{Measured.Value:F4} (between {Measured.Lower:F4} and {Measured.Upper:F4}), claimed x^{Claimed:F4}"
        );
}

/// <summary>What can be measured of a bound with hidden constants: an expression in sizes, and along which rays.</summary>
/// <param name="Quantity">What the bound claims to be above, up to constants.</param>
/// <param name="Minimised">A symbol over whose values from 1 on the quantity is the least; it is convex in the symbol's logarithm.</param>
/// <param name="Rays">Rays: the exponent of each size.</param>
public sealed record Measurable(Expr Quantity, Symbol? Minimised, Terms<Terms<(Symbol Size, Rational Exponent)>> Rays);

/// <summary>Knows what of a paper's bounds with hidden constants can be measured. Implementations stand in <c>Instances</c>.</summary>
public interface IMeasurables
{
    /// <summary>What can be measured of a bound; null if nothing can.</summary>
    Measurable? For(Bound bound);
}

/// <summary>Bounds with hidden constants are tested by exponents: no value contradicts them, a power law does.</summary>
public static class ExponentChecks
{
    private const int Points = 13;

    /// <summary>The checks of a bound, one per ray; none where nothing of it can be measured.</summary>
    public static Terms<ExponentCheck> Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return Found(bound) is { } measurable ? measurable.Rays.Select(ray => Along(ray, measurable, bound.Right)).ToTerms() : [];
    }

    private static Measurable? Found(Bound bound) =>
        bound.Relation != Bounds.Relation.AtMostUpToConstant
            ? null
            : (
                from type in typeof(ExponentChecks).Assembly.GetTypes()
                where type is { IsClass: true, IsAbstract: false } && typeof(IMeasurables).IsAssignableFrom(type)
                orderby type.FullName
                select ((IMeasurables)Activator.CreateInstance(type)!).For(bound)
            ).FirstOrDefault(m => m is not null);

    private static ExponentCheck Along(Terms<(Symbol Size, Rational Exponent)> ray, Measurable measurable, Expr right)
    {
        (string, double)[] At(double x) => [.. ray.Select(p => (p.Size.Name, Math.Pow(x, p.Exponent.ToDouble())))];
        double Least((string, double)[] sizes) =>
            measurable.Minimised is { } tau
                ? Minimum(log => measurable.Quantity.Evaluate([.. sizes, (tau.Name, Math.Exp(log))]))
                : measurable.Quantity.Evaluate(sizes);
        // From 10^6 to 10^18; the claim is a sum of powers, whose leading one is read off where the others are negligible.
        var points = Enumerable.Range(6, Points).Select(k => Math.Pow(10, k)).Select(x => (x, Least(At(x)))).ToList();
        var claimed = Math.Log10(right.Evaluate(At(1e30)) / right.Evaluate(At(1e15))) / 15;
        return new ExponentCheck(
            string.Join(", ", ray.Select(p => p.Exponent == 1 ? $"{p.Size.Name} = x" : $"{p.Size.Name} = x^{Power(p.Exponent)}")),
            claimed,
            Slope.Of(points)
        );
    }

    private static string Power(Rational exponent) => exponent.IsInteger ? $"{exponent}" : $"({exponent})";

    // Golden section for a convex function of a logarithm.
    private static double Minimum(Func<double, double> f)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (0.0, 100.0);
        for (var k = 0; k < 80; k++)
        {
            var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
            (low, high) = f(a) <= f(b) ? (low, b) : (a, high);
        }
        return f((low + high) / 2);
    }
}
