using Theory.Bounds;
using Theory.Cli.Subjects;
using Theory.Testing;
using Theory.Verification;
using Xunit.Abstractions;

namespace Theory.Cli.Tests;

/// <summary>Proof and search are independent of each other: what the kernel proves, no searched world may violate.</summary>
public class ProvedStatementsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Proved =>
        [.. Catalog.All.Where(b => Standing.Of(b).Label.StartsWith("proved", StringComparison.Ordinal)).Select(b => b.Id)];

    [Theory]
    [MemberData(nameof(Proved))]
    public void No_searched_world_violates_what_is_proved(string id)
    {
        var verdict = Check.Attack(Catalog.Get(id), Forall.Full ? 1_000_000 : 60, seed: 2);
        output.WriteLine($"{id}: {verdict.Word}, greatest left/right {verdict.WorstRatio:F6} in {verdict.Trials} worlds");
        Assert.True(
            verdict.Decision is Decision.NotRefuted or Decision.NotFalsifiable,
            $"{id}: {verdict.Evidence}\n{verdict.WorstWorld}"
        );
    }
}
