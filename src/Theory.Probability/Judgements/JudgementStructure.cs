using System.Diagnostics;
using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>Substitution and free names of judgements.</summary>
public static class JudgementStructure
{
    /// <summary>The judgement with a symbol replaced everywhere, in the sizes of spaces too.</summary>
    /// <exception cref="ArgumentException">A variable would be captured by a binder of the judgement.</exception>
    public static Judgement Substitute(this Judgement j, Symbol symbol, Expr replacement)
    {
        if (!j.FreeSymbols().Contains(symbol))
            return j;
        // A free variable named like a bound one could become it when the sizes of their spaces become the same.
        j.RefuseCapture(j.FreeVariables().Concat(replacement.FreeVariables()));
        return j.Map(
            inner => inner.Substitute(symbol, replacement),
            e => e.Substitute(symbol, replacement),
            law => law.Substitute(symbol, replacement),
            real => real.Substitute(symbol, replacement),
            draw => draw.Substitute(symbol, replacement),
            v => (Variable)v.Substitute(symbol, replacement),
            f => f.Substitute(symbol, replacement),
            f => f.Substitute(symbol, replacement)
        );
    }

    /// <summary>The judgement with free variables replaced by points.</summary>
    /// <exception cref="ArgumentException">A variable of a point would be captured by a binder of the judgement.</exception>
    public static Judgement Substitute(this Judgement j, IReadOnlyDictionary<Variable, Point> points)
    {
        var bound = j.BoundVariables().ToList();
        var free = points.Where(p => !bound.Contains(p.Key)).ToDictionary();
        j.RefuseCapture(free.Values.SelectMany(p => p.FreeVariables));
        Point Of(Point p) => p.Map(v => free.TryGetValue(v, out var point) ? point : v);
        return j.Map(
            inner => inner.Substitute(free),
            e => e.MapPoints(Of),
            law => law.MapPoints(Of),
            real => real.MapPoints(Of),
            draw => draw.Map(v => Of(v)),
            v => v,
            f => f,
            f => f
        );
    }

    private static void RefuseCapture(this Judgement j, IEnumerable<Variable> introduced)
    {
        var names = introduced.Select(v => v.Name).ToHashSet();
        if (j.BoundVariables().FirstOrDefault(v => names.Contains(v.Name)) is { } captured)
            throw new ArgumentException($"{captured.Name} would be captured in {j}: rename the bound variable first.");
    }

    /// <summary>The symbols that occur free.</summary>
    public static IEnumerable<Symbol> FreeSymbols(this Judgement j) =>
        j.Collect(
                inner => inner.FreeSymbols(),
                e => e.FreeSymbols(),
                law => law.FreeSymbols,
                real => real.FreeSymbols,
                draw => draw.FreeSymbols,
                v => v.FreeSymbols,
                f => f.FreeSymbols,
                f => f.From.Append(f.To).SelectMany(s => s.FreeSymbols)
            )
            .Distinct();

    /// <summary>The variables that occur free.</summary>
    public static IEnumerable<Variable> FreeVariables(this Judgement j) =>
        j.Collect(
                inner => inner.FreeVariables(),
                e => e.FreeVariables(),
                law => law.FreeVariables,
                real => real.FreeVariables,
                draw => draw.Arguments.SelectMany(a => a.FreeVariables),
                _ => [],
                _ => [],
                _ => []
            )
            .Except(j.BoundVariables())
            .Distinct();

    /// <summary>The meanings of the quantities in the judgement, those inside expectations and suprema too.</summary>
    public static IEnumerable<IQuantity> Quantities(this Judgement j)
    {
        static IEnumerable<IQuantity> In(Expr e) =>
            e.SubExpressions()
                .OfType<Quantity>()
                .SelectMany(q =>
                    q.Meaning switch
                    {
                        Expectation x => In(x.Of.Body).Prepend(x),
                        Supremum s => In(s.Body).Prepend(s),
                        _ => [q.Meaning],
                    }
                );
        return j.Collect(inner => inner.Quantities(), In, _ => [], real => In(real.Body), _ => [], _ => [], _ => [], _ => []);
    }

