using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Evaluation = Theory.Probability.Evaluation;

namespace Theory.Verification.Chains;

/// <summary>
/// Where a bound's laws end in a real number that is Gaussian given what is finite: its informations are those of a Gaussian channel, and
/// everything else is that of a finite world.
/// </summary>
/// <param name="Read">The bound as its worlds read it: all that is not finite is what draws from <paramref name="Kernel"/> tell.</param>
/// <param name="Kernel">The kernel of the end.</param>
/// <param name="Mean">The mean of the end, a real function of the kernel's arguments, but for a factor.</param>
/// <param name="Gain">The factor with which the mean enters in a world, in units of the noise.</param>
/// <param name="Symbols">The symbols that the factor depends on, which a wrong version of the bound need not mention.</param>
/// <param name="Encoding">A kernel to a starting point that puts each training point in one cell.</param>
/// <param name="Change">
/// What the worlds meant change the laws of the finite ones by, in total variation: 0 where they are those worlds themselves.
/// </param>
public sealed record GaussianEnd(
    Bound Read,
    Kernel Kernel,
    Function Mean,
    Func<FiniteWorld, Interval> Gain,
    Terms<Symbol> Symbols,
    NamedKernel? Encoding = null,
    double Change = 0
)
{
    /// <summary>How a bound ends: as an implementation of <see cref="IGaussianEnds"/> knows, or else in one Gaussian step; null if not so.</summary>
    public static GaussianEnd? Of(Bound bound) =>
        (
            from type in typeof(GaussianEnd).Assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false } && typeof(IGaussianEnds).IsAssignableFrom(type)
            orderby type.FullName
            select ((IGaussianEnds)Activator.CreateInstance(type)!).For(bound)
        ).FirstOrDefault(end => end is not null) ?? OneStep(bound);

    /// <summary>
    /// A bound on what is told by points <c>N(a x, s^2)</c> on the line of finitely many x: recognised by the channel in its informations.
    /// The metric of the space of x is their distance on the line.
    /// </summary>
    private static GaussianEnd? OneStep(Bound bound)
    {
        var channels = Informations(bound)
            .SelectMany(i => i.Joint.Draws)
            .Select(d => d.Kernel)
            .OfType<GaussianChannel>()
            .Distinct();
        if (channels.ToList() is not [{ On: Space.Named space } step])
            return null;
        var place = new Function("place", [space]);
        Expr OnLine(Expr e) =>
            e switch
            {
                Quantity { Meaning: Evaluation { Function.IsMetric: true } d } when d.Arguments[0].Space == space => Distance(d),
                Quantity { Meaning: Expectation x } => Expectation.Under(x.Of.Draws, OnLine(x.Of.Body)),
                _ => e.MapChildren(OnLine),
            };
        Expr Distance(Evaluation d)
        {
            var difference = At(d.Arguments[0]) - At(d.Arguments[1]);
            return new Max([difference, -difference]);
        }
        Expr At(Point x) => new Evaluation(place, [x]);
        return new GaussianEnd(
            bound.Mapped(OnLine),
            step,
            place,
            world =>
            {
                var at = world.Symbols.Aggregate(
                    new Assignment<Interval>(),
                    (values, symbol) => values.With(symbol.Key, Interval.Around(symbol.Value))
                );
                return step.Scale.Enclose(at) / step.Variance.Enclose(at).Sqrt();
            },
            [.. step.Scale.FreeSymbols().Concat(step.Variance.FreeSymbols()).Distinct()]
        );
    }

    internal static IEnumerable<MutualInformation> Informations(Bound bound) =>
        bound
            .Left.SubExpressions()
            .Concat(bound.Right.SubExpressions())
            .OfType<Quantity>()
            .Select(q => q.Meaning)
            .OfType<MutualInformation>();
}

/// <summary>Knows how the bounds of a paper end in a Gaussian. Implementations stand in <c>Instances</c>.</summary>
public interface IGaussianEnds
{
    /// <summary>How a bound ends; null where not in a Gaussian.</summary>
    GaussianEnd? For(Bound bound);
}

/// <summary>Bounds with both sides changed alike.</summary>
internal static class BoundMapping
{
    /// <summary>The bound with a function applied to its left side and to each term.</summary>
    public static Bound Mapped(this Bound bound, Func<Expr, Expr> map) =>
        bound with
        {
            Left = map(bound.Left),
            Terms = bound.Terms.Select(t => t with { Expr = map(t.Expr) }).ToTerms(),
        };
}
