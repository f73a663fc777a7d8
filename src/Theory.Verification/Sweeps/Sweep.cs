using Theory.Verification.Experiments;

namespace Theory.Verification.Sweeps;

/// <summary>How a sweep went.</summary>
/// <param name="Cells">How many cells it has.</param>
/// <param name="Found">How many were stored before.</param>
/// <param name="Computed">How many were computed now.</param>
public sealed record SweepProgress(int Cells, int Found, int Computed)
{
    /// <summary>Whether every cell is stored.</summary>
    public bool IsComplete => Found + Computed == Cells;
}

/// <summary>Running a grid of experiments into a store.</summary>
public static class Sweep
{
    /// <summary>
    /// Computes the cells that the store does not hold, each stored as soon as it is known. Stopped or killed, the next run goes on
    /// where this one ended. Processes that share a store skip what another one has stored meanwhile.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static SweepProgress Run(
        SweepSpec spec,
        ResultStore store,
        IProgress<SweepProgress>? progress = null,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(store);
        var done = new SweepProgress(spec.Cells.Count, 0, 0);
        // Processes begin at different cells, so that they seldom compute the same one.
        var start = spec.Cells.Count == 0 ? 0 : Environment.ProcessId % spec.Cells.Count;
        foreach (var cell in spec.Cells.Skip(start).Concat(spec.Cells.Take(start)))
        {
            if (stop.IsCancellationRequested)
                break;
            if (store.Contains(cell.Key))
                done = done with { Found = done.Found + 1 };
            else
            {
                if (Result(cell, stop) is not { } result)
                    break;
                store.Add(cell, result);
                done = done with { Computed = done.Computed + 1 };
            }
            progress?.Report(done);
        }
        return done;
    }

    // The result of a cell, or null where the person interrupted it.
    private static Measurement? Result(Cell cell, CancellationToken stop)
    {
        try
        {
            var result = cell.Experiment.Run(cell.Parameters, cell.Seed, Progressing.Unheard, stop);
            return result.IsPartial ? null : result;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// The script of a Slurm job array, one part of the sweep per task, each into a store of its own; a last job merges them.
    /// </summary>
    /// <param name="command">How to run the command <c>theory</c>.</param>
    /// <param name="spec">The path of the sweep's file.</param>
    /// <param name="store">The path of the merged store, without quotes in it.</param>
    /// <param name="parts">How many tasks.</param>
    /// <param name="options">Further options of <c>theory sweep</c>.</param>
    public static string SlurmScript(string command, string spec, string store, int parts, string options = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if ((spec + store).IndexOfAny(['"', '$', '`', '\\', '\n']) >= 0)
            throw new ArgumentException("Paths for Slurm may not contain quotes, dollar signs, backslashes or line breaks.");
        return $"""
            #!/bin/bash
            #SBATCH --job-name=theory-sweep
            #SBATCH --array=1-{parts}
            #SBATCH --cpus-per-task=1
            # Submit with: sbatch --parsable THIS_FILE, then merge with
            #   sbatch --dependency=afterok:JOB --wrap '{command} merge "{store}".part* -o "{store}"'
            # A task that was killed may be submitted again: it goes on where it ended.
            set -euo pipefail
            {command} sweep "{spec}" --store "{store}.part$SLURM_ARRAY_TASK_ID" --shard "$SLURM_ARRAY_TASK_ID/{parts}" {options}

            """;
    }
}
