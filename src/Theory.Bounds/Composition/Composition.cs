using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Bounds;

/// <summary>
/// How a bound was made of others. It carries what a proof needs: the parts, and the choice that was made. The operations that make
/// bounds stand in <see cref="Composing"/>; whether the result is a theorem is replayed elsewhere, never typed in.
/// </summary>
public abstract record Composition
{
    private Composition() { }

    /// <summary>The bounds it is made of.</summary>
    public abstract IEnumerable<Bound> Parts { get; }

    /// <summary>How, in words.</summary>
    public abstract string InWords { get; }

    private static string Name(Bound part) => part.Made?.InWords ?? part.Id;

    /// <summary>Supposed: the statement is one of its own assumptions, for all values of what is free in it.</summary>
    /// <param name="Assumption">The assumption.</param>
    /// <param name="At">The points at which the statement takes it; none where nothing is free.</param>
    public sealed record Supposed(Judgement Assumption, Terms<Point> At) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [];

        /// <inheritdoc/>
        public override string InWords => "an assumption";
    }

    /// <summary>An expression in place of a symbol, throughout.</summary>
    public sealed record Specialized(Bound Part, Symbol Symbol, Expr Value) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Part];

        /// <inheritdoc/>
        public override string InWords => $"{Name(Part)}, with {Symbol} = {Value}";
    }

    /// <summary>Heads such as a(T) and s2(T) read as those of a schedule.</summary>
    public sealed record Scheduled(Bound Part, string Schedule) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Part];

        /// <inheritdoc/>
        public override string InWords => $"{Name(Part)}, for the schedule {Schedule}";
    }

    /// <summary>The least over a parameter, in closed form; the minimiser is the certificate.</summary>
    public sealed record Optimized(Bound Part, Symbol Parameter, Expr Minimizer) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Part];

        /// <inheritdoc/>
        public override string InWords => $"{Name(Part)}, at the best {Parameter} = {Minimizer}";
    }

    /// <summary>The right side of one bound in place of its left side, inside the right side of another.</summary>
    public sealed record Plugged(Bound Outer, Bound Inner) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Outer, Inner];

        /// <inheritdoc/>
        public override string InWords =>
            Inner.Made is Supposed || Outer.Right == Inner.Left
                ? $"{Name(Outer)}, with {Inner.Left} {(Inner.Relation == Relation.Equal ? "=" : "<=")} {Inner.Right}"
                : $"{Name(Outer)}, with {Name(Inner)} for {Inner.Left}";
    }

    /// <summary>Two bounds at once: the smaller for one left side, else the sum; the probabilities of failure add up.</summary>
    public sealed record United(Bound First, Bound Second) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [First, Second];

        /// <inheritdoc/>
        public override string InWords => $"{Name(First)} and {Name(Second)} together";
    }

    /// <summary>In expectation, from a statement with probability whose left side is at most a range.</summary>
    public sealed record Expected(Bound Part, Judgement AtMostRange) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Part];

        /// <inheritdoc/>
        public override string InWords => $"{Name(Part)}, in expectation";
    }

    /// <summary>Every term in normal form.</summary>
    public sealed record Simplified(Bound Part) : Composition
    {
        /// <inheritdoc/>
        public override IEnumerable<Bound> Parts => [Part];

        /// <inheritdoc/>
        public override string InWords => $"{Name(Part)}, simplified";
    }
}
