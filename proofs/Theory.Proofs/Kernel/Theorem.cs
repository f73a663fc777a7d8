using System.Collections.Immutable;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// A proved sequent: under its hypotheses its conclusion holds in every world. The constructor is private and only the rules in
/// this class call it, so that a value of this type is a proof; everything else in the library is checked, not trusted.
/// <para>What is said: symbols are positive reals, those that are counted with positive integers (see <see cref="Whole"/>), free
/// variables are arbitrary points of their spaces, kernels and functions are arbitrary measurable ones. Both sides of an inequality are defined in (-inf, inf] (see
/// <see cref="Grade"/>), with 0*inf = 0.</para>
/// </summary>
public sealed partial class Theorem
{
    private Theorem(
        string rule,
        Judgement conclusion,
        IEnumerable<Judgement> hypotheses,
        ImmutableArray<Theorem> premises,
        string? axiom = null,
        string? lemma = null,
        IEnumerable<Symbol>? whole = null
    )
    {
        Rule = rule;
        Conclusion = conclusion;
        Hypotheses = hypotheses.Distinct().ToTerms();
        Premises = premises;
        Axioms = [.. premises.SelectMany(p => p.Axioms), .. axiom is null ? [] : new[] { axiom }];
        Lemmas = [.. premises.SelectMany(p => p.Lemmas), .. lemma is null ? [] : new[] { lemma }];
        var counts = Hypotheses.Prepend(conclusion).SelectMany(Counts.Of).ToList();
        if (counts.FirstOrDefault(c => !Grade.IsWhole(c)) is { } fraction)
            throw new ProofException(rule, $"{fraction} counts something, but is not known to be a positive integer.");
        Whole = [.. whole ?? premises.SelectMany(p => p.Whole), .. counts.SelectMany(c => c.FreeSymbols())];
        // A quantity of another theory could be anything, its equality a lie.
        if (
            Hypotheses.Prepend(conclusion).SelectMany(j => j.Quantities()).FirstOrDefault(q => q is not ProbabilityQuantity) is
            { } other
        )
            throw new ProofException(rule, $"this kernel does not know what {other.Head} means.");
        foreach (var (side, given) in conclusion.Sides(Hypotheses))
            if (Grade.Of(side, given) is null)
                throw new ProofException(rule, $"{Grade.Blocking(side, given)} is not known to be defined in (-inf, inf].");
    }

    /// <summary>The rule that made it.</summary>
    public string Rule { get; }

    /// <summary>What is proved.</summary>
    public Judgement Conclusion { get; }

    /// <summary>Under which hypotheses.</summary>
    public Terms<Judgement> Hypotheses { get; }

    /// <summary>From which theorems.</summary>
    public ImmutableArray<Theorem> Premises { get; }

    /// <summary>The classical inequalities it rests on.</summary>
    public ImmutableSortedSet<string> Axioms { get; }

    /// <summary>What was taken without proof, by name; empty for a complete proof.</summary>
    public ImmutableSortedSet<string> Lemmas { get; }

    /// <summary>
    /// The symbols that stand for positive integers: those that count something here or did so in a premise. A consequence may no longer
    /// show why, as 0 &lt;= log n does that follows from a divergence of uniform laws on n points.
    /// </summary>
    public ImmutableHashSet<Symbol> Whole { get; }

    // A conclusion under all the hypotheses of its premises and some more.
    private static Theorem From(
        string rule,
        Judgement conclusion,
        IEnumerable<Theorem> premises,
        IEnumerable<Judgement>? given = null,
        string? axiom = null
    )
    {
        ImmutableArray<Theorem> all = [.. premises];
        if (all.Any(p => p is null))
            throw new ProofException(rule, "a premise is missing: only the kernel makes theorems, and null is none.");
        return new(rule, conclusion, all.SelectMany(p => p.Hypotheses).Concat(given ?? []), all, axiom);
    }