    /// <summary>The functions that the judgement speaks of, the metrics of its transport distances too.</summary>
    public static IEnumerable<Function> Functions(this Judgement j) =>
        j.Quantities()
            .SelectMany(q =>
                q switch
                {
                    Evaluation e => [e.Function],
                    TransportCost c => [c.Cost],
                    Divergence { Kind: DivergenceKind.Wasserstein1 or DivergenceKind.Wasserstein2 } d => d.P.Spaces.Select(
                        Function.Metric
                    ),
                    RestrictedGan g => g.P.Spaces.Select(Function.Metric),
                    _ => (IEnumerable<Function>)[],
                }
            )
            .Concat(
                j.Collect(inner => inner.Functions(), _ => [], _ => [], _ => [], _ => [], _ => [], f => [f], _ => (Function[])[])
            );

    private static IEnumerable<Variable> BoundVariables(this Judgement j) =>
        j switch
        {
            Judgement.ForAll a => a.Variables,
            Judgement.WithProbability w => w.Draws.Select(d => d.Variable),
            Judgement.BoundedDifferences b => [b.Sample],
            _ => [],
        };

    internal static List<T> Collect<T>(
        this Judgement j,
        Func<Judgement, IEnumerable<T>> inner,
        Func<Expr, IEnumerable<T>> expr,
        Func<Law, IEnumerable<T>> law,
        Func<RandomReal, IEnumerable<T>> real,
        Func<Draw, IEnumerable<T>> draw,
        Func<Variable, IEnumerable<T>> variable,
        Func<Function, IEnumerable<T>> function,
        Func<Map, IEnumerable<T>> map
    )
    {
        var found = new List<T>();
        TPart Note<TPart>(TPart part, IEnumerable<T> items)
        {
            found.AddRange(items);
            return part;
        }
        j.Map(
            x => Note(x, inner(x)),
            x => Note(x, expr(x)),
            x => Note(x, law(x)),
            x => Note(x, real(x)),
            x => Note(x, draw(x)),
            x => Note(x, variable(x)),
            x => Note(x, function(x)),
            x => Note(x, map(x))
        );
        return found;
    }

    // The judgement with its parts mapped; judgements within are parts too.
    private static Judgement Map(
        this Judgement j,
        Func<Judgement, Judgement> inner,
        Func<Expr, Expr> expr,
        Func<Law, Law> law,
        Func<RandomReal, RandomReal> real,
        Func<Draw, Draw> draw,
        Func<Variable, Variable> variable,
        Func<Function, Function> function,
        Func<Map, Map> map
    ) =>
        j switch
        {
            Judgement.AtMost a => new Judgement.AtMost(expr(a.Left), expr(a.Right)),
            Judgement.Equal a => new Judgement.Equal(expr(a.Left), expr(a.Right)),
            Judgement.AtMostUpToConstant a => new Judgement.AtMostUpToConstant(expr(a.Left), expr(a.Right)),
            Judgement.Finite f => new Judgement.Finite(expr(f.Value)),
            Judgement.Positive p => new Judgement.Positive(expr(p.Value)),
            Judgement.SubGaussian s => new Judgement.SubGaussian(real(s.Of), expr(s.R)),
            Judgement.LowerSubGaussian s => new Judgement.LowerSubGaussian(real(s.Of), expr(s.R)),
            Judgement.LipschitzSubGaussian s => new Judgement.LipschitzSubGaussian(law(s.Under), expr(s.R)),
            Judgement.Lipschitz l => new Judgement.Lipschitz(function(l.Function), l.Argument, expr(l.K)),
            Judgement.LipschitzMap l => new Judgement.LipschitzMap(map(l.Function), l.Argument, expr(l.K)),
            Judgement.Bounded b => new Judgement.Bounded(function(b.Function), expr(b.Width)),
            Judgement.Range r => new Judgement.Range(function(r.Function), r.Argument, expr(r.Width)),
            Judgement.Markov m => new Judgement.Markov(law(m.Joint)),
            Judgement.Independent i => new Judgement.Independent(law(i.Joint)),
            Judgement.Coupling c => new Judgement.Coupling(law(c.Joint), law(c.P), law(c.Q)),
            Judgement.SameLaw s => new Judgement.SameLaw(law(s.P), law(s.Q)),
            Judgement.WithProbability w => new Judgement.WithProbability(
                w.Draws.Select(draw).ToTerms(),
                inner(w.Event),
                expr(w.Delta)
            ),
            Judgement.Both b => new Judgement.Both(inner(b.First), inner(b.Second)),
            Judgement.BoundedDifferences b => new Judgement.BoundedDifferences(variable(b.Sample), expr(b.Value), expr(b.Width)),
            Judgement.ForAll a => new Judgement.ForAll(a.Variables.Select(variable).ToTerms(), inner(a.Body)),
            Judgement.InWords w => w,
            _ => throw new UnreachableException(),
        };
}
