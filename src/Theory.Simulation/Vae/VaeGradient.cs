using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;

namespace Theory.Simulation.Vae;

/// <summary>The negative evidence bound of a minibatch and its gradient by the parameters of encoder and decoder, end to end.</summary>
internal sealed class VaeGradient : IDisposable
{
    private readonly NetworkShape encoder;
    private readonly NetworkShape decoder;
    private readonly Likelihood likelihood;
    private readonly int rows;
    private readonly BatchParts parts;
    private readonly (NetworkPass Encoder, NetworkPass Decoder)[] passes;

    public VaeGradient(NetworkVae model, int rows)
    {
        (encoder, decoder, likelihood, this.rows) = (model.Encoder.Shape, model.Decoder.Shape, model.Likelihood, rows);
        parts = new BatchParts(encoder.ParameterCount + decoder.ParameterCount, rows);
        passes =
        [
            .. Enumerable
                .Range(0, parts.Count)
                .Select(_ => (new NetworkPass(encoder, parts.RowsOfPart), new NetworkPass(decoder, parts.RowsOfPart))),
        ];
    }

    private int Latent => decoder.Widths[0];

    private int Dimension => decoder.Widths[^1];

    /// <summary>The encoder's parameters, then the decoder's.</summary>
    public static float[] Parameters(NetworkVae model) => [.. model.Encoder.Parameters, .. model.Decoder.Parameters];

    /// <summary>The model of these parameters.</summary>
    public NetworkVae Model(ReadOnlySpan<float> parameters) =>
        new(
            new Network(encoder, parameters[..encoder.ParameterCount]),
            new Network(decoder, parameters[encoder.ParameterCount..]),
            likelihood
        );

    /// <summary>The mean over the chosen points; the gradient replaces <paramref name="gradient"/>.</summary>
    public double At(float[] parameters, float[] points, ReadOnlyMemory<int> chosen, RandomStream stream, float[] gradient)
    {
        var noise = new float[rows * Latent];
        stream.FillGaussians(noise);
        return parts.Sum(
            (part, first, count, sum) =>
            {
                var (encode, decode) = passes[part];
                var (below, above) = (
                    parameters.AsMemory(0, encoder.ParameterCount),
                    parameters.AsMemory(encoder.ParameterCount)
                );
                for (var i = 0; i < count; i++)
                    Row(points, Dimension, chosen.Span[first + i]).CopyTo(encode.Inputs[(i * Dimension)..]);
                encode.Forward(below.Span, count);
                for (var i = 0; i < count; i++)
                    Sample(Row(encode.Outputs, 2 * Latent, i), Row(noise, Latent, first + i), Row(decode.Inputs, Latent, i));
                decode.Forward(above.Span, count);
                var loss = 0.0;
                for (var i = 0; i < count; i++)
                    loss += likelihood.Loss(
                        Row(points, Dimension, chosen.Span[first + i]),
                        Row(decode.Outputs, Dimension, i),
                        1f / rows
                    );
                decode.Backward(above.Span, count, sum[encoder.ParameterCount..], inputGradients: true);
                for (var i = 0; i < count; i++)
                    loss += Divergence(
                        Row(encode.Outputs, 2 * Latent, i),
                        Row(noise, Latent, first + i),
                        Row(decode.Inputs, Latent, i)
                    );
                encode.Backward(below.Span, count, sum[..encoder.ParameterCount]);
                return loss / rows;
            },
            gradient
        );
    }

    public void Dispose() => parts.Dispose();

    // z = mu + e^(l/2) eps
    private static void Sample(ReadOnlySpan<float> law, ReadOnlySpan<float> noise, Span<float> latent)
    {
        for (var j = 0; j < latent.Length; j++)
            latent[j] = law[j] + MathF.Exp(law[latent.Length + j] / 2) * noise[j];
    }

    // KL = (mu^2 + e^l - 1 - l)/2 a coordinate; the law becomes the derivatives by it of the whole loss, given those by z.
    private double Divergence(Span<float> law, ReadOnlySpan<float> noise, ReadOnlySpan<float> byLatent)
    {
        var sum = 0.0;
        for (var j = 0; j < Latent; j++)
        {
            var (mean, logVariance) = (law[j], law[Latent + j]);
            var deviation = MathF.Exp(logVariance / 2);
            var variance = deviation * deviation;
            sum += (mean * mean + variance - 1 - logVariance) / 2;
            law[j] = byLatent[j] + mean / rows;
            law[Latent + j] = (byLatent[j] * noise[j] * deviation + (variance - 1) / rows) / 2;
        }
        return sum;
    }

    private static Span<float> Row(Span<float> values, int width, int row) => values.Slice(row * width, width);
}