    /// <summary>J |- J; further hypotheses may be needed to know that J speaks of defined values.</summary>
    public static Theorem Hypothesis(Judgement judgement, params IEnumerable<Judgement> given) =>
        From("hypothesis", judgement, [], given.Prepend(judgement));

    /// <summary>Takes a judgement without proof, under a name that every theorem built on it shows.</summary>
    public static Theorem Lemma(string name, Judgement judgement) => new("lemma", judgement, [], [], lemma: name);

    /// <summary>From G |- J: G, H |- J. The hypothesis can tell later rules that a value is finite or bounded.</summary>
    public Theorem Assuming(Judgement hypothesis) => From("weakening", Conclusion, [this], [hypothesis]);

    /// <summary>From G1 |- H and G2, H |- J: G1, G2 |- J.</summary>
    public Theorem Discharge(Theorem proof)
    {
        const string rule = "discharge";
        if (proof is null || !Hypotheses.Contains(proof.Conclusion))
            throw new ProofException(rule, $"{proof?.Conclusion} is not among the hypotheses.");
        return new(rule, Conclusion, Hypotheses.Where(h => h != proof.Conclusion).Concat(proof.Hypotheses), [this, proof]);
    }

    /// <summary>
    /// From G |- J: the same with a positive finite expression for a symbol, throughout; the facts that tell that it is positive become
    /// hypotheses. For a symbol that counts something it is a positive integer: a number, a symbol, their sums and products.
    /// </summary>
    public Theorem Instantiate(Symbol symbol, Expr value, params IEnumerable<Judgement> given)
    {
        const string rule = "instantiate";
        var facts = given.ToTerms();
        if (Grade.Of(value, facts) is not { IsPositive: true, IsFinite: true })
            throw new ProofException(rule, $"{symbol} is a positive real; {value} is not known to be one.");
        var counts = Whole.Contains(symbol);
        if (counts && !Grade.IsWhole(value))
            throw new ProofException(rule, $"{symbol} is a positive integer; {value} is not known to be one.");
        return new(
            rule,
            Conclusion.Substitute(symbol, value),
            Hypotheses.Select(h => h.Substitute(symbol, value)).Concat(facts),
            [this],
            whole: Whole.Remove(symbol).Union(counts ? value.FreeSymbols() : [])
        );
    }

    /// <summary>From G |- J, where no hypothesis mentions the variables: G |- for all variables, J.</summary>
    public Theorem Generalize(params Terms<Variable> variables)
    {
        const string rule = "generalize";
        RefuseIfFree(rule, variables, this);
        return From(rule, new Judgement.ForAll(variables, Conclusion), [this]);
    }

    /// <summary>From G |- for all variables, J: J at the given points.</summary>
    public Theorem Specialize(params Terms<Point> points)
    {
        const string rule = "specialize";
        if (Conclusion is not Judgement.ForAll all)
            throw new ProofException(rule, $"{Conclusion} is not a statement for all values.");
        if (!all.Variables.Select(v => v.Of).SequenceEqual(points.Select(p => p.Space)))
            throw new ProofException(rule, $"{points} do not live where {all.Variables} do.");
        return From(rule, all.Body.Substitute(all.Variables.Zip(points).ToDictionary(p => p.First, p => p.Second)), [this]);
    }

    private static void RefuseIfFree(string rule, IEnumerable<Variable> variables, Theorem theorem)
    {
        var bound = variables.ToHashSet();
        foreach (var h in theorem.Hypotheses)
            if (h.FreeVariables().FirstOrDefault(bound.Contains) is { } captured)
                throw new ProofException(rule, $"the hypothesis {h} speaks of {captured.Name}, which is to be bound.");
    }

    /// <summary>The conclusion, with its hypotheses before a turnstile.</summary>
    public override string ToString() => $"{string.Join(", ", Hypotheses)} |- {Conclusion}";
}
