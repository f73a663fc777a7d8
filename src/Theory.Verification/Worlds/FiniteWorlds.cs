using System.Numerics;
using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;

namespace Theory.Verification.Worlds;

/// <summary>
/// The finite worlds of a bound: any laws, kernels and functions on small alphabets, with exact values. Nothing in it is made for
/// one bound; an <see cref="IArrangement"/> may tie some tables of a world to others.
/// </summary>
public sealed class FiniteWorlds : IWorlds<FiniteWorld>
{
    private readonly Bound bound;
    private readonly FiniteTrial<double, Doubles> rough;
    private readonly FiniteTrial<Interval, Enclosures> certain;
    private readonly ExactConditions exact;
    private readonly FiniteDrawing drawing;
    private readonly FiniteSimplification simplification;
    private readonly Func<FiniteWorld, Draws?, FiniteWorld>[] arrangements;
    private readonly StatedDomains domains;

    // Whether what assumptions define may lie outside its stated domain, and whether worlds that seem to keep the assumptions may not.
    private readonly bool isRestricted;
    private readonly bool isFragile;

    private FiniteWorlds(Bound bound)
    {
        this.bound = bound;
        domains = new StatedDomains(bound);
        (rough, certain) = (Rough(bound), new FiniteTrial<Interval, Enclosures>(bound, SubGaussian));
        exact = new ExactConditions(bound);
        isRestricted = domains.Restrict(rough.Found);
        isFragile = isRestricted || exact.AreThin || rough.IsChained;
        arrangements = [.. Arrangements.Of(bound)];
        var shape = new FiniteShape(bound, rough.Compiler, rough.Found);
        (drawing, simplification) = (new FiniteDrawing(shape), new FiniteSimplification(shape));
    }

    /// <summary>A bound compiled for search.</summary>
    /// <exception cref="ArgumentException">The bound speaks of something that no finite world has.</exception>
    internal static FiniteTrial<double, Doubles> Rough(Bound bound) =>
        new(bound, law => Math.Max(Least, SubGaussianConstant.Near(law)), law => SubGaussianConstant.Near(law) * (1 + Margin));

    /// <summary>The finite worlds of a bound, or null and the reason where it speaks of something that no finite world has.</summary>
    public static FiniteWorlds? Of(Bound bound, out string why)
    {
        ArgumentNullException.ThrowIfNull(bound);
        why = "";
        if (bound.Relation is Bounds.Relation.AtMostUpToConstant or Bounds.Relation.SameOrder)
            why = "its constants are not named, so that no value of the right side contradicts it";
        else if (bound.Relation == Bounds.Relation.Definition)
            why = "a definition says how a word is used and cannot be violated";
        else if (bound.Relation == Bounds.Relation.Equal)
            why = "an equality needs worlds in which both sides are known from different sources";
        else
            try
            {
                return new FiniteWorlds(bound);
            }
            catch (ArgumentException e)
            {
                why = e.Message;
            }
        return null;
    }

    /// <summary>The assumptions that no world is checked for.</summary>
    public IEnumerable<string> Unchecked => certain.Unchecked.Select(a => a.Text);

    /// <inheritdoc/>
    public FiniteWorld Draw(Draws random, Free first = Free.Everything) => Arranged(drawing.Draw(random, first), random);

    /// <inheritdoc/>
    public FiniteWorld Change(FiniteWorld world, Draws random, Free free = Free.Everything) =>
        Arranged(drawing.Change(world, random, free), random);

    /// <inheritdoc/>
    public IEnumerable<FiniteWorld> Simplified(FiniteWorld world)
    {
        var complexity = simplification.Complexity(world);
        return simplification
            .Candidates(world)
            .Select(w => Arranged(w, null))
            .Where(w => simplification.Complexity(w) < complexity);
    }

    /// <inheritdoc/>
    public string Certainty => "exact";

    /// <inheritdoc/>
    public int Objectives => bound.Terms.Count > 1 ? 1 + bound.Terms.Count : 1;

