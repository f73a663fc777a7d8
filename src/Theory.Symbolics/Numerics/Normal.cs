namespace Theory.Symbolics.Numerics;

/// <summary>The standard normal law in outward-rounded enclosures, which rest on arithmetic alone.</summary>
public static class Normal
{
    // Beyond it the asymptotic series, whose partial sums lie in turn above and below, is the narrower.
    private const double Far = 6;
    private const int AsymptoticTerms = 10;
    private static readonly Interval RootOfTwoPi = (2 * IntervalArithmetic.Instance.Constant(Constant.Pi)).Sqrt();

    /// <summary>The density at a point.</summary>
    public static Interval Density(double x) => (-(Interval.Point(x) * x) / 2).Exp() / RootOfTwoPi;

    /// <summary>The probability of at most a point.</summary>
    public static Interval Cumulative(double x) =>
        double.IsNaN(x) ? Interval.Empty
        : double.IsInfinity(x) ? Interval.Point(x > 0 ? 1 : 0)
        : x < 0 ? Below0(x)
        : 1 - Below0(-x);

    /// <summary>The probabilities of at most any point of an interval.</summary>
    public static Interval Cumulative(Interval x) =>
        x.IsEmpty ? Interval.Empty : Interval.Of(Cumulative(x.Lower).Lower, Cumulative(x.Upper).Upper);

    // The probability of at most a point that is not positive.
    private static Interval Below0(double x) =>
        x < -40 ? Interval.Of(0, 1e-300)
        : x <= -Far ? Tail(-x)
        : Interval.Point(0.5) - Density(x) * Series(-x);

    // (Cumulative - 1/2)/Density = x + x^3/3 + x^5/15 + ...: all terms are positive, and fall by halves from some term on.
    private static Interval Series(double x)
    {
        var square = Interval.Point(x) * x;
        var (term, sum) = (Interval.Point(x), Interval.Point(x));
        for (var n = 1; ; n++)
        {
            term = term * square / (2 * n + 1);
            sum += term;
            // The rest is below twice the next term, once the quotient of terms is below 1/2.
            if (square.Upper < n + 1 && term.Upper <= 1e-18 * sum.Lower || term.Upper == 0)
                return sum + Interval.Of(0, term.Upper);
        }
    }

    // (1 - Cumulative)/Density = (1 - 1/x^2 + 3/x^4 - ...)/x, between any two consecutive partial sums.
    private static Interval Tail(double x)
    {
        var square = Interval.Point(x) * x;
        var (term, sum, last) = (Interval.Point(1), Interval.Point(1), Interval.Point(1));
        for (var n = 1; n <= AsymptoticTerms; n++)
        {
            term = -(term * (2 * n - 1)) / square;
            (last, sum) = (sum, sum + term);
        }
        return Density(x) * last.Hull(sum) / x;
    }
}
