using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Simulation;
using Theory.Simulation.Data;
using Theory.Simulation.Randomness;
using Theory.Simulation.ScoreModels;
using Theory.Simulation.Training;
using Theory.Simulation.Vae;
using Theory.Verification.Vae;

namespace Theory.Cli.Verbs;

/// <summary><c>theory bound-vae</c>: the catalog's bounds on an autoencoder, trained here on a person's data or logged elsewhere.</summary>
internal sealed class BoundVaeVerb
{
    private readonly Option<string?> data = new("--data")
    {
        HelpName = "FILE",
        Description = "Points to train an autoencoder on: CSV (one a row), .npy or IDX, gzipped or not",
    };

    private readonly Option<string?> log = new("--log")
    {
        HelpName = "FILE",
        Description = "Your training's CSV with the columns epoch,reconstruction,kl_sum,w2 and perhaps n,root_kl,k_theta,k_phi",
    };

    private readonly DataOptions columns = new();

    private readonly Option<int> count = Arguments.Count(
        "--n",
        0,
        0,
        int.MaxValue,
        "How many points the log's figures are of; 0 where its column n says"
    );

    private readonly Option<string?> diameter = Text(
        "--diameter",
        "NUMBER",
        "The diameter of the data space; with --data by default that of the smallest box around the points",
        null
    );

    private readonly Option<string?> delta = Text("--delta", "PROBABILITY", "The probability that a bound fails", "0.05");

    private readonly Option<string?> validation = Text(
        "--validation",
        "RATIO",
        "The share of the points kept from training, on which the bounds are evaluated",
        "1/2"
    );

