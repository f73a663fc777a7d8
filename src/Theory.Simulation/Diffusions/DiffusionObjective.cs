using Theory.Probability.Schedules;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// The diffusion bound's computable terms over the horizon T on given points: T1 + T2 + T3 (+ loss), an objective for choosing T
/// (Chen et al. 2025, section 6). It is no certified bound; <see cref="Reasons"/> says why.
/// </summary>
/// <param name="Rows">One row for each T, in the order asked for.</param>
/// <param name="Summands">Which terms the sum adds.</param>
/// <param name="Reasons">Why the sum is an objective and not a certified bound.</param>
public sealed record DiffusionObjective(Terms<ObjectiveRow> Rows, Terms<string> Summands, Terms<string> Reasons)
{
    /// <summary>The row of the least sum.</summary>
    public ObjectiveRow Best => Rows.MinBy(row => row.Sum.Value)!;

    /// <summary>Whether the least sum stands at an end of the grid, so that a better T may lie outside it.</summary>
    public bool BestAtEdge => Best.T == Rows.Min(row => row.T) || Best.T == Rows.Max(row => row.T);

    /// <summary>The objective for one R and one cut; <see cref="DiffusionTerms"/> serves several from one measurement.</summary>
    /// <param name="points">The points, as scaled for the diffusion.</param>
    /// <param name="schedule">The schedule, run over [0, T] without rescaling.</param>
    /// <param name="grid">The horizons, each above <paramref name="eps"/>.</param>
    /// <param name="r">R, the sub-Gaussian constant of the loss: chosen, not estimated.</param>
    /// <param name="eps">The time before which the score is cut off, because its energy diverges there.</param>
    /// <param name="draws">Monte Carlo draws for T1 where quadrature does not serve.</param>
    /// <param name="stream">The randomness.</param>
    /// <param name="log">The user's measurements of the loss and score norm at every T of the grid; null for none.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range, or the log lacks a T.</exception>
    public static DiffusionObjective Over(
        Points points,
        Schedule schedule,
        IReadOnlyList<double> grid,
        double r,
        double eps,
        int draws,
        RandomStream stream,
        TrainingLog? log = null
    ) => DiffusionTerms.Over(points, schedule, grid, [eps], draws, stream).Objective(r, eps, log);
}

/// <summary>The terms at one horizon.</summary>
/// <param name="T">The horizon.</param>
/// <param name="T1">T1 = -I(J; X_T), nats: between -log m and 0.</param>
/// <param name="T2">sqrt(2) R times the root of the mean divergence to the prior: the statement's term.</param>
/// <param name="T2MeanRoot">The same with the mean of the roots: what the published code computes.</param>
/// <param name="T3Chain">sqrt(2) R times the root of the score's energy.</param>
/// <param name="T3PerSample">The same with the energy divided by m.</param>
/// <param name="Loss">The loss of the user's log.</param>
/// <param name="Sum">T1 + T2 + T3PerSample (+ Loss).</param>
/// <param name="Method">How T1 was computed.</param>
public sealed record ObjectiveRow(
    double T,
    Estimate T1,
    double T2,
    double T2MeanRoot,
    Estimate T3Chain,
    Estimate T3PerSample,
    double? Loss,
    Estimate Sum,
    string Method
);
