using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Tests.Numerics;

public class NormalTests
{
    // Abramowitz and Stegun 1964, tables 26.1 and 26.2, and the asymptotic series.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1, 0.158655253931457)]
    [InlineData(2.5, 0.993790334674224)]
    [InlineData(-5, 2.866515718791939e-7)]
    [InlineData(-8, 6.22096057427178e-16)]
    public void The_distribution_function_is_the_table(double x, double value)
    {
        var enclosed = Normal.Cumulative(x);
        Assert.True(enclosed.Lower <= value * (1 + 1e-14) + 1e-15 && value <= enclosed.Upper + 1e-15, enclosed.ToString());
        Assert.InRange(enclosed.Width, 0, 1e-13);
    }

    // Beyond 40 the probability differs from 1 by less than a double shows; 3.7e-350 at -40 (Abramowitz and Stegun 1964, table 26.2).
    [Fact]
    public void Tails_are_enclosed()
    {
        Assert.True(Normal.Cumulative(41).Lower < 1);
        Assert.True(Normal.Cumulative(-41) is { Lower: 0, Upper: > 0 });
        Assert.InRange(Normal.Cumulative(-10).Upper, 7.619853024160527e-24, 7.62e-24);
    }

    [Fact]
    public void Enclosures_are_narrow_ordered_and_symmetric()
    {
        var last = Interval.Point(0);
        for (var x = -12.0; x <= 12; x += 0.0625)
        {
            var (here, there) = (Normal.Cumulative(x), Normal.Cumulative(-x));
            Assert.InRange(here.Width, 0, 1e-13);
            Assert.True((here + there).Contains(1.0), $"{x}: {here} {there}");
            Assert.False(here.IsBelow(last), $"{x}: {here} after {last}");
            last = here;
        }
        Assert.Equal(
            (0.0, 1.0),
            (Normal.Cumulative(double.NegativeInfinity).Lower, Normal.Cumulative(double.PositiveInfinity).Upper)
        );
    }

    [Fact]
    public void Over_an_interval_the_probabilities_go_from_that_of_its_lower_end_to_that_of_its_upper()
    {
        var (low, high) = (Normal.Cumulative(-1), Normal.Cumulative(2));
        Assert.Equal(Interval.Of(low.Lower, high.Upper), Normal.Cumulative(Interval.Of(-1, 2)));
        Assert.True(Normal.Cumulative(Interval.Empty).IsEmpty);
    }

    [Fact]
    public void Both_series_meet_where_one_takes_over_from_the_other()
    {
        // The mass of [6 - e, 6 + e] is the density at 6 times 2 e, to second order in e.
        const double E = 1.0 / 1024;
        var mass = Normal.Cumulative(-6 + E) - Normal.Cumulative(-6 - E);
        Assert.InRange(mass.Middle / (2 * E * Normal.Density(6).Middle), 1 - 1e-5, 1 + 1e-4);
    }
}
