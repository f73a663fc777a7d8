using System.Collections.Immutable;

namespace Theory.Proofs.Kernel;

/// <summary>The entries of the closed list, in the order of their numbers.</summary>
internal static class AxiomList
{
    public static ImmutableArray<Axiom> Entries { get; } =
    [
        new(
            "H1",
            "Donsker-Varadhan change of measure",
            "Donsker and Varadhan 1975; Boucheron, Lugosi and Massart 2013, Corollary 4.15",
            @"\mathbb{E}_Q f\le\mathrm{KL}(Q\,\|\,P)+\log\mathbb{E}_P e^f",
            "both expectations are defined"
        ),
        new(
            "H2",
            "change of measure with a law that depends on the data",
            "Catoni 2007; McAllester 1999",
            @"\mathbb{E}_{Q_S}f\le\mathrm{KL}(Q_S\,\|\,P)+\log\mathbb{E}_P e^f\ \text{for all }S",
            "P does not depend on S: H1 with S free, then generalised",
            AxiomStanding.Derived
        ),
        new(
            "H3",
            "sub-Gaussian transport",
            "Boucheron, Lugosi and Massart 2013, Lemma 4.18",
            @"|\mathbb{E}_Q f-\mathbb{E}_P f|\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "f is R-sub-Gaussian under P, the second law of the divergence"
        ),
        new(
            "H3-",
            "transport from a lower tail",
            "Boucheron, Lugosi and Massart 2013, Lemma 4.18",
            @"\mathbb{E}_P f-\mathbb{E}_Q f\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "the lower tail of f is R-sub-Gaussian under P, the second law of the divergence"
        ),
        new(
            "H4",
            "Hoeffding's lemma",
            "Hoeffding 1963, Lemma 1",
            @"a\le f\le b\ \Rightarrow\ \log\mathbb{E}e^{s(f-\mathbb{E}f)}\le s^2(b-a)^2/8",
            "the range of f is known over everything random in it"
        ),
        new(
            "H5",
            "Lipschitz functions of Gaussians",
            "Boucheron, Lugosi and Massart 2013, Theorem 5.5",
            @"\mathrm{Lip}(f)\le1,\ P=\mathcal{N}(\mu,\sigma^2I)\ \Rightarrow\ f\text{ is }\sigma\text{-sub-Gaussian}",
            "the metric is Euclidean, a hypothesis in words"
        ),
        new(
            "H6",
            "transport inequality",
            "Bobkov and Goetze 1999, Theorem 3.1",
            @"W_1(Q,P)\le\sqrt{2R^2\,\mathrm{KL}(Q\,\|\,P)}",
            "every 1-Lipschitz function is R-sub-Gaussian under P, the second law"
        ),
        new(
            "H7",
            "Pinsker's inequality",
            "Boucheron, Lugosi and Massart 2013, Theorem 4.19",
            @"\mathrm{TV}(P,Q)\le\sqrt{\mathrm{KL}(P\,\|\,Q)/2}",
            "none"
        ),
        new(
            "H8",
            "Bretagnolle-Huber inequality",
            "Bretagnolle and Huber 1979; Tsybakov 2009, Lemma 2.6",
            @"\mathrm{TV}(P,Q)^2\le1-e^{-\mathrm{KL}(P\,\|\,Q)}",
            "none"
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
            "compensation identity, and given Z",
            "Topsoe 1967; Cover and Thomas 2006, Section 2.5",
            @"\mathbb{E}_X\mathrm{KL}(P_{Y|X}\,\|\,Q)=I(X;Y)+\mathrm{KL}(P_Y\,\|\,Q),\quad\mathrm{KL}(P_{XZY}\,\|\,QK)+\mathrm{KL}(P_Z\,\|\,Q_Z)=\mathrm{KL}(P_{XZ}\,\|\,Q)+\mathrm{KL}(P_{ZY}\,\|\,Q_ZK)+I(Y;X\mid Z)",
            "Q does not depend on X; given Z, the reference draws Y from a kernel at Z alone"
        ),
        new(
            "H13",
            "joint convexity",
            "Csiszar 1967; Villani 2009, Theorem 4.8",
            @"D(\mathbb{E}_uP_u,\mathbb{E}_uQ_u)\le\mathbb{E}_uD(P_u,Q_u)",
            "KL, total variation or W1; both mixtures over the same draws"
        ),
        new(
            "H14",
            "concavity of the square root",
            "Hardy, Littlewood and Polya 1934",
            @"\sqrt{a+b}\le\sqrt a+\sqrt b,\quad \tfrac1m\sum_i\sqrt{a_i}\le\sqrt{\tfrac1m\sum_i a_i}",
            "nonnegative terms: the kernel's rules on order (Jensen, subadditivity)",
            AxiomStanding.Derived
        ),
        new(
            "H15",
            "superadditivity of information",
            "Cover and Thomas 2006, Section 2.5",
            @"\sum_iI(X_i;Y)\le I(X_1,\dots,X_m;Y)",
            "the X_i are independent: entries of an i.i.d. sample, or proved by their draws"
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
            "H18",
            "triangle inequality of relative entropy",
            "N(0,1), N(1,1), N(2,1): 1/2 + 1/2 < 2",
            @"\mathrm{KL}(P\,\|\,R)\not\le\mathrm{KL}(P\,\|\,Q)+\mathrm{KL}(Q\,\|\,R)",
            "false",
            AxiomStanding.Refuted
        ),
        new(
            "H19",
            "relative entropy of diffusions (Girsanov)",
            "Liptser and Shiryaev 2001, Theorem 7.18",
            @"\mathrm{KL}(P^1\,\|\,P^2)=\mathrm{KL}(\mu_1\,\|\,\mu_2)+\tfrac12\int_0^T\mathbb{E}_1\frac{\|b_1-b_2\|^2}{g^2}\,dt",
            "same noise g > 0, Novikov's condition; laws of paths are no terms here",
            AxiomStanding.Listed
        ),
        new(
            "H20",
            "explicit and denoising score matching",
            "Vincent 2011",
            @"\mathbb{E}\|s-\nabla\log p_t\|^2=\mathbb{E}\|s-\nabla\log p(x_t|x_0)\|^2-\mathbb{E}\operatorname{tr}\operatorname{Cov}(\nabla\log p(x_t|x_0)\mid x_t)",
            "square integrable scores; scores are no terms here",
            AxiomStanding.Listed
        ),
        new(
            "H21",
            "Markov's inequality",
            "Boucheron, Lugosi and Massart 2013, Section 2.1",
            @"\Pr\bigl[\log Y\le\log\mathbb{E}Y+\log(1/\delta)\bigr]\ge1-\delta",
            "Y is positive"
        ),
        new(
            "H22",
            "Hoeffding's inequality",
            "Hoeffding 1963, Theorem 2",
            @"\Pr\bigl[\bar f\le\mathbb{E}f+t\bigr]\ge1-e^{-2nt^2/w^2}",
            "i.i.d. entries; f takes values in an interval of width w; t > 0"
        ),
        new(
            "H23",
            "McDiarmid's exponential moment",
            "McDiarmid 1989; Boucheron, Lugosi and Massart 2013, Theorem 6.2",
            @"\mathbb{E}e^{s(f-\mathbb{E}f)}\le e^{s^2nc^2/8}",
            "independent entries; changing one changes f by at most c"
        ),
        new(
            "H24",
            "PAC-Bayes bound",
            "Catoni 2007; Alquier 2024, Theorem 2.1",
            @"\mathbb{E}_{\rho_S}\Phi\le\tfrac1\lambda\bigl[\mathrm{KL}(\rho_S\,\|\,\pi)+\log\tfrac1\delta+\log\mathbb{E}_S\mathbb{E}_\pi e^{\lambda\Phi}\bigr]",
            "the prior and lambda do not depend on S: from H1 and H21",
            AxiomStanding.Derived
        ),
        new(
            "H25",
            "balance of a sum",
            "Boyd and Vandenberghe 2004, Section 4.5",
            @"2\sqrt{ab}\le a/\lambda+b\lambda",
            "nonnegative a and b: weighted means of the kernel",
            AxiomStanding.Derived
        ),
        new(
            "H26",
            "information through a Gaussian channel",
            "Polyanskiy and Wu 2024, Section 3.6",
            @"I(X;\mathcal{N}(aX,s^2I))\le\frac{a^2\,\mathbb{E}\,d(X,o)^2}{2s^2}",
            "the metric is Euclidean, a hypothesis in words; o is not random"
        ),
        new(
            "H27",
            "concavity of entropy",
            "Cover and Thomas 2006, Theorem 2.7.3",
            @"\mathbb{E}_vH(P_v)\le H(\mathbb{E}_vP_v)",
            "Shannon entropy; differential entropies are no terms here"
        ),
        new(
            "H28",
            "gradient flow on a convex function",
            "Nesterov 2018, Section 2.1",
            @"L(\theta(\tau))-L(\theta^*)\le\frac{\|\theta(0)-\theta^*\|^2}{2\tau}",
            "convex and differentiable; flows are no terms here",
            AxiomStanding.Listed
        ),
        new(
            "H29",
            "convergence of empirical laws in W1",
            "Weed and Bach 2019, Theorem 1",
            @"\mathbb{E}W_1(\mu,\hat\mu_n)\le C\,n^{-1/s}",
            "s above the upper Wasserstein dimension; the constant has no name",
            AxiomStanding.Listed
        ),
        new(
            "H30",
            "variational bound on f-divergences",
            "Nguyen, Wainwright and Jordan 2010, Lemma 1",
            @"\mathrm{GAN}_{\lambda f}(P,Q)=\sup_{\mathrm{Lip}(h)\le1}\mathbb{E}_Ph-\mathbb{E}_Q(\lambda f)^*(h)\le\lambda D_f(P\,\|\,Q)",
            "f convex with f(1) = 0, lambda > 0; the divergence is infinite unless P is absolutely continuous with respect to Q"
        ),
        new(
            "H31",
            "triangle of suprema over Lipschitz critics",
            "Husain, Nock and Williamson 2019, proof of Theorem 14; Villani 2009, Theorem 5.10, the easy side",
            @"\mathrm{GAN}_{\lambda f}(P,R)\le W_1(P,Q)+\mathrm{GAN}_{\lambda f}(Q,R)",
            "the critics are 1-Lipschitz for the metric of the distance"
        ),
        new(
            "H32",
            "restricted total variation against a sample",
            "Husain, Nock and Williamson 2019, proof of Theorem 14",
            @"f=|x-1|\ \Rightarrow\ \mathrm{GAN}_{\lambda f}(P,Q)\le\mathrm{GAN}_{\lambda f}(P,Q_n)+W_1(Q,Q_n)\ \text{almost surely}",
            "Q_n is the empirical law of points of Q, or of what a kernel makes of a sample; the kernel is fixed before"
        ),
    ];
}
