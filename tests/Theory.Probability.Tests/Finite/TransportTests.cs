using FsCheck.Fluent;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Testing;

namespace Theory.Probability.Tests.Finite;

public sealed class TransportTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);

    [Fact]
    public void On_the_line_it_is_the_area_between_the_distribution_functions()
    {
        var cases = Gen.Choose(1, 6)
            .SelectMany(n => Gen.Choose(0, 9).ArrayOf(n).Zip(Gen.Choose(0, 9).ArrayOf(n)).Zip(Gen.Choose(1, 9).ArrayOf(n)));
        Forall.Holds(
            cases.ToArbitrary(),
            c =>
            {
                var ((p, q), gaps) = c;
                (p[0], q[^1]) = (p[0] + 1, q[^1] + 1);
                var places = gaps.Aggregate(new List<int> { 0 }, (x, gap) => [.. x, x[^1] + gap]);
                var metric = Enumerable
                    .Range(0, p.Length)
                    .SelectMany(i => Enumerable.Range(0, p.Length).Select(j => (Rational)Math.Abs(places[i] - places[j])));
                var world = new FiniteWorld()
                    .With("X", p.Length)
                    .With(P, KernelTable.Measure(p))
                    .With(Q, KernelTable.Measure(q))
                    .With(Function.Metric(X), metric.ToTerms());
                var compiler = new FiniteCompiler<double, Doubles>();
                var distance = compiler.Compile(Divergence.W1(Law.Of(P), Law.Of(Q)));
                var (sp, sq) = (p.Sum(), q.Sum());
                var area = Enumerable
                    .Range(0, p.Length)
                    .Sum(k =>
                        Math.Abs(p.Take(k + 1).Sum() / (double)sp - q.Take(k + 1).Sum() / (double)sq)
                        * (k + 1 < p.Length ? gaps[k] : 0)
                    );
                Assert.Equal(area, distance(compiler.Interpret(world)), 1e-12);
            },
            trials: 300
        );
    }
}
