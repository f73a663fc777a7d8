using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Worlds;
using Theory.Symbolics;
using Theory.Testing;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>The instances of the list in which the figures are known, equality among them.</summary>
public sealed class GoldenTests
{
    private static readonly FiniteWorld Coins = RandomWorld.Plain(2).With(P, KernelTable.Measure(7, 3)).With(F, [0, 1]);

    private static double Reference(string key) => Golden.Figure("H", key);

    private static (double Left, double Right) Both(FiniteWorld world, Theorem theorem) =>
        (world.Value(theorem.Left()), world.Value(theorem.Right()));

    [Fact]
    public void Change_of_measure_is_an_equality_at_the_log_likelihood_ratio()
    {
        var ratio = Coins.With(Loss, [new Rational(9, 10), new Rational(1, 10)]);
        var theorem = ChangeOfMeasure(Of(P), Of(Q), [AnyX], new Log(Rational.Half + At(Loss, AnyX, AnyY)));
        var compiler = new FiniteCompiler<double, Doubles>();
        var set = compiler.Free(AnyY);
        var (left, right) = (compiler.Compile(theorem.Left()), compiler.Compile(theorem.Right()));
        var w = compiler.Interpret(ratio);
        set(w, 0);
        Assert.Equal(Reference("KL(Bern.3||Bern.5)"), left(w), 1e-15);
        Assert.Equal(left(w), right(w), 1e-15);
        var indicator = ChangeOfMeasure(Of(P), Of(Q), [AnyX], At(F, AnyX), new Judgement.Bounded(F, Width));
        var (mean, bound) = Both(Coins, indicator);
        Assert.Equal(Reference("DV value at f=1{1}"), mean - (bound - Reference("KL(Bern.3||Bern.5)")), 1e-15);
    }

    [Fact]
    public void Pinsker_and_Bretagnolle_Huber_of_coins_are_the_reference_figures()
    {
        var (variation, pinsker) = Both(Coins, Pinsker(Of(P), Of(Q)));
        Assert.Equal(Reference("TV"), variation, 1e-15);
        Assert.Equal(Reference("Pinsker sqrt(KL/2)"), pinsker, 1e-15);
        var far = RandomWorld.Plain(2).With(P, KernelTable.Measure(999, 1)).With(Q, KernelTable.Measure(1, 999));
        var (sum, one) = Both(far, BretagnolleHuber(Of(P), Of(Q)));
        var kept = Math.Exp(-Reference("far pair KL"));
        Assert.Equal(Math.Pow(Reference("far pair TV"), 2) + kept, sum, 1e-12);
        Assert.Equal(1, one);
        Assert.Equal(Reference("far pair BH"), Math.Sqrt(1 - kept), 1e-12);
    }

    [Fact]
    public void Compensation_is_the_reference_figure_on_both_sides()
    {
        var world = RandomWorld
            .Plain(2, 3)
            .With(
                K,
                new KernelTable([
                    [2, 5, 3],
                    [6, 1, 3],
                ])
            )
            .With(OnY, KernelTable.Measure(1, 1, 2));
        var theorem = Compensation(Of(P), Through(K), Of(OnY));
        var (left, right) = Both(world, theorem);
        Assert.Equal(Reference("compensation lhs"), left, 1e-15);
        Assert.Equal(Reference("compensation rhs"), right, 1e-15);
        Assert.Equal(Reference("JS part"), world.Value(((Sum)theorem.Right()).Items[0]), 1e-15);
    }

    [Fact]
    public void The_balance_of_two_terms_is_the_reference_figure()
    {
        var world = Coins.With(A, new Rational(16, 5)).With(B, new Rational(7, 10));
        var (left, right) = Both(world, Inequalities.Balanced(A, B));
        Assert.Equal(Reference("AMGM min a/l+b l"), left, 1e-12);
        Assert.Equal(Reference("AMGM min a/l+b l"), right, 1e-12);
        Assert.Equal(Reference("AMGM lambda*"), world.Value(Expr.Sqrt(A / (Expr)B)), 1e-12);
    }

