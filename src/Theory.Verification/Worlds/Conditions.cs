using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>
/// The assumptions that define no symbol: a world is asked whether they hold, equalities up to what the arithmetic leaves to rounding.
/// Enclosures are sure of what they say and can hardly ever say that two numbers are equal; see <see cref="ExactConditions"/>.
/// </summary>
internal sealed class Conditions<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly FiniteCompiler<T, TArithmetic> compiler;
    private readonly Func<IReadOnlyList<(T, T)>, T> subGaussian;
    private readonly List<Func<Interpretation<T>, bool>> checks = [];

    public Conditions(
        FiniteCompiler<T, TArithmetic> compiler,
        IEnumerable<Assumption> assumptions,
        Func<IReadOnlyList<(T, T)>, T> subGaussian
    )
    {
        (this.compiler, this.subGaussian) = (compiler, subGaussian);
        var notChecked = new List<Assumption>();
        foreach (var assumption in assumptions.Where(a => !Assumed.ByConstruction(a.Judgement)))
            if (Holds(assumption.Judgement) is { } check)
                checks.Add(check);
            else
                notChecked.Add(assumption);
        Unchecked = notChecked;
    }

    /// <summary>The assumptions that no world is asked for.</summary>
    public IReadOnlyList<Assumption> Unchecked { get; }

    /// <summary>How many are checked.</summary>
    public int Count => checks.Count;

    /// <summary>Whether one of those that are checked holds.</summary>
    public bool Holds(int number, Interpretation<T> world) => checks[number](world);

    /// <summary>Whether all that are checked hold.</summary>
    public bool Hold(Interpretation<T> world) => checks.TrueForAll(check => check(world));

    private Func<Interpretation<T>, bool>? Holds(Judgement judgement)
    {
        switch (judgement)
        {
            case Judgement.AtMost a:
                return Small(a.Left - a.Right);
            case Judgement.Equal e:
                return Both(Small(e.Left - e.Right), Small(e.Right - e.Left));
            case Judgement.Finite f:
                var value = compiler.Compile(f.Value);
                return w => double.IsFinite(TArithmetic.Upper(value(w)));
            case Judgement.Positive p:
                var minus = compiler.Compile(-p.Value);
                return w => TArithmetic.Upper(minus(w)) < 0;
            case Judgement.Markov { Joint: { Outputs: [var x, var y, var z] } joint }:
                return Small(new MutualInformation(joint.Returning(x, z, y)));
            case Judgement.Independent i:
                var apart = Enumerable.Range(0, i.Joint.Outputs.Count).Select(i.Joint.Marginal).Aggregate((a, b) => a.Times(b));
                return Small(Divergence.TV(i.Joint, apart));
            case Judgement.SameLaw s:
                return Small(Divergence.TV(s.P, s.Q));
            case Judgement.Coupling c:
                return Both(Small(Divergence.TV(c.Joint.Marginal(0), c.P)), Small(Divergence.TV(c.Joint.Marginal(1), c.Q)));
            case Judgement.Both b:
                return (Holds(b.First), Holds(b.Second)) is ({ } first, { } second) ? Both(first, second) : null;
            case Judgement.ForAll a:
                var values = new Values<T, TArithmetic>(compiler, a.Variables);
                return Holds(a.Body) is { } body ? w => values.In(w).All(_ => body(w)) : null;
            default:
                return LeastParameter<T, TArithmetic>.Of(compiler, judgement, subGaussian) is { } least
                    ? NoMore(least, compiler.Compile(Assumed.Given(judgement)!))
                    : null;
        }
    }

    private static Func<Interpretation<T>, bool> NoMore(Func<Interpretation<T>, T> least, Func<Interpretation<T>, T> given) =>
        w =>
            TArithmetic.Upper(TArithmetic.Add(least(w), TArithmetic.Multiply(TArithmetic.Of(-1), given(w))))
            <= TArithmetic.Rounding;

    private Func<Interpretation<T>, bool> Small(Expr difference)
    {
        var value = compiler.Compile(difference);
        return w => TArithmetic.Upper(value(w)) <= TArithmetic.Rounding;
    }

    private static Func<Interpretation<T>, bool> Both(Func<Interpretation<T>, bool> a, Func<Interpretation<T>, bool> b) =>
        w => a(w) && b(w);
}

/// <summary>All values of free variables.</summary>
internal sealed class Values<T, TArithmetic>(FiniteCompiler<T, TArithmetic> compiler, Terms<Variable> variables)
    where TArithmetic : IArithmetic<T>
{
    private readonly (Action<Interpretation<T>, int> Set, Func<Interpretation<T>, int> Size)[] slots =
    [
        .. variables.Select(v => (compiler.Free(v), compiler.Size(v.Of))),
    ];

    /// <summary>Sets each combination in turn and gives its number.</summary>
    public IEnumerable<int> In(Interpretation<T> world)
    {
        var sizes = Array.ConvertAll(slots, s => s.Size(world));
        var count = sizes.Aggregate(1, (n, size) => checked(n * size));
        for (var number = 0; number < count; number++)
        {
            for (var (k, rest) = (slots.Length - 1, number); k >= 0; rest /= sizes[k], k--)
                slots[k].Set(world, rest % sizes[k]);
            yield return number;
        }
    }
}
