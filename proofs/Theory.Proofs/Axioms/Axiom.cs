using System.Collections.Immutable;

namespace Theory.Proofs.Kernel;

/// <summary>How an entry of the list enters proofs.</summary>
public enum AxiomStanding
{
    /// <summary>A rule of the kernel takes it as given.</summary>
    Rule,

    /// <summary>It follows from rules, so that no rule of its own is needed.</summary>
    Derived,

    /// <summary>It is false; a stored instance shows it.</summary>
    Refuted,

    /// <summary>The terms of this library cannot state it, or its constants have no name: it is in no proof.</summary>
    Listed,
}

/// <summary>A classical inequality of a closed list, most of which the kernel takes as given.</summary>
/// <param name="Id">Its number in the list.</param>
/// <param name="Name">Its name in the literature.</param>
/// <param name="Reference">Where it is proved.</param>
/// <param name="Latex">Its statement.</param>
/// <param name="SideConditions">What must be discharged, in words.</param>
/// <param name="Standing">How it enters proofs.</param>
public sealed record Axiom(
    string Id,
    string Name,
    string Reference,
    string Latex,
    string SideConditions,
    AxiomStanding Standing = AxiomStanding.Rule
)
{
    /// <summary>The closed list, in the order of its numbers.</summary>
    public static ImmutableArray<Axiom> All { get; } = AxiomList.Entries;
}
