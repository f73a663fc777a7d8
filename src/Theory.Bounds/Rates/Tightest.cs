using Theory.Symbolics;
using Theory.Symbolics.Simplification;

namespace Theory.Bounds;

/// <summary>Where one of several bounds has the smallest rate: the lower envelope of the exponents of n as functions of kappa.</summary>
/// <param name="From">The first kappa.</param>
/// <param name="To">The last kappa; null where there is none.</param>
/// <param name="Bounds">The bounds of the smallest rate there.</param>
/// <param name="AtFrom">The exponent of that rate at the first kappa, which is linear in kappa.</param>
/// <param name="Slope">Its slope.</param>
public sealed record Tightest(Rational From, Rational? To, Terms<Bound> Bounds, Rational AtFrom, Rational Slope)
{
    /// <summary>The rate there, in n and kappa.</summary>
    public Expr Rate =>
        Power
            .Of(BoundRate.SampleSize, (AtFrom - Slope * From) + Slope * (Expr)BoundRate.Exponent)
            .Simplify(Context.Empty.With(BoundRate.Exponent, Domain.Positive));

    /// <summary>The envelope of the rates that have an exponent, for all kappa &gt; 0.</summary>
    public static Terms<Tightest> Of(IEnumerable<BoundRate> rates)
    {
        var curves = rates.Where(r => r.At(1) is not null).ToList();
        if (curves.Count == 0)
            return [];
        var breaks = curves.SelectMany(c => c.Breaks).Append(0).Distinct().Order().ToList();
        // Between two breaks every exponent is linear; lines may cross once more there.
        var cuts = breaks
            .Zip([.. breaks.Skip(1).Select(b => (Rational?)b), null], (a, b) => Crossings(curves, a, b).Prepend(a))
            .SelectMany(c => c)
            .Distinct()
            .Order()
            .ToList();
        var pieces = cuts.Zip([.. cuts.Skip(1).Select(b => (Rational?)b), null], (a, b) => Piece(curves, a, b)).ToList();
        // Neighbours with the same bounds and the same line are one.
        return pieces
            .Aggregate(
                new List<Tightest>(),
                (all, next) =>
                {
                    if (
                        all is [.., var last]
                        && last.Bounds == next.Bounds
                        && last.Slope == next.Slope
                        && last.AtFrom + last.Slope * (next.From - last.From) == next.AtFrom
                    )
                        all[^1] = last with { To = next.To };
                    else
                        all.Add(next);
                    return all;
                }
            )
            .ToTerms();
    }

    private static (Rational Inside, Rational Beyond) Points(Rational from, Rational? to) =>
        to is { } end ? (from + (end - from) / 3, from + 2 * (end - from) / 3) : (from + 1, from + 2);

    private static (Rational AtFrom, Rational Slope) Line(BoundRate curve, Rational from, Rational? to)
    {
        var (a, b) = Points(from, to);
        var (x, y) = (curve.At(a)!.Value, curve.At(b)!.Value);
        var slope = (y - x) / (b - a);
        return (x - slope * (a - from), slope);
    }

    private static IEnumerable<Rational> Crossings(List<BoundRate> curves, Rational from, Rational? to)
    {
        var lines = curves.ConvertAll(c => Line(c, from, to));
        return from f in lines
            from g in lines
            where f.Slope != g.Slope
            let at = @from + (g.AtFrom - f.AtFrom) / (f.Slope - g.Slope)
            where at > @from && (to is null || at < to)
            select at;
    }

    private static Tightest Piece(List<BoundRate> curves, Rational from, Rational? to)
    {
        var lines = curves.ConvertAll(c => (Curve: c, Line: Line(c, from, to)));
        var (inside, _) = Points(from, to);
        var least = lines.MinBy(l => l.Line.AtFrom + l.Line.Slope * (inside - from));
        return new(
            from,
            to,
            lines.Where(l => l.Line == least.Line).Select(l => l.Curve.Bound).ToTerms(),
            least.Line.AtFrom,
            least.Line.Slope
        );
    }
}
