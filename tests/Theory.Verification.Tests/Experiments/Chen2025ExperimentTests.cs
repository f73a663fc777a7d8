using Theory.Simulation;
using Theory.Simulation.Laws;
using Theory.Simulation.Randomness;
using Theory.Testing;
using Theory.Verification.Experiments;
using static Theory.Verification.Tests.Experiments.Run;

namespace Theory.Verification.Tests.Experiments;

public class Chen2025ExperimentTests
{
    private static double Reference(string key) => Golden.Figure("A6", key);

    [Fact]
    public void What_the_published_code_computes_is_reproduced_beside_the_right_values()
    {
        var m = Quick("chen2025-published", ("m", "40"), ("draws", "60"), ("steps", "30"));
        const string pair = "-T1 at T = .3 on the points -1, 1";
        Assert.Equal(Reference("KLmix toy code cov sqrt(varT)"), m.Number($"published: {pair}"), 1e-9);
        Assert.Equal(Reference("KLmix correct cov varT (T=.3)"), m.Number($"right: {pair}"), 1e-9);
        Assert.Equal(
            Reference("\"KL\" bound_estimation_m (p var sqrt(v), q kernel var v)"),
            m.Number("published: -T1 at T = .3, varying m"),
            1e-6
        );
        Assert.Equal(Reference("T=1.0 (T/N)sum_beta"), m.Number("published: (T/N) sum of beta, T = 1, N = 1000"), 1e-9);
        // None of the figures is the quantity it stands for.
        Assert.All(m.Conclusions, c => Assert.Equal(Decision.Refuted, c.Decision));
        Assert.True(m.Conclusions.Count >= 15);
    }

    [Fact]
    public void The_surrogate_bound_of_two_points_has_the_reference_minimum_inside()
    {
        var m = Quick("chen2025-tradeoff", ("horizons", "0.5"), ("sizes", "10"), ("m", "10"), ("steps", "10"), ("draws", "10"));
        // One horizon is the selected one and the best one, on fresh points as on points left out.
        Assert.All(m.Conclusions.Take(2), c => Assert.Equal(Decision.NotRefuted, c.Decision));
        Assert.Equal(Reference("T* argmin"), m.Number("golden: best T"), 1e-6);
        Assert.Equal(Reference("B(T*)"), m.Number("golden: least sum"), 1e-10);
        Assert.Equal(Decision.NotRefuted, m.Conclusions[^1].Decision);
        var rows = m.Tables.Single(t => t.Name == "two-points-over-T").Rows;
        foreach (var (t, key) in new[] { (.1, ".1"), (.3, ".3"), (.5, ".5"), (.8, ".8"), (1.2, "1.2"), (2, "2") })
        {
            var row = rows.Single(r => r[0].Number == t);
            var expected = Golden.Figures("A6").GetProperty($"tradeoff T={key} (T1,T2,T3,sum)").EnumerateArray();
            Assert.All(
                expected.Zip(row.Skip(1)),
                p =>
                    Assert.Equal(
                        double.Parse(p.First.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                        p.Second.Number,
                        2e-10
                    )
            );
        }
    }

    [Fact]
    public void The_horizon_is_judged_over_seeds_by_fresh_points_and_by_points_left_out()
    {
        var m = Quick("chen2025-tradeoff", ("horizons", "0.2 0.8"), ("sizes", "8"), ("m", "8"), ("steps", "20"), ("draws", "10"));
        var rows = m.Tables.Single(t => t.Name == "over-seeds").Rows;
        Assert.Equal([0.2, 0.8], rows.Select(r => r[0].Number));
        // Means over three seeds and over three points left out, each with an interval.
        Assert.All(rows, r => Assert.True(r.Skip(1).Chunk(2).All(pair => pair[1].Number is > 0 and < double.PositiveInfinity)));
        Assert.All(m.Conclusions.Take(2), c => Assert.Contains("3 seeds", c.Evidence, StringComparison.Ordinal));
        var first = m.Tables.Single(t => t.Name == "over-T").Rows;
        Assert.All(rows.Zip(first), p => Assert.NotEqual(p.Second[7].Number, p.First[3].Number));
        Assert.Throws<ArgumentException>(() => Quick("chen2025-tradeoff", ("seeds", "1")));
        Assert.Throws<ArgumentException>(() => Quick("chen2025-tradeoff", ("m", "8"), ("leftOut", "9")));
    }

    [Fact]
    public void A_point_left_out_is_not_trained_on()
    {
        const int steps = 400;
        const double horizon = 0.5;
        var (stream, points) = (RandomStream.Root(1), TrainedDiffusion.Truth.Sample(4, RandomStream.Root(2)));
        var left = HorizonSelection.WithoutEach(points, horizon, points.Count, steps, stream);
        // One at a time in the order of the selection; with the point among them the same training knows it better.
        var order = stream.Child("left out").Permutation(points.Count);
        var trained = order.Select(i =>
        {
            var model = TrainedDiffusion.Train(points, horizon, steps, stream.Child("training", i));
            var blurred = TrainedDiffusion.Blurred(points.Select([.. Enumerable.Repeat(i, 20)]), stream.Child("blur", i));
            var truth = TrainedDiffusion.Truth.At(TrainedDiffusion.Usual, TrainedDiffusion.Eps);
            return model.LogDensities(blurred).Select((log, k) => truth.LogDensity(blurred[k]) - log).Average();
        });
        Assert.All(left.PerPoint.Zip(trained), p => Assert.True(p.First > p.Second, $"{p.First} {p.Second}"));
    }

    [Fact]
    public void On_digits_the_terms_of_trained_models_stand_beside_the_likelihood_of_digits_held_out()
    {
        (string, string)[] few =
        [
            ("data", Golden.Data("digits.csv")),
            ("horizons", "0.4 0.8"),
            ("m", "8"),
            ("test", "2"),
            ("steps", "3"),
            ("draws", "4"),
        ];
        var m = Quick("chen2025-digits", few);
        var rows = Assert.Single(m.Tables).Rows;
        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.InRange(r[1].Number, -Math.Log(8), 0));
        Assert.All(rows, r => Assert.Equal(r[1].Number + r[2].Number + r[3].Number + r[4].Number, r[5].Number, 1e-9));
        Assert.All(rows, r => Assert.True(double.IsFinite(r[6].Number) && r[7].Number > 0));
        // A longer diffusion tells less of the point it began at, and ends nearer to the prior.
        Assert.True(rows[0][1].Number < rows[1][1].Number && rows[0][2].Number > rows[1][2].Number);
        Assert.Throws<ArgumentException>(() => Quick("chen2025-digits", [.. few, ("m", "1")]));
    }

