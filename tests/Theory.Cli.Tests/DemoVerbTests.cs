using Theory.Cli.Line;

namespace Theory.Cli.Tests;

public class DemoVerbTests
{
    [Fact]
    public void The_demo_rates_refutes_proves_and_computes_on_real_data()
    {
        var demo = Ran.Theory("demo", "--json");
        Assert.Equal(ExitCode.Done, demo.Code);
        var results = demo
            .Result.AsArray()
            .ToDictionary(part => ((string)part!["command"]!).Split(' ')[1], part => part!["result"]!);
        Assert.Equal(2, results["rate"]["regimes"]!.AsArray().Count);
        Assert.Contains(@"\lesssim", (string)results["latex"]["latex"]!, StringComparison.Ordinal);
        Assert.Equal("refuted", (string)results["check"]["verdict"]!);
        Assert.Equal("proved", (string)results["prove"]["status"]!);
        Assert.Equal(1797, (int)results["select-time"]["data"]!["points"]!);
        Assert.False((bool)results["select-time"]["best"]!["atEdge"]!);
    }
}
