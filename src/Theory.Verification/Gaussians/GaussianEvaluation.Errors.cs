using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Verification.Gaussians;

public sealed partial class GaussianEvaluation
{
    // What closed forms lose beside determinants, relative to their parts.
    private const double Relative = 1e-9;
    private const double Rounding = 1e-14;

    /// <summary>
    /// The value of an expression with what closed forms in doubles lose, by an estimate of rounding and no proof: a logarithm of a determinant,
    /// and an inverse, are taken to be known up to the unit roundoff over the determinant of the correlations. What hangs on whether a
    /// determinant is 0 is not known at all.
    /// </summary>
    /// <exception cref="ArgumentException">A part of it has no closed form here; the message names it.</exception>
    public Interval Bracketed(Expr e)
    {
        ArgumentNullException.ThrowIfNull(e);
        // Refuses what has no closed form.
        _ = Value(e);
        return Bracketed(e, Nothing);
    }

    private Interval Bracketed(Expr e, Scope scope) =>
        e switch
        {
            Number n => Interval.Around(n.Value),
            Constant c => IntervalArithmetic.Instance.Constant(c),
            Symbol s => Around(Value(s, scope), 0),
            Sum s => s.Items.Aggregate(Interval.Point(0), (sum, item) => sum + Bracketed(item, scope)),
            Product p => p.Items.Aggregate(Interval.Point(1), (product, item) => product * Bracketed(item, scope)),
            Power { Exponent: Number n } p => Bracketed(p.Base, scope).Pow(n.Value),
            Power p => (Bracketed(p.Exponent, scope) * Bracketed(p.Base, scope).Log()).Exp(),
            Exp x => Bracketed(x.Argument, scope).Exp(),
            Log l => Bracketed(l.Argument, scope).Log(),
            Min m => m.Items.Select(item => Bracketed(item, scope)).Aggregate(Interval.Min),
            Max m => m.Items.Select(item => Bracketed(item, scope)).Aggregate(Interval.Max),
            Series s => Bracketed(s, scope),
            Quantity { Meaning: Expectation x } => Bracketed(x.Of.Body, Drawn(x.Of.Draws, scope)),
            Quantity { Meaning: ProbabilityQuantity q } => Bracketed(q, scope),
            _ => throw new ArgumentException($"{e} has no meaning in a Gaussian world."),
        };

    private Interval Bracketed(Series s, Scope scope)
    {
        var (lower, upper) = ((int)Mean(s.Lower, scope), (int)Mean(s.Upper, scope));
        var total = Enumerable
            .Range(lower, Math.Max(0, upper - lower + 1))
            .Aggregate(
                Interval.Point(0),
                (sum, k) => sum + Bracketed(s.Body, scope with { Indices = scope.Indices.SetItem(s.Index, k) })
            );
        return s.IsAverage && upper >= lower ? total / (upper - lower + 1) : total;
    }

    private Interval Bracketed(ProbabilityQuantity q, Scope scope)
    {
        var value = Mean(q, scope);
        switch (q)
        {
            case MutualInformation i:
                var forms = Outputs(i.Joint, scope);
                return Known(forms, scope.Noises) is { } correlations
                    ? Around(value, 4 * Rounding * forms.Length * forms.Length / correlations)
                    : Unknown;
            case Divergence { Kind: DivergenceKind.KullbackLeibler } d:
                var (p, q1) = (Outputs(d.P, scope), Outputs(d.Q, scope));
                // One variance is 0 or it is not.
                if (p.Length == 1)
                    return Around(value, Rounding * (1 + value));
                return Known(p, scope.Noises) is { } ofP && Known(q1, scope.Noises) is { } ofQ
                    ? Around(value, Rounding * p.Length * p.Length * (1 / ofP + (1 + 2 * value + p.Length) / ofQ))
                    : Unknown;
            default:
                return Around(value, Rounding);
        }
    }

    private static Interval Unknown => Interval.Of(0, double.PositiveInfinity);

    // The determinant of the correlations; null where it may be 0.
    private static double? Known(AffineForm[] forms, int from) =>
        LogCorrelations(forms, from) is var log && double.IsFinite(log) ? Math.Exp(log) : null;

    private static Interval Around(double value, double lost) =>
        double.IsNaN(value) ? Interval.Whole
        : double.IsInfinity(value) ? Interval.Point(value)
        : Interval.Of(value - Relative * Math.Abs(value) - lost, value + Relative * Math.Abs(value) + lost);
}
