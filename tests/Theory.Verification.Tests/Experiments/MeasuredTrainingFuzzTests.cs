using FsCheck.Fluent;
using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public sealed class MeasuredTrainingFuzzTests : IDisposable
{
    private const string Valid =
        """{"t": 0.01, "learning_rate": 0.5, "W": "w.csv of the run", "x": "x.csv", "rows": [{"epoch": 0, "train": 1, "test": 1.5}]}""";

    private readonly string folder = Directory.CreateTempSubdirectory("theory-fuzz-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_file_is_a_measured_training_or_refused()
    {
        File.WriteAllText(Path.Combine(folder, "w.csv"), "1,2\n3,4\n5,6\n");
        File.WriteAllText(Path.Combine(folder, "x.csv"), "1,0\n0,1\n");
        var path = Path.Combine(folder, "run.json");
        File.WriteAllText(path, Valid);
        Assert.Single(MeasuredTraining.Read(path).Rows);
        File.WriteAllText(path, Valid.Replace("\"epoch\": 0", "\"epoch\": -1", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => MeasuredTraining.Read(path));
        File.WriteAllText(path, """{"t": 0.01, "learning_rate": 0.5, "W": "w.csv", "x": "x.csv", "rows": []}""");
        Assert.Throws<ArgumentException>(() => MeasuredTraining.Read(path));
        Forall.Holds(
            Mangled.Json(Valid).ToArbitrary(),
            text =>
            {
                File.WriteAllText(path, text);
                try
                {
                    Assert.NotNull(MeasuredTraining.Read(path).Rows);
                }
                catch (Exception refusal) when (refusal is ArgumentException or IOException or UnauthorizedAccessException)
                {
                    Assert.IsNotType<ArgumentNullException>(refusal);
                    Assert.InRange(refusal.Message.Length, 10, 900);
                }
            },
            trials: 300,
            trialsInFull: 10_000
        );
    }
}
