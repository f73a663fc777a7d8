using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Divergences;
using Theory.Simulation.Estimates;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Tests.Divergences;

public sealed class DivergenceTests
{
    private static readonly Gaussian P = new(
        [1, 0],
        Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { .5, .2 },
                { .2, .4 },
            }
        )
    );
    private static readonly Gaussian Q = new(
        [0, .5],
        Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1, -.1 },
                { -.1, .8 },
            }
        )
    );

    private static readonly GaussianMixture Left = new([new([-1], .2), new([1], .3)], [1, 2]);
    private static readonly GaussianMixture Right = new([new([-.5], .5), new([1.5], .4)]);

    [Fact]
    public void Closed_forms_are_those_of_the_line()
    {
        // KL(N(0, 2) || N(0, 1)) and W_1(N(0, 1), N(1, 4)).
        Assert.Equal(0.15342640972, GaussianDivergence.KullbackLeibler(new([0], 2), new([0], 1)).Value, 1e-11);
        Assert.Equal(1.1666309412, GaussianDivergence.Wasserstein1OnLine(new([0], 1), new([1], 4)).Value, 1e-10);
        Assert.Equal(.7, GaussianDivergence.Wasserstein1OnLine(new([0], 1), new([.7], 1)).Value, 1e-14);
        // Commuting covariances: |m|^2 + |s - 1|^2.
        var diagonal = new Gaussian([3, 0], Matrix<double>.Build.DenseOfDiagonalArray([4, 9]));
        Assert.Equal(Math.Sqrt(9 + 1 + 4), GaussianDivergence.Wasserstein2(diagonal, Gaussian.Standard(2)).Value, 1e-12);
        Assert.Throws<ArgumentException>(() => GaussianDivergence.KullbackLeibler(P, new([0], 1)));
    }

    [Fact]
    public void Quadrature_agrees_with_the_closed_form_within_its_error()
    {
        var closed = GaussianDivergence.KullbackLeibler(P, Q).Value;
        var plane = DivergenceByQuadrature.KullbackLeibler(P, Q, [-9, -9], [9, 9], 300);
        Assert.Equal(closed, plane.Value, 1e-10);
        Assert.True(plane.At(.5).Width < 1e-8);
        Assert.Throws<ArgumentException>(() => DivergenceByQuadrature.KullbackLeibler(P, Q, [0, 0], [1, 1], 3));
    }

    [Fact]
    public void Monte_Carlo_of_mixtures_agrees_with_quadrature()
    {
        var exact = DivergenceByQuadrature.KullbackLeibler(Left, Right, [-12], [12], 4000);
        var sampled = MixtureDivergence.KullbackLeibler(Left, Right, 40_000, RandomStream.Root(1));
        Assert.Equal("confidence", sampled.Kind);
        Assert.True(sampled.At(.01).Contains(exact.Value));
        Assert.True(sampled.At(.01).Width < .3, $"{sampled.At(.01)}");
        // A law from itself: 0, and no divergence is negative.
        Assert.Equal(0, MixtureDivergence.KullbackLeibler(Left, Left, 50, RandomStream.Root(1)).At(.01).Lower);
    }

    [Theory]
    [InlineData(.05)]
    [InlineData(.01)]
    public void Monte_Carlo_intervals_cover_the_divergence(double alpha)
    {
        var exact = DivergenceByQuadrature.KullbackLeibler(Left, Right, [-12], [12], 4000).Value;
        var misses = Enumerable
            .Range(0, 400)
            .Count(k =>
                !MixtureDivergence
                    .KullbackLeibler(Left, Right, 200, RandomStream.Root(12).Child("trial", k))
                    .At(alpha)
                    .Contains(exact)
            );
        Assert.True(1 - Binomial.CDF(alpha, 400, misses - 1) > 1e-6, $"{misses} misses");
    }

    [Fact]
    public void Sample_estimates_are_near_and_never_decide()
    {
        var (p, q) = (Left.Sample(1000, RandomStream.Root(2)), Right.Sample(1000, RandomStream.Root(3)));
        var exact = DivergenceByQuadrature.KullbackLeibler(Left, Right, [-12], [12], 4000).Value;
        foreach (var estimate in (Estimate[])[BiasedDivergence.Neighbours(p, q, 5), BiasedDivergence.Kernels(p, q, .15)])
        {
            Assert.Equal(exact, estimate.Value, .1);
            Assert.False(double.IsFinite(estimate.At(.05).Lower));
        }
        // A point that sees its own kernel makes two samples of one law look different.
        var twin = Left.Sample(100, RandomStream.Root(4));
        var first = p.Rows(0, 100);
        Assert.True(
            BiasedDivergence.Kernels(first, twin, .05, withSelf: true).Value
                > BiasedDivergence.Kernels(first, twin, .05).Value + .1
        );
        Assert.Throws<ArgumentException>(() => BiasedDivergence.Neighbours(p, p));
    }

    [Fact]
    public void Gaussian_information_is_that_of_the_correlation()
    {
        var covariance = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1, .8 },
                { .8, 1 },
            }
        );
        Assert.Equal(-Math.Log(1 - .64) / 2, MutualInformation.Gaussian(covariance, 1).Value, 1e-14);
        Assert.Throws<ArgumentException>(() => MutualInformation.Gaussian(covariance, 2));
    }

    [Fact]
    public void Discrete_information_is_that_of_a_noisy_bit()
    {
        var joint = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { .4, .1 },
                { .1, .4 },
            }
        );
        Assert.Equal(Math.Log(2) + .8 * Math.Log(.8) + .2 * Math.Log(.2), MutualInformation.Discrete(joint).Value, 1e-14);
        Assert.Throws<ArgumentException>(() => MutualInformation.Discrete(2 * joint));
    }

    [Fact]
    public void Information_of_an_index_is_that_of_a_binary_channel()
    {
        // Two points at +-1, variance 1: log 2 - E log(1 + exp(-2 x)), x ~ N(1, 1), by Simpson's rule.
        double Loss(double x) => Math.Log(1 + Math.Exp(-2 * x)) * Normal.PDF(1, 1, x);
        var loss = Enumerable.Range(0, 4001).Sum(k => (k is 0 or 4000 ? 1 : 2 + 2 * (k % 2)) * Loss(-9 + k * .005) * .005 / 3);
        var index = EmpiricalInformation.At(Points.OnLine(-1, 1), [1], 2, RandomStream.Root(1)).Values[0];
        Assert.Equal(Math.Log(2) - loss, index.Value, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void A_law_is_at_no_distance_from_itself_within_the_stated_errors(int dimension)
    {
        var root = Matrix<double>.Build.Dense(dimension, dimension, RandomStream.Root(5).Gaussians(dimension * dimension));
        var law = new Gaussian(
            RandomStream.Root(6).Gaussians(dimension),
            root * root.Transpose() + .01 * Matrix<double>.Build.DenseIdentity(dimension)
        );
        foreach (
            var estimate in (Estimate[])[GaussianDivergence.KullbackLeibler(law, law), GaussianDivergence.Wasserstein2(law, law)]
        )
        {
            Assert.True(estimate.Value >= 0);
            Assert.True(estimate.At(.5).Contains(0.0), $"{estimate.Value} in {estimate.At(.5)}");
            Assert.True(estimate.At(.5).Upper < 1e-3);
        }
    }

    [Fact]
    public void Nearly_equal_laws_have_their_small_divergence_within_the_stated_error()
    {
        // (e - log(1 + e))/2 = e^2/4 + .. with e = 1e-9, far below the rounding of its terms.
        Assert.True(GaussianDivergence.KullbackLeibler(new([0], 1), new([0], 1 + 1e-9)).At(.5).Contains(.25e-18));
        var nearlyIndependent = Matrix<double>.Build.DenseOfDiagonalArray([1, 3]);
        nearlyIndependent[0, 1] = nearlyIndependent[1, 0] = 1e-9;
        Assert.True(MutualInformation.Gaussian(nearlyIndependent, 1).At(.5).Contains(1e-18 / 6));
        Assert.True(MutualInformation.Discrete(Matrix<double>.Build.Dense(3, 3, 1 / 9.0)).At(.5).Contains(0.0));
    }
}
