using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Symbolics;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>A rule as a property: the theorem it makes, worlds in which it is tight, and false statements near it.</summary>
/// <param name="Name">The rule, after its number in the list.</param>
/// <param name="Rule">Calls the rule.</param>
/// <param name="Tight">Worlds in which equality holds or nearly holds.</param>
/// <param name="Mutants">Sequents that differ in a constant, a direction, a law, a hypothesis.</param>
public sealed record AxiomCase(string Name, Func<Theorem> Rule, Terms<FiniteWorld> Tight, Terms<Mutant> Mutants)
{
    /// <summary>The number in the list, or the name of a rule of the kernel.</summary>
    public string Id => Name.Split(' ')[0];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A false statement near a rule.</summary>
public sealed record Mutant(string Name, Func<Theorem, Judgement> Conclusion, Terms<Judgement>? Hypotheses = null)
{
    /// <summary>The right side times a factor below 1.</summary>
    public static Mutant Scaled(Rational factor) => new($"right side times {factor}", t => Of(t, (l, r) => (l, factor * r)));

    /// <summary>The sides exchanged.</summary>
    public static Mutant Reversed { get; } = new("sides exchanged", t => Of(t, (l, r) => (r, l)));

    /// <summary>Other sides.</summary>
    public static Mutant Sides(string name, Func<Expr, Expr, (Expr, Expr)> change) => new(name, t => Of(t, change));

    /// <summary>A part replaced on both sides.</summary>
    public static Mutant Replaced(string name, Expr part, Expr by) =>
        new(name, t => Of(t, (l, r) => (Replace(l, part, by), Replace(r, part, by))));

    /// <summary>An expression with each occurrence of a part replaced.</summary>
    public static Expr Replace(Expr e, Expr part, Expr by) => e == part ? by : e.MapChildren(c => Replace(c, part, by));

    private static Judgement Of(Theorem theorem, Func<Expr, Expr, (Expr Left, Expr Right)> change) =>
        On(theorem.Conclusion, change);

    private static Judgement On(Judgement j, Func<Expr, Expr, (Expr Left, Expr Right)> change)
    {
        switch (j)
        {
            case Judgement.AtMost a:
                var (left, right) = change(a.Left, a.Right);
                return new Judgement.AtMost(left, right);
            case Judgement.Equal a:
                (left, right) = change(a.Left, a.Right);
                return new Judgement.Equal(left, right);
            case Judgement.WithProbability w:
                return new Judgement.WithProbability(w.Draws, On(w.Event, change), w.Delta);
            default:
                throw new ArgumentException($"{j} has no sides.");
        }
    }
}
