using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Cli.Tests;

public sealed class ExperimentVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-experiment-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string InFolder(string name) => Path.Combine(folder, name);

    [Fact]
    public void The_list_names_every_experiment_with_its_parameters()
    {
        var listed = Ran.Theory("experiment", "--list", "--json").Result.AsArray();
        Assert.Equal(
            Experiment.All.Select(e => $"{e.Name}: {e.Defaults} ({e.Quick})"),
            listed.Select(e => $"{e!["name"]}: {Set(e["parameters"]!)} ({Set(e["quick"]!)})")
        );
        static string Set(JsonNode values) => string.Join(' ', values.AsObject().Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void The_same_experiment_gives_the_same_numbers_and_says_what_made_them()
    {
        string[] line = ["experiment", "attack", "--quick", "--set", "trials=300", "--seed", "5", "--json"];
        var (first, second) = (Ran.Theory(line), Ran.Theory(line));
        Assert.Equal(first.Out, second.Out);
        Assert.Equal("300", (string)first.Result["parameters"]!["trials"]!);
        Assert.Equal(5, (int)first.Document["seed"]!);
        Assert.InRange((double)first.Result["numbers"]!["worstRatio"]!, 0.5, 1);
    }

    [Fact]
    public void Bad_names_and_settings_are_refused()
    {
        Ran.Theory("experiment", "atack").IsRefusedSaying("atack", "attack");
        Ran.Theory("experiment").IsRefusedSaying("NAME", "--list");
        Ran.Theory("experiment", "attack", "--set", "trials").IsRefusedSaying("trials", "NAME=VALUE");
        Ran.Theory("experiment", "attack", "--set", "size=3").IsRefusedSaying("size", "trials");
    }

    [Fact]
    public void A_sweep_in_parts_merges_to_the_whole_sweep()
    {
        var spec = InFolder("spec.json");
        File.WriteAllText(
            spec,
            """{"experiment": "attack", "seeds": [1, 2], "grid": {"bound": ["chen2025:vae-averaged"], "trials": [50, 100]}}"""
        );
        foreach (var part in new[] { "1/2", "2/2" })
        {
            var ran = Ran.Theory("sweep", spec, "--store", InFolder($"part{part[0]}.db"), "--shard", part, "--json");
            Assert.Equal((ExitCode.Done, 2), (ran.Code, (int)ran.Result["computed"]!));
        }
        Assert.Equal(
            4,
            (int)
                Ran.Theory("merge", InFolder("part1.db"), InFolder("part2.db"), "-o", InFolder("all.db"), "--json").Result[
                    "cells"
                ]!
        );
        var cost = Ran.Theory("sweep", spec, "--store", InFolder("anew.db"), "--json").Result["cost"]!;
        Assert.True((double)cost["secondsPerCell"]! > 0);
        Assert.Equal(new FileInfo(InFolder("anew.db")).Length / 4.0, (double)cost["bytesPerCell"]!, 6);
        var again = Ran.Theory("sweep", spec, "--store", InFolder("all.db"), "--json").Result;
        Assert.Null(again["cost"]);
        Assert.Equal((4, 0, true), ((int)again["found"]!, (int)again["computed"]!, (bool)again["complete"]!));
    }

    [Fact]
    public void Faults_of_a_sweep_are_told_in_plain_words()
    {
        Ran.Theory("sweep", "no-such.json", "--store", InFolder("a.db")).IsRefusedSaying("no-such.json");
        Ran.Theory("sweep", Golden.Data("sweep.json"), "--store", InFolder("a.db"), "--shard", "3/2")
            .IsRefusedSaying("3/2", "i/N");
        Ran.Theory("merge", InFolder("nowhere.db")).IsRefusedSaying("-o FILE.db");
        File.WriteAllText(InFolder("notes.db"), new string('x', 4000));
        Ran.Theory("sweep", Golden.Data("sweep.json"), "--store", InFolder("notes.db")).IsRefusedSaying("no SQLite file");
    }

    [Fact]
    public void The_script_of_a_job_array_runs_one_part_a_task()
    {
        var script = Ran.Theory("sweep", Golden.Data("sweep.json"), "--store", "results.db", "--slurm", "4").Out;
        Assert.Contains("#SBATCH --array=1-4", script, StringComparison.Ordinal);
        Assert.Contains("--shard \"$SLURM_ARRAY_TASK_ID/4\"", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("li2023-early-stopping")] // says nothing before its end
    public void A_limit_of_time_that_leaves_nothing_is_refused_in_plain_lines(string name) =>
        Ran.Theory("experiment", name, "--time-limit", "0.0000001s")
            .IsRefusedSaying("--time-limit 0.0000001s", "before anything", "longer");

    [Theory]
    [InlineData("bonnaire2025-time-scales")]
    [InlineData("chen2025-published")]
    [InlineData("chen2025-vae")]
    [InlineData("objective-identities")]
    public void A_limit_of_time_truncates_an_experiment(string name)
    {
        var ran = Ran.Theory("experiment", name, "--time-limit", "0.0000001s", "--json");
        Assert.Equal((ExitCode.Done, ""), (ran.Code, ran.Error));
        Assert.True((bool)ran.Document["truncated"]!);
    }
}
