using System.Globalization;
using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Verification.Worlds;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>How often the PAC-Bayes bounds of Mbacke, Clerc and Germain (2023) fail, and how often wrong versions of them do.</summary>
public static partial class MbackeCoverage
{
    // The level of the intervals around shares of data sets.
    private const double Alpha = 1e-6;

    /// <summary>Exact tails for a coin, and data sets drawn from the digits for an autoencoder trained on other digits.</summary>
    public static Experiment Coverage { get; } =
        new(
            "mbacke2023-coverage",
            1,
            "How often PAC-Bayes bounds fail over data sets, against the delta they allow: the right ones and wrong versions of them.",
            Parameters
                .None.With("data", "examples/data/digits.csv")
                .With("sets", "2000")
                .With("epochs", "30")
                .With("delta", "0.05"),
            Run
        )
        {
            Quick = Parameters.None.With("sets", "400"),
        };

    private static Measurement Run(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (sets, delta) = (parameters.Count("sets", 1), parameters.Number("delta").ToDouble());
        if (delta is not (> 0 and < 1))
            throw new ArgumentException($"delta = {parameters.Text("delta")}: a probability between 0 and 1 is needed.");
        stop.ThrowIfCancellationRequested();
        var coins = Coins().ToList();
        var digits = new Autoencoder(
            DataSet.Read(parameters.Text("data"), new Columns("1-64"), Scaling.Unit).Points,
            parameters.Count("epochs", 1),
            RandomStream.Root(seed).Child("coverage")
        );
        var sizes = new[] { 20, 50, 200, 800, 3200 };
        var cases = new List<Case>();
        foreach (var (k, n) in sizes.Index())
        {
            if (stop.IsCancellationRequested)
                break;
            cases.AddRange(digits.Cases(n, sets, delta, RandomStream.Root(seed).Child("sets", n)));
            progress.Report((k + 1.0) / sizes.Length);
        }
        var named = cases.Select(c => c.Name).Distinct().ToList();
        return new Measurement(
            [
                ("diameter", digits.Diameter),
                ("population", digits.Count),
                ("rate", digits.Rate),
                ("ratePublished", digits.RatePublished),
            ],
            []
        )
        {
            Tables =
            [
                new(
                    "coin",
                    ["statement", "$lambda$", "probability of a violation", "allowed"],
                    coins.Select(c => (Terms<Entry>)[c.Name, c.Lambda, c.Finding.Left.Middle, c.Finding.Right.Middle]).ToTerms()
                ),
                new(
                    "digits",
                    [
                        "statement",
                        "$n$",
                        "$lambda$",
                        "violations",
                        "data sets",
                        "lower",
                        "upper",
                        "allowed",
                        "mean left",
                        "mean right",
                    ],
                    cases
                        .Select(c =>
                            (Terms<Entry>)
                                [
                                    c.Name,
                                    c.Size,
                                    c.Lambda,
                                    c.Violations,
                                    sets,
                                    c.Share(sets).At(Alpha).Lower,
                                    c.Share(sets).At(Alpha).Upper,
                                    delta,
                                    c.Left,
                                    c.Right,
                                ]
                        )
                        .ToTerms()
                ),
            ],
            Plots =
            [
                new(
                    "coverage",
                    "Share of data sets that violate a bound",
                    new Axis("points $n$", IsLogarithmic: true),
                    new Axis("share of data sets") { Low = 0, High = 1 },
                    named
                        .Select(name =>
                            PlotSeries.Of(
                                name,
                                Mark.Points,
                                cases
                                    .Where(c => c.Name == name)
                                    .Select(c =>
                                    {
                                        var share = c.Share(sets);
                                        return ((double)c.Size, share.Value, share.At(Alpha).Lower, share.At(Alpha).Upper);
                                    })
                            )
                        )
                        .Append(PlotSeries.Of("$delta$", Mark.Dashed, sizes.Select(n => ((double)n, delta))))
                        .ToTerms()
                ),
                new(
                    "sides",
                    "Both sides of the bound, averaged over data sets",
                    new Axis("points $n$", IsLogarithmic: true),
                    new Axis("distance"),
                    [
                        PlotSeries.Line("left", Right(cases).Select(c => ((double)c.Size, c.Left))),
                        PlotSeries.Line("right", Right(cases).Select(c => ((double)c.Size, c.Right))),
                    ]
                ),
            ],
            Conclusions =
            [
                .. coins.Select(c => new Conclusion(
                    $"{c.Name}, for a fair coin and one generator",
                    c.Finding.Violates ? Decision.Refuted
                        : c.Finding.Agrees ? Decision.NotRefuted
                        : Decision.Inconclusive,
                    $"violated with probability in {c.Finding.Left}, allowed {c.Finding.Right.Middle.ToString("R", CultureInfo.InvariantCulture)}, exact"
                )),
                Learned(),
                .. named.Select(name => Concluded([.. cases.Where(c => c.Name == name)], sets, delta)),
            ],
            IsPartial = cases.Count < named.Count * sizes.Length || cases.Count == 0,
        };
    }

