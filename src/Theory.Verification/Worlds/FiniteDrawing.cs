using System.Numerics;
using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Verification.Search;

namespace Theory.Verification.Worlds;

/// <summary>Random finite worlds of a shape, and small changes of them; edges are as likely as the middle.</summary>
internal sealed class FiniteDrawing(FiniteShape shape)
{
    private const int MostSamples = 64;
    private const int MostOrderedOutcomes = 256;
    private const int MostOutcomes = 120;
    private const int MostRows = 512;
    private const int MostRemembered = 10;

    // Probabilities down to ten to the power of minus so many are drawn.
    private const int Decades = 9;

    /// <summary>A random world.</summary>
    /// <param name="random">Where choices come from.</param>
    /// <param name="first">What will change first: kernels that will begin as maps, under laws that are no point masses.</param>
    public FiniteWorld Draw(Draws random, Free first)
    {
        var world = Sized(random);
        var (remembers, isCertain) = (random.Bernoulli(0.25), first == Free.Channels || random.Bernoulli(0.25));
        // Maps, and kernels that are maps but for one value in ten to some power, the same for all of them.
        var odds = random.Bernoulli(0.3) ? PowerOfTen(random) : 0;
        if (remembers)
            world = shape.Learners.Aggregate(world, Remembering);
        world = shape.Symbols.Aggregate(world, (w, s) => w.With(s, Value(s, random)));
        world = shape.Generators.Aggregate(world, (w, f) => w.With(f, Generator(random)));
        world = shape.Functions.Aggregate(world, (w, f) => w.With(f, Function(w, f, random)));
        world = shape.Maps.Aggregate(world, (w, m) => w.With(m, Map(w, m, random)));
        return shape.Kernels.Aggregate(
            world,
            (w, k) =>
                w.With(
                    k,
                    remembers && shape.Learners.Contains(k) && w.Rows(k.Inputs[0], true) == w.SizeOf(k.Output)
                            ? new KernelTable(
                                Enumerable.Range(0, w.SizeOf(k.Output)).Select(y => PointMass(w.SizeOf(k.Output), y)),
                                true
                            )
                        : first == Free.Channels && k.Inputs.Count == 0 ? new KernelTable([Spread(w.SizeOf(k.Output), random)])
                        : Kernel(
                            w,
                            k,
                            !isCertain || k.Inputs.Count == 0 ? null
                                : random.Bernoulli(0.5) ? odds
                                : 0,
                            random
                        )
                )
        );
    }

    /// <summary>The world with one or two changes.</summary>
    /// <param name="world">The world.</param>
    /// <param name="random">Where choices come from.</param>
    /// <param name="free">What may change.</param>
    public FiniteWorld Change(FiniteWorld world, Draws random, Free free)
    {
        var changed = Once(world, random, free);
        return random.Bernoulli(0.3) ? Once(changed, random, free) : changed;
    }

    private FiniteWorld Once(FiniteWorld world, Draws random, Free free)
    {
        var choice = random.Uniform();
        if (choice < 0.08 && shape.Symbols.Count > 0)
            return Nudged(world, shape.Symbols[random.Integer(shape.Symbols.Count)], random);
        if (choice < 0.1 && shape.Generators.Count > 0)
            return world.With(shape.Generators[random.Integer(shape.Generators.Count)], Generator(random));
        if (choice < 0.3 && shape.Functions.Count > 0)
        {
            var function = shape.Functions[random.Integer(shape.Functions.Count)];
            return world.With(function, NeighbourOf(world, function, random));
        }
        if (choice < 0.35 && shape.Maps.Count > 0)
        {
            var map = shape.Maps[random.Integer(shape.Maps.Count)];
            return world.With(map, Map(world, map, random));
        }
        var kernels = free switch
        {
            Free.Channels when shape.Channels.Count > 0 => shape.Channels,
            Free.Laws when shape.Laws.Count > 0 => shape.Laws,
            _ => shape.Kernels,
        };
        var kernel = kernels[random.Integer(kernels.Count)];
        var table = world.Kernels[kernel];
        var row = random.Integer(table.Rows.Count);
        // What is nearly a map mostly stays one, so that a chain of them searches the maps.
        if (kernel.Inputs.Count == 0 || !table.Rows.All(IsNearlyCertain) || random.Bernoulli(0.1))
            return world.With(kernel, table.With(row, Neighbour(table, row, random)));
        if (table.Rows[row].Max() > 1 && random.Bernoulli(0.05))
            return world.With(kernel, WithOdds(table, random.Bernoulli(0.5) ? 0 : PowerOfTen(random)));
        var weights = table.Rows[row].ToArray();
        Swap(weights, Likeliest(weights), random.Integer(weights.Length));
        return world.With(kernel, table.With(row, weights));
    }

