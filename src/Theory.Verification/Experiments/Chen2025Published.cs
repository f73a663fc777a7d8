using Theory.Probability.Schedules;
using Theory.Simulation;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Divergences;
using Theory.Simulation.Laws;
using Theory.Simulation.LearnedLaws;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Vae;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>
/// What the published code of Chen et al. (2025) computes where its paper has a quantity, beside that quantity: each on a case in which
/// the right value is known.
/// </summary>
public static class Chen2025Published
{
    private static readonly Diffusion Usual = new(Schedule.Usual);

    /// <summary>The published code's figures beside the right ones.</summary>
    public static Experiment Quirks { get; } =
        new(
            "chen2025-published",
            1,
            "What the published code of Chen et al. computes, beside the quantity it stands for.",
            Parameters.None.With("m", "200").With("draws", "4000").With("steps", "500"),
            Measure
        )
        {
            Quick = Parameters.None.With("m", "60").With("draws", "400").With("steps", "60"),
            Source = "the code published with Chen, Zhu and Shkurti (2025), diffusion/src and vae",
        };

    private sealed record Row(string Where, string Quantity, double Published, double Right, string Why);

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        var (m, draws, steps) = (parameters.Count("m", 1), parameters.Count("draws", 1), parameters.Count("steps", 2));
        var stream = RandomStream.Root(seed).Child("chen2025-published");
        var pair = Points.OnLine(-1, 1);
        var roll = Curve.SwissRoll(5).Sample(m, stream.Child("roll"));
        Func<IEnumerable<Row>>[] parts =
        [
            () => IndexInformation(pair),
            () => PriorGaps(roll),
            () => Batches(roll, draws, stream.Child("batches")),
            () => Norms(roll, steps, stream.Child("norms")),
            () => ScoreLoss(roll, draws, stream.Child("loss")),
            Sums,
            () => TestDivergence(stream.Child("test")),
            () => SecondDecoder(stream.Child("vae")),
        ];
        var (rows, done) = (new List<Row>(), 0);
        foreach (var part in parts.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            rows.AddRange(part());
            progress.Report(++done / (double)parts.Length);
        }
        return new Measurement(
            [.. rows.SelectMany(r => new[] { ($"published: {r.Quantity}", r.Published), ($"right: {r.Quantity}", r.Right) })],
            []
        )
        {
            Tables =
            [
                new(
                    "published-and-right",
                    ["where", "quantity", "published", "right", "why"],
                    rows.Select(r => (Terms<Entry>)[r.Where, r.Quantity, r.Published, r.Right, r.Why]).ToTerms()
                ),
                Unmeasured,
            ],
            Conclusions = rows.Select(Judged).ToTerms(),
            IsPartial = done < parts.Length,
        };
    }

    // What has no figure of its own.
    private static ResultTable Unmeasured =>
        new(
            "without-a-figure",
            ["where", "what"],
            [
                ["run_toy.sh", "is said to vary T; the loop that runs varies m, the one over T is commented out"],
                ["image training", "logs bits per dimension under the name 'bound'"],
                ["seeds", "only Python's generator is seeded, not those of numpy and torch: no run is repeated"],
                ["training", "the bound as a regulariser, announced in the abstract, is in no training loop"],
                ["VAE plots", "sqrt(2) R = 2 is fixed, and the reconstruction is a cross-entropy, not a distance"],
                ["VAE plots", "the 'previous bound' rec + sqrt(KLD) has neither the decoder's Lipschitz constant nor lambda"],
            ]
        );

    private static Conclusion Judged(Row row) =>
        new(
            $"{row.Where}: the figure for {row.Quantity} is that quantity",
            Math.Abs(row.Published - row.Right) > 1e-6 * (1 + Math.Abs(row.Right)) ? Decision.Refuted : Decision.NotRefuted,
            Invariant($"{row.Published:G6} where {row.Right:G6} is right: {row.Why}")
        );

    // T1 on two points, by quadrature: the variance's root taken for the variance, in both laws or in the first only.
    private static IEnumerable<Row> IndexInformation(Points pair)
    {
        const double t = 0.3;
        var (a, v) = (Usual.Scale(t), Usual.Variance(t));
        var wrong = Math.Sqrt(v);
        double Of(double variance) => EmpiricalInformation.At(pair, [a * a / variance], 2, RandomStream.Root(0)).Values[0].Value;
        var mixture = new PointLaw(pair).Smoothed(a, v);
        var mixed = DivergenceByQuadrature.KullbackLeibler(new Gaussian([a], wrong), mixture, [-9], [9], 4000).Value;
        yield return new(
            "bound_estimation.py",
            "-T1 at T = .3 on the points -1, 1",
            Of(wrong),
            Of(v),
            "sqrt(v_T) stands for the variance v_T"
        );
        yield return new(
            "bound_estimation_m.py",
            "-T1 at T = .3, varying m",
            mixed,
            Of(v),
            "the diffused points have variance sqrt(v_T), the mixture they are compared with v_T"
        );
        yield return new(
            "bound_estimation_m.py",
            "divergence to the prior at T = .3",
            (a * a + wrong - 1 - Math.Log(wrong)) / 2,
            (a * a + v - 1 - Math.Log(v)) / 2,
            "sqrt(v_T) stands for the variance v_T in T2 too"
        );
    }

    private static IEnumerable<Row> PriorGaps(Points roll)
    {
        const double t = 0.6;
        var gap = PriorDivergence.At(roll, Usual, t);
        yield return new(
            "bound_estimation.py",
            "T2/(sqrt(2) R) at T = .6, swiss roll",
            gap.MeanRoot,
            Math.Sqrt(gap.Mean),
            "a mean of roots stands for the root of the mean, which is larger"
        );
        yield return new(
            "image code",
            "T2/(sqrt(2) R) at T = .6",
            gap.Mean,
            Math.Sqrt(gap.Mean),
            "the divergences are averaged without a root"
        );
        yield return new(
            "slides",
            "factor of the roots, R = 5",
            Math.Sqrt(2 * 5),
            Math.Sqrt(2) * 5,
            "sqrt(2 R) has the wrong unit"
        );
        // A log-loss between -log .95 and -log .05 has half its range for an R that holds under every law.
        yield return new(
            "all scripts",
            "R of a decoder with probabilities in [.05, .95]",
            5,
            Math.Log(19) / 2,
            "R is 5, 1 or 4000 by hand, never derived from the loss"
        );
    }

    private static IEnumerable<Row> Batches(Points roll, int draws, RandomStream stream)
    {
        const double t = 0.02;
        const int batch = 20;
        double[] ratio = [Usual.SignalToNoise(t)];
        double Of(Points points) => EmpiricalInformation.At(points, ratio, draws, stream).Values[0].Value;
        yield return new(
            "image code",
            "-T1 at T = .02, swiss roll",
            Of(roll.Rows(0, Math.Min(batch, roll.Count))),
            Of(roll),
            $"the mixture is that of a batch (here {batch} points), so that the figure is at most the logarithm of its size"
        );
    }

    // The norm of the exact score, along the reverse chain, and where the published scripts evaluate it.
    private static IEnumerable<Row> Norms(Points roll, int steps, RandomStream stream)
    {
        const double horizon = 1;
        var score = new PointLaw(roll).ScoreAlong(Usual);
        var step = horizon / steps;
        var start = Gaussian.Standard(2).Sample(roll.Count, stream.Child("start"));
        var right = Along(start, k => horizon - k * step);
        var published = Along(roll, k => (k + 1) * step);
        yield return new(
            "bound_estimation.py",
            "greatest norm of the score, from T = 1 to .05",
            right.LargestMean,
            right.Largest,
            "the greatest mean over a batch stands for the greatest norm"
        );
        yield return new(
            "bound_estimation.py",
            "root mean square norm over the chain",
            published.Root,
            right.Root,
            "the chain starts from training points and asks for the score at time t where the state is at T - t"
        );
        var clean = Enumerable
            .Range(1, steps - 1)
            .Select(k => k * step)
            .Where(t => t >= 0.05)
            .Average(t => Squares(score(roll, t)).Average());
        yield return new(
            "image code",
            "root mean square norm, at clean points",
            Math.Sqrt(clean),
            right.Root,
            "the score is evaluated at points without noise and random times"
        );

        (double LargestMean, double Largest, double Root) Along(Points from, Func<int, double> time)
        {
            var (x, means, squares, largest) = (from, new List<double>(), new List<double>(), 0.0);
            for (var k = 0; k < steps; k++)
            {
                var t = time(k);
                if (t < 0.05)
                    continue;
                var s = score(x, t);
                var all = Squares(s);
                means.Add(all.Average(Math.Sqrt));
                squares.Add(all.Average());
                largest = Math.Max(largest, Math.Sqrt(all.Max()));
                x = new ReverseDiffusion((_, _) => s, Usual, t, t - step)
                    .From(ReverseProcess.Sde, x, 1, stream.Child("noise", k))
                    .Points;
            }
            return (means.Max(), largest, Math.Sqrt(squares.Average()));
        }
    }

    private static double[] Squares(Points rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(i => rows[i].ToArray().Sum(x => x * x))];

    // The exact score of the diffused training points has explicit loss 0; the published term is its denoising loss.
    private static IEnumerable<Row> ScoreLoss(Points roll, int draws, RandomStream stream)
    {
        const double horizon = 0.2;
        var law = new PointLaw(roll);
        var (times, noise) = (stream.Child("time").Uniforms(draws), stream.Child("noise").Gaussians(2 * draws));
        var chosen = law.Sample(draws, stream.Child("point"));
        var losses = new double[draws];
        Parallel.For(
            0,
            draws,
            i =>
            {
                var t = horizon * times[i];
                var (a, s) = (Usual.Scale(t), Math.Sqrt(Usual.Variance(t)));
                double[] x = [a * chosen[i][0] + s * noise[2 * i], a * chosen[i][1] + s * noise[2 * i + 1]];
                var score = law.At(Usual, t).Score(x);
                losses[i] = score.Select((g, k) => Math.Pow(s * g + noise[2 * i + k], 2)).Sum() / 2;
            }
        );
        yield return new(
            "all scripts",
            "score-matching term of the exact empirical score, T = .2",
            losses.Average(),
            0,
            "a denoising loss with weight v_t and uniform times, its constant not subtracted and without T and beta(t)"
        );
    }

    private static IEnumerable<Row> Sums()
    {
        const int steps = 1000;
        var energy = GeneratorSurrogate.Energy(Math.Sqrt(2), Usual, 1, steps);
        var later = Enumerable.Range(1, steps).Sum(k => Usual.NoiseRate(k / (double)steps)) / steps;
        yield return new(
            "bound_estimation.py",
            "(T/N) sum of beta, T = 1, N = 1000",
            energy,
            later,
            "beta at the left ends; the chain that is run takes it at the times it leaves, T first"
        );
        var doubled = Enumerable.Range(0, steps + 1).Sum(k => Usual.NoiseRate(k / (double)steps)) / steps;
        yield return new(
            "image code",
            "(T/N) sum of beta, over N + 1 points",
            doubled,
            later,
            "N + 1 points are summed for N steps"
        );
    }

    // Two independent samples of one law: the divergence is 0.
    private static IEnumerable<Row> TestDivergence(RandomStream stream)
    {
        var law = Curve.SwissRoll(5);
        var (test, other) = (law.Sample(400, stream.Child("test")), law.Sample(400, stream.Child("other")));
        double Of(bool withSelf) => BiasedDivergence.Kernels(test, other, 0.2, withSelf).Value;
        yield return new(
            "all scripts",
            "divergence of a law from itself, by kernels",
            Of(true),
            0,
            Invariant($"each test point sees its own kernel; leaving it out gives {Of(false):G2}, biased still")
        );
    }

    // A model that has seen no data remembers none.
    private static IEnumerable<Row> SecondDecoder(RandomStream stream)
    {
        var model = NetworkVae.Initial(2, 2, [32], Activation.Tanh, new Likelihood.Gaussian(1), stream.Child("model"));
        var points = Curve.SwissRoll(5).Sample(200, stream.Child("points"));
        yield return new(
            "vae",
            "information of an untrained decoder on the training points",
            PublishedQuirks.SecondDecoderInformation(model, points, stream.Child("quirk")),
            0,
            "a difference of log-likelihoods to a second decoder that no loss trains is no information"
        );
    }
}
