using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>Both sides of a bound and its parameters, compiled for finite worlds in one kind of number.</summary>
internal sealed class FiniteTrial<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly Func<Interpretation<T>, T> left;
    private readonly Func<Interpretation<T>, T>[] terms;
    private readonly Func<Interpretation<T>, T>? allowed;
    private readonly Outcomes<T, TArithmetic>? outcomes;
    private readonly Parameters<T, TArithmetic> parameters;
    private readonly Conditions<T, TArithmetic> conditions;

    /// <summary>Compiles a bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="subGaussian">The least sub-Gaussian parameter of values and masses.</param>
    /// <param name="surely">The same where an assumption gives the parameter, and it must be no less; <paramref name="subGaussian"/> unless given.</param>
    /// <exception cref="ArgumentException">The bound speaks of something that no finite world has.</exception>
    public FiniteTrial(
        Bound bound,
        Func<IReadOnlyList<(T Value, T Mass)>, T> subGaussian,
        Func<IReadOnlyList<(T Value, T Mass)>, T>? surely = null
    )
    {
        Compiler = new FiniteCompiler<T, TArithmetic>();
        if (bound.Mode is Mode.WithProbability { Draws: var draws, Delta: var delta })
            (outcomes, allowed) = (new Outcomes<T, TArithmetic>(Compiler, draws), Compiler.Compile(delta));
        (left, terms) = (Compiler.Compile(bound.Left), [.. bound.Terms.Select(t => Compiler.Compile(t.Expr))]);
        parameters = new Parameters<T, TArithmetic>(Compiler, bound.Assumptions, subGaussian);
        conditions = new Conditions<T, TArithmetic>(Compiler, bound.Assumptions, surely ?? subGaussian);
    }

    public FiniteCompiler<T, TArithmetic> Compiler { get; }

    /// <summary>The symbols that assumptions define.</summary>
    public IReadOnlyCollection<Symbol> Found => [.. parameters.Symbols];

    /// <summary>Whether some of the symbols that assumptions define wait for each other, and may not settle.</summary>
    public bool IsChained => parameters.AreChained;

    /// <summary>The assumptions that are not checked.</summary>
    public IReadOnlyList<Assumption> Unchecked => conditions.Unchecked;

    /// <summary>Whether the assumptions that are checked hold.</summary>
    public bool Assumes(Interpretation<T> world) => conditions.Hold(world);

    /// <summary>Which of the assumptions that are checked are not seen to hold, by number.</summary>
    public IEnumerable<int> Open(Interpretation<T> world) =>
        Enumerable.Range(0, conditions.Count).Where(k => !conditions.Holds(k, world));

    /// <summary>Whether the values that a world gives to the symbols that assumptions define, and which are set, surely are no less than the least.</summary>
    public bool Suffices(Interpretation<T> world, FiniteWorld known) => parameters.Suffice(world, known);

    /// <summary>The world in numbers, with its parameters set.</summary>
    public Interpretation<T> At(FiniteWorld world, out IReadOnlyList<(Symbol Symbol, T Value)> found)
    {
        var w = Compiler.Interpret(world);
        found = parameters.Set(w);
        return w;
    }

    /// <summary>
    /// The left side and the terms of the right: once with probability 1 for a claim in expectation, once for each outcome for a
    /// claim with probability.
    /// </summary>
    public IEnumerable<(T Mass, T Left, T[] Terms)> Sides(Interpretation<T> world) =>
        outcomes is null
            ? [(TArithmetic.Of(Rational.One), left(world), Array.ConvertAll(terms, t => t(world)))]
            : outcomes
                .In(world, symmetric: !Compiler.ReadsPlaces)
                .Select(mass => (mass, left(world), Array.ConvertAll(terms, t => t(world))));

    /// <summary>The probability of a violation that is allowed: 0 for a claim in expectation.</summary>
    public T Allowed(Interpretation<T> world) => allowed is null ? TArithmetic.Of(Rational.Zero) : allowed(world);
}

/// <summary>The outcomes of draws: setting the drawn variables one after the other, with their probabilities.</summary>
internal sealed class Outcomes<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly Terms<Draw> draws;
    private readonly Action<Interpretation<T>, int>[] set;
    private readonly Func<Interpretation<T>, int>[] sizes;
    private readonly Func<Interpretation<T>, T[]> joint;
    private readonly (
        Func<Interpretation<T>, T[]> Point,
        Func<Interpretation<T>, int> Size,
        Func<Interpretation<T>, int> Count
    )? sample;

    public Outcomes(FiniteCompiler<T, TArithmetic> compiler, Terms<Draw> draws)
    {
        this.draws = draws;
        joint = compiler.Compile(Law.Of(draws, draws.Select(d => d.Variable)));
        sizes = [.. draws.Select(d => compiler.Size(d.Variable.Of))];
        set = [.. draws.Select(d => compiler.Free(d.Variable))];
        if (draws is [{ Kernel: Sampling { Of: NamedKernel point } sampling }])
            sample = (compiler.Compile(Law.Of(point)), compiler.Size(point.To), compiler.Integer(sampling.Size));
    }

    /// <summary>Sets each outcome in turn and gives its probability; where order does not matter, one sample stands for its multiset.</summary>
    public IEnumerable<T> In(Interpretation<T> world, bool symmetric) =>
        symmetric && sample is var (point, size, count) ? Samples(world, point(world), size(world), count(world)) : All(world);

    private IEnumerable<T> All(Interpretation<T> world)
    {
        foreach (var (outcome, mass) in joint(world).Index())
        {
            if (TArithmetic.IsZero(mass))
                continue;
            var rest = outcome;
            for (var k = draws.Count - 1; k >= 0; rest /= sizes[k](world), k--)
                set[k](world, rest % sizes[k](world));
            yield return mass;
        }
    }

    private IEnumerable<T> Samples(Interpretation<T> world, T[] point, int size, int count)
    {
        foreach (var sorted in Multisets.All(size, count))
        {
            var mass = TArithmetic.Of((Rational)Multisets.Orders(sorted));
            var number = 0;
            for (var k = count - 1; k >= 0; k--)
                (mass, number) = (TArithmetic.Multiply(mass, point[sorted[k]]), number * size + sorted[k]);
            if (TArithmetic.IsZero(mass))
                continue;
            set[0](world, number);
            yield return mass;
        }
    }
}
