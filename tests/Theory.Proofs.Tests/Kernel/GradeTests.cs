using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

/// <summary>
/// What the kernel knows of a value, seen through its rules: d that it is defined in (-inf, inf], + positive, 0 nonnegative, f finite,
/// and over a drawn x uniformly b bounded below, a above, w away from 0. Nothing more may be known, or something false is provable.
/// </summary>
public sealed class GradeTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel K = new("K", [X], X);
    private static readonly Draw DrawX = Draw.From("x", P);
    private static readonly Variable AnyX = DrawX.Variable;
    private static readonly Symbol A = new("a");
    private static readonly Symbol M = new("m");
    private static readonly Symbol N = new("n");
    private static readonly Symbol I = new("i");
    private static readonly Function Real = new("f", [X]);
    private static readonly Function Loss = new("g", [X], IsNonnegative: true);
    private static readonly Function Narrow = new("b", [X]);
    private static readonly Function NarrowLoss = new("l", [X], IsNonnegative: true);
    private static readonly Expr F = new Evaluation(Real, [AnyX]);
    private static readonly Expr G = new Evaluation(Loss, [AnyX]);
    private static readonly Expr B = new Evaluation(Narrow, [AnyX]);
    private static readonly Expr L = new Evaluation(NarrowLoss, [AnyX]);
    private static readonly Law Learned = Law.At(K, AnyX);
    private static readonly Expr KL = Divergence.KL(Learned, Law.Of(Q));
    private static readonly Judgement[] Facts = [new Judgement.Bounded(Narrow, 1), new Judgement.Bounded(NarrowLoss, A)];

    private static bool Can(Func<Theorem> attempt)
    {
        try
        {
            return attempt() is not null;
        }
        catch (ProofException)
        {
            return false;
        }
    }

    private static string Known(Expr e, IEnumerable<Judgement> facts)
    {
        bool Defined(Expr value) => Can(() => Hypothesis(new Judgement.AtMost(value, value), facts));
        Expr Mean(Expr body) => Expectation.Under([DrawX], body);
        (char Mark, Func<bool> Holds)[] probes =
        [
            ('d', () => Defined(e)),
            ('+', () => Defined(new Log(e))),
            ('0', () => Can(() => Subadditive(Rational.Half, [e], facts))),
            ('f', () => Defined(Product.Of(-1, e))), // -inf is no value
            ('b', () => Defined(Mean(e))),
            ('a', () => Defined(Product.Of(-1, Mean(e)))),
            ('w', () => Defined(Mean(new Log(e)))),
        ];
        return string.Concat(probes.Where(p => p.Holds()).Select(p => p.Mark));
    }

    private static void Knows(string expected, Expr e, params Judgement[] more)
    {
        var known = Known(e, Facts.Concat(more));
        Assert.True(expected == known, $"{e}: known is '{known}', true is '{expected}'");
    }

    [Fact]
    public void Of_numbers_symbols_and_constants()
    {
        Knows("d+0fbaw", 2);
        Knows("d0fba", 0);
        Knows("dfba", -2);
        Knows("d+0fbaw", A);
        Knows("d+0fbaw", Infix.Parse("pi"));
        Knows("d+0bw", Constant.Infinity);
    }

    [Fact]
    public void Of_quantities()
    {
        Knows("df", F);
        Knows("d0fb", G);
        Knows("dfba", B);
        Knows("d0fba", L);
        Knows("d0b", KL);
        Knows("d0fba", Divergence.TV(Learned, Law.Of(Q)));
        foreach (Expr transport in new Expr[] { Divergence.W1(Learned, Law.Of(Q)), Divergence.W2(Learned, Law.Of(Q)) })
        {
            Knows("d0b", transport);
            Knows("d0fba", transport, new Judgement.Bounded(Function.Metric(X), 1));
        }
        Knows("d0b", KL, new Judgement.Bounded(Function.Metric(X), 1));
        Knows("d0b", new Entropy(Learned));
        Knows("", Infix.Parse("h(a)"));
    }

    [Fact]
    public void Of_sums()
    {
        Knows("d+0fbw", 1 + G);
        Knows("d+0bw", 1 + KL);
        Knows("d+0fbaw", 1 + L);
        Knows("df", 1 + F);
        Knows("dfba", 1 + B);
        Knows("df", F + G);
        Knows("d", F + KL);
        Knows("db", B + KL);
        Knows("db", KL - 1);
        Knows("d0b", G + KL);
        Knows("d0fba", L + Divergence.TV(Learned, Law.Of(Q)));
        Knows("", 1 - KL);
    }

    [Fact]
    public void Of_products()
    {
        Knows("df", 2 * F);
        Knows("dfba", 2 * B);
        Knows("d+0fbw", (1 + G) * (1 + L));
        Knows("d+0fbaw", (2 + L) * (1 + L));
        Knows("d0fb", G * L);
        Knows("d0b", G * KL);
        Knows("d0b", A * KL);
        Knows("d+0bw", (1 + KL) * (1 + L));
        Knows("", F * KL);
        Knows("", B * KL);
        Knows("", -KL);
        Knows("df", F * B);
        Knows("dfba", B * (B + 1));
        Knows("db", A * (KL - 1));
        Knows("db", (1 + L) * (KL - 1));
        Knows("d", (1 + G) * (KL - 1));
        Knows("", G * (KL - 1));
        Knows("", F * (KL - 1));
        Knows("", (KL - 1) * (KL - 2));
        Knows("df", (1 + G) * F);
        Knows("df", (1 + G) * B);
        Knows("dfba", (1 + L) * B);
    }

    [Fact]
    public void Of_powers()
    {
        Knows("d0fb", Power.Of(F, 2));
        Knows("d0fba", Power.Of(B, 2));
        Knows("df", Power.Of(F, 3));
        Knows("dfba", Power.Of(B, 3));
        Knows("d0b", Power.Of(KL, 2));
        Knows("", Power.Of(KL - 1, 2));
        Knows("", Expr.Sqrt(F));
        Knows("d0fb", Expr.Sqrt(G));
        Knows("d0b", Expr.Sqrt(KL));
        Knows("d+0fba", 1 / (1 + G));
        Knows("d+0fbaw", 1 / (1 + L));
        Knows("d0fba", 1 / (1 + KL));
        Knows("d0b", 1 / G);
        Knows("", 1 / F);
        Knows("", 1 / (1 + F));
        Knows("d+0fb", Power.Of(A, F));
        Knows("d+0fb", Power.Of(1 + G, F));
        Knows("", Power.Of(A, KL));
        Knows("", Power.Of(G, F));
        Knows("", Power.Of(1 + KL, F));
    }

    [Fact]
    public void Of_exponentials_and_logarithms()
    {
        Knows("d+0fb", new Exp(F));
        Knows("d+0fbaw", new Exp(B));
        Knows("d+0fbw", new Exp(G));
        Knows("d+0bw", new Exp(KL));
        Knows("", new Exp(-KL));
        Knows("", new Log(G));
        Knows("", new Log(F));
        Knows("df", new Log(new Exp(F) + G) - G);
        Knows("dfb", new Log(1 + G));
        Knows("dfba", new Log(1 + L));
        Knows("db", new Log(1 + KL));
        Knows("df", new Log(new Exp(F)));
    }

    [Fact]
    public void Of_the_least_and_the_greatest()
    {
        Knows("d0fba", new Min([KL, 1]));
        Knows("d+0fbaw", new Min([1 + KL, 2]));
        Knows("d+0fbw", new Min([1 + KL, 2 + G]));
        Knows("df", new Min([F, G]));
        Knows("df", new Min([F, KL]));
        Knows("dfba", new Min([B, KL]));
        Knows("db", new Min([B + KL, KL]));
        Knows("d+0fbw", new Max([F, 1]));
        Knows("d+0bw", new Max([KL, 1]));
        Knows("d+0fbaw", new Max([B, 1]));
        Knows("dfb", new Max([F, B]));
        Knows("d0b", new Max([KL, B]));
        Knows("d0fb", new Max([F, G]));
        Knows("df", new Max([F, 2 * F]));
        Knows("", new Max([1, -KL]));
        Knows("", new Min([1, -KL]));
    }

    [Fact]
    public void Of_series_by_their_range()
    {
        Expr Over(Expr lower, Expr upper, Expr body) => new Series(I, lower, upper, body);
        Knows("d0fb", Over(1, M, G));
        Knows("d+0fbaw", Over(1, M, I));
        foreach (var upper in new[] { "m*n", "1 + m", "2*m*n + 3", "1", "5" })
            Knows("d+0fbaw", Over(1, Infix.Parse(upper), A));
        foreach (var upper in new[] { "m - 1", "m/2", "1/2", "5/2", "0", "-1", "m^2/n", "sqrt(m)" })
            Knows("", Over(1, Infix.Parse(upper), A));
        Knows("d+0fbaw", Over(2, 2, A));
        Knows("d+0fbaw", Over(2, 3, A));
        Knows("", Over(3, 2, A));
        Knows("", Over(0, 2, A));
        Knows("", Over(-1, 2, A));
        Knows("", Over(new Rational(3, 2), 4, A));
        Knows("", Over(2, M, A));
        // What is said of a free i says nothing of the index.
        Knows("dfba", Over(1, M, A - I), new Judgement.AtMost(0, A - I));
    }

    [Fact]
    public void Of_expectations_and_suprema()
    {
        Expr Mean(Expr body) => Expectation.Under([DrawX], body);
        Expr Highest(Expr body) => new Supremum(AnyX, body);
        Knows("", Mean(F));
        Knows("d0b", Mean(G));
        Knows("dfba", Mean(B));
        Knows("d0fba", Mean(L));
        Knows("d+0bw", Mean(1 + G));
        Knows("d+0fbaw", Mean(1 + L));
        Knows("db", Highest(F));
        Knows("d0b", Highest(G));
        Knows("dfba", Highest(B));
        Knows("d0fba", Highest(L));
        // What is said of a free x says nothing of the drawn one.
        Knows("d0b", Mean(KL), new Judgement.Finite(KL));
        Knows("", Mean(F), new Judgement.AtMost(0, F));
    }

    [Fact]
    public void Of_what_hypotheses_say()
    {
        Knows("d0fb", KL, new Judgement.Finite(KL));
        Knows("d0f", F, new Judgement.AtMost(0, F));
        Knows("d+0f", F, new Judgement.Positive(F));
        Knows("df", 1 / F, new Judgement.Finite(1 / F));
        Knows("d+0fbaw", Mean1(G) + 1, new Judgement.Finite(Mean1(G)));
        Knows("d+0fbaw", Mean1(L), new Judgement.Positive(Mean1(L)));
        Knows("d0fba", Mean1(B), new Judgement.AtMost(0, Mean1(B)));
        Knows("df", F, new Judgement.AtMost(0, G), new Judgement.Positive(G), new Judgement.Finite(G));
        Knows("df", F, new Judgement.AtMost(F, 0), new Judgement.Bounded(Loss, 1));
    }

    [Fact]
    public void Nothing_is_away_from_0_because_something_beside_it_is()
    {
        // The exponential of a real function is positive and comes as near to 0 as it likes.
        Expr small = new Exp(F);
        Knows("d+0fb", small + L);
        Knows("d+0fb", small + G);
        Knows("d+0b", small + KL);
        Knows("d+0fb", small + Power.Of(B, 2));
        Knows("d+0fb", (1 + L) * small);
        Knows("d+0fba", new Min([small, 1]));
        foreach (var signed in new[] { F, F + 1, (1 + L) * B, B * (B + 1), Power.Of(B, 3), new Log(new Exp(F)) })
            Knows("d+0fb", new Max([signed, small]));
    }

    [Fact]
    public void A_product_is_bounded_only_where_all_of_it_is()
    {
        Knows("d+0bw", 1 + G * KL);
        Knows("dfb", (1 + L) * (G - 1));
        Knows("df", (1 + L) * (1 + G) * B);
        Knows("d+0fb", new Exp((1 + L) * (1 + G) * B));
        Knows("d+0fb", new Exp((1 + G) * B));
    }

    [Fact]
    public void Divergences_of_any_convex_function_are_nonnegative_and_possibly_infinite()
    {
        var convex = ConvexGenerator.Any("f");
        Knows("d0b", new FDivergence(convex, Learned, Law.Of(Q)));
        Knows("d0b", new RestrictedGan(convex, A, Learned, Law.Of(Q)));
        Knows("", new RestrictedGan(convex, -(Expr)A, Learned, Law.Of(Q)));
        Knows("", new RestrictedGan(convex, A - (Expr)N, Learned, Law.Of(Q)));
    }

    [Fact]
    public void A_fact_about_what_is_not_drawn_holds_under_the_draw()
    {
        var drawn = Draw.From("y", P);
        Expr Mean(Expr body) => Expectation.Under([drawn], body);
        var both = F + new Evaluation(Loss, [drawn.Variable]);
        bool Defined(params Judgement[] facts) => Can(() => Hypothesis(new Judgement.AtMost(Mean(both), Mean(both)), facts));
        Assert.False(Defined());
        Assert.True(Defined(new Judgement.AtMost(0, F)));
        Assert.True(Defined(new Judgement.Positive(F)));
    }

    private static Expr Mean1(Expr body) => Expectation.Under([DrawX], body);
}
