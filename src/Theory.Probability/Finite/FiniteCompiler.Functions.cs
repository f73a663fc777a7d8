using Theory.Symbolics;

namespace Theory.Probability.Finite;

public sealed partial class FiniteCompiler<T, TArithmetic>
{
    /// <summary>The values of a real function, arguments in lexicographic order.</summary>
    public Func<Interpretation<T>, T[]> Table(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var place = vocabulary.Number(vocabulary.Functions, function);
        return w => w.Functions[place];
    }

    /// <summary>The functions of one argument that a function is for each value of the others.</summary>
    public Func<Interpretation<T>, IEnumerable<IReadOnlyList<T>>> Slices(Function function, int argument)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Slices(Table(function), function.From, argument);
    }

    /// <summary>The maps of one argument that a map is for each value of the others.</summary>
    public Func<Interpretation<T>, IEnumerable<IReadOnlyList<int>>> Slices(Map map, int argument)
    {
        ArgumentNullException.ThrowIfNull(map);
        var place = vocabulary.Number(vocabulary.Maps, map);
        return Slices(w => w.Maps[place], map.From, argument);
    }

    private Func<Interpretation<T>, IEnumerable<IReadOnlyList<TValue>>> Slices<TValue>(
        Func<Interpretation<T>, TValue[]> table,
        Terms<Space> from,
        int argument
    )
    {
        var sizes = from.Select(Size).ToArray();
        return w =>
        {
            var values = table(w);
            var size = sizes[argument](w);
            var inner = sizes.Skip(argument + 1).Aggregate(1, (n, s) => n * s(w));
            return Enumerable
                .Range(0, values.Length / size)
                .Select(rest =>
                    Enumerable.Range(0, size).Select(x => values[(rest / inner * size + x) * inner + rest % inner]).ToArray()
                );
        };
    }

    /// <summary>
    /// Laws of 1-Lipschitz functions under a law of one point, by their values and masses, among which is one with the greatest
    /// sub-Gaussian parameter of all 1-Lipschitz functions. On many points it is a fair coin at distance the diameter, which is above
    /// them all by Hoeffding's lemma.
    /// </summary>
    public Func<Interpretation<T>, IEnumerable<IReadOnlyList<(T Value, T Mass)>>> LipschitzLaws(Law law)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (law.Spaces is not [var space])
            throw new ArgumentException(
                $"Lipschitz functions need the metric of one space; {law} has the outputs {law.Outputs}."
            );
        var (masses, metric) = (Compile(law), Table(Function.Metric(space)));
        return w =>
        {
            var (mass, distance) = (masses(w), metric(w));
            var support = Enumerable.Range(0, mass.Length).Where(x => !TArithmetic.IsZero(mass[x])).ToArray();
            var distances = support.SelectMany(x => support.Select(y => distance[x * mass.Length + y])).ToArray();
            if (support.Length > LipschitzFunctions.MostPoints)
                return
                [
                    [(Zero, TArithmetic.Ratio(1, 2)), (distances.Aggregate(TArithmetic.Max), TArithmetic.Ratio(1, 2))],
                ];
            return LipschitzFunctions
                .Extreme(Array.ConvertAll(distances, TArithmetic.Near), support.Length)
                .Select(f => (IReadOnlyList<(T, T)>)[.. support.Select((x, k) => (TArithmetic.Exactly(f[k]), mass[x]))]);
        };
    }
}
