using Theory.Proofs.Kernel;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>What it means that the kernel refuses: an exception that names the rule, or the term that cannot be built.</summary>
internal static class Refused
{
    /// <summary>The rule refuses and says why.</summary>
    public static void Of(string rule, Func<object?> attempt, string because)
    {
        var refusal = Assert.Throws<ProofException>(() => attempt());
        Assert.Equal(rule, refusal.Rule);
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The term itself cannot be built, so that no rule ever sees it.</summary>
    public static void OfTerm(Func<object?> attempt, string because) =>
        Assert.Contains(because, Assert.ThrowsAny<ArgumentException>(() => attempt()).Message, StringComparison.Ordinal);
}
