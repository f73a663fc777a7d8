using System.Collections.Immutable;
using System.Text;
using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// An interpretation of a theory's names by finite objects with exact rational values: what a named space, a named kernel, a real
/// function, a map and a symbol are. Every quantity of laws has a value in it. Points of a space of size k are 0, ..., k - 1;
/// a sample (x_1, ..., x_m) is the number with digits x_1, ..., x_m, the first least significant.
/// </summary>
public sealed record FiniteWorld
{
    /// <summary>The sizes of named spaces, by their names.</summary>
    public ImmutableDictionary<string, int> Sizes { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The values of symbols.</summary>
    public ImmutableDictionary<Symbol, Rational> Symbols { get; init; } = ImmutableDictionary<Symbol, Rational>.Empty;

    /// <summary>The kernels.</summary>
    public ImmutableDictionary<NamedKernel, KernelTable> Kernels { get; init; } =
        ImmutableDictionary<NamedKernel, KernelTable>.Empty;

    /// <summary>The values of real functions, arguments in lexicographic order.</summary>
    public ImmutableDictionary<Function, Terms<Rational>> Functions { get; init; } =
        ImmutableDictionary<Function, Terms<Rational>>.Empty;

    /// <summary>The values of maps, arguments in lexicographic order.</summary>
    public ImmutableDictionary<Map, Terms<int>> Maps { get; init; } = ImmutableDictionary<Map, Terms<int>>.Empty;

    /// <summary>The convex functions that generate divergences, by the letters that stand for any.</summary>
    public ImmutableDictionary<string, ConvexGenerator> Generators { get; init; } =
        ImmutableDictionary<string, ConvexGenerator>.Empty;

    /// <summary>The world with a convex function for a letter that stands for any.</summary>
    /// <exception cref="ArgumentException">The function is not one of those with a formula.</exception>
    public FiniteWorld With(string letter, ConvexGenerator generator) =>
        ConvexGenerator.Known.Contains(generator)
            ? this with
            {
                Generators = Generators.SetItem(letter, generator),
            }
            : throw new ArgumentException(
                $"{generator?.Name} is none of the convex functions with a formula.",
                nameof(generator)
            );

    /// <summary>The world with a named space of a size.</summary>
    public FiniteWorld With(string space, int size) =>
        size >= 1
            ? this with
            {
                Sizes = Sizes.SetItem(space, size),
            }
            : throw new ArgumentOutOfRangeException(nameof(size), size, $"{space} needs at least one point.");

    /// <summary>The world with a value for a symbol.</summary>
    public FiniteWorld With(Symbol symbol, Rational value) => this with { Symbols = Symbols.SetItem(symbol, value) };

    /// <summary>The world with a kernel.</summary>
    /// <exception cref="ArgumentException">The table has not one row for each value of the inputs, or rows of a wrong length.</exception>
    public FiniteWorld With(NamedKernel kernel, KernelTable table)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(table);
        var rows = kernel.Inputs.Aggregate(1, (n, s) => checked(n * Rows(s, table.ByCounts)));
        var width = SizeOf(kernel.Output);
        if (table.Rows.Count != rows || table.Rows[0].Count != width)
            throw new ArgumentException(
                $"{kernel.Name} needs {rows} rows of {width} weights; given are {table.Rows.Count} of {table.Rows[0].Count}."
            );
        return this with { Kernels = Kernels.SetItem(kernel, table) };
    }

    /// <summary>The world with a real function.</summary>
    /// <exception cref="ArgumentException">There is not one value for each value of the arguments.</exception>
    public FiniteWorld With(Function function, Terms<Rational> values)
    {
        ArgumentNullException.ThrowIfNull(function);
        Expect(function.Name, function.From, values.Count);
        return this with { Functions = Functions.SetItem(function, values) };
    }

    /// <summary>The world with a map.</summary>
    /// <exception cref="ArgumentException">There is not one value for each value of the arguments, or a value is no point.</exception>
    public FiniteWorld With(Map map, Terms<int> values)
    {
        ArgumentNullException.ThrowIfNull(map);
        Expect(map.Name, map.From, values.Count);
        var size = SizeOf(map.To);
        if (values.FirstOrDefault(v => v < 0 || v >= size, -1) is >= 0 and var wrong)
            throw new ArgumentException($"{map.Name} takes the value {wrong}; its target has the points 0, ..., {size - 1}.");
        return this with { Maps = Maps.SetItem(map, values) };
    }

    /// <summary>The world with the metric 1[x != y] on a space.</summary>
    public FiniteWorld WithHamming(Space space) => With(Function.Metric(space), Discrete(SizeOf(space)));

