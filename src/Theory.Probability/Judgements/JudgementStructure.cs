using System.Diagnostics;
using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>Substitution and free names of judgements.</summary>
public static class JudgementStructure
{
    /// <summary>The judgement with a symbol replaced everywhere.</summary>
    public static Judgement Substitute(this Judgement j, Symbol symbol, Expr replacement) =>
        j.Map(
            e => e.Substitute(symbol, replacement),
            law => law.Substitute(symbol, replacement),
            real => real.Substitute(symbol, replacement),
            draw => draw.Substitute(symbol, replacement),
            v => (Variable)v.Substitute(symbol, replacement)
        );

    /// <summary>The judgement with free variables replaced by points; bound variables are renamed rather than captured.</summary>
    public static Judgement Substitute(this Judgement j, IReadOnlyDictionary<Variable, Point> points)
    {
        var bound = j switch
        {
            Judgement.ForAll a => a.Variables,
            Judgement.WithProbability w => w.Draws.Select(d => d.Variable).ToTerms(),
            _ => [],
        };
        if (bound.Count > 0)
        {
            points = points.Where(p => !bound.Contains(p.Key)).ToDictionary();
            var introduced = points.Values.SelectMany(p => p.FreeVariables).Select(v => v.Name).ToHashSet();
            if (bound.Any(v => introduced.Contains(v.Name)))
                throw new ArgumentException(
                    $"Substituting {string.Join(", ", points.Values)} would capture {string.Join(", ", introduced)}: rename the bound variable first.",
                    nameof(points)
                );
        }
        Point Of(Point p) => p.Map(v => points.TryGetValue(v, out var point) ? point : v);
        return j.Map(
            e => e.MapPoints(Of),
            law => law.MapPoints(Of),
            real => real.MapPoints(Of),
            draw => draw.Map(v => Of(v)),
            v => v
        );
    }

    /// <summary>The symbols that occur free.</summary>
    public static IEnumerable<Symbol> FreeSymbols(this Judgement j)
    {
        var found = new List<Symbol>();
        T Note<T>(T item, IEnumerable<Symbol> symbols)
        {
            found.AddRange(symbols);
            return item;
        }
        j.Map(
            e => Note(e, e.FreeSymbols()),
            law => Note(law, law.FreeSymbols),
            real => Note(real, real.FreeSymbols),
            draw => Note(draw, draw.FreeSymbols),
            v => Note(v, v.Of.FreeSymbols)
        );
        return found.Distinct();
    }

    /// <summary>The variables that occur free.</summary>
    public static IEnumerable<Variable> FreeVariables(this Judgement j)
    {
        var found = new List<Variable>();
        T Note<T>(T item, IEnumerable<Variable> variables)
        {
            found.AddRange(variables);
            return item;
        }
        j.Map(
            e => Note(e, e.FreeVariables()),
            law => Note(law, law.FreeVariables),
            real => Note(real, real.FreeVariables),
            draw => Note(draw, draw.Arguments.SelectMany(a => a.FreeVariables)),
            v => v
        );
        var bound = j switch
        {
            Judgement.ForAll a => a.Variables,
            Judgement.WithProbability w => w.Draws.Select(d => d.Variable),
            _ => Enumerable.Empty<Variable>(),
        };
        return found.Except(bound).Distinct();
    }

    /// <summary>The meanings of the quantities in the judgement, those inside expectations too.</summary>
    public static IEnumerable<IQuantity> Quantities(this Judgement j)
    {
        var found = new List<IQuantity>();
        Expr Collect(Expr e)
        {
            foreach (var q in e.SubExpressions().OfType<Quantity>().Select(q => q.Meaning))
            {
                found.Add(q);
                if (q is Expectation x)
                    Collect(x.Of.Body);
            }
            return e;
        }
        RandomReal Inside(RandomReal real)
        {
            Collect(real.Body);
            return real;
        }
        j.Map(Collect, law => law, Inside, draw => draw, v => v);
        return found;
    }

    private static Judgement Map(
        this Judgement j,
        Func<Expr, Expr> expr,
        Func<Law, Law> law,
        Func<RandomReal, RandomReal> real,
        Func<Draw, Draw> draw,
        Func<Variable, Variable> variable
    ) =>
        j switch
        {
            Judgement.AtMost a => new Judgement.AtMost(expr(a.Left), expr(a.Right)),
            Judgement.Equal a => new Judgement.Equal(expr(a.Left), expr(a.Right)),
            Judgement.AtMostUpToConstant a => a with { Left = expr(a.Left), Right = expr(a.Right) },
            Judgement.Finite f => new Judgement.Finite(expr(f.Value)),
            Judgement.SubGaussian s => new Judgement.SubGaussian(real(s.Of), expr(s.R)),
            Judgement.LowerSubGaussian s => new Judgement.LowerSubGaussian(real(s.Of), expr(s.R)),
            Judgement.LipschitzSubGaussian s => new Judgement.LipschitzSubGaussian(law(s.Under), expr(s.R)),
            Judgement.Lipschitz l => l with { K = expr(l.K) },
            Judgement.LipschitzMap l => l with { K = expr(l.K) },
            Judgement.Bounded b => b with { Width = expr(b.Width) },
            Judgement.Range r => r with { Width = expr(r.Width) },
            Judgement.Markov m => new Judgement.Markov(law(m.Joint)),
            Judgement.Independent i => new Judgement.Independent(law(i.Joint)),
            Judgement.Coupling c => new Judgement.Coupling(law(c.Joint), law(c.P), law(c.Q)),
            Judgement.SameLaw s => new Judgement.SameLaw(law(s.P), law(s.Q)),
            Judgement.WithProbability w => new Judgement.WithProbability(
                w.Draws.Select(draw).ToTerms(),
                w.Event.Map(expr, law, real, draw, variable),
                expr(w.Delta)
            ),
            Judgement.ForAll a => new Judgement.ForAll(
                a.Variables.Select(variable).ToTerms(),
                a.Body.Map(expr, law, real, draw, variable)
            ),
            Judgement.InWords w => w,
            _ => throw new UnreachableException(),
        };
}
