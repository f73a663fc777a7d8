using Theory.Bounds;

namespace Theory.Verification.Experiments;

/// <summary>Attacks on the catalog as experiments.</summary>
public static class Attacks
{
    /// <summary>An attack on one bound.</summary>
    public static Experiment Attack { get; } =
        new(
            "attack",
            1,
            "The greatest left over right of a bound over searched worlds, and whether one refutes it.",
            Parameters.None.With("bound", "chen2025:vae-averaged").With("trials", "10000"),
            (parameters, seed, progress, stop) =>
            {
                var verdict = Check.Attack(
                    Catalog.Get(parameters.Text("bound")),
                    parameters.Integer("trials"),
                    seed,
                    progress: progress.Of(parameters.Integer("trials")),
                    threads: 1,
                    stop: stop
                );
                return new Measurement(
                    [
                        ("trials", verdict.Trials),
                        ("violations", verdict.Violations),
                        ("worstRatio", verdict.WorstRatio),
                        ("aboveHalf", verdict.AboveHalf),
                    ],
                    [("verdict", verdict.Word), ("evidence", verdict.Evidence), ("worstWorld", verdict.WorstWorld)]
                )
                {
                    IsPartial = verdict.Truncated,
                };
            }
        )
        {
            Quick = Parameters.None.With("trials", "1000"),
        };
}
