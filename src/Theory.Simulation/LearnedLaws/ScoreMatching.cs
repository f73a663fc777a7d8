using MathNet.Numerics.Integration;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.LearnedLaws;

/// <summary>
/// The explicit score-matching loss <c>(1/2) int_eps^T g^2 E_(p_t) |s_theta - grad log p_t|^2 dt</c>. With weight g^2 it is Girsanov's
/// KL between the path laws of the two reverse SDEs from one start, so with KL(p_T || prior) it bounds KL(p_eps || learned law).
/// </summary>
public static class ScoreMatching
{
    private const int TimeNodes = 64;

    /// <summary>
    /// The loss by Gauss-Legendre nodes in time and independent draws of p_t at each. The integrand is unbounded, so no interval is claimed.
    /// </summary>
    public static Estimate Explicit(ReverseDiffusion model, IDiffusible data, int draws, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        model.CheckTimes();
        var rule = new GaussLegendreRule(model.Eps, model.Horizon, TimeNodes);
        var loss = rule
            .Abscissas.Zip(rule.Weights)
            .Index()
            .Sum(node =>
            {
                var ((t, weight), k) = (node.Item, node.Index);
                var law = data.At(model.Diffusion, t);
                return weight
                    * model.Diffusion.NoiseRate(t)
                    / 2
                    * SquaredError(model, law, law.Sample(draws, stream.Child("time", k)), t);
            });
        return new Estimate.Biased(loss, "the squared score error is unbounded, so a mean of draws has no sure interval");
    }

    /// <summary>The loss on the line by quadrature in time and over the cells of a grid that holds every p_t.</summary>
    /// <exception cref="ArgumentException">The data are not on the line.</exception>
    public static Estimate ExplicitOnLine(ReverseDiffusion model, IDiffusible data, double from, double to, int cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        model.CheckTimes();
        var width = GridLaw.StepOf(from, to, cells);
        var nodes = Points.Generate(cells + 1, 1, (i, row) => row[0] = from + i * width);
        double At(int order)
        {
            var rule = new GaussLegendreRule(model.Eps, model.Horizon, order);
            return rule
                .Abscissas.Zip(rule.Weights, (t, weight) => weight * model.Diffusion.NoiseRate(t) / 2 * MeanError(t))
                .Sum();
        }
        double MeanError(double t)
        {
            var law = data.At(model.Diffusion, t);
            var learned = model.Score(nodes, t);
            var errors = new double[nodes.Count];
            Parallel.For(
                0,
                errors.Length,
                i =>
                {
                    var score = new double[1];
                    var density = Math.Exp(law.LogDensityAndScore(nodes[i], score));
                    errors[i] = density * (learned[i][0] - score[0]) * (learned[i][0] - score[0]);
                }
            );
            return errors.Sum() * width;
        }
        var fine = At(TimeNodes);
        return new Estimate.Exact(fine, Math.Abs(fine - At(TimeNodes / 2)));
    }

    private static double SquaredError(ReverseDiffusion model, ContinuousLaw law, Points points, double t)
    {
        var learned = model.Score(points, t);
        var errors = new double[points.Count];
        Parallel.For(
            0,
            errors.Length,
            i =>
            {
                var score = law.Score(points[i]);
                for (var k = 0; k < score.Length; k++)
                    errors[i] += (learned[i][k] - score[k]) * (learned[i][k] - score[k]);
            }
        );
        return errors.Sum() / points.Count;
    }
}
