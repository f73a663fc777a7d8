using Theory.Symbolics.Numerics;

namespace Theory.Verification.Diffusions;

/// <summary>
/// The lower tail of <c>Y = U^2/(2 v)</c> for U of a mixture of Gaussians N(b, s^2) with one variance, the log-loss of a Gaussian decoder but for a
/// constant: the least R with <c>log E exp(-l (Y - E Y)) &lt;= l^2 R^2/2</c> for every l &gt;= 0.
/// </summary>
/// <param name="shifts">The values of b with their masses.</param>
/// <param name="variance">s^2.</param>
/// <param name="unit">v.</param>
internal sealed class LogLossTail(IReadOnlyList<(Interval Shift, Interval Mass)> shifts, Interval variance, Interval unit)
{
    private const int MostPieces = 20_000;

    /// <summary>The square of R near enough for a search.</summary>
    public double Near()
    {
        var points = shifts.Select(s => (Square: s.Shift.Middle * s.Shift.Middle, Mass: s.Mass.Middle)).ToArray();
        var (s2, v) = (variance.Middle, unit.Middle);
        var mean = points.Sum(p => p.Mass * (p.Square + s2)) / (2 * v);
        var square = points.Sum(p => p.Mass * (p.Square * p.Square + 6 * p.Square * s2 + 3 * s2 * s2)) / (4 * v * v);
        var centre = points.Sum(p => p.Mass * p.Square);
        var most = points.Sum(p => p.Mass * (Math.Pow(p.Square - centre, 2) + 4 * p.Square * s2 + 2 * s2 * s2)) / (4 * v * v);
        var (from, to) = (most / (mean * square) / 100, 2 * mean / most);
        if (!(from > 0 && double.IsFinite(to)))
            return double.NaN;
        for (var l = from; l < to; l *= Math.Max(1.1, Math.Pow(to / from, 0.002)))
        {
            var sum = 0.0;
            foreach (var (b2, mass) in points)
                sum += mass * Math.Exp(-l * b2 / (2 * (v + l * s2)));
            var cumulant = Math.Log(sum) - Math.Log(1 + l * s2 / v) / 2 + l * mean;
            most = Math.Max(most, 2 * cumulant / (l * l));
        }
        return most;
    }

    /// <summary>
    /// The square of R enclosed. The cumulant K(l) of E Y - Y grows with l, so that on a short interval 2 K/l^2 is at most its value at the upper
    /// end with the lower end's l; below <c>2 E Y/E Y^2</c> it is at most <c>Var Y + l E Y E Y^2</c>, and beyond any l at most <c>2 E Y/l</c>, since Y &gt;= 0.
    /// </summary>
    public Interval Enclose()
    {
        var squares = shifts.Select(s => (Square: LearnedDiffusion.Squared(s.Shift), s.Mass)).ToArray();
        var (mean, square) = (Interval.Point(0), Interval.Point(0));
        foreach (var (b2, mass) in squares)
            (mean, square) = (
                mean + mass * (b2 + variance) / (2 * unit),
                square + mass * (b2 * b2 + 6 * b2 * variance + 3 * variance * variance) / (4 * unit * unit)
            );
        // The variance without cancellation: of b^2 about its mean, and of the Gaussians about b.
        var meanSquare = squares.Aggregate(Interval.Point(0), (sum, p) => sum + p.Mass * p.Square);
        var spread = squares.Aggregate(
            Interval.Point(0),
            (sum, p) =>
                sum
                + p.Mass * (LearnedDiffusion.Squared(p.Square - meanSquare) + 4 * p.Square * variance + 2 * variance * variance)
        );
        var second = spread / (4 * unit * unit);
        var from = Math.Min((second / (mean * square)).Lower / 1000, (mean / square).Lower);
        var to = (2 * mean / second).Upper;
        // Where rounding hides the variance nothing is known.
        if (!(from > 0 && double.IsFinite(to)))
            return Interval.Of(0, double.PositiveInfinity);
        var ratio = Math.Max(1.002, Math.Pow(to / from, 1.0 / MostPieces));
        var (lower, upper) = (second.Lower, (second + from * mean * square).Upper);
        for (var l = from; l < to; )
        {
            var next = l * ratio;
            var sum = squares.Aggregate(
                Interval.Point(0),
                (total, p) => total + p.Mass * (-(next * p.Square) / (2 * (unit + next * variance))).Exp()
            );
            var cumulant = sum.Log() - (1 + next * variance / unit).Log() / 2 + next * mean;
            lower = Math.Max(lower, (2 * cumulant / (Interval.Point(next) * next)).Lower);
            upper = Math.Max(upper, (2 * cumulant / (Interval.Point(l) * l)).Upper);
            l = next;
        }
        return Interval.Of(lower, Math.Max(upper, (2 * mean / to).Upper));
    }
}
