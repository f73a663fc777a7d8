using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Theory.Cli.Line;
using Theory.Cli.Verbs;
using Theory.Verification.Experiments;
using Theory.Verification.Sweeps;

namespace Theory.Cli.Tests;

/// <summary>Ctrl-C, and what a system sends before it kills: no verb goes on, and none leaves anything behind that is half done.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-interrupted-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Lines of verbs that have nothing to keep; {it} is what keeps them busy.
    private static readonly string[] Lines =
    [
        "limit {it} --var x --to inf",
        "series {it} --var x --at 0",
        "simplify {it}",
        "expand {it}",
        "diff {it} --var x",
        "depends {it} --on x",
        "rate {it} --min x",
        "optimize {it} --min x",
        "solve {it} --below 1 --for x",
        "compare {it} x",
        "prove {it}",
        "show {it}",
        "latex {it}",
        "export {it}",
        "compose {it}",
    ];

    /// <summary>The lines.</summary>
    public static TheoryData<string> LinesOfVerbsThatKeepNothing => [.. Lines];

    [Fact]
    public void Every_verb_keeps_what_is_done_or_is_left_at_once()
    {
        // Those read nothing that could hold them up; data are not read from pipes.
        string[] idle = ["list", "doctor", "memorization", "select-time"];
        Assert.Equal(
            AllVerbs.Make().Where(verb => !verb.HeedsStop).Select(verb => verb.Name).Except(idle).Order(StringComparer.Ordinal),
            Lines.Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal)
        );
    }

    // A pipe that nobody fills holds a verb up for as long as one likes, on any machine.
    [Theory, MemberData(nameof(LinesOfVerbsThatKeepNothing))]
    public async Task A_verb_that_keeps_nothing_is_left_at_once(string line)
    {
        if (OperatingSystem.IsWindows())
            return;
        var pipe = Path.Combine(folder, "pipe.json");
        using (var made = Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync();
        var args = line.Replace("{it}", "@" + pipe, StringComparison.Ordinal).Split(' ');
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var run = Task.Run(() => CommandLine.Run(args, new(output, error), stop.Token));
        // Opens when the verb has begun to read.
        await using (var held = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            Assert.False(run.IsCompleted);
            await stop.CancelAsync();
            Assert.Equal(ExitCode.Interrupted, await run.WaitAsync(TimeSpan.FromMinutes(5)));
        }
        Assert.Equal(("", "interrupted\n"), (output.ToString(), error.ToString()));
    }

    [Theory]
    [InlineData("memorization --train examples/data/digits.csv --generated examples/data/digits.csv --label last")]
    [InlineData("select-time --data examples/data/digits.csv --label last --grid 2 --draws 20")]
    public void Work_on_data_is_left_at_once(string line)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Interrupted, CommandLine.Run(line.Split(' '), new(output, error), stop.Token));
        Assert.Equal(("", "interrupted\n"), (output.ToString(), error.ToString()));
    }

    // Interrupts when it is told how far a work has come.
    private sealed class Interrupting(CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains('%', StringComparison.Ordinal) == true)
                stop.Cancel();
        }
    }

    private static (ExitCode Code, string Out, string Error) InterruptedAtFirstProgress(params string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new Interrupting(stop) { NewLine = "\n" };
        var code = CommandLine.Run(args, new(output, error, ShowsProgress: true), stop.Token);
        Assert.EndsWith("interrupted\n", error.ToString(), StringComparison.Ordinal);
        return (code, output.ToString(), error.ToString());
    }

    // A store of so many results, all but the first copies of it under other keys.
    private string StoreOf(string name, int cells)
    {
        var path = Path.Combine(folder, name);
        var experiment = Experiment.Get("attack");
        using (var store = ResultStore.Open(path))
            store.Add(new(experiment, experiment.Complete(Parameters.None), Seed: 0), new Measurement([("x", 1)], []));
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var copy = connection.CreateCommand();
        copy.CommandText = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            INSERT INTO cells SELECT printf('%032x', i), experiment, version, provider, parameters, i, result FROM cells, n LIMIT $copies
            """;
        copy.Parameters.AddWithValue("$copies", cells - 1);
        copy.ExecuteNonQuery();
        return path;
    }

    [Fact]
    public void An_interrupted_merge_leaves_a_store_that_the_next_one_completes()
    {
        var (a, b, merged) = (StoreOf("a.db", 1200), StoreOf("b.db", 1300), Path.Combine(folder, "merged.db"));
        var cut = InterruptedAtFirstProgress("merge", a, b, "-o", merged, "--json");
        Assert.Equal(ExitCode.Interrupted, cut.Code);
        var document = JsonNode.Parse(cut.Out)!;
        Assert.True((bool)document["truncated"]!);
        var kept = (long)document["result"]!["cells"]!;
        Assert.InRange(kept, 1, 1299);
        using (var store = ResultStore.Open(merged))
            Assert.Equal(kept, store.All().Count);
        var whole = Ran.Theory("merge", a, b, "-o", merged, "--json");
        Assert.Equal((ExitCode.Done, kept, 1300L), (whole.Code, (long)whole.Result["before"]!, (long)whole.Result["cells"]!));
    }

    [Fact]
    public void An_interrupted_check_keeps_what_is_done()
    {
        var cut = InterruptedAtFirstProgress("check", "chen2025:vae-averaged", "--trials", "2000000000", "--json");
        Assert.Equal(ExitCode.Interrupted, cut.Code);
        Assert.Equal("not-refuted", (string)JsonNode.Parse(cut.Out)!["result"]!["verdict"]!);
    }

    [Fact]
    public void A_merge_of_stores_that_are_not_there_makes_none()
    {
        var merged = Path.Combine(folder, "merged.db");
        Ran.Theory("merge", StoreOf("a.db", 1), Path.Combine(folder, "b.db"), "-o", merged)
            .IsRefusedSaying("There is no store", "b.db", "'theory sweep'");
        Assert.False(File.Exists(merged));
    }

    [Fact]
    public void An_interrupted_report_leaves_no_page_and_the_store_closed()
    {
        var (store, page) = (StoreOf("a.db", 100), Path.Combine(folder, "report.html"));
        var cut = InterruptedAtFirstProgress("report", store, "-o", page);
        Assert.Equal((ExitCode.Interrupted, ""), (cut.Code, cut.Out));
        Assert.False(File.Exists(page));
        Assert.False(File.Exists(store + "-wal"));
    }

    [Theory]
    [InlineData("eval x --grid x=1:2:5", "truncated")]
    [InlineData("eval x*y --grid x=1:2:5 --grid y=1:2:5 --latex", "tabular")]
    [InlineData("demo", "truncated")]
    [InlineData("power chen2025:vae-averaged", "truncated")]
    public void What_is_done_is_printed_though_it_be_nothing(string line, string word)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Interrupted, CommandLine.Run(line.Split(' '), new(output, error), stop.Token));
        Assert.Equal("interrupted\n", error.ToString());
        Assert.Contains(word, output.ToString(), StringComparison.Ordinal);
    }

    // It takes more than ten seconds of processor, and looks at nothing while it does.
    [Fact]
    public async Task Algebra_in_the_midst_of_its_work_ends_at_once_when_the_system_asks()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = Process.Start(Spawned.Theory("series ((2/5+x)*(c+x*x))^x --var x --at 0+ --terms 6"))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await Spawned.Signal(process, "TERM", TimeSpan.FromSeconds(1));
        for (var before = Spawned.Spent(process); !process.HasExited; await Task.Delay(50))
            Assert.True(Spawned.Spent(process) - before < TimeSpan.FromSeconds(5) || process.HasExited);
        Assert.Equal(((int)ExitCode.Interrupted, "", "interrupted\n"), (process.ExitCode, await output, await error));
    }
}
