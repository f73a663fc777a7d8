using Theory.Symbolics;

namespace Theory.Probability.Tests.Measures;

/// <summary>Two laws are equal exactly when they are the same program; what the proof kernel trusts.</summary>
public class LawTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Y = new Space.Named("Y");
    private static readonly Symbol M = new("m");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly NamedKernel K = new("K", [X], Y);
    private static readonly NamedKernel Learn = new("A", [new Space.SampleOf(X, M)], Y);

    private static Draw Draws(string name, Kernel kernel, params Point[] at) => Draw.From(name, kernel, at);

    private static Variable At(string name, Space space) => new(name, space);

    [Fact]
    public void Names_of_drawn_variables_do_not_matter() =>
        Assert.Equal(
            Law.Of([Draws("x", P), Draws("y", K, At("x", X))], At("y", Y)),
            Law.Of([Draws("u", P), Draws("v", K, At("u", X))], At("v", Y))
        );

    [Fact]
    public void The_order_of_independent_draws_does_not_matter() =>
        Assert.Equal(
            Law.Of([Draws("a", P), Draws("b", Q)], At("a", X), At("b", X)),
            Law.Of([Draws("b", Q), Draws("a", P)], At("a", X), At("b", X))
        );

    [Fact]
    public void Draws_that_nothing_needs_do_not_matter() =>
        Assert.Equal(Law.Of(P), Law.Of([Draws("a", P), Draws("b", K, At("a", X)), Draws("c", Q)], At("a", X)));

    [Fact]
    public void The_order_of_outputs_the_kernel_and_the_free_variables_matter()
    {
        Assert.NotEqual(
            Law.Of([Draws("a", P), Draws("b", Q)], At("a", X), At("b", X)),
            Law.Of([Draws("a", P), Draws("b", Q)], At("b", X), At("a", X))
        );
        Assert.NotEqual(Law.Of(P), Law.Of(Q));
        Assert.NotEqual(Law.At(K, At("x", X)), Law.At(K, At("y", X)));
    }

    [Fact]
    public void One_draw_used_twice_is_not_two_draws() =>
        Assert.NotEqual(
            Law.Of([Draws("a", P)], At("a", X), At("a", X)),
            Law.Of([Draws("a", P), Draws("b", P)], At("a", X), At("b", X))
        );

    [Fact]
    public void An_entry_of_a_sample_is_a_draw_but_only_where_the_sample_is_not_used_otherwise()
    {
        var sample = Draws("S", new Sampling(P, M));
        var (first, second) = (new Entry(sample.Variable, 1), new Entry(sample.Variable, 2));
        Assert.Equal(Law.Of(P), Law.Of([sample], first));
        Assert.Equal(
            Law.Of([Draws("x", P), Draws("y", K, At("x", X))], At("x", X), At("y", Y)),
            Law.Of([sample, Draws("y", K, first)], first, At("y", Y))
        );
        // Two entries are two independent draws, which this form does not claim; and what was learned remembers the entry.
        Assert.NotEqual(Law.Of([Draws("a", P)], At("a", X), At("a", X)), Law.Of([sample], first, second));
        var learned = Draws("w", Learn, sample.Variable);
        var together = Law.Of([sample, learned], first, learned.Variable);
        var apart = Law.Of([Draws("x", P), sample, learned], At("x", X), learned.Variable);
        Assert.NotEqual(apart, together);
    }

    [Fact]
    public void The_entry_at_a_random_index_is_a_draw()
    {
        var (sample, index) = (Draws("S", new Sampling(P, M)), Draws("j", new UniformIndex(M)));
        Assert.Equal(Law.Of(P), Law.Of([sample, index], new Entry(sample.Variable, index.Variable)));
        Assert.NotEqual(Law.Of(P), Law.Of([index], new Entry(sample.Variable, index.Variable)));
    }

    [Fact]
    public void Substitution_renames_rather_than_captures()
    {
        // K at a free x, next to a draw that happens to be called z: putting z for x must not tie the two together.
        var law = Law.Of([Draws("z", Q), Draws("y", K, At("x", X))], At("z", X), At("y", Y));
        var substituted = law.Substitute(new Dictionary<Variable, Point> { [At("x", X)] = At("z", X) });
        Assert.Contains(At("z", X), substituted.FreeVariables);
        Assert.NotEqual(Law.Of([Draws("z", Q), Draws("y", K, At("z", X))], At("z", X), At("y", Y)), substituted);
    }

    [Fact]
    public void A_nested_binder_is_not_mistaken_for_an_outer_one()
    {
        // E_x KL(K(x), law of K at a fresh draw) and E_x KL(K(x), K(x)) differ in what the inner kernel looks at.
        Expr Outer(Law inner) => Expectation.Under([Draws("x", P)], Divergence.KL(Law.At(K, At("x", X)), inner));
        var fresh = Outer(Law.Of([Draws("u", P), Draws("v", K, At("u", X))], At("v", Y)));
        var same = Outer(Law.Of([Draws("u", P), Draws("v", K, At("x", X))], At("v", Y)));
        Assert.NotEqual(fresh, same);
        Assert.Equal(same, Outer(Law.At(K, At("x", X))));
    }

    [Fact]
    public void A_sum_over_entries_is_not_one_entry_many_times()
    {
        var (sample, f, i) = (Draws("S", new Sampling(P, M)), new Function("f", [X]), new Symbol("i"));
        Expr entries = new Series(i, 1, M, new Evaluation(f, [new Entry(sample.Variable, i)]));
        Expr one = new Series(i, 1, M, new Evaluation(f, [At("x", X)]));
        Assert.NotEqual(RandomReal.Of([Draws("x", P)], one), RandomReal.Of([sample], entries));
    }

    [Fact]
    public void A_kernel_applied_twice_stays_free_in_what_it_does_not_take_as_input()
    {
        var generator = new NamedKernel("G", [Y, X], X, 1);
        var w = At("w", Y);
        var channel = new Channel([At("x", X)], Law.At(generator, w, At("x", X)));
        var law = Law.Of([Draws("x", P), Draws("w", K, At("x", X))], At("x", X)).Then(channel);
        Assert.Contains(w, law.FreeVariables);
    }

    [Fact]
    public void Ill_formed_programs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Law.Of([Draws("a", P), Draws("a", Q)], At("a", X)));
        Assert.Throws<ArgumentException>(() => Law.Of([Draws("y", K, At("a", X)), Draws("a", P)], At("y", Y)));
        Assert.Throws<ArgumentException>(() => Draws("y", K, At("a", Y)));
        Assert.Throws<ArgumentException>(() => new Entry(At("x", X), 1));
        Assert.Throws<ArgumentException>(() => new Evaluation(new Function("f", [X]), [At("y", Y)]));
        Assert.Throws<ArgumentException>(() => Divergence.KL(Law.Of(P), Law.At(K, At("x", X))));
    }

    [Fact]
    public void Equal_laws_have_equal_keys_and_hashes()
    {
        var a = Law.Of([Draws("x", P), Draws("y", K, At("x", X))], At("y", Y));
        var b = Law.Of([Draws("c", Q), Draws("u", P), Draws("v", K, At("u", X))], At("v", Y));
        Assert.Equal(a.Key, b.Key);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }
}
