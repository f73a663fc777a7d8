using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Simulation.Vae;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Verification.Vae;

/// <summary>
/// The catalog's bounds on an autoencoder, in the numbers that were measured of it after several epochs. Those with probability hold
/// together, for all epochs and all lambda of a grid that is fixed in advance: the price is the logarithm of how many there are.
/// </summary>
/// <param name="Diameter">A diameter Delta of the data space, known without the sample.</param>
/// <param name="Delta">The probability that one of the bounds with probability fails.</param>
/// <param name="Rows">The bounds of each epoch.</param>
public sealed record VaeBounds(double Diameter, double Delta, Terms<VaeBoundsRow> Rows)
{
    /// <summary>How many values of lambda there are to choose from: sqrt(8 n)/Delta times powers of 2.</summary>
    public const int GridSize = 16;

    /// <summary>The epoch whose generated law has the least bound with probability, or null where no decoder's constant is known.</summary>
    public VaeBoundsRow? Best => Rows.Where(row => row.Generation is not null).MinBy(row => row.Generation);

    /// <summary>The bounds of measurements.</summary>
    /// <exception cref="ArgumentException">There are none, or the diameter or delta is out of range.</exception>
    public static VaeBounds Of(IReadOnlyList<VaeMeasurement> measured, double diameter, double delta)
    {
        ArgumentNullException.ThrowIfNull(measured);
        if (measured.Count == 0)
            throw new ArgumentException("There is no measurement to bound.", nameof(measured));
        if (!(diameter > 0 && double.IsFinite(diameter)))
            throw new ArgumentException($"The diameter is {diameter}; it needs to be positive.", nameof(diameter));
        if (delta is not (> 0 and < 1))
            throw new ArgumentException($"delta is {delta}; it needs to be between 0 and 1.", nameof(delta));
        return new(diameter, delta, measured.Select(m => Row(m, diameter, delta / measured.Count)).ToTerms());
    }

    private static VaeBoundsRow Row(VaeMeasurement m, double diameter, double delta)
    {
        // Half of the failures are left to the latent draws behind the reconstruction, by Hoeffding's inequality.
        var share = m.Draws is null ? delta : delta / 2;
        var slack = m.Draws is { } draws ? diameter * Math.Sqrt(Math.Log(1 / share) / (2.0 * m.Count * draws)) : 0;
        var certain = m with { Reconstruction = m.Reconstruction + slack };
        var unit = Math.Sqrt(8.0 * m.Count) / diameter;
        double Of(Bound bound, double lambda) => Value(bound, certain, diameter, lambda, share / GridSize);
        var lambda = Enumerable
            .Range(0, GridSize)
            .Select(k => unit * Math.Pow(2, k))
            .MinBy(l => Of(MbackeVae2023.Regeneration, l));
        double? Probable(Bound bound, double? constant) => constant is null ? null : Of(bound, lambda);
        // At the best lambda of each sample; an expectation over samples would fix one.
        var best = unit * Math.Sqrt(Math.Max(m.Divergence, 1e-300));
        return new VaeBoundsRow(
            m,
            m.Divergence / m.Count,
            certain.Reconstruction,
            lambda,
            Of(MbackeVae2023.Regeneration, lambda),
            Probable(MbackeVae2023.Generation, m.DecoderLipschitz),
            Probable(MbackeVae2023.ReconstructionBound, m.DecoderLipschitz is null ? null : m.EncoderLipschitz),
            m.DecoderLipschitz is null ? null : Value(MbackeVae2023.GenerationExpected, m, diameter, best, share),
            Value(Chen2025.VaeAveraged, m, diameter, best, share),
            diameter
        );
    }

