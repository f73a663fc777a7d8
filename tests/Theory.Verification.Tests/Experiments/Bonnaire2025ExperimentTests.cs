using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public class Bonnaire2025ExperimentTests
{
    private static Measurement Quick(string name, params (string Name, string Value)[] set)
    {
        var experiment = Experiment.Get(name);
        var parameters = experiment.Complete(set.Aggregate(experiment.Quick, (all, pair) => all.With(pair.Name, pair.Value)));
        return experiment.Run(parameters, 1, Progressing.Unheard, CancellationToken.None);
    }

    private static double Number(Measurement m, string name) => m.Numbers.Single(n => n.Name == name).Value;

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
        Assert.InRange(Number(m, "least test loss"), Number(m, "floor of the test loss"), 1);
        Assert.True(Number(m, "test loss at the end") > 1);
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

    [Fact]
    public void A_file_that_is_no_measured_training_is_refused_in_words()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            Quick("bonnaire2025-dynamics", ("published", Golden.PathOf("memorization_null.json")))
        );
        Assert.Contains("learning_rate", fault.Message, StringComparison.Ordinal);
    }
}