    [Fact]
    public void The_tail_of_twenty_coins_is_below_the_bound_and_above_the_mutant()
    {
        // P(mean >= .7) = P(at least 14 heads): the complement of the event is strict, so that the bound is on more than 14 too.
        var theorem = HoeffdingInequality(Hypothesis(new Judgement.Bounded(F, Width)), Sample, I, A);
        var delta = ((Judgement.WithProbability)theorem.Conclusion).Delta.Substitute(Width, 1);
        var world = Coins.With(M, 20).With(A, new Rational(1, 5));
        var exact = Enumerable.Range(14, 7).Sum(k => Choose(20, k)) / Math.Pow(2, 20);
        Assert.Equal(Reference("Hoeffding exact P(phat-.5>=.2), n=20"), exact, 1e-15);
        Assert.Equal(Reference("Hoeffding bound e^{-2nt^2}"), world.Value(delta), 1e-15);
        Assert.InRange(exact, Reference("Hoeffding mutant e^{-4nt^2}"), world.Value(delta));
        Assert.Equal(Reference("Hoeffding mutant e^{-4nt^2}"), Math.Pow(world.Value(delta), 2), 1e-15);
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (c, j) => c * (n - k + j) / j);

    [Fact]
    public void Relative_entropy_has_no_triangle_inequality()
    {
        // N(0,1), N(1,1), N(2,1): KL = (difference of means)^2/2.
        static double Gaussian(double a, double b) => (a - b) * (a - b) / 2;
        Assert.True(Gaussian(0, 2) > Gaussian(0, 1) + Gaussian(1, 2));
        Assert.Equal(AxiomStanding.Refuted, Axiom.All.Single(a => a.Id == "H18").Standing);
    }

    [Fact]
    public void A_Lipschitz_function_of_a_Gaussian_has_the_tails_of_the_theorem_and_not_less()
    {
        var noise = new GaussianChannel(1, Power.Of(A, 2), X, X);
        var theorem = GaussianLipschitz(noise, AnyX);
        var radius = ((Judgement.LipschitzSubGaussian)theorem.Conclusion).R;
        Assert.Contains(theorem.Hypotheses, h => h is Judgement.InWords);
        var deviation = 1.3;
        var bound = Coins.With(A, new Rational(13, 10)).Value(radius);
        Assert.Equal(deviation, bound, 1e-12);
        // f(x) = x is an equality, f(x) = |x| strict: log E exp(s (f - E f)) against s^2 R^2/2, by quadrature.
        foreach (var s in new[] { -2.0, -0.5, 0.7, 1.5 })
        {
            Assert.Equal(s * s * bound * bound / 2, LogMoment(x => x, deviation, s), 1e-9);
            Assert.True(LogMoment(Math.Abs, deviation, s) <= s * s * bound * bound / 2);
            Assert.True(LogMoment(x => x, deviation, s) > s * s * bound * bound / 4);
        }
    }

    private static double LogMoment(Func<double, double> f, double deviation, double s)
    {
        double Mean(Func<double, double> g) =>
            Enumerable
                .Range(-4000, 8001)
                .Select(k => k * 0.003)
                .Sum(z => 0.003 * g(deviation * z) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
        var mean = Mean(f);
        return Math.Log(Mean(x => Math.Exp(s * (f(x) - mean))));
    }

    [Fact]
    public void The_information_through_a_Gaussian_channel_is_below_the_bound_and_above_a_half_of_it()
    {
        // X ~ N(0, snr), unit noise, origin 0: I = log(1 + snr)/2 is below E X^2/2, and above E X^2/4.
        var theorem = GaussianInformation(Of(P), new GaussianChannel(1, 1, X, Y), new Variable("o", X));
        Assert.Contains(theorem.Hypotheses, h => h is Judgement.InWords);
        var factor = ((Product)theorem.Right()).Items.Where(i => i is not Quantity);
        var half = Coins.Value(Product.Of(factor));
        var information = Math.Log(1.1) / 2;
        Assert.Equal(Reference("Gauss channel I snr=.1"), information, 1e-15);
        Assert.Equal(0.5, half);
        Assert.InRange(information, half / 2 * 0.1, half * 0.1);
    }

    [Fact]
    public void Gaussians_of_one_variance_diverge_by_half_the_squared_distance_of_their_means_in_deviations()
    {
        // KL(N(.5 x, 2), N(.5 y, 2)) = (.5 |x - y|)^2/(2*2): 1/16 of the squared distance.
        var gaussian = new GaussianChannel(Rational.Half, 2, X, Y);
        var theorem = GaussianDivergence(gaussian, AnyX, new Variable("o", X));
        Expr distance = new Evaluation(Function.Metric(X), [AnyX, new Variable("o", X)]);
        Assert.Equal(
            Identity(theorem.Right(), Power.Of(distance, 2) / 16).Conclusion,
            new Judgement.Equal(theorem.Right(), Power.Of(distance, 2) / 16)
        );
        Assert.Contains(theorem.Hypotheses, h => h is Judgement.InWords);
        Assert.Throws<ProofException>(() => GaussianDivergence(new GaussianChannel(1, 0, X, Y), AnyX, AnyX));
    }
}
