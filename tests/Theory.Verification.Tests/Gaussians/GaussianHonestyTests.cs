using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Tests.Gaussians;

/// <summary>
/// True statements, most of them equalities, that closed forms in doubles contradict by their rounding, or where a determinant is 0: none may
/// be refuted.
/// </summary>
public sealed class GaussianHonestyTests
{
    private static readonly Space From = new Space.Named("U");
    private static readonly Space To = new Space.Named("V");
    private static readonly NamedKernel Law1 = NamedKernel.Measure("P_U", From);
    private static readonly NamedKernel Channel = new("K", [From], To);
    private static readonly Draw X = Draw.From("x", Law1);
    private static readonly Draw Y = Draw.From("y", Channel, X.Variable);
    private static readonly Draw Z = Draw.From("z", new NamedKernel("L", [To], new Space.Named("W")), Y.Variable);
    private static readonly Draw OtherX = Draw.From("x'", Law1);
    private static readonly Draw OtherY = Draw.From("y'", Channel, OtherX.Variable);

    private static readonly Expr Information = new MutualInformation(Law.Of([X, Y], X.Variable, Y.Variable));
    private static readonly Expr OfBoth = new MutualInformation(Law.Of([X, Y, Z], X.Variable, Y.Variable, Z.Variable), 1, 2);
    private static readonly Expr AsDivergence = Divergence.KL(
        Law.Of([X, Y], X.Variable, Y.Variable),
        Law.Of([X, OtherX, OtherY], X.Variable, OtherY.Variable)
    );
    private static readonly Expr Distance = Divergence.W1(Law.Of(Law1), Law.Of(NamedKernel.Measure("Q_U", From)));

    private static Bound Claim(string id, Expr left, Expr right, string domain = "a > 0") =>
        Chen2025.VaeAveraged with
        {
            Id = id,
            Left = left,
            Terms = [new Term("all", right, "")],
            Assumptions = [],
            Glossary = [new("a", "", Role.Other, domain)],
        };

    private static Decision Attacked(Bound bound) => Check.Attack(bound, 20_000, seed: 1).Decision;

    [Fact]
    public void What_a_chain_tells_is_what_its_first_step_tells() =>
        Assert.NotEqual(Decision.Refuted, Attacked(Claim("chain", OfBoth, Information)));

    [Fact]
    public void An_information_is_a_divergence()
    {
        Assert.NotEqual(Decision.Refuted, Attacked(Claim("as divergence", Information, AsDivergence)));
        Assert.NotEqual(Decision.Refuted, Attacked(Claim("as information", AsDivergence, Information)));
    }

    [Fact]
    public void A_symbol_stays_in_its_domain()
    {
        Assert.Equal(Decision.NotRefuted, Attacked(Claim("below 1", Distance, Distance / (Expr)new Symbol("a"), "0 < a < 1")));
        Assert.Equal(
            Decision.NotRefuted,
            Attacked(Claim("at most 2", Distance, 2 * Distance / (Expr)new Symbol("a"), "a integer, 1 <= a <= 2"))
        );
        // Where it may be more, the claim is wrong.
        Assert.Equal(Decision.Refuted, Attacked(Claim("any", Distance, Distance / (Expr)new Symbol("a"))));
    }

    [Fact]
    public void Where_assumptions_hold_in_no_world_nothing_is_put_to_the_test() =>
        Assert.Equal(
            Decision.NotFalsifiable,
            Attacked(
                Claim("never", Distance, Distance) with
                {
                    Assumptions = [new("2 is at most 1", new Judgement.AtMost(2, 1))],
                }
            )
        );
}
