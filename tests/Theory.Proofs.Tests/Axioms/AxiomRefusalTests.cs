using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Proofs.Tests.Kernel;
using Theory.Symbolics;
using static Theory.Probability.DivergenceKind;
using static Theory.Proofs.Kernel.Theorem;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Axioms;

/// <summary>False statements near the axioms, each refused with what does not match.</summary>
public sealed class AxiomRefusalTests
{
    private static readonly Law LawP = Of(P);
    private static readonly Law LawQ = Of(Q);
    private static readonly Law XY = Law.Of([DrawX, DrawY], AnyX, AnyY);
    private static readonly Judgement BoundedF = new Judgement.Bounded(F, Width);

    private static Theorem Tails(Law under) =>
        Hypothesis(new Judgement.SubGaussian(RandomReal.Of(under, [AnyX], At(F, AnyX)), Radius));

    private static Theorem Nothing => Hypothesis(new Judgement.AtMost(A, B));

    [Fact]
    public void Sub_Gaussian_transport_checks_function_law_and_parameter()
    {
        var other = new Function("other", [X]);
        Refused.Of(
            "H3",
            () => SubGaussianTransport(Tails(LawQ), LawQ, LawP, [AnyX], At(F, AnyX), false, BoundedF),
            "under the reference law"
        );
        Refused.Of("H3", () => SubGaussianTransport(Tails(LawP), LawQ, LawP, [AnyX], At(other, AnyX)), "are known, not those of");
        Refused.Of(
            "H3",
            () => SubGaussianTransport(Nothing, LawQ, LawP, [AnyX], At(F, AnyX)),
            "does not say that a function is sub-Gaussian"
        );
        Refused.Of(
            "H3",
            () =>
                SubGaussianTransport(
                    Hypothesis(new Judgement.SubGaussian(RandomReal.Of(LawP, [AnyX], At(F, AnyX)), A - (Expr)B)),
                    LawQ,
                    LawP,
                    [AnyX],
                    At(F, AnyX)
                ),
            "not known to be positive"
        );
        Refused.Of("H3", () => SubGaussianTransport(Tails(LawP), LawQ, LawP, [AnyX], At(F, AnyX)), "not known to be defined");
    }

    [Fact]
    public void A_lower_tail_gives_only_the_lower_direction_and_only_for_its_law()
    {
        Refused.Of(
            "H3-",
            () => LowerTransport(Tails(LawP), LawQ, LawP, [AnyX], At(F, AnyX), BoundedF),
            "a lower tail is sub-Gaussian"
        );
        Refused.Of(
            "H3-",
            () => LowerTransport(LowerTail(Tails(LawQ)), LawQ, LawP, [AnyX], At(F, AnyX), BoundedF),
            "under the reference law"
        );
        Refused.Of("definition of sub-Gaussian", () => LowerTail(Nothing), "does not say that a function is sub-Gaussian");
        Refused.Of("H3", () => SubGaussianTransport(LowerTail(Tails(LawP)), LawQ, LawP, [AnyX], At(F, AnyX)), "does not say");
    }

    [Fact]
    public void Hoeffdings_lemma_is_about_the_argument_that_is_random()
    {
        var overX = Hypothesis(new Judgement.Range(G, 0, Width));
        Refused.Of("H4", () => HoeffdingLemma(overX, [DrawY], [AnyX, AnyY]), "does not bound the range over what is random");
        Refused.Of(
            "H4",
            () => HoeffdingLemma(overX, [DrawX, DrawY], [AnyX, AnyY]),
            "does not bound the range over what is random"
        );
        Refused.Of("H4", () => HoeffdingLemma(Nothing, [DrawX], [AnyX]), "does not bound the range");
    }

    [Fact]
    public void The_exponent_of_a_moment_is_not_random() =>
        Refused.Of(
            "definition of sub-Gaussian",
            () =>
                MomentGenerating(
                    Hypothesis(new Judgement.SubGaussian(RandomReal.Of([DrawX], At(F, AnyX)), Radius), BoundedF),
                    At(F, AnyX)
                ),
            "depends on x, which is drawn"
        );

    [Fact]
    public void A_mixture_is_centred_over_all_that_is_drawn()
    {
        var forAll = new Judgement.ForAll([AnyX], new Judgement.SubGaussian(RandomReal.Of([DrawY], At(G, AnyX, AnyY)), Radius));
        Refused.Of("mixture of centred sub-Gaussians", () => CentredMixture(Hypothesis(forAll), [Sample]), "are drawn");
        Refused.Of("mixture of centred sub-Gaussians", () => CentredMixture(Tails(LawP), [DrawX]), "for all values");
        var radius = new Judgement.ForAll(
            [AnyX],
            new Judgement.SubGaussian(RandomReal.Of([DrawY], At(G, AnyX, AnyY)), 1 + At(F, AnyX))
        );
        Refused.Of("mixture of centred sub-Gaussians", () => CentredMixture(Hypothesis(radius), [DrawX]), "depends on x");
    }

