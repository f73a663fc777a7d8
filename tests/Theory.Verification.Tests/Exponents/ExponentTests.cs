using Theory.Bounds;
using Theory.Verification.Exponents;
using Theory.Verification.Mutants;

namespace Theory.Verification.Tests.Exponents;

/// <summary>Bounds with hidden constants: tested by exponents, reported apart.</summary>
public sealed class ExponentTests
{
    private static readonly Bound Optimal = Catalog.Get("li2023:early-stopping-optimal");
    private static readonly Bound Stated = Catalog.Get("li2023:early-stopping-stated");

    [Fact]
    public void The_rate_of_the_best_stopping_time_is_attained_along_every_ray()
    {
        var checks = ExponentChecks.Of(Optimal);
        Assert.Equal(7, checks.Count);
        Assert.All(checks, check => Assert.True(check.Attains && !check.Contradicts, check.ToString()));
        var verdict = Check.Attack(Optimal, 10, seed: 1);
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        Assert.Equal(checks, verdict.Exponents);
        Assert.Contains("constants are not named", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stated_rate_holds_along_its_assumption_and_falls_without_it()
    {
        Assert.Equal(Decision.NotRefuted, Check.Attack(Stated, 10, seed: 1).Decision);
        var everywhere = Stated with { Id = "for all n and m", Assumptions = [] };
        var verdict = Check.Attack(everywhere, 10, seed: 1);
        Assert.Equal(Decision.Refuted, verdict.Decision);
        // n >> m: the minimum stays at m^(-1/2), the claim goes to m^(-4/5).
        var worst = verdict.Exponents.Single(check => check.Along == "n = x^3, m = x");
        Assert.True(worst.Contradicts);
        Assert.Equal(-0.8, worst.Claimed, 1e-4);
        Assert.InRange(worst.Measured.Value, -0.51, -0.49);
    }

    [Fact]
    public void Versions_that_claim_a_faster_rate_are_refuted_and_no_other()
    {
        var report = Powers.Of(Optimal, 10, seed: 1);
        Assert.All(report.Fates.Where(f => f.Operator == "exponent minus 1/2"), f => Assert.True(f.IsRefuted, f.Change));
        Assert.All(report.Fates.Where(f => f.Operator == "constant times 1/2"), f => Assert.False(f.IsRefuted, f.Change));
        Assert.True(report.IsByExponents);
        Assert.False(Powers.Of(Catalog.Get("chen2025:vae-averaged"), 1, seed: 1).IsByExponents);
    }

    [Fact]
    public void What_can_not_be_measured_is_not_falsifiable()
    {
        Assert.Empty(ExponentChecks.Of(Catalog.Get("li2023:training-dynamics")));
    }
}
