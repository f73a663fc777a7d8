using Theory.Verification.Sweeps;

namespace Theory.Cli.Tests.Slurm;

/// <summary>A sweep as a job array of a real Slurm, of one node.</summary>
public sealed class SlurmTests : IDisposable
{
    private const string Spec =
        """{"experiment": "attack", "seeds": [1, 2, 3], "grid": {"bound": ["chen2025:vae-averaged"], "trials": [300, 600]}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("theory-slurm-").FullName;

    private string In(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SlurmFact]
    public void A_sweep_as_a_job_array_stores_what_one_process_stores()
    {
        var (file, store, array) = (In("sweep.json"), In("results.db"), In("array.sh"));
        File.WriteAllText(file, Spec);
        using (var slurm = new OneNodeSlurm(folder))
        {
            void Succeeds(string program, params string[] arguments)
            {
                var (code, output) = slurm.Run(program, arguments);
                Assert.True(
                    code == 0,
                    output + string.Concat(Directory.GetFiles(folder, "slurm-*.out").Select(File.ReadAllText))
                );
            }
            var theory = Path.Combine(AppContext.BaseDirectory, "theory.dll");
            Succeeds("dotnet", theory, "sweep", file, "--store", store, "--slurm", "2", "--out", array);
            Succeeds("sbatch", "--wait", "--parsable", array);
            Succeeds("dotnet", theory, "merge", $"{store}.part1", $"{store}.part2", "--out", store);
            Succeeds("dotnet", theory, "sweep", file, "--store", In("alone.db"));
        }
        using var whole = ResultStore.Open(store);
        using var alone = ResultStore.Open(In("alone.db"));
        Assert.Equal(alone.All(), whole.All());
        Assert.Equal(6, whole.Count);
    }
}
