using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Theory.Verification.Experiments;
using static Theory.Verification.Tests.Experiments.Run;

namespace Theory.Verification.Tests.Experiments;

public class Bonnaire2025ExperimentTests
{
    private static void Concludes(Measurement m, params Decision[] decisions) =>
        Assert.Equal(decisions, m.Conclusions.Select(c => c.Decision));

    private static readonly Decision[] Losses =
    [
        Decision.NotRefuted, // descent with its noise
        Decision.Refuted, // the flow in its place
        Decision.NotRefuted, // an early stop
        Decision.NotRefuted, // generalization before memorization
    ];

    [Fact]
    public void Descent_that_is_run_has_the_losses_of_the_recursion_and_not_those_of_the_flow()
    {
        var m = Quick("bonnaire2025-dynamics");
        Concludes(m, Losses);
        Assert.InRange(m.Number("least test loss"), m.Number("floor of the test loss"), 1);
        Assert.True(m.Number("test loss at the end") > 1);
    }

    [Fact]
    public void The_published_descent_has_the_losses_of_the_recursion_and_not_those_of_the_flow() =>
        Concludes(Quick("bonnaire2025-dynamics", ("published", Golden.PathOf("random_features_trajectory.json"))), Losses);

    [Fact]
    public void Generalization_takes_as_long_at_every_sample_size_and_memorization_in_proportion_to_it() =>
        Concludes(
            Quick("bonnaire2025-time-scales"),
            Decision.NotRefuted, // tau_gen ~ 1
            Decision.NotRefuted, // tau_mem ~ n
            Decision.Refuted, // tau_mem ~ 1
            Decision.Refuted, // tau_mem ~ n^2
            Decision.NotRefuted
        );

    private static readonly Decision[] Densities =
    [
        Decision.NotRefuted, // the density of random matrices
        Decision.Refuted, // that of the matrix of the published script
        Decision.NotRefuted, // the atom
        Decision.NotRefuted, // d and n eigenvalues in the bulks
        Decision.NotRefuted, // the catalog's equation
        Decision.Refuted, // the same without w/q^2
    ];

    [Fact]
    public void The_equations_give_the_density_of_random_matrices()
    {
        // At d = 800, in the long tier, within .005 in L1.
        var d = Forall.Full ? 800 : 60;
        var m = Quick("bonnaire2025-spectrum", ("d", $"{d}"), ("draws", Forall.Full ? "2" : "4"));
        Concludes(m, Densities);
        Assert.InRange(m.Number("L1 distance to random matrices"), 0, 4.0 / d);
    }

    [Theory]
    [InlineData("E3 z=-1 t=0.1 psi=(2,1) atoms=1", -1, 0.1, 2, 1, new[] { 1.0 })]
    [InlineData("E3 z=-0.5 t=0.1 psi=(4,2) atoms=2", -0.5, 0.1, 4, 2, new[] { 0.5, 1.5 })]
    public void The_statement_of_the_spectrum_holds_at_the_reference_transforms_and_wrong_versions_do_not(
        string key,
        double z,
        double t,
        double p,
        double n,
        double[] variances
    )
    {
        double Of(string name) => Golden.Figure("E", $"{key} {name}");
        var (q, r, w) = (Of("q"), Of("r"), Of("s"));
        var model = new FeatureSpectrum(t, p, n, Activation.Tanh, variances).Model;
        double Value(IEnumerable<Term> terms) =>
            Sum.Of(terms.Select(term => term.Expr))
                .Evaluate(
                    ("q", q),
                    ("r", r),
                    ("w", w),
                    ("psi_p", p),
                    ("psi_n", n),
                    ("t", t),
                    ("a", model.Linear),
                    ("v", model.Sample),
                    ("s", Math.Sqrt(model.FreshSquared))
                );
        var terms = Bonnaire2025.Spectrum.Terms;
        Assert.Equal(z, Value(terms), 1e-8);
        Assert.All(terms, dropped => Assert.True(Math.Abs(Value(terms.Where(term => term != dropped)) - z) > 1e-3));
        // w = int 1/(s^ + lambda r^): with the noise's b^2, and with b in its place.
        double Closure(double noise) =>
            variances.Average(v =>
                1
                / (
                    p * noise
                    + 1 / q
                    + v
                        * p
                        * model.Linear
                        * model.Linear
                        * Math.Exp(-2 * t)
                        / (1 + p / n * (model.Linear * model.Linear * Math.Exp(-2 * t) * r + model.Sample * model.Sample * q))
                )
            );
        Assert.Equal(w, Closure(model.Noise * model.Noise), 1e-9);
        Assert.True(Math.Abs(w - Closure(model.Noise)) > 1e-2);
    }

    [Fact]
    public void The_border_of_overfitting_is_proportional_to_the_number_of_features() =>
        Concludes(
            Quick("bonnaire2025-regimes"),
            Decision.NotRefuted, // n* ~ p
            Decision.Refuted, // n* ~ 1
            Decision.Refuted, // n* ~ p^2
            Decision.NotRefuted,
            Decision.NotRefuted
        );

    [Fact]
    public void Of_worlds_that_were_not_measured_nothing_is_said()
    {
        var m = Quick("bonnaire2025-regimes", ("psi_p", "2 4"), ("ratios", "2 4"), ("draws", "2"));
        Assert.Equal(Decision.Inconclusive, m.Says("with no more points than features").Decision);
        Assert.Equal(Decision.Inconclusive, m.Says("with six times as many").Decision);
    }

    [Fact]
    public void A_time_that_is_never_reached_follows_no_power()
    {
        var m = Quick("bonnaire2025-time-scales", ("d", "4"), ("psi_p", "8"), ("psi_n", "2 3"), ("t", "2"));
        Concludes(m, Decision.Inconclusive);
        Assert.Contains(m.Rows("times"), row => double.IsPositiveInfinity(row[1]) || double.IsPositiveInfinity(row[2]));
    }

    [Fact]
    public void The_diagram_has_three_regimes_and_more_points_never_bring_memorization_forward()
    {
        var map = Quick("bonnaire2025-regimes", ("psi_p", "2 4"), ("ratios", "1 8")).Plots.Single().Map!;
        Assert.Equal([0, 1, 2], map.Values.Distinct().Order());
        foreach (var row in map.Values.Chunk(map.X.Count))
            Assert.Equal(row.Order(), row);
    }

    [Fact]
    public void Copies_come_with_training_and_later_with_more_points_and_an_honest_model_has_the_share_of_fresh_ones() =>
        Concludes(
            Quick("bonnaire2025-memorization"),
            Decision.NotRefuted, // fresh points against fresh points
            Decision.Refuted, // no copies among fresh points
            Decision.Refuted, // none more by training for long
            Decision.NotRefuted // later with more points
        );

    [Fact]
    public void A_file_that_is_no_measured_training_is_refused_in_words()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            Quick("bonnaire2025-dynamics", ("published", Golden.PathOf("memorization_null.json")))
        );
        Assert.Contains("learning_rate", fault.Message, StringComparison.Ordinal);
    }
}
