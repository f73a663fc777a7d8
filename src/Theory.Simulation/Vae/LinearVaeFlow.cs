namespace Theory.Simulation.Vae;

/// <summary>
/// Gradient flow of one column of a linear decoder along a principal direction of the data, the encoder being exact at every time:
/// with u its squared length, lambda the data's variance there and s^2 the noise, <c>du/dt = 2 u (lambda - s^2 - u) / (u + s^2)^2</c>.
/// </summary>
/// <remarks>
/// The flow of W down the negative log-likelihood of N(0, W W' + s^2 I) keeps columns on the eigenvectors they start on, and each
/// then follows this law, whose time is elementary in u:
/// <c>2 t = u_0 - u + (s^4/a) log(u/u_0) - (lambda^2/a) log((a - u)/(a - u_0))</c> with a = lambda - s^2. Directions with lambda
/// below s^2 collapse: u goes to 0.
/// </remarks>
/// <param name="DataVariance">lambda, nonnegative.</param>
/// <param name="NoiseVariance">s^2, positive.</param>
/// <param name="Start">u at time 0, positive.</param>
public sealed record LinearVaeFlow(double DataVariance, double NoiseVariance, double Start)
{
    private double Gap => DataVariance - NoiseVariance;

    /// <summary>What u tends to: lambda - s^2, or 0 if that is negative.</summary>
    public double Limit => Math.Max(0, Gap);

    /// <summary>The time at which the squared length is <paramref name="squaredLength"/>, a number between start and limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The flow never has this squared length.</exception>
    public double TimeOf(double squaredLength)
    {
        var between = squaredLength > Math.Min(Start, Limit) && squaredLength < Math.Max(Start, Limit);
        return between || squaredLength == Start
            ? Time(squaredLength, Math.Log(squaredLength / Start), Math.Log((Gap - squaredLength) / (Gap - Start)))
            : throw new ArgumentOutOfRangeException(
                nameof(squaredLength),
                squaredLength,
                $"From {Start:R} the flow runs towards {Limit:R} and has only values between."
            );
    }

    /// <summary>The squared length at a time, by the monotone inverse of <see cref="TimeOf"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public double At(double time)
    {
        if (!(time >= 0))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A training time is nonnegative.");
        if (Start == Limit)
            return Start;
        // What is left of the way is e^-y of it: bisection in y resolves both ends.
        var (low, high) = (0.0, 700.0);
        for (var middle = 350.0; middle > low && middle < high; middle = (low + high) / 2)
            if (TimeLeaving(middle) < time)
                low = middle;
            else
                high = middle;
        return high == 700 ? Limit : Leaving(high);
    }

    private double Leaving(double y) => Limit + (Start - Limit) * Math.Exp(-y);

    private double TimeLeaving(double y)
    {
        var u = Leaving(y);
        return Limit > 0 ? Time(u, Math.Log(u / Start), -y) : Time(u, -y, Math.Log((Gap - u) / (Gap - Start)));
    }

    // With lambda^2 = s^4 + a (2 s^2 + a) the two logarithms meet as their difference over a, which tends to 1/u - 1/u_0 as a does to 0.
    private double Time(double u, double logLength, double logGap)
    {
        var slope = (Start - u) / (Start * (u - Gap));
        var difference =
            Gap == 0 ? slope
            : Math.Abs(Gap * slope) < 0.5 ? NearZero.LogP1(Gap * slope) / Gap
            : (logLength - logGap) / Gap;
        return (Start - u + NoiseVariance * NoiseVariance * difference - (2 * NoiseVariance + Gap) * logGap) / 2;
    }

    /// <summary>The negative log-likelihood that the direction adds, nats: (log c + lambda / c + log 2 pi) / 2, c = u + s^2.</summary>
    public double Loss(double squaredLength) =>
        (Math.Log(2 * Math.PI * (squaredLength + NoiseVariance)) + DataVariance / (squaredLength + NoiseVariance)) / 2;
}
