using System.Collections.Concurrent;
using System.Globalization;
using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;
using Theory.Verification.Worlds;

namespace Theory.Verification.Chains;

/// <summary>
/// The worlds of a bound on a reverse chain: data on the line, in cells far apart, a few points close together in each; any learning
/// algorithm with finitely many outcomes; a score that is any function of the cell and of what was learned. Given its starting point
/// the chain ends at a Gaussian mixture, whose informations are one-dimensional integrals. Nothing in it is made for one bound.
/// <para>
/// Cells so far apart that the chain leaves its own with a probability below 1e-80, and points so close that the starting point tells
/// them apart with a probability below 1e-12, change an information by less than 1e-9 (continuity of conditional entropy: a
/// change of law by e in total variation changes H(Y | Z) by at most e log |Y| + (1 + e) h(e/(1 + e)), Alicki, Fannes and Winter); the
/// margin of a judgement covers that, and rounding.
/// </para>
/// </summary>
public sealed class ChainWorlds : IWorlds<FiniteWorld>
{
    private const double Margin = 1e-8;

    // Sides as small as this are rounding: a root of an information that is 0.
    private const double Least = 1e-5;
    private readonly Bound bound;
    private readonly ReverseChain chain;
    private readonly Symbol? sampleSize;
    private readonly FiniteDrawing drawing;
    private readonly FiniteSimplification simplification;
    private readonly ConcurrentDictionary<int, ChainTrial> trials = [];

    private ChainWorlds(Bound bound, ReverseChain chain)
    {
        (this.bound, this.chain) = (bound, chain);
        sampleSize = bound
            .Left.FreeSymbols()
            .Concat(bound.Right.FreeSymbols())
            .FirstOrDefault(s => bound.Glossary.Any(g => g.Role == Role.SampleSize && g.Name == s.Name));
        var trial = new ChainTrial(bound, chain, sampleSize, 2);
        var shape = new FiniteShape(bound, trial.Trial.Compiler, trial.Found);
        (drawing, simplification) = (new FiniteDrawing(shape), new FiniteSimplification(shape));
        Unchecked = [.. trial.Trial.Unchecked.Select(a => a.Text)];
    }

    /// <summary>The chain worlds of a bound; null where it speaks of no reverse chain, or of one in a way that has no value.</summary>
    public static ChainWorlds? Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (bound.Mode is not Mode.InExpectation || bound.Relation != Bounds.Relation.AtMost)
            return null;
        return ReverseChain.Of(bound) is { } chain ? new ChainWorlds(bound, chain) : null;
    }

    /// <summary>The assumptions that no world is checked for.</summary>
    public IReadOnlyList<string> Unchecked { get; }

    /// <inheritdoc/>
    public string Certainty => "exact up to 1e-8";

    /// <inheritdoc/>
    public int Objectives => 1;

    /// <inheritdoc/>
    public FiniteWorld Draw(Draws random, Free first = Free.Everything) => InCells(drawing.Draw(random, first));

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
        var (left, right, _) = At(world, End.Near);
        var ratio =
            left <= Least ? 0
            : right <= 0 ? double.PositiveInfinity
            : left / right;
        return new Level(ratio, ratio);
    }

    /// <inheritdoc/>
    public Finding Judge(FiniteWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var ((left, right, found), most) = (At(world, End.Lower), At(world, End.Upper));
        var text = found
            .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Symbol.Name} = {f.Value:R}"))
            .Append(world.ToString());
        return new Finding(
            Interval.Of(left - Margin, most.Left + Margin),
            Interval.Of(right - Margin, most.Right + Margin),
            true,
            string.Join('\n', text)
        );
    }

    private (double Left, double Right, IReadOnlyList<(Symbol Symbol, double Value)> Found) At(FiniteWorld world, End end)
    {
        var samples = sampleSize is { } m && world.Symbols.TryGetValue(m, out var size) ? (int)size.Numerator : 1;
        return trials.GetOrAdd(samples, count => new ChainTrial(bound, chain, sampleSize, count)).At(world, end);
    }

    // Each point lies in one cell: the likeliest of its row.
    private FiniteWorld InCells(FiniteWorld world)
    {
        if (chain.Encoding is not { } encoding)
            return world;
        var table = world.Kernels[encoding];
        var cells = table.Rows.Select(row => row.Index().MaxBy(w => w.Item).Index).ToArray();
        return world.With(encoding, KernelTable.Deterministic(cells, world.SizeOf(encoding.Output)));
    }
}
