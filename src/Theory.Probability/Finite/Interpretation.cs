using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>The names that compiled terms mention, numbered: what an <see cref="Interpretation{T}"/> must give a value.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<object, int> numbers = [];

    public List<Space> Spaces { get; } = [];
    public List<Expr> Integers { get; } = [];
    public List<Symbol> Symbols { get; } = [];
    public List<NamedKernel> Kernels { get; } = [];
    public List<Function> Functions { get; } = [];
    public List<Map> Maps { get; } = [];
    public List<string> Generators { get; } = [];

    /// <summary>How many slots bound points and indices take.</summary>
    public int Slots { get; private set; }

    public int NewSlot() => Slots++;

    /// <summary>How many values are kept once they are computed.</summary>
    public int Constants { get; private set; }

    public int NewConstant() => Constants++;

    public int Number<TName>(List<TName> names, TName name)
        where TName : notnull
    {
        var key = (names, name);
        if (numbers.TryGetValue(key, out var number))
            return number;
        names.Add(name);
        return numbers[key] = names.Count - 1;
    }
}

/// <summary>A kernel's probabilities as numbers, row by row.</summary>
internal sealed record Rows<T>(T[] Mass, int Width, bool ByCounts);

/// <summary>A value that is the same wherever it occurs in a world.</summary>
internal sealed record Constant<T>(T Value);

/// <summary>
/// A finite world in the numbers and the numbering of compiled terms, with the current values of their bound points: what
/// compiled terms are evaluated at, by one thread at a time.
/// </summary>
/// <typeparam name="T">The type of a number.</typeparam>
public sealed class Interpretation<T>
{
    private readonly Vocabulary vocabulary;

    private Interpretation(Vocabulary vocabulary) =>
        (this.vocabulary, Frame, Constants) = (vocabulary, new int[vocabulary.Slots], new Constant<T>?[vocabulary.Constants]);

    internal int[] Frame { get; }
    internal Constant<T>?[] Constants { get; }
    internal int[] Sizes { get; private init; } = [];
    internal int[] Integers { get; private init; } = [];
    internal T[] Symbols { get; private init; } = [];
    internal Rows<T>[] Kernels { get; private init; } = [];
    internal T[][] Functions { get; private init; } = [];
    internal int[][] Maps { get; private init; } = [];
    internal ConvexGenerator[] Generators { get; private init; } = [];

    /// <summary>Changes the value of a symbol, such as a sub-Gaussian parameter that is found within the world.</summary>
    public void Set(Symbol symbol, T value)
    {
        var place = vocabulary.Symbols.IndexOf(symbol);
        if (place < 0)
            return;
        Symbols[place] = value;
        Array.Clear(Constants);
    }

    internal static Interpretation<T> Of<TArithmetic>(FiniteWorld world, Vocabulary vocabulary, ISet<Symbol> found)
        where TArithmetic : IArithmetic<T> =>
        new(vocabulary)
        {
            Sizes = [.. vocabulary.Spaces.Select(world.SizeOf)],
            Integers = [.. vocabulary.Integers.Select(e => Finite.Integers.Of(e, world.Value))],
            Symbols =
            [
                .. vocabulary.Symbols.Select(s =>
                    found.Contains(s) && !world.Symbols.ContainsKey(s)
                        ? TArithmetic.Of(Rational.Zero)
                        : TArithmetic.Of(world.Value(s))
                ),
            ],
            Kernels = [.. vocabulary.Kernels.Select(k => Table<TArithmetic>(world, k))],
            Functions =
            [
                .. vocabulary.Functions.Select(f =>
                    (
                        world.Functions.TryGetValue(f, out var values)
                            ? values
                            : throw FiniteWorld.Missing($"the function {f.Name}")
                    )
                        .Select(TArithmetic.Of)
                        .ToArray()
                ),
            ],
            Maps =
            [
                .. vocabulary.Maps.Select(m =>
                    (
                        world.Maps.TryGetValue(m, out var values) ? values : throw FiniteWorld.Missing($"the map {m.Name}")
                    ).ToArray()
                ),
            ],
            Generators =
            [
                .. vocabulary.Generators.Select(name =>
                    world.Generators.TryGetValue(name, out var known)
                        ? known
                        : throw FiniteWorld.Missing($"the convex function {name}")
                ),
            ],
        };

    private static Rows<T> Table<TArithmetic>(FiniteWorld world, NamedKernel kernel)
        where TArithmetic : IArithmetic<T>
    {
        if (!world.Kernels.TryGetValue(kernel, out var table))
            throw FiniteWorld.Missing($"the kernel {kernel.Name}");
        var width = table.Rows[0].Count;
        var mass = new T[table.Rows.Count * width];
        for (var row = 0; row < table.Rows.Count; row++)
        {
            var weights = table.Rows[row].AsSpan();
            var total = table.Total(row);
            for (var y = 0; y < width; y++)
                mass[row * width + y] = TArithmetic.Ratio(weights[y], total);
        }
        return new Rows<T>(mass, width, table.ByCounts);
    }
}
