using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>
/// The form in which laws are compared. Variables are numbered by the order in which the outputs need them, so that names, the
/// order of independent draws (Fubini) and unneeded draws (a kernel has mass 1) leave no trace; a sample of which a single entry
/// is used is that entry. Part of what the proof kernel trusts.
/// </summary>
internal sealed record CanonicalLaw(Terms<CanonicalDraw> Draws, Terms<Point> Outputs)
{
    /// <summary>The same text for equal laws.</summary>
    public string Key =>
        $"{string.Join("; ", Draws.Select(d => $"{d.Kernel}({string.Join(", ", d.Arguments)})"))} -> {string.Join(", ", Outputs)}";

    public static CanonicalLaw Of(Terms<Draw> draws, Terms<Point> outputs)
    {
        (draws, outputs) = ProjectSamples(Needed(draws, outputs), outputs);
        var byVariable = draws.ToDictionary(d => d.Variable);
        var numbered = new Dictionary<Variable, Bound>();
        var result = new List<CanonicalDraw>();
        Point Number(Variable v)
        {
            if (!byVariable.TryGetValue(v, out var draw))
                return v;
            if (numbered.TryGetValue(v, out var bound))
                return bound;
            var arguments = draw.Arguments.Select(a => a.Map(Number)).ToTerms();
            result.Add(new CanonicalDraw(draw.Kernel, arguments));
            return numbered[v] = new Bound(result.Count, v.Of);
        }
        var points = outputs.Select(o => o.Map(Number)).ToTerms();
        return new CanonicalLaw(result.ToTerms(), points);
    }

    private static Terms<Draw> Needed(Terms<Draw> draws, Terms<Point> outputs)
    {
        var needed = outputs.SelectMany(o => o.FreeVariables).ToHashSet();
        var kept = new List<Draw>();
        foreach (var draw in draws.Reverse().Where(d => needed.Contains(d.Variable)))
        {
            needed.UnionWith(draw.Arguments.SelectMany(a => a.FreeVariables));
            kept.Insert(0, draw);
        }
        return kept.ToTerms();
    }

    // S ~ P^m of which only S[j] is used, for one and the same j, is a draw from P: entries are independent and alike.
    private static (Terms<Draw>, Terms<Point>) ProjectSamples(Terms<Draw> draws, Terms<Point> outputs)
    {
        foreach (var draw in draws)
        {
            if (draw.Kernel is not Sampling sampling)
                continue;
            var uses = draws
                .SelectMany(d => d.Arguments)
                .Concat(outputs)
                .SelectMany(p => Uses(p, draw.Variable))
                .Distinct()
                .ToList();
            if (uses is not [Entry entry])
                continue;
            var one = new Variable(draw.Variable.Name, sampling.Of.To);
            Point Project(Point p) => p == entry ? one : p.MapParts(Project);
            // The entry's index may itself be drawn, later than the sample: the draw moves to its first use.
            var rest = draws
                .Where(d => d != draw)
                .Select(d => d with { Arguments = d.Arguments.Select(Project).ToTerms() })
                .ToList();
            var first = rest.FindIndex(d => d.Arguments.SelectMany(a => a.FreeVariables).Contains(one));
            rest.Insert(first < 0 ? rest.Count : first, new Draw(one, sampling.Of, []));
            return ProjectSamples(Needed(rest.ToTerms(), outputs.Select(Project).ToTerms()), outputs.Select(Project).ToTerms());
        }
        return (draws, outputs);
    }

    // The innermost entries taken of a sample, and the sample itself where it is used whole.
    private static IEnumerable<Point> Uses(Point p, Variable sample) =>
        p switch
        {
            Entry { Sample: Variable v } e when v == sample => Uses(e.Index, sample).Prepend(e),
            Variable v when v == sample => [v],
            Entry e => Uses(e.Sample, sample).Concat(Uses(e.Index, sample)),
            Image i => i.Arguments.SelectMany(a => Uses(a, sample)),
            _ => [],
        };
}

/// <summary>A draw without a name.</summary>
internal sealed record CanonicalDraw(Kernel Kernel, Terms<Point> Arguments);