    /// <summary>
    /// The right side of a catalog bound on autoencoders with its quantities replaced by what was measured; an expectation over samples by
    /// the value of this one.
    /// </summary>
    /// <param name="bound">One of the bounds of Mbacke et al. for autoencoders, or that of Chen et al. with R = Delta/2.</param>
    /// <param name="m">What was measured.</param>
    /// <param name="diameter">Delta.</param>
    /// <param name="lambda">lambda.</param>
    /// <param name="delta">delta.</param>
    public static double Value(Bound bound, VaeMeasurement m, double diameter, double lambda, double delta)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentNullException.ThrowIfNull(m);
        var measured = new (Expr Part, double Value)[]
        {
            (MbackeVae2023.Average(MbackeVae2023.Reconstruction), m.Reconstruction),
            (MbackeVae2023.Complexity, m.Divergence),
            (MbackeVae2023.Average(Divergence.W2(MbackeVae2023.LatentLaw, MbackeVae2023.Prior)), m.PriorDistance),
            (EncoderGenerator.ReconstructionLoss(Function.Metric(EncoderGenerator.X)), m.Reconstruction),
            (
                EncoderGenerator.Average(Expr.Sqrt(EncoderGenerator.PriorDivergence)),
                m.RootDivergence ?? Math.Sqrt(m.Divergence / m.Count)
            ),
        };
        var names = measured.Select((_, k) => new Symbol($"measured_{k}")).ToArray();
        Expr Named(Expr e)
        {
            if (
                e is Quantity { Meaning: Expectation { Of: { Draws: [var draw], Body: var body } } }
                && draw == MbackeVae2023.DrawSample
            )
                return Named(body);
            var place = Array.FindIndex(measured, known => known.Part == e);
            return place >= 0 ? names[place] : e.MapChildren(Named);
        }
        var values = names.Zip(measured, (name, known) => (name.Name, known.Value));
        return Named(bound.Right)
            .Evaluate([
                .. values,
                ("n", m.Count),
                ("lambda", lambda),
                ("Delta", diameter),
                ("delta", delta),
                ("K_theta", m.DecoderLipschitz ?? 0),
                ("K_phi", m.EncoderLipschitz ?? 0),
                // Hoeffding's lemma: every 1-Lipschitz function on a space of diameter Delta.
                ("R", diameter / 2),
            ]);
    }
}

/// <summary>The bounds of one epoch, in the unit of the data.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="Rate">The mean divergence from the prior, nats a point.</param>
/// <param name="ReconstructionUpper">The reconstruction, with what its latent draws may hide.</param>
/// <param name="Lambda">The best lambda of the grid.</param>
/// <param name="Regeneration">The distance of the data law to the regenerated law, with probability.</param>
/// <param name="Generation">The distance of the data law to the generated law, with probability.</param>
/// <param name="Reconstruction">The expected reconstruction loss of fresh points, with probability.</param>
/// <param name="GenerationExpected">The distance to the generated law in expectation: an estimate of that bound from one sample.</param>
/// <param name="Chen">The bound of Chen et al. for the averaged generated law with R = Delta/2: an estimate from one sample.</param>
/// <param name="Diameter">Delta, above which a distance says nothing.</param>
public sealed record VaeBoundsRow(
    VaeMeasurement Measured,
    double Rate,
    double ReconstructionUpper,
    double Lambda,
    double Regeneration,
    double? Generation,
    double? Reconstruction,
    double? GenerationExpected,
    double Chen,
    double Diameter
)
{
    /// <summary>Whether what is certified of the generated law (or else of the regenerated law) is no less than the diameter.</summary>
    public bool IsVacuous => (Generation ?? Regeneration) >= Diameter;

    /// <summary>The least of the bounds on the generated law, by the id of its catalog entry.</summary>
    public string Tightest =>
        new (string Id, double? Value)[]
        {
            ("mbacke2023-vae:generation", Generation),
            ("mbacke2023-vae:generation-expected", GenerationExpected),
            ("chen2025:vae-averaged", Chen),
        }
            .Where(b => b.Value is not null)
            .MinBy(b => b.Value)
            .Id;
}
