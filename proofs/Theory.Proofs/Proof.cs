using System.Collections.Immutable;
using System.Reflection;
using Theory.Bounds;
using Theory.Probability;
using Theory.Proofs.Kernel;

namespace Theory.Proofs;

/// <summary>How a bound is proved: its catalog entry and the derivation that replays it in the kernel.</summary>
/// <param name="Bound">The catalog entry.</param>
/// <param name="Replay">Derives it anew, rule by rule.</param>
public sealed record Derivation(Bound Bound, Func<Theorem> Replay)
{
    /// <summary>All derivations: the public static members of this type in the derivation files.</summary>
    public static ImmutableArray<Derivation> All { get; } =
    [
        .. typeof(Derivation)
            .Assembly.GetTypes()
            .Where(t => t.Namespace == "Theory.Proofs.Derivations")
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(Derivation))
            .Select(p => (Derivation)p.GetValue(null)!)
            .OrderBy(d => d.Bound.Id, StringComparer.Ordinal),
    ];
}

/// <summary>What a replay came to.</summary>
public enum ProofStatus
{
    /// <summary>The kernel proves the statement from the catalog's assumptions, without lemmas.</summary>
    Proved,

    /// <summary>It is proved from lemmas, or from hypotheses that the catalog does not list.</summary>
    Conditional,

    /// <summary>There is no derivation.</summary>
    None,
}

/// <summary>One numbered line of a proof.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Rule">The rule or axiom that gives it.</param>
/// <param name="Premises">The numbers of the lines it uses.</param>
/// <param name="Conclusion">What it says.</param>
public sealed record Step(int Number, string Rule, ImmutableArray<int> Premises, Judgement Conclusion);

/// <summary>The replay of a bound's derivation, ready to be read.</summary>
public sealed record Proof
{
    private Proof(Bound bound, ProofStatus status, Theorem? theorem)
    {
        (Bound, Status, Theorem) = (bound, status, theorem);
        Steps = theorem is null ? [] : Number(theorem);
    }

    /// <summary>The catalog entry.</summary>
    public Bound Bound { get; }

    /// <summary>What the replay came to.</summary>
    public ProofStatus Status { get; }

    /// <summary>The theorem, where there is a derivation.</summary>
    public Theorem? Theorem { get; }

    /// <summary>Its lines, each after those it uses.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The hypotheses that the catalog's assumptions do not list.</summary>
    public IEnumerable<Judgement> ExtraHypotheses =>
        Theorem is null ? [] : Theorem.Hypotheses.Except(Bound.Assumptions.Select(a => a.Judgement));

    /// <summary>Replays the derivation of a bound; a composed bound is proved from the proofs of its parts.</summary>
    /// <exception cref="InvalidOperationException">The derivation proves another statement than the bound's.</exception>
    /// <example>
    /// <code>Proof.Of(Catalog.Get("chen2025:vae-averaged")).Status</code>
    /// is <c>Proved</c>.
    /// </example>
    public static Proof Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (bound.Made is not null)
            return OfComposition(bound);
        return Derivation.All.FirstOrDefault(d => d.Bound.Id == bound.Id) is { } derivation
            ? Of(derivation with { Bound = bound })
            : new Proof(bound, ProofStatus.None, null);
    }

    /// <summary>Replays a derivation, of a bound in the catalog or of one's own.</summary>
    /// <exception cref="InvalidOperationException">The derivation proves another statement than the bound's.</exception>
    public static Proof Of(Derivation derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        return Judged(derivation.Bound, derivation.Replay());
    }

    private static Proof OfComposition(Bound bound)
    {
        Theorem theorem;
        try
        {
            theorem = CompositionProofs.Prove(bound);
        }
        catch (ProofException)
        {
            // It speaks of quantities that the kernel does not know: not even a lemma can say it.
            return new Proof(bound, ProofStatus.None, null);
        }
        return Judged(bound, theorem);
    }

    private static Proof Judged(Bound bound, Theorem theorem)
    {
        if (theorem.Conclusion != bound.Statement)
            throw new InvalidOperationException(
                $"The derivation of {bound.Id} proves {theorem.Conclusion}, but the statement is {bound.Statement}."
            );
        var proof = new Proof(bound, ProofStatus.Proved, theorem);
        return theorem.Lemmas.IsEmpty && !proof.ExtraHypotheses.Any()
            ? proof
            : new Proof(bound, ProofStatus.Conditional, theorem);
    }

    private static ImmutableArray<Step> Number(Theorem theorem)
    {
        var numbers = new Dictionary<Theorem, int>(ReferenceEqualityComparer.Instance);
        var steps = ImmutableArray.CreateBuilder<Step>();
        void Visit(Theorem t)
        {
            if (numbers.ContainsKey(t))
                return;
            foreach (var premise in t.Premises)
                Visit(premise);
            numbers[t] = steps.Count + 1;
            steps.Add(new Step(steps.Count + 1, t.Rule, [.. t.Premises.Select(p => numbers[p])], t.Conclusion));
        }
        Visit(theorem);
        return steps.ToImmutable();
    }
}
