using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Axioms;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Fuzz;

/// <summary>Random applications of rules: theorems are built from random terms and from each other, as far as the kernel allows.</summary>
internal sealed class RandomProofs(int seed, IReadOnlyList<Func<Theorem>> rules)
{
    private const int LargestText = 600;

    private readonly Random random = new(seed);
    private readonly RandomTerms terms = new(new Random(seed + 1));
    private readonly List<Theorem> known = [];

    /// <summary>The theorems that so many attempts reach.</summary>
    public IEnumerable<Theorem> Reached(int attempts)
    {
        for (var k = 0; k < attempts; k++)
        {
            Theorem theorem;
            try
            {
                theorem = Attempt();
            }
            catch (ArgumentException)
            {
                // A refusal, of the kernel or of a term that cannot be built.
                continue;
            }
            if (theorem.ToString().Length > LargestText)
                continue;
            known.Add(theorem);
            yield return theorem;
        }
    }

    private Theorem Known() => known.Count > 0 ? known[random.Next(known.Count)] : FromTerms();

    private Theorem Attempt() =>
        random.Next(5) switch
        {
            0 or 1 => FromTerms(),
            2 => Classical(),
            _ => FromTheorems(),
        };

    private Theorem FromTerms()
    {
        var e = terms.Expression(random.Next(1, 4));
        return random.Next(4) switch
        {
            0 or 1 => Identity(e, terms.Rewritten(e), terms.Facts()),
            2 => MoreTerms(e, terms.Rewritten(e) + terms.Expression(1), terms.Facts()),
            _ => Hypothesis(new Judgement.AtMost(e, terms.Expression(1)), terms.Facts()),
        };
    }

    private Theorem Classical()
    {
        var (p, q) = (terms.OnX(), terms.OnX());
        var draws = terms.Draws();
        var channel = terms.FromX();
        return random.Next(19) switch
        {
            0 => ChangeOfMeasure(p, q, [AnyX], terms.Expression(1), terms.Facts()),
            1 => Pinsker(p, q),
            2 => BretagnolleHuber(p, q),
            3 => DataProcessing(terms.Kind(), p, channel, q, terms.Below(4) == 0 ? terms.FromX() : channel),
            4 => ChainRule(p, channel, q, terms.Below(2) == 0 ? terms.FromX() : channel),
            5 => Compensation(p, Through(K), terms.LawOnY()),
            6 => Convexity(terms.Kind(), draws, p, q),
            7 => CouplingCost(CouplingOfMarginals(p.With(Through(Walk)))),
            8 => Triangle(p, q, terms.OnX()),
            9 => PointMass(terms.PointOfX(), q),
            10 => EntropyConcavity(draws, terms.LawOnY()),
            11 => MarkovInequality(draws, terms.Expression(2), terms.One<Expr>(Delta, A), terms.Facts()),
            12 => Jensen(
                terms.One(new Log(Hole), new Exp(Hole), Expr.Sqrt(Hole), Power.Of(Hole, 2), Power.Of(Hole, -1)),
                Hole,
                terms.One<Expr>(Expectation.Under(draws, terms.Expression(1)), new Series(I, 1, M, terms.Expression(1), true)),
                terms.Facts()
            ),
            13 => Subadditive(terms.One(Rational.Half, new Rational(1, 3)), [terms.Expression(1), terms.Expression(1)]),
            14 => WeightedMeans([(Rational.Half, terms.Expression(1)), (Rational.Half, terms.Expression(1))]),
            15 => IndependentEntries(Sample, I, AnyX, terms.Expression(2), terms.Facts()),
            16 => UniformAverage(Draw.From("j", new UniformIndex(M)), I, terms.Expression(2), terms.Facts()),
            17 => Superadditivity(
                IndependentOutputs(p.Times(q)),
                p.Times(q).With(new Channel(Two, Law.Of([Shown], Shown.Variable)))
            ),
            _ => rules[random.Next(rules.Count)](),
        };
    }

    private static readonly Terms<Variable> Two = [new("one", X), new("other", X)];
    private static readonly Draw Shown = Draw.From("shown", K, Two[0]);

    private Theorem FromTheorems()
    {
        var (first, second) = (Known(), Known());
        switch (random.Next(16))
        {
            case 0:
                return Chain(first, second);
            case 1:
                return Add(first, second);
            case 2:
            case 3:
                // The second theorem used inside the first one's right side.
                var template = Mutant.Replace(first.Right(), second.Left(), Hole);
                return Chain(first, Monotone(template, Hole, second));
            case 4:
                return Monotone(Mutant.Replace(terms.Expression(2), terms.One<Expr>(A, B, S), Hole), Hole, first);
            case 5:
                return Under(terms.Draws(), first);
            case 6:
                return Over(I, 1, terms.One<Expr>(M, 2, M + (Expr)1), terms.Below(2) == 0, first);
            case 7:
                return first.Generalize(terms.One(AnyX, AnyY, Sample.Variable));
            case 8:
                return first.Specialize(terms.PointOfX());
            case 9:
                // What counts something stays whole: the kernel has to see to it.
                return terms.Below(3) == 0
                    ? first.Instantiate(terms.One(M, I), terms.One<Expr>(1, 2, M, Rational.Half, -1, A))
                    : first.Instantiate(terms.One(A, B, S), terms.One(terms.Expression(1), A, 2, M));
            case 10:
                return first.Assuming(terms.Facts().FirstOrDefault() ?? new Judgement.Bounded(F, Width));
            case 11:
                return first.Conclusion is Judgement.WithProbability w
                    ? terms.Below(2) == 0 && second.Conclusion is Judgement.WithProbability
                        ? Union(first, second)
                        : first.Hence(Monotone(Mutant.Replace(terms.Expression(2), A, Hole), Hole, Hypothesis(w.Event)))
                    : first.Symmetric();
            case 12:
                return Smallest(
                    first,
                    Chain(first, MoreTerms(first.Right(), first.Right() + terms.Expression(1), terms.Facts()))
                );
            case 13:
                return first.Conclusion is Judgement.WithProbability { Event: Judgement.AtMost likely }
                    ? Expected(first, Hypothesis(new Judgement.AtMost(likely.Left, terms.One<Expr>(A, 1, terms.Expression(1)))))
                    : first.Relaxed(second);
            case 14:
                var (a, b) = (terms.Expression(2), terms.Expression(2));
                return LeastOver(S, Inequalities.Balance(a, b, S, terms.Facts()), 0, (a, 1), (b, 1));
            default:
                return first.Discharge(second);
        }
    }
}
