using Theory.Verification.Experiments;

namespace Theory.Verification.Tests.Experiments;

public sealed class Li2023EarlyStoppingTests
{
    private static readonly Lazy<Measurement> Found = new(() => Run.Quick("li2023-early-stopping"));

    [Fact]
    public void Solved_training_on_drawn_noise_is_best_stopped_early() =>
        Assert.Equal(Decision.NotRefuted, Found.Value.Says("training too long").Decision);

    [Theory]
    [InlineData("at a fixed time and width", Decision.NotRefuted)]
    [InlineData("what the sample adds grows no faster", Decision.NotRefuted)]
    [InlineData("along n = m the least divergence", Decision.NotRefuted)]
    [InlineData("modes farther apart", Decision.NotRefuted)]
    [InlineData("wrong version: like 1/n^2", Decision.Refuted)]
    [InlineData("wrong version: it does not grow with tau", Decision.Refuted)]
    [InlineData("wrong version: like n^(-3)", Decision.Refuted)]
    public void Claimed_powers_are_contradicted_on_one_side_only(string claim, Decision decision) =>
        Assert.Equal(decision, Found.Value.Says(claim).Decision);

    [Fact]
    public void What_samples_add_falls_and_no_stated_time_beats_the_best()
    {
        var rows = Found.Value.Rows("over-samples").ToList();
        Assert.True(rows[0][1] > rows[^1][1] && rows[0][2] > 0);
        var end = Found.Value.Rows("stopping").ToList();
        Assert.All(end, row => Assert.True(row[4] <= row[7] && row[4] <= row[8]));
    }

    [Fact]
    public void Another_reading_of_the_noise_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Run.Quick("li2023-early-stopping", ("noise", "none")));
        Assert.Contains("averaged", refusal.Message, StringComparison.Ordinal);
    }
}
