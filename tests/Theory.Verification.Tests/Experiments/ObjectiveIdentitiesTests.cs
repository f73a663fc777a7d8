using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public class ObjectiveIdentitiesTests
{
    [Fact]
    public void Objectives_are_what_they_are_said_to_be_and_wrong_versions_are_not()
    {
        var m = Run.Quick("objective-identities");
        string[] wrong =
        [
            "KL with the conjugate e^y: the critic f'(p/q) attains the divergence",
            "cross entropy is divergence",
            "the VAE's objective is the divergence",
        ];
        Assert.Equal(wrong.Order(), m.Conclusions.Where(c => c.Decision == Decision.Refuted).Select(c => c.Claim).Order());
        Assert.Equal(12, m.Conclusions.Count(c => c.Decision == Decision.NotRefuted));
    }
}
