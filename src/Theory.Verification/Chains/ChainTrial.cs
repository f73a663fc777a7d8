using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Worlds;

namespace Theory.Verification.Chains;

/// <summary>
/// Both sides of a bound that ends in a Gaussian, compiled for one sample size in one kind of number: each information about the end
/// becomes a symbol, whose value is an information through a Gaussian channel; everything else is finite.
/// </summary>
internal sealed class ChainTrial<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly GaussianEnd end;
    private readonly Func<Interval, T> number;
    private readonly Func<T[], IReadOnlyList<T[]>, int, T> information;
    private readonly List<Memory> memories = [];
    private readonly Func<Interpretation<T>, T[]> means;

    /// <summary>I(end; Y | C): the symbol that stands for it, the law of (Y, C, arguments of the end) and how many values each has.</summary>
    private sealed record Memory(
        Symbol Stands,
        Func<Interpretation<T>, T[]> Joint,
        Func<Interpretation<T>, int> Known,
        Func<Interpretation<T>, int> Given
    );

    /// <summary>Compiles a bound.</summary>
    /// <param name="end">How the bound ends.</param>
    /// <param name="sampleSize">The symbol of the sample size, if it has one.</param>
    /// <param name="samples">Its value.</param>
    /// <param name="number">A number of this kind for an enclosed one.</param>
    /// <param name="information">The information of a channel with means, of masses, and of so many values.</param>
    /// <exception cref="ArgumentException">The bound speaks of the end in a way that has no value here.</exception>
    public ChainTrial(
        GaussianEnd end,
        Symbol? sampleSize,
        int samples,
        Func<Interval, T> number,
        Func<T[], IReadOnlyList<T[]>, int, T> information
    )
    {
        (this.end, this.number, this.information) = (end, number, information);
        var pending = new List<(Symbol Stands, MutualInformation Information)>();
        Expr Finite(Expr e) =>
            e switch
            {
                Series s when s.Upper is Symbol upper && upper == sampleSize => (
                    s.IsAverage ? new Rational(1, samples) : Rational.One
                ) * Sum.Of(Enumerable.Range(1, samples).Select(k => Finite(s.Body.Substitute(s.Index, k)))),
                Quantity { Meaning: MutualInformation i } when Last(i.Joint) is not null => Standing(i),
                _ => e.MapChildren(Finite),
            };
        Expr Standing(MutualInformation i)
        {
            var symbol = new Symbol($"memory_{pending.Count + 1}");
            pending.Add((symbol, i));
            return symbol;
        }
        // A score's size is no law's parameter: no sub-Gaussian constant is asked for.
        Trial = new FiniteTrial<T, TArithmetic>(
            end.Read.Mapped(Finite),
            _ => throw new ArgumentException($"{end.Read.Id}: no sub-Gaussian parameter has a value here.")
        );
        means = Trial.Compiler.Table(end.Mean);
        foreach (var symbol in end.Symbols)
            Trial.Compiler.Compile(symbol);
        foreach (var (symbol, told) in pending)
            memories.Add(Compiled(symbol, told));
    }

    public FiniteTrial<T, TArithmetic> Trial { get; }

    /// <summary>The symbols that no world gives a value to.</summary>
    public IReadOnlyCollection<Symbol> Found => [.. Trial.Found, .. memories.Select(m => m.Stands)];

    /// <summary>Both sides in a world, whether the assumptions that are checked hold, and what they define.</summary>
    public (T Left, T Right, bool Assumes, IReadOnlyList<(Symbol Symbol, T Value)> Found) At(FiniteWorld world)
    {
        var w = Trial.At(world, out var found);
        var gain = number(end.Gain(world));
        foreach (var memory in memories)
            w.Set(memory.Stands, Information(memory, w, gain));
        var (_, left, terms) = Trial.Sides(w).Single();
        return (left, terms.Aggregate(TArithmetic.Add), Trial.Assumes(w), found);
    }

    private T Information(Memory memory, Interpretation<T> w, T gain)
    {
        var (joint, values) = (memory.Joint(w), means(w));
        var distinct = values.Distinct().OrderBy(TArithmetic.Near).ToArray();
        var place = Array.ConvertAll(values, v => Array.IndexOf(distinct, v));
        var scaled = Array.ConvertAll(distinct, v => TArithmetic.Multiply(gain, v));
        var (known, given) = (memory.Known(w), memory.Given(w));
        var total = TArithmetic.Of(Rational.Zero);
        for (var c = 0; c < given; c++)
        {
            var masses = new List<T[]>();
            for (var y = 0; y < known; y++)
            {
                var mass = Enumerable.Repeat(TArithmetic.Of(Rational.Zero), distinct.Length).ToArray();
                for (var a = 0; a < values.Length; a++)
                    mass[place[a]] = TArithmetic.Add(mass[place[a]], joint[(y * given + c) * values.Length + a]);
                if (!mass.All(TArithmetic.IsZero))
                    masses.Add(mass);
            }
            if (masses.Count > 1)
                total = TArithmetic.Add(total, information(scaled, masses, known));
        }
        return total;
    }

    private Draw? Last(Law joint) => joint.Draws.FirstOrDefault(d => d.Kernel == end.Kernel);

    private Memory Compiled(Symbol stands, MutualInformation told)
    {
        Trial.Compiler.Find(stands);
        var (joint, last) = (told.Joint, Last(told.Joint)!);
        var (left, right) = (joint.Outputs.Take(told.Left).ToList(), joint.Outputs.Skip(told.Left).Take(told.Right).ToList());
        var given = joint.Outputs.Skip(told.Left + told.Right).ToList();
        var known =
            left is [Variable first] && first == last.Variable ? right
            : right is [Variable second] && second == last.Variable ? left
            : throw new ArgumentException($"{told}: only what the end itself tells has a value.");
        if (known.Concat(given).Any(p => p.FreeVariables.Contains(last.Variable)))
            throw new ArgumentException($"{told}: the end can be on one side only.");
        var compiler = Trial.Compiler;
        var law = compiler.Compile(Law.Of(joint.Draws.Where(d => d != last), known.Concat(given).Concat(last.Arguments)));
        Func<Interpretation<T>, int> Count(List<Point> points)
        {
            var sizes = points.Select(p => compiler.Size(p.Space)).ToArray();
            return w => sizes.Aggregate(1, (n, size) => n * size(w));
        }
        return new Memory(stands, law, Count(known), Count(given));
    }
}
