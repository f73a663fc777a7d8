using FsCheck.Fluent;
using Theory.Probability.Finite;
using Theory.Testing;

namespace Theory.Probability.Tests.Finite;

public sealed class SubGaussianConstantTests
{
    [Theory]
    [InlineData(0.5, 0.25)]
    [InlineData(0.3, 0.23604450022876575)]
    [InlineData(0.001, 0.07224811664)]
    public void Of_a_coin_it_is_that_of_Kearns_and_Saul(double p, double squared)
    {
        (double, double)[] coin = [(1.0, 1 - p), (4.0, p)];
        Assert.Equal(3 * Math.Sqrt(squared), SubGaussianConstant.Near(coin), 1e-7);
        Assert.InRange(
            SubGaussianConstant.Upper<double, Doubles>(coin).ToDouble(),
            3 * Math.Sqrt(squared) - 1e-9,
            3 * Math.Sqrt(squared) + 1e-4
        );
    }

    [Fact]
    public void Of_a_constant_it_is_zero()
    {
        (double, double)[] constant = [(2.5, 0.25), (2.5, 0.75)];
        Assert.Equal(0, SubGaussianConstant.Near(constant));
        Assert.True(SubGaussianConstant.Upper<double, Doubles>(constant).IsZero);
    }

    [Fact]
    public void No_exponential_moment_exceeds_the_upper_bound()
    {
        var laws = Gen.Choose(0, 20).ArrayOf(5).Zip(Gen.Choose(1, 30).ArrayOf(5)).ToArbitrary();
        Forall.Holds(
            laws,
            law =>
            {
                var total = (double)law.Item2.Sum();
                var values = law.Item1.Zip(law.Item2, (x, w) => ((double)x, w / total)).ToArray();
                var r = SubGaussianConstant.Upper<double, Doubles>(values).ToDouble();
                var mean = values.Sum(v => v.Item1 * v.Item2);
                for (var s = -40; s <= 40; s++)
                {
                    var t = s / 13.0;
                    var log = Math.Log(values.Sum(v => v.Item2 * Math.Exp(t * (v.Item1 - mean))));
                    Assert.True(log <= t * t * r * r / 2 + 1e-12, $"at s = {t} with R = {r}");
                }
                Assert.InRange(SubGaussianConstant.Near(values), 0, r + 1e-9);
                Assert.True(
                    r <= SubGaussianConstant.Near(values) + 2e-4 * (values.Max(v => v.Item1) - values.Min(v => v.Item1)) + 1e-9
                );
            },
            trials: 60,
            trialsInFull: 2000
        );
    }
}
