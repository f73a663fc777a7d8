using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>How laws and points are written: as papers write them where a paper has a notation, else as the joint law of points.</summary>
internal static class LawNotation
{
    public static string Text(Law law) => Infix.Print(Of(law, e => Layout.Of(e)));

    public static Visual List(IEnumerable<Visual> items, string separator = ", ")
    {
        var list = items.ToList();
        if (list.Count == 1)
            return list[0];
        return new Visual.Row(list.SelectMany((item, k) => k == 0 ? [item] : new[] { Visual.Text(separator), item }).ToTerms());
    }

    public static Visual Of(Point point, Func<Expr, Visual> layout) =>
        point switch
        {
            Variable v => layout(new Symbol(v.Name)),
            // X_i is how papers write the i-th entry of a sample from X.
            Entry { Sample.Space: Space.SampleOf { Of: Space.Named x } } e => new Visual.Subscript(
                layout(new Symbol(x.Name)),
                Of(e.Index, layout)
            ),
            Entry e => new Visual.Subscript(Of(e.Sample, layout), Of(e.Index, layout)),
            Ordinal o => layout(o.Value),
            Image i => new Visual.Call(layout(new Symbol(i.Function.Name)), i.Arguments.Select(a => Of(a, layout)).ToTerms(), []),
            _ => Visual.Text("?"),
        };

    public static Visual Of(Law law, Func<Expr, Visual> layout) => law.Label ?? Plain(law, layout);

    /// <summary>Two laws side by side: where they would read alike, each with the draws that the other does not have.</summary>
    public static (Visual P, Visual Q) Of(Law p, Law q, Func<Expr, Visual> layout)
    {
        var (left, right) = (Of(p, layout), Of(q, layout));
        return left != right || p == q ? (left, right) : (Among(p, q, layout), Among(q, p, layout));
    }

    private static Visual Among(Law law, Law other, Func<Expr, Visual> layout)
    {
        var shared = other.Draws.Select(d => (d.Kernel, d.Arguments)).ToHashSet();
        var own = law.Draws.Where(d => !shared.Contains((d.Kernel, d.Arguments))).ToList();
        var draws = own.Select(d =>
            (Visual)new Visual.Row([layout(new Symbol(d.Variable.Name)), new Visual.Word(" ~ ", @" \sim "), Of(d, layout)])
        );
        return own.Count == 0
            ? Of(law, layout)
            : new Visual.Call(
                new Visual.Word("law", @"\operatorname{law}"),
                [List(law.Outputs.Select(o => Of(o, layout))), List(draws)],
                [@" \mid "]
            );
    }

    private static Visual Plain(Law law, Func<Expr, Visual> layout) =>
        law switch
        {
            // A kernel at points: P_X, E_W(X_i).
            { Draws: [var only], Outputs: [Variable output] } when output == only.Variable => Of(only, layout),
            // A pushforward: G_W # pi.
            { Draws: [{ Arguments.Count: 0 } first, var second], Outputs: [Variable output] }
                when output == second.Variable && second.Arguments.Count > 0 && second.Arguments[^1] == first.Variable =>
                new Visual.Row([
                    Applied(second.Kernel, second.Arguments.Take(second.Arguments.Count - 1).ToTerms(), layout),
                    new Visual.Word(" # ", @" \# "),
                    Of(first, layout),
                ]),
            _ => new Visual.Call(
                new Visual.Word("law", @"\operatorname{law}"),
                law.Outputs.Select(o => Of(o, layout)).ToTerms(),
                []
            ),
        };

    // P_{Y|X}, by the names of the joint law's outputs.
    private static Visual Given(Conditional c, Func<Expr, Visual> layout)
    {
        var names = c.Joint.Outputs.Select(o => Of(o, layout)).ToList();
        return new Visual.Subscript(
            Visual.Text("P"),
            new Visual.Row([names[^1], new Visual.Word("|", @" \mid "), List(names.SkipLast(1))])
        );
    }

    private static Visual Of(Draw draw, Func<Expr, Visual> layout) => Applied(draw.Kernel, draw.Arguments, layout);

    private static Visual Applied(Kernel kernel, Terms<Point> arguments, Func<Expr, Visual> layout)
    {
        var (head, parameters) = kernel switch
        {
            NamedKernel { Name: "prior" } => (new Visual.Word("prior", @"\pi"), 0),
            NamedKernel n => (layout(new Symbol(n.Name)), n.Parameters),
            Sampling s => (new Visual.Superscript(Applied(s.Of, [], layout), layout(s.Size)), 0),
            UniformIndex u => (
                new Visual.Call(new Visual.Word("uniform", @"\mathcal{U}"), [layout(1), layout(u.Size)], [@",\dots,"]),
                0
            ),
            Conditional c => (Given(c, layout), 0),
            _ => (new Visual.Word("channel", @"\mathcal{N}"), 0),
        };
        var points = arguments.Select(a => Of(a, layout)).ToList();
        var subscripted =
            parameters == 0 ? head : new Visual.Subscript(head, List(points.Take(Math.Min(parameters, points.Count))));
        return points.Count <= parameters ? subscripted : new Visual.Call(subscripted, points.Skip(parameters).ToTerms(), []);
    }
}
