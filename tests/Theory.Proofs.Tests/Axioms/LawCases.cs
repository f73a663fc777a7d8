using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>Rules about laws and divergences.</summary>
internal static class LawCases
{
    private static readonly Law LawP = Of(P);
    private static readonly Law LawQ = Of(Q);
    private static readonly Law LawR = Of(R);
    private static readonly Law Joint = Law.Of([DrawX, DrawY, DrawZ], AnyX, AnyY, AnyZ);
    private static readonly Law XY = Law.Of([DrawX, DrawY], AnyX, AnyY);

    private static readonly FiniteWorld Coins = Worlds.RandomWorld.Plain(2).With(P, KernelTable.Measure(7, 3));
    private static readonly FiniteWorld FarCoins = Worlds
        .RandomWorld.Plain(2)
        .With(P, KernelTable.Measure(999, 1))
        .With(Q, KernelTable.Measure(1, 999));

    // Y copies X; Z is the exclusive or of X and Y.
    private static readonly FiniteWorld Copying = Worlds
        .RandomWorld.Plain(2, 2, 2)
        .With(K, KernelTable.Deterministic([0, 1], 2))
        .With(Q, KernelTable.Measure(1, 0))
        .With(R, KernelTable.Measure(0, 1));

    private static Theorem SplitGivenY()
    {
        var reference = Law.Of([Draw.From("x", Q), Draw.From("y", OnY)], AnyX, AnyY);
        return ConditionalCompensation(Joint, reference, Through(FromY));
    }

    private static Expr Distance(DivergenceKind kind, Law p, Law q) => new Divergence(kind, p, q);

    private static Law Twice => Law.Of([DrawX, DrawY], AnyX, AnyX, AnyY);

