using MathNet.Numerics.Distributions;
using Theory.Simulation.Estimates;
using Theory.Simulation.Randomness;
using Theory.Simulation.Vae;

namespace Theory.Simulation.Tests.Vae;

public class GeneratorInformationTests
{
    [Fact]
    public void The_linear_Gaussian_instance_has_the_information_of_the_reference() =>
        // X ~ N(0, 1), m = 5, Z = .8 X + .6 eps, X^ = .7 Z + .5 mean(X) + .3 xi.
        Assert.Equal(0.013657905323, GeneratorInformation.LinearGaussian(1, 5, 0.8, 0.36, 0.5, 0.09).Value, 1e-11);

    [Fact]
    public void An_average_over_one_sample_without_noise_has_infinite_information_and_is_refused() =>
        Assert.Throws<ArgumentException>(() => GeneratorInformation.LinearGaussian(1, 1, 0.8, 0.36, 0.5, 0));

    [Theory]
    [InlineData(0.05)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_two_sides_enclose_the_information_of_two_candidates(double gap)
    {
        // Decoders that differ by a shift and an encoder that ignores the point: I is that of a binary Gaussian channel.
        Func<Points, Points>[] decoders = [z => z, z => Points.OnLine([.. z.Values.ToArray().Select(x => x + gap)])];
        var laws = new Encoding(Points.OnLine(0, 0), Points.OnLine(1, 1));
        var bounds = GeneratorInformation
            .OverCandidates(decoders, laws, variance: 0.5, draws: 4000, RandomStream.Root(1))
            .At(1e-6);
        var exact = BinaryChannel(gap, 0.5);
        Assert.InRange(exact, bounds.Lower, bounds.Upper);
        // The ends are those of the theory, log 2 - log(1 + exp(-distance)), up to the interval of a constant.
        Assert.Equal(Math.Log(2) - Math.Log(1 + Math.Exp(-gap * gap / 4)), bounds.Lower, 0.02);
        Assert.Equal(Math.Log(2) - Math.Log(1 + Math.Exp(-gap * gap)), bounds.Upper, 0.02);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    public void The_interval_of_each_side_covers_its_mean(double alpha)
    {
        // Candidates a unit apart in the latent space: what is left to tell, and so each side, varies with z.
        Func<Points, Points>[] decoders = [z => z, z => Points.OnLine([.. z.Values.ToArray().Select(x => x + 2)])];
        var laws = new Encoding(Points.OnLine(0, 1), Points.OnLine(1, 1));
        Estimate Of(int draws, RandomStream stream) => GeneratorInformation.OverCandidates(decoders, laws, 1, draws, stream);
        // The sides' means over z, by the trapezoidal rule: with weight w of the first, -sum w_i log sum_j w_j e^-distance.
        double Side(double distance)
        {
            const double h = 0.01;
            var sum = 0.0;
            for (var z = -9.0; z < 10; z += h)
            {
                var (p, q) = (Math.Exp(-z * z / 2), Math.Exp(-(z - 1) * (z - 1) / 2));
                var w = p / (p + q);
                var left = -w * Math.Log(w + (1 - w) * Math.Exp(-distance));
                var right = -(1 - w) * Math.Log(1 - w + w * Math.Exp(-distance));
                sum += h * (p + q) / 2 / Math.Sqrt(2 * Math.PI) * (left + right);
            }
            return sum;
        }
        var (lower, upper) = (Side(4.0 / 8), Side(4.0 / 2));
        var misses = Enumerable
            .Range(0, 400)
            .Select(k => Of(60, RandomStream.Root(31).Child("trial", k)).At(alpha))
            .Count(interval => interval.Lower > lower || interval.Upper < upper);
        Assert.True(1 - Binomial.CDF(alpha, 400, misses - 1) > 1e-6, $"{misses} misses");
        var fine = Of(20_000, RandomStream.Root(32)).At(0.5);
        Assert.Equal(lower, fine.Lower, 0.02);
        Assert.Equal(upper, fine.Upper, 0.02);
    }

    [Fact]
    public void A_latent_point_that_gives_the_candidate_away_leaves_no_information()
    {
        Func<Points, Points>[] decoders = [z => z, z => Points.OnLine([.. z.Values.ToArray().Select(x => x + 5)])];
        var laws = new Encoding(Points.OnLine(-50, 50), Points.OnLine(0.1, 0.1));
        var bounds = GeneratorInformation.OverCandidates(decoders, laws, 0.5, 20_000, RandomStream.Root(1));
        Assert.Equal(0, bounds.Value, 1e-12);
    }

    [Fact]
    public void As_many_decoders_as_candidates_are_needed() =>
        Assert.Throws<ArgumentException>(() =>
            GeneratorInformation.OverCandidates(
                [z => z],
                new Encoding(Points.OnLine(0, 1), Points.OnLine(1, 1)),
                1,
                10,
                RandomStream.Root(1)
            )
        );

    // I(J; X) for X = gap J + N(0, variance), J a fair bit, by the trapezoidal rule.
    private static double BinaryChannel(double gap, double variance)
    {
        double Density(double x) => Math.Exp(-x * x / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
        const double h = 0.001;
        var sum = 0.0;
        for (var x = -15.0; x < 20; x += h)
        {
            var (p, q) = (Density(x), Density(x - gap));
            var mixture = (p + q) / 2;
            foreach (var part in new[] { p, q })
                if (part > 1e-300)
                    sum += h * part * Math.Log(part / mixture) / 2;
        }
        return sum;
    }

    [Fact]
    public void What_a_point_in_very_many_tells_keeps_its_digits()
    {
        // (c/m)^2 Var(X | Z)/(2 h^2), to first order in 1/m.
        var information = GeneratorInformation.LinearGaussian(1, 100_000_000, .8, .36, .5, .09).Value;
        Assert.Equal(1, information / (.5 * 25e-18 * .36 / .09), 1e-6);
    }
}
