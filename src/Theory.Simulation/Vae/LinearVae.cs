using MathNet.Numerics.LinearAlgebra;

namespace Theory.Simulation.Vae;

/// <summary>
/// A variational autoencoder all of whose laws are Gaussian: <c>x | z ~ N(m + W z, s^2 I)</c> and
/// <c>z | x ~ N(V (x - m), diag D)</c>, with prior N(0, I). Its evidence bound, its optimum and its training are solved.
/// </summary>
/// <remarks>Tipping and Bishop 1999 (probabilistic principal components); Lucas, Tucker, Grosse and Norouzi 2019 (linear VAEs).</remarks>
/// <param name="Mean">m.</param>
/// <param name="Decoder">W, dimension x latent.</param>
/// <param name="Encoder">V, latent x dimension.</param>
/// <param name="Variances">D, the encoder's variances.</param>
/// <param name="NoiseVariance">s^2.</param>
public sealed record LinearVae(
    Vector<double> Mean,
    Matrix<double> Decoder,
    Matrix<double> Encoder,
    Vector<double> Variances,
    double NoiseVariance
)
{
    /// <summary>
    /// The model of greatest evidence bound on data of the given mean and covariance: W spans the leading principal directions,
    /// stretched by <c>sqrt(lambda - s^2)</c>, or 0 where lambda is below s^2 (such latent coordinates collapse to the prior); the
    /// encoder is the exact posterior, so the bound is the log-likelihood.
    /// </summary>
    /// <param name="mean">The mean of the data.</param>
    /// <param name="covariance">The covariance of the data (divisor n).</param>
    /// <param name="latent">The latent dimension, at most that of the data.</param>
    /// <param name="noiseVariance">s^2; null for the best one, the mean of the eigenvalues left out.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or s^2 is not positive.</exception>
    public static LinearVae Optimum(Vector<double> mean, Matrix<double> covariance, int latent, double? noiseVariance = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (covariance.RowCount != mean.Count || latent < 1 || latent > mean.Count)
            throw new ArgumentException(
                $"A latent dimension of {latent} and a covariance of order {covariance.RowCount} do not fit {mean.Count} coordinates."
            );
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        var (values, order) = (eigen.EigenValues.Real(), mean.Count);
        var noise = noiseVariance ?? (latent < order ? values.Take(order - latent).Average() : 0);
        if (!(noise > 0))
            throw new ArgumentException(
                $"The noise variance is {noise:R}; it needs to be positive. Data that lie in {latent} dimensions have no best one: give one."
            );
        var decoder = Matrix<double>.Build.Dense(order, latent);
        for (var k = 0; k < latent; k++)
        {
            var column = order - 1 - k;
            decoder.SetColumn(k, eigen.EigenVectors.Column(column) * Math.Sqrt(Math.Max(0, values[column] - noise)));
        }
        return WithExactEncoder(mean, decoder, noise);
    }

    /// <summary>
    /// The model with the encoder that is best for a decoder: V = (W'W + s^2 I)^-1 W', D = s^2 / diag(W'W + s^2 I). It is the exact
    /// posterior when the columns of W are orthogonal.
    /// </summary>
    public static LinearVae WithExactEncoder(Vector<double> mean, Matrix<double> decoder, double noiseVariance)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        var moment =
            decoder.TransposeThisAndMultiply(decoder)
            + Matrix<double>.Build.DiagonalIdentity(decoder.ColumnCount) * noiseVariance;
        return new LinearVae(
            mean,
            decoder,
            moment.Cholesky().Solve(decoder.Transpose()),
            moment.Diagonal().Map(m => noiseVariance / m),
            noiseVariance
        );
    }

    /// <summary>The mean of -log p(x | z) over data and latent draws, nats.</summary>
    /// <param name="mean">The mean of the data.</param>
    /// <param name="covariance">The covariance of the data.</param>
    public double Reconstruction(Vector<double> mean, Matrix<double> covariance)
    {
        var residual = Matrix<double>.Build.DiagonalIdentity(Mean.Count) - Decoder * Encoder;
        var shift = residual * (mean - Mean);
        var spread = (residual * covariance * residual.Transpose()).Trace();
        var latent = (Decoder * Matrix<double>.Build.DiagonalOfDiagonalVector(Variances) * Decoder.Transpose()).Trace();
        return ((shift * shift + spread + latent) / NoiseVariance + Mean.Count * Math.Log(2 * Math.PI * NoiseVariance)) / 2;
    }

    /// <summary>The mean over the data of KL(encoder || prior), nats.</summary>
    /// <inheritdoc cref="Reconstruction"/>
    public double Rate(Vector<double> mean, Matrix<double> covariance)
    {
        var shift = Encoder * (mean - Mean);
        var spread = (Encoder * covariance * Encoder.Transpose()).Trace();
        return (shift * shift + spread + Variances.Sum(d => d - 1 - Math.Log(d))) / 2;
    }

    /// <summary>The negative evidence bound on data of the given mean and covariance: reconstruction plus rate, nats.</summary>
    /// <inheritdoc cref="Reconstruction"/>
    public double Loss(Vector<double> mean, Matrix<double> covariance) =>
        Reconstruction(mean, covariance) + Rate(mean, covariance);

    /// <summary>The covariance of the generated law N(m, W W' + s^2 I).</summary>
    public Matrix<double> GeneratedCovariance() =>
        Decoder * Decoder.Transpose() + Matrix<double>.Build.DiagonalIdentity(Mean.Count) * NoiseVariance;
}
