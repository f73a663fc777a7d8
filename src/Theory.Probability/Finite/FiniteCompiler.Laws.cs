using System.Collections.Immutable;
using Theory.Symbolics;

namespace Theory.Probability.Finite;

public sealed partial class FiniteCompiler<T, TArithmetic>
{
    /// <summary>A measure on the values of points, and the slots in which those values stand while it is walked through.</summary>
    private sealed record Joint(
        IReadOnlyList<Point> Points,
        int[] Slots,
        Func<Interpretation<T>, int>[] Sizes,
        Func<Interpretation<T>, T[]> Mass
    );

    private Func<Interpretation<T>, T[]> Distribution(Law law, Scope scope)
    {
        // The law of one kernel at points is a row of its table.
        if (law.Draws is [{ Kernel: NamedKernel kernel } draw] && law.Outputs is [Variable v] && v == draw.Variable)
        {
            var table = vocabulary.Number(vocabulary.Kernels, kernel);
            var row = Row(table, draw.Arguments, scope);
            return w => w.Kernels[table] is var k ? k.Mass.AsSpan(row(w) * k.Width, k.Width).ToArray() : [];
        }
        return Marginal(law.Draws, law.Outputs, scope).Mass;
    }

    // Variable elimination, forwards: after each draw only those points are kept whose values are needed later.
    private Joint Marginal(Terms<Draw> draws, IReadOnlyList<Point> wanted, Scope scope)
    {
        var needed = Needed(draws, wanted);
        var bound = needed.Select(d => d.Variable).ToHashSet();
        var outer = scope with
        {
            Points = scope.Points.Where(p => !p.Key.FreeVariables.Any(bound.Contains)).ToImmutableDictionary(),
        };
        var unit = TArithmetic.Of(Rational.One);
        var joint = new Joint([], [], [], _ => [unit]);
        var drawn = new HashSet<Variable>();
        for (var k = 0; k < needed.Count; k++)
        {
            drawn.Add(needed[k].Variable);
            var later = needed.Skip(k + 1).SelectMany(d => d.Arguments).Concat(wanted);
            joint = Extended(joint, needed[k], k == needed.Count - 1 ? wanted : Kept(later, drawn, bound), outer);
        }
        return needed.Count == 0 ? Extended(joint, null, wanted, outer) : joint;
    }

    // Each row of a joint law, normalised; a row of probability 0 may be anything, here uniform.
    private static T[] Rows(T[] joint, int width)
    {
        var rows = new T[joint.Length];
        for (var start = 0; start < joint.Length; start += width)
        {
            var total = TArithmetic.Of(Rational.Zero);
            for (var y = 0; y < width; y++)
                total = TArithmetic.Add(total, joint[start + y]);
            for (var y = 0; y < width; y++)
                rows[start + y] = TArithmetic.IsZero(total)
                    ? TArithmetic.Ratio(1, width)
                    : TArithmetic.Divide(joint[start + y], total);
        }
        return rows;
    }

    private static List<Draw> Needed(Terms<Draw> draws, IReadOnlyList<Point> wanted)
    {
        var variables = wanted.SelectMany(p => p.FreeVariables).ToHashSet();
        var needed = new List<Draw>();
        foreach (var draw in draws.Reverse().Where(d => variables.Contains(d.Variable)))
        {
            variables.UnionWith(draw.Arguments.SelectMany(a => a.FreeVariables));
            needed.Insert(0, draw);
        }
        return needed;
    }

    private static List<Point> Kept(IEnumerable<Point> later, HashSet<Variable> drawn, HashSet<Variable> bound)
    {
        IEnumerable<Point> Parts(Point p)
        {
            var within = p.FreeVariables.Where(bound.Contains).ToList();
            if (within.Count == 0)
                return [];
            if (within.All(drawn.Contains))
                return [p];
            return p switch
            {
                Entry e => Parts(e.Sample).Concat(Parts(e.Index)),
                Image i => i.Arguments.SelectMany(Parts),
                _ => [],
            };
        }
        var kept = later.SelectMany(Parts).Distinct().ToList();
        var whole = kept.OfType<Variable>().ToHashSet();
        return kept.Where(p => p is Variable || !p.FreeVariables.Where(bound.Contains).All(whole.Contains)).ToList();
    }

