using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Tests.Worlds;

/// <summary>The names that random worlds interpret, and the terms that theorems here speak of.</summary>
internal static class Names
{
    public static readonly Space X = new Space.Named("X");
    public static readonly Space Y = new Space.Named("Y");
    public static readonly Space Z = new Space.Named("Z");

    public static readonly NamedKernel P = NamedKernel.Measure("P", X);
    public static readonly NamedKernel Q = NamedKernel.Measure("Q", X);
    public static readonly NamedKernel R = NamedKernel.Measure("R", X);
    public static readonly NamedKernel OnY = NamedKernel.Measure("B", Y);
    public static readonly NamedKernel K = new("K", [X], Y);
    public static readonly NamedKernel L = new("L", [X], Y);
    public static readonly NamedKernel Pair = new("N", [X, Y], Z);
    public static readonly NamedKernel FromY = new("O", [Y], Z);
    public static readonly NamedKernel Walk = new("V", [X], X);

    public static readonly Symbol M = new("m");
    public static readonly Symbol A = new("a");
    public static readonly Symbol B = new("b");
    public static readonly Symbol S = new("s");
    public static readonly Symbol Delta = new("delta");
    public static readonly Symbol Radius = new("rho");
    public static readonly Symbol Width = new("width");
    public static readonly Symbol Steep = new("steep");
    public static readonly Symbol I = new("i");
    public static readonly Symbol Hole = new("hole");

    public static readonly NamedKernel Rule = new("A", [new Space.SampleOf(X, M)], Y);

    public static readonly Function F = new("f", [X]);
    public static readonly Function G = new("g", [X, Y]);
    public static readonly Function Loss = new("l", [X, Y], IsNonnegative: true);
    public static readonly Map T = new("t", [X], X);

    public static readonly Variable AnyX = new("x", X);
    public static readonly Variable AnyY = new("y", Y);
    public static readonly Variable AnyZ = new("z", Z);
    public static readonly Draw DrawX = Draw.From("x", P);
    public static readonly Draw DrawY = Draw.From("y", K, AnyX);
    public static readonly Draw DrawZ = Draw.From("z", Pair, AnyX, AnyY);
    public static readonly Draw Sample = Draw.From("D", new Sampling(P, M));

    public static Law Of(NamedKernel measure) => Law.Of(measure);

    public static Channel Through(NamedKernel kernel) =>
        new([new Variable("u", kernel.Inputs[0])], Law.At(kernel, new Variable("u", kernel.Inputs[0])));

    public static Expr At(Function f, params Point[] points) => new Evaluation(f, points.ToTerms());

    public static Expr Mean(IEnumerable<Draw> draws, Expr e) => Expectation.Under(draws, e);
}
