using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability.Tests.Quantities;

public class ComparisonsTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space V = new Space.Named("V");
    private static readonly NamedKernel P = NamedKernel.Measure("P", X);
    private static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    private static readonly Variable Critic = new("v", V);
    private static readonly Function F = new("f", [V, X], Parameters: 1);

    private static readonly FiniteWorld World = new FiniteWorld()
        .With("X", 3)
        .With("V", 2)
        .With(P, KernelTable.Measure(2, 5, 3))
        .With(Q, KernelTable.Measure(1, 1, 2))
        .With(F, [0, 1, 3, 2, 1, 0])
        .WithHamming(X);

    private static double Value(Expr e) => World.Value(e);

    private static FDivergence D(string name, Func<Expr, Expr> f, NamedKernel p, NamedKernel q) =>
        new(name, f, Law.Of(p), Law.Of(q));

    [Fact]
    public void Known_divergences_are_f_divergences()
    {
        Assert.Equal(Value(Divergence.KL(Law.Of(P), Law.Of(Q))), Value(D("KL", u => u * new Log(u), P, Q)), 1e-14);
        Assert.Equal(Value(Divergence.KL(Law.Of(Q), Law.Of(P))), Value(D("reverse", u => -new Log(u), P, Q)), 1e-14);
        Assert.Equal(2 * Value(Divergence.TV(Law.Of(P), Law.Of(Q))), Value(D("TV", u => new Max([u - 1, 1 - u]), P, Q)), 1e-14);
    }

    [Fact]
    public void An_f_divergence_is_infinite_where_the_reference_has_no_mass()
    {
        var world = World.With(Q, KernelTable.Measure(1, 1, 0));
        Assert.Equal(double.PositiveInfinity, world.Value(D("TV", u => new Max([u - 1, 1 - u]), P, Q)));
        Assert.True(double.IsFinite(world.Value(D("TV", u => new Max([u - 1, 1 - u]), Q, P))));
    }

    [Fact]
    public void Transport_at_the_cost_of_the_metric_is_the_Wasserstein_distance()
    {
        Assert.Equal(
            Value(Divergence.W1(Law.Of(P), Law.Of(Q))),
            Value(new TransportCost(Function.Metric(X), Law.Of(P), Law.Of(Q))),
            1e-14
        );
    }

    [Fact]
    public void A_supremum_over_a_class_of_functions_is_the_best_of_them()
    {
        Expr Mean(NamedKernel law) => Expectation.Under([Draw.From("x", law)], new Evaluation(F, [Critic, new Variable("x", X)]));
        // E_P f - E_Q f: for f = (0, 1, 3) it is 1.4 - 1.75, for f = (2, 1, 0) it is .9 - .75.
        Assert.Equal(.15, Value(new Supremum(Critic, Mean(P) - Mean(Q))), 1e-14);
        Assert.Equal(.35, Value(new Supremum(Critic, Mean(Q) - Mean(P))), 1e-14);
    }

    [Fact]
    public void The_bound_variable_of_a_supremum_may_be_renamed_but_not_captured()
    {
        Expr Of(Variable v) => new Evaluation(F, [v, new Variable("x", X)]);
        var other = new Variable("u", V);
        Assert.Equal(new Supremum(Critic, Of(Critic)), new Supremum(other, Of(other)));
        Assert.NotEqual<Expr>(new Supremum(Critic, Of(Critic)), new Supremum(Critic, Of(other)));
        Expr open = new Supremum(Critic, Of(Critic) + Of(other));
        var closed = open.Substitute(new Dictionary<Variable, Point> { [other] = Critic });
        Assert.Equal([Critic], closed.FreeVariables().Where(v => v.Of == V));
    }

    [Fact]
    public void A_value_with_parameters_only_is_written_with_a_subscript()
    {
        Expr value = new Evaluation(new Function("lambda", [V], Parameters: 1), [Critic]);
        Assert.Equal("lambda_v", value.ToString());
        Assert.Equal(@"\lambda_{v}", Latex.Print(value));
    }

    [Fact]
    public void An_f_divergence_is_written_with_its_generator() =>
        Assert.Equal(@"D_{\mathrm{TV}}(P \,\|\, Q)", Latex.Print(D("TV", u => u - 1, P, Q)));
}
