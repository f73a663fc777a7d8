namespace Theory.Symbolics.Analysis;

/// <summary>How a function of one variable moves, in the wide sense.</summary>
public enum Trend
{
    /// <summary>It does not depend on the variable.</summary>
    Constant,

    /// <summary>It never falls.</summary>
    Increasing,

    /// <summary>It never rises.</summary>
    Decreasing,

    /// <summary>It rises somewhere and falls somewhere.</summary>
    Neither,

    /// <summary>Not settled.</summary>
    Unknown,
}

/// <summary>How a function of one variable bends, in the wide sense.</summary>
public enum Bend
{
    /// <summary>Its graph is a line.</summary>
    Affine,

    /// <summary>Chords lie above its graph.</summary>
    Convex,

    /// <summary>Chords lie below its graph.</summary>
    Concave,

    /// <summary>It is strictly convex somewhere and strictly concave somewhere.</summary>
    Neither,

    /// <summary>Not settled.</summary>
    Unknown,
}

/// <summary>Trend and bend of a function, and the rules that gave them.</summary>
/// <param name="Trend">How it moves.</param>
/// <param name="Bend">How it bends.</param>
/// <param name="Because">The facts of the table that were used.</param>
/// <param name="Blocking">The smallest part whose trend or bend does not follow.</param>
internal sealed record Shape(Trend Trend, Bend Bend, Terms<string> Because, Expr? Blocking = null)
{
    public static Shape Constant { get; } = new(Trend.Constant, Bend.Affine, []);

    public static Shape Identity { get; } = new(Trend.Increasing, Bend.Affine, []);

    public bool IsSettled => Trend is not Trend.Unknown && Bend is not Bend.Unknown;

    public static Shape Unknown(Expr blocking) => new(Trend.Unknown, Bend.Unknown, [], blocking);

    public static Trend Opposite(Trend t) =>
        t switch
        {
            Trend.Increasing => Trend.Decreasing,
            Trend.Decreasing => Trend.Increasing,
            _ => t,
        };

    public static Bend Opposite(Bend b) =>
        b switch
        {
            Bend.Convex => Bend.Concave,
            Bend.Concave => Bend.Convex,
            _ => b,
        };

    /// <summary>The function times a constant of the given sign.</summary>
    public Shape Scaled(int sign) =>
        sign > 0 ? this
        : sign == 0 ? Constant
        : this with { Trend = Opposite(Trend), Bend = Opposite(Bend) };

    public static Trend Common(Trend a, Trend b) =>
        a == b || b is Trend.Constant ? a
        : a is Trend.Constant ? b
        : Trend.Unknown;

    public static Bend Common(Bend a, Bend b) =>
        a == b || b is Bend.Affine ? a
        : a is Bend.Affine ? b
        : Bend.Unknown;

    /// <summary>The sum of two functions.</summary>
    public static Shape operator +(Shape a, Shape b) =>
        new(Common(a.Trend, b.Trend), Common(a.Bend, b.Bend), a.Because.Union(b.Because).ToTerms(), a.Blocking ?? b.Blocking);

    /// <summary>
    /// The one composition rule: this function, an entry of the table, of another. Increasing of increasing rises, of decreasing falls;
    /// convex bends stay where the inner function is affine, or bends the way the outer one moves.
    /// </summary>
    public Shape Of(Shape inner)
    {
        if (inner.Trend is Trend.Constant)
            return Constant;
        var trend =
            Trend is Trend.Increasing ? inner.Trend
            : Trend is Trend.Decreasing ? Opposite(inner.Trend)
            : Trend;
        var carried =
            Trend is Trend.Increasing ? inner.Bend
            : Trend is Trend.Decreasing ? Opposite(inner.Bend)
            : Bend.Unknown;
        var bend =
            inner.Bend is Bend.Affine ? Bend
            : carried is Bend.Unknown ? Bend.Unknown
            : Common(Bend, carried);
        return new(trend, bend, Because.Union(inner.Because).ToTerms(), inner.Blocking);
    }
}
