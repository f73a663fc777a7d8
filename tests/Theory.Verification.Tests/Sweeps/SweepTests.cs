using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Theory.Simulation.Randomness;
using Theory.Testing;
using Theory.Verification.Experiments;
using Theory.Verification.Sweeps;

namespace Theory.Verification.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private const string Spec =
        """{"experiment": "attack", "seeds": [1, 2, 3, 4], "grid": {"bound": ["chen2025:vae-averaged", "chen2025:encoder-generator-stated"], "trials": [200, 600]}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("theory-sweep-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string InFolder(string name) => Path.Combine(folder, name);

    private static List<StoredCell> Cells(string path)
    {
        using var store = ResultStore.Open(path);
        return [.. store.All()];
    }

    private string Undisturbed()
    {
        var path = InFolder("undisturbed.db");
        using var store = ResultStore.Open(path);
        Assert.Equal(new SweepProgress(16, 0, 16), Sweep.Run(SweepSpec.Parse(Spec), store));
        return path;
    }

    [Fact]
    public void A_sweep_killed_at_random_moments_ends_like_an_undisturbed_one()
    {
        var (spec, path) = (InFolder("spec.json"), InFolder("killed.db"));
        File.WriteAllText(spec, Spec);
        var draws = RandomStream.Root(11).Draws();
        for (var kill = 0; kill < (Forall.Full ? 50 : 4); kill++)
        {
            using var process = SweepProgram.Start(spec, path);
            if (!process.WaitForExit(50 + draws.Integer(900)))
                process.Kill();
            process.WaitForExit();
            // Whatever was going on, what is stored is whole.
            Assert.All(Cells(path), c => Assert.Equal(4, c.Result.Numbers.Count));
            if (kill % 5 == 4)
                File.Delete(path); // so that later kills do not only hit a finished sweep
        }
        using (var store = ResultStore.Open(path))
            Assert.True(Sweep.Run(SweepSpec.Parse(Spec), store).IsComplete);
        Assert.Equal(Cells(Undisturbed()), Cells(path));
    }

    [Fact]
    public void Two_processes_on_one_store_lose_and_double_nothing()
    {
        var (spec, path) = (InFolder("spec.json"), InFolder("shared.db"));
        File.WriteAllText(spec, Spec);
        using var one = SweepProgram.Start(spec, path);
        using var two = SweepProgram.Start(spec, path);
        foreach (var process in new[] { one, two })
        {
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error);
        }
        Assert.Equal(Cells(Undisturbed()), Cells(path));
    }

    [Fact]
    public void Parts_of_a_sweep_merge_to_the_whole()
    {
        var spec = SweepSpec.Parse(Spec);
        var parts = Enumerable.Range(1, 3).Select(part => InFolder($"part{part}.db")).ToList();
        foreach (var (part, path) in parts.Index())
        {
            using var store = ResultStore.Open(path);
            Sweep.Run(spec.Shard(part + 1, 3), store);
        }
        using (var merged = ResultStore.Open(InFolder("merged.db")))
        {
            merged.Merge(parts);
            merged.Merge(parts.Take(1));
            Assert.Equal(new SweepProgress(16, 16, 0), Sweep.Run(spec, merged));
        }
        Assert.Equal(Cells(Undisturbed()), Cells(InFolder("merged.db")));
        Assert.Throws<ArgumentOutOfRangeException>(() => spec.Shard(4, 3));
    }

    [Fact]
    public void Different_results_under_one_key_are_refused()
    {
        var cell = SweepSpec.Parse(Spec).Cells[0];
        using var store = ResultStore.Open(InFolder("store.db"));
        store.Add(cell, new Measurement([("x", 1)], []));
        store.Add(cell, new Measurement([("x", 1)], []));
        Assert.Throws<StoreException>(() => store.Add(cell, new Measurement([("x", Math.BitIncrement(1))], [])));
        Assert.Equal(1, store.All().Single().Result.Numbers[0].Value);
    }

    [Fact]
    public void A_stopped_sweep_goes_on_where_it_ended()
    {
        using var stop = new CancellationTokenSource();
        using var store = ResultStore.Open(InFolder("stopped.db"));
        var first = Sweep.Run(SweepSpec.Parse(Spec), store, new Stopper(stop, after: 3), stop.Token);
        Assert.Equal(3, first.Computed);
        Assert.Equal(new SweepProgress(16, 3, 13), Sweep.Run(SweepSpec.Parse(Spec), store));
    }

    private sealed class Stopper(CancellationTokenSource stop, int after) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            if (value.Computed >= after)
                stop.Cancel();
        }
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused_and_left_as_it_is()
    {
        var path = InFolder("notes.db");
        File.WriteAllText(path, string.Join('\n', Enumerable.Repeat("These are notes, not results.", 100)));
        var before = File.ReadAllBytes(path);
        Assert.Contains(
            "no SQLite file",
            Assert.Throws<StoreException>(() => ResultStore.Open(path)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllBytes(path));

        var other = InFolder("other.db");
        Execute(other, "CREATE TABLE albums (title TEXT)");
        Assert.Contains(
            "something else",
            Assert.Throws<StoreException>(() => ResultStore.Open(other)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_newer_a_damaged_and_a_misplaced_store_are_named()
    {
        var path = Undisturbed();
        File.Copy(path, InFolder("damaged.db"));
        Execute(path, "PRAGMA user_version = 2");
        Assert.Contains(
            "newer version",
            Assert.Throws<StoreException>(() => ResultStore.Open(path)).Message,
            StringComparison.Ordinal
        );

        using (var file = File.OpenWrite(InFolder("damaged.db")))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }
        Assert.Contains(
            "damaged",
            Assert.Throws<StoreException>(() => Cells(InFolder("damaged.db"))).Message,
            StringComparison.Ordinal
        );

        var nowhere = Path.Combine(folder, "no", "such", "folder.db");
        Assert.Contains(
            "folder",
            Assert.Throws<StoreException>(() => ResultStore.Open(nowhere)).Message,
            StringComparison.Ordinal
        );
    }

    [SmallDiskFact]
    public void A_full_and_a_read_only_disk_lose_nothing()
    {
        var disk = InFolder("disk");
        Directory.CreateDirectory(disk);
        SmallDiskFactAttribute.Mount(disk, "size=256k");
        try
        {
            var path = Path.Combine(disk, "store.db");
            var cell = SweepSpec.Parse(Spec).Cells[0];
            var stored = 0;
            using (var store = ResultStore.Open(path))
            {
                void Fill()
                {
                    for (ulong seed = 0; ; seed++, stored++)
                        store.Add(cell with { Seed = seed }, new Measurement([], [("text", new string('x', 4000))]));
                }
                var full = Assert.Throws<StoreException>((Action)Fill);
                Assert.Contains("full", full.Message, StringComparison.Ordinal);
            }
            Assert.Equal(stored, Cells(path).Count);
            SmallDiskFactAttribute.Mount(disk, "remount,ro");
            var readOnly = Assert.Throws<StoreException>(() =>
            {
                using var store = ResultStore.Open(path);
                store.Add(cell, new Measurement([], []));
            });
            Assert.Matches("read-only|cannot be opened", readOnly.Message);
        }
        finally
        {
            SmallDiskFactAttribute.Run("umount", disk);
        }
    }

    [Theory]
    [InlineData("[1]", "Array")]
    [InlineData("{\"experiment\": \"attack\"", "no JSON: line 1")]
    [InlineData("{\"experiment\": \"nothing\", \"seeds\": [1], \"grid\": {}}", "No experiment is called 'nothing'")]
    [InlineData("{\"experiment\": \"attack\", \"seeds\": [-1], \"grid\": {}}", "seed -1")]
    [InlineData("{\"experiment\": \"attack\", \"seeds\": [], \"grid\": {}}", "at least one value")]
    [InlineData("{\"experiment\": \"attack\", \"seeds\": [1], \"grid\": {\"colour\": [1]}}", "no parameter 'colour'")]
    public void A_malformed_sweep_says_what_is_wrong(string json, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => SweepSpec.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_for_Slurm_runs_each_part_into_its_own_store()
    {
        var script = Sweep.SlurmScript("theory", "spec.json", "results.db", 4);
        Assert.Contains("#SBATCH --array=1-4", script, StringComparison.Ordinal);
        Assert.Contains("--shard \"$SLURM_ARRAY_TASK_ID/4\"", script, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Sweep.SlurmScript("theory", "a\"b", "results.db", 4));
    }

    private static void Execute(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

/// <summary>A test that needs a small file system of its own, and is skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        var folder = Directory.CreateTempSubdirectory("theory-mount-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder) == 0)
            Run("umount", folder);
        else
            Skip = "needs the right to mount a small tmpfs";
        Directory.Delete(folder);
    }

    public static void Mount(string folder, string options) =>
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder));

    public static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
