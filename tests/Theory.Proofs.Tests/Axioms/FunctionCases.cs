using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>Rules about functions under laws.</summary>
internal static class FunctionCases
{
    private static readonly Judgement BoundedF = new Judgement.Bounded(F, Width);
    private static readonly Law LawP = Of(P);
    private static readonly Law LawQ = Of(Q);
    private static readonly Judgement TailsUnderP = new Judgement.SubGaussian(RandomReal.Of(LawP, [AnyX], At(F, AnyX)), Radius);
    private static readonly Judgement TailsUnderQ = new Judgement.SubGaussian(RandomReal.Of(LawQ, [AnyX], At(F, AnyX)), Radius);
    private static readonly Judgement LipschitzTails = new Judgement.LipschitzSubGaussian(LawP, Radius);

    // Bern(.3) against Bern(.5) with the likelihood ratio as values; and nearly equal coins, where transport is nearly tight.
    private static readonly FiniteWorld Ratio = Worlds
        .RandomWorld.Plain(2)
        .With(Q, KernelTable.Measure(7, 3))
        .With(Loss, [new Rational(9, 10), new Rational(1, 10)]);

    private static readonly FiniteWorld Near = Worlds
        .RandomWorld.Plain(2)
        .With(P, KernelTable.Measure(50, 50))
        .With(Q, KernelTable.Measure(49, 51))
        .With(F, [0, 1]);

    private static readonly FiniteWorld FarPoint = Worlds
        .RandomWorld.Plain(2)
        .With(Q, KernelTable.Measure(0, 1))
        .With(F, [0, 10]);

    private static readonly FiniteWorld Stretching = Worlds
        .RandomWorld.Plain(2, 2)
        .With(Walk, KernelTable.Deterministic([0, 1], 2))
        .With(Q, KernelTable.Measure(1, 0))
        .With(R, KernelTable.Measure(0, 1));

    private static Theorem Transported(bool lower) =>
        SubGaussianTransport(Hypothesis(TailsUnderP), LawQ, LawP, [AnyX], At(F, AnyX), lower, BoundedF);

    // W1(Q, P) <= sqrt(2 R^2 KL) through a critic, which is H6 derived from H3 and H17.
    private static Theorem ThroughCritic()
    {
        var critic = new Function("c", [X]);
        var range = new Symbol("range");
        var lipschitz = Hypothesis(new Judgement.Lipschitz(critic, 0, 1)).Assuming(new Judgement.Bounded(critic, range));
        var tails = LipschitzIsSubGaussian(lipschitz, Hypothesis(LipschitzTails), [AnyX]);
        var radius = 1 * (Expr)Radius;
        var deviation = Expr.Sqrt(2 * Power.Of(radius, 2) * Divergence.KL(LawQ, LawP));
        var gap = SubGaussianTransport(tails, LawQ, LawP, [AnyX], At(critic, AnyX));
        var wanted = deviation + Mean([DrawX], At(critic, AnyX));
        return KantorovichRubinstein(gap.To(wanted), critic, range, [], [], LawQ, LawP, deviation);
    }

