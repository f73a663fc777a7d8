using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Evaluation = Theory.Probability.Evaluation;
using Interpreted = Theory.Probability.Finite.Interpretation<Theory.Symbolics.Numerics.Interval>;

namespace Theory.Proofs.Tests.Worlds;

/// <summary>
/// A sequent, ready to be evaluated in finite worlds by enclosures. A symbol that a hypothesis bounds something by (a sub-Gaussian
/// parameter, a width, a Lipschitz constant) takes the least value that makes the hypothesis true: the hardest case.
/// </summary>
internal sealed class Claim
{
    private readonly FiniteCompiler<Interval, Enclosures> compiler = new();
    private readonly List<(Action<Interpreted, int> Set, Func<Interpreted, int> Size)> free = [];
    private readonly List<(Symbol Symbol, Func<Interpreted, double> Least)> parameters = [];
    private readonly List<Func<Interpreted, bool>> conditions = [];
    private readonly Func<Interpreted, bool> isFalse;
    private readonly string text;

    private Claim(IReadOnlyList<Judgement> hypotheses, Judgement conclusion)
    {
        text = $"{string.Join(", ", hypotheses)} |- {conclusion}";
        foreach (var v in hypotheses.Append(conclusion).SelectMany(j => j.FreeVariables()).Distinct())
            free.Add((compiler.Free(v), compiler.Size(v.Of)));
        foreach (var (symbol, _) in hypotheses.Select(Parameter).Where(p => p.Symbol is not null))
            compiler.Find(symbol!);
        foreach (var h in hypotheses)
            if (Parameter(h) is ({ } symbol, { } body))
                parameters.Add((symbol, Least(body)));
            else
                conditions.Add(Holds(h));
        isFalse = IsFalse(conclusion);
    }

    public static Claim Of(Theorem theorem) => new([.. theorem.Hypotheses], theorem.Conclusion);

    public static Claim Of(IEnumerable<Judgement> hypotheses, Judgement conclusion) => new([.. hypotheses], conclusion);

    /// <summary>Whether the hypotheses hold in the world and the conclusion surely does not.</summary>
    public bool IsRefutedIn(FiniteWorld world)
    {
        var w = compiler.Interpret(world);
        bool From(int k)
        {
            if (k == free.Count)
            {
                foreach (var group in parameters.GroupBy(p => p.Symbol, p => p.Least(w)))
                    w.Set(group.Key, Interval.Point(Math.Max(1e-9, group.Max())));
                return conditions.All(c => c(w)) && isFalse(w);
            }
            for (var value = 0; value < free[k].Size(w); value++)
            {
                free[k].Set(w, value);
                if (From(k + 1))
                    return true;
            }
            return false;
        }
        return From(0);
    }

    public override string ToString() => text;

    // The symbol that a hypothesis bounds something by, where it is one symbol.
    private static (Symbol? Symbol, Judgement? Body) Parameter(Judgement j) =>
        j
            is not (
                Judgement.AtMost
                or Judgement.Finite
                or Judgement.Positive
                or Judgement.Independent
                or Judgement.Both
                or Judgement.InWords
            )
        && Bound(j) is Symbol symbol
            ? (symbol, j)
            : (null, null);

    // The least value of the parameter, or an upper bound of it by less than rounding.
    private Func<Interpreted, double> Least(Judgement j)
    {
        switch (j)
        {
            case Judgement.SubGaussian s:
                return SubGaussian(s.Of);
            case Judgement.LowerSubGaussian s:
                return SubGaussian(s.Of);
            case Judgement.LipschitzSubGaussian s:
                var laws = compiler.LipschitzLaws(s.Under);
                return w => laws(w).Max(law => SubGaussianConstant.Upper<Interval, Enclosures>(law).ToDouble() * (1 + 1e-15));
            case Judgement.Bounded b:
                var table = compiler.Table(b.Function);
                return w => Extent(table(w));
            case Judgement.Range r:
                var slices = compiler.Slices(r.Function, r.Argument);
                return w => slices(w).Max(Extent);
            case Judgement.Lipschitz l:
                var (functions, metric) = (
                    compiler.Slices(l.Function, l.Argument),
                    compiler.Table(Function.Metric(l.Function.From[l.Argument]))
                );
                return w => functions(w).Max(f => Steepest(f.Count, metric(w), (x, y) => (f[x] - f[y]).Upper));
            case Judgement.LipschitzMap { Function: { From: [var space] } map }:
                var (from, to) = (compiler.Table(Function.Metric(space)), compiler.Table(Function.Metric(map.To)));
                var (setFirst, setSecond, size) = (
                    compiler.Free(First(space)),
                    compiler.Free(Second(space)),
                    compiler.Size(space)
                );
                var image = compiler.Compile(
                    new Evaluation(Function.Metric(map.To), [new Image(map, [First(space)]), new Image(map, [Second(space)])])
                );
                return w =>
                    Steepest(
                        size(w),
                        from(w),
                        (x, y) =>
                        {
                            setFirst(w, x);
                            setSecond(w, y);
                            return image(w).Upper;
                        }
                    );
            case Judgement.BoundedDifferences b:
                return Differences(b);
            case Judgement.ForAll a:
                var setters = a.Variables.Select(v => (compiler.Free(v), compiler.Size(v.Of))).ToList();
                var body = Least(a.Body);
                return w => Greatest(setters, 0, w, body);
            default:
                throw new ArgumentException($"{j} has no parameter.");
        }
    }