    public static IEnumerable<AxiomCase> All =>
        [
            new(
                "H7 Pinsker",
                () => Pinsker(LawP, LawQ),
                [Coins],
                [Mutant.Replaced("a quarter for a half", Rational.Half, new Rational(1, 4)), Mutant.Reversed]
            ),
            new(
                "H8 Bretagnolle-Huber",
                () => BretagnolleHuber(LawP, LawQ),
                [FarCoins],
                [
                    Mutant.Sides(
                        "half the divergence",
                        (_, r) =>
                            (
                                Power.Of(Divergence.TV(LawP, LawQ), 2)
                                    + Power.Of(new Exp(Rational.Half * (Expr)Divergence.KL(LawP, LawQ)), -1),
                                r
                            )
                    ),
                ]
            ),
            new(
                "H9 data processing of KL",
                () => DataProcessing(KullbackLeibler, LawP, Through(K), LawQ, Through(K)),
                [],
                [
                    Mutant.Reversed,
                    Mutant.Sides(
                        "another kernel on the right",
                        (_, r) => (Distance(KullbackLeibler, LawP.Then(Through(K)), LawQ.Then(Through(L))), r)
                    ),
                    Mutant.Sides(
                        "W1 in its place",
                        (_, _) =>
                            (
                                Distance(Wasserstein1, LawP.Then(Through(Walk)), LawQ.Then(Through(Walk))),
                                Distance(Wasserstein1, LawP, LawQ)
                            )
                    ),
                ]
            ),
            new(
                "H9 data processing of TV",
                () => DataProcessing(TotalVariation, LawP, Through(K), LawQ, Through(K)),
                [],
                [Mutant.Reversed]
            ),
            new(
                "H9' Lipschitz pushforward",
                () => LipschitzPushforward(Hypothesis(new Judgement.LipschitzMap(T, 0, Steep)), LawP, LawQ),
                [],
                [Mutant.Replaced("no constant", Steep, 1), Mutant.Replaced("half the constant", Steep, Steep / 2)]
            ),
            new(
                "H10 chain rule",
                () => ChainRule(LawP, Through(K), LawQ, Through(L)),
                [],
                [
                    Mutant.Sides(
                        "average under the second law",
                        (l, _) =>
                            (
                                l,
                                (Expr)Divergence.KL(LawP, LawQ)
                                    + Mean([Draw.From("x", Q)], Divergence.KL(Law.At(K, AnyX), Law.At(L, AnyX)))
                            )
                    ),
                ]
            ),
            new(
                "H11 information as a divergence",
                () => InformationAsDivergence(new MutualInformation(XY)),
                [Copying],
                [Mutant.Sides("reversed", (l, _) => (l, Divergence.KL(XY.Marginal(0).Times(XY.Marginal(1)), XY)))]
            ),
            new(
                "H12 compensation",
                () => Compensation(LawP, Through(K), Of(OnY)),
                [],
                [
                    Mutant.Sides("without the information", (l, r) => (l, ((Sum)r).Items[1])),
                    Mutant.Sides("without the divergence", (l, r) => (l, ((Sum)r).Items[0])),
                ]
            ),
            new(
                "H12 compensation given a point",
                SplitGivenY,
                [],
                [Mutant.Sides("without the information", (l, r) => (l, Sum.Of(((Sum)r).Items.Take(2))))]
            ),
            .. new[] { KullbackLeibler, TotalVariation, Wasserstein1 }.Select(kind => new AxiomCase(
                $"H13 convexity of {kind}",
                () => Convexity(kind, [DrawX], Law.At(K, AnyX), Law.At(L, AnyX)),
                [],
                [Mutant.Reversed]
            )),
            new(
                "H15 superadditivity",
                () =>
                    Superadditivity(
                        IndependentOutputs(Law.Of([DrawX, Draw.From("b", OnY)], AnyX, new Variable("b", Y))),
                        Law.Of(
                            [DrawX, Draw.From("b", OnY), Draw.From("z", Pair, AnyX, new Variable("b", Y))],
                            AnyX,
                            new Variable("b", Y),
                            AnyZ
                        )
                    ),
                [Copying],
                [
                    new(
                        "dependent points",
                        _ => new Judgement.AtMost(
                            2 * (Expr)new MutualInformation(Twice.Returning(AnyX, AnyY)),
                            new MutualInformation(Twice, 2, 1)
                        )
                    ),
                    Mutant.Reversed,
                ]
            ),
            new(
                "H15 superadditivity over a sample",
                () =>
                    SampleSuperadditivity(
                        Law.Of([Sample, Draw.From("w", Rule, Sample.Variable)], new Variable("w", Y)),
                        Sample,
                        I
                    ),
                [],
                [Mutant.Sides("twice the sum", (l, r) => (2 * l, r)), Mutant.Reversed]
            ),
            new(
                "H16 cost of a coupling",
                () => CouplingCost(CouplingOfMarginals(Law.Of([DrawX, Draw.From("v", Walk, AnyX)], AnyX, new Variable("v", X)))),
                [],
                [Mutant.Reversed, Mutant.Scaled(new Rational(9, 10))]
            ),
            new(
                "H16 triangle",
                () => Triangle(LawP, LawQ, LawR),
                [Copying],
                [
                    Mutant.Scaled(new Rational(9, 10)),
                    Mutant.Sides(
                        "of relative entropy, which is H18",
                        (_, _) => (Divergence.KL(LawP, LawR), (Expr)Divergence.KL(LawP, LawQ) + Divergence.KL(LawQ, LawR))
                    ),
                ]
            ),
            new("H16 symmetry", () => WassersteinSymmetry(LawP, LawQ), [], [Mutant.Scaled(new Rational(9, 10))]),
            new(
                "H16 order",
                () => WassersteinOrder(LawP, LawQ),
                [Copying],
                [Mutant.Reversed, Mutant.Scaled(new Rational(9, 10))]
            ),
            new(
                "H16 point mass",
                () => PointMass(AnyX, LawQ),
                [],
                [
                    Mutant.Sides(
                        "from another point",
                        (l, _) =>
                            (l, Mean([Draw.From("q", Q)], At(Function.Metric(X), new Variable("q", X), new Variable("q", X))))
                    ),
                ]
            ),
            new(
                "H27 concavity of entropy",
                () => EntropyConcavity([DrawX], Law.At(K, AnyX)),
                [],
                [Mutant.Reversed, Mutant.Scaled(new Rational(9, 10))]
            ),
            new(
                "divergence from itself",
                () => SelfDivergence(KullbackLeibler, LawP),
                [],
                [Mutant.Sides("from another", (_, r) => (Divergence.KL(LawP, LawQ), r))]
            ),
            new(
                "coupling of marginals",
                () => CouplingOfMarginals(Law.Of([DrawX, Draw.From("v", Walk, AnyX)], AnyX, new Variable("v", X))),
                [],
                [
                    new(
                        "another marginal",
                        t => (Judgement.Coupling)t.Conclusion is var c ? new Judgement.Coupling(c.Joint, c.Q, c.P) : t.Conclusion
                    ),
                ]
            ),
            new(
                "independence of separate draws",
                () => IndependentOutputs(Law.Of([DrawX, Draw.From("b", OnY)], AnyX, new Variable("b", Y))),
                [],
                [new("of dependent draws", _ => new Judgement.Independent(XY))]
            ),
        ];
}