    /// <summary>The values 1[x != y].</summary>
    public static Terms<Rational> Discrete(int size) =>
        Enumerable
            .Range(0, size)
            .SelectMany(x => Enumerable.Range(0, size).Select(y => x == y ? Rational.Zero : Rational.One))
            .ToTerms();

    /// <summary>The value of an expression in this world, as a double; infinite where a divergence is.</summary>
    /// <exception cref="ArgumentException">The world does not interpret a name in it; the message says which.</exception>
    public double Value(Expr e)
    {
        var compiler = new FiniteCompiler<double, Doubles>();
        var value = compiler.Compile(e);
        return value(compiler.Interpret(this));
    }

    /// <summary>The number of points of a space.</summary>
    /// <exception cref="ArgumentException">A name in it has no interpretation.</exception>
    public int SizeOf(Space space) =>
        space switch
        {
            Space.Named n => Sizes.TryGetValue(n.Name, out var size) ? size : throw Missing($"the space {n.Name}"),
            Space.SampleOf s => Integers.Power(SizeOf(s.Of), Integers.Of(s.Size, Value)),
            Space.Indices i => Integers.Of(i.Size, Value),
            _ => throw new ArgumentOutOfRangeException(nameof(space)),
        };

    /// <summary>The number of points of a sample.</summary>
    public int CountOf(Space.SampleOf samples) =>
        samples is null ? throw new ArgumentNullException(nameof(samples)) : Integers.Of(samples.Size, Value);

    /// <summary>The number of rows that a space contributes to a kernel's table, where samples may count through their multisets.</summary>
    public int Rows(Space space, bool byCounts) =>
        byCounts && space is Space.SampleOf s ? Multisets.Number(SizeOf(s.Of), CountOf(s)) : SizeOf(space);

    internal Rational Value(Symbol symbol) =>
        Symbols.TryGetValue(symbol, out var value) ? value : throw Missing($"the symbol {symbol.Name}");

    internal static ArgumentException Missing(string what) => new($"The world does not say what {what} is.");

    private void Expect(string name, Terms<Space> from, int given)
    {
        var needed = from.Aggregate(1, (n, s) => checked(n * SizeOf(s)));
        if (given != needed)
            throw new ArgumentException($"{name} needs {needed} values; given are {given}.");
    }

    /// <summary>The world in lines of text: symbols and sizes, then each table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var values = Symbols.OrderBy(s => s.Key.Name, StringComparer.Ordinal).Select(s => $"{s.Key.Name} = {s.Value}");
        var sizes = Sizes.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"|{s.Key}| = {s.Value}");
        text.AppendJoin(", ", values.Concat(sizes)).Append('\n');
        Append(Kernels.Select(k => (k.Key.Name, k.Key.Inputs, $"{k.Value}")));
        Append(Functions.Select(f => (f.Key.Name, f.Key.From, string.Join(" ", f.Value))));
        Append(Maps.Select(m => (m.Key.Name, m.Key.From, string.Join(" ", m.Value))));
        foreach (var (letter, generator) in Generators.OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append($"{letter}: that of {generator.Name}").Append('\n');
        return text.ToString().TrimEnd();

        // Metrics of two spaces have one name; a dictionary's order differs from run to run.
        void Append(IEnumerable<(string Name, Terms<Space> From, string Table)> tables)
        {
            foreach (
                var (name, _, table) in tables
                    .OrderBy(t => t.Name, StringComparer.Ordinal)
                    .ThenBy(t => string.Join(" x ", t.From), StringComparer.Ordinal)
            )
                text.Append($"{name}: {table}").Append('\n');
        }
    }
}

/// <summary>Integers given by expressions: sizes of samples and indices.</summary>
internal static class Integers
{
    public static int Of(Expr e, Func<Symbol, Rational> value)
    {
        var result = Exact(e, value);
        return result.IsInteger && result >= 0 && result < int.MaxValue
            ? (int)result.Numerator
            : throw new ArgumentException($"{e} is {result}; a size or an index needs to be an integer.");
    }

    public static Rational Exact(Expr e, Func<Symbol, Rational> value) =>
        e switch
        {
            Number n => n.Value,
            Symbol s => value(s),
            Sum s => s.Items.Aggregate(Rational.Zero, (sum, item) => sum + Exact(item, value)),
            Product p => p.Items.Aggregate(Rational.One, (product, item) => product * Exact(item, value)),
            _ => throw new ArgumentException($"{e} is no polynomial: it cannot be the size of a sample or an index."),
        };

    public static int Power(int @base, int exponent)
    {
        var result = 1;
        for (var k = 0; k < exponent; k++)
            result =
                result <= (1 << 30) / @base
                    ? result * @base
                    : throw new ArgumentException($"{@base}^{exponent} samples are too many.");
        return result;
    }
}
