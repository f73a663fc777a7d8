using Theory.Symbolics;

namespace Theory.Probability.Finite;

public sealed partial class FiniteCompiler<T, TArithmetic>
{
    private static readonly T Zero = TArithmetic.Of(Rational.Zero);
    private static readonly T One = TArithmetic.Of(Rational.One);
    private static readonly T Minus = TArithmetic.Of(-1);

    private Func<Interpretation<T>, T> Compile(ProbabilityQuantity quantity, Scope scope)
    {
        switch (quantity)
        {
            case Divergence { Kind: DivergenceKind.KullbackLeibler } d:
                var (p, q) = (Distribution(d.P, scope), Distribution(d.Q, scope));
                return w => Discrepancies<T, TArithmetic>.KullbackLeibler(p(w), q(w));
            case Divergence { Kind: DivergenceKind.TotalVariation } d:
                (p, q) = (Distribution(d.P, scope), Distribution(d.Q, scope));
                return w => Discrepancies<T, TArithmetic>.TotalVariation(p(w), q(w));
            case Divergence d:
                return Wasserstein(d, scope);
            case MutualInformation i:
                return Compile(i, scope);
            case Entropy h:
                var law = Distribution(h.Of, scope);
                return w => Discrepancies<T, TArithmetic>.Entropy(law(w));
            case Evaluation e:
                var function = vocabulary.Number(vocabulary.Functions, e.Function);
                var arguments = Lexicographic(e.Arguments, scope);
                return w => w.Functions[function][arguments(w)];
            case Expectation e:
                var values = Values(e.Of, scope);
                T Mean(Interpretation<T> w)
                {
                    var total = Zero;
                    foreach (var (value, mass) in values(w))
                        total = TArithmetic.Add(total, TArithmetic.Multiply(value, mass));
                    return total;
                }
                return IsConstant(e, scope) ? Once(Mean) : Mean;
            case TransportCost c:
                var cost = vocabulary.Number(vocabulary.Functions, c.Cost);
                (p, q) = (Distribution(c.P, scope), Distribution(c.Q, scope));
                return w => Transport<T, TArithmetic>.Cost(p(w), q(w), w.Functions[cost]);
            case FDivergence f:
                return Compile(f, scope);
            case RestrictedGan g:
                return Compile(g, scope);
            case Supremum s:
                return Compile(s, scope);
            default:
                throw new ArgumentException($"{quantity.Head} has no meaning in a finite world.", nameof(quantity));
        }
    }

    // Nothing that is bound outside occurs in it: one value in one world.
    private static bool IsConstant(Expectation e, Scope scope) =>
        !e.Of.FreeVariables.Any() && !e.FreeSymbols.Any(scope.Indices.ContainsKey);

    private Func<Interpretation<T>, T> Once(Func<Interpretation<T>, T> value)
    {
        var place = vocabulary.NewConstant();
        return w => w.Constants[place] is { } known ? known.Value : (w.Constants[place] = new(value(w))).Value;
    }

    private Func<Interpretation<T>, T> Wasserstein(Divergence d, Scope scope)
    {
        if (d.P.Spaces is not [var space])
            throw new ArgumentException($"{d.Head} needs laws of one point, for the metric of its space.");
        var metric = vocabulary.Number(vocabulary.Functions, Function.Metric(space));
        var (p, q) = (Distribution(d.P, scope), Distribution(d.Q, scope));
        return d.Kind == DivergenceKind.Wasserstein1
            ? w => Transport<T, TArithmetic>.Cost(p(w), q(w), w.Functions[metric])
            : w =>
                TArithmetic.Power(
                    Transport<T, TArithmetic>.Cost(
                        p(w),
                        q(w),
                        Array.ConvertAll(w.Functions[metric], x => TArithmetic.Multiply(x, x))
                    ),
                    Rational.Half
                );
    }

    private Func<Interpretation<T>, T> Compile(Supremum s, Scope scope)
    {
        var slot = vocabulary.NewSlot();
        var size = Size(s.Over.Of);
        var body = Compile(s.Body, scope with { Points = scope.Points.SetItem(s.Over, slot) });
        return w =>
        {
            var largest = TArithmetic.Exactly(double.NegativeInfinity);
            for (w.Frame[slot] = 0; w.Frame[slot] < size(w); w.Frame[slot]++)
                largest = TArithmetic.Max(largest, body(w));
            return largest;
        };
    }

    private Func<Interpretation<T>, T> Compile(MutualInformation i, Scope scope)
    {
        var joint = Distribution(i.Joint, scope);
        var sizes = i.Joint.Spaces.Select(Size).ToArray();
        int Extent(Interpretation<T> w, int from, int count) =>
            sizes.Skip(from).Take(count).Aggregate(1, (n, size) => n * size(w));
        return w => Discrepancies<T, TArithmetic>.MutualInformation(joint(w), Extent(w, 0, i.Left), Extent(w, i.Left, i.Right));
    }

    private Func<Interpretation<T>, IReadOnlyList<(T Value, T Mass)>> Values(RandomReal real, Scope scope)
    {
        WalksThroughSamples |= real.Draws.Any(d => d.Kernel is Sampling);
        var drawn = real.Draws.Select(d => d.Variable).ToHashSet();
        var points = real.Body.LargestPoints().Where(p => p.FreeVariables.Any(drawn.Contains)).ToList();
        var joint = Marginal(real.Draws, points, scope);
        var inner = scope.Points.Where(p => !p.Key.FreeVariables.Any(drawn.Contains));
        var body = Compile(
            real.Body,
            scope with
            {
                Points = System.Collections.Immutable.ImmutableDictionary.CreateRange(
                    inner.Concat(points.Select((p, k) => KeyValuePair.Create(p, joint.Slots[k])))
                ),
            }
        );
        return w =>
        {
            var masses = joint.Mass(w);
            var walk = new Walk(w.Frame, joint.Slots, Array.ConvertAll(joint.Sizes, s => s(w)));
            var values = new List<(T, T)>(masses.Length);
            foreach (var mass in masses)
            {
                if (!TArithmetic.IsZero(mass))
                    values.Add((body(w), mass));
                walk.Advance();
            }
            return values;
        };
    }
}
