using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Theory.Cli.Line;
using Theory.Testing;

namespace Theory.Cli.Tests;

/// <summary>Whatever a file holds, the command that reads it answers or says in plain lines what is wrong with it.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-fuzz-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_file_is_a_bound_or_refused() =>
        IsAnsweredOrRefused(
            "bound.json",
            Mangled
                .Json(File.ReadAllText(Golden.Data("information.json")), File.ReadAllText(Golden.Data("own-bound.json")))
                .Select(Encoding.UTF8.GetBytes),
            300,
            file => ["show", "@" + file]
        );

    [Fact]
    public void Any_file_is_a_stored_result_or_refused() =>
        IsAnsweredOrRefused(
            "result.json",
            Mangled
                .Json(
                    Ran.Theory("eval", "1/x", "--grid", "x=1:2:3", "--json").Out,
                    Ran.Theory("check", "chen2025:vae-averaged", "--trials", "50", "--json").Out
                )
                .Select(Encoding.UTF8.GetBytes),
            150,
            file => ["report", file, "-o", Path.Combine(folder, "page.html")]
        );

    [Fact]
    public void Any_file_holds_macros_or_is_refused() =>
        IsAnsweredOrRefused(
            "macros.tex",
            Mangled.Bytes(
                @"\newcommand{\KL}{\mathrm{KL}} % divergence"u8.ToArray(),
                @"\DeclareMathOperator*{\E}{E}\def\p{\pi}\renewcommand*\q{{a}{b}}"u8.ToArray()
            ),
            150,
            file => ["latex", "a + pi", "--macros", file]
        );

    [Fact]
    public void Any_file_is_a_sweep_or_refused() =>
        IsAnsweredOrRefused(
            "sweep.json",
            Mangled.Json("""{"experiment": "attack", "seeds": [1], "grid": {"trials": [10]}}""").Select(Encoding.UTF8.GetBytes),
            150,
            file => ["sweep", file, "--store", "none.db", "--slurm", "2"]
        );

    private void IsAnsweredOrRefused(string name, Gen<byte[]> contents, int trials, Func<string, string[]> line)
    {
        var path = Path.Combine(folder, name);
        Forall.Holds(
            contents.ToArbitrary(),
            content =>
            {
                File.WriteAllBytes(path, content);
                var ran = Ran.Theory(line(path));
                Assert.True(ran.Code is ExitCode.Done or ExitCode.BadInput, ran.Error);
                Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("Parameter '", ran.Error, StringComparison.Ordinal);
                Assert.True(ran.Code is ExitCode.Done || ran.Error.TrimEnd('\n').Split('\n').Length <= 5, ran.Error);
            },
            trials,
            name,
            20 * trials
        );
    }
}
