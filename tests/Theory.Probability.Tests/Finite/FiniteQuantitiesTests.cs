using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Probability.Tests.Finite;

public sealed class FiniteQuantitiesTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel Channel = new("K", [X], Y);

    private static FiniteWorld Two(int[] p, int[] q) =>
        new FiniteWorld().With("X", p.Length).With(P, KernelTable.Measure(p)).With(Q, KernelTable.Measure(q)).WithHamming(X);

    [Fact]
    public void Divergences_of_coins_are_the_reference_figures()
    {
        var world = Two([7, 3], [5, 5]);
        Assert.Equal(0.08228287850505185, world.Value(Divergence.KL(Law.Of(P), Law.Of(Q))), 1e-15);
        Assert.Equal(0.08717669357238887, world.Value(Divergence.KL(Law.Of(Q), Law.Of(P))), 1e-15);
        Assert.Equal(0.2, world.Value(Divergence.TV(Law.Of(P), Law.Of(Q))), 1e-15);
        Assert.Equal(0.2, world.Value(Divergence.W1(Law.Of(P), Law.Of(Q))), 1e-15);
        Assert.Equal(Math.Sqrt(0.2), world.Value(Divergence.W2(Law.Of(P), Law.Of(Q))), 1e-15);
        Assert.Equal(Math.Log(2), world.Value(new Entropy(Law.Of(Q))), 1e-15);
    }

    [Fact]
    public void Divergence_from_a_law_that_misses_a_point_is_infinite()
    {
        var world = Two([1, 1, 0], [1, 0, 1]);
        Assert.Equal(double.PositiveInfinity, world.Value(Divergence.KL(Law.Of(P), Law.Of(Q))));
        Assert.Equal(0, world.Value(0 * (Expr)Divergence.KL(Law.Of(P), Law.Of(Q))));
    }

    [Fact]
    public void Information_of_a_joint_law_is_the_mean_divergence_from_the_marginal()
    {
        // The compensation identity: mean of KL(P_i || Q) = I + KL(mean P || Q), with the Jensen-Shannon part 0.12510060588.
        var world = new FiniteWorld()
            .With("X", 2)
            .With("Y", 3)
            .With(P, KernelTable.Measure(1, 1))
            .With(
                Channel,
                new KernelTable([
                    [2, 5, 3],
                    [6, 1, 3],
                ])
            );
        var x = Draw.From("X", P);
        var y = Draw.From("Y", Channel, x.Variable);
        var joint = Law.Of([x, y], x.Variable, y.Variable);
        Assert.Equal(0.12510060588454697, world.Value(new MutualInformation(joint)), 1e-15);
        var reference = NamedKernel.Measure("R", Y);
        var withReference = world.With(reference, KernelTable.Measure(25, 25, 50));
        var mean = Expectation.Under([x], Divergence.KL(Law.At(Channel, x.Variable), Law.Of(reference)));
        Assert.Equal(0.21455083749123038, withReference.Value(mean), 1e-15);
        Assert.Equal(
            0.21455083749123038,
            withReference.Value((Expr)new MutualInformation(joint) + Divergence.KL(joint.Marginal(1), Law.Of(reference))),
            1e-15
        );
    }

    [Fact]
    public void A_sample_is_independent_draws_and_its_entries_are_alike()
    {
        var m = new Symbol("m");
        var world = Two([7, 3], [5, 5]).With(m, 3);
        var sample = Draw.From("S", new Sampling(P, m));
        var (first, last) = (new Entry(sample.Variable, 1), new Entry(sample.Variable, 3));
        Assert.Equal(0, world.Value(new MutualInformation(Law.Of([sample], first, last))));
        Assert.Equal(0, world.Value(Divergence.KL(Law.Of([sample], last), Law.Of(P))));
        var index = Draw.From("j", new UniformIndex(m));
        var chosen = Law.Of([sample, index], new Entry(sample.Variable, index.Variable));
        Assert.Equal(0, world.Value(Divergence.TV(chosen, Law.Of(P))), 1e-15);
        // A point chosen at random out of three remembers the first: P(chosen = first) = 1/3 + 2/3 P(x).
        var remembered = new MutualInformation(Law.Of([sample, index], new Entry(sample.Variable, index.Variable), first));
        double[] p = [0.7, 0.3];
        var expected = Enumerable
            .Range(0, 4)
            .Select(k => (A: k / 2, B: k % 2))
            .Sum(k =>
                p[k.B] * (2 * p[k.A] + (k.A == k.B ? 1 : 0)) / 3 * Math.Log((2 * p[k.A] + (k.A == k.B ? 1 : 0)) / 3 / p[k.A])
            );
        Assert.Equal(expected, world.Value(remembered), 1e-15);
    }

    [Fact]
    public void A_kernel_by_counts_is_the_symmetric_kernel()
    {
        var m = new Symbol("m");
        var rule = new NamedKernel("A", [new Space.SampleOf(X, m)], Y);
        var sample = Draw.From("S", new Sampling(P, m));
        var learned = Draw.From("W", rule, sample.Variable);
        Expr information = new MutualInformation(Law.Of([sample, learned], new Entry(sample.Variable, 2), learned.Variable));
        var world = Two([7, 3], [5, 5]).With(m, 3).With("Y", 4);
        var counts = new KernelTable(
            Multisets.All(2, 3).Select(s => (int[])[.. Enumerable.Range(0, 4).Select(k => k == s.Sum() ? 1 : 0)]),
            byCounts: true
        );
        var sequences = KernelTable.Deterministic(Enumerable.Range(0, 8).Select(s => int.PopCount(s)), 4);
        Assert.Equal(world.With(rule, sequences).Value(information), world.With(rule, counts).Value(information), 1e-15);
    }

    [Fact]
    public void Multisets_are_numbered_without_gaps()
    {
        foreach (var (size, count) in new[] { (1, 4), (2, 20), (3, 5), (4, 3) })
        {
            var all = Multisets.All(size, count).ToList();
            Assert.Equal(Multisets.Number(size, count), all.Count);
            Assert.All(all.Index(), s => Assert.Equal(s.Index, Multisets.Rank(s.Item)));
            var orders = all.Aggregate(System.Numerics.BigInteger.Zero, (sum, s) => sum + Multisets.Orders(s));
            Assert.Equal(System.Numerics.BigInteger.Pow(size, count), orders);
        }
    }

    [Fact]
    public void What_a_finite_world_cannot_mean_is_named()
    {
        var noise = new GaussianChannel(1, 1, X, Y);
        var x = Draw.From("X", P);
        var error = Assert.Throws<ArgumentException>(() =>
            new FiniteCompiler<double, Doubles>().Compile(
                new Entropy(Law.Of([x, Draw.From("Y", noise, x.Variable)], Draw.From("Y", noise, x.Variable).Variable))
            )
        );
        Assert.Contains("no finite kernel", error.Message, StringComparison.Ordinal);
        var missing = Assert.Throws<ArgumentException>(() => new FiniteWorld().With("X", 2).Value(new Entropy(Law.Of(P))));
        Assert.Contains("kernel P", missing.Message, StringComparison.Ordinal);
        Assert.Contains(
            "needs 1 rows of 2 weights",
            Assert.Throws<ArgumentException>(() => new FiniteWorld().With("X", 2).With(P, KernelTable.Measure(1, 2, 3))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_world_is_written_in_one_order_also_where_names_are_alike()
    {
        // Hash codes of texts differ from run to run, and with them the order of a dictionary.
        var metrics = Enumerable.Range(0, 12).Select(k => Function.Metric(new Space.Named($"S{k:00}"))).ToList();
        var world = metrics.Index().Aggregate(new FiniteWorld(), (w, m) => w.With($"S{m.Index:00}", 1).With(m.Item, [m.Index]));
        var lines = world.ToString().Split('\n').Where(line => line.StartsWith("d:", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 12).Select(k => $"d: {k}"), lines);
    }
}
