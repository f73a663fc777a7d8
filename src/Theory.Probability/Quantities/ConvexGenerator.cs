using System.Collections.Immutable;
using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>
/// A convex f on [0, inf) with f(1) = 0, which generates the divergence D_f(P, Q) = E_Q f(dP/dQ), with its conjugate
/// f*(y) = sup_x x y - f(x) (Nowozin, Cseke and Tomioka 2016, table 2). Without a formula it stands for any such f.
/// </summary>
public sealed record ConvexGenerator
{
    // No author can write this name, so that no substitution captures it.
    private static readonly Symbol Ratio = new("#ratio");

    /// <summary>The symbol that formula and conjugate are expressions in.</summary>
    public static Symbol Argument => Ratio;

    private static readonly Expr X = Ratio;

    /// <summary>The name: of the divergence where f is known, else a letter.</summary>
    public required string Name { get; init; }

    /// <summary>f(x); null where f stands for any.</summary>
    public Expr? Formula { get; init; }

    /// <summary>f*(y) for y between <see cref="Floor"/> and <see cref="Ceiling"/>.</summary>
    public Expr? Conjugate { get; init; }

    /// <summary>Below it f* is constant; null where it is nowhere.</summary>
    public Expr? Floor { get; init; }

    /// <summary>Above it f* is infinite; null where it is finite everywhere.</summary>
    public Expr? Ceiling { get; init; }

    /// <summary>A slope of f at 1: the y with f*(y) = y.</summary>
    public Expr Centre { get; init; } = 0;

    /// <summary>x log x: the Kullback-Leibler divergence.</summary>
    public static ConvexGenerator KullbackLeibler { get; } =
        new()
        {
            Name = "KL",
            Formula = X * new Log(X),
            Conjugate = new Exp(X - 1),
            Centre = 1,
        };

    /// <summary>-log x: the Kullback-Leibler divergence with its laws exchanged.</summary>
    public static ConvexGenerator ReverseKullbackLeibler { get; } =
        new()
        {
            Name = "RKL",
            Formula = -new Log(X),
            Conjugate = -1 - (Expr)new Log(-X),
            Ceiling = 0,
            Centre = -1,
        };

    /// <summary>|x - 1|: twice the total variation.</summary>
    public static ConvexGenerator TotalVariation { get; } =
        new()
        {
            Name = "TV",
            Formula = new Max([X - 1, 1 - X]),
            Conjugate = X,
            Floor = -1,
            Ceiling = 1,
        };

    /// <summary>(x - 1)^2: Pearson's chi-squared.</summary>
    public static ConvexGenerator ChiSquared { get; } =
        new()
        {
            Name = "chi2",
            Formula = Power.Of(X - 1, 2),
            Conjugate = X + Power.Of(X, 2) / 4,
            Floor = -2,
        };

    /// <summary>x log x - (x + 1) log((x + 1)/2): twice the Jensen-Shannon divergence, that of the first GAN.</summary>
    public static ConvexGenerator JensenShannon { get; } =
        new()
        {
            Name = "JS",
            Formula = X * new Log(X) - (X + 1) * new Log((X + 1) / 2),
            Conjugate = -(Expr)new Log(2 - new Exp(X)),
            Ceiling = new Log(2),
        };

    /// <summary>The generators with formulas, in a fixed order.</summary>
    public static ImmutableArray<ConvexGenerator> Known { get; } =
    [TotalVariation, KullbackLeibler, ReverseKullbackLeibler, ChiSquared, JensenShannon];

    /// <summary>A letter for any convex f with f(1) = 0.</summary>
    public static ConvexGenerator Any(string name) => new() { Name = name };

    /// <summary>Whether it is known to be convex: it stands for any convex f, or is in the list.</summary>
    public bool IsConvex => Formula is null || Known.Contains(this);
}
