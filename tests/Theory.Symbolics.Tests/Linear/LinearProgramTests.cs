using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Linear;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Linear;

public class LinearProgramTests
{
    private sealed record Problem(Terms<Rational> Objective, Terms<Halfspace> Halfspaces)
    {
        public override string ToString() =>
            $"max {Objective} subject to {string.Join("; ", Halfspaces.Select(h => $"{h.Normal} <= {h.Bound}"))}";
    }

    private static Arbitrary<Problem> Problems { get; } =
        Arb.From(
            from dimension in Gen.Choose(1, 3)
            from count in Gen.Choose(0, 7)
            let entry = Gen.Choose(-3, 3).Select(k => (Rational)k)
            let vector = entry.ArrayOf(dimension).Select(a => a.ToTerms())
            from objective in vector
            from normals in vector.ArrayOf(count)
            from bounds in entry.ArrayOf(count)
            select new Problem(objective, normals.Zip(bounds, (a, b) => new Halfspace(a, b)).ToTerms())
        );

    private static Terms<Rational> Combine(Problem p, Terms<Rational> weights) =>
        p
            .Objective.Select(
                (_, j) => p.Halfspaces.Zip(weights).Aggregate(Rational.Zero, (s, x) => s + x.First.Normal[j] * x.Second)
            )
            .ToTerms();

    private static Rational Combined(Problem p, Terms<Rational> weights) =>
        Cone.Dot(p.Halfspaces.Select(h => h.Bound).ToTerms(), weights);

    [Fact]
    public void Every_outcome_proves_itself() =>
        Forall.Holds(
            Problems,
            p =>
            {
                switch (LinearProgram.Maximise(p.Objective, p.Halfspaces))
                {
                    case LinearOptimum.Optimal o:
                        Assert.All(p.Halfspaces, h => Assert.True(Cone.Dot(h.Normal, o.Point) <= h.Bound));
                        Assert.Equal(o.Value, Cone.Dot(p.Objective, o.Point));
                        Assert.All(o.Weights, w => Assert.True(w.Sign >= 0));
                        Assert.Equal(p.Objective, Combine(p, o.Weights));
                        Assert.Equal(o.Value, Combined(p, o.Weights));
                        break;
                    case LinearOptimum.Unbounded u:
                        Assert.All(p.Halfspaces, h => Assert.True(Cone.Dot(h.Normal, u.Point) <= h.Bound));
                        Assert.All(p.Halfspaces, h => Assert.True(Cone.Dot(h.Normal, u.Direction).Sign <= 0));
                        Assert.True(Cone.Dot(p.Objective, u.Direction).Sign > 0);
                        break;
                    case LinearOptimum.Infeasible i:
                        Assert.All(i.Weights, w => Assert.True(w.Sign >= 0));
                        Assert.All(Combine(p, i.Weights), x => Assert.True(x.IsZero));
                        Assert.True(Combined(p, i.Weights).Sign < 0);
                        break;
                }
            }
        );

    [Fact]
    public void Extreme_rays_satisfy_the_equations_and_contain_no_other_ray() =>
        Forall.Holds(
            Arb.From(
                from dimension in Gen.Choose(1, 6)
                from rows in Gen.Choose(-2, 2).Select(k => (Rational)k).ArrayOf(dimension).Select(a => a.ToTerms()).ArrayOf(2)
                select (dimension, rows)
            ),
            ((int dimension, Terms<Rational>[] rows) c) =>
            {
                var rays = Cone.ExtremeRays(c.dimension, c.rows);
                foreach (var ray in rays)
                {
                    Assert.All(c.rows, e => Assert.True(Cone.Dot(e, ray).IsZero));
                    Assert.All(ray, x => Assert.True(x.Sign >= 0));
                    Assert.Equal(Rational.One, ray.Aggregate((a, b) => a + b));
                    Assert.DoesNotContain(
                        rays,
                        other => other != ray && Enumerable.Range(0, c.dimension).All(i => other[i].IsZero || !ray[i].IsZero)
                    );
                }
                // Linear programming agrees on whether there is any ray at all.
                var halfspaces = c
                    .rows.SelectMany(e => new[] { new Halfspace(e, 0), new Halfspace(e.Select(x => -x).ToTerms(), 0) })
                    .Concat(
                        Enumerable
                            .Range(0, c.dimension)
                            .Select(i => new Halfspace(
                                Enumerable.Range(0, c.dimension).Select(j => (Rational)(i == j ? -1 : 0)).ToTerms(),
                                0
                            ))
                    );
                var any =
                    LinearProgram.Maximise(Enumerable.Repeat(Rational.One, c.dimension).ToTerms(), [.. halfspaces])
                    is LinearOptimum.Unbounded;
                Assert.Equal(any, rays.Count > 0);
            }
        );

    [Fact]
    public void A_redundant_halfspace_is_dropped()
    {
        var line = new Polyhedron(1, [new Halfspace([-1], 0)]);
        Assert.Equal([new Halfspace([1], 1)], line.Cut([new Halfspace([2], 4), new Halfspace([3], 3)]).Beyond(line));
    }

    [Fact]
    public void A_segment_has_no_interior_in_the_plane() =>
        Assert.Null(new Polyhedron(2, [new Halfspace([1, 0], 0), new Halfspace([-1, 0], 0)]).InteriorPoint());

    [Fact]
    public void No_multiple_of_a_form_is_zero_without_parts()
    {
        var form = 2 * LinearForm.Of(Expr.Symbol("a")) + 3;
        Assert.True((Rational.Zero * form).IsZero && (form - form).IsZero);
        Assert.Equal(LinearForm.Of(Expr.Symbol("a")), new Rational(1, 2) * (form - 3));
    }
}
