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
}
