using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;

namespace Theory.Bounds;

/// <summary>What a bound says of its symbols.</summary>
public static class Domains
{
    /// <summary>The domains of the glossary, as hypotheses; bound indices are left out.</summary>
    public static Context OfSymbols(this Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var stated = bound.Glossary.Where(entry => entry.Role != Role.Index && entry.Domain.Length > 0);
        return Context.Given(string.Join(", ", stated.Select(entry => entry.Domain)));
    }

    /// <summary>
    /// What follows from the domains of symbols and a proof cannot see for itself, since there every symbol is just a positive real: the
    /// logarithms of the right side that are nonnegative, such as log(1/delta).
    /// </summary>
    internal static IEnumerable<Assumption> Consequences(this Bound bound)
    {
        var context = bound.OfSymbols();
        return bound
            .Right.SubExpressions()
            .OfType<Log>()
            .Distinct()
            .Where(log => !log.SubExpressions().Any(e => e is Quantity) && log.IsNonnegative(context))
            .Select(log => new Assumption($"{log} is nonnegative", new Judgement.AtMost(0, log)));
    }
}
