using System.Diagnostics;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Probability;

/// <summary>How judgements are written.</summary>
public static class JudgementNotation
{
    /// <summary>The judgement laid out, for the infix and LaTeX printers alike.</summary>
    public static Visual Layout(this Judgement judgement, Func<Expr, Visual> layout)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        Visual Law(Law law) => LawNotation.Of(law, layout);
        Visual Row(params Terms<Visual> items) => new Visual.Row(items);
        Visual Sign(string infix, string latex) => new Visual.Word($" {infix} ", $" {latex} ");
        // A word that starts with a hyphen clings to what stands before it.
        Visual Words(string text) =>
            text.StartsWith('-')
                ? new Visual.Word($"{text} ", $@"\text{{{text} }}")
                : new Visual.Word($" {text} ", $@"\text{{ {text} }}");
        Visual Function(string name) => layout(new Symbol(name));
        return judgement switch
        {
            Judgement.AtMost a => Row(layout(a.Left), Sign("<=", @"\le"), layout(a.Right)),
            Judgement.Equal a => Row(layout(a.Left), Sign("=", "="), layout(a.Right)),
            Judgement.AtMostUpToConstant a => Row(layout(a.Left), Sign("<~", @"\lesssim"), layout(a.Right)),
            Judgement.Finite f => Row(layout(f.Value), Sign("<", "<"), new Visual.Word("inf", @"\infty")),
            Judgement.Positive p => Row(layout(0), Sign("<", "<"), layout(p.Value)),
            Judgement.SubGaussian s => Row(layout(s.Of.Body), Words("is"), layout(s.R), Words("-sub-Gaussian")),
            Judgement.LowerSubGaussian s => Row(
                layout(s.Of.Body),
                Words("has an"),
                layout(s.R),
                Words("-sub-Gaussian lower tail")
            ),
            Judgement.LipschitzSubGaussian s => Row(
                Words("every 1-Lipschitz function is"),
                layout(s.R),
                Words("-sub-Gaussian under"),
                Law(s.Under)
            ),
            Judgement.Lipschitz l => Row(
                Function(l.Function.Name),
                Words("is"),
                layout(l.K),
                Words($"-Lipschitz in argument {l.Argument + 1}")
            ),
            Judgement.LipschitzMap l => Row(
                Function(l.Function.Name),
                Words("is"),
                layout(l.K),
                Words($"-Lipschitz in argument {l.Argument + 1}")
            ),
            Judgement.Bounded b => Row(
                Words("the range of"),
                Function(b.Function.Name),
                Words("has width at most"),
                layout(b.Width)
            ),
            Judgement.Range r => Row(
                Words("the range of"),
                Function(r.Function.Name),
                Words($"over argument {r.Argument + 1} has width at most"),
                layout(r.Width)
            ),
            Judgement.Markov m => Row(
                LawNotation.List(m.Joint.Outputs.Select(o => LawNotation.Of(o, layout)), " - "),
                Words("is a Markov chain")
            ),
            Judgement.Independent i => Row(
                LawNotation.List(i.Joint.Outputs.Select(o => LawNotation.Of(o, layout))),
                Words("are independent")
            ),
            Judgement.Coupling c => Row(Law(c.Joint), Words("couples"), Law(c.P), Words("and"), Law(c.Q)),
            Judgement.SameLaw s => Row(Law(s.P), Sign("=", "="), Law(s.Q)),
            Judgement.WithProbability w => Row(
                Words("with probability at least"),
                layout(1 - w.Delta),
                Words("over"),
                LawNotation.List(w.Draws.Select(d => Function(d.Variable.Name))),
                new Visual.Word(": ", ":\\ "),
                w.Event.Layout(layout)
            ),
            Judgement.Both b => Row(b.First.Layout(layout), Words("and"), b.Second.Layout(layout)),
            Judgement.BoundedDifferences b => Row(
                layout(b.Value),
                Words("changes by at most"),
                layout(b.Width),
                Words("when one entry changes of"),
                Function(b.Sample.Name)
            ),
            Judgement.ForAll a => Row(
                Words("for all"),
                LawNotation.List(a.Variables.Select(v => Function(v.Name))),
                new Visual.Word(": ", ":\\ "),
                a.Body.Layout(layout)
            ),
            Judgement.InWords w => new Visual.Word(w.Text, $@"\text{{{w.Text}}}"),
            _ => throw new UnreachableException(),
        };
    }
}
