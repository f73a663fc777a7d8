using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>
/// A statement about reals, laws and functions: the conclusion or a hypothesis of a theorem, an assumption of a bound, a check of a
/// world. It speaks of every world: symbols are positive reals, kernels, functions and free variables are arbitrary.
/// </summary>
public abstract record Judgement
{
    private Judgement() { }

    /// <summary>left &lt;= right in the extended reals.</summary>
    public sealed record AtMost(Expr Left, Expr Right) : Judgement;

    /// <summary>left = right in the extended reals.</summary>
    public sealed record Equal(Expr Left, Expr Right) : Judgement;

    /// <summary>left &lt;= C right for a constant C that depends on none of the symbols.</summary>
    public sealed record AtMostUpToConstant(Expr Left, Expr Right) : Judgement;

    /// <summary>The extended real is finite.</summary>
    public sealed record Finite(Expr Value) : Judgement;

    /// <summary>The extended real is positive.</summary>
    public sealed record Positive(Expr Value) : Judgement;

    /// <summary>log E exp(s (f - E f)) &lt;= s^2 R^2/2 for every real s; R has the unit of f.</summary>
    public sealed record SubGaussian(RandomReal Of, Expr R) : Judgement;

    /// <summary>The same for s &lt;= 0 only: the lower tail of f is sub-Gaussian.</summary>
    public sealed record LowerSubGaussian(RandomReal Of, Expr R) : Judgement;

    /// <summary>Every 1-Lipschitz function is R-sub-Gaussian under the law (Bobkov and Goetze's T1).</summary>
    public sealed record LipschitzSubGaussian(Law Under, Expr R) : Judgement;

    /// <summary>The function is K-Lipschitz in one of its arguments, for any values of the others.</summary>
    /// <param name="Function">The function.</param>
    /// <param name="Argument">Which argument, from 0.</param>
    /// <param name="K">The constant: unit of the function over unit of the argument.</param>
    public sealed record Lipschitz(Function Function, int Argument, Expr K) : Judgement;

    /// <summary>The map is K-Lipschitz in one of its arguments, for any values of the others.</summary>
    public sealed record LipschitzMap(Map Function, int Argument, Expr K) : Judgement;

    /// <summary>The function takes values in an interval of the given width, for any arguments; in particular it is bounded.</summary>
    public sealed record Bounded(Function Function, Expr Width) : Judgement;

    /// <summary>For any values of the other arguments, the function's range over one argument has at most the given width.</summary>
    public sealed record Range(Function Function, int Argument, Expr Width) : Judgement;

    /// <summary>X - Y - Z is a Markov chain: I(X; Z | Y) = 0, for a law whose outputs are X, Y and Z.</summary>
    public sealed record Markov(Law Joint) : Judgement;

    /// <summary>The outputs of the law are independent.</summary>
    public sealed record Independent(Law Joint) : Judgement;

    /// <summary>The law of two outputs has the given marginals.</summary>
    public sealed record Coupling(Law Joint, Law P, Law Q) : Judgement;

    /// <summary>Two laws are the same measure.</summary>
    public sealed record SameLaw(Law P, Law Q) : Judgement;

    /// <summary>Under the draws, the event holds with probability at least 1 - delta.</summary>
    public sealed record WithProbability(Terms<Draw> Draws, Judgement Event, Expr Delta) : Judgement;

    /// <summary>Both judgements hold.</summary>
    public sealed record Both(Judgement First, Judgement Second) : Judgement;

    /// <summary>
    /// Changing one entry of the sample, whatever the others are, changes the expression by at most the given width.
    /// </summary>
    /// <param name="Sample">The sample, a variable of a sample space.</param>
    /// <param name="Value">The expression in the sample.</param>
    /// <param name="Width">The largest change.</param>
    public sealed record BoundedDifferences(Variable Sample, Expr Value, Expr Width) : Judgement;

    /// <summary>The judgement holds for every value of the variables.</summary>
    public sealed record ForAll(Terms<Variable> Variables, Judgement Body) : Judgement;

    /// <summary>A condition in words, which no machine checks.</summary>
    public sealed record InWords(string Text) : Judgement;

    /// <summary>The judgement in infix notation.</summary>
    public sealed override string ToString() => Infix.Print(this.Layout(e => Layout.Of(e))).Trim();

    /// <summary>Whether a world can check it.</summary>
    public bool IsCheckable => this is not InWords;
}
