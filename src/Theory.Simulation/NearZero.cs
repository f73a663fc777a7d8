namespace Theory.Simulation;

/// <summary>
/// Functions that vanish at 0, accurate there: those of <see cref="double"/> of these names subtract 1 from, or add it to, a rounded number.
/// </summary>
internal static class NearZero
{
    /// <summary>e^x - 1, by Kahan's quotient, in which the errors of the two roundings cancel.</summary>
    public static double ExpM1(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x
            : power - 1 == -1 || double.IsInfinity(power) ? power - 1
            : (power - 1) * x / Math.Log(power);
    }

    /// <summary>log(1 + x), in the same way.</summary>
    public static double LogP1(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x
            : sum == 0 || double.IsInfinity(sum) ? Math.Log(sum)
            : Math.Log(sum) * x / (sum - 1);
    }
}
