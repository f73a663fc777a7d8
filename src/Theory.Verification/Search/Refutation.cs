using System.Globalization;
using Theory.Simulation.Randomness;

namespace Theory.Verification.Search;

/// <summary>Detect by climbing, simplify, confirm: what makes a search a verdict.</summary>
public static class Refutation
{
    /// <summary>Searches worlds within a budget of trials, and completes a verdict by what was found.</summary>
    public static Verdict Attempt<TWorld>(
        IWorlds<TWorld> worlds,
        Verdict verdict,
        long trials,
        RandomStream stream,
        IProgress<long>? progress = null,
        int threads = -1,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(worlds);
        ArgumentNullException.ThrowIfNull(verdict);
        var climbed = Climb.Search(worlds, trials, stream, progress, threads, stop);
        verdict = verdict with
        {
            Decision = Decision.NotRefuted,
            Trials = climbed.Trials,
            Violations = climbed.Violations,
            AboveHalf = climbed.AboveHalf,
            WorstRatio = climbed.Ratio,
            Truncated = stop.IsCancellationRequested && climbed.Trials < trials,
        };
        if (double.IsNegativeInfinity(climbed.Ratio))
            return verdict with
            {
                Decision = Decision.NotFalsifiable,
                WorstRatio = double.NaN,
                Evidence = "in no world that was drawn do the assumptions hold and have both sides a value",
            };
        var worst = worlds.Judge(climbed.Best);
        if (!worst.Violates)
            return verdict with
            {
                Decision = climbed.Undecided > 0 ? Decision.Inconclusive : Decision.NotRefuted,
                Evidence =
                    (
                        climbed.Undecided > 0
                            ? string.Create(
                                CultureInfo.InvariantCulture,
                                $"above 1 by more than {Climb.Rounding:R} in double precision, which enclosures neither confirm nor exclude, in the worst world of {climbed.Undecided} chains; worst otherwise: "
                            )
                        : climbed.Ratio == 0 ? "no world was found with a left side above 0 under a finite right side; worst: "
                        : "worst: "
                    ) + Sides(worst),
                WorstWorld = worst.World,
            };
        var simplest = worlds.Judge(Climb.Simplest(worlds, climbed.Best));
        var shown = simplest.Violates ? simplest : worst;
        return verdict with
        {
            Decision = Decision.Refuted,
            Evidence = $"{worlds.Certainty}: {Sides(shown)}",
            WorstWorld = shown.World,
            Counterexample = new Counterexample(shown.World, shown.Left.Lower, shown.Right.Upper),
        };
    }

    private static string Sides(Finding finding) => $"left in {finding.Left}, right in {finding.Right}";
}