    private static Variable First(Space space) => new("first", space);

    private static Variable Second(Space space) => new("second", space);

    private Func<Interpreted, double> SubGaussian(RandomReal real)
    {
        var values = compiler.Compile(real);
        return w => SubGaussianConstant.Upper<Interval, Enclosures>(values(w)).ToDouble() * (1 + 1e-15);
    }

    private static double Greatest(
        List<(Action<Interpreted, int> Set, Func<Interpreted, int> Size)> setters,
        int k,
        Interpreted w,
        Func<Interpreted, double> body
    )
    {
        if (k == setters.Count)
            return body(w);
        var greatest = 0.0;
        for (var value = 0; value < setters[k].Size(w); value++)
        {
            setters[k].Set(w, value);
            greatest = Math.Max(greatest, Greatest(setters, k + 1, w, body));
        }
        return greatest;
    }

    private Func<Interpreted, double> Differences(Judgement.BoundedDifferences b)
    {
        var space = (Space.SampleOf)b.Sample.Of;
        var (set, size, points) = (compiler.Free(b.Sample), compiler.Size(space), compiler.Size(space.Of));
        var value = compiler.Compile(b.Value);
        return w =>
        {
            var values = new Interval[size(w)];
            for (var s = 0; s < values.Length; s++)
            {
                set(w, s);
                values[s] = value(w);
            }
            var greatest = 0.0;
            for (var place = 1; place < values.Length; place *= points(w))
            for (var s = 0; s < values.Length; s++)
            for (var x = 0; x < points(w); x++)
            {
                var other = s + (x - s / place % points(w)) * place;
                greatest = Math.Max(greatest, (values[s] - values[other]).Upper);
            }
            return greatest;
        };
    }

    private static double Extent(IReadOnlyList<Interval> values) => values.Max(v => v.Upper) - values.Min(v => v.Lower);

    private static double Steepest(int size, Interval[] metric, Func<int, int, double> difference)
    {
        var steepest = 0.0;
        for (var x = 0; x < size; x++)
        for (var y = 0; y < size; y++)
            if (x != y)
                steepest = Math.Max(steepest, Math.BitIncrement(difference(x, y) / metric[x * size + y].Lower));
        return steepest;
    }

    private Func<Interpreted, bool> Holds(Judgement j)
    {
        switch (j)
        {
            case Judgement.AtMost a:
                var (left, right) = (compiler.Compile(a.Left), compiler.Compile(a.Right));
                return w => left(w).Upper <= right(w).Lower;
            case Judgement.Finite f:
                var value = compiler.Compile(f.Value);
                return w => value(w).Upper < double.PositiveInfinity;
            case Judgement.Positive p:
                var positive = compiler.Compile(p.Value);
                return w => positive(w).Lower > 0;
            case Judgement.Independent i:
                var information = Dependence(i.Joint);
                return w => information(w).Upper <= 1e-12;
            case Judgement.Both b:
                var (first, second) = (Holds(b.First), Holds(b.Second));
                return w => first(w) && second(w);
            case Judgement.InWords:
                return _ => true;
            default:
                var (least, bound) = (Least(j), compiler.Compile(Bound(j)));
                return w => least(w) <= bound(w).Lower;
        }
    }

    // What a hypothesis bounds something by.
    private static Expr Bound(Judgement j) =>
        j switch
        {
            Judgement.SubGaussian s => s.R,
            Judgement.LowerSubGaussian s => s.R,
            Judgement.LipschitzSubGaussian s => s.R,
            Judgement.Bounded b => b.Width,
            Judgement.Range r => r.Width,
            Judgement.Lipschitz l => l.K,
            Judgement.LipschitzMap l => l.K,
            Judgement.BoundedDifferences b => b.Width,
            Judgement.ForAll a => Bound(a.Body),
            _ => throw new ArgumentException($"{j} is no condition that a world here decides."),
        };

