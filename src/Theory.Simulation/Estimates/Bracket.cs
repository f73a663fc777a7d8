namespace Theory.Simulation.Estimates;

/// <summary>A closed interval that is said to hold a number; the ends may be infinite.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end, not below the lower one.</param>
public readonly record struct Bracket(double Lower, double Upper)
{
    /// <summary>What is known of a number of which nothing is known.</summary>
    public static Bracket Line { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The distance between the ends.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether <paramref name="x"/> lies between the ends.</summary>
    public bool Contains(double x) => Lower <= x && x <= Upper;

    /// <summary>What both brackets allow. When they exclude each other, one of them is wrong, and this one is kept.</summary>
    public Bracket Within(Bracket other) =>
        Lower <= other.Upper && other.Lower <= Upper ? new(Math.Max(Lower, other.Lower), Math.Min(Upper, other.Upper)) : this;

    /// <summary>The bracket of <c>scale x + shift</c>.</summary>
    public Bracket Affine(double scale, double shift) =>
        scale >= 0 ? new(scale * Lower + shift, scale * Upper + shift) : new(scale * Upper + shift, scale * Lower + shift);
}
