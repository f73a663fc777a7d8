namespace Theory.Simulation.Vae;

/// <summary>The laws N(mu_i, diag sigma_i^2) that an encoder gives to points, against the prior N(0, I).</summary>
/// <param name="Means">mu, one row a point.</param>
/// <param name="Deviations">sigma, positive, one row a point.</param>
public sealed record Encoding(Points Means, Points Deviations)
{
    /// <summary>The number of points.</summary>
    public int Count => Means.Count;

    /// <summary>KL(N(mu_i, diag sigma_i^2) || N(0, I)) of each point, in nats.</summary>
    public double[] Divergences() =>
        // Near the prior rounding may leave less than 0, which no divergence is.
        PerPoint((mu, sigma) => Math.Max(0, (mu * mu + sigma * sigma - 1) / 2 - Math.Log(sigma)));

    /// <summary>W_2(N(mu_i, diag sigma_i^2), N(0, I)) of each point: sqrt(|mu_i|^2 + |sigma_i - 1|^2).</summary>
    public double[] PriorDistances() => Array.ConvertAll(PerPoint((mu, sigma) => mu * mu + (sigma - 1) * (sigma - 1)), Math.Sqrt);

    private double[] PerPoint(Func<double, double, double> term)
    {
        var sums = new double[Count];
        for (var i = 0; i < Count; i++)
        for (var j = 0; j < Means.Dimension; j++)
            sums[i] += term(Means[i][j], Deviations[i][j]);
        return sums;
    }
}