    private readonly Option<string?> variance = Text(
        "--variance",
        "NUMBER",
        "The variance of the decoder's Gaussian likelihood",
        "0.1"
    );
    private readonly Option<string?> rate = Text("--rate", "NUMBER", "The step of Adam", "0.002");
    private readonly Option<int> latent = Arguments.Count("--latent", 2, 1, 4096, "The dimension of the latent space");
    private readonly Option<int> hidden = Arguments.Count("--hidden", 64, 1, 65536, "The width of the one hidden layer");
    private readonly Option<int> epochs = Arguments.Count(
        "--epochs",
        20,
        0,
        1_000_000,
        "How often to pass through the training points"
    );
    private readonly Option<int> batch = Arguments.Count("--batch", 64, 1, 1_000_000, "The points of a minibatch");
    private readonly Option<int> draws = Arguments.Count(
        "--draws",
        8,
        1,
        1_000_000,
        "Latent draws a point behind the reconstruction"
    );
    private readonly Option<ulong> seed = Arguments.Seed();

    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var self = new BoundVaeVerb();
        return new(
            "bound-vae",
            "Reconstruction, rate and every bound of the catalog on an autoencoder over its epochs: which is tightest, and whether it says anything",
            "theory bound-vae --data examples/data/digits.csv --label last --scale unit --epochs 5",
            [
                self.data,
                self.log,
                self.columns.Columns,
                self.columns.Label,
                self.columns.Scale,
                self.count,
                self.diameter,
                self.delta,
                self.validation,
                self.latent,
                self.hidden,
                self.epochs,
                self.batch,
                self.rate,
                self.variance,
                self.draws,
                self.seed,
            ],
            self.Answer
        )
        {
            HeedsStop = true,
        };
    }

    private static Option<string?> Text(string name, string placeholder, string description, string? byDefault) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            DefaultValueFactory = _ => byDefault,
        };

    private Report Answer(Input input) =>
        (input.Of(data), input.Of(log)) switch
        {
            ({ } file, null) => Trained(input, file),
            (null, { } file) => Logged(input, file),
            _ => throw new ArgumentException(
                "Give either --data, to train an autoencoder on it, or --log, with what your own training measured."
            ),
        };

    private Report Logged(Input input, string file)
    {
        var read = VaeMeasurementLog.Read(file, input.Of(count) is > 0 and var given ? given : null);
        if (input.Of(diameter) is not { } width)
            throw new ArgumentException(
                "A log does not tell the diameter of the data space.\nGive --diameter; for points in the unit cube of dimension d it is sqrt(d)."
            );
        var bounds = VaeBounds.Of([.. read.Rows], Positive(width, "--diameter"), Probability(input));
        return Report(
            bounds,
            [new Block.Paragraph($"{file}: {read.Rows.Count} epochs")],
            new JsonObject { ["log"] = file },
            [
                "the figures of the log are exact, and of points that neither the decoder nor the prior was chosen on",
                .. Assumptions,
            ]
        );
    }

    private Report Trained(Input input, string file)
    {
        var set = DataSet.Read(
            file,
            new Columns(input.Of(columns.Columns), input.Of(columns.Label)),
            Enum.Parse<Scaling>(input.Of(columns.Scale), ignoreCase: true)
        );
        var stream = RandomStream.Root(input.Of(seed)).Child("bound-vae");
        var share = Positive(input.Of(validation)!, "--validation");
        var kept = (int)Math.Round(share * set.Points.Count);
        if (share >= 1 || kept < 1 || kept >= set.Points.Count)
            throw new ArgumentException(
                $"--validation {input.Of(validation)} leaves {kept} of {set.Points.Count} points to evaluate on.\nGive a share between 0 and 1 that leaves some for training and some for the bounds."
            );
        var order = stream.Child("split").Permutation(set.Points.Count);
        var (train, held) = (set.Points.Select(order[kept..]), set.Points.Select(order[..kept]));
        var model = NetworkVae.Initial(
            set.Points.Dimension,
            input.Of(latent),
            [input.Of(hidden)],
            Activation.Relu,
            new Likelihood.Gaussian(Positive(input.Of(variance)!, "--variance")),
            stream.Child("model")
        );
        var training = new VaeTraining(
            train,
            Math.Min(input.Of(batch), train.Count),
            new Optimizer.Adam(Positive(input.Of(rate)!, "--rate"))
        );
        var width = input.Of(diameter) is { } text ? Positive(text, "--diameter") : Box(set.Points);
        var confidence = Probability(input);
        var measured = new List<VaeMeasurement>();
        using (var progress = new Progress(input with { Stop = default }, "training"))
            foreach (var (epoch, state) in training.Models(model, input.Of(epochs), stream.Child("train")).Index())
            {
                measured.Add(VaeMeasurement.Of(epoch, state, held, input.Of(draws), stream.Child("measure", epoch)));
                progress.Report((epoch + 1.0) / (input.Of(epochs) + 1));
                if (input.Stop.IsCancellationRequested)
                    break;
            }
        var bounds = VaeBounds.Of(measured, width, confidence);
        return Report(
            bounds,
            [
                DataOptions.InWords(set),
                new Block.Paragraph($"trained on {train.Count} points, bounds evaluated on the other {held.Count}"),
            ],
            new JsonObject { ["data"] = DataOptions.Result(set), ["trained"] = train.Count },
            [
                "the decoder does not depend on the points that the bounds are evaluated on: it was trained on the others",
                .. input.Of(diameter) is null
                    ? ["the data law lives in the smallest box around the points; give --diameter where you know better"]
                    : Array.Empty<string>(),
                .. Assumptions,
            ]
        ) with
        {
            Seed = input.Of(seed),
            IsTruncated = measured.Count <= input.Of(epochs),
        };
    }

    private static readonly string[] Assumptions =
    [
        "points are independent draws of one law; prior, network sizes and number of epochs were fixed in advance",
        "regeneration, generation and reconstruction hold for all rows together with probability 1 - delta over the points, lambda chosen from 16 values",
        "expected and chen are bounds on averages over samples, estimated from this one: no certificates",
    ];

    private double Probability(Input input) =>
        Positive(input.Of(delta)!, "--delta") is < 1 and var value
            ? value
            : throw new ArgumentException($"--delta {input.Of(delta)} is not allowed: give a probability between 0 and 1.");

    private static double Positive(string text, string option) =>
        Grid.Number(text, option) is > 0 and < double.PositiveInfinity and var value
            ? value
            : throw new ArgumentException($"{option} {text} is not allowed: give a positive number.");

    private static double Box(Points points)
    {
        var sum = 0.0;
        for (var j = 0; j < points.Dimension; j++)
        {
            var column = points.Column(j);
            var side = column.Max() - column.Min();
            sum += side * side;
        }
        return sum > 0
            ? Math.Sqrt(sum)
            : throw new ArgumentException("All points are the same: the data space has no diameter.\nGive --diameter.");
    }

    private static Report Report(VaeBounds bounds, IEnumerable<Block> head, JsonObject source, IReadOnlyList<string> assumptions)
    {
        var result = source;
        result["n"] = bounds.Rows[0].Measured.Count;
        result["diameter"] = bounds.Diameter;
        result["delta"] = bounds.Delta;
        result["assumptions"] = Json.Array(assumptions);
        result["best"] = bounds.Best is { } best
            ? new JsonObject { ["epoch"] = best.Measured.Epoch, ["generation"] = best.Generation }
            : null;
        result["rows"] = Json.Array(bounds.Rows.Select(Of));
        return new(
            result,
            [
                .. head,
                new Block.Table(
                    [
                        "epoch",
                        "reconstruction",
                        "rate",
                        "W2",
                        "K_theta",
                        "regeneration",
                        "generation",
                        "expected",
                        "chen",
                        "vacuous",
                    ],
                    [.. bounds.Rows.Select(Line)]
                ),
                new Block.Paragraph(
                    bounds.Best is { } least
                        ? $"Least certified distance to the generated law: "
                            + (Cell)least.Generation!.Value
                            + $" after epoch {least.Measured.Epoch}, of a diameter of "
                            + (Cell)bounds.Diameter
                            + (least.IsVacuous ? ": vacuous, any two laws are that near." : ".")
                        : "No Lipschitz constant of the decoder is known: nothing is certified of the generated law."
                ),
                new Block.Paragraph($"Tightest at the last epoch: {bounds.Rows[^1].Tightest}."),
                .. bounds.Rows[^1].Measured.PublishedDivergence is { } wrong
                    ?
                    [
                        new Block.Paragraph(
                            "Rate at the last epoch: "
                                + (Cell)bounds.Rows[^1].Rate
                                + " nats a point; the published evaluation code, which takes deviations for log-variances, would say "
                                + (Cell)(wrong / bounds.Rows[^1].Measured.Count)
                                + "."
                        ),
                    ]
                    : Array.Empty<Block>(),
                new Block.Paragraph("Assumed:"),
                .. assumptions.Select(text => new Block.Paragraph($"  - {text}")),
            ]
        );
    }

    private static IReadOnlyList<Cell> Line(VaeBoundsRow row) =>
        [
            (long)row.Measured.Epoch,
            row.ReconstructionUpper,
            row.Rate,
            row.Measured.PriorDistance,
            Shown(row.Measured.DecoderLipschitz),
            row.Regeneration,
            Shown(row.Generation),
            Shown(row.GenerationExpected),
            row.Chen,
            row.IsVacuous ? "yes" : "no",
        ];

    private static Cell Shown(double? value) => value is { } known ? known : "-";

    private static JsonObject Of(VaeBoundsRow row) =>
        new()
        {
            ["epoch"] = row.Measured.Epoch,
            ["reconstruction"] = row.Measured.Reconstruction,
            ["reconstructionUpper"] = row.ReconstructionUpper,
            ["rate"] = row.Rate,
            ["ratePublished"] = row.Measured.PublishedDivergence is { } wrong ? wrong / row.Measured.Count : null,
            ["w2"] = row.Measured.PriorDistance,
            ["kTheta"] = row.Measured.DecoderLipschitz,
            ["kPhi"] = row.Measured.EncoderLipschitz,
            ["lambda"] = row.Lambda,
            ["bounds"] = new JsonObject
            {
                ["mbacke2023-vae:regeneration"] = Json.Number(row.Regeneration),
                ["mbacke2023-vae:generation"] = row.Generation,
                ["mbacke2023-vae:reconstruction"] = row.Reconstruction,
                ["mbacke2023-vae:generation-expected"] = row.GenerationExpected,
                ["chen2025:vae-averaged"] = Json.Number(row.Chen),
            },
            ["tightest"] = row.Tightest,
            ["vacuous"] = row.IsVacuous,
        };
}
