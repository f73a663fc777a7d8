using System.Numerics;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>Simpler finite worlds near a given one: fewer points, smaller samples, plainer tables, rounder numbers.</summary>
internal sealed class FiniteSimplification(FiniteShape shape)
{
    /// <summary>How much there is to say of a world: points and sample sizes, then weights of rows, values and digits of symbols.</summary>
    public BigInteger Complexity(FiniteWorld world)
    {
        var sizes = shape.Spaces.Sum(s => world.Sizes[s]) + shape.SampleSizes.Sum(s => (long)world.Symbols[s].Numerator);
        var weights = shape.Kernels.Sum(k => world.Kernels[k].Rows.Sum(row => row.Sum(w => (long)w)));
        var values = shape.Functions.Sum(f => world.Functions[f].Sum(v => (long)(v.Numerator + v.Denominator - 1)));
        var points = shape.Maps.Sum(m => world.Maps[m].Sum());
        var symbols = shape.Symbols.Aggregate(
            BigInteger.Zero,
            (n, s) => n + world.Symbols[s].Numerator + world.Symbols[s].Denominator
        );
        var generators = shape.Generators.Sum(g => ConvexGenerator.Known.IndexOf(world.Generators[g]));
        return generators
            + 1_000_000_000 * (BigInteger)sizes
            + 1_000_000 * Choices(world).Count()
            + weights
            + values
            + points
            + symbols;
    }

    // Symbols that the bound does not mention: choices of an arrangement.
    private IEnumerable<Symbol> Choices(FiniteWorld world) => world.Symbols.Keys.Except(shape.Symbols).Except(shape.SampleSizes);

    /// <summary>Worlds that may be simpler, the greatest steps first.</summary>
    public IEnumerable<FiniteWorld> Candidates(FiniteWorld world)
    {
        foreach (var name in shape.Spaces)
            for (var point = world.Sizes[name] - 1; point >= 0 && world.Sizes[name] > 1; point--)
                yield return Without(world, name, point);
        foreach (var symbol in shape.SampleSizes)
            if (world.Symbols[symbol] > 1)
                yield return Shorter(world, symbol);
        if (Choices(world).ToList() is { Count: > 0 } choices)
            yield return world with
            {
                Symbols = world.Symbols.RemoveRange(choices),
            };
        foreach (var letter in shape.Generators)
        foreach (var simpler in ConvexGenerator.Known.TakeWhile(g => g != world.Generators[letter]))
            yield return world.With(letter, simpler);
        foreach (var function in shape.Functions)
        {
            if (function.From is [var x, var y] && x == y)
                yield return world.With(function, FiniteWorld.Discrete(world.SizeOf(x)));
            foreach (var (k, value) in world.Functions[function].Index())
                if (!function.IsMetric && !value.IsZero)
                    yield return world.With(function, world.Functions[function].Select((v, j) => j == k ? 0 : v).ToTerms());
        }
        foreach (var kernel in shape.Kernels)
        foreach (var row in Enumerable.Range(0, world.Kernels[kernel].Rows.Count))
        foreach (var plainer in Plainer(world.Kernels[kernel].Rows[row]))
            yield return world.With(kernel, world.Kernels[kernel].With(row, plainer));
        foreach (var symbol in shape.Symbols)
        foreach (var digits in new[] { 1, 2, 3 })
            if (
                FiniteDrawing.Rounded(world.Symbols[symbol].ToDouble(), digits) is var value
                && shape.Domains.DomainOf(symbol).Contains(value)
            )
                yield return world.With(symbol, value);
    }

    // Point masses, equal weights on the support, then rounder weights.
    private static IEnumerable<int[]> Plainer(Terms<int> row)
    {
        foreach (var y in Enumerable.Range(0, row.Count).OrderByDescending(y => row[y]))
            yield return [.. row.Select((_, k) => k == y ? 1 : 0)];
        yield return [.. row.Select(w => Math.Sign(w))];
        var total = row.Sum(w => (long)w);
        foreach (var parts in new[] { 3, 4, 5, 10, 20, 100 })
        {
            int[] rounder = [.. row.Select(w => (int)Math.Round((double)w * parts / total))];
            if (rounder.Any(w => w > 0))
                yield return rounder;
        }
        var divisor = row.Aggregate(0, (a, b) => (int)BigInteger.GreatestCommonDivisor(a, b));
        yield return [.. row.Select(w => w / divisor)];
    }

