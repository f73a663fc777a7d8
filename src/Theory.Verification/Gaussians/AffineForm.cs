namespace Theory.Verification.Gaussians;

/// <summary>A Gaussian variable as a constant plus a combination of independent standard noises.</summary>
/// <param name="Constant">The mean.</param>
/// <param name="Noise">The coefficients of the noises, in the order in which those were drawn.</param>
internal sealed record AffineForm(double Constant, double[] Noise)
{
    public static AffineForm operator +(AffineForm a, AffineForm b) => Combined(a, 1, b);

    public static AffineForm operator -(AffineForm a, AffineForm b) => Combined(a, -1, b);

    public static AffineForm operator *(double factor, AffineForm a) =>
        new(factor * a.Constant, Array.ConvertAll(a.Noise, x => factor * x));

    /// <summary>A fresh standard noise.</summary>
    public static AffineForm Fresh(int number)
    {
        var noise = new double[number + 1];
        noise[number] = 1;
        return new AffineForm(0, noise);
    }

    /// <summary>What is known when the first noises are.</summary>
    public AffineForm Given(int known) => new(Constant, Noise[..Math.Min(known, Noise.Length)]);

    /// <summary>The covariance that noises from a number on make.</summary>
    public static double Covariance(AffineForm a, AffineForm b, int from = 0)
    {
        var sum = 0.0;
        for (var k = from; k < Math.Min(a.Noise.Length, b.Noise.Length); k++)
            sum += a.Noise[k] * b.Noise[k];
        return sum;
    }

    private static AffineForm Combined(AffineForm a, double factor, AffineForm b)
    {
        var noise = new double[Math.Max(a.Noise.Length, b.Noise.Length)];
        a.Noise.CopyTo(noise, 0);
        for (var k = 0; k < b.Noise.Length; k++)
            noise[k] += factor * b.Noise[k];
        return new AffineForm(a.Constant + factor * b.Constant, noise);
    }
}
