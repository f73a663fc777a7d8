using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Linear;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Posynomials;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Optimisation;

public class BalancingLaws
{
    private static readonly Terms<Symbol> Chosen = [new Symbol("s"), new Symbol("t")];
    private static readonly Terms<Symbol> Sizes = [new Symbol("m"), new Symbol("n")];

    // A sum of random monomials and a random direction (log m, log n) of growth.
    private sealed record Case(Terms<Terms<Rational>> Powers, Rational M, Rational N)
    {
        public Expr Objective =>
            Sum.Of(
                Powers.Select(p =>
                    Product.Of(Chosen.Concat(Sizes).Zip(p, (symbol, power) => Power.Of(symbol, new Number(power))))
                )
            );

        public override string ToString() => $"{Objective} along log m = {M}, log n = {N}";
    }

    private static Arbitrary<Case> Cases { get; } =
        Arb.From(
            from count in Gen.Choose(2, 5)
            let power = Gen.Choose(-2, 2).Select(k => (Rational)k)
            from powers in power.ArrayOf(4).Select(a => a.ToTerms()).ArrayOf(count)
            from m in Gen.Choose(0, 12)
            from n in Gen.Choose(1, 12)
            select new Case(powers.ToTerms(), m, n)
        );

    // log of a monomial in the sizes along the direction
    private static Rational Size(Expr monomial, Case c)
    {
        var (posynomial, _) = new PosynomialReader(_ => true).Read(monomial);
        var m = Assert.Single(posynomial!.Items).Monomial;
        return m.Exponent(Sizes[0]).Constant * c.M + m.Exponent(Sizes[1]).Constant * c.N;
    }

    // min over log s, log t of the greatest exponent, as a linear program of its own
    private static LinearOptimum Direct(Case c) =>
        LinearProgram.Maximise(
            [0, 0, -1],
            [.. c.Powers.Select(p => new Halfspace([p[0], p[1], -1], -(p[2] * c.M + p[3] * c.N)))]
        );

    [Fact]
    public void The_diagram_agrees_with_a_linear_program_in_every_direction() =>
        Forall.Holds(
            Cases,
            c =>
            {
                var direct = Direct(c);
                switch (Balancing.Balance(c.Objective, Chosen, Context.Empty))
                {
                    case Balance.Vanishes vanishes:
                        Assert.IsType<LinearOptimum.Unbounded>(direct);
                        var along = Chosen.Select(s => vanishes.Along.FirstOrDefault(a => a.Symbol == s).Exponent).ToList();
                        Assert.All(c.Powers, p => Assert.True((p[0] * along[0] + p[1] * along[1]).Sign < 0));
                        break;
                    case Balance.Diagram diagram:
                        var least = -Assert.IsType<LinearOptimum.Optimal>(direct).Value;
                        var here = diagram.Regimes.Where(r => r.When.All(w => Size(w.Left, c) <= Size(w.Right, c))).ToList();
                        Assert.NotEmpty(here);
                        Assert.All(here, r => Assert.Equal(least, Size(r.Rate, c)));
                        Assert.All(here, r => Assert.Equal(least, Attained(r, c)));
                        break;
                    default:
                        Assert.Fail("a sum of monomials was refused");
                        break;
                }
            }
        );

    private static Rational Value(Expr weight) => Assert.IsType<Number>(weight).Value;

    private static Rational Attained(Regime regime, Case c)
    {
        var chosen = regime.Argmin.Select(a => Size(a.Value, c)).ToList();
        return c.Powers.Max(p => p[0] * chosen[0] + p[1] * chosen[1] + p[2] * c.M + p[3] * c.N);
    }

    [Fact]
    public void A_certificate_is_a_weighted_geometric_mean_free_of_the_minimised_symbols() =>
        Forall.Holds(
            Cases,
            c =>
            {
                if (Balancing.Balance(c.Objective, Chosen, Context.Empty) is not Balance.Diagram diagram)
                    return;
                var reader = new PosynomialReader(_ => true);
                foreach (var regime in diagram.Regimes)
                {
                    Assert.Equal(
                        Rational.One,
                        regime.Certificate.Terms.Aggregate(Rational.Zero, (sum, t) => sum + Value(t.Weight))
                    );
                    var mean = regime.Certificate.Terms.Aggregate(
                        Monomial.One,
                        (product, t) => product * reader.Read(t.Term).Posynomial!.Items[0].Monomial.Pow(Value(t.Weight))
                    );
                    Assert.Equal(reader.Read(regime.Rate).Posynomial!.Items[0].Monomial, mean);
                }
            }
        );

    private static readonly Expr[] Exponents =
    [
        .. new[] { "1", "-1", "a", "-a", "2*a", "-2*b", "b", "-b", "a + b", "-a - 1", "1/2*b + 1" }.Select(text =>
            Infix.Parse(text)
        ),
    ];

    private static Arbitrary<Terms<(Expr Power, Expr Size)>> Parametric { get; } =
        Arb.From(
            from count in Gen.Choose(2, 5)
            from terms in (
                from power in Gen.Elements(Exponents)
                from size in Gen.Elements<Expr>(1, -1, 2, new Symbol("c"), -new Symbol("c"), 1 - new Symbol("c"))
                select (power, size)
            ).ArrayOf(count)
            select terms.Append((Expr.Symbol("a"), 1)).ToTerms()
        );

    private static Expr Whole(Terms<(Expr Power, Expr Size)> terms) =>
        Sum.Of(terms.Select(t => Product.Of(Power.Of(Chosen[0], t.Power), Power.Of(Sizes[1], t.Size))));

    [Fact]
    public void With_parameters_the_diagram_is_that_of_their_values()
    {
        var settled = 0;
        Forall.Holds(
            Parametric,
            terms =>
            {
                var whole = Whole(terms);
                var balance = Balancing.Balance(whole, [Chosen[0]], Context.Empty);
                foreach (var (a, b, c) in new[] { (1, 2, 3), (3, 1, 1), (2, 5, 2), (5, 3, 7) })
                {
                    Expr At(Expr e) => e.Substitute(new("a"), a).Substitute(new("b"), b).Substitute(new("c"), new Rational(c, 2));
                    double Degree(Expr monomial) => Math.Log(At(monomial).Evaluate((Sizes[1].Name, Math.E)));
                    var direct = Balancing.Balance(At(whole), [Chosen[0]], Context.Empty);
                    if (balance is Balance.Vanishes)
                        Assert.IsType<Balance.Vanishes>(direct);
                    if (balance is not Balance.Diagram diagram)
                        continue;
                    settled++;
                    var expected = Degree(Assert.IsType<Balance.Diagram>(direct).Regimes[0].Rate);
                    var here = diagram.Regimes.Where(r => r.When.All(w => Holds(At(w.Left), w.Relation, At(w.Right)))).ToList();
                    Assert.NotEmpty(here);
                    Assert.All(here, r => Assert.Equal(expected, Degree(r.Rate), 1e-9));
                    Assert.All(
                        here,
                        r =>
                            Assert.Equal(
                                expected,
                                terms.Max(t => Degree(Whole([t]).Substitute(Chosen[0], r.Argmin[0].Value))),
                                1e-9
                            )
                    );
                }
            },
            trials: 200,
            trialsInFull: 20_000
        );
        Assert.True(settled > 400, $"{settled} diagrams");
    }

    private static bool Holds(Expr left, Relation relation, Expr right) =>
        relation is Relation.LessOrEqual
            ? left.Evaluate() <= right.Evaluate() + 1e-12
            : left.Evaluate() >= right.Evaluate() - 1e-12;
}
