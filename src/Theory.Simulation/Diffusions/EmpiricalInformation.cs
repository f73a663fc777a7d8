using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// I(J; X_t): what the diffused point says about which of m points it started from, J uniform. It is
/// <c>(1/m) sum_i KL(E_t(x_i) || E_t#P^)</c>, that is -T1 of the diffusion bound (Chen et al. 2025), and depends on the schedule through
/// the signal-to-noise ratio <c>rho = a^2/s^2</c> alone. Nats; increasing in rho from 0 to log m (distinct points).
/// </summary>
public static class EmpiricalInformation
{
    private const int MostPointsForQuadrature = 1000; // beyond, a value costs more than some seconds

    /// <summary>
    /// The information at each signal-to-noise ratio: by quadrature for up to 1,000 points of the line or the plane,
    /// else by Monte Carlo with a confidence interval. All values come from the same draws, so the curve is smooth.
    /// </summary>
    /// <param name="points">The m points.</param>
    /// <param name="ratios">The signal-to-noise ratios, positive.</param>
    /// <param name="draws">The number of Monte Carlo draws, at least 2.</param>
    /// <param name="stream">The randomness.</param>
    public static InformationCurve At(Points points, IReadOnlyList<double> ratios, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(ratios);
        if (ratios.FirstOrDefault(rho => !(rho > 0 && double.IsFinite(rho)), 1) is var odd and not 1)
            throw new ArgumentException($"The signal-to-noise ratio {odd} is not positive and finite.", nameof(ratios));
        var centred = Centred(points);
        var known = ratios.Select(rho => InformationBounds.Of(centred, rho)).ToArray();
        var byQuadrature = points.Dimension <= 2 && points.Count <= MostPointsForQuadrature;
        var values = byQuadrature
            ? ratios.Select(rho => QuadratureInformation.At(centred, rho)).ToArray()
            : SampledInformation.At(centred, ratios, draws, stream);
        return new(
            values.Zip(known, (value, bracket) => value.Within(bracket)).ToTerms(),
            byQuadrature ? "quadrature" : $"Monte Carlo, {draws} draws"
        );
    }

    // Differences of points are all that matters; centring keeps their products from cancelling.
    private static Points Centred(Points points)
    {
        var mean = points.Mean();
        return Points.Generate(
            points.Count,
            points.Dimension,
            (i, row) =>
            {
                for (var j = 0; j < row.Length; j++)
                    row[j] = points[i][j] - mean[j];
            }
        );
    }
}

/// <summary>Values of the information and how they were computed.</summary>
/// <param name="Values">One estimate for each signal-to-noise ratio.</param>
/// <param name="Method">The method, in words.</param>
public sealed record InformationCurve(Terms<Estimate> Values, string Method);