    private Func<Interpreted, Interval> Dependence(Law joint) =>
        compiler.Compile(
            Sum.Of(
                Enumerable
                    .Range(1, joint.Outputs.Count - 1)
                    .Select(k => (Expr)new MutualInformation(joint.Returning(joint.Outputs.Take(k + 1)), k, 1))
            )
        );

    private Func<Interpreted, bool> IsFalse(Judgement j)
    {
        switch (j)
        {
            case Judgement.AtMost a:
                var (left, right) = (compiler.Compile(a.Left), compiler.Compile(a.Right));
                return w => right(w).Upper < left(w).Lower;
            case Judgement.Equal e:
                var (one, other) = (compiler.Compile(e.Left), compiler.Compile(e.Right));
                return w => one(w) is var p && other(w) is var q && (p.Upper < q.Lower || q.Upper < p.Lower);
            case Judgement.Both b:
                var (first, second) = (IsFalse(b.First), IsFalse(b.Second));
                return w => first(w) || second(w);
            case Judgement.ForAll all:
                var setters = all.Variables.Select(v => (compiler.Free(v), compiler.Size(v.Of))).ToList();
                var body = IsFalse(all.Body);
                return w => Greatest(setters, 0, w, inner => body(inner) ? 1 : 0) > 0;
            case Judgement.WithProbability p:
                return IsFalse(p);
            case Judgement.SubGaussian s:
                var (values, bound) = (compiler.Compile(s.Of), compiler.Compile(s.R));
                return w => SubGaussianConstant.Near(Rough(values(w))) > bound(w).Upper * (1 + 1e-6) + 1e-9;
            case Judgement.LowerSubGaussian s:
                var (lower, r) = (compiler.Compile(s.Of), compiler.Compile(s.R));
                return w => LowerExcess(Rough(lower(w)), r(w).Upper) > 1e-9;
            case Judgement.LipschitzSubGaussian s:
                var (laws, radius) = (compiler.LipschitzLaws(s.Under), compiler.Compile(s.R));
                return w => laws(w).Max(law => SubGaussianConstant.Near(Rough(law))) > radius(w).Upper * (1 + 1e-6) + 1e-9;
            case Judgement.BoundedDifferences d:
                var (greatest, width) = (Differences(d), compiler.Compile(d.Width));
                return w => greatest(w) > width(w).Upper * (1 + 1e-9) + 1e-9;
            case Judgement.Independent i:
                var dependence = Dependence(i.Joint);
                return w => dependence(w).Lower > 1e-12;
            case Judgement.Coupling c:
                var first1 = IsFalse(new Judgement.Equal(Divergence.TV(c.Joint.Marginal(0), c.P), 0));
                var second1 = IsFalse(new Judgement.Equal(Divergence.TV(c.Joint.Marginal(1), c.Q), 0));
                return w => first1(w) || second1(w);
            default:
                throw new ArgumentException($"{j} is nothing that a world here refutes.");
        }
    }

    private Func<Interpreted, bool> IsFalse(Judgement.WithProbability p)
    {
        var joint = compiler.Compile(Law.Of(p.Draws, p.Draws.Select(d => d.Variable)));
        var setters = p.Draws.Select(d => (Set: compiler.Free(d.Variable), Size: compiler.Size(d.Variable.Of))).ToList();
        var (fails, delta) = (IsFalse(p.Event), compiler.Compile(p.Delta));
        return w =>
        {
            var failing = Interval.Point(0);
            foreach (var (outcome, mass) in joint(w).Index())
            {
                if (mass.Upper == 0)
                    continue;
                var rest = outcome;
                for (var k = setters.Count - 1; k >= 0; rest /= setters[k].Size(w), k--)
                    setters[k].Set(w, rest % setters[k].Size(w));
                if (fails(w))
                    failing += mass;
            }
            return failing.Lower > delta(w).Upper;
        };
    }

    private static List<(double Value, double Mass)> Rough(IReadOnlyList<(Interval Value, Interval Mass)> law) =>
        [.. law.Select(v => (v.Value.Middle, v.Mass.Middle))];

    private static double LowerExcess(List<(double Value, double Mass)> law, double r)
    {
        var mean = law.Sum(v => v.Value * v.Mass);
        return Enumerable
            .Range(1, 60)
            .Select(k => Math.Pow(1.2, k - 30))
            .Max(s => Math.Log(law.Sum(v => v.Mass * Math.Exp(-s * (v.Value - mean)))) - s * s * r * r / 2);
    }
}
