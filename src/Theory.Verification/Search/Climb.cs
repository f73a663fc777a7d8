using Theory.Simulation.Randomness;

namespace Theory.Verification.Search;

/// <summary>What a search saw.</summary>
/// <typeparam name="TWorld">A world.</typeparam>
/// <param name="Best">The world with the greatest left over right.</param>
/// <param name="Ratio">That quotient; 1 where it is above 1 by no more than <see cref="Climb.Rounding"/>, or is not confirmed.</param>
/// <param name="Trials">How many worlds were evaluated.</param>
/// <param name="Violations">
/// How many of them had left above right by more than <see cref="Climb.Rounding"/> of it, in chains whose worst world surely violates the bound.
/// </param>
/// <param name="AboveHalf">How many had left above half of right.</param>
/// <param name="Chain">The chain that the best world is from: its stream replays it.</param>
/// <param name="Undecided">
/// How many chains had their worst world above 1 by more than <see cref="Climb.Rounding"/> in double precision where enclosures neither confirm it
/// nor show that left is at most right up to <see cref="Climb.Rounding"/> of it.
/// </param>
public sealed record Climbed<TWorld>(
    TWorld Best,
    double Ratio,
    long Trials,
    long Violations,
    long AboveHalf,
    long Chain,
    long Undecided = 0
)
{
    internal static Climbed<TWorld> Worse(Climbed<TWorld> a, Climbed<TWorld> b) =>
        (b.Ratio > a.Ratio ? b : a) with
        {
            Trials = a.Trials + b.Trials,
            Violations = a.Violations + b.Violations,
            AboveHalf = a.AboveHalf + b.AboveHalf,
            Undecided = a.Undecided + b.Undecided,
        };
}

/// <summary>
/// Search for worlds in which left over right is large: chains of small changes from random worlds, each kept if it does not make
/// the quotient smaller, now and then also if it does. Many bounds are attained along ridges that a law of its own makes, such as a data law
/// of one point, where a chain would rest; half of the chains therefore hold the given laws at first and change only what answers to
/// them, then change the laws alone, and only at last everything. A chain is a function of the seed and its number, so that the result does not
/// depend on the number of threads.
/// </summary>
public static class Climb
{
    /// <summary>How many worlds a chain evaluates.</summary>
    public const int ChainLength = 600;

    /// <summary>A quotient above 1 by no more than this is rounding, and taken for 1.</summary>
    public const double Rounding = 1e-9;
    private const int Together = 16;
    private const double Downhill = 0.005;

    // Along a ridge rare values and rounding make changes that are none; less than this is even.
    private const double Even = 1e-7;

    /// <summary>
    /// Climbs until so many worlds are evaluated; once a violation is found, no further chains start than those begun with it. Stopped, it gives
    /// what it saw until then, one chain at least.
    /// </summary>
    public static Climbed<TWorld> Search<TWorld>(
        IWorlds<TWorld> worlds,
        long trials,
        RandomStream stream,
        IProgress<long>? progress = null,
        int threads = -1,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(worlds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        Climbed<TWorld>? all = null;
        for (long first = 0; first * ChainLength < trials; first += Together)
        {
            var begun = (int)Math.Min(Together, (trials - 1) / ChainLength + 1 - first);
            var chains = new Climbed<TWorld>[begun];
            void Run(int k)
            {
                var chain = Chain(
                    worlds,
                    (int)Math.Min(ChainLength, trials - (first + k) * ChainLength),
                    stream.Child("chain", first + k),
                    first + k
                );
                chains[k] = Confirmed(worlds, chain);
            }
            try
            {
                Parallel.For(0, begun, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, Run);
            }
            catch (OperationCanceledException)
            {
                // Chains that ended beside others that did not are no function of the seed; the first alone is one.
                if (all is not null)
                    break;
                Run(0);
                return chains[0];
            }
            all = chains.Aggregate(all, (best, chain) => best is null ? chain : Climbed<TWorld>.Worse(best, chain));
            progress?.Report(all!.Trials);
            if (all!.Ratio > 1 + Rounding)
                break;
        }
        return all!;
    }

    private static Climbed<TWorld> Chain<TWorld>(IWorlds<TWorld> worlds, int length, RandomStream stream, long number)
    {
        var random = stream.Draws();
        var blocks = number % 4 != 0;
        // Ridges are where one term alone is the right side: blocks climb with a term taken from both sides.
        var objective =
            blocks && worlds.Objectives > 1
                ? 1 + (int)((number - number / 4 - 1) % (worlds.Objectives - 1))
                : (int)(number / 4 % worlds.Objectives);
        Free Block(int trial) =>
            !blocks || trial >= length - length / 8 ? Free.Everything
            : trial < length / 2 ? Free.Channels
            : Free.Laws;
        var here = worlds.Draw(random, Block(0));
        var level = worlds.Measure(here, objective);
        var (best, ratio, height) = (here, Comparable(level.Ratio), Comparable(level.Height));
        var (violations, aboveHalf) = (0L, 0L);
        for (var trial = 1; ; trial++)
        {
            (violations, aboveHalf) = (
                violations + (level.Ratio > 1 + Rounding ? 1 : 0),
                aboveHalf + (level.Ratio > 0.5 ? 1 : 0)
            );
            if (trial == length)
                return new Climbed<TWorld>(
                    best,
                    ratio is > 1 and <= 1 + Rounding ? 1 : ratio,
                    length,
                    violations,
                    aboveHalf,
                    number
                );
            var next = worlds.Change(here, random, Block(trial));
            level = worlds.Measure(next, objective);
            if (Comparable(level.Height) >= height - Even || random.Bernoulli(Downhill))
                (here, height) = (next, Comparable(level.Height));
            if (level.Ratio > ratio)
                (best, ratio) = (next, level.Ratio);
        }
    }

    /// <summary>The simplest world that a greedy walk through simpler ones reaches without losing the violation.</summary>
    public static TWorld Simplest<TWorld>(IWorlds<TWorld> worlds, TWorld world, int budget = 4000)
    {
        ArgumentNullException.ThrowIfNull(worlds);
        while (
            worlds.Simplified(world).TakeWhile(_ => budget-- > 0).Where(w => worlds.Measure(w).Ratio > 1 + 1e-6).Take(1).ToList()
                is [var next]
        )
            world = next;
        return world;
    }

    // What is above 1 in doubles and does not violate for sure is no find, and must not hide one.
    private static Climbed<TWorld> Confirmed<TWorld>(IWorlds<TWorld> worlds, Climbed<TWorld> chain) =>
        chain.Ratio <= 1 || worlds.Judge(chain.Best) is not { Violates: false } finding
            ? chain
            : chain with
            {
                Ratio = 1,
                Violations = 0,
                Undecided = finding.AgreesUpTo(Rounding) ? 0 : 1,
            };

    private static double Comparable(double ratio) => double.IsNaN(ratio) ? double.NegativeInfinity : ratio;
}
