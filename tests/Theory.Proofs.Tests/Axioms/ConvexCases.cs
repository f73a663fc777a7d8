using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>Rules about f-divergences and restricted critics.</summary>
internal static class ConvexCases
{
    private static readonly ConvexGenerator F = ConvexGenerator.Any("f");
    private static readonly Law LawP = Of(P);
    private static readonly Law LawQ = Of(Q);
    private static readonly Law LawR = Of(R);

    // Two coins at Hamming distance 1; lambda = .3 makes every critic of range .6 a 1-Lipschitz one.
    private static readonly FiniteWorld Coins = Worlds
        .RandomWorld.Plain(2)
        .With(P, KernelTable.Measure(7, 3))
        .With(Q, KernelTable.Measure(4, 6))
        .With(R, KernelTable.Measure(4, 6))
        .With(S, new Rational(3, 10));

    // A fair coin seen once through a copy, against the law that is sure of one side.
    private static readonly FiniteWorld Missing = Worlds
        .RandomWorld.Plain(2, 2)
        .With(K, KernelTable.Deterministic([0, 1], 2))
        .With(OnY, KernelTable.Measure(1, 0));

    public static IEnumerable<AxiomCase> All =>
        [
            new(
                "H30 variational bound",
                () => VariationalBound(F, S, LawP, LawQ),
                [Coins],
                [
                    Mutant.Scaled(new Rational(9, 10)),
                    Mutant.Reversed,
                    Mutant.Sides("laws exchanged", (l, _) => (l, S * (Expr)new FDivergence(F, LawQ, LawP))),
                ]
            ),
            new(
                "H31 triangle of critics",
                () => CriticTriangle(F, S, LawP, LawQ, LawR),
                [Coins.With(S, 5)],
                [
                    Mutant.Scaled(new Rational(9, 10)),
                    Mutant.Sides("without the distance", (l, _) => (l, new RestrictedGan(F, S, LawQ, LawR))),
                    Mutant.Sides("without the critic", (l, _) => (l, Divergence.W1(LawP, LawQ))),
                ]
            ),
            new(
                "H32 restricted total variation against a sample",
                () => EmpiricalReference(S, Of(OnY), [Sample], Sample, Through(K)),
                [Missing],
                [
                    Mutant.Sides("without the distance", (l, r) => (l, ((Sum)r).Items[0])),
                    Mutant.Sides("half the distance", (l, r) => (l, ((Sum)r).Items[0] + Rational.Half * ((Sum)r).Items[1])),
                    Mutant.Reversed,
                ]
            ),
            new(
                "uniform divergence of an index",
                () => UniformDivergence(new Variable("k", new Space.Indices(M)), Draw.From("j", new UniformIndex(M))),
                [],
                [Mutant.Scaled(new Rational(9, 10)), Mutant.Scaled(2)]
            ),
            new(
                "H9 data processing of f-divergences",
                () => DataProcessing(F, LawP, Through(K), LawQ, Through(K)),
                [Coins],
                [
                    Mutant.Scaled(new Rational(9, 10)),
                    Mutant.Sides(
                        "another kernel on the right",
                        (_, r) => (new FDivergence(F, LawP.Then(Through(K)), LawQ.Then(Through(L))), r)
                    ),
                ]
            ),
        ];
}
