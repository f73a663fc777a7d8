using Theory.Simulation.Randomness;
using Theory.Simulation.Training;
using Theory.Symbolics;
using static System.FormattableString;

namespace Theory.Verification.Experiments;

/// <summary>The losses of a random-feature score over training, after Bonnaire, Urfin, Biroli and Mezard (2025).</summary>
public static class Bonnaire2025Dynamics
{
    private const double Claimed = 1e-3; // relative, median over the times

    /// <summary>The exact flow, descent with noise in closed form, and descent that was run.</summary>
    public static Experiment Dynamics { get; } =
        new(
            "bonnaire2025-dynamics",
            1,
            "Train and test loss of a random-feature score over training: the exact flow, descent with its noise, and descent as it was run.",
            Parameters
                .None.With("d", "100")
                .With("psi_p", "8")
                .With("psi_n", "4")
                .With("t", "0.01")
                .With("steps", "3000")
                .With("published", "none"),
            Measure
        )
        {
            Quick = Parameters.None.With("d", "25").With("psi_p", "6").With("steps", "1000"),
            Source = "Bonnaire, Urfin, Biroli and Mezard (2025), figure of the losses of random features over training",
        };

    private static Measurement Measure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (world, step, measured) = parameters.Text("published") switch
        {
            "none" => Run(parameters, RandomStream.Root(seed).Child("bonnaire2025-dynamics"), progress, stop),
            var path => MeasuredTraining.Read(path),
        };
        var isPartial = stop.IsCancellationRequested;
        var states = new NoisyDescent(world.Path, step, world.Training.Dimension, world.Training.Count)
            .After([.. measured.Select(r => r.Steps)])
            .ToList();
        var early = world.EarlyStop;
        var (end, generalized, memorized) = (world.At(double.PositiveInfinity), world.GeneralizationTime, world.MemorizationTime);
        var rows = measured.Zip(states, (m, s) => Compare(world, step, m, s)).ToList();
        return new Measurement(
            [
                ("training time of least test loss", early.Time),
                ("least test loss", early.Loss),
                ("test loss at the end", end.Test),
                ("train loss at the end", end.Train),
                ("floor of the test loss", world.Floor),
                ("tau_gen, measured", generalized),
                ("tau_mem, measured", memorized),
                ("tau_gen, claimed", world.Claimed.Generalization),
                ("tau_mem, claimed", world.Claimed.Memorization),
            ],
            []
        )
        {
            Tables =
            [
                ResultTable.Of(
                    "losses",
                    [
                        "steps",
                        "$tau$",
                        "train, measured",
                        "train, with noise",
                        "train, flow",
                        "test, measured",
                        "test, with noise",
                        "test, flow",
                    ],
                    rows.Select(r => r.Values)
                ),
            ],
            Plots =
            [
                Figure(world, rows, early.Time, generalized, memorized) with
                {
                    Name = "early-stop",
                    Title = "Where the test loss is least",
                    Y = new Axis("loss") { Low = world.Floor - world.Noise / 2, High = 1 + world.Noise / 2 },
                },
                Figure(world, rows, early.Time, generalized, memorized),
            ],
            Conclusions =
            [
                Agreement("descent with its noise in closed form", rows, r => (r.NoisyTrain, r.NoisyTest)),
                Agreement("the flow without noise", rows, r => (r.FlowTrain, r.FlowTest)),
                new(
                    "without noise the test loss is least at an inner time: there is an early stop",
                    early.Loss < end.Test && early.Loss < 1 ? Decision.NotRefuted : Decision.Refuted,
                    Invariant($"test loss 1 at the start, {early.Loss:G5} at tau = {early.Time:G3}, {end.Test:G5} at the end")
                ),
                new(
                    "the model generates well before it memorises",
                    generalized < memorized ? Decision.NotRefuted : Decision.Refuted,
                    Invariant($"tau_gen = {generalized:G3}, tau_mem = {memorized:G3}")
                ),
            ],
            IsPartial = isPartial,
        };
    }

    private static MeasuredTraining Run(
        Parameters parameters,
        RandomStream stream,
        IProgress<double> progress,
        CancellationToken stop
    )
    {
        var d = parameters.Count("d", 1);
        int Times(string name) =>
            parameters.Number(name) is { Sign: > 0 } ratio
                ? Math.Max(1, (int)Math.Round(d * ratio.ToDouble()))
                : throw new ArgumentException(
                    $"{name} = {parameters.Text(name)}: how many there are to a dimension needs to be positive."
                );
        var steps = parameters.Count("steps", 2);
        var world = RandomFeatureWorld.Draw(
            d,
            Times("psi_p"),
            Times("psi_n"),
            parameters.Number("t").ToDouble(),
            stream.Child("world")
        );
        // The published learning rate .01 d/Delta.
        var step = 0.01 * d;
        long[] wanted =
        [
            .. Enumerable.Range(0, 400).Select(k => (long)Math.Round(2 * Math.Pow(1.3, k))).Distinct().TakeWhile(k => k <= steps),
        ];
        var rows = new List<MeasuredTraining.Row>();
        foreach (
            var (k, theta) in wanted.Zip(
                new SampledDescent(world.Model, world.Training, step, stream.Child("noise")).After(wanted)
            )
        )
        {
            rows.Add(new(k, world.Train.At(theta), world.Denoising.At(theta)));
            progress.Report(k / (double)steps);
            if (stop.IsCancellationRequested)
                break;
        }
        return new(world, step, rows);
    }

    private sealed record Compared(
        MeasuredTraining.Row Measured,
        double Time,
        double NoisyTrain,
        double FlowTrain,
        double NoisyTest,
        double FlowTest
    )
    {
        public IEnumerable<double> Values =>
            [Measured.Steps, Time, Measured.Train, NoisyTrain, FlowTrain, Measured.Test, NoisyTest, FlowTest];
    }

    private static Compared Compare(RandomFeatureWorld world, double step, MeasuredTraining.Row measured, NoisyState state)
    {
        var time = world.TimeOf(measured.Steps, step);
        var flow = world.At(time);
        return new(measured, time, state.Loss, flow.Train, state.Mean(world.OnFresh), flow.Test);
    }

    private static Conclusion Agreement(string what, IReadOnlyList<Compared> rows, Func<Compared, (double Train, double Test)> of)
    {
        double Median(Func<Compared, double> deviation) => rows.Select(deviation).Order().ElementAt(rows.Count / 2);
        var train = Median(r => Math.Abs(of(r).Train / r.Measured.Train - 1));
        var test = Median(r => Math.Abs(of(r).Test / r.Measured.Test - 1));
        return new(
            $"{what} has the measured losses, within 0.1 % in the median",
            train <= Claimed && test <= Claimed ? Decision.NotRefuted : Decision.Refuted,
            Invariant(
                $"median deviation {100 * train:0.000} % of the train loss, {100 * test:0.000} % of the test loss, {rows.Count} times"
            )
        );
    }

    private static Plot Figure(
        RandomFeatureWorld world,
        IReadOnlyList<Compared> rows,
        double early,
        double generalized,
        double memorized
    )
    {
        var (first, last) = (rows[0].Time, Math.Max(30 * memorized, rows[^1].Time));
        var times = Enumerable.Range(0, 121).Select(k => first * Math.Pow(last / first, k / 120.0)).ToList();
        var flow = times.Select(tau => (Time: tau, Loss: world.At(tau))).ToList();
        var (low, high) = (flow.Min(f => f.Loss.Train), flow.Max(f => f.Loss.Test));
        PlotSeries At(string label, double time) => PlotSeries.Of(label, Mark.Dashed, [(time, low), (time, high)]);
        return new(
            "losses",
            "Losses of a random-feature score over training",
            new Axis("training time $tau$", IsLogarithmic: true),
            new Axis("loss", IsLogarithmic: true),
            [
                PlotSeries.Line("train, flow", flow.Select(f => (f.Time, f.Loss.Train))),
                PlotSeries.Line("test, flow", flow.Select(f => (f.Time, f.Loss.Test))),
                PlotSeries.Line("test, with noise", rows.Select(r => (r.Time, r.NoisyTest))),
                PlotSeries.Of("train, measured", Mark.Points, rows.Select(r => (r.Time, r.Measured.Train))),
                PlotSeries.Of("test, measured", Mark.Points, rows.Select(r => (r.Time, r.Measured.Test))),
                At("generalizes", generalized),
                At("least test loss", early),
                At("memorises", memorized),
            ]
        );
    }
}
