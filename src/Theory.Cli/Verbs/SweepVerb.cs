using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Verification.Sweeps;

namespace Theory.Cli.Verbs;

/// <summary><c>theory sweep</c>: a grid of experiments into a store, resumable and in parts.</summary>
internal static class SweepVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var spec = new Argument<string>("SPEC.json")
        {
            Description = """{"experiment": "attack", "seeds": [1, 2], "grid": {"trials": [1000]}}""",
        };
        var store = Arguments.Required("--store", "FILE.db", "The store of results; made where there is none");
        var shard = new Option<string?>("--shard") { HelpName = "i/N", Description = "Only part i of N equal parts" };
        var slurm = new Option<int?>("--slurm")
        {
            HelpName = "N",
            Description = "Print the script of a Slurm job array of N tasks instead (to a file with --out)",
        };
        var algebra = new LinearAlgebraOption();
        var limit = Budget.Option();
        return new(
            "sweep",
            "A grid of experiments into a store: stopped or killed, the next run goes on where it ended; processes may share a store",
            "theory sweep examples/data/sweep.json --store results.db",
            [spec, store, shard, slurm, algebra.Choice, limit],
            input =>
            {
                var (path, results) = (input.Of(spec), input.Of(store));
                var whole = SweepSpec.Parse(File.ReadAllText(path));
                if (input.Of(slurm) is < 1 and var none)
                    throw new ArgumentException(
                        $"--slurm {none} is no number of tasks.\nGive one at least, such as --slurm 100."
                    );
                if (input.Of(slurm) is { } tasks)
                    return Script(path, results, tasks, input.Of(algebra.Choice));
                algebra.Use(input);
                var part = input.Of(shard) is { } text ? Part(whole, text) : whole;
                using var budget = new Budget(input, limit);
                using var progress = new Progress(input with { Stop = default }, "sweeping");
                var before = Environment.CpuUsage.TotalTime;
                var (done, stored) = Run(part, results, new Shares(progress), budget.Stop);
                var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                return Report(done, results, new(done.Computed, seconds, stored, new FileInfo(results).Length));
            }
        )
        {
            HeedsStop = true,
        };
    }

    // The store is closed at the end, so that its file holds all that its log held.
    private static (SweepProgress Done, long Stored) Run(
        SweepSpec spec,
        string path,
        IProgress<SweepProgress> progress,
        CancellationToken stop
    )
    {
        using var store = ResultStore.Open(path);
        return (Sweep.Run(spec, store, progress, stop), store.Count);
    }

    private static SweepSpec Part(SweepSpec whole, string text)
    {
        var numbers = text.Split('/');
        if (
            numbers.Length != 2
            || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            || part < 1
            || part > parts
        )
            throw new ArgumentException($"--shard '{text}' is no part of a whole.\nWrite i/N with i from 1 to N, such as 2/8.");
        return whole.Shard(part, parts);
    }

    private static Report Script(string spec, string store, int tasks, string blas)
    {
        var script = Sweep.SlurmScript(ThisProgram.Command, spec, store, tasks, $"--blas {blas}");
        return new(new JsonObject { ["tasks"] = tasks, ["script"] = script }, new Block.Verbatim(script));
    }

    private static Report Report(SweepProgress done, string store, SweepCost cost) =>
        new(
            new JsonObject
            {
                ["store"] = store,
                ["cells"] = done.Cells,
                ["found"] = done.Found,
                ["computed"] = done.Computed,
                ["complete"] = done.IsComplete,
                ["cost"] = cost.Result,
            },
            new Block.Fields([
                ("store", store),
                ("cells", (long)done.Cells),
                ("found in the store", (long)done.Found),
                ("computed now", (long)done.Computed),
                ("still to do", (long)(done.Cells - done.Found - done.Computed)),
                .. cost.Shown,
            ])
        )
        {
            IsTruncated = !done.IsComplete,
        };

    private sealed class Shares(IProgress<double> whole) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) =>
            whole.Report((value.Found + value.Computed) / (double)Math.Max(1, value.Cells));
    }
}