    // The joint law of the next points, from that of the points kept so far and one more draw.
    private Joint Extended(Joint joint, Draw? draw, IReadOnlyList<Point> next, Scope outer)
    {
        var inner = outer with
        {
            Points = outer.Points.SetItems(joint.Points.Select((p, k) => KeyValuePair.Create(p, joint.Slots[k]))),
        };
        var (table, row, width) = Source(draw, inner);
        var slot = vocabulary.NewSlot();
        if (draw is not null)
            inner = inner with { Points = inner.Points.SetItem(draw.Variable, slot) };
        var values = next.Select(p => Read(p, inner)).ToArray();
        var sizes = next.Select(p => Size(p.Space)).ToArray();
        var slots = next.Select(_ => vocabulary.NewSlot()).ToArray();
        T[] Mass(Interpretation<T> w)
        {
            var before = joint.Mass(w);
            var extents = Array.ConvertAll(sizes, s => s(w));
            var result = new T[extents.Aggregate(1, (n, k) => checked(n * k))];
            Array.Fill(result, TArithmetic.Of(Rational.Zero));
            var (probabilities, count) = (table(w), width(w));
            var walk = new Walk(w.Frame, joint.Slots, Array.ConvertAll(joint.Sizes, s => s(w)));
            foreach (var mass in before)
            {
                if (!TArithmetic.IsZero(mass))
                {
                    var start = row(w) * count;
                    for (var y = 0; y < count; y++)
                    {
                        var probability = probabilities[start + y];
                        if (TArithmetic.IsZero(probability))
                            continue;
                        w.Frame[slot] = y;
                        var place = 0;
                        for (var k = 0; k < values.Length; k++)
                            place = place * extents[k] + values[k](w);
                        result[place] = TArithmetic.Add(result[place], TArithmetic.Multiply(mass, probability));
                    }
                }
                walk.Advance();
            }
            return result;
        }
        return new Joint(next, slots, sizes, Mass);
    }

    // A kernel's table of probabilities, the row that a draw takes of it, and the length of a row; no draw has one outcome.
    private (Func<Interpretation<T>, T[]>, Func<Interpretation<T>, int>, Func<Interpretation<T>, int>) Source(
        Draw? draw,
        Scope scope
    )
    {
        if (draw is null)
            return (_ => [TArithmetic.Of(Rational.One)], _ => 0, _ => 1);
        var size = Size(draw.Kernel.To);
        switch (draw.Kernel)
        {
            case NamedKernel named:
                var table = vocabulary.Number(vocabulary.Kernels, named);
                return (w => w.Kernels[table].Mass, Row(table, draw.Arguments, scope), size);
            case Conditional c:
                var joint = Distribution(c.Joint, free);
                return (w => Rows(joint(w), size(w)), Lexicographic(draw.Arguments, scope), size);
            case UniformIndex:
                return (w => Enumerable.Repeat(TArithmetic.Ratio(1, size(w)), size(w)).ToArray(), _ => 0, size);
            case Sampling { Of: NamedKernel { Inputs.Count: 0 } of } sampling:
                var measure = vocabulary.Number(vocabulary.Kernels, of);
                var count = Integer(sampling.Size, scope);
                return (w => Powers(w.Kernels[measure].Mass, count(w)), _ => 0, size);
            default:
                throw new ArgumentException($"{draw.Variable.Name} is drawn from {draw.Kernel}, which is no finite kernel.");
        }
    }

    // The probabilities of all samples: the entry with the least significant digit varies fastest.
    private static T[] Powers(T[] measure, int count)
    {
        T[] result = [TArithmetic.Of(Rational.One)];
        for (var k = 0; k < count; k++)
            result = [.. measure.SelectMany(p => result.Select(q => TArithmetic.Multiply(p, q)))];
        return result;
    }

    /// <summary>Counts through the values of slots in lexicographic order.</summary>
    private readonly struct Walk
    {
        private readonly int[] frame;
        private readonly int[] slots;
        private readonly int[] sizes;

        public Walk(int[] frame, int[] slots, int[] sizes)
        {
            (this.frame, this.slots, this.sizes) = (frame, slots, sizes);
            foreach (var slot in slots)
                frame[slot] = 0;
        }

        public void Advance()
        {
            for (var k = slots.Length - 1; k >= 0; k--)
            {
                if (++frame[slots[k]] < sizes[k])
                    return;
                frame[slots[k]] = 0;
            }
        }
    }
}
