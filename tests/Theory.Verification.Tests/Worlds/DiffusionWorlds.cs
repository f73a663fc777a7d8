using MathNet.Numerics;
using Theory.Bounds.Papers;
using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Worlds;

/// <summary>A diffused coin whose latent line is cut into cells: the finite world nearest to a diffusion with known figures.</summary>
internal static class DiffusionWorlds
{
    private const int Cells = 3000;
    private const double Reach = 7;
    private const int Resolution = 1_000_000_000;

    /// <summary>R of the log-loss, whose values lie between -log .95 and -log .05.</summary>
    public static double R { get; } = Math.Log(19) / 2;

    /// <summary>
    /// X is +1 with probability .7, else -1; m = 2; a = exp(-T) and v = 1 - a^2; the decoder knows the number k of +1 among the training points
    /// and answers .05 + .9 sigmoid(2 a z/v + logit((k + 1)/4)).
    /// </summary>
    public static FiniteWorld Coin(double horizon)
    {
        var (a, v) = (Math.Exp(-horizon), 1 - Math.Exp(-2 * horizon));
        int[] Noised(double mean, double variance) =>
            [.. Enumerable.Range(0, Cells).Select(c => Weight(Mass(mean, variance, c)))];
        double Decoded(int k, int cell)
        {
            var logit = 2 * a * (Edge(cell) + Edge(cell + 1)) / 2 / v + Math.Log((k + 1.0) / (3 - k));
            return .05 + .9 / (1 + Math.Exp(-logit));
        }
        return new FiniteWorld()
            .With(SampleSize, 2)
            .With(new Symbol("R"), Rational.Exactly(R))
            .With("X", 2)
            .With("W", 3)
            .With("Z", Cells)
            .With(Data, KernelTable.Measure(3, 7))
            .With(Prior, KernelTable.Measure([.. Noised(0, 1).Select(w => Math.Max(1, w))]))
            .With(
                Algorithm,
                new KernelTable(
                    [
                        [1, 0, 0],
                        [0, 1, 0],
                        [0, 0, 1],
                    ],
                    byCounts: true
                )
            )
            .With(Chen2025Diffusion.Forward, new KernelTable([Noised(-a, v), Noised(a, v)]))
            .With(
                Generator,
                new KernelTable(
                    Enumerable
                        .Range(0, 3)
                        .SelectMany(k =>
                            Enumerable
                                .Range(0, Cells)
                                .Select(c => Weight(Decoded(k, c)) is var plus ? new[] { Resolution - plus, plus } : [])
                        )
                )
            );
    }

    /// <summary>
    /// The same with a fair coin, and a decoder that draws from the posterior of the training points given the latent point: it remembers its
    /// sample.
    /// </summary>
    public static FiniteWorld Remembering(double horizon)
    {
        var (a, v) = (Math.Exp(-horizon), 1 - Math.Exp(-2 * horizon));
        double Plus(int k, int cell) => k is 0 or 2 ? k / 2 : 1 / (1 + Math.Exp(-2 * a * (Edge(cell) + Edge(cell + 1)) / 2 / v));
        return Coin(horizon)
            .With(Data, KernelTable.Measure(1, 1))
            .With(
                Generator,
                new KernelTable(
                    from k in Enumerable.Range(0, 3)
                    from cell in Enumerable.Range(0, Cells)
                    let plus = Weight(Plus(k, cell))
                    select new[] { Resolution - plus, plus }
                )
            );
    }

    private static double Edge(int cell) => -Reach + 2 * Reach * cell / Cells;

    private static double Mass(double mean, double variance, int cell)
    {
        double Beyond(double x) => SpecialFunctions.Erfc((x - mean) / Math.Sqrt(2 * variance)) / 2;
        return Beyond(Edge(cell)) - Beyond(Edge(cell + 1));
    }

    private static int Weight(double mass) => (int)Math.Round(mass * Resolution);
}
