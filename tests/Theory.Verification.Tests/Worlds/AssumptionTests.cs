using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Worlds;

namespace Theory.Verification.Tests.Worlds;

/// <summary>What follows from an assumption is not refuted by worlds in which it holds to twelve digits only.</summary>
public sealed class AssumptionTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly Space Z = new Space.Named("Z");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly Draw First = Draw.From("x", P);
    private static readonly Draw Second = Draw.From("y", new NamedKernel("Q", [X], Y), First.Variable);
    private static readonly Draw Third = Draw.From("z", new NamedKernel("R", [X, Y], Z), First.Variable, Second.Variable);
    private static readonly Law Pair = Law.Of([First, Second], First.Variable, Second.Variable);
    private static readonly Law Triple = Law.Of([First, Second, Third], First.Variable, Second.Variable, Third.Variable);

    private static Bound Claim(string id, Expr left, Expr right, params Judgement[] assumed) =>
        Catalog.Get("chen2025:vae-averaged") with
        {
            Id = id,
            Left = left,
            Terms = [new Term("right", right, "right side")],
            Assumptions = assumed.Select(j => new Assumption($"{j}", j)).ToTerms(),
        };

    private static Verdict Attacked(Bound claim) => Check.Attack(claim, 60_000, seed: 1);

    /// <summary>What is true of independent points, of equal laws and of chains, at the edge of what rounding tells.</summary>
    public static TheoryData<string> True => [.. TrueClaims.Keys];

    private static readonly Dictionary<string, Bound> TrueClaims = new Bound[]
    {
        Claim("independent", Divergence.TV(Pair, Apart), 0, new Judgement.Independent(Pair)),
        Claim(
            "three independent",
            1000 * (Expr)new MutualInformation(Triple.Returning(First.Variable, Third.Variable)),
            0,
            new Judgement.Both(new Judgement.Independent(Triple), new Judgement.Positive(1))
        ),
        Claim("uninformed", Divergence.TV(Pair, Apart), 0, new Judgement.Equal(new MutualInformation(Pair), 0)),
        Claim(
            "same",
            Power.Of(Divergence.TV(Law.Of(P), Law.Of(Other)), Rational.Half),
            0,
            new Judgement.SameLaw(Law.Of(P), Law.Of(Other))
        ),
        Claim(
            "no divergence",
            Power.Of(Divergence.TV(Law.Of(P), Law.Of(Other)), Rational.Half),
            0,
            new Judgement.AtMost(Divergence.KL(Law.Of(P), Law.Of(Other)), 0)
        ),
        Claim(
            "chain",
            1000 * (Expr)new MutualInformation(Triple.Returning(First.Variable, Third.Variable, Second.Variable)),
            0,
            new Judgement.Markov(Triple)
        ),
    }.ToDictionary(claim => claim.Id);

    private static NamedKernel Other => NamedKernel.Measure("P'", X);

    private static Law Apart => Pair.Marginal(0).Times(Pair.Marginal(1));

    [Theory, MemberData(nameof(True))]
    public void What_follows_from_an_assumption_is_not_refuted_by_worlds_that_nearly_keep_it(string claim)
    {
        var verdict = Attacked(TrueClaims[claim]);
        Assert.Equal("not-refuted", verdict.Word);
        Assert.Empty(verdict.AssumptionsUnchecked);
        // The assumption is what keeps it.
        Assert.Equal("refuted", Attacked(TrueClaims[claim] with { Assumptions = [] }).Word);
    }

    [Fact]
    public void What_does_not_follow_is_refuted_by_worlds_that_keep_it_exactly()
    {
        Assert.Equal(
            "refuted",
            Attacked(Claim("entropy", new Entropy(Pair.Marginal(1)), 0, new Judgement.Independent(Pair))).Word
        );
        var chain = new Judgement.Markov(Triple);
        var (ends, last) = (
            new MutualInformation(Law.Of([First, Second, Third], First.Variable, Third.Variable)),
            new MutualInformation(Law.Of([First, Second, Third], Second.Variable, Third.Variable))
        );
        Assert.Equal("refuted", Attacked(Claim("half of the last step", ends, Rational.Half * (Expr)last, chain)).Word);
        Assert.Equal("not-refuted", Attacked(Claim("last step", ends, last, chain)).Word);
    }

    // H <= c <= d TV <= c TV^2: where two laws overlap, no c and d keep that but those of no entropy.
    [Fact]
    public void Parameters_that_wait_for_each_other_in_vain_are_those_of_no_world()
    {
        var (c, d) = (new Symbol("c"), new Symbol("d"));
        Expr apart = Divergence.TV(Law.Of(P), Law.Of(Other));
        Expr entropy = new Entropy(Law.Of(P));
        var circle = Claim(
            "circle",
            entropy * (1 - apart),
            0,
            new Judgement.AtMost(entropy, c),
            new Judgement.AtMost(c, d * apart),
            new Judgement.AtMost(d, c * apart)
        );
        Assert.NotEqual("refuted", Attacked(circle).Word);
        Assert.NotEqual("inconclusive", Attacked(circle).Word);
        Assert.Equal("refuted", Attacked(circle with { Assumptions = circle.Assumptions.Take(2).ToTerms() }).Word);
    }

    // TV(Q(a), Q(b)) <= K f(a, b) for all a and b: where f is 0 and the laws differ, there is no K, however little they do.
    [Theory]
    [InlineData(1_000_000_000, true)]
    [InlineData(1_000_000_001, false)]
    public void A_factor_of_nothing_makes_no_difference_good(int weight, bool holds)
    {
        var (f, k) = (new Function("f", [X, X], IsNonnegative: true), new Symbol("K"));
        var channel = (NamedKernel)Second.Kernel;
        var (a, b, x, y) = (new Variable("a", X), new Variable("b", X), Draw.From("x", P), Draw.From("y", P));
        Expr Apart(Point s, Point t) => Divergence.TV(Law.At(channel, s), Law.At(channel, t));
        var claim = Claim(
            "steep",
            1_000_000 * (Expr)Expectation.Under([x, y], Apart(x.Variable, y.Variable)),
            1_000_000 * k * (Expr)Expectation.Under([x, y], new Evaluation(f, [x.Variable, y.Variable])),
            new Judgement.ForAll([a, b], new Judgement.AtMost(Apart(a, b), k * (Expr)new Evaluation(f, [a, b])))
        );
        var world = new FiniteWorld()
            .With("X", 2)
            .With("Y", 2)
            .With(P, KernelTable.Measure(1, 1))
            .With(
                channel,
                new KernelTable([
                    [1, 1_000_000_000],
                    [1, weight],
                ])
            )
            .With(f, [0, 0, 0, 0]);
        var finding = FiniteWorlds.Of(claim, out _)!.Judge(world);
        Assert.Equal(holds, finding.Assumptions);
        Assert.False(finding.Violates);
    }
}
