using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>
/// Assumptions that enclosures leave open, in exact arithmetic. That two points are independent to twelve digits is no independence: a claim on
/// independent points would be refuted by points that are not.
/// </summary>
internal sealed class ExactConditions
{
    private readonly FiniteCompiler<Exact, ExactArithmetic> compiler = new();
    private readonly Conditions<Exact, ExactArithmetic> stated;
    private readonly List<Func<Interpretation<Exact>, bool>> vanishing;

    /// <summary>Compiles the assumptions of a bound.</summary>
    public ExactConditions(Bound bound)
    {
        stated = new Conditions<Exact, ExactArithmetic>(compiler, bound.Assumptions, _ => Exact.Unknown);
        vanishing =
        [
            .. bound
                .Assumptions.Where(a => Assumed.ByConstruction(a.Judgement))
                .Select(a => Vanishing(a.Judgement))
                .OfType<Func<Interpretation<Exact>, bool>>(),
        ];
        AreThin = vanishing.Count > 0 || bound.Assumptions.Any(a => IsThin(a.Judgement));
    }

    /// <summary>
    /// Whether an assumption may hold to all digits of a double and not hold: one of equality, or one that is hardest where it is one.
    /// </summary>
    public bool AreThin { get; }

    /// <summary>Whether assumptions hold exactly in a world that has values for all symbols.</summary>
    /// <param name="world">The world.</param>
    /// <param name="open">The numbers of those that are not known to hold.</param>
    public bool Hold(FiniteWorld world, IEnumerable<int> open)
    {
        var w = compiler.Interpret(world);
        return open.All(k => stated.Holds(k, w)) && vanishing.TrueForAll(check => check(w));
    }

    private static bool IsThin(Judgement judgement) =>
        judgement switch
        {
            Judgement.ForAll all => IsThin(all.Body),
            Judgement.Both both => IsThin(both.First) || IsThin(both.Second),
            Judgement.AtMost or Judgement.Bounded or Judgement.Range or Judgement.Lipschitz or Judgement.LipschitzMap =>
                !Assumed.ByConstruction(judgement),
            Judgement.Equal or Judgement.Markov or Judgement.Independent or Judgement.SameLaw or Judgement.Coupling => true,
            _ => false,
        };

    // Where left <= K rest defines K and the rest is 0, no K helps a left side that is above it.
    private Func<Interpretation<Exact>, bool>? Vanishing(Judgement judgement)
    {
        switch (judgement)
        {
            case Judgement.AtMost a when Assumed.Factor(a) is { Others: not Number } factor:
                // A distance of laws is surely 0 where they are the same, and that is decided without a plan of transport.
                var zero = a.Left is Quantity { Meaning: Divergence d } ? Divergence.TV(d.P, d.Q) : a.Left;
                var (left, rest) = (compiler.Compile(zero), compiler.Compile(factor.Others));
                return w => !ExactArithmetic.IsZero(rest(w)) || ExactArithmetic.Upper(left(w)) <= 0;
            case Judgement.ForAll all:
                var values = new Values<Exact, ExactArithmetic>(compiler, all.Variables);
                return Vanishing(all.Body) is { } body ? w => values.In(w).All(_ => body(w)) : null;
            default:
                return null;
        }
    }
}
