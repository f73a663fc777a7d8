using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Optimisation;

/// <summary>
/// Certified minima over a box by branch and bound: boxes whose enclosure lies above a value that is attained are dropped, as are
/// those in whose interior a derivative has one sign.
/// </summary>
public static class CertifiedMinimisation
{
    /// <summary>How many boxes are looked at before the enclosure is given as it is.</summary>
    public const int MostSteps = 200_000;

    /// <summary>An enclosure of the least value over a box.</summary>
    /// <param name="e">The expression; definitions of the context apply.</param>
    /// <param name="box">The symbols to choose, each with a finite range; positive ranges are split in ratio.</param>
    /// <param name="at">Values of all other symbols and quantities.</param>
    /// <param name="context">Definitions.</param>
    /// <param name="relativeWidth">How narrow the enclosure of the value shall be, relative to its size.</param>
    /// <exception cref="ArgumentException">A range is not finite, or a symbol has no value.</exception>
    public static Minimum MinimiseOver(
        this Expr e,
        Terms<(Symbol Symbol, Interval Range)> box,
        Assignment<Interval> at,
        Context context,
        double relativeWidth = 1e-10
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (box.Count == 0 || box.Any(b => !double.IsFinite(b.Range.Lower) || !double.IsFinite(b.Range.Upper)))
            throw new ArgumentException("Each symbol to minimise over needs a finite range, such as [0.001, 1000].", nameof(box));
        var names = box.Select(b => b.Symbol).ToArray();
        if (Depth.Excess(e) is { } excess)
            return new Minimum.Unknown(excess);
        if (Minimisation.Confining(names.ToTerms(), context) is { } confining)
            return new Minimum.Unknown(confining);
        if (names.FirstOrDefault(name => context.DomainOf(name).IsInteger) is { } whole)
            return new Minimum.Unknown(new Refusal(whole, "it is an integer, and minima are sought over all numbers of a range"));
        return new Search(context.Defined(e, names), names, [.. box.Select(b => b.Range)], at).Run(relativeWidth);
    }

    private sealed class Search(Expr e, Symbol[] names, Interval[] start, Assignment<Interval> at)
    {
        private readonly Expr[] slopes = [.. names.Select(name => e.Derivative(name))];
        private double best = double.PositiveInfinity;

        public Minimum Run(double relativeWidth)
        {
            var waiting = new PriorityQueue<Interval[], double>();
            Offer(waiting, start);
            var done = new List<Interval[]>();
            var steps = 0;
            var lower = double.PositiveInfinity;
            while (waiting.TryDequeue(out var box, out var bound) && bound <= best)
            {
                steps++;
                if (
                    steps >= MostSteps
                    || best - bound <= relativeWidth * Math.Max(Math.Abs(best), double.Epsilon)
                    || !CanSplit(box)
                )
                {
                    lower = Math.Min(lower, bound);
                    done.Add(box);
                    if (steps >= MostSteps)
                        break;
                    continue;
                }
                foreach (var half in Halves(box))
                    Offer(waiting, half);
            }
            var left = done.Concat(waiting.UnorderedItems.Where(w => w.Priority <= best).Select(w => w.Element)).ToList();
            return left.Count == 0 || double.IsInfinity(best)
                ? new Minimum.Unknown(new Refusal(e, "it has no value in the box"))
                : new Minimum.Certified(
                    names.Zip(start).ToTerms(),
                    names
                        .Select((name, i) => (name, Interval.Of(left.Min(b => b[i].Lower), left.Max(b => b[i].Upper))))
                        .ToTerms(),
                    Interval.Of(lower, best),
                    steps,
                    steps >= MostSteps
                );
        }

        // Where a slope has one sign, only the face of the whole box that lies downhill can hold a minimum. An infinite slope may be that
        // of a pole, as of 1/(x - 1), on whose other side the function is lower.
        private void Offer(PriorityQueue<Interval[], double> waiting, Interval[] box)
        {
            var here = (Interval[])box.Clone();
            var within = Assign(here);
            for (var i = 0; i < names.Length; i++)
            {
                if (
                    here[i].Lower == here[i].Upper
                    || Slope(i, within) is not { IsEmpty: false } slope
                    || !(slope.Lower > 0 && double.IsFinite(slope.Upper) || slope.Upper < 0 && double.IsFinite(slope.Lower))
                )
                    continue;
                var face = slope.Lower > 0 ? start[i].Lower : start[i].Upper;
                if (!here[i].Contains(face))
                    return;
                here[i] = face;
                within = Assign(here);
            }
            var middle = e.Enclose(Assign([.. here.Select(r => Interval.Point(Middle(r)))]));
            if (!middle.IsEmpty && middle.Upper < best)
                best = middle.Upper;
            var value = e.Enclose(within);
            if (!value.IsEmpty && value.Lower <= best)
                waiting.Enqueue(here, value.Lower);
        }

        // Minima and quantities have no slope expression with a value.
        private Interval? Slope(int i, Assignment<Interval> within) =>
            slopes[i].SubExpressions().Any(x => x is Quantity) ? null : slopes[i].Enclose(within);

        private Assignment<Interval> Assign(Interval[] box) =>
            names.Zip(box).Aggregate(at, (all, pair) => all.With(pair.First, pair.Second));

        private static double Middle(Interval r) =>
            r.Lower > 0 && r.Upper > 4 * r.Lower ? Math.Sqrt(r.Lower) * Math.Sqrt(r.Upper) : r.Middle;

        private static bool CanSplit(Interval[] box) => box.Any(r => Middle(r) > r.Lower && Middle(r) < r.Upper);

        // The range that is widest in ratio is halved.
        private static IEnumerable<Interval[]> Halves(Interval[] box)
        {
            var widest = Enumerable.Range(0, box.Length).MaxBy(i => Width(box[i]));
            var middle = Middle(box[widest]);
            return
            [
                [.. box.Select((r, i) => i == widest ? Interval.Of(r.Lower, middle) : r)],
                [.. box.Select((r, i) => i == widest ? Interval.Of(middle, r.Upper) : r)],
            ];
        }

        private static double Width(Interval r) =>
            Middle(r) <= r.Lower || Middle(r) >= r.Upper ? -1
            : r.Lower > 0 ? Math.Log(r.Upper / r.Lower)
            : r.Width;
    }
}
