using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Estimates;

/// <summary>
/// A number with what is known of its error. There are four kinds: <em>exact</em> (a closed form or a converged quadrature),
/// <em>certified</em> (surely between two ends), <em>confidence</em> (between two ends but for a chosen probability of error) and
/// <em>biased</em> (of unknown error: it is shown, and never decides anything).
/// </summary>
public abstract record Estimate
{
    private Estimate(double value) => Value = value;

    /// <summary>The best single number.</summary>
    public double Value { get; }

    /// <summary>The kind in one word: <c>exact</c>, <c>certified</c>, <c>confidence</c> or <c>biased</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// Where the estimated number lies, at the level the caller was allotted: wrong with probability at most
    /// <paramref name="alpha"/>, both ends together. The whole line for a biased estimate.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not between 0 and 1.</exception>
    public Interval At(double alpha)
    {
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The probability of error needs to be between 0 and 1.");
        return Ends(alpha);
    }

    /// <summary>The estimate of <c>scale x + shift</c>.</summary>
    public Estimate Affine(double scale, double shift = 0) =>
        Combine([this], x => scale * x[0] + shift, ends => ends[0] * scale + shift);

    /// <summary>The estimate joined with what is surely known of the number.</summary>
    public Estimate Within(Interval known) =>
        Combine([this], x => Math.Clamp(x[0], known.Lower, known.Upper), ends => Both(ends[0], known));

    /// <summary>The sum; the probability of error is split evenly between the terms that have one.</summary>
    public static Estimate Sum(params IReadOnlyList<Estimate> terms) =>
        Combine(terms, Enumerable.Sum, ends => ends.Aggregate((a, b) => a + b));

    /// <summary>
    /// The estimate of a function of estimated numbers, as good as the worst of them: biased if one is, else with the probability of
    /// error split evenly between those that have one, else certified, else exact.
    /// </summary>
    /// <param name="parts">The estimated numbers.</param>
    /// <param name="value">The function.</param>
    /// <param name="ends">Where the function lies when each number lies in its bracket.</param>
    public static Estimate Combine(IReadOnlyList<Estimate> parts, Func<double[], double> value, Func<Interval[], Interval> ends)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(ends);
        var centre = value([.. parts.Select(part => part.Value)]);
        Interval At(double alpha) => ends([.. parts.Select(part => part.Ends(alpha))]);
        if (parts.OfType<Biased>().FirstOrDefault() is { } biased)
            return new Biased(centre, biased.Why);
        var random = parts.OfType<Confidence>().ToArray();
        if (random.Length > 0)
            return new Confidence(centre, random.Min(c => c.Samples), alpha => At(alpha / random.Length));
        var sure = At(1);
        return parts.All(part => part is Exact)
            ? new Exact(centre, Math.Max(sure.Upper - centre, centre - sure.Lower))
            : new Certified(centre, sure);
    }

    // When the two exclude each other, the estimate missed (as it may, with the probability it states), and is kept as it is.
    private static Interval Both(Interval estimated, Interval known) =>
        estimated.Intersect(known) is { IsEmpty: false } both ? both : estimated;

    private protected abstract Interval Ends(double alpha);

    /// <summary>A closed form, or a quadrature that has converged.</summary>
    public sealed record Exact : Estimate
    {
        /// <summary>A number with the size of its numerical error.</summary>
        /// <param name="value">The number.</param>
        /// <param name="error">
        /// How far it may be off beside the rounding of its last digits, of which 12 are trusted: for a quadrature, the change on refinement;
        /// for a small difference of large terms, their rounding. An infinite number is not off.
        /// </param>
        public Exact(double value, double error = 0)
            : base(value) => Error = double.IsInfinity(value) ? 0 : Math.Max(error, 1e-12 * Math.Abs(value));

        /// <summary>How far the value may be off.</summary>
        public double Error { get; }

        /// <inheritdoc/>
        public override string Kind => "exact";

        private protected override Interval Ends(double alpha) => Interval.Point(Value) + Interval.Of(-Error, Error);
    }

    /// <summary>A number that a proof puts between two ends.</summary>
    public sealed record Certified : Estimate
    {
        private readonly Interval ends;

        /// <summary>A number in a bracket.</summary>
        public Certified(double value, Interval ends)
            : base(value) => this.ends = ends;

        /// <inheritdoc/>
        public override string Kind => "certified";

        private protected override Interval Ends(double alpha) => ends;
    }

    /// <summary>A number that a sample puts between two ends, up to a probability of error.</summary>
    public sealed record Confidence : Estimate
    {
        private readonly Func<double, Interval> ends;

        /// <summary>A number with its confidence intervals.</summary>
        /// <param name="value">The number.</param>
        /// <param name="samples">The number of independent draws behind it.</param>
        /// <param name="ends">The two-sided interval for a probability of error; it holds for every finite sample.</param>
        public Confidence(double value, long samples, Func<double, Interval> ends)
            : base(value) => (Samples, this.ends) = (samples, ends);

        /// <summary>The number of independent draws behind the estimate.</summary>
        public long Samples { get; }

        /// <inheritdoc/>
        public override string Kind => "confidence";

        private protected override Interval Ends(double alpha) => ends(alpha);
    }

    /// <summary>A number of unknown error.</summary>
    public sealed record Biased : Estimate
    {
        /// <summary>A number and the reason why nothing may be decided by it.</summary>
        public Biased(double value, string why)
            : base(value) => Why = why;

        /// <summary>Why the error is unknown.</summary>
        public string Why { get; }

        /// <inheritdoc/>
        public override string Kind => "biased";

        private protected override Interval Ends(double alpha) => Interval.Whole;
    }
}
