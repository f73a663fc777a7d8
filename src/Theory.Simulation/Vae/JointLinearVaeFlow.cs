namespace Theory.Simulation.Vae;

/// <summary>What a linear autoencoder does along one principal direction of the data, with a latent coordinate of its own.</summary>
/// <param name="Decoder">w: the decoder maps the latent coordinate z to w z along the direction.</param>
/// <param name="Encoder">v: the encoder's mean is v times the coordinate x of a point along the direction.</param>
/// <param name="LogVariance">The logarithm of the encoder's variance D.</param>
public readonly record struct LinearVaeMode(double Decoder, double Encoder, double LogVariance)
{
    /// <summary>D.</summary>
    public double Variance => Math.Exp(LogVariance);
}

/// <summary>
/// Gradient flow of encoder and decoder together down the negative evidence bound of a linear Gaussian autoencoder, along one principal
/// direction of the data: an ordinary differential equation in three numbers,
/// <code>
/// dw/dt = (lambda v (1 - w v) - w D) / s^2
/// dv/dt = eta lambda (w (1 - w v) / s^2 - v)
/// d log D/dt = eta (1 - D (1 + w^2 / s^2)) / 2
/// </code>
/// lambda being the data's variance there, s^2 the noise and eta the encoder's learning rate beside the decoder's.
/// </summary>
/// <remarks>
/// <para>
/// What is exact: when every column of the decoder starts on a principal direction of its own and every row of the encoder on that of its
/// column, they stay there, and the flow of the whole model (in the decoder, the encoder and the logarithms of its variances, the noise
/// fixed) is this equation once for each direction, for any data with that covariance. It is integrated to a stated tolerance; it has no
/// closed form in elementary functions that we know. Columns that start askew turn, which couples the directions: that is not covered.
/// As eta grows the encoder becomes exact at every time and w^2 follows <see cref="LinearVaeFlow"/>, which is closed.
/// </para>
/// <para>
/// Its only rests are collapse, (0, 0, 0), and the two optima w = +-sqrt(lambda - s^2), v = w / lambda, D = s^2 / lambda where lambda
/// exceeds s^2 (Lucas, Tucker, Grosse and Norouzi 2019).
/// </para>
/// </remarks>
/// <param name="DataVariance">lambda, nonnegative.</param>
/// <param name="NoiseVariance">s^2, positive.</param>
/// <param name="Start">The mode at time 0.</param>
/// <param name="EncoderRate">eta, positive.</param>
public sealed record JointLinearVaeFlow(double DataVariance, double NoiseVariance, LinearVaeMode Start, double EncoderRate = 1)
{
    private const double Tolerance = 1e-11; // of a step

    /// <summary>The optimum with w not negative: collapse where the data's variance does not exceed the noise.</summary>
    public LinearVaeMode Optimum
    {
        get
        {
            var w = Math.Sqrt(Math.Max(0, DataVariance - NoiseVariance));
            return w > 0 ? new(w, w / DataVariance, Math.Log(NoiseVariance / DataVariance)) : default;
        }
    }

    /// <summary>
    /// The exponential rate at which the slower of the two small deviations from collapse in w and v grows: the greater root of
    /// <c>r^2 + (1/s^2 + eta lambda) r + eta (lambda/s^2)(1 - lambda/s^2) = 0</c>. Positive, so that collapse is left, exactly
    /// where lambda exceeds s^2.
    /// </summary>
    public double CollapseExponent
    {
        get
        {
            var (trace, ratio) = (1 / NoiseVariance + EncoderRate * DataVariance, DataVariance / NoiseVariance);
            var product = EncoderRate * ratio * (ratio - 1);
            // -trace/2 + sqrt(..) without cancellation.
            return 2 * product / (trace + Math.Sqrt(trace * trace + 4 * product));
        }
    }

    /// <summary>The modes at times that ascend.</summary>
    /// <exception cref="ArgumentException">The times do not ascend from 0, or a parameter is out of range.</exception>
    public IReadOnlyList<LinearVaeMode> At(IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (!(DataVariance >= 0 && NoiseVariance > 0 && EncoderRate > 0))
            throw new ArgumentException(
                $"A data variance of {DataVariance}, a noise of {NoiseVariance} and an encoder's rate of {EncoderRate} have no flow: "
                    + "the first may not be negative, the others need to be positive."
            );
        if (times.Any(t => !(t >= 0 && double.IsFinite(t))) || !times.SequenceEqual(times.Order()))
            throw new ArgumentException("Training times are finite, nonnegative and ascend.", nameof(times));
        double[] state = [Start.Decoder, Start.Encoder, Start.LogVariance];
        var equation = new DormandPrince((at, _, slope) => Slope(at, slope), state);
        var (modes, now) = (new List<LinearVaeMode>(), 0.0);
        foreach (var time in times)
        {
            equation.Follow(now, time, Tolerance);
            modes.Add(new(state[0], state[1], state[2]));
            now = time;
        }
        return modes;
    }

    /// <summary>
    /// What the direction adds to the negative evidence bound, nats:
    /// <c>(lambda (1 - w v)^2 + w^2 D)/(2 s^2) + log(2 pi s^2)/2 + (lambda v^2 + D - log D - 1)/2</c>.
    /// </summary>
    public double Loss(LinearVaeMode mode)
    {
        var (w, v) = (mode.Decoder, mode.Encoder);
        var residual = DataVariance * (1 - w * v) * (1 - w * v) + w * w * mode.Variance;
        var divergence = DataVariance * v * v + mode.Variance - mode.LogVariance - 1;
        return (residual / NoiseVariance + Math.Log(2 * Math.PI * NoiseVariance) + divergence) / 2;
    }

    private void Slope(double[] at, double[] slope)
    {
        var (w, v, variance) = (at[0], at[1], Math.Exp(at[2]));
        slope[0] = (DataVariance * v * (1 - w * v) - w * variance) / NoiseVariance;
        slope[1] = EncoderRate * DataVariance * (w * (1 - w * v) / NoiseVariance - v);
        slope[2] = EncoderRate * (1 - variance * (1 + w * w / NoiseVariance)) / 2;
    }
}