    public static IEnumerable<AxiomCase> All =>
        [
            new(
                "H1 change of measure",
                () => ChangeOfMeasure(LawQ, LawP, [AnyX], At(F, AnyX), BoundedF),
                [Near],
                [
                    Mutant.Sides("without the divergence", (l, r) => (l, ((Sum)r).Items[1])),
                    Mutant.Replaced("divergence reversed", Divergence.KL(LawQ, LawP), Divergence.KL(LawP, LawQ)),
                ]
            ),
            new(
                "H1 at the log-likelihood ratio",
                () => ChangeOfMeasure(LawQ, LawP, [AnyX], new Log(Rational.Half + At(Loss, AnyX, AnyY))),
                [Ratio],
                [
                    Mutant.Replaced(
                        "nine tenths of the divergence",
                        Divergence.KL(LawQ, LawP),
                        new Rational(9, 10) * (Expr)Divergence.KL(LawQ, LawP)
                    ),
                ]
            ),
            new(
                "H2 with a law that depends on the data",
                () =>
                    ChangeOfMeasure(Law.At(Walk, new Variable("seen", X)), LawP, [AnyX], At(F, AnyX), BoundedF)
                        .Generalize(new Variable("seen", X)),
                [],
                [
                    new(
                        "without the divergence",
                        t =>
                            t.Conclusion is Judgement.ForAll { Body: Judgement.AtMost a } all
                                ? new Judgement.ForAll(all.Variables, new Judgement.AtMost(a.Left, ((Sum)a.Right).Items[1]))
                                : throw new InvalidOperationException()
                    ),
                ]
            ),
            new(
                "H3 transport",
                () => Transported(false),
                [Near],
                [
                    Mutant.Replaced("factor 19/10 for 2", 2, new Rational(19, 10)),
                    new("tails known under the other law", t => t.Conclusion, [TailsUnderQ, BoundedF]),
                    Mutant.Replaced("divergence reversed", Divergence.KL(LawQ, LawP), Divergence.KL(LawP, LawQ)),
                ]
            ),
            new(
                "H3 transport downwards",
                () => Transported(true),
                [Near, FarPoint],
                [new("tails known under the other law", t => t.Conclusion, [TailsUnderQ, BoundedF])]
            ),
            new(
                "H3- from a lower tail",
                () => LowerTransport(LowerTail(Hypothesis(TailsUnderP)), LawQ, LawP, [AnyX], At(F, AnyX), BoundedF),
                [Near],
                [Mutant.Replaced("factor 1 for 2", 2, 1)]
            ),
            new(
                "H4 Hoeffding's lemma",
                () => HoeffdingLemma(Hypothesis(BoundedF), [DrawX], [AnyX]),
                [Near],
                [new("a third of the width", t => new Judgement.SubGaussian(((Judgement.SubGaussian)t.Conclusion).Of, Width / 3))]
            ),
            new(
                "H4 Hoeffding's lemma over one argument",
                () => HoeffdingLemma(Hypothesis(new Judgement.Range(G, 1, Width)), [DrawY], [AnyX, AnyY]),
                [],
                [new("the range over another argument", t => t.Conclusion, [new Judgement.Range(G, 0, Width)])]
            ),
            new(
                "H6 transport of Lipschitz functions",
                () => Transport(Hypothesis(LipschitzTails), LawQ, LawP),
                [Near],
                [
                    Mutant.Replaced("factor 19/10 for 2", 2, new Rational(19, 10)),
                    new("tails known under the other law", t => t.Conclusion, [new Judgement.LipschitzSubGaussian(LawQ, Radius)]),
                ]
            ),
            new(
                "H17 duality",
                ThroughCritic,
                [Near, Stretching],
                [
                    Mutant.Replaced("factor 19/10 for 2", 2, new Rational(19, 10)),
                    // A critic that may not look at x would prove this.
                    new(
                        "a critic that ignores a parameter",
                        _ => new Judgement.AtMost(
                            Mean([DrawX], Divergence.W1(Law.At(Walk, AnyX), LawQ)),
                            Divergence.W1(Law.Of([DrawX, Draw.From("v", Walk, AnyX)], new Variable("v", X)), LawQ)
                        )
                    ),
                ]
            ),
            new(
                "sub-Gaussian by definition",
                () => MomentGenerating(Hypothesis(TailsUnderP, BoundedF), S),
                [Near.With(S, new Rational(1, 10))],
                [Mutant.Sides("a quarter of the exponent", (l, r) => (l, Expr.Sqrt(Expr.Sqrt(r))))]
            ),
            new(
                "sub-Gaussian from Lipschitz",
                () =>
                    LipschitzIsSubGaussian(Hypothesis(new Judgement.Lipschitz(F, 0, Steep)), Hypothesis(LipschitzTails), [AnyX]),
                [Near],
                [
                    new(
                        "half the constant",
                        t => new Judgement.SubGaussian(((Judgement.SubGaussian)t.Conclusion).Of, Steep * (Expr)Radius / 2)
                    ),
                ]
            ),
            new(
                "Lipschitz by definition",
                () => LipschitzBound(Hypothesis(new Judgement.Lipschitz(F, 0, Steep)), [AnyX], new Variable("v", X)),
                [Near],
                [Mutant.Replaced("half the constant", Steep, Steep / 2)]
            ),
            new(
                "centred mixture",
                () =>
                    CentredMixture(
                        Hypothesis(
                            new Judgement.ForAll(
                                [AnyX],
                                new Judgement.SubGaussian(RandomReal.Of([DrawB], At(G, AnyX, DrawB.Variable)), Radius)
                            )
                        ),
                        [DrawX]
                    ),
                [],
                [
                    // Not centred, the means move as well.
                    new(
                        "not centred",
                        _ => new Judgement.SubGaussian(RandomReal.Of([DrawX, DrawB], At(G, AnyX, DrawB.Variable)), Radius)
                    ),
                ]
            ),
        ];

    private static readonly Draw DrawB = Draw.From("b", OnY);
}
