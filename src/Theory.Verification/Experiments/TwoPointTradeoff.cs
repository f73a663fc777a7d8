using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The trade-off in T on two points, -1 and 1, where every term has a closed form: R = 1, and a score of norm 1 with m = 200 in T3.</summary>
internal static class TwoPointTradeoff
{
    private const double SubGaussian = 1;

    /// <summary>The terms at a horizon, the score loss left out.</summary>
    public sealed record LineTerms(double T, double T1, double T2, double T3, double Divergence)
    {
        public double Sum => T1 + T2 + T3;
    }

    /// <summary>The least sum, the terms over T as a table and a figure, and whether the minimum lies inside.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static (LineTerms Best, ResultTable Table, Plot Figure, Conclusion Interior) OnLine(CancellationToken stop)
    {
        var rows = Enumerable.Range(1, 20).Heeding(stop).Select(k => At(k / 10.0, true)).ToList();
        var (low, high) = (0.5, 1.3);
        for (var k = 0; k < 60; k++)
        {
            var (left, right) = (low + 0.382 * (high - low), high - 0.382 * (high - low));
            (low, high) = At(left, false).Sum < At(right, false).Sum ? (low, right) : (left, high);
        }
        var best = At((low + high) / 2, false);
        var interior = rows[0].Sum > best.Sum && rows[^1].Sum > best.Sum;
        return (
            best,
            ResultTable.Of(
                "two-points-over-T",
                ["$T$", "T1", "T2", "T3", "sum", "divergence with the exact score"],
                rows.Select(r => (IEnumerable<double>)[r.T, r.T1, r.T2, r.T3, r.Sum, r.Divergence])
            ),
            new Plot(
                "two-points-over-T",
                "Two points: the surrogate bound has an inner minimum, the divergence falls",
                new Axis("horizon $T$"),
                new Axis("nats"),
                [
                    PlotSeries.Line("sum", rows.Select(r => (r.T, r.Sum))),
                    PlotSeries.Of("T1", Mark.Dashed, rows.Select(r => (r.T, r.T1))),
                    PlotSeries.Of("T2", Mark.Dashed, rows.Select(r => (r.T, r.T2))),
                    PlotSeries.Of("T3", Mark.Dashed, rows.Select(r => (r.T, r.T3))),
                    PlotSeries.Of("divergence with the exact score", Mark.Points, rows.Select(r => (r.T, r.Divergence))),
                ]
            ),
            new(
                "the surrogate bound has its minimum inside, not at an end",
                interior ? Decision.NotRefuted : Decision.Refuted,
                Invariant($"least {best.Sum:G11} at T = {best.T:G9}")
            )
        );
    }

    private static LineTerms At(double t, bool withDivergence)
    {
        var usual = TrainedDiffusion.Usual;
        var pair = new PointLaw(Points.OnLine(-1, 1));
        var t1 = -EmpiricalInformation.At(pair.Points, [usual.SignalToNoise(t)], 2, RandomStream.Root(0)).Values[0].Value;
        var t2 = Math.Sqrt(2) * SubGaussian * Math.Sqrt(PriorDivergence.At(pair.Points, usual, t).Mean);
        var t3 = SubGaussian * Math.Sqrt(2 * GeneratorSurrogate.Energy(1, usual, t) / 200);
        return new(t, t1, t2, t3, withDivergence ? StartError(pair, t) : double.NaN);
    }

    // With the exact score only the start errs: KL of the blurred points from the learned law of the flow, by quadrature.
    private static double StartError(PointLaw pair, double t)
    {
        const double eps = 0.05;
        const int nodes = 161;
        var truth = pair.At(TrainedDiffusion.Usual, eps);
        var model = new ReverseDiffusion(pair.ScoreAlong(TrainedDiffusion.Usual), TrainedDiffusion.Usual, t, eps);
        var (reach, width) = (2.2, 4.4 / (nodes - 1));
        var grid = Points.Generate(nodes, 1, (i, row) => row[0] = -reach + i * width);
        var learned = FlowDensity.LogDensities(model, grid, 160);
        return learned.Select((log, i) => truth.LogDensity(grid[i]) is var p ? Math.Exp(p) * (p - log) * width : 0).Sum();
    }
}
