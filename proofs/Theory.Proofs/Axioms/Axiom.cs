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
            "H1",
            "Donsker-Varadhan change of measure",
            "Donsker and Varadhan 1975; Boucheron, Lugosi and Massart 2013, Corollary 4.15",
            @"\mathbb{E}_Q f\le\mathrm{KL}(Q\,\|\,P)+\log\mathbb{E}_P e^f",
            "both expectations are defined"
        ),
        new(
            "H3",
            "sub-Gaussian transport",
            "Boucheron, Lugosi and Massart 2013, Lemma 4.18",
            @"|\mathbb{E}_Q f-\mathbb{E}_P f|\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "f is R-sub-Gaussian under P, the second law of the divergence"
        ),
        new(
            "H4",
            "Hoeffding's lemma",
            "Hoeffding 1963, Lemma 1",
            @"a\le f\le b\ \Rightarrow\ \log\mathbb{E}e^{s(f-\mathbb{E}f)}\le s^2(b-a)^2/8",
            "the range of f is known over everything random in it"
        ),
        new(
            "H6",
            "transport inequality",
            "Bobkov and Goetze 1999, Theorem 3.1",
            @"W_1(Q,P)\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "every 1-Lipschitz function is R-sub-Gaussian under P, the second law"
        ),
        new(
            "H9",
            "data processing",
            "Csiszar 1967; Cover and Thomas 2006, Section 2.8",
            @"\mathrm{KL}(PK\,\|\,QK)\le\mathrm{KL}(P\,\|\,Q)",
            "the same kernel on both sides; an f-divergence, not a transport distance"
        ),
        new("H9'", "Lipschitz pushforward", "Villani 2009, Chapter 6", @"W_1(g\#P,g\#Q)\le K\,W_1(P,Q)", "g is K-Lipschitz"),
        new(
            "H10",
            "chain rule of relative entropy",
            "Cover and Thomas 2006, Theorem 2.5.3",
            @"\mathrm{KL}(P_{XY}\,\|\,Q_{XY})=\mathrm{KL}(P_X\,\|\,Q_X)+\mathbb{E}_{P_X}\mathrm{KL}(P_{Y|X}\,\|\,Q_{Y|X})",
            "the average is under the first law"
        ),
        new(
            "H11",
            "mutual information as a divergence",
            "Cover and Thomas 2006, Section 2.3",
            @"I(X;Y)=\mathrm{KL}(P_{XY}\,\|\,P_X\otimes P_Y)",
            "unconditional mutual information"
        ),
        new(
            "H12",
            "compensation identity, given Z",
            "Topsoe 1967; Cover and Thomas 2006, Section 2.5",
            @"\mathrm{KL}(P_{XZY}\,\|\,QK)+\mathrm{KL}(P_Z\,\|\,Q_Z)=\mathrm{KL}(P_{XZ}\,\|\,Q)+\mathrm{KL}(P_{ZY}\,\|\,Q_ZK)+I(Y;X\mid Z)",
            "the reference draws Y from a kernel at Z alone"
        ),
        new(
            "H13",
            "joint convexity",
            "Csiszar 1967; Villani 2009, Theorem 4.8",
            @"D(\mathbb{E}_uP_u,\mathbb{E}_uQ_u)\le\mathbb{E}_uD(P_u,Q_u)",
            "KL, total variation or W1; both mixtures over the same draws"
        ),
        new(
            "H16",
            "Wasserstein distance: metric and couplings",
            "Villani 2009, Chapter 6",
            @"W_1(P,Q)\le\mathbb{E}\,d(X,Y),\quad W_1(P,R)\le W_1(P,Q)+W_1(Q,R),\quad W_1\le W_2",
            "the joint law has the two laws as marginals"
        ),
        new(
            "H17",
            "Kantorovich-Rubinstein duality",
            "Villani 2009, Theorem 5.10 and Corollary 5.22 (measurable selection)",
            @"W_1(P,Q)=\sup_{\mathrm{Lip}(f)\le1}\mathbb{E}_Pf-\mathbb{E}_Qf",
            "Polish space; bounded critics suffice; the critic may depend on all that the laws depend on"
        ),
        new(
            "H21",
            "Markov's inequality",
            "Boucheron, Lugosi and Massart 2013, Section 2.1",
            @"\Pr\bigl[\log Y\le\log\mathbb{E}Y+\log(1/\delta)\bigr]\ge1-\delta",
            "Y is positive"
        ),
        new(
            "H23",
            "McDiarmid's exponential moment",
            "McDiarmid 1989; Boucheron, Lugosi and Massart 2013, Theorem 6.2",
            @"\mathbb{E}e^{s(f-\mathbb{E}f)}\le e^{s^2nc^2/8}",
            "independent entries; changing one changes f by at most c"
        ),
    ];
}
