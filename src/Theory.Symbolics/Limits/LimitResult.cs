namespace Theory.Symbolics.Limits;

/// <summary>Where a variable tends to.</summary>
public abstract record Approach
{
    private Approach() { }

    /// <summary>To infinity.</summary>
    public sealed record PlusInfinity : Approach
    {
        /// <inheritdoc/>
        public override string ToString() => "inf";
    }

    /// <summary>To minus infinity.</summary>
    public sealed record MinusInfinity : Approach
    {
        /// <inheritdoc/>
        public override string ToString() => "-inf";
    }

    /// <summary>To a point from above (<c>0+</c>).</summary>
    public sealed record FromAbove(Expr Point) : Approach
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Point}+";
    }

    /// <summary>To a point from below (<c>0-</c>).</summary>
    public sealed record FromBelow(Expr Point) : Approach
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Point}-";
    }

    /// <summary>To a point from both sides.</summary>
    public sealed record To(Expr Point) : Approach
    {
        /// <inheritdoc/>
        public override string ToString() => Point.ToString();
    }
}

/// <summary>What a function tends to.</summary>
public abstract record LimitValue
{
    private LimitValue() { }

    /// <summary>A real number, which may depend on parameters.</summary>
    public sealed record Finite(Expr Value) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString();
    }

    /// <summary>Infinity, of the sign given.</summary>
    public sealed record Infinite(int Sign) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() => Sign > 0 ? "inf" : "-inf";
    }

    /// <summary>The two sides differ.</summary>
    public sealed record TwoSided(LimitValue Below, LimitValue Above) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"none: {Below} from below, {Above} from above";
    }

    /// <summary>Whether it tends to anything is not decided, but near the point it keeps within these ends, up to what tends to 0.</summary>
    /// <param name="Low">Least values are at least this; null where that is not known.</param>
    /// <param name="High">Greatest values are at most this; null where that is not known.</param>
    public sealed record Between(Expr? Low, Expr? High) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() =>
            High is null ? $"at least {Low}"
            : Low is null ? $"at most {High}"
            : $"between {Low} and {High}";
    }

    /// <summary>The expression has no real value near the point.</summary>
    public sealed record Undefined(Refusal Because) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"undefined ({Because})";
    }

    /// <summary>Not decided.</summary>
    public sealed record Unknown(Refusal Because) : LimitValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"unknown ({Because})";
    }
}

/// <summary>One case of a limit.</summary>
/// <param name="When">The conditions on parameters under which it holds, besides the context; none where it always does.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Leading">The leading term: the function divided by it tends to 1. None for the function 0 and where unknown.</param>
public sealed record LimitCase(Terms<Statement.Comparison> When, LimitValue Limit, Expr? Leading)
{
    /// <summary>Whether it rests on facts that are cited.</summary>
    public bool IsCited { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Limit}"
        + (Leading is null ? "" : $" ~ {Leading}")
        + (IsCited ? " (cited)" : "")
        + (When.Count == 0 ? "" : $" if {string.Join(", ", When)}");
}
