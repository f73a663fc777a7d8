using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Worlds;

/// <summary>Finite worlds for all of <see cref="Names"/>, drawn from a seed; weights of 0 are common, so that infinities occur.</summary>
internal static class RandomWorld
{
    public static FiniteWorld Of(int seed)
    {
        var random = new Random(seed);
        var world = new FiniteWorld()
            .With("X", random.Next(1, 4))
            .With("Y", random.Next(1, 4))
            .With("Z", random.Next(1, 3))
            .With(M, random.Next(1, 4))
            .With(A, Positive(random))
            .With(B, Positive(random))
            .With(S, Positive(random))
            .With(Delta, new Rational(random.Next(1, 10), 10))
            .With(Radius, Positive(random))
            .With(Width, Positive(random))
            .With(Steep, Positive(random))
            .With(I, 1)
            .With("f", ConvexGenerator.Known[random.Next(ConvexGenerator.Known.Length)]);
        world = new[] { X, Y, Z }.Aggregate(world, (w, space) => w.With(Function.Metric(space), Metric(w.SizeOf(space), random)));
        world = new[] { P, Q, R, OnY, K, L, Pair, FromY, Walk, Rule }.Aggregate(
            world,
            (w, kernel) => w.With(kernel, Table(w, kernel, random))
        );
        world = new[] { F, G, Loss }.Aggregate(world, (w, f) => w.With(f, Values(w, f, random)));
        var size = world.SizeOf(X);
        return world.With(T, Enumerable.Range(0, size).Select(_ => random.Next(size)).ToTerms());
    }

    /// <summary>A world of given sizes with uniform kernels, functions that are 0 and metrics 1[x != y], to be changed by hand.</summary>
    public static FiniteWorld Plain(int x, int y = 1, int z = 1, int m = 1)
    {
        var world = new FiniteWorld().With("X", x).With("Y", y).With("Z", z).With(M, m).With(A, 1).With(B, 1).With(I, 1);
        world = world.With("f", ConvexGenerator.TotalVariation);
        world = world.With(S, 1).With(Delta, Rational.Half).WithHamming(X).WithHamming(Y).WithHamming(Z);
        foreach (var kernel in new[] { P, Q, R, OnY, K, L, Pair, FromY, Walk, Rule })
        {
            var rows = kernel.Inputs.Aggregate(1, (n, s) => n * world.SizeOf(s));
            var uniform = Enumerable.Repeat(1, world.SizeOf(kernel.Output)).ToArray();
            world = world.With(kernel, new KernelTable(Enumerable.Repeat(uniform, rows)));
        }
        foreach (var f in new[] { F, G, Loss })
            world = world.With(f, Enumerable.Repeat(Rational.Zero, f.From.Aggregate(1, (n, s) => n * world.SizeOf(s))).ToTerms());
        return world.With(T, Enumerable.Range(0, x).ToTerms());
    }

    private static Rational Positive(Random random) => new(random.Next(1, 30), random.Next(1, 10));

    private static KernelTable Table(FiniteWorld world, NamedKernel kernel, Random random)
    {
        var rows = kernel.Inputs.Aggregate(1, (n, s) => n * world.SizeOf(s));
        return new KernelTable(Enumerable.Range(0, rows).Select(_ => Weights(world.SizeOf(kernel.Output), random)).ToList());
    }

    private static int[] Weights(int width, Random random)
    {
        var weights = Enumerable.Range(0, width).Select(_ => random.Next(4) == 0 ? 0 : random.Next(1, 9)).ToArray();
        if (weights.All(w => w == 0))
            weights[random.Next(width)] = 1;
        return weights;
    }

    private static Terms<Rational> Values(FiniteWorld world, Function f, Random random) =>
        Enumerable
            .Range(0, f.From.Aggregate(1, (n, s) => n * world.SizeOf(s)))
            .Select(_ => new Rational(random.Next(9) - (f.IsNonnegative ? 0 : 4), 2))
            .ToTerms();

    // Points on a line, at integer places.
    private static Terms<Rational> Metric(int size, Random random)
    {
        var places = new int[size];
        for (var k = 1; k < size; k++)
            places[k] = places[k - 1] + random.Next(1, 4);
        return Enumerable.Range(0, size * size).Select(k => (Rational)Math.Abs(places[k / size] - places[k % size])).ToTerms();
    }
}
