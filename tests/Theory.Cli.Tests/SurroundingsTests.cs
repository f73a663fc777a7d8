using System.Diagnostics;
using System.Globalization;
using Theory.Testing;

namespace Theory.Cli.Tests;

/// <summary>What surrounds the command (its country, its folders, whoever stops it) changes no result and breaks nothing.</summary>
public sealed class SurroundingsTests
{
    [Fact]
    public void Decimal_commas_of_a_country_change_nothing()
    {
        string[][] lines =
        [
            ["eval", "exp(x)/3", "--grid", "x=0.25:1.5:3", "--csv"],
            ["eval", "1/3 + sqrt(2)*x", "--set", "x=0.1", "--certified"],
            ["rate", "tau^4/(m*n) + 1/tau", "--min", "tau"],
            ["check", "chen2025:vae-averaged", "--trials", "60", "--alpha", "0.01"],
            ["show", "mbacke2023-wgan:sharp", "--json"],
            ["export", "mbacke2023-wgan:sharp", "--to", "python"],
            ["latex", "0.5*x^1.5"],
            ["experiment", "attack", "--quick", "--set", "trials=20", "--json"],
        ];
        var here = lines.Select(line => Ran.Theory(line)).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
            german.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = german;
            Assert.Equal("0,5", 0.5.ToString("0.0", CultureInfo.CurrentCulture));
            Assert.All(lines.Zip(here), pair => Assert.Equal(pair.Second, Ran.Theory(pair.First)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.All(here, ran => Assert.Empty(ran.Error));
    }

    // Even root creates nothing there.
    private const string ReadOnly = "/sys";

    [Theory]
    [InlineData("eval x --set x=1 --out {to}/result.json")]
    [InlineData("eval x --set x=1 --out {to}/new/folder/")]
    [InlineData("show chen2025:vae-averaged --out {to}/")]
    [InlineData("sweep examples/data/sweep.json --store {to}/results.db")]
    [InlineData("merge {to}/nothing.db -o {to}/results.db")]
    public void What_cannot_be_written_is_refused_in_plain_lines(string line)
    {
        if (!Directory.Exists(ReadOnly))
            return;
        var ran = Ran.Theory(line.Replace("{to}", ReadOnly, StringComparison.Ordinal).Split(' '));
        Assert.Equal(ExitCode.BadInput, ran.Code);
        Assert.Contains(ReadOnly, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_folder_that_is_read_only_and_without_a_home_it_works_as_anywhere()
    {
        if (!Directory.Exists(ReadOnly))
            return;
        var start = Spawned.Theory("eval 1/x --set x=8");
        start.WorkingDirectory = ReadOnly;
        start.Environment["HOME"] = start.Environment["XDG_CACHE_HOME"] = start.Environment["TMPDIR"] = "/nonexistent";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        Assert.Contains("0.125", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(await error);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static readonly string[] Long =
    [
        "eval exp(x)+log(y) --grid x=1:2:1000000 --grid y=1:2:1000 --csv",
        "bound-vae --data examples/data/digits.csv --label last --scale unit --epochs 1000000",
        "select-time --data examples/data/digits.csv --label last --scale unit --train 10000000",
        "demo",
        "series ((2/5+x)*(c+x*x))^x --var x --at 0+ --terms 6",
        "depends ((2/5+x)*(c+x*x))^x*exp(-x*y)*log(1+x^y) --on x",
    ];

    /// <summary>Lines that go on for long; all but the first in the long tier, beside those of <see cref="ProcessTests"/>.</summary>
    public static TheoryData<string> LongLines => [.. Long.Take(Forall.Full ? Long.Length : 1)];

    [Theory]
    [MemberData(nameof(LongLines))]
    public async Task Whatever_takes_long_ends_soon_when_it_is_interrupted(string line)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = Process.Start(Spawned.Theory(line))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await Spawned.Signal(process, "INT", TimeSpan.FromSeconds(Forall.Full ? 4 : 2));
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
        Assert.Equal((int)ExitCode.Interrupted, process.ExitCode);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        await output;
    }
}