    private FiniteWorld Without(FiniteWorld world, string name, int point)
    {
        int Lift(Space space, int value) => space is Space.Named n && n.Name == name && value >= point ? value + 1 : value;
        return Rebuilt(world, world.With(name, world.Sizes[name] - 1), Lift);
    }

    // Shorter samples are read as samples whose last point occurs once more.
    private FiniteWorld Shorter(FiniteWorld world, Symbol size) =>
        Rebuilt(world, world.With(size, world.Symbols[size] - 1), (_, value) => value);

    /// <summary>The tables of a world restricted to the values of another one's spaces.</summary>
    /// <param name="old">The world with the tables.</param>
    /// <param name="sized">The world with the sizes.</param>
    /// <param name="lift">The old value that a new value stands for.</param>
    private FiniteWorld Rebuilt(FiniteWorld old, FiniteWorld sized, Func<Space, int, int> lift)
    {
        int[] Values(Space space, bool byCounts)
        {
            if (space is not Space.SampleOf s)
                return [.. Enumerable.Range(0, sized.SizeOf(space)).Select(v => lift(space, v))];
            var (points, before) = (sized.SizeOf(s.Of), old.SizeOf(s.Of));
            var count = sized.CountOf(s);
            var samples = byCounts
                ? Multisets.All(points, count)
                : Enumerable.Range(0, sized.SizeOf(space)).Select(number => Digits(number, points, count));
            int[] Extended(int[] sample) =>
                [.. sample.Select(v => lift(s.Of, v)), .. Enumerable.Repeat(lift(s.Of, sample[^1]), old.CountOf(s) - count)];
            return [.. samples.Select(sample => Number(Extended(sample), before, byCounts))];
        }
        int[] Places(Terms<Space> spaces, bool byCounts)
        {
            int[] rows = [0];
            foreach (var space in spaces)
            {
                var (values, size) = (Values(space, byCounts), old.Rows(space, byCounts));
                rows = [.. rows.SelectMany(row => values.Select(value => row * size + value))];
            }
            return rows;
        }
        var world = sized with
        {
            Kernels = sized.Kernels.Clear(),
            Functions = sized.Functions.Clear(),
            Maps = sized.Maps.Clear(),
        };
        foreach (var f in shape.Functions)
            world = world.With(f, Places(f.From, false).Select(row => old.Functions[f][row]).ToTerms());
        foreach (var m in shape.Maps)
        {
            var back = Values(m.To, false).Index().ToDictionary(v => v.Item, v => v.Index);
            world = world.With(m, Places(m.From, false).Select(row => back.GetValueOrDefault(old.Maps[m][row])).ToTerms());
        }
        foreach (var k in shape.Kernels)
        {
            var table = old.Kernels[k];
            var columns = Values(k.Output, false);
            var rows = Places(k.Inputs, table.ByCounts).Select(row => Kept(columns.Select(y => table.Rows[row][y])));
            world = world.With(k, new KernelTable(rows, table.ByCounts));
        }
        return world;
    }

    private static int[] Kept(IEnumerable<int> weights)
    {
        int[] kept = [.. weights];
        return kept.All(w => w == 0) ? [.. kept.Select(_ => 1)] : kept;
    }

    private static int[] Digits(int number, int @base, int count)
    {
        var digits = new int[count];
        for (var k = 0; k < count; k++, number /= @base)
            digits[k] = number % @base;
        return digits;
    }

    private static int Number(int[] sample, int @base, bool byCounts)
    {
        if (byCounts)
        {
            Array.Sort(sample);
            return Multisets.Rank(sample);
        }
        return sample.Reverse().Aggregate(0, (number, digit) => number * @base + digit);
    }
}
