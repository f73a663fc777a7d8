using System.Collections.Concurrent;
using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;
using Theory.Verification.Worlds;
using static System.FormattableString;

namespace Theory.Verification.Chains;

/// <summary>
/// The worlds of a bound that ends in a Gaussian. A reverse chain: data on the line, in cells far apart, a few points close together in
/// each; any learning algorithm with finitely many outcomes; a score that is any function of the cell and of what was learned. Given its
/// starting point the chain ends at a Gaussian mixture, whose informations are one-dimensional integrals. A single step: any finite past, and
/// drifts on the line. Nothing in it is made for one bound.
/// <para>
/// There are chains of this kind in which the cells are so far apart that the chain leaves its own, and the points so close that the
/// starting point tells them apart, with a probability below any given one. A change of law by e in total variation changes H(Y | Z) by at
/// most e log |Y| + (1 + e) h(e/(1 + e)) (Alicki, Fannes and Winter): by that each information is widened, and everything is rounded outwards.
/// </para>
/// </summary>
public sealed class ChainWorlds : IWorlds<FiniteWorld>
{
    // A root this small is of an information known to ten digits only, so that a quotient of it would be rounding.
    private const double Least = 1e-3;
    private readonly GaussianEnd end;
    private readonly Symbol? sampleSize;
    private readonly FiniteDrawing drawing;
    private readonly FiniteSimplification simplification;
    private readonly ConcurrentDictionary<int, ChainTrial<double, Doubles>> rough = [];
    private readonly ConcurrentDictionary<int, ChainTrial<Interval, Enclosures>> certain = [];

    private ChainWorlds(GaussianEnd end)
    {
        this.end = end;
        sampleSize = end
            .Read.Left.FreeSymbols()
            .Concat(end.Read.Right.FreeSymbols())
            .FirstOrDefault(s => end.Read.Glossary.Any(g => g.Role == Role.SampleSize && g.Name == s.Name));
        var trial = Rough(2);
        var shape = new FiniteShape(end.Read, trial.Trial.Compiler, trial.Found);
        (drawing, simplification) = (new FiniteDrawing(shape), new FiniteSimplification(shape));
        Unchecked = [.. trial.Trial.Unchecked.Select(a => a.Text)];
    }

    /// <summary>The worlds of a bound that ends in a Gaussian; null where it does not, or in a way that has no value.</summary>
    public static ChainWorlds? Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (bound.Mode is not Mode.InExpectation || bound.Relation != Bounds.Relation.AtMost)
            return null;
        try
        {
            return GaussianEnd.Of(bound) is { } end ? new ChainWorlds(end) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The assumptions that no world is checked for.</summary>
    public IReadOnlyList<string> Unchecked { get; }

    /// <inheritdoc/>
    public string Certainty => "enclosed";

    /// <inheritdoc/>
    public int Objectives => 1;

    /// <inheritdoc/>
    public FiniteWorld Draw(Draws random, Free first = Free.Everything)
    {
        // What holds of one training point or of one cell may fail of more: the largest of three worlds, half of the time.
        static int Rows(FiniteWorld world) => world.Kernels.Values.Sum(table => table.Rows.Count);
        var drawn = Enumerable.Range(0, random.Bernoulli(0.5) ? 3 : 1).Select(_ => drawing.Draw(random, first));
        return InCells(drawn.MaxBy(Rows)!);
    }

    /// <inheritdoc/>
    public FiniteWorld Change(FiniteWorld world, Draws random, Free free = Free.Everything) =>
        InCells(drawing.Change(world, random, free));

    /// <inheritdoc/>
    public IEnumerable<FiniteWorld> Simplified(FiniteWorld world)
    {
        var complexity = simplification.Complexity(world);
        return simplification.Candidates(world).Select(InCells).Where(w => simplification.Complexity(w) < complexity);
    }

    /// <inheritdoc/>
    public Level Measure(FiniteWorld world, int objective = 0)
    {
        ArgumentNullException.ThrowIfNull(world);
        var (left, right, assumes, _) = Rough(Samples(world)).At(world);
        var ratio =
            !assumes ? double.NaN
            : left <= Least ? 0
            : right <= 0 ? double.PositiveInfinity
            : left / right;
        return new Level(ratio, ratio);
    }

    /// <inheritdoc/>
    public Finding Judge(FiniteWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var (left, right, assumes, found) = certain
            .GetOrAdd(Samples(world), m => new(end, sampleSize, m, gain => gain, Widened))
            .At(world);
        var text = found.Select(f => Invariant($"{f.Symbol.Name} = {f.Value.Upper:R}")).Append(world.ToString());
        return new Finding(left, right, assumes, string.Join('\n', text));
    }

    private Interval Widened(Interval[] means, IReadOnlyList<Interval[]> masses, int values)
    {
        var information = ChannelInformation.Enclose(means, masses);
        var change = 2 * ChangeOfEntropy(end.Change, values).Upper;
        return Interval.Of(Math.Max(0, (information - change).Lower), (information + change).Upper);
    }

    // How much H(Y | Z) moves at most when the law of Y and Z moves by e in total variation.
    private static Interval ChangeOfEntropy(double e, int values)
    {
        if (e == 0)
            return 0;
        var (one, small) = (Interval.Point(1), Interval.Point(e));
        var p = small / (one + small);
        var binary = -(p * p.Log()) - (one - p) * (one - p).Log();
        return small * Interval.Point(values).Log() + (one + small) * binary;
    }

    private ChainTrial<double, Doubles> Rough(int samples) =>
        rough.GetOrAdd(
            samples,
            m => new(end, sampleSize, m, gain => gain.Middle, (means, masses, _) => ChannelInformation.Near(means, masses))
        );

    private int Samples(FiniteWorld world) =>
        sampleSize is { } m && world.Symbols.TryGetValue(m, out var size) ? (int)size.Numerator : 1;

    // Each point lies in one cell: the likeliest of its row.
    private FiniteWorld InCells(FiniteWorld world)
    {
        if (end.Encoding is not { } encoding)
            return world;
        var table = world.Kernels[encoding];
        var cells = table.Rows.Select(row => row.Index().MaxBy(w => w.Item).Index).ToArray();
        return world.With(encoding, KernelTable.Deterministic(cells, world.SizeOf(encoding.Output)));
    }
}
