using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Optimisation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs;

/// <summary>Well-known inequalities that follow from the kernel's rules: entries of the list that need no rule of their own.</summary>
public static class Inequalities
{
    /// <summary>H25. 2 sqrt(a b) &lt;= a/lambda + b lambda for nonnegative a, b and a positive lambda.</summary>
    public static Theorem Balance(Expr a, Expr b, Expr lambda, params IEnumerable<Judgement> given)
    {
        var facts = given.ToList();
        return WeightedMeans([(Rational.Half, 2 * (a / lambda)), (Rational.Half, 2 * (b * lambda))], facts)
            .As(2 * (Expr.Sqrt(a) * Expr.Sqrt(b)), a / lambda + b * lambda);
    }

    /// <summary>H25. At lambda = sqrt(a/b) the two terms are alike: a/lambda + b lambda = 2 sqrt(a b), for positive finite a and b.</summary>
    public static Theorem Balanced(Expr a, Expr b, params IEnumerable<Judgement> given)
    {
        var lambda = Expr.Sqrt(a / b);
        return Identity(a / lambda + b * lambda, 2 * (Expr.Sqrt(a) * Expr.Sqrt(b)), given);
    }

    /// <summary>
    /// H25, off balance. At u times the best lambda the sum is (u + 1/u)/2 times its least value: a/lambda + b lambda = (u + 1/u) sqrt(a b)
    /// at lambda = u sqrt(a/b), for positive finite a, b and u. On a grid whose values are a factor 2 apart some u lies between
    /// 1/sqrt(2) and sqrt(2), which costs at most the factor (sqrt(2) + 1/sqrt(2))/2 = 1.0607.
    /// </summary>
    public static Theorem OffBalance(Expr a, Expr b, Expr u, params IEnumerable<Judgement> given)
    {
        var lambda = u * Expr.Sqrt(a / b);
        return Identity(a / lambda + b * lambda, (u + 1 / u) * (Expr.Sqrt(a) * Expr.Sqrt(b)), given);
    }

    /// <summary>
    /// H25, in general. What the balancing of a sum of monomials claims of its best parameters, proved from its certificate: the
    /// weighted geometric mean of the dominant terms, in which the parameters cancel, is at most the sum for every value of them.
    /// The weights come from outside the kernel and are checked there.
    /// </summary>
    /// <param name="whole">The sum.</param>
    /// <param name="certificate">Dominant terms with weights, without constraints.</param>
    /// <param name="given">What tells that the terms are nonnegative, where structure does not.</param>
    /// <exception cref="ArgumentException">The certificate uses constraints, or its weights prove nothing.</exception>
    public static Theorem Undercut(Expr whole, Certificate certificate, params IEnumerable<Judgement> given)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.Constraints.Count > 0)
            throw new ArgumentException(
                "The certificate rests on constraints between symbols, which are no terms of the sum.",
                nameof(certificate)
            );
        if (certificate.Terms.FirstOrDefault(t => t.Weight is not Number) is { Weight: { } open })
            throw new ArgumentException($"The weight {open} has parameters: give them values first.", nameof(certificate));
        var facts = given.ToList();
        var means = WeightedMeans(certificate.Terms.Select(t => (((Number)t.Weight).Value, t.Term)).ToTerms(), facts);
        return means.Then(MoreTerms(means.Right(), whole, facts));
    }

    /// <summary>
    /// H24 (Catoni 2007). With probability at least 1 - delta over the draws, for every posterior, which may depend on what was drawn:
    /// E_posterior phi &lt;= (KL(posterior, prior) + log(1/delta) + log E_draws E_prior exp(lambda phi))/lambda. From a change of measure
    /// (H1) and Markov's inequality (H21).
    /// </summary>
    /// <param name="draws">The sample.</param>
    /// <param name="posterior">A law that may take the sample as given.</param>
    /// <param name="prior">A law that does not.</param>
    /// <param name="hypothesis">The variable of the two laws in <paramref name="phi"/>.</param>
    /// <param name="phi">A function of the hypothesis and the sample.</param>
    /// <param name="lambda">A positive number that does not depend on the sample.</param>
    /// <param name="delta">The probability of failure.</param>
    /// <param name="given">What tells that the expectations are defined.</param>
    public static Theorem PacBayes(
        Terms<Draw> draws,
        Law posterior,
        Law prior,
        Variable hypothesis,
        Expr phi,
        Expr lambda,
        Expr delta,
        params IEnumerable<Judgement> given
    )
    {
        ArgumentNullException.ThrowIfNull(prior);
        var facts = given.ToList();
        var drawn = draws.Select(d => d.Variable).ToHashSet();
        if (prior.FreeVariables.FirstOrDefault(drawn.Contains) is { } seen)
            throw new ArgumentException($"The prior {prior} depends on {seen.Name}, which is drawn.", nameof(prior));
        var changed = ChangeOfMeasure(posterior, prior, [hypothesis], lambda * phi, facts);
        var (divergence, logMoment) = (((Sum)changed.Right()).Items[0], (Log)((Sum)changed.Right()).Items[1]);
        var markov = MarkovInequality(draws, logMoment.Argument, delta, facts);
        var likely = ((Judgement.WithProbability)markov.Conclusion).Event;
        var bound = ((Judgement.AtMost)likely).Right;
        Expr underPosterior = new Expectation(RandomReal.Of(posterior, [hypothesis], phi));
        var onEvent = changed
            .Then(Hypothesis(likely, facts).Within(hole => divergence + hole))
            .Within(hole => 1 / lambda * hole)
            .As(underPosterior, 1 / lambda * (divergence + bound));
        return markov.Hence(onEvent);
    }
}
