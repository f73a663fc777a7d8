using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>Rules about samples and high probability, and the kernel's rules on order that are not algebra.</summary>
internal static class SampleCases
{
    private static readonly Judgement BoundedF = new Judgement.Bounded(F, Width);
    private static readonly Judgement BoundedMetric = new Judgement.Bounded(Function.Metric(X), Width);
    private static readonly Variable Data = Sample.Variable;

    private static Expr Entry(Function f) => At(f, new Entry(Data, I));

    // Y is 1/delta with probability delta, up to a little.
    private static readonly FiniteWorld Rare = Worlds
        .RandomWorld.Plain(2, 1)
        .With(P, KernelTable.Measure(89, 11))
        .With(Loss, [0, 100])
        .With(Delta, new Rational(1, 10));

    private static readonly FiniteWorld FairCoins = Worlds
        .RandomWorld.Plain(2, m: 3)
        .With(F, [0, 1])
        .With(S, new Rational(1, 10))
        .With(A, new Rational(1, 6));

    private static Theorem MarkovOfLoss() => MarkovInequality([DrawX], new Rational(1, 10) + At(Loss, AnyX, AnyY), Delta);

    private static Theorem Differences() =>
        Hypothesis(
            new Judgement.BoundedDifferences(Data, Mean([DrawX], At(F, AnyX)) + new Series(I, 1, M, Entry(F)), Width),
            BoundedG
        );

    private static readonly Judgement BoundedG = new Judgement.Bounded(F, new Symbol("range"));

    private static Expr Average(Expr body) => new Series(I, 1, M, body, IsAverage: true);

    public static IEnumerable<AxiomCase> All =>
        [
            new(
                "H21 Markov",
                MarkovOfLoss,
                [Rare],
                [
                    Mutant.Replaced("half of log(1/delta)", new Log(1 / (Expr)Delta), new Log(1 / (Expr)Delta) / 2),
                    new(
                        "a quarter of the probability",
                        t =>
                            t.Conclusion is Judgement.WithProbability w
                                ? new Judgement.WithProbability(w.Draws, w.Event, Delta / 4)
                                : throw new InvalidOperationException()
                    ),
                ]
            ),
            new(
                "H22 Hoeffding",
                () => HoeffdingInequality(Hypothesis(BoundedF), Sample, I, A),
                [FairCoins],
                [
                    new(
                        "24 times the exponent",
                        t =>
                            t.Conclusion is Judgement.WithProbability w
                                ? new Judgement.WithProbability(w.Draws, w.Event, Power.Of(w.Delta, 24))
                                : throw new InvalidOperationException()
                    ),
                ]
            ),
            new(
                "H23 McDiarmid",
                () => McDiarmid(Differences(), Sample, S),
                [FairCoins],
                [
                    Mutant.Replaced("a ninth for an eighth", new Rational(1, 8), new Rational(1, 9)),
                    Mutant.Sides(
                        "without the number of entries",
                        (l, r) => (l, new Exp(Mutant.Replace(((Exp)r).Argument, M, 1)))
                    ),
                ]
            ),
            new(
                "H16 differences of the empirical distance",
                () => EmpiricalDifferences(Hypothesis(BoundedMetric), Sample, Of(Q)),
                [],
                [
                    new(
                        "a half of them",
                        t =>
                            t.Conclusion is Judgement.BoundedDifferences d
                                ? new Judgement.BoundedDifferences(d.Sample, d.Value, d.Width / 2)
                                : throw new InvalidOperationException()
                    ),
                ]
            ),
            new(
                "H24 PAC-Bayes",
                () =>
                    Inequalities.PacBayes(
                        [Sample],
                        Law.At(Rule, Data),
                        Of(OnY),
                        AnyY,
                        At(G, new Entry(Data, 1), AnyY),
                        A,
                        Delta,
                        new Judgement.Bounded(G, Width)
                    ),
                [],
                [
                    Mutant.Sides(
                        "without the divergence",
                        (l, r) => (l, Mutant.Replace(r, Divergence.KL(Law.At(Rule, Data), Of(OnY)), 0))
                    ),
                ]
            ),
            new(
                "H25 balance",
                () => Inequalities.Balance(A, B, S),
                [FairCoins.With(A, 4).With(B, 1).With(S, 2)],
                [Mutant.Sides("three for two", (l, r) => (new Rational(3, 2) * l, r))]
            ),
            new("H25 at the balance", () => Inequalities.Balanced(A, B), [], [Mutant.Scaled(Rational.Half)]),
            new(
                "independence of entries",
                () => IndependentEntries(Sample, I, AnyX, At(F, AnyX), BoundedF),
                [],
                [Mutant.Sides("the mean before the exponential", (l, _) => (l, new Exp(M * Mean([DrawX], At(F, AnyX)))))]
            ),
            new(
                "uniform average",
                () =>
                    UniformAverage(
                        Draw.From("j", new UniformIndex(M)),
                        I,
                        At(F, new Entry(Data, new Variable("j", new Space.Indices(M)))),
                        BoundedF
                    ),
                [],
                [Mutant.Sides("the first entry", (l, _) => (l, At(F, new Entry(Data, 1))))]
            ),
            new(
                "Jensen for the square root",
                () => Jensen(Expr.Sqrt(Hole), Hole, Mean([DrawX, DrawY], At(Loss, AnyX, AnyY))),
                [],
                [Mutant.Reversed]
            ),
            new(
                "Jensen for the exponential",
                () => Jensen(new Exp(Hole), Hole, Average(Entry(F)), BoundedF),
                [],
                [Mutant.Reversed]
            ),
            new(
                "Jensen for the logarithm",
                () => Jensen(new Log(Hole), Hole, Mean([DrawX, DrawY], 1 + At(Loss, AnyX, AnyY))),
                [],
                [Mutant.Reversed]
            ),
            new(
                "Jensen for the inverse",
                () => Jensen(Power.Of(Hole, -1), Hole, Mean([DrawX, DrawY], 1 + At(Loss, AnyX, AnyY))),
                [],
                [Mutant.Reversed]
            ),
            new("subadditivity", () => Subadditive(Rational.Half, [A, B]), [], [Mutant.Reversed, Mutant.Scaled(Rational.Half)]),
            new(
                "weighted means",
                () => WeightedMeans([(new Rational(1, 3), A), (new Rational(2, 3), B)]),
                [FairCoins.With(A, 2).With(B, 2)],
                [Mutant.Reversed, Mutant.Scaled(new Rational(9, 10))]
            ),
            new(
                "union of events",
                () => Union(MarkovOfLoss(), MarkovInequality([DrawX], new Exp(At(F, AnyX)), Delta, BoundedF)),
                [Rare.With(F, [10, 0]).With(P, KernelTable.Measure(9, 91))],
                [
                    new(
                        "an eighth of the probability",
                        t =>
                            t.Conclusion is Judgement.WithProbability w
                                ? new Judgement.WithProbability(w.Draws, w.Event, Delta / 4)
                                : throw new InvalidOperationException()
                    ),
                ]
            ),
            new(
                "consequence of an event",
                () =>
                    MarkovOfLoss() is var markov && markov.Conclusion is Judgement.WithProbability w
                        ? markov.Hence(Hypothesis(w.Event).Within(hole => new Exp(hole)))
                        : throw new InvalidOperationException(),
                [Rare],
                [Mutant.Sides("a quarter", (l, r) => (4 * l, r))]
            ),
        ];
}