    [Fact]
    public void The_regulariser_is_judged_by_an_interval_over_seeds()
    {
        var m = Quick("chen2025-regulariser", ("seeds", "2"), ("m", "12"), ("steps", "20"), ("draws", "10"));
        var judged = Assert.Single(m.Conclusions);
        Assert.Contains("+-", judged.Evidence, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Quick("chen2025-regulariser", ("seeds", "1")));
    }

    [Fact]
    public void Smoothing_less_raises_score_and_information_together()
    {
        var m = Quick("chen2025-memorization", ("samples", "20"), ("m", "8"), ("deviations", "0.1 0.4 1.6"));
        Assert.Equal(Decision.NotRefuted, m.Conclusions[0].Decision);
        var information = m.Tables[0].Rows.Select(r => r[3].Number).ToList();
        Assert.True(information.Zip(information.Skip(1)).All(p => p.First > p.Second));
        Assert.All(information, x => Assert.InRange(x, 0, Math.Log(8)));
    }

    [Fact]
    public void The_bound_of_an_autoencoder_on_digits_stands_beside_the_published_curves()
    {
        var m = Quick(
            "chen2025-vae",
            ("data", Golden.Data("digits.csv")),
            ("m", "64"),
            ("epochs", "1"),
            ("hidden", "8"),
            ("latent", "2")
        );
        var rows = m.Tables[0].Rows;
        Assert.Equal(2, rows.Count);
        // The bound is reconstruction plus encoder term; the published curves are a cross-entropy in nats, another scale.
        Assert.All(rows, r => Assert.Equal(r[1].Number + r[2].Number, r[3].Number, 1e-9));
        Assert.All(rows, r => Assert.True(r[4].Number > r[5].Number && r[5].Number > r[3].Number));
        // The previous bound has the same terms at best, and the decoder's Lipschitz constant times a distance besides.
        Assert.All(rows, r => Assert.True(double.IsFinite(r[6].Number) && r[6].Number > r[3].Number));
    }
}