    /// <inheritdoc/>
    public Level Measure(FiniteWorld world, int objective = 0)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (!domains.Hold(world.Symbols))
            return new Level(double.NaN, double.NaN);
        var w = rough.At(world, out var found);
        if (!rough.Assumes(w) || isRestricted && !domains.Hold(found.ToDictionary(p => p.Symbol, p => p.Value)))
            return new Level(double.NaN, double.NaN);
        var allowed = rough.Allowed(w) * (1 + 1e-12);
        var sides = rough.Sides(w).ToList();
        var ratio = Exceeded(allowed, sides.Select(s => (s.Mass, Quotient(s.Left, s.Terms.Sum()))));
        // Where nearly independent points would do for independent ones, a climb would find nothing else.
        if (ratio > 1 + Climb.Rounding && isFragile && !(Interpreted(world, out var known) is { } sure && Assumes(known, sure)))
            return new Level(double.NaN, double.NaN);
        return new Level(
            ratio,
            objective == 0
                ? ratio
                : Exceeded(
                    allowed,
                    sides.Select(s =>
                        (s.Mass, Quotient(s.Left - s.Terms[objective - 1], s.Terms.Where((_, k) => k != objective - 1).Sum()))
                    )
                )
        );
    }

    // The greatest quotient that more mass than allowed exceeds or reaches.
    private static double Exceeded(double allowed, IEnumerable<(double Mass, double Quotient)> quotients)
    {
        var mass = 0.0;
        foreach (var q in quotients.OrderByDescending(q => q.Quotient))
            if (double.IsNaN(q.Quotient))
                return double.NaN;
            else if ((mass += q.Mass) > allowed)
                return q.Quotient;
        return 0;
    }

    /// <inheritdoc/>
    public Finding Judge(FiniteWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (Interpreted(world, out var known) is not { } w)
            return new Finding(Interval.Whole, Interval.Whole, false, world.ToString());
        var (surely, possibly) = (Interval.Point(0), Interval.Point(0));
        Interval? left = null;
        Interval? right = null;
        foreach (var side in certain.Sides(w))
        {
            (left, right) = (side.Left, side.Terms.Aggregate((a, b) => a + b));
            var (violated, kept) = (right.Value.IsBelow(left.Value), left.Value.Upper <= right.Value.Lower);
            surely = violated ? surely + side.Mass : surely;
            possibly = kept ? possibly : possibly + side.Mass;
        }
        var (assumes, text) = (Assumes(known, w), known.ToString());
        return bound.Mode is Mode.WithProbability
            ? new Finding(Interval.Of(surely.Lower, Math.Max(surely.Lower, possibly.Upper)), certain.Allowed(w), assumes, text)
            : new Finding(left!.Value, right!.Value, assumes, text);
    }

    // The world in enclosures, and with values of the symbols that assumptions define, no less than the least; null where one of them has none.
    private Interpretation<Interval>? Interpreted(FiniteWorld world, out FiniteWorld known)
    {
        var w = certain.At(world, out var found);
        known = world;
        if (found.Any(p => !double.IsFinite(p.Value.Upper)))
            return null;
        known = found.Aggregate(world, (all, p) => all.With(p.Symbol, AtLeast(p.Value)));
        foreach (var (symbol, _) in found)
            w.Set(symbol, Interval.Around(known.Symbols[symbol]));
        return w;
    }

    // Whether the symbols lie in their domains and the assumptions that are checked surely hold.
    private bool Assumes(FiniteWorld known, Interpretation<Interval> w) =>
        domains.Hold(known.Symbols) && certain.Suffices(w, known) && exact.Hold(known, certain.Open(w));

    // What takes an infinite value, as a log-loss may, is sub-Gaussian for no parameter.
    private static Interval SubGaussian(IReadOnlyList<(Interval Value, Interval Mass)> law) =>
        law.All(v => double.IsFinite(v.Value.Lower) && double.IsFinite(v.Value.Upper))
            ? Enclosures.Of(SubGaussianConstant.Upper<Interval, Enclosures>(law))
            : Interval.Point(double.PositiveInfinity);

    private const double Least = 1e-9;

    // The sure bound of a sub-Gaussian constant is above it by about 1e-6 of the range; the range is some seven times the constant of two points of
    // which one has probability 1e-9, and thirteen times that of three. Where it is more, a world is left undecided.
    private const double Margin = 2e-5;
    private const double Negligible = 1e-12;

    // A left side that is 0, or the right one, but for rounding violates nothing.
    private static double Quotient(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.NaN
        : left <= Negligible && right >= -Negligible || double.IsPositiveInfinity(right) ? Math.Min(left, 0)
        : right <= 0 ? double.PositiveInfinity
        : left > right && left - right <= Negligible ? 1
        : left / right;

    // The least multiple of 10^-9 that is no less, so that the world reads well; parameters are positive.
    private static Rational AtLeast(Interval value) =>
        new(BigInteger.Max(1, (Rational.Exactly(value.Upper) * 1_000_000_000).Ceiling), 1_000_000_000);

    private FiniteWorld Arranged(FiniteWorld world, Draws? random) =>
        arrangements.Aggregate(world, (w, arrange) => arrange(w, random));
}
