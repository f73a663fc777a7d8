using Theory.Bounds;
using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs;

/// <summary>
/// Proofs of composed bounds from proofs of their parts: instantiation, the least over a parameter, substitution under monotone
/// operations, the union bound, and the way to expectation. Everything here is checked by the kernel, nothing is trusted.
/// </summary>
internal static class CompositionProofs
{
    private static readonly Symbol Hole = new("hole");

    /// <summary>
    /// The theorem of a composed bound. A part that has no derivation enters as a lemma under its id; so does a step that the kernel has no
    /// rule for, under its description.
    /// </summary>
    /// <exception cref="ProofException">The statement speaks of what the kernel does not know.</exception>
    public static Theorem Prove(Bound bound)
    {
        try
        {
            return Step(bound);
        }
        catch (ArgumentException refusal) when (bound.Made is not Composition.Supposed)
        {
            return Lemma($"{bound.Made!.InWords} (not replayed: {refusal.Message.Split('\n')[0].TrimEnd('.')})", bound.Statement);
        }
    }

    private static Theorem Step(Bound bound) =>
        bound.Made switch
        {
            Composition.Supposed s => Assumed(s.Assumption, s.At),
            Composition.Specialized s => Of(s.Part).Instantiate(s.Symbol, s.Value).FailingWith(bound.Mode),
            Composition.Optimized o => Best(bound, o),
            Composition.Plugged p => Together(
                bound,
                Of(p.Outer),
                Of(p.Inner),
                (outer, inner) => outer.Then(Lift(outer.Right(), p.Inner.Left, Informed(inner, bound))).To(bound.Right)
            ),
            Composition.United u => Together(
                bound,
                Of(u.First),
                Of(u.Second),
                (a, b) => u.First.Left == u.Second.Left ? Smallest(a, b) : Add(a, b).As(bound.Left, bound.Right)
            ),
            Composition.Expected x => Expected(
                    Of(x.Part),
                    Informed(Assumed(x.AtMostRange, x.Part.Left.FreeVariables().Select(v => (Point)v).ToTerms()), bound)
                )
                .As(bound.Left, bound.Right),
            Composition.Simplified s => On(Of(s.Part), t => t.To(bound.Right)),
            _ => throw new ArgumentException("the kernel has no rule for it", nameof(bound)),
        };

    private static Theorem Of(Bound part) =>
        part.Made is not null ? Prove(part)
        : Derivation.All.FirstOrDefault(d => d.Bound.Id == part.Id && d.Bound.Statement == part.Statement) is { } derivation
            ? derivation.Replay()
        : Lemma(part.Id, part.Statement);

    private static Theorem Assumed(Judgement assumption, Terms<Point> at) =>
        at.Count > 0 ? Hypothesis(assumption).Specialize(at) : Hypothesis(assumption);

    private static Theorem Best(Bound bound, Composition.Optimized made)
    {
        var part = Informed(Of(made.Part), bound);
        var x = made.Parameter;
        var moving = made.Part.Terms.Where(t => t.Expr.DependsOn(x)).Select(t => t.Expr).ToList();
        var rest = Sum.Of(made.Part.Terms.Where(t => !t.Expr.DependsOn(x)).Select(t => t.Expr));
        var parts = PowerParts.Read(Sum.Of(moving), x);
        var written = Sum.Of(
            rest,
            parts.Falling.Factor * Power.Of(x, -parts.Falling.Power),
            parts.Rising.Factor * Power.Of(x, parts.Rising.Power)
        );
        var least = LeastOver(x, On(part, t => t.To(written)), rest, parts.Falling, parts.Rising);
        return On(least, t => t.To(bound.Right));
    }

    // Under the assumptions of a bound that tell the kernel what is finite, bounded or nonnegative.
    private static Theorem Informed(Theorem theorem, Bound bound) =>
        bound
            .Assumptions.Select(a => a.Judgement)
            .Where(j => j is Judgement.AtMost or Judgement.Finite or Judgement.Bounded && !j.FreeVariables().Any())
            .Aggregate(theorem, (t, j) => t.Hypotheses.Contains(j) ? t : t.Assuming(j));

    /// <summary>A step on an inequality, or on the event of a statement with probability.</summary>
    private static Theorem On(Theorem theorem, Func<Theorem, Theorem> step) =>
        theorem.Conclusion is Judgement.WithProbability w
            ? theorem.Hence(step(Hypothesis(w.Event, Outside(theorem, w))))
            : step(theorem);

    // Two inequalities used together, whichever of them hold with probability.
    private static Theorem Together(Bound bound, Theorem first, Theorem second, Func<Theorem, Theorem, Theorem> step)
    {
        switch (first.Conclusion, second.Conclusion)
        {
            case (Judgement.WithProbability a, Judgement.WithProbability):
                var both = Union(first, second);
                var event_ = Hypothesis(((Judgement.WithProbability)both.Conclusion).Event, Outside(both, a));
                return both.Hence(step(event_.Part(second: false), event_.Part(second: true))).FailingWith(bound.Mode);
            case (Judgement.WithProbability, _):
                return On(first, a => step(a, second));
            case (_, Judgement.WithProbability):
                return On(second, b => step(first, b));
            default:
                return step(first, second);
        }
    }

    // With the probability of failure written as in a mode.
    private static Theorem FailingWith(this Theorem theorem, Mode mode) =>
        (theorem.Conclusion, mode) is (Judgement.WithProbability w, Mode.WithProbability wanted) && w.Delta != wanted.Delta
            ? theorem.Relaxed(Identity(w.Delta, wanted.Delta))
            : theorem;

    // What is known outside of the event: hypotheses that say nothing of what is drawn.
    private static IEnumerable<Judgement> Outside(Theorem theorem, Judgement.WithProbability w)
    {
        var drawn = w.Draws.Select(d => d.Variable).ToHashSet();
        return theorem.Hypotheses.Where(h => !h.FreeVariables().Any(drawn.Contains));
    }

    /// <summary>e &lt;= e[b for a] from a &lt;= b: under sums and expectations first, then in what is outside of them.</summary>
    private static Theorem Lift(Expr e, Expr part, Theorem inner)
    {
        if (e == part)
            return inner;
        var binders = Outermost(e, part).Distinct().ToList();
        var steps = binders.Select(binder => (From: binder, Theorem: Under(binder, part, inner)));
        if (binders.Count == 0 || e.Replace(part, Hole) != e)
            steps = steps.Append((part, inner));
        var (current, all) = (e, new List<Theorem>());
        foreach (var (from, theorem) in steps)
        {
            var template = Top(current, from);
            if (template == current)
                continue;
            all.Add(Monotone(template, Hole, theorem));
            current = all[^1].Right();
        }
        return Chain(all);
    }

    // The largest sums and expectations in whose bodies the part occurs.
    private static IEnumerable<Expr> Outermost(Expr e, Expr part) =>
        e == part ? []
        : e.Body() is { } body
            ? body.Replace(part, Hole) != body ? [e]
                : []
        : e.Children().SelectMany(child => Outermost(child, part));

    private static Theorem Under(Expr binder, Expr part, Theorem inner) =>
        binder switch
        {
            Series s => Over(s.Index, s.Lower, s.Upper, s.IsAverage, Lift(s.Body, part, inner)),
            Quantity { Meaning: Expectation x } => Theorem.Under(x.Of.Draws, Lift(x.Of.Body, part, inner)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // The expression with a part replaced by the hole, but not under sums and expectations.
    private static Expr Top(Expr e, Expr part) =>
        e == part ? Hole
        : e.Body() is not null ? e
        : e.MapChildren(child => Top(child, part));
}
