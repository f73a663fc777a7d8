using System.Globalization;
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

    /// <summary>The terms at each T.</summary>
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
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(grid);
        Validate(grid, r, eps, draws);
        var diffusion = new Diffusion(schedule);
        var ratios = grid.Prepend(eps).Select(diffusion.SignalToNoise).ToArray();
        if (ratios.Any(rho => !(rho > 0 && double.IsFinite(rho))))
            throw new ArgumentException(
                $"At some T up to {grid.Max()} the schedule '{schedule.Name}' leaves no signal that a double can hold; lower the largest T."
            );
        var curve = EmpiricalInformation.At(points, ratios, draws, stream);
        var rows = grid.Select((t, k) => Row(points, diffusion, t, r, log?.At(t), ratios, curve, k + 1)).ToTerms();
        return new(rows, Sums(log), Why(r, eps, log, curve, points.Count));
    }

    private static ObjectiveRow Row(
        Points points,
        Diffusion diffusion,
        double t,
        double r,
        TrainingLogEntry? measured,
        double[] ratios,
        InformationCurve curve,
        int k
    )
    {
        var prior = PriorDivergence.At(points, diffusion, t);
        var energy = measured?.ScoreNorm is { } norm
            ? new Estimate.Exact(GeneratorSurrogate.Energy(norm, diffusion, t))
            : GeneratorSurrogate.Energy(points.Dimension, (ratios[0], ratios[k]), (curve.Values[0], curve.Values[k]));
        var term1 = curve.Values[k].Affine(-1);
        var term2 = Math.Sqrt(2 * prior.Mean) * r;
        var perSample = GeneratorSurrogate.Term(energy, r, points.Count);
        var rest = new Estimate.Exact(term2 + (measured?.Loss ?? 0));
        return new(
            t,
            term1,
            term2,
            Math.Sqrt(2) * r * prior.MeanRoot,
            GeneratorSurrogate.Term(energy, r, 1),
            perSample,
            measured?.Loss,
            Estimate.Sum(term1, rest, perSample),
            curve.Method
        );
    }

    private static void Validate(IReadOnlyList<double> grid, double r, double eps, int draws)
    {
        if (grid.Count == 0)
            throw new ArgumentException("The grid of T is empty; it needs one value at least.", nameof(grid));
        if (!(eps > 0 && double.IsFinite(eps)))
            throw new ArgumentException(
                $"eps = {eps} needs to be positive: the score's energy is infinite down to time 0.",
                nameof(eps)
            );
        if (
            grid.FirstOrDefault(t => !(t > eps && double.IsFinite(t)), eps + 1) is var odd
            && !(odd > eps && double.IsFinite(odd))
        )
            throw new ArgumentException($"T = {odd} is not above eps = {eps}; take a larger T or a smaller eps.", nameof(grid));
        if (!(r > 0 && double.IsFinite(r)))
            throw new ArgumentException($"R = {r} needs to be positive.", nameof(r));
        if (draws < 2)
            throw new ArgumentException($"{draws} Monte Carlo draw(s) are too few; take 2 or more.", nameof(draws));
    }

    private static Terms<string> Sums(TrainingLog? log) =>
        log is null ? ["t1", "t2", "t3_per_sample"] : ["t1", "t2", "t3_per_sample", "loss"];

    private static Terms<string> Why(double r, double eps, TrainingLog? log, InformationCurve curve, int m)
    {
        string In(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        return
        [
            "the bound takes expectations over samples; these terms are those of the one sample at hand",
            In($"R = {r} is chosen, not estimated; with a Gaussian-type decoder the log-loss is sub-Gaussian for no finite R"),
            In($"times below eps = {eps} are cut off: the statement is about the data blurred by the diffusion up to eps"),
            log?.Entries.All(e => e.ScoreNorm is not null) == true
                ? "t3 takes the score's norm from the log; a mean norm is no upper bound of the root mean square along the reverse chain"
                : "t3 takes the norm of the exact score of the diffused data along them, not of the trained score along its reverse chain",
            In(
                $"t3_per_sample divides by m = {m}: proved for a reverse chain that starts independently of the data, not from their encodings; "
            ) + "t3_chain needs no such hypothesis",
            log is null
                ? "the score-matching loss is left out: the sum lacks the cost of learning the score"
                : "the loss is the log's; the bound needs the explicit score-matching loss with weight g^2 over [eps, T]",
            .. curve.Values.Any(value => value is Estimate.Confidence)
                ? (IEnumerable<string>)["t1 is known up to a confidence interval"]
                : [],
        ];
    }
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
