using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Optimisation;

namespace Theory.Proofs.Tests;

/// <summary>Certificates of balancing become theorems; wrong ones do not.</summary>
public class UndercutTests
{
    private static readonly Expr Training = Infix.Parse("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m");
    private static readonly Symbol Tau = new("tau");

    private static Terms<Regime> Regimes { get; } =
        Assert
            .IsType<Balance.Diagram>(Balancing.Balance(Training, [Tau], Context.Given("m = n^kappa")))
            .Regimes.Where(r => r.Certificate.Constraints.Count == 0)
            .ToTerms();

    [Fact]
    public void No_training_time_undercuts_the_rate_of_either_regime()
    {
        Expr[] rates = [Infix.Parse("(m*n)^(-1/5)"), Infix.Parse("1/sqrt(m)")];
        var proved = Regimes.Select(r => Inequalities.Undercut(Training, r.Certificate)).ToList();
        Assert.Equal(2, proved.Count);
        foreach (var theorem in proved)
        {
            var rate = Assert.Single(rates, r => Equals(theorem.Left(), r) || TryRestate(theorem, r));
            Assert.DoesNotContain(Tau, theorem.From(rate).Left().FreeSymbols());
            Assert.Empty(theorem.Hypotheses);
        }
    }

    private static bool TryRestate(Theorem theorem, Expr left)
    {
        try
        {
            return theorem.From(left).Left() == left;
        }
        catch (ProofException)
        {
            return false;
        }
    }

    [Fact]
    public void Weights_that_do_not_sum_to_1_prove_nothing()
    {
        var honest = Regimes[0].Certificate;
        var wrong = honest with
        {
            Terms = honest.Terms.Select(t => (t.Term, (Expr)new Number(((Number)t.Weight).Value * 2))).ToTerms(),
        };
        Assert.Throws<ProofException>(() => Inequalities.Undercut(Training, wrong));
    }

    [Fact]
    public void Terms_that_the_sum_does_not_have_prove_nothing()
    {
        var honest = Regimes[0].Certificate;
        var wrong = honest with { Terms = honest.Terms.Select(t => (2 * t.Term, t.Weight)).ToTerms() };
        Assert.Throws<ProofException>(() => Inequalities.Undercut(Training, wrong));
    }
}