    [Fact]
    public void A_critic_may_depend_on_all_that_the_laws_depend_on_and_nothing_less()
    {
        var critic = new Function("c", [X], IsNonnegative: true);
        var range = new Symbol("range");
        var anything = Hypothesis(new Judgement.AtMost(A, B));
        Refused.Of(
            "H17",
            () => KantorovichRubinstein(anything, critic, range, [DrawX], [], Law.At(Walk, AnyX), LawQ, A),
            "the laws depend on x, the critic does not"
        );
        Refused.Of("H17", () => KantorovichRubinstein(anything, critic, range, [], [], LawP, LawQ, A), "is not");
        Refused.Of("H17", () => KantorovichRubinstein(anything, critic, range, [], [], XY, XY, A), "not laws of one point");
        Refused.Of(
            "H17",
            () =>
                KantorovichRubinstein(
                    anything,
                    new Function("c", [X, X]),
                    range,
                    [DrawX],
                    [AnyX],
                    Law.At(Walk, AnyX),
                    LawQ,
                    At(F, AnyX)
                ),
            "depends on x, which is drawn"
        );
    }

    [Fact]
    public void Data_processing_wants_one_kernel_and_an_f_divergence()
    {
        Refused.Of("H9", () => DataProcessing(KullbackLeibler, LawP, Through(K), LawQ, Through(L)), "not the same kernel");
        Refused.Of("H9", () => DataProcessing(Wasserstein2, LawP, Through(K), LawQ, Through(K)), "only f-divergences shrink");
        Refused.Of(
            "H9",
            () => DataProcessing((DivergenceKind)17, LawP, Through(K), LawQ, Through(K)),
            "only f-divergences shrink"
        );
        Refused.Of("H13", () => Convexity(Wasserstein2, [DrawX], Law.At(K, AnyX), Law.At(L, AnyX)), "not convex");
        Refused.Of("H9'", () => LipschitzPushforward(Nothing, LawP, LawQ), "does not say that a map");
    }

    [Fact]
    public void Hidden_dependence_is_not_independence()
    {
        const string rule = "independence of separate draws";
        Refused.Of(rule, () => IndependentOutputs(XY), "x is behind more than one");
        Refused.Of(
            rule,
            () => IndependentOutputs(Law.Of([Sample], new Entry(Sample.Variable, 1), new Entry(Sample.Variable, I))),
            "D is behind"
        );
        var independent = IndependentOutputs(LawP.Times(LawQ));
        Refused.Of("H15", () => Superadditivity(independent, Law.Of([DrawX, DrawY], AnyX, AnyX, AnyY)), "are not those of");
        Refused.Of("H15", () => Superadditivity(Nothing, XY), "does not say that outputs are independent");
        Refused.Of("H15", () => SampleSuperadditivity(XY, Sample, I), "not an i.i.d. sample among the draws");
        Refused.Of("H15", () => SampleSuperadditivity(XY, DrawX, I), "not an i.i.d. sample among the draws");
    }

    [Fact]
    public void Entries_are_not_independent_of_the_whole_sample()
    {
        var f = new Function("whole", [X, Sample.Variable.Of]);
        Refused.Of(
            "independence",
            () => IndependentEntries(Sample, I, AnyX, At(f, AnyX, Sample.Variable)),
            "depends on the whole sample"
        );
        Refused.Of("independence", () => IndependentEntries(DrawX, I, AnyX, At(F, AnyX)), "not an i.i.d. sample");
        Refused.Of("definition of the uniform law", () => UniformAverage(DrawX, I, At(F, AnyX)), "not uniform");
        Refused.Of(
            "definition of the uniform law",
            () => UniformAverage(Draw.From("j", new UniformIndex(M)), I, I),
            "already speaks of i"
        );
    }