    // What is learned may be the whole sample, up to its order, where there are few samples.
    private static FiniteWorld Remembering(FiniteWorld world, NamedKernel learner)
    {
        var samples = world.Rows(learner.Inputs[0], byCounts: true);
        return samples <= MostRemembered ? world.With(((Space.Named)learner.Output).Name, samples) : world;
    }

    private FiniteWorld Sized(Draws random)
    {
        var world = shape.Spaces.Aggregate(new FiniteWorld(), (w, name) => w.With(name, 1 + random.Categorical([1, 8, 6, 5])));
        int[] sizes = shape.IsByOutcome && !shape.ReadsPlaces ? [1, 2, 3, 5, 8, 12, 16, 20, 24] : [1, 1, 1, 2, 2, 3];
        foreach (var symbol in shape.SampleSizes)
            world = world.With(symbol, Math.Max(sizes[random.Integer(sizes.Length)], Least(symbol)));
        while (!Fits(world))
        {
            var large = shape.SampleSizes.MaxBy(s => world.Symbols[s])!;
            if (world.Symbols[large] > Least(large))
                world = world.With(large, world.Symbols[large] - 1);
            else if (shape.Spaces.MaxBy(s => world.Sizes[s]) is { } name && world.Sizes[name] > 1)
                world = world.With(name, world.Sizes[name] - 1);
            else
                break;
        }
        return world;
    }

    private bool Fits(FiniteWorld world) =>
        shape.Samples.All(s =>
        {
            var (points, count) = (world.SizeOf(s.Of), world.CountOf(s));
            return shape.IsByOutcome
                ? shape.ReadsPlaces
                    ? Math.Pow(points, count) <= MostOrderedOutcomes
                    : Multisets.Number(points, count) <= MostOutcomes && Math.Pow(points, count) < 1 << 30
                : Math.Pow(points, count) <= MostSamples;
        }) && shape.Kernels.All(k => k.Inputs.Aggregate(1.0, (n, s) => n * world.Rows(s, shape.IsByOutcome)) <= MostRows);

    private int Least(Symbol size) => shape.Domains.DomainOf(size).Lower is { } lower ? Math.Max(1, (int)lower.Ceiling) : 1;

    private static ConvexGenerator Generator(Draws random) => ConvexGenerator.Known[random.Integer(ConvexGenerator.Known.Length)];

    // Any kernel, or one that takes one value with the odds given against each other one, for certain where they are 0.
    private KernelTable Kernel(FiniteWorld world, NamedKernel kernel, int? odds, Draws random)
    {
        var byCounts = kernel.Inputs.Any(s => s is Space.SampleOf) && (shape.IsByOutcome || random.Bernoulli(0.5));
        var rows = kernel.Inputs.Aggregate(1, (n, s) => n * world.Rows(s, byCounts));
        var width = world.SizeOf(kernel.Output);
        return new KernelTable(
            Enumerable
                .Range(0, rows)
                .Select(_ => odds is { } to ? Nearly(width, random.Integer(width), to) : Weights(width, random)),
            byCounts
        );
    }

