namespace Theory.Simulation.Vae;

/// <summary>The law of a point given the outputs of a decoder, independent in each coordinate.</summary>
public abstract record Likelihood
{
    private Likelihood() { }

    /// <summary>N(output, variance) in each coordinate.</summary>
    /// <param name="Variance">The variance, positive.</param>
    public sealed record Gaussian(double Variance) : Likelihood;

    /// <summary>A coordinate x in [0, 1] has the log-likelihood x log p + (1 - x) log(1 - p), p the logistic function of the output.</summary>
    public sealed record Bernoulli : Likelihood;

    /// <summary>
    /// Minus the log-likelihood of a row, in nats; <paramref name="outputs"/> become the derivatives of it by them, times
    /// <paramref name="scale"/>.
    /// </summary>
    internal double Loss(ReadOnlySpan<float> point, Span<float> outputs, float scale)
    {
        var sum = 0.0;
        switch (this)
        {
            case Gaussian gaussian:
                for (var j = 0; j < point.Length; j++)
                {
                    var residual = outputs[j] - point[j];
                    sum += residual * residual;
                    outputs[j] = (float)(residual * scale / gaussian.Variance);
                }
                return (sum / gaussian.Variance + point.Length * Math.Log(2 * Math.PI * gaussian.Variance)) / 2;
            default:
                for (var j = 0; j < point.Length; j++)
                {
                    // log(1 + e^o) - x o, without overflow.
                    var output = outputs[j];
                    var e = MathF.Exp(-MathF.Abs(output));
                    sum += MathF.Max(output, 0) + Math.Log(1 + e) - point[j] * output;
                    outputs[j] = scale * ((output > 0 ? 1 / (1 + e) : e / (1 + e)) - point[j]);
                }
                return sum;
        }
    }

    /// <summary>The mean of the law, coordinate by coordinate, in place of the outputs.</summary>
    internal void ToMeans(Span<float> outputs)
    {
        if (this is Bernoulli)
            Elementwise.Sigmoid(outputs, outputs);
    }
}
