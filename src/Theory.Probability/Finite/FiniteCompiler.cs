using System.Collections.Immutable;
using Theory.Symbolics;

namespace Theory.Probability.Finite;

/// <summary>
/// Turns terms into functions of a finite world, once, for evaluation in many worlds. All that one compiler compiles can be
/// evaluated at the interpretations that it makes.
/// </summary>
/// <typeparam name="T">The type of a number.</typeparam>
/// <typeparam name="TArithmetic">Its arithmetic.</typeparam>
public sealed partial class FiniteCompiler<T, TArithmetic>
    where TArithmetic : IArithmetic<T>
{
    private readonly Vocabulary vocabulary = new();
    private readonly HashSet<Symbol> found = [];
    private Scope free = new(ImmutableDictionary<Point, int>.Empty, ImmutableDictionary<Symbol, int>.Empty);

    /// <summary>What bound points and indices are in reach, and the slots that hold their values.</summary>
    private sealed record Scope(ImmutableDictionary<Point, int> Points, ImmutableDictionary<Symbol, int> Indices);

    /// <summary>The kernels that compiled terms mention.</summary>
    public IReadOnlyList<NamedKernel> Kernels => vocabulary.Kernels;

    /// <summary>The real functions that compiled terms mention.</summary>
    public IReadOnlyList<Function> Functions => vocabulary.Functions;

    /// <summary>The maps that compiled terms mention.</summary>
    public IReadOnlyList<Map> Maps => vocabulary.Maps;

    /// <summary>The spaces whose sizes compiled terms depend on.</summary>
    public IReadOnlyList<Space> Spaces => vocabulary.Spaces;

    /// <summary>The symbols whose values compiled terms depend on, those in sizes and indices apart.</summary>
    public IReadOnlyList<Symbol> Symbols => [.. vocabulary.Symbols.Where(s => s != ConvexGenerator.Argument)];

    /// <summary>The names that stand for any convex generator of a divergence.</summary>
    public IReadOnlyList<string> Generators => vocabulary.Generators;

    /// <summary>Whether compiled terms take entries of samples by their place, so that the order of a sample may matter.</summary>
    public bool ReadsPlaces { get; private set; }

    /// <summary>Whether compiled terms take expectations over samples, so that every order of every sample is walked through.</summary>
    public bool WalksThroughSamples { get; private set; }

    /// <summary>Declares a free variable; the function returned sets its value, a point from 0.</summary>
    public Action<Interpretation<T>, int> Free(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var slot = vocabulary.NewSlot();
        free = free with { Points = free.Points.SetItem(variable, slot) };
        return (w, value) => w.Frame[slot] = value;
    }

    /// <summary>Declares that a symbol's value is not read from worlds but set by <see cref="Interpretation{T}.Set"/>.</summary>
    public void Find(Symbol symbol) => found.Add(symbol);

    /// <summary>A world in the numbers of this compiler, for everything compiled so far.</summary>
    /// <exception cref="ArgumentException">The world does not interpret a name that the terms mention.</exception>
    public Interpretation<T> Interpret(FiniteWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Interpretation<T>.Of<TArithmetic>(world, vocabulary, found);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="ArgumentException">A term in it has no meaning in a finite world; the message names it.</exception>
    public Func<Interpretation<T>, T> Compile(Expr e) => Compile(e, free);

    /// <summary>The size of a space.</summary>
    public Func<Interpretation<T>, int> Size(Space space)
    {
        var place = vocabulary.Number(vocabulary.Spaces, space);
        return w => w.Sizes[place];
    }

    /// <summary>The integer that an expression in the symbols of sizes is.</summary>
    public Func<Interpretation<T>, int> Integer(Expr e) => Integer(e, free);

    /// <summary>The probabilities of a law's outputs, in lexicographic order.</summary>
    public Func<Interpretation<T>, T[]> Compile(Law law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return Distribution(law, free);
    }

    /// <summary>The values of a random variable with their probabilities, of those cases that are possible.</summary>
    public Func<Interpretation<T>, IReadOnlyList<(T Value, T Mass)>> Compile(RandomReal real)
    {
        ArgumentNullException.ThrowIfNull(real);
        return Values(real, free);
    }

    private Func<Interpretation<T>, T> Compile(Expr e, Scope scope)
    {
        switch (e)
        {
            case Number n:
                var number = TArithmetic.Of(n.Value);
                return _ => number;
            case Constant c:
                var constant = TArithmetic.Of(c);
                return _ => constant;
            case Symbol s when scope.Indices.TryGetValue(s, out var slot):
                return w => TArithmetic.Ratio(w.Frame[slot], 1);
            case Symbol s:
                var place = vocabulary.Number(vocabulary.Symbols, s);
                return w => w.Symbols[place];
            case Sum s:
                return Combined(s.Items, TArithmetic.Add, scope);
            case Product p:
                return Combined(p.Items, TArithmetic.Multiply, scope);
            case Min m:
                return Combined(m.Items, TArithmetic.Min, scope);
            case Max m:
                return Combined(m.Items, TArithmetic.Max, scope);
            case Power { Exponent: Number n } p:
                var (@base, exponent) = (Compile(p.Base, scope), n.Value);
                return w => TArithmetic.Power(@base(w), exponent);
            case Power p:
                return Compile(new Exp(p.Exponent * new Log(p.Base)), scope);
            case Exp x:
                var argument = Compile(x.Argument, scope);
                return w => TArithmetic.Exp(argument(w));
            case Log l:
                var logarithm = Compile(l.Argument, scope);
                return w => TArithmetic.Log(logarithm(w));
            case Series s:
                return Compile(s, scope);
            case Quantity { Meaning: ProbabilityQuantity q }:
                return Compile(q, scope);
            default:
                throw new ArgumentException($"{e} has no meaning in a finite world.", nameof(e));
        }
    }

    private Func<Interpretation<T>, T> Combined(Terms<Expr> items, Func<T, T, T> combine, Scope scope)
    {
        var parts = items.Select(item => Compile(item, scope)).ToArray();
        return w =>
        {
            var result = parts[0](w);
            for (var k = 1; k < parts.Length; k++)
                result = combine(result, parts[k](w));
            return result;
        };
    }

    private Func<Interpretation<T>, T> Compile(Series s, Scope scope)
    {
        var (lower, upper) = (Integer(s.Lower, scope), Integer(s.Upper, scope));
        var slot = vocabulary.NewSlot();
        var body = Compile(s.Body, scope with { Indices = scope.Indices.SetItem(s.Index, slot) });
        return w =>
        {
            var (first, last) = (lower(w), upper(w));
            var total = TArithmetic.Of(Rational.Zero);
            for (var index = first; index <= last; index++)
            {
                w.Frame[slot] = index;
                total = TArithmetic.Add(total, body(w));
            }
            return s.IsAverage && last >= first ? TArithmetic.Multiply(total, TArithmetic.Ratio(1, last - first + 1)) : total;
        };
    }

    // An index or a limit of one. Without bound indices it is a number of the world, known once for all.
    private Func<Interpretation<T>, int> Integer(Expr e, Scope scope)
    {
        if (e is Symbol s && scope.Indices.TryGetValue(s, out var slot))
            return w => w.Frame[slot];
        var bound = e.FreeSymbols().Where(scope.Indices.ContainsKey).ToList();
        if (bound.Count > 0)
            throw new ArgumentException(
                $"{e}: a finite world evaluates an index that is a bound symbol or does not mention one."
            );
        var place = vocabulary.Number(vocabulary.Integers, e);
        return w => w.Integers[place];
    }
}
