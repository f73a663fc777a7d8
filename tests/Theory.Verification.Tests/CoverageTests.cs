using Theory.Testing;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests;

public sealed class CoverageTests
{
    [Fact]
    public void Right_bounds_keep_to_delta_and_wrong_versions_exceed_it()
    {
        var experiment = Experiment.Get("mbacke2023-coverage");
        var parameters = experiment.Complete(experiment.Quick).With("data", Golden.Data("digits.csv"));
        var measured = experiment.Run(parameters, 1, Progressing.Unheard, default);
        Assert.False(measured.IsPartial);
        Decision Of(string start) =>
            measured.Conclusions.Single(c => c.Claim.StartsWith(start, StringComparison.Ordinal)).Decision;
        Assert.Equal(Decision.NotRefuted, Of("moment term with 4 n"));
        Assert.Equal(Decision.NotRefuted, Of("moment term with 8 n"));
        Assert.Equal(Decision.Refuted, Of("moment term with 16 n"));
        Assert.Equal(Decision.Refuted, Of("without log(1/delta)"));
        Assert.Equal(Decision.Refuted, Of("in expectation, with the decoder learned"));
        Assert.Equal(Decision.Refuted, Of("with the mean of the divergences"));
        Assert.Equal(Decision.NotRefuted, Of("the bound, for an autoencoder"));
        Assert.Equal(experiment.Run(parameters, 1, Progressing.Unheard, default), measured);
    }

    [Fact]
    public void Gans_and_autoencoders_are_one_number_over_lambda_for_total_variation()
    {
        var experiment = Experiment.Get("husain2019-duality");
        var measured = experiment.Run(experiment.Complete(experiment.Quick), 1, Progressing.Unheard, default);
        Assert.Equal(7, measured.Tables.Single().Rows.Count);
        Assert.All(measured.Conclusions, c => Assert.Equal(Decision.NotRefuted, c.Decision));
        // From 2 lambda TV at the smallest lambda to the distance at the largest, for every generator.
        Assert.All(
            measured.Tables.Single().Rows[^1].Skip(1),
            e => Assert.InRange(e.Number, 0.8 * measured.Numbers[0].Value, measured.Numbers[0].Value + 1e-9)
        );
        Assert.All(measured.Tables.Single().Rows[0].Skip(1), e => Assert.InRange(e.Number, 0, 0.02));
    }
}
