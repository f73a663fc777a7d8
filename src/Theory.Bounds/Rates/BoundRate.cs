using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;

namespace Theory.Bounds;

/// <summary>
/// The rate of a bound in the sample size n, with the width m = n^kappa, at the best values of its free parameters (inverse temperature,
/// times of training and diffusion); everything else, divergences too, is held fixed. Terms that neither n, m nor a free parameter
/// moves are floors: they stay, whatever n is.
/// </summary>
/// <param name="Bound">The bound.</param>
/// <param name="Over">The free parameters.</param>
/// <param name="Balance">The rate of what moves, by regimes; null where nothing moves.</param>
/// <param name="Floors">The terms that stay.</param>
public sealed record BoundRate(Bound Bound, Terms<Symbol> Over, Balance? Balance, Terms<Term> Floors)
{
    /// <summary>n, in which every rate is written.</summary>
    public static Symbol SampleSize { get; } = new("n");

    /// <summary>kappa, the exponent of the width.</summary>
    public static Symbol Exponent { get; } = new("kappa");

    private static readonly Role[] Free = [Role.InverseTemperature, Role.TrainingTime, Role.DiffusionTime];

    /// <summary>The rate of a bound.</summary>
    public static BoundRate Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var letters = bound.Right.FreeSymbols().ToList();
        Terms<Symbol> In(params Role[] roles) =>
            letters.Where(s => bound.Glossary.Any(e => e.Name == s.Name && roles.Contains(e.Role))).ToTerms();
        var (sizes, widths, over) = (In(Role.SampleSize), In(Role.Width), In(Free));
        var movers = sizes.Concat(widths).Concat(over).ToHashSet();
        var moving = bound.Terms.Where(t => Fixed(t.Expr, movers).FreeSymbols().Any(movers.Contains)).ToList();
        var floors = bound.Terms.Except(moving).ToTerms();
        if (moving.Count == 0)
            return new(bound, over, null, floors);
        Expr InSizes(Expr e) =>
            widths.Aggregate(
                sizes.Aggregate(Fixed(e, movers), (x, s) => x.Substitute(s, SampleSize)),
                (x, s) => x.Substitute(s, Power.Of(SampleSize, Exponent))
            );
        // Without a free parameter one is made up, on which nothing depends but a term that is balanced by itself.
        var idle = new Symbol("idle");
        var sum = Sum.Of(moving.Select(t => InSizes(t.Expr)));
        var context = Context.Given("n >= 1, kappa > 0");
        return over.Count > 0
            ? new(bound, over, Balancing.Balance(sum, over, context, [SampleSize]), floors)
            : new(bound, over, Balancing.Balance(sum * (idle + 1 / (Expr)idle), [idle], context, [SampleSize]), floors);
    }

    /// <summary>The exponent of n in the rate for one kappa; null where it has none.</summary>
    public Rational? At(Rational kappa) =>
        Balance is Balance.Diagram diagram
            ? diagram
                .Regimes.Where(r => r.When.All(c => Holds(c, kappa)))
                .Select(r => Degree(r.Rate, kappa))
                .FirstOrDefault(d => d is not null)
            : null;

    /// <summary>The values of kappa at which regimes meet.</summary>
    public IEnumerable<Rational> Breaks =>
        Balance is Balance.Diagram diagram
            ? diagram.Regimes.SelectMany(r => r.When).Select(c => c.Right).OfType<Number>().Select(n => n.Value).Distinct()
            : [];

    private static bool Holds(Statement.Comparison c, Rational kappa) =>
        (Value(c.Left.Substitute(Exponent, kappa)), Value(c.Right.Substitute(Exponent, kappa))) is ({ } left, { } right)
        && c.Relation switch
        {
            Symbolics.Relation.Less or Symbolics.Relation.LessOrEqual => left <= right,
            Symbolics.Relation.Greater or Symbolics.Relation.GreaterOrEqual => left >= right,
            _ => left == right,
        };

    // n^(x) has the degree x; a constant has 0.
    private static Rational? Degree(Expr rate, Rational kappa) =>
        rate.Substitute(Exponent, kappa) switch
        {
            var e when e == SampleSize => Rational.One,
            Power { Base: Symbol s, Exponent: var x } when s == SampleSize => Value(x),
            Product p => p.Items.Select(i => Degree(i, kappa)).Aggregate((Rational?)Rational.Zero, (sum, d) => sum + d),
            var e => e.DependsOn(SampleSize) ? null : Rational.Zero,
        };

    private static Rational? Value(Expr e) => (e.Simplify(Context.Empty) as Number)?.Value;

    // What nothing here moves is 1, up to constants; exponents stay. Divergences are held fixed too, so that a sum of them, inside an
    // expectation or not, is their number.
    private static Expr Fixed(Expr e, IReadOnlySet<Symbol> moving) =>
        e switch
        {
            Number => e,
            Quantity { Meaning: Expectation x } when x.Of.Body.SubExpressions().Any(part => part is Series) => Fixed(
                x.Of.Body,
                moving
            ),
            Quantity => 1,
            Series s when Fixed(s.Body, moving) is var body && !body.DependsOn(s.Index) => s.IsAverage
                ? body
                : Fixed(s.Upper, moving) * body,
            _ when !e.FreeSymbols().Any(moving.Contains) && !e.SubExpressions().Any(part => part is Quantity or Series) => 1,
            Power p => Power.Of(Fixed(p.Base, moving), p.Exponent),
            _ => e.MapChildren(child => Fixed(child, moving)),
        };
}
