using System.Numerics.Tensors;
using Theory.Simulation.Diffusions;
using Theory.Simulation.LinearAlgebra;
using Theory.Simulation.Randomness;

namespace Theory.Simulation.Laws;

/// <summary>
/// The law of <c>a X + s N</c>, X on finitely many points: what a diffusion makes of a sample. Its score is the exact empirical score,
/// <c>(a E[X | x] - x)/s^2</c>.
/// </summary>
public sealed class SmoothedPoints : ContinuousLaw, IDiffusible
{
    private readonly double[] offsets;

    internal SmoothedPoints(PointLaw law, double scale, double variance)
    {
        (Law, Scale, Variance) = (law, scale, DiffusedLaws.Positive(variance));
        offsets =
        [
            .. InnerProducts.HalfSquares(law.Points).Zip(law.Weights, (h, w) => Math.Log(w) - scale * scale * h / variance),
        ];
    }

    /// <summary>The law of X.</summary>
    public PointLaw Law { get; }

    /// <summary>a.</summary>
    public double Scale { get; }

    /// <summary>s^2.</summary>
    public double Variance { get; }

    /// <inheritdoc/>
    public override int Dimension => Law.Dimension;

    /// <inheritdoc/>
    public ContinuousLaw Diffused(double scale, double variance) =>
        new SmoothedPoints(Law, scale * Scale, scale * scale * Variance + DiffusedLaws.NonNegative(variance));

    /// <summary>The same law as a mixture of Gaussians, for divergences between mixtures.</summary>
    public GaussianMixture ToMixture() =>
        new(
            [
                .. Enumerable
                    .Range(0, Law.Points.Count)
                    .Select(j => new Gaussian([.. Law.Points[j].ToArray().Select(x => Scale * x)], Variance)),
            ],
            Law.Weights
        );

    /// <summary>The probability of each point given the smoothed point <paramref name="x"/>.</summary>
    public double[] Posterior(ReadOnlySpan<double> x)
    {
        var weights = new double[Law.Points.Count];
        Posterior(x, weights);
        return weights;
    }

    /// <summary>E[X | x].</summary>
    public double[] PosteriorMean(ReadOnlySpan<double> x)
    {
        var mean = new double[Dimension];
        Average(Posterior(x), mean);
        return mean;
    }

    // Blocks of rows: the weights of a block are one matrix product, their means another.
    private protected override unsafe double[] EvaluateAll(Points points)
    {
        var atoms = Law.Points;
        var scores = new double[points.Values.Length];
        var blocks = RowBlocks.Of(points.Count, atoms.Count);
        Parallel.For(
            0,
            blocks.Count,
            b =>
            {
                var (first, count) = blocks[b];
                var weights = InnerProducts.Of(points.Rows(first, count), atoms);
                for (var i = 0; i < count; i++)
                {
                    var row = weights.AsSpan(i * atoms.Count, atoms.Count);
                    TensorPrimitives.MultiplyAdd(row, Scale / Variance, offsets, row);
                    PosteriorWeights.Normalise(row);
                }
                fixed (
                    double* w = weights,
                        x = atoms.Values,
                        mean = &scores[first * Dimension]
                )
                    MatrixProduct<double>.Multiply(
                        MatrixView<double>.RowMajor(w, count, atoms.Count),
                        MatrixView<double>.RowMajor(x, atoms.Count, Dimension),
                        MatrixView<double>.RowMajor(mean, count, Dimension)
                    );
                for (var k = first * Dimension; k < (first + count) * Dimension; k++)
                    scores[k] = (Scale * scores[k] - points.Values[k]) / Variance;
            }
        );
        return scores;
    }

    private double Posterior(ReadOnlySpan<double> x, Span<double> weights)
    {
        var points = Law.Points;
        for (var j = 0; j < weights.Length; j++)
            weights[j] = offsets[j] + Scale / Variance * TensorPrimitives.Dot(x, points[j]);
        return PosteriorWeights.Normalise(weights);
    }

    private void Average(ReadOnlySpan<double> weights, Span<double> mean)
    {
        mean.Clear();
        for (var j = 0; j < weights.Length; j++)
            if (weights[j] > 0)
                TensorPrimitives.MultiplyAdd(Law.Points[j], weights[j], mean, mean);
    }

    private protected override double Evaluate(ReadOnlySpan<double> x, Span<double> score)
    {
        var weights = new double[Law.Points.Count];
        var log = Posterior(x, weights);
        if (!score.IsEmpty)
        {
            Average(weights, score);
            for (var k = 0; k < score.Length; k++)
                score[k] = (Scale * score[k] - x[k]) / Variance;
        }
        return log - TensorPrimitives.SumOfSquares(x) / (2 * Variance) - Dimension / 2.0 * Math.Log(2 * Math.PI * Variance);
    }

    private protected override Points Draw(int count, RandomStream stream)
    {
        var starts = Law.SampleIndices(count, stream.Child("index"));
        var noise = stream.Child("noise").Gaussians(count * Dimension);
        var s = Math.Sqrt(Variance);
        return Points.Generate(
            count,
            Dimension,
            (i, row) =>
            {
                var start = Law.Points[starts[i]];
                for (var k = 0; k < row.Length; k++)
                    row[k] = Scale * start[k] + s * noise[i * Dimension + k];
            }
        );
    }
}
