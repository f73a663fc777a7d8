using System.Numerics;
using static System.FormattableString;

namespace Theory.Simulation.Training;

/// <summary>An interval of a spectrum with the share of the eigenvalues in it.</summary>
/// <param name="Lower">Where it begins.</param>
/// <param name="Upper">Where it ends.</param>
/// <param name="Share">The share of all eigenvalues.</param>
public sealed record SpectralBulk(double Lower, double Upper, double Share);

/// <summary>What a spectrum holds, not smoothed: shares of eigenvalues, and bulks with their ends.</summary>
public static class SpectralShares
{
    private const double Touch = 1e-9; // relative height above the real line at which a density is read
    private const double Dark = 1e-5; // density times eigenvalue: less counts as none, being what the height leaves
    private const int Looks = 600; // places looked at for bulks

    /// <summary>
    /// The share of the eigenvalues below a point that is no eigenvalue of positive share, by <c>1/2 - (1/pi) int_0^inf Re q(x + i y) dy</c>:
    /// the trapezoidal rule in log y along the way down to the point.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not positive.</exception>
    public static double Below(this FeatureSpectrum spectrum, double x)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var way = spectrum
            .Towards(new Complex(x, Touch * x))
            .Select(at => (Log: Math.Log(at.Z.Imaginary), Value: at.Z.Imaginary * at.Q.Real))
            .ToList();
        var integral = way.Zip(way.Skip(1)).Sum(w => (w.First.Log - w.Second.Log) * (w.First.Value + w.Second.Value) / 2);
        // Above the first height y Re q falls as 1/y, and the rule is summed to infinity; below the last Re q stays.
        var half = (way[0].Log - way[1].Log) / 2;
        return 0.5 - (integral + way[0].Value * half / Math.Tanh(half) + way[^1].Value) / Math.PI;
    }

    /// <summary>The share of the eigenvalues that are equal to a point: the residue of q there.</summary>
    public static double AtomAt(this FeatureSpectrum spectrum, double x)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var height = Touch * x;
        return height * spectrum.At(new Complex(x, height)).Resolvent.Imaginary;
    }

    /// <summary>The bulks above a point, ascending: where the density is positive.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="from">A point below them all, and above an atom.</param>
    /// <param name="to">A point above them all.</param>
    /// <exception cref="ArgumentException">There is no bulk between the points, or one reaches beyond them.</exception>
    public static IReadOnlyList<SpectralBulk> Bulks(this FeatureSpectrum spectrum, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        bool IsLit(double x) => x * spectrum.Density(x, Touch * x) > Dark;
        double[] places = [.. Enumerable.Range(0, Looks + 1).Select(k => from * Math.Pow(to / from, k / (double)Looks))];
        bool[] lit = [.. spectrum.Densities(places, Touch).Zip(places, (density, x) => x * density > Dark)];
        var ends = new List<double>();
        for (var k = 1; k < places.Length; k++)
            if (lit[k] != lit[k - 1])
                ends.Add(Between(places[k - 1], places[k], lit[k - 1], IsLit));
        if (ends.Count == 0 || lit[0] || lit[^1])
            throw new ArgumentException(
                Invariant($"Between {from} and {to} there is no whole bulk; give a point below all of them and one above.")
            );
        // Shares are counted in the dark between, where no square root is near.
        var gaps = ends.Skip(1).Zip(ends.Skip(2)).Where((_, k) => k % 2 == 0).Select(g => Math.Sqrt(g.First * g.Second));
        double[] cuts = [Math.Sqrt(from * ends[0]), .. gaps, ends[^1] * 1.5];
        double[] below = [.. cuts.Select(spectrum.Below)];
        return
        [
            .. Enumerable
                .Range(0, ends.Count / 2)
                .Select(k => new SpectralBulk(ends[2 * k], ends[2 * k + 1], below[k + 1] - below[k])),
        ];
    }

    private static double Between(double low, double high, bool isLitLow, Func<double, bool> isLit)
    {
        while (high - low > 1e-7 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = isLit(middle) == isLitLow ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}
