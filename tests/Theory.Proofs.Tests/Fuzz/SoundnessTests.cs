using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Axioms;
using Theory.Proofs.Tests.Worlds;
using Theory.Testing;

namespace Theory.Proofs.Tests.Fuzz;

/// <summary>Whatever random applications of rules prove is true in random finite worlds.</summary>
public sealed class SoundnessTests
{
    private const int AttemptsEach = 60;
    private const int WorldsEach = 3;

    [Fact]
    public void No_theorem_that_random_proofs_reach_is_refuted_by_a_world()
    {
        var wanted = Forall.Full ? 100_000 : 400;
        var rules = AxiomTests.Cases.Select(c => c.Rule).ToList();
        var (reached, steps, strange) = (0, 0, 0);
        for (var seed = 0; reached < wanted; seed++)
        {
            foreach (var theorem in new RandomProofs(seed, rules).Reached(AttemptsEach))
            {
                if (Refuting(theorem, seed) is not { } worlds)
                {
                    strange++;
                    continue;
                }
                Assert.True(worlds.Count == 0, $"seed {seed}: {Story(theorem)}\nfails in\n{worlds.FirstOrDefault()}");
                reached++;
                steps += theorem.Premises.IsEmpty ? 0 : 1;
            }
        }
        Assert.True(steps > reached / 5, $"only {steps} of {reached} theorems come from others");
        Assert.True(strange < reached / 5, $"{strange} theorems beside {reached} speak of what the worlds do not know");
    }

    // The worlds that refute it; null where it speaks of what they do not know: with another sample size a learning rule is another
    // kernel, and an entry beyond the sample has no value.
    private static List<FiniteWorld>? Refuting(Theorem theorem, int seed)
    {
        try
        {
            var claim = Claim.Of(theorem);
            return [.. Enumerable.Range(0, WorldsEach).Select(k => RandomWorld.Of(seed * 1000 + k)).Where(claim.IsRefutedIn)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Story(Theorem theorem) =>
        $"{theorem}\n by {theorem.Rule} from\n  {string.Join("\n  ", theorem.Premises.Select(p => p.ToString()))}";
}
