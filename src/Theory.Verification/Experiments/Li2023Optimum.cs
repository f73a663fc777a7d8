using MathNet.Numerics.RootFinding;
using Theory.Bounds.Papers;
using Theory.Symbolics;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Orders;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// Theorem 1 of Li et al. (2023) at its best training time: what <c>tau^4/(mn) + tau^3/m^2 + 1/tau + 1/m</c> can reach for all n and m, by
/// balancing with certificates and by certified minima, against the rates that are claimed of it.
/// </summary>
public static class Li2023Optimum
{
    private static readonly Symbol N = new("n");
    private static readonly Symbol M = new("m");
    private static readonly Symbol Tau = new("tau");

    /// <summary>The terms of Theorem 1 that depend on n, m or tau.</summary>
    public static Expr Whole { get; } = Of("variance", "width", "bias", "approximation");

    /// <summary>The minimum over the training time, constants, regimes, and instances that contradict a rate.</summary>
    public static Experiment Optimum { get; } =
        new(
            "li2023-optimum",
            1,
            "The bound along training at its best time, for all n and m: certified minima, constants, regimes, and what contradicts the stated rate.",
            Parameters
                .None.With("widths", "1e3 1e6 1e4 1e4 1e2 1e6")
                .With("samples", "1e3 1e6 1e6 1e8 1e12 1e3")
                .With("factors", "1 3 10 30 100 1000")
                .With("points", "49"),
            Measure
        )
        {
            Quick = Parameters.None.With("factors", "1 10 100").With("points", "13"),
            Source = "Li, Li, Zhang and Bian (2023): early stopping after Theorem 1",
        };

