using MathNet.Numerics;

namespace Theory.Simulation.Training;

/// <summary>The standard Gaussian law on the line.</summary>
internal static class StandardNormal
{
    /// <summary>The density.</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The distribution function, accurate in both tails.</summary>
    public static double Distribution(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;
}
