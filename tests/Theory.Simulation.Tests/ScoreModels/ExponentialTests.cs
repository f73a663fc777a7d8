using System.Runtime.Intrinsics;
using Theory.Simulation.ScoreModels;

namespace Theory.Simulation.Tests.ScoreModels;

public class ExponentialTests
{
    [Fact]
    public void The_exponential_is_within_two_units_in_the_last_place()
    {
        const float least = -87.3f; // below, the values are no normal numbers
        const float greatest = 88.72f;
        const int count = 400_000;
        for (var i = 0; i <= count; i++)
        {
            var x = least + (greatest - least) * i / count;
            var (expected, got) = (Math.Exp(x), At(x));
            var unit = MathF.BitIncrement((float)expected) - (float)expected;
            Assert.True(Math.Abs(got - expected) <= 2 * unit, $"e^{x:R} is {expected:R}, not {got:R}");
        }
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(-1e30f, 0f)]
    [InlineData(-104f, 0f)]
    [InlineData(88.73f, float.PositiveInfinity)]
    [InlineData(1e30f, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void At_the_ends_it_is_zero_infinite_or_no_number(float x, float expected) => Assert.Equal(expected, At(x));

    [Fact]
    public void Between_the_least_normal_number_and_zero_it_goes_down_gradually()
    {
        for (var x = -103.9f; x < -87.3f; x += 0.1f)
            Assert.Equal(Math.Exp(x), At(x), 2e-45 + 2e-7 * Math.Exp(x));
    }

    private static float At(float x) => Exponential.Of(Vector512.Create(x))[3];
}