    // Two points or more, where there are so many.
    private static int[] Spread(int width, Draws random)
    {
        var weights = Weights(width, random);
        return width == 1 || weights.Count(w => w > 0) > 1 ? weights : [.. weights.Select(_ => 1 + random.Integer(10))];
    }

    private static int[] PointMass(int width, int at) => Nearly(width, at, 0);

    private static int[] Nearly(int width, int at, int odds) =>
        [.. Enumerable.Range(0, width).Select(y => y == at ? Math.Max(1, odds) : Math.Sign(odds))];

    private static KernelTable WithOdds(KernelTable table, int odds) =>
        new(table.Rows.Select(row => Nearly(row.Count, Likeliest(row), odds)), table.ByCounts);

    private static int PowerOfTen(Draws random) => (int)Math.Pow(10, 1 + random.Integer(Decades));

    private static bool IsNearlyCertain(Terms<int> row) => row.Max() > 0.9 * row.Sum(w => (long)w);

    private static int Likeliest(IEnumerable<int> row) => row.Index().MaxBy(w => w.Item).Index;

    private static void Swap(int[] weights, int a, int b) => (weights[a], weights[b]) = (weights[b], weights[a]);

    // A point mass, equal weights on some points, any weights, or any powers of ten.
    private static int[] Weights(int width, Draws random)
    {
        var weights = new int[width];
        switch (random.Categorical([8, 4, 8, 1]))
        {
            case 0:
                break;
            case 1:
                for (var y = 0; y < width; y++)
                    weights[y] = random.Integer(2);
                break;
            case 3:
                for (var y = 0; y < width; y++)
                    weights[y] = PowerOfTen(random);
                break;
            default:
                for (var y = 0; y < width; y++)
                    weights[y] = random.Integer(11);
                break;
        }
        if (weights.All(w => w == 0))
            weights[random.Integer(width)] = 1;
        return weights;
    }

    private static int[] Neighbour(KernelTable table, int row, Draws random)
    {
        var weights = table.Rows[row].ToArray();
        switch (random.Categorical([2, 2, 2, 1, 2]))
        {
            case 0:
                return Weights(weights.Length, random);
            case 1:
                return [.. table.Rows[random.Integer(table.Rows.Count)]];
            case 2:
                Swap(weights, random.Integer(weights.Length), random.Integer(weights.Length));
                return weights;
            case 3:
                // Ten times the odds for one value, or a tenth.
                var (only, up) = (random.Integer(weights.Length), random.Bernoulli(0.5));
                var multiplied = weights.Select((w, y) => y == only == up ? 10L * w : w).ToArray();
                return multiplied.Max() <= int.MaxValue ? [.. multiplied.Select(w => (int)w)] : weights;
            default:
                // Finer weights, one of them a little more or less.
                var scale = weights.Sum(w => (long)w) < 20 ? 5 : 1;
                var y = random.Integer(weights.Length);
                for (var k = 0; k < weights.Length; k++)
                    weights[k] *= scale;
                weights[y] = Math.Max(0, weights[y] + random.Integer(2 * scale + 1) - scale);
                return weights.All(w => w == 0) ? Weights(weights.Length, random) : weights;
        }
    }

    // Another value at one place, where the function need not be a metric.
    private static Terms<Rational> NeighbourOf(FiniteWorld world, Function function, Draws random)
    {
        var another = Function(world, function, random);
        if (function.IsMetric || random.Bernoulli(0.15))
            return another;
        var (values, place) = (world.Functions[function], random.Integer(another.Count));
        var next = random.Bernoulli(0.5) ? values[random.Integer(values.Count)] : another[place];
        return values.Select((value, k) => k == place ? next : value).ToTerms();
    }

