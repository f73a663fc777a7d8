using FsCheck.Fluent;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Worlds;
using Theory.Testing;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>
/// Each rule, called, holds in every random finite world in which its hypotheses do; each of its mutants is refuted by the same
/// property.
/// </summary>
public sealed class AxiomTests
{
    private const int MostWorlds = 3000;

    /// <summary>All rules that have finite worlds.</summary>
    internal static readonly AxiomCase[] Cases = [.. FunctionCases.All, .. LawCases.All, .. SampleCases.All, .. ConvexCases.All];

    // Gaussian laws have no finite worlds: see GaussianTests.
    private static readonly string[] Gaussian = ["H5", "H26"];

    public static TheoryData<string> Rules => [.. Cases.Select(c => c.Name)];

    public static TheoryData<string, string> Mutants
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (c, mutant) in Cases.SelectMany(c => c.Mutants.Select(m => (c, m))))
                data.Add(c.Name, mutant.Name);
            return data;
        }
    }

    private static AxiomCase Named(string name) => Cases.Single(c => c.Name == name);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_holds_in_every_world(string rule)
    {
        var (axiom, claim) = (Named(rule), Claim.Of(Named(rule).Rule()));
        Assert.All(axiom.Tight, world => Assert.False(claim.IsRefutedIn(world), $"{claim}\nin\n{world}"));
        Forall.Holds(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed => Assert.False(claim.IsRefutedIn(RandomWorld.Of(seed)), $"{claim}\nin\n{RandomWorld.Of(seed)}"),
            trials: 40,
            trialsInFull: 3000,
            name: rule
        );
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_of_a_rule_is_refuted(string rule, string mutant)
    {
        var axiom = Named(rule);
        var (theorem, change) = (axiom.Rule(), axiom.Mutants.Single(m => m.Name == mutant));
        var claim = Claim.Of(change.Hypotheses ?? theorem.Hypotheses, change.Conclusion(theorem));
        Assert.True(
            axiom.Tight.Concat(Enumerable.Range(0, MostWorlds).Select(RandomWorld.Of)).Any(claim.IsRefutedIn),
            $"no world refutes {claim}"
        );
    }

    [Fact]
    public void Every_axiom_that_is_a_rule_is_a_property() =>
        Assert.Empty(
            Axiom
                .All.Where(a => a.Standing == AxiomStanding.Rule)
                .Select(a => a.Id)
                .Except(Gaussian)
                .Except(Cases.Select(c => c.Id))
        );

    [Fact]
    public void The_list_is_closed_and_complete()
    {
        Assert.Equal(
            [.. Enumerable.Range(1, 32).Select(k => $"H{k}")],
            Axiom.All.Select(a => a.Id).Where(id => id[^1] is not ('\'' or '-'))
        );
        Assert.Equal(Axiom.All.Length, Axiom.All.Select(a => a.Id).Distinct().Count());
        Assert.All(
            Cases.SelectMany(c => c.Rule().Axioms).Distinct(),
            id => Assert.Contains(Axiom.All, a => a.Id == id && a.Standing == AxiomStanding.Rule)
        );
    }
}
