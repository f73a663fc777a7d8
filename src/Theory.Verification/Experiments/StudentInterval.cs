using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;

namespace Theory.Verification.Experiments;

/// <summary>A mean and half the width of Student's 99 % interval around it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Half">Half the width; infinite for one value.</param>
internal readonly record struct StudentInterval(double Mean, double Half)
{
    private const double Confidence = 0.99;

    /// <summary>Of independent values, such as the differences of pairs.</summary>
    public static StudentInterval Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var moments = Moments.Of(all);
        var quantile = all.Length < 2 ? double.PositiveInfinity : StudentT.InvCDF(0, 1, all.Length - 1, (1 + Confidence) / 2);
        return new(moments.Mean, all.Length < 2 ? quantile : quantile * Math.Sqrt(moments.Variance / all.Length));
    }

    /// <summary>Whether all of it lies above 0.</summary>
    public bool IsPositive => Mean - Half > 0;
}
