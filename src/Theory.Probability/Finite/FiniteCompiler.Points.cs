using Theory.Symbolics;

namespace Theory.Probability.Finite;

public sealed partial class FiniteCompiler<T, TArithmetic>
{
    // The value of a point: what its slot holds, or what its parts make.
    private Func<Interpretation<T>, int> Read(Point point, Scope scope)
    {
        if (scope.Points.TryGetValue(point, out var slot))
            return w => w.Frame[slot];
        switch (point)
        {
            case Variable v:
                throw new ArgumentException($"{v.Name} is free: a finite world gives no value to it.");
            case Entry e:
                var (sample, index, size) = (Read(e.Sample, scope), Read(e.Index, scope), Size(e.Space));
                return w => Digit(sample(w), index(w), size(w));
            case Ordinal o:
                ReadsPlaces = true;
                var (value, last) = (Integer(o.Value, scope), Integer(o.Size, scope));
                return w =>
                    value(w) is var k && k >= 1 && k <= last(w)
                        ? k - 1
                        : throw new ArgumentException($"The index {o.Value} = {value(w)} is not within 1, ..., {last(w)}.");
            case Image i:
                var map = vocabulary.Number(vocabulary.Maps, i.Function);
                var row = Lexicographic(i.Arguments, scope);
                return w => w.Maps[map][row(w)];
            default:
                throw new ArgumentException($"{point} has no meaning in a finite world.");
        }
    }

    // The number of points' values in the lexicographic order of their spaces.
    private Func<Interpretation<T>, int> Lexicographic(IReadOnlyList<Point> points, Scope scope)
    {
        var parts = points.Select(p => (Read(p, scope), Size(p.Space))).ToArray();
        return w =>
        {
            var row = 0;
            foreach (var (value, size) in parts)
                row = row * size(w) + value(w);
            return row;
        };
    }

    // The row of a kernel, in which samples may count through their multisets.
    private Func<Interpretation<T>, int> Row(int kernel, IReadOnlyList<Point> points, Scope scope)
    {
        var sequences = Lexicographic(points, scope);
        if (!points.Any(p => p.Space is Space.SampleOf))
            return sequences;
        var parts = points
            .Select(p =>
            {
                var value = Read(p, scope);
                if (p.Space is not Space.SampleOf sample)
                    return (Value: value, Size: Size(p.Space));
                var (points, count) = (Size(sample.Of), Integer(sample.Size, scope));
                return (w => MultisetOf(value(w), points(w), count(w)), w => Multisets.Number(points(w), count(w)));
            })
            .ToArray();
        return w =>
        {
            if (!w.Kernels[kernel].ByCounts)
                return sequences(w);
            var row = 0;
            foreach (var (value, size) in parts)
                row = row * size(w) + value(w);
            return row;
        };
    }

    private static int Digit(int sample, int index, int size)
    {
        for (var k = 0; k < index; k++)
            sample /= size;
        return sample % size;
    }

    private static int MultisetOf(int sample, int size, int count)
    {
        Span<int> entries = stackalloc int[count];
        for (var k = 0; k < count; k++, sample /= size)
            entries[k] = sample % size;
        entries.Sort();
        return Multisets.Rank(entries);
    }
}