    /// <summary>An enclosure of the least value over tau in (0, inf), and of the best tau, of a bound that is convex in tau.</summary>
    /// <exception cref="ArgumentException">The best tau is not surely between 1e-3 and 1e12.</exception>
    public static (Interval Time, Interval Value) Least(Expr bound, double m, double n)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var (soonest, latest) = (1e-3, 1e12);
        var found = bound.MinimiseOver(
            [(Tau, Interval.Of(soonest, latest))],
            Assignment.Of<Interval>(("m", m), ("n", n)),
            Context.Empty
        );
        // By convexity a least value between the ends is the least of all.
        return
            found is Minimum.Certified { IsTruncated: false } c
            && c.Argmin[0].Value is var time
            && time.Lower > soonest
            && time.Upper < latest
            ? (time, c.Value)
            : throw new ArgumentException(
                Invariant(
                    $"At m = {m:G6}, n = {n:G6} no least value is enclosed at a training time from {soonest} to {latest:G1}: take sizes nearer to 1."
                )
            );
    }

    /// <summary>The best tau in double precision: the root of the slope between the two sides that enclose it.</summary>
    public static double BestTime(double m, double n)
    {
        var most = Math.Min(Math.Pow(m * n / 4, 0.2), Math.Pow(m * m / 3, 0.25));
        return Brent.FindRoot(
            tau => Slope.Evaluate(("m", m), ("n", n), ("tau", tau)) * tau * tau,
            0.85 * most,
            1.001 * most,
            1e-13
        );
    }

    private static Expr Slope { get; } = Whole.Derivative(Tau);

    private static Expr Of(params string[] terms) =>
        Sum.Of(terms.Select(name => Li2023.TrainingDynamics.Terms.Single(t => t.Name == name).Expr));

    private static double ValueAt(double m, double n, double tau) => Whole.Evaluate(("m", m), ("n", n), ("tau", tau));

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (widths, samples) = (parameters.Positives("widths"), parameters.Positives("samples"));
        if (widths.Length != samples.Length)
            throw new ArgumentException(
                $"{widths.Length} widths are paired with {samples.Length} samples; give as many of both."
            );
        var points = parameters.Count("points", 3);
        var factors = parameters.Positives("factors");
        stop.ThrowIfCancellationRequested();
        var constants = Constants();
        progress.Report(0.1);
        var rows = widths.Zip(samples).Heeding(stop).Select(at => Row(at.First, at.Second)).ToList();
        progress.Report(0.4);
        var instances = factors.Heeding(stop).Select(Instance).ToList();
        progress.Report(0.6);
        var (map, ratios) = Map(points, stop);
        return new Measurement(constants.Select(c => (c.Name, c.Value)).ToTerms(), Regimes())
        {
            Tables =
            [
                ResultTable.Of(
                    "minima",
                    ["$m$", "$n$", "best $tau$", "minimum", "at $n^(2/5)$", "$n^(-2/5) + m^(-4/5)$", "$(m*n)^(-1/5) + m^(-1/2)$"],
                    rows
                ),
                ResultTable.Of(
                    "against-the-stated-rate",
                    ["factor $C$", "$m$", "$n$", "minimum is at least", "$C*(n^(-2/5) + m^(-4/5))$ is at most"],
                    instances.Select(i => (IEnumerable<double>)[i.Factor, i.M, i.N, i.Least, i.Claimed])
                ),
            ],
            Plots = [AlongSamples(), map],
            Conclusions = Conclusions(instances, ratios),
        };
    }

    private static IEnumerable<double> Row(double m, double n)
    {
        var (time, value) = Least(Whole, m, n);
        (string, double)[] at = [("m", m), ("n", n)];
        return
        [
            m,
            n,
            time.Middle,
            value.Middle,
            ValueAt(m, n, Math.Pow(n, 0.4)),
            Li2023.EarlyStoppingStated.Right.Evaluate(at),
            Li2023.EarlyStoppingOptimal.Right.Evaluate(at),
        ];
    }

    /// <summary>The exact constants of the regimes, as the engine finds them.</summary>
    private static List<(string Name, double Value)> Constants()
    {
        Minimum.Exact Exact(params string[] terms) => (Minimum.Exact)Of(terms).Minimise([Tau], Context.Empty);
        double At(Expr e, double m = 1, double n = 1) => e.Evaluate(("m", m), ("n", n));
        var (first, second) = (Exact("variance", "bias"), Exact("width", "bias"));
        // tau_a = tau_b: the best time of the first is (mn/4)^(1/5), of the second a function of m alone.
        var border = Math.Pow(At(second.Argmin[0].Value) / At(first.Argmin[0].Value), 5);
        // On n = m^(3/2) with tau = s sqrt(m) all three terms are m^(-1/2) times s^4, s^3, 1/s.
        var corner = Least(Of("variance", "width", "bias"), 1, 1);
        // c^5 + c^4 = 1: how far below the smaller of the two times the best one can be, where both are equal.
        var share = Brent.FindRoot(c => Math.Pow(c, 5) + Math.Pow(c, 4) - 1, 0, 1, 1e-15);
        return
        [
            ("regime n < m^(3/2): minimum times (mn)^(1/5)", At(first.Value)),
            ("regime n > m^(3/2): minimum times m^(1/2)", At(second.Value)),
            ("border: n over m^(3/2)", border),
            ("on n = m^(3/2): minimum times (mn)^(1/5)", corner.Value.Middle),
            ("least share of the smaller time", share),
        ];
    }

    private static Terms<(string Name, string Value)> Regimes()
    {
        var diagram = (Balance.Diagram)
            Balancing.Balance(Whole, [Tau], Context.Given("m = n^kappa, kappa > 0, n >= 1"), new[] { N }.ToTerms());
        return diagram
            .Regimes.Select(r =>
                (
                    $"regime {string.Join(", ", r.When)}",
                    $"tau of the order {r.Argmin[0].Value}, minimum of the order {r.Rate}, certificate {r.Certificate}"
                )
            )
            .ToTerms();
    }

    private sealed record Contradiction(double Factor, double M, double N, double Least, double Claimed)
    {
        public bool Holds => Least > Claimed;
    }

    // On n = m^3 the minimum is at least (4/3) 3^(1/4) m^(-1/2), the claim below 2 m^(-4/5): their quotient exceeds .877 m^(3/10).
    private static Contradiction Instance(double factor)
    {
        var m = Math.Ceiling(Math.Pow(1.3 * factor, 10 / 3.0));
        var n = m * m * m;
        var claimed = Li2023.EarlyStoppingStated.Right.Enclose(Assignment.Of<Interval>(("m", m), ("n", n))) * factor;
        return new(factor, m, n, Least(Whole, m, n).Value.Lower, claimed.Upper);
    }

    private static Plot AlongSamples()
    {
        var samples = Enumerable.Range(0, 45).Select(k => Math.Pow(10, 1 + k / 4.0)).ToList();
        PlotSeries Drawn(string label, Mark mark, Func<double, double, double> value) =>
            PlotSeries.Of(label, mark, samples.Select(n => (n, value(Math.Pow(n, 0.75), n))));
        return new(
            "fewer-features-than-samples",
            "The bound at $m = n^(3/4)$: at its best time, at the stated time, and what is stated",
            new Axis("training points $n$", IsLogarithmic: true),
            new Axis("bound without floors", IsLogarithmic: true),
            [
                Drawn("at the best $tau$", Mark.Line, (m, n) => ValueAt(m, n, BestTime(m, n))),
                Drawn("at $tau = n^(2/5)$", Mark.Points, (m, n) => ValueAt(m, n, Math.Pow(n, 0.4))),
                Drawn(
                    "$n^(-2/5) + m^(-4/5)$",
                    Mark.Dashed,
                    (m, n) => Li2023.EarlyStoppingStated.Right.Evaluate(("m", m), ("n", n))
                ),
            ]
        );
    }

    // The minimum over the stated rate, and over the derived one, for n and m from 1 to 10^12.
    private static (Plot Plot, List<double> ToDerived) Map(int points, CancellationToken stop)
    {
        var logs = Enumerable.Range(0, points).Select(k => 12.0 * k / (points - 1)).ToList();
        var (stated, derived) = (new List<double>(), new List<double>());
        foreach (var y in logs.Heeding(stop))
        foreach (var x in logs)
        {
            var (n, m) = (Math.Pow(10, x), Math.Pow(10, y));
            var least = ValueAt(m, n, BestTime(m, n));
            stated.Add(Math.Log10(least / Li2023.EarlyStoppingStated.Right.Evaluate(("m", m), ("n", n))));
            derived.Add(least / Li2023.EarlyStoppingOptimal.Right.Evaluate(("m", m), ("n", n)));
        }
        var plot = new Plot(
            "minimum-over-stated-rate",
            "The minimum over tau, over $n^(-2/5) + m^(-4/5)$ (decimal logarithm)",
            new Axis("decimal logarithm of $n$"),
            new Axis("decimal logarithm of $m$"),
            [
                PlotSeries.Line("$n = m^(3/2)$", logs.Select(x => (x, x * 2 / 3))),
                PlotSeries.Of("$n = m$", Mark.Dashed, logs.Select(x => (x, x))),
            ]
        )
        {
            Map = new ValueMap("logarithm of the quotient", logs.ToTerms(), logs.ToTerms(), stated.ToTerms()),
        };
        return (plot, derived);
    }

    private static Terms<Conclusion> Conclusions(IReadOnlyList<Contradiction> instances, List<double> ratios)
    {
        var (optimal, stated) = (Li2023.EarlyStoppingOptimal.Right, Li2023.EarlyStoppingStated.Right);
        var everywhere = OrderCalculus.Decide(optimal, stated, Context.Given("n >= 1, m >= 1"));
        var wide = OrderCalculus.Decide(optimal, stated, Context.Given("n >= 1, m >= n"));
        var strongest = instances.Where(i => i.Holds).MaxBy(i => i.Factor);
        return
        [
            new(
                "for all n and m the minimum over tau is at most a constant times n^(-2/5) + m^(-4/5)",
                everywhere is OrderVerdict.Refuted && strongest is not null ? Decision.Refuted : Decision.Inconclusive,
                strongest is null
                    ? $"{everywhere}"
                    : Invariant(
                        $"{everywhere}; certified: at m = {strongest.M:G6}, n = {strongest.N:G6} the minimum is at least {strongest.Least:G6}, {strongest.Factor:G6} times the claim at most {strongest.Claimed:G6}"
                    )
            ),
            new(
                "the same where m is at least n",
                wide is OrderVerdict.Proven ? Decision.NotRefuted
                    : wide is OrderVerdict.Refuted ? Decision.Refuted
                    : Decision.Inconclusive,
                wide is OrderVerdict.Proven ? "proven by the order calculus" : $"{wide}"
            ),
            new(
                "for all n and m the minimum over tau is between .8 and 3 times (mn)^(-1/5) + m^(-1/2)",
                ratios.All(r => r is > 0.8 and < 3) ? Decision.NotRefuted : Decision.Refuted,
                Invariant($"between {ratios.Min():G4} and {ratios.Max():G4} at {ratios.Count} pairs from 1 to 10^12")
            ),
        ];
    }
}
