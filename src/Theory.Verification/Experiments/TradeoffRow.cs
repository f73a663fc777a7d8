using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The diffusion bound's terms for a model trained on the swiss roll, and how far its learned law is from the truth.</summary>
/// <param name="Count">The number of training points.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Divergence">The divergence of the truth from the learned law, nats.</param>
/// <param name="Half">Half the width of its interval over fresh points.</param>
internal sealed record TradeoffRow(int Count, ObjectiveRow Terms, double Divergence, double Half)
{
    /// <summary>Trains at a horizon and measures.</summary>
    public static TradeoffRow Of(double horizon, double r, int count, int steps, int draws, RandomStream stream)
    {
        var points = TrainedDiffusion.Truth.Sample(count, stream.Child("points"));
        var at = stream.Child(Invariant($"T = {horizon}, m = {count}"));
        var trained = TrainedDiffusion.Train(points, horizon, steps, at.Child("training"));
        var (divergence, half) = trained.Divergence(draws, at.Child("divergence"));
        return new(count, TermsOf(trained, points, r, draws, at), divergence, half);
    }

    /// <summary>The bound's terms on given points, with the loss and the score's norm of a trained model.</summary>
    public static ObjectiveRow TermsOf(ReverseDiffusion trained, Points points, double r, int draws, RandomStream stream) =>
        DiffusionTerms
            .Over(points, trained.Diffusion.Schedule, [trained.Horizon], [trained.Eps], 1000, stream.Child("terms"))
            .Objective(r, trained.Eps, new TrainingLog([TrainedLog.Measured(trained, points, draws, stream.Child("log"))]))
            .Rows[0];
}