    private static Terms<Rational> Function(FiniteWorld world, Function function, Draws random)
    {
        var sizes = function.From.Select(world.SizeOf).ToArray();
        if (function.IsMetric)
            return Metric(sizes[0], random);
        if (function.From is [var x, var y] && x == y && random.Bernoulli(0.5))
            return FiniteWorld.Discrete(sizes[0]);
        Rational Value() => random.Integer(5) - (function.IsNonnegative ? 0 : 2);
        // One of two values everywhere, or any values.
        Rational[] two = random.Bernoulli(0.3) ? [Value(), Value()] : [];
        return Enumerable
            .Range(0, sizes.Aggregate(1, (n, s) => n * s))
            .Select(_ =>
                two is [var a, var b]
                    ? random.Bernoulli(0.5)
                        ? a
                        : b
                    : Value()
            )
            .ToTerms();
    }

    // 1[x != y], integer points on a line, or integer lengths made a metric by shortest paths.
    private static Terms<Rational> Metric(int size, Draws random)
    {
        var kind = random.Categorical([5, 2, 3]);
        if (kind == 0)
            return FiniteWorld.Discrete(size);
        var length = new int[size, size];
        var places = Enumerable.Range(0, size).Select(_ => 1 + random.Integer(5)).ToArray();
        for (var x = 0; x < size; x++)
        for (var y = x + 1; y < size; y++)
            length[x, y] = length[y, x] = kind == 1 ? places[x..y].Sum() : 1 + random.Integer(5);
        for (var via = 0; via < size; via++)
        for (var x = 0; x < size; x++)
        for (var y = 0; y < size; y++)
            length[x, y] = Math.Min(length[x, y], length[x, via] + length[via, y]);
        return Enumerable.Range(0, size * size).Select(k => (Rational)length[k / size, k % size]).ToTerms();
    }

    private static Terms<int> Map(FiniteWorld world, Map map, Draws random)
    {
        var size = world.SizeOf(map.To);
        return Enumerable
            .Range(0, map.From.Aggregate(1, (n, s) => n * world.SizeOf(s)))
            .Select(_ => random.Integer(size))
            .ToTerms();
    }

    private Rational Value(Symbol symbol, Draws random) => Value(shape.Domains.DomainOf(symbol), random);

    /// <summary>A number of a domain, now and then near an end.</summary>
    public static Rational Value(Domain domain, Draws random)
    {
        return (domain.Lower, domain.Upper) switch
        {
            _ when domain.IsInteger => (domain.Lower ?? 1) + random.Integer(8),
            ({ } a, { } b) => a
                + (b - a)
                    * (
                        random.Bernoulli(0.2)
                            ? new Rational(random.Bernoulli(0.5) ? 1 : 999, 1000)
                            : new Rational(1 + random.Integer(19), 20)
                    ),
            ({ } a, null) => a + Magnitude(random),
            (null, { } b) => b - Magnitude(random),
            _ => random.Bernoulli(0.5) ? Magnitude(random) : -Magnitude(random),
        };
    }

    private static Rational Magnitude(Draws random) => Rounded(Math.Pow(10, random.Uniform(-2, 2)), 2);

    private FiniteWorld Nudged(FiniteWorld world, Symbol symbol, Draws random)
    {
        var domain = shape.Domains.DomainOf(symbol);
        if (domain.IsInteger || random.Bernoulli(0.1))
            return world.With(symbol, Value(symbol, random));
        var (value, origin) = (world.Symbols[symbol], domain.Lower ?? 0);
        var next = origin + (value - origin) * Rounded(Math.Exp(0.3 * random.Gaussian()), 3);
        next = Rounded(next.ToDouble(), 3);
        return domain.Contains(next) ? world.With(symbol, next) : world;
    }

    /// <summary>A number to so many significant digits, exactly.</summary>
    public static Rational Rounded(double value, int digits)
    {
        if (value == 0)
            return 0;
        var exponent = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var scaled = new BigInteger(Math.Round(value * Math.Pow(10, exponent)));
        return exponent >= 0 ? new Rational(scaled, BigInteger.Pow(10, exponent)) : scaled * BigInteger.Pow(10, -exponent);
    }
}
