using Theory.Probability.Schedules;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Simulation.Diffusions;

/// <summary>
/// What the diffusion bound's terms are made of on given points, measured once: the information I(J; X_t) at every horizon and cut, and the
/// divergence to the prior at every horizon. Objectives for any R and any of the cuts follow by arithmetic.
/// </summary>
public sealed class DiffusionTerms
{
    private readonly Points points;
    private readonly Diffusion diffusion;
    private readonly IReadOnlyList<double> grid;
    private readonly IReadOnlyList<double> cuts;
    private readonly PriorDivergence[] priors;
    private readonly InformationCurve information; // at the cuts, then at the grid

    private DiffusionTerms(
        Points points,
        Diffusion diffusion,
        IReadOnlyList<double> grid,
        IReadOnlyList<double> cuts,
        int draws,
        RandomStream stream
    )
    {
        (this.points, this.diffusion, this.grid, this.cuts) = (points, diffusion, grid, cuts);
        var ratios = cuts.Concat(grid).Select(diffusion.SignalToNoise).ToArray();
        if (!ratios.All(rho => rho > 0 && double.IsFinite(rho)))
            throw new ArgumentException(
                $"At some T up to {grid.Max()} the schedule '{diffusion.Schedule.Name}' leaves no signal that a double can hold; "
                    + "lower the largest T."
            );
        priors = [.. grid.Select(t => PriorDivergence.At(points, diffusion, t))];
        information = EmpiricalInformation.At(points, ratios, draws, stream);
    }

    /// <summary>Measures the terms.</summary>
    /// <param name="points">The points, as scaled for the diffusion.</param>
    /// <param name="schedule">The schedule, run over [0, T] without rescaling.</param>
    /// <param name="grid">The horizons T, each above every cut.</param>
    /// <param name="cuts">The times eps before which the score may be cut off, because its energy diverges there.</param>
    /// <param name="draws">Monte Carlo draws for T1 where quadrature does not serve.</param>
    /// <param name="stream">The randomness.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public static DiffusionTerms Over(
        Points points,
        Schedule schedule,
        IReadOnlyList<double> grid,
        IReadOnlyList<double> cuts,
        int draws,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(cuts);
        if (grid.Count == 0 || cuts.Count == 0)
            throw new ArgumentException($"The grid of {(grid.Count == 0 ? "T" : "eps")} is empty; it needs one value at least.");
        if (cuts.Where(eps => !(eps > 0 && double.IsFinite(eps))).ToArray() is [var bad, ..])
            throw new ArgumentException(
                Invariant($"eps = {bad} needs to be positive: the score's energy is infinite down to time 0.")
            );
        if (grid.Where(t => !(t > cuts.Max() && double.IsFinite(t))).ToArray() is [var odd, ..])
            throw new ArgumentException(
                Invariant($"T = {odd} is not above eps = {cuts.Max()}; take a larger T or a smaller eps.")
            );
        if (draws < 2)
            throw new ArgumentException($"{draws} Monte Carlo draw(s) are too few; take 2 or more.", nameof(draws));
        return new(points, new Diffusion(schedule), grid, cuts, draws, stream);
    }

    /// <summary>The objective over the grid.</summary>
    /// <param name="r">R, the sub-Gaussian constant of the loss: chosen, not estimated.</param>
    /// <param name="eps">One of the cuts.</param>
    /// <param name="log">The user's measurements of the loss and score norm at every T of the grid; null for none.</param>
    /// <exception cref="ArgumentException">R is not positive, eps is not among the cuts, or the log lacks a T.</exception>
    public DiffusionObjective Objective(double r, double eps, TrainingLog? log = null)
    {
        if (!(r > 0 && double.IsFinite(r)))
            throw new ArgumentException(Invariant($"R = {r} needs to be positive."), nameof(r));
        var cut = cuts.Index().Where(c => c.Item == eps).Select(c => (int?)c.Index).FirstOrDefault();
        if (cut is null)
            throw new ArgumentException(
                Invariant($"eps = {eps} was not measured; measured are {string.Join(", ", cuts)}."),
                nameof(eps)
            );
        Terms<string> summands = ["t1", "t2", "t3_per_sample", .. log is null ? (string[])[] : ["loss"]];
        return new(grid.Select((t, k) => Row(k, r, cut.Value, log?.At(t))).ToTerms(), summands, Reasons(r, eps, log));
    }

    /// <summary>How the best horizon moves with the two numbers that are chosen and not measured: each R with each cut.</summary>
    /// <exception cref="ArgumentException">An R is not positive, or the log lacks a T.</exception>
    public Terms<BestHorizon> Sensitivity(IReadOnlyList<double> rs, TrainingLog? log = null) =>
        rs.SelectMany(_ => cuts, (r, eps) => (r, eps, objective: Objective(r, eps, log)))
            .Select(o => new BestHorizon(o.r, o.eps, o.objective.Best.T, o.objective.BestAtEdge))
            .ToTerms();

    private ObjectiveRow Row(int k, double r, int cut, TrainingLogEntry? measured)
    {
        var t = grid[k];
        var (early, late) = (information.Values[cut], information.Values[cuts.Count + k]);
        var energy = measured?.ScoreNorm is { } norm
            ? new Estimate.Exact(GeneratorSurrogate.Energy(norm, diffusion, t))
            : GeneratorSurrogate.Energy(
                points.Dimension,
                (diffusion.SignalToNoise(cuts[cut]), diffusion.SignalToNoise(t)),
                (early, late)
            );
        var term1 = late.Affine(-1);
        var term2 = Math.Sqrt(2 * priors[k].Mean) * r;
        var perSample = GeneratorSurrogate.Term(energy, r, points.Count);
        return new(
            t,
            term1,
            term2,
            Math.Sqrt(2) * r * priors[k].MeanRoot,
            GeneratorSurrogate.Term(energy, r, 1),
            perSample,
            measured?.Loss,
            Estimate.Sum(term1, new Estimate.Exact(term2 + (measured?.Loss ?? 0)), perSample),
            information.Method
        );
    }

    private Terms<string> Reasons(double r, double eps, TrainingLog? log) =>
        [
            "the bound takes expectations over samples; these terms are those of the one sample at hand",
            Invariant(
                $"R = {r} is chosen, not estimated; with a Gaussian-type decoder the log-loss is sub-Gaussian for no finite R"
            ),
            Invariant($"times below eps = {eps} are cut off: the statement is about the data blurred by the diffusion up to eps"),
            log?.Entries.All(e => e.ScoreNorm is not null) == true
                ? "t3 takes the score's norm from the log; a mean norm is no upper bound of the root mean square along the reverse chain"
                : "t3 takes the norm of the exact score of the diffused data along them, not of the trained score along its reverse chain",
            Invariant(
                $"t3_per_sample divides by m = {points.Count}: proved for a reverse chain that starts independently of the data, "
            ) + "not from their encodings; t3_chain needs no such hypothesis",
            log is null
                ? "the score-matching loss is left out: the sum lacks the cost of learning the score"
                : "the loss is the log's; the bound needs the explicit score-matching loss with weight g^2 over [eps, T]",
            .. information.Values.Any(value => value is Estimate.Confidence)
                ? (string[])["t1 is known up to a confidence interval"]
                : [],
        ];
}

/// <summary>The best horizon for a choice of R and eps.</summary>
/// <param name="R">The sub-Gaussian constant.</param>
/// <param name="Eps">The cut.</param>
/// <param name="T">The horizon of the least sum.</param>
/// <param name="AtEdge">Whether it stands at an end of the grid.</param>
public sealed record BestHorizon(double R, double Eps, double T, bool AtEdge);
