using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs;

/// <summary>
/// Combinators that make a derivation read like a calculation on paper. They only compose rules: nothing here is trusted.
/// </summary>
public static class Calculation
{
    private static readonly Symbol Hole = new("hole");

    /// <summary>The left side of a proved inequality or equality.</summary>
    public static Expr Left(this Theorem theorem) => Sides(theorem).Left;

    /// <summary>The right side of a proved inequality or equality.</summary>
    public static Expr Right(this Theorem theorem) => Sides(theorem).Right;

    /// <summary>The same inequality with its right side rewritten to an identical expression.</summary>
    public static Theorem To(this Theorem theorem, Expr right) =>
        theorem.Right() == right ? theorem : Chain(theorem, Identity(theorem.Right(), right, theorem.Hypotheses));

    /// <summary>The same inequality with its left side rewritten to an identical expression.</summary>
    public static Theorem From(this Theorem theorem, Expr left) =>
        theorem.Left() == left ? theorem : Chain(Identity(left, theorem.Left(), theorem.Hypotheses), theorem);

    /// <summary>The same inequality between identical expressions.</summary>
    public static Theorem As(this Theorem theorem, Expr left, Expr right) => theorem.From(left).To(right);

    /// <summary>C[a] &lt;= C[b] from a &lt;= b, where the template is a function of what stands in the hole.</summary>
    public static Theorem Within(this Theorem theorem, Func<Expr, Expr> template) => Monotone(template(Hole), Hole, theorem);

    /// <summary>a &lt;= c from a &lt;= b and b &lt;= c.</summary>
    public static Theorem Then(this Theorem first, Theorem second) => Chain(first, second);

    /// <summary>The average over i = 1, ..., m of both sides.</summary>
    public static Theorem Averaged(this Theorem theorem, Symbol index, Expr size) =>
        Over(index, 1, size, isAverage: true, theorem);

    /// <summary>The sum over i = 1, ..., m of both sides.</summary>
    public static Theorem Summed(this Theorem theorem, Symbol index, Expr size) =>
        Over(index, 1, size, isAverage: false, theorem);

    private static (Expr Left, Expr Right) Sides(Theorem theorem) =>
        theorem.Conclusion switch
        {
            Judgement.AtMost a => (a.Left, a.Right),
            Judgement.Equal e => (e.Left, e.Right),
            _ => throw new ArgumentException($"{theorem.Conclusion} is neither an inequality nor an equality.", nameof(theorem)),
        };
}