    [Fact]
    public void Failure_probabilities_are_not_random_and_events_stay_under_theirs()
    {
        var y = new Exp(At(F, AnyX));
        Refused.Of("H21", () => MarkovInequality([DrawX], y, new Exp(-At(F, AnyX)), BoundedF), "depends on x, which is drawn");
        Refused.Of("H21", () => MarkovInequality([DrawX], At(F, AnyX), Delta, BoundedF), "not known to be positive");
        Refused.Of("H21", () => MarkovInequality([DrawX], y, Delta - 1, BoundedF), "not known to be positive");
        var markov = MarkovInequality([DrawX], y, Delta, BoundedF);
        Refused.Of("monotonicity of probability", () => markov.Hence(Nothing), "does not start from");
        var likely = ((Judgement.WithProbability)markov.Conclusion).Event;
        Refused.Of(
            "monotonicity of probability",
            () => markov.Hence(Hypothesis(likely, BoundedF).Assuming(new Judgement.AtMost(0, At(F, AnyX)))),
            "speaks of x, which is drawn"
        );
        Refused.Of("monotonicity of probability", () => Nothing.Hence(Nothing), "not a statement with probability");
        Refused.Of("discharge", () => Hypothesis(likely, BoundedF).Discharge(markov), "is not among the hypotheses");
        var over = MarkovInequality([Sample], new Exp(At(F, new Entry(Sample.Variable, 1))), Delta, BoundedF);
        Refused.Of("union bound", () => Union(markov, over), "over different draws");
        Refused.Of("union bound", () => Union(markov, Nothing), "not both statements with probability");
        Refused.Of("conjunction", () => Nothing.Part(second: true), "is not two judgements");
    }

    [Fact]
    public void Bounded_differences_are_in_the_sample_and_their_width_is_not()
    {
        var value = At(F, new Entry(Sample.Variable, 1));
        Theorem Width(Expr width) => Hypothesis(new Judgement.BoundedDifferences(Sample.Variable, value, width), BoundedF);
        Refused.Of("H23", () => McDiarmid(Width(1 + value), Sample, S), "depends on D, which is drawn");
        Refused.Of("H23", () => McDiarmid(Width(A), Sample, value), "depends on D, which is drawn");
        Refused.Of("H23", () => McDiarmid(Width(A), DrawX, S), "does not bound differences in x");
        Refused.Of("H23", () => McDiarmid(Nothing, Sample, S), "does not bound differences");
        var metric = Hypothesis(new Judgement.Bounded(Function.Metric(X), A));
        Refused.Of(
            "H16",
            () => EmpiricalDifferences(metric, Sample, Law.Of([], new Entry(Sample.Variable, 1))),
            "depends on the sample"
        );
        Refused.Of("H16", () => EmpiricalDifferences(Hypothesis(BoundedF), Sample, LawQ), "does not bound the metric");
    }

    [Fact]
    public void Hoeffdings_inequality_wants_a_bounded_function_of_one_entry_and_a_fixed_margin()
    {
        var bounded = Hypothesis(BoundedF);
        Refused.Of("H22", () => HoeffdingInequality(bounded, DrawX, I, A), "not an i.i.d. sample");
        Refused.Of(
            "H22",
            () => HoeffdingInequality(Hypothesis(new Judgement.Bounded(G, Width)), Sample, I, A),
            "one entry of the sample"
        );
        Refused.Of("H22", () => HoeffdingInequality(bounded, Sample, I, A - (Expr)B), "not known to be positive");
        Refused.Of(
            "H22",
            () => HoeffdingInequality(bounded, Sample, I, new Exp(At(F, new Entry(Sample.Variable, 1)))),
            "which is drawn"
        );
        Refused.Of("H22", () => HoeffdingInequality(bounded, Sample, I, I), "already in use");
    }

    [Fact]
    public void Gaussian_rules_want_a_variance_and_their_own_space()
    {
        Refused.Of("H5", () => GaussianLipschitz(new GaussianChannel(1, 0, X, X), AnyX), "not known to be positive");
        Refused.Of("H26", () => GaussianInformation(LawP, new GaussianChannel(1, 1, Y, Y), AnyX), "are not a law and a point");
        Refused.Of(
            "H26",
            () => GaussianInformation(LawP, new GaussianChannel(Constant.Infinity, 1, X, Y), AnyX),
            "not known to be finite"
        );
        Refused.Of("H12", () => ConditionalCompensation(XY, XY, Through(K)), "not a law of three points");
        Refused.Of(
            "H11",
            () => InformationAsDivergence(new MutualInformation(Law.Of([DrawX, DrawY, DrawZ], AnyX, AnyY, AnyZ))),
            "is conditional"
        );
    }

    [Fact]
    public void A_prior_that_has_seen_the_sample_is_refused() =>
        Refused.OfTerm(
            () => Inequalities.PacBayes([Sample], Of(OnY), Law.At(Rule, Sample.Variable), AnyY, At(G, AnyX, AnyY), A, Delta),
            "depends on D, which is drawn"
        );
}
