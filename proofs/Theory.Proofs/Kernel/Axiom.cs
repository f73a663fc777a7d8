using System.Collections.Immutable;

namespace Theory.Proofs.Kernel;

/// <summary>A classical inequality that the kernel takes as given, one of a closed list.</summary>
/// <param name="Id">Its number in the list.</param>
/// <param name="Name">Its name in the literature.</param>
/// <param name="Reference">Where it is proved.</param>
/// <param name="Latex">Its statement.</param>
/// <param name="SideConditions">What must be discharged, in words.</param>
public sealed record Axiom(string Id, string Name, string Reference, string Latex, string SideConditions)
{
    /// <summary>The closed list, in the order of its numbers.</summary>
    public static ImmutableArray<Axiom> All { get; } =
    [
        new(
            "H6",
            "transport inequality",
            "Bobkov and Goetze 1999, Theorem 3.1",
            @"W_1(Q,P)\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "every 1-Lipschitz function is R-sub-Gaussian under the second law"
        ),
        new(
            "H9",
            "data processing",
            "Cover and Thomas 2006, Section 2.8; Csiszar 1967 for f-divergences",
            @"\mathrm{KL}(PK\,\|\,QK)\le\mathrm{KL}(P\,\|\,Q)",
            "the same kernel on both sides; an f-divergence, not a transport distance"
        ),
        new(
            "H10",
            "chain rule of relative entropy",
            "Cover and Thomas 2006, Theorem 2.5.3",
            @"\mathrm{KL}(P_{XY}\,\|\,Q_{XY})=\mathrm{KL}(P_X\,\|\,Q_X)+\mathbb{E}_{P_X}\mathrm{KL}(P_{Y|X}\,\|\,Q_{Y|X})",
            "the average is under the first law"
        ),
        new(
            "H16",
            "Wasserstein distance: metric and couplings",
            "Villani 2009, Chapter 6",
            @"W_1(P,Q)\le\mathbb{E}\,d(X,Y),\quad W_1(P,R)\le W_1(P,Q)+W_1(Q,R)",
            "the joint law has the two laws as marginals"
        ),
    ];
}