    // The bound in expectation for a decoder that was learned on the sample, in the world that is known to contradict it.
    private static Conclusion Learned()
    {
        var finding = Instances.MbackeVae2023Counterexamples.Repeating.Judge();
        return new(
            "in expectation, with the decoder learned on the sample, for a fair bit",
            finding.Violates ? Decision.Refuted : Decision.NotRefuted,
            $"left in {finding.Left}, right in {finding.Right}, exact"
        );
    }

    private static IEnumerable<Case> Right(IEnumerable<Case> cases) => cases.Where(c => c.Name == Autoencoder.Sound);

    private static Conclusion Concluded(Case[] cases, int sets, double delta)
    {
        var worst = cases.MaxBy(c => c.Violations)!;
        // The level is shared among the sizes.
        var interval = worst.Share(sets).At(Alpha / cases.Length);
        return new(
            $"{worst.Name}, for an autoencoder of digits",
            interval.Lower > delta ? Decision.Refuted
                : interval.Upper <= delta ? Decision.NotRefuted
                : Decision.Inconclusive,
            Invariant(
                $"at most {worst.Violations} of {sets} data sets violate it (n = {worst.Size}): share in [{interval.Lower:G3}, {interval.Upper:G3}], allowed {delta}"
            )
        );
    }

    // The bounds for Wasserstein GANs: a fair coin tossed 20 times against the one generator that always shows 1.
    private static IEnumerable<(string Name, double Lambda, Search.Finding Finding)> Coins()
    {
        Bound With(Bound bound, string term, Func<Expr, Expr> change) =>
            bound with
            {
                Terms = bound.Terms.Select(t => t.Name == term ? t with { Expr = change(t.Expr) } : t).ToTerms(),
            };
        var (stated, sharp) = (MbackeWgan2023.Stated, MbackeWgan2023.Sharp);
        var lambda = (Expr)MbackeWgan2023.Lambda;
        var divergence = Divergence.KL(MbackeWgan2023.Posterior, MbackeWgan2023.Prior);
        // lambda is the best one for each statement, but for the version without confidence, which has none.
        foreach (
            var (name, bound, tenths) in new (string, Bound, int)[]
            {
                ("moment term with 4 n, as stated", stated, 155),
                ("moment term with 8 n", sharp, 219),
                ("moment term with 16 n", With(sharp, "moment", e => e / 2), 310),
                ("without log(1/delta)", With(sharp, "complexity", _ => 1 / lambda * divergence), 50),
            }
        )
            yield return (name, tenths / 10.0, FiniteWorlds.Of(bound, out _)!.Judge(Coin(new Rational(tenths, 10))));
    }

    private static FiniteWorld Coin(Rational lambda)
    {
        var (x, generators, n) = (MbackeWgan2023.X, MbackeWgan2023.Generators, new Symbol("n"));
        return new FiniteWorld()
            .With("X", 2)
            .With("G", 1)
            .With(n, 20)
            .With(MbackeWgan2023.Lambda, lambda)
            .With(new Symbol("delta"), new Rational(1, 20))
            .WithHamming(x)
            .With(NamedKernel.Measure("P_X", x), KernelTable.Measure(1, 1))
            .With(NamedKernel.Measure("prior", generators), KernelTable.Measure(1))
            .With(
                new NamedKernel("rho", [new Space.SampleOf(x, n)], generators, Parameters: 1),
                new KernelTable(Enumerable.Repeat<int[]>([1], 21), byCounts: true)
            )
            .With(new NamedKernel("P", [generators], x, Parameters: 1), KernelTable.Measure(0, 1));
    }
}
