using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using Theory.Simulation;
using Theory.Simulation.Data;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Verification.Experiments;

/// <summary>A training of random features by descent, and the losses that were measured along it.</summary>
/// <param name="World">Weights, training points and the solved losses.</param>
/// <param name="Step">The step of descent.</param>
/// <param name="Rows">What was measured, one row or more.</param>
internal sealed record MeasuredTraining(RandomFeatureWorld World, double Step, IReadOnlyList<MeasuredTraining.Row> Rows)
{
    /// <summary>What was measured after some steps.</summary>
    public sealed record Row(long Steps, double Train, double Test);

    /// <summary>
    /// A training that was run elsewhere: a JSON file with <c>t</c>, <c>learning_rate</c> and <c>rows</c> of <c>epoch</c> (the state after
    /// epoch + 1 steps), <c>train</c> and <c>test</c>; <c>W</c> and <c>x</c> name, in their first word, the files of weights and training
    /// points beside it.
    /// </summary>
    /// <exception cref="ArgumentException">The file lacks something.</exception>
    public static MeasuredTraining Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            Points Beside(string name) =>
                DataSet
                    .Read(
                        Path.Combine(
                            Path.GetDirectoryName(Path.GetFullPath(path))!,
                            (root.GetProperty(name).GetString() ?? throw new KeyNotFoundException($"{name} is null.")).Split(' ')[
                                0
                            ]
                        )
                    )
                    .Points;
            var weights = Beside("W");
            var model = RandomFeatureTraining.AtTime(
                root.GetProperty("t").GetDouble(),
                Matrix<double>.Build.DenseOfRowMajor(weights.Count, weights.Dimension, weights.Values.ToArray()),
                Activation.Tanh
            );
            Row[] rows =
            [
                .. root.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => new Row(
                        row.GetProperty("epoch").GetInt64() + 1,
                        row.GetProperty("train").GetDouble(),
                        row.GetProperty("test").GetDouble()
                    )),
            ];
            if (rows.Length == 0 || rows.Any(row => row.Steps < 1))
                throw new FormatException("There is no row, or one before the first epoch, which is 0.");
            return new(
                new RandomFeatureWorld(model, Beside("x")),
                root.GetProperty("learning_rate").GetDouble() * model.NoiseVariance,
                rows
            );
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException(
                $"'{path}' is no measured training: needed are t, learning_rate, W, x and rows of epoch, train and test. {fault.Message}"
            );
        }
    }
}
