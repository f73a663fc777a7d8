using Theory.Bounds.Papers;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The spectrum of random features by its equations against random matrices, after Bonnaire, Urfin, Biroli and Mezard (2025).</summary>
public static class Bonnaire2025Spectrum
{
    /// <summary>Densities, bulks and atom.</summary>
    public static Experiment Spectrum { get; } =
        new(
            "bonnaire2025-spectrum",
            1,
            "The density of eigenvalues of random features by the saddle-point equations against random matrices: two bulks and an atom.",
            Parameters
                .None.With("d", "800")
                .With("psi_p", "8")
                .With("psi_n", "2")
                .With("t", "0.01")
                .With("variances", "1")
                .With("bins", "12")
                .With("draws", "2"),
            Measure
        )
        {
            Quick = Parameters.None.With("d", "60").With("draws", "4"),
            Source = "Bonnaire, Urfin, Biroli and Mezard (2025), figure 4: theoretical density and histogram",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (d, bins, draws) = (parameters.Count("d", 2), parameters.Count("bins", 2), parameters.Count("draws", 1));
        var (psiP, psiN, t) = (
            parameters.Number("psi_p").ToDouble(),
            parameters.Number("psi_n").ToDouble(),
            parameters.Number("t").ToDouble()
        );
        var variances = parameters.Positives("variances");
        if (!(psiP > psiN + 1 && psiN > 0))
            throw new ArgumentException("psi_p needs to exceed psi_n + 1: else there is no atom.");
        var (p, n) = ((int)Math.Round(psiP * d), (int)Math.Round(psiN * d));
        stop.ThrowIfCancellationRequested();
        var spectrum = new FeatureSpectrum(t, (double)p / d, (double)n / d, Activation.Tanh, variances);
        var atom = spectrum.Model.FreshSquared;
        var bulks = spectrum.Bulks(atom * 1.02, 4 * spectrum.GeneralizationBulk.Upper * variances.Max());
        var cells = Cells(atom, bulks, bins).ToList();
        double[] shares = [.. cells.Select(c => spectrum.Below(c.Upper) - spectrum.Below(c.Lower))];
        var data = Enumerable.Range(0, d).Select(i => variances[i * variances.Length / d]).ToList();
        // The published script divides the weights by the square root of d twice in the term of the noise.
        var faulty = spectrum.Model with
        {
            Noise = spectrum.Model.Noise / Math.Sqrt(d),
        };
        var stream = RandomStream.Root(seed).Child("bonnaire2025-spectrum");
        var (right, wrong) = (new Histogram(cells), new Histogram(cells));
        for (var k = 0; k < draws && !stop.IsCancellationRequested; k++)
        {
            right.Add(EquivalentMatrix.Eigenvalues(spectrum.Model, Math.Exp(-t), p, n, data, stream.Child("draw", k)), atom);
            if (k == 0)
                wrong.Add(EquivalentMatrix.Eigenvalues(faulty, Math.Exp(-t), p, n, data, stream.Child("draw", k)), atom);
            progress.Report((k + 1.0) / draws);
        }
        if (right.Draws == 0)
            throw new OperationCanceledException(stop);
        var (distance, faultyDistance) = (
            right.DistanceTo(shares, spectrum.AtomAt(atom)),
            wrong.DistanceTo(shares, spectrum.AtomAt(atom))
        );
        var tolerance = 4.0 / d;
        var expected = 1 - (1 + (double)n / d) / ((double)p / d);
        return new Measurement(
            [
                ("L1 distance to random matrices", distance),
                ("L1 distance to the matrix of the published script", faultyDistance),
                ("weight of the atom, by the equations", spectrum.AtomAt(atom)),
                ("weight of the atom, in the matrices", right.Atom),
                ("weight of the atom, claimed", expected),
                ("bulks", bulks.Count),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "bulks",
                    ["begins", "ends", "share of the eigenvalues", "to leading order: begins", "ends"],
                    bulks.Select(b =>
                        Leading(spectrum, b) is var l ? (IEnumerable<double>)[b.Lower, b.Upper, b.Share, l.Lower, l.Upper] : []
                    )
                ),
                ResultTable.Of(
                    "shares",
                    ["from", "to", "by the equations", "in random matrices"],
                    cells.Select((c, i) => (IEnumerable<double>)[c.Lower, c.Upper, shares[i], right.Share(i)])
                ),
            ],
            Plots = [.. bulks.Select((b, i) => Figure(i, spectrum, b, cells, right))],
            Conclusions =
            [
                new(
                    Invariant($"the equations give the density of random matrices, within 4/d = {tolerance:G3} in L1"),
                    distance <= tolerance ? Decision.NotRefuted : Decision.Refuted,
                    Invariant(
                        $"L1 distance {distance:G3} over {cells.Count} cells and the atom, {right.Draws} matrices of order {p}"
                    )
                ),
                new(
                    "they give that of the matrix that the published script draws",
                    faultyDistance <= tolerance ? Decision.NotRefuted : Decision.Refuted,
                    Invariant($"L1 distance {faultyDistance:G3}: its noise term is d times too small")
                ),
                new(
                    "the atom at s^2 has the weight 1 - (1 + psi_n)/psi_p",
                    Math.Abs(spectrum.AtomAt(atom) - expected) < 1e-6 && Math.Abs(right.Atom - expected) < 1e-12
                        ? Decision.NotRefuted
                        : Decision.Refuted,
                    Invariant(
                        $"{spectrum.AtomAt(atom):G9} by the equations, {right.Atom:G9} in the matrices, claimed {expected:G9}"
                    )
                ),
                new(
                    "the uppermost bulk holds d eigenvalues and what is below it, beside the atom, n",
                    Math.Abs(bulks[^1].Share * p / d - 1) < 1e-6
                    && Math.Abs(bulks.SkipLast(1).Sum(b => b.Share) * p / n - 1) < 1e-6
                        ? Decision.NotRefuted
                        : Decision.Refuted,
                    Invariant(
                        $"{bulks[^1].Share * p:G9} of {d}, {bulks.SkipLast(1).Sum(b => b.Share) * p:G9} of {n}, in {bulks.Count} bulks"
                    )
                ),
                .. Equations(spectrum, t, (double)p / d, (double)n / d),
            ],
            IsPartial = right.Draws < draws,
        };
    }

    // The catalog's equation, and versions of it that are wrong, at the solver's solutions.
    private static IEnumerable<Conclusion> Equations(FeatureSpectrum spectrum, double t, double psiP, double psiN)
    {
        var bound = Bonnaire2025.Spectrum;
        double Residual(Expr right, double z)
        {
            var at = spectrum.At(z);
            return Math.Abs(
                    right.Evaluate(
                        ("q", at.Resolvent.Real),
                        ("r", at.DataResolvent.Real),
                        ("w", at.WeightResolvent.Real),
                        ("psi_p", psiP),
                        ("psi_n", psiN),
                        ("t", t),
                        ("a", spectrum.Model.Linear),
                        ("v", spectrum.Model.Sample),
                        ("s", Math.Sqrt(spectrum.Model.FreshSquared))
                    ) - z
                ) / Math.Abs(z);
        }
        Conclusion Held(string claim, Expr right)
        {
            var worst = new[] { -0.01, -0.1, -1, -10 }.Max(z => Residual(right, z));
            return new(
                claim,
                worst < 1e-8 ? Decision.NotRefuted : Decision.Refuted,
                Invariant($"residual at most {worst:G2} of z at four points")
            );
        }
        yield return Held("the solutions satisfy bonnaire2025:spectrum", bound.Right);
        yield return Held("they satisfy it without w/q^2", Sum.Of(bound.Terms.SkipLast(1).Select(term => term.Expr)));
    }

    // Cells of the bulks that are equal in the angle of a circle over each: narrow at its ends, where the density has its square roots. The outer
    // ones reach into the gaps, where an eigenvalue of a finite matrix may lie.
    private static IEnumerable<(double Lower, double Upper)> Cells(double atom, IReadOnlyList<SpectralBulk> bulks, int bins)
    {
        for (var i = 0; i < bulks.Count; i++)
        {
            var (low, high) = (Math.Log(bulks[i].Lower), Math.Log(bulks[i].Upper));
            double At(int k) =>
                k == 0 ? Math.Sqrt(bulks[i].Lower * (i == 0 ? atom : bulks[i - 1].Upper))
                : k < bins ? Math.Exp((low + high) / 2 - (high - low) / 2 * Math.Cos(Math.PI * k / bins))
                : i == bulks.Count - 1 ? bulks[i].Upper * 1.5
                : Math.Sqrt(bulks[i].Upper * bulks[i + 1].Lower);
            for (var k = 0; k < bins; k++)
                yield return (At(k), At(k + 1));
        }
    }

    private static (double Lower, double Upper) Leading(FeatureSpectrum spectrum, SpectralBulk bulk) =>
        bulk.Upper < spectrum.GeneralizationBulk.Lower ? spectrum.MemorizationBulk : spectrum.GeneralizationBulk;

    // Shares of the eigenvalues of matrices in cells.
    private sealed class Histogram(IReadOnlyList<(double Lower, double Upper)> cells)
    {
        private readonly long[] counts = new long[cells.Count];
        private long atom;
        private long all;

        public int Draws { get; private set; }
        public double Atom => atom / (double)all;

        public double Share(int cell) => counts[cell] / (double)all;

        public void Add(double[] eigenvalues, double fresh)
        {
            foreach (var x in eigenvalues)
            {
                if (x == fresh)
                    atom++;
                else if (
                    Enumerable.Range(0, cells.Count).Where(i => cells[i].Lower <= x && x < cells[i].Upper).ToList() is [var i]
                )
                    counts[i]++;
            }
            (all, Draws) = (all + eigenvalues.Length, Draws + 1);
        }

        // Over the cells, the atom and what is in neither.
        public double DistanceTo(double[] shares, double weight) =>
            shares.Select((s, i) => Math.Abs(s - Share(i))).Sum()
            + Math.Abs(weight - Atom)
            + Math.Abs(shares.Sum() + weight - Enumerable.Range(0, cells.Count).Sum(Share) - Atom);
    }

    private static Plot Figure(
        int index,
        FeatureSpectrum spectrum,
        SpectralBulk bulk,
        IReadOnlyList<(double Lower, double Upper)> cells,
        Histogram histogram
    )
    {
        var places = Enumerable.Range(1, 299).Select(k => bulk.Lower + (bulk.Upper - bulk.Lower) * k / 300).ToList();
        var densities = spectrum.Densities(places, 1e-9);
        var inside = cells.Index().Where(c => c.Item.Upper > bulk.Lower && c.Item.Lower < bulk.Upper).ToList();
        return new(
            $"bulk-{index + 1}",
            $"Density of eigenvalues, bulk {index + 1}: equations and random matrices",
            new Axis("eigenvalue $lambda$"),
            new Axis("density"),
            [
                PlotSeries.Line("saddle-point equations", places.Zip(densities)),
                PlotSeries.Of(
                    "random matrices",
                    Mark.Points,
                    inside.Select(c =>
                        (
                            (Math.Max(c.Item.Lower, bulk.Lower) + Math.Min(c.Item.Upper, bulk.Upper)) / 2,
                            histogram.Share(c.Index) / (Math.Min(c.Item.Upper, bulk.Upper) - Math.Max(c.Item.Lower, bulk.Lower))
                        )
                    )
                ),
            ]
        );
    }
}
