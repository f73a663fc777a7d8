using System.Diagnostics;

namespace Theory.Cli.Tests;

/// <summary>The built program as a process of its own.</summary>
public class ProcessTests
{
    private static (int Code, string Out, string Error) Run(string arguments, params (string Name, string Value)[] environment)
    {
        var start = Spawned.Theory(arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [Fact]
    public void Results_go_to_standard_output_and_messages_to_standard_error()
    {
        var good = Run("diff \"x^2\" --var x --json");
        Assert.Equal((0, ""), (good.Code, good.Error));
        Assert.StartsWith("{", good.Out, StringComparison.Ordinal);
        var bad = Run("diff \"x^^2\" --var x");
        Assert.Equal((2, ""), (bad.Code, bad.Out));
        Assert.StartsWith("error: ", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_country_and_without_a_home()
    {
        var here = Run("eval \"1/x\" --set x=8 --json");
        var there = Run(
            "eval \"1/x\" --set x=8 --json",
            ("LANG", "de_DE.UTF-8"),
            ("LC_ALL", "de_DE.UTF-8"),
            ("HOME", "/nonexistent"),
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        );
        Assert.Equal(here, there);
        Assert.Contains("0.125", here.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "products: C#")]
    [InlineData("managed", "eigenproblems: MathNet.Numerics")]
    [InlineData("system", "products and eigenproblems")]
    public void A_result_names_the_linear_algebra_that_was_asked_for(string blas, string named)
    {
        var (code, result, error) = Run($"experiment attack --quick --set trials=20 --json --blas {blas}");
        if (blas == "system" && code == 2)
            Assert.Contains("No system BLAS was found", error, StringComparison.Ordinal);
        else
        {
            Assert.Contains(named, result, StringComparison.Ordinal);
            // Sums over vectors end in other bits where these are wider.
            Assert.Matches("\"provider\": \"[^,]+, vectors: [^,]+, ", result);
        }
        var (refused, _, why) = Run($"experiment attack --blas {blas}x");
        Assert.Equal(2, refused);
        Assert.Contains($"--blas {blas}x is not allowed: give auto, managed, system", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_that_no_one_reads_is_no_error()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = Process.Start(
            new ProcessStartInfo(
                "sh",
                [
                    "-c",
                    $"dotnet '{Spawned.Program}' eval x --grid x=1:2:100000 --csv | head -n 1; dotnet '{Spawned.Program}' list >&-",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Assert.Equal("x,x,value\n", process.StandardOutput.ReadToEnd());
        var error = process.StandardError.ReadToEnd();
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug:", error, StringComparison.Ordinal);
    }

    // Each would go on for minutes.
    [Theory]
    [InlineData("check chen2025:vae-averaged --trials 1000000000", "INT")]
    [InlineData("power mbacke2023-wgan:sharp --trials 100000000", "INT")]
    [InlineData("experiment attack --set trials=1000000000", "TERM")]
    [InlineData("sweep {spec} --store {store}", "TERM")]
    public async Task An_interrupted_command_says_what_it_has_and_that_it_was_interrupted(string line, string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("theory-interrupted-").FullName;
        try
        {
            var spec = Path.Combine(folder, "spec.json");
            File.WriteAllText(spec, """{"experiment": "attack", "seeds": [1], "grid": {"trials": [10, 1000000000]}}""");
            line = line.Replace("{spec}", spec, StringComparison.Ordinal)
                .Replace("{store}", Path.Combine(folder, "results.db"), StringComparison.Ordinal);
            using var process = Process.Start(Spawned.Theory($"{line} --json"))!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            await Spawned.Signal(process, signal, TimeSpan.FromSeconds(2));
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
            Assert.Equal(130, process.ExitCode);
            Assert.True((bool)System.Text.Json.Nodes.JsonNode.Parse(await output)!["truncated"]!);
            Assert.Equal("interrupted\n", await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
