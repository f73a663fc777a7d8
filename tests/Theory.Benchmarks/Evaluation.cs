using System.Runtime.CompilerServices;
using Theory.Symbolics.Compilation;
using Theory.Symbolics.Notation;
using static System.FormattableString;

namespace Theory.Benchmarks;

/// <summary>Evaluation at one point against C# written by hand, and on grids against NumPy.</summary>
internal static class Evaluation
{
    private const string Dynamics = "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m";
    private const string Diffusion = "(exp(-2*T)*q + d*(-exp(-2*T) - log(1 - exp(-2*T))))/2";
    private const string Rate = "n^(-2/5) + m^(-4/5)";
    private const int Points = 1_000_000;

    public static IEnumerable<Row> Rows()
    {
        yield return Point(
            "one point of " + Dynamics,
            Dynamics,
            ["tau", "m", "n"],
            [2.5, 300, 1000],
            at => ByHand(at[0], at[1], at[2])
        );
        yield return Point(
            "one point of the diffusion term",
            Diffusion,
            ["T", "q", "d"],
            [0.7, 3, 64],
            at => ByHandDiffusion(at[0], at[1], at[2])
        );
        yield return Grid(
            Dynamics,
            ["tau", "m", "n"],
            [300, 1000],
            "t2 = tau*tau; t2*t2/(m*n) + t2*tau/(m*m) + 1/tau + 1/m",
            Machine.Copying(Points)
        );
        yield return Grid(
            Diffusion,
            ["T", "q", "d"],
            [3, 64],
            "(np.exp(-2*T)*q + d*(-np.exp(-2*T) - np.log(1 - np.exp(-2*T))))/2",
            Machine.Elementary(Points)
        );
        // A power is an exponential of a logarithm.
        yield return Grid(Rate, ["n", "m"], [300], "n**(-2/5) + m**(-4/5)", Machine.Elementary(Points));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ByHand(double tau, double m, double n) =>
        tau * tau * tau * tau / (m * n) + tau * tau * tau / (m * m) + 1 / tau + 1 / m;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ByHandDiffusion(double t, double q, double d)
    {
        var a = Math.Exp(-2 * t);
        return (a * q + d * (-a - Math.Log(1 - a))) / 2;
    }

    private static Row Point(string work, string text, string[] names, double[] at, Func<double[], double> byHand)
    {
        var compiled = Infix.Parse(text).Compile(names);
        var sum = 0.0;
        // A thousand points a call, so that calling the measured action does not count.
        var times = Measure.Together(
            () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    at[0] = 0.5 + i * 1e-3;
                    sum += compiled.Evaluate(at);
                }
            },
            () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    at[0] = 0.5 + i * 1e-3;
                    sum -= byHand(at);
                }
            }
        );
        return new(work, times[0] / 1000, "C# by hand", times[1] / 1000, times[1] / 1000);
    }

    private static Row Grid(string text, string[] names, double[] others, string python, double least)
    {
        var compiled = Infix.Parse(text).Compile(names);
        var grid = Enumerable.Range(0, Points).Select(i => 0.1 + i * 5e-6).ToArray();
        var values = new double[Points];
        ReadOnlyMemory<double>[] columns = [grid, .. others.Select(v => (ReadOnlyMemory<double>)new[] { v })];
        var ours = Measure.Seconds(() => compiled.Evaluate(columns, values));
        var fixedOnes = string.Join("; ", names.Skip(1).Zip(others, (name, value) => Invariant($"{name} = {value:F1}")));
        var setup = Invariant($"import numpy as np; {names[0]} = 0.1 + np.arange({Points})*5e-6; {fixedOnes}");
        return new($"10^6 points of {text}", ours, "NumPy, one core", Python.Seconds(setup, python), least);
    }
}
