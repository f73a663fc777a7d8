using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Notation;

namespace Theory.Cli.Subjects;

/// <summary>
/// The spaces, kernels, functions, draws and laws that a bound's file declares, and with them the meaning of its quantities:
/// <c>KL(P, Q)</c>, <c>TV</c>, <c>W1</c>, <c>W2</c> of laws, <c>I(S, W)</c> of points, <c>H(P)</c>, <c>E(body)</c> over the draws that the body
/// needs, <c>d(x, y)</c>, and values of declared functions. Where nothing is declared quantities stay names.
/// </summary>
internal sealed class Declarations
{
    private static readonly string[] Heads = ["KL", "TV", "W1", "W2", "I", "H", "E", "d", "law"];

    private readonly Dictionary<string, NamedKernel> kernels = [];
    private readonly Dictionary<string, Function> functions = [];
    private readonly List<Draw> draws = [];
    private readonly Dictionary<string, Variable> points = [];
    private readonly Dictionary<string, Law> laws = [];

    /// <summary>Reads what a file declares.</summary>
    /// <exception cref="ArgumentException">A declaration is malformed; the message names its place in the file.</exception>
    public static Declarations Read(Members file)
    {
        var all = new Declarations();
        foreach (var (name, text, place) in file.Pairs("kernels"))
            file.At(place, () => all.AddKernel(name, text));
        foreach (var (name, text, place) in file.Pairs("functions"))
            file.At(place, () => all.AddFunction(name, text));
        foreach (var (name, text, place) in file.Pairs("points"))
            file.At(
                place,
                () => all.points.Add(name, new Variable(name, Spaces(text) is [var only] ? only : throw NoSpace(text)))
            );
        foreach (var (k, text) in file.Texts("draws").Index())
            file.At($"draws[{k}]", () => all.AddDraw(text));
        foreach (var (name, text, place) in file.Pairs("laws"))
            file.At(place, () => all.laws.Add(name, all.LawOf(all.Parse(text)).Named(name, Latex.Print(new Symbol(name)))));
        return all;
    }

    /// <summary>Whether anything is declared.</summary>
    public bool IsEmpty => kernels.Count == 0 && functions.Count == 0;

    /// <summary>The meaning of heads, for the reader of expressions; null where nothing is declared.</summary>
    public Vocabulary? Vocabulary => IsEmpty ? null : Meaning;

    /// <summary>The draws of the named variables.</summary>
    public Terms<Draw> Drawn(string names) =>
        names
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(name =>
                draws.Find(d => d.Variable.Name == name) ?? throw new ArgumentException($"'{name}' is not drawn: {Known}")
            )
            .ToTerms();

    /// <summary>A judgement: a comparison, or one of the forms that a check knows; it holds for all values of declared points.</summary>
    public Judgement Judgement(string text)
    {
        var judgement = Plain(text);
        var free = judgement.FreeVariables().ToTerms();
        return free.Count > 0 ? new Judgement.ForAll(free, judgement) : judgement;
    }

    private Judgement Plain(string text)
    {
        foreach (var (sign, of) in Comparisons)
            if (text.Split(sign, 2) is [var left, var right])
                return of(Parse(left), Parse(right));
        return Parse(text) is Quantity { Meaning: Opaque { Head: var head, Arguments: var a } }
            ? (head, a) switch
            {
                ("subgaussian", [var body, var r]) => new Judgement.SubGaussian(
                    RandomReal.Of(Needed(body.FreeVariables()), body),
                    r
                ),
                ("lipschitzsubgaussian", [var law, var r]) => new Judgement.LipschitzSubGaussian(LawOf(law), r),
                ("bounded", [Symbol f, var width]) => new Judgement.Bounded(FunctionOf(f.Name), width),
                ("diameter", [var space, var width]) => new Judgement.Bounded(Function.Metric(SpaceOf(space)), width),
                ("lipschitz", [Symbol f, Number { Value: var k }, var constant]) => new Judgement.Lipschitz(
                    FunctionOf(f.Name),
                    (int)k.Numerator - 1,
                    constant
                ),
                ("independent", [_, _, ..]) => new Judgement.Independent(LawOf(a)),
                ("markov", [_, _, _]) => new Judgement.Markov(LawOf(a)),
                _ => throw new ArgumentException(Forms),
            }
            : throw new ArgumentException(Forms);
    }

    private static readonly (string Sign, Func<Expr, Expr, Judgement> Of)[] Comparisons =
    [
        ("<=", (a, b) => new Judgement.AtMost(a, b)),
        (">=", (a, b) => new Judgement.AtMost(b, a)),
        ("=", (a, b) => new Judgement.Equal(a, b)),
    ];

    private const string Forms =
        "not a condition that a check knows: LEFT <= RIGHT, LEFT = RIGHT, subgaussian(BODY, R), lipschitzsubgaussian(LAW, R), "
        + "bounded(FUNCTION, WIDTH), diameter(SPACE, WIDTH), lipschitz(FUNCTION, ARGUMENT, K), independent(POINT, ..), markov(X, Y, Z)";

    private Expr Parse(string text) => Infix.Parse(text, Vocabulary);

    private void AddKernel(string name, string text)
    {
        if (Heads.Contains(name))
            throw new ArgumentException($"'{name}' means something already; give the kernel another name.");
        var sides = text.Split("->", StringSplitOptions.TrimEntries);
        kernels.Add(
            name,
            sides switch
            {
                [var to] when Spaces(to) is [var only] => NamedKernel.Measure(name, only),
                [var from, var to] when Spaces(to) is [var only] => new NamedKernel(name, Spaces(from), only),
                _ => throw new ArgumentException($"'{text}' is no kernel: write X for a law on X, or X, Y -> Z."),
            }
        );
    }

    private void AddFunction(string name, string text)
    {
        var sides = text.Split("->", StringSplitOptions.TrimEntries);
        if (Heads.Contains(name) || sides.Length != 2 || sides[1] is not ("R" or "[0, inf)"))
            throw new ArgumentException($"'{text}' is no real function: write X, Y -> R, or X, Y -> [0, inf).");
        functions.Add(name, new Function(name, Spaces(sides[0]), IsNonnegative: sides[1] != "R"));
    }

    private void AddDraw(string text)
    {
        if (text.Split('~', StringSplitOptions.TrimEntries) is not [var name, var from])
            throw new ArgumentException($"'{text}' draws nothing: write S ~ P_X^n, or W ~ A(S).");
        draws.Add(
            Infix.Parse(from, Vocabulary) switch
            {
                Symbol measure => Draw.From(name, KernelOf(measure.Name)),
                Power { Base: Symbol measure, Exponent: var size } => Draw.From(name, new Sampling(KernelOf(measure.Name), size)),
                Quantity { Meaning: Opaque { Head: "uniform", Arguments: [var last] } } => Draw.From(
                    name,
                    new UniformIndex(last)
                ),
                Quantity { Meaning: Opaque o } => Draw.From(name, KernelOf(o.Head), [.. o.Arguments.Select(PointOf)]),
                _ => throw new ArgumentException($"'{from}' is no law to draw from: write P_X, P_X^n, A(S) or uniform(n)."),
            }
        );
    }

    private Expr? Meaning(string head, Terms<Expr> a) =>
        (head, a) switch
        {
            ("KL", [var p, var q]) => Divergence.KL(LawOf(p), LawOf(q)),
            ("TV", [var p, var q]) => Divergence.TV(LawOf(p), LawOf(q)),
            ("W1", [var p, var q]) => Divergence.W1(LawOf(p), LawOf(q)),
            ("W2", [var p, var q]) => Divergence.W2(LawOf(p), LawOf(q)),
            ("I", [_, _] or [_, _, _]) => new MutualInformation(LawOf(a)),
            ("H", [var p]) => new Entropy(LawOf(p)),
            ("E", [var body]) => Expectation.Under(Needed(body.FreeVariables()), body),
            ("d", [var x, var y]) => new Evaluation(Function.Metric(PointOf(x).Space), [PointOf(x), PointOf(y)]),
            _ when functions.TryGetValue(head, out var f) => new Evaluation(f, a.Select(PointOf).ToTerms()),
            _ => null,
        };

    private Law LawOf(Expr e) =>
        e switch
        {
            Symbol s when laws.TryGetValue(s.Name, out var law) => law,
            Symbol s when kernels.TryGetValue(s.Name, out var k) && k.Inputs.Count == 0 => Law.Of(k),
            Symbol s when Find(s.Name) is not null => LawOf([e]),
            Quantity { Meaning: Indexed } => LawOf([e]),
            Quantity { Meaning: Opaque { Head: "law" } o } => LawOf(o.Arguments),
            Quantity { Meaning: Opaque o } => Law.At(KernelOf(o.Head), [.. o.Arguments.Select(PointOf)]),
            Product p => p.Items.Select(LawOf).Aggregate((a, b) => a.Times(b)),
            _ => throw new ArgumentException($"'{e}' is no law: {Known}"),
        };

    // The joint law of points, under the draws that they need.
    private Law LawOf(Terms<Expr> e)
    {
        var outputs = e.Select(PointOf).ToTerms();
        return Law.Of(Needed(outputs.SelectMany(p => p.FreeVariables)), outputs);
    }

    private IEnumerable<Draw> Needed(IEnumerable<Variable> variables)
    {
        var needed = variables.ToHashSet();
        foreach (var draw in Enumerable.Reverse(draws).Where(d => needed.Contains(d.Variable)).ToList())
            needed.UnionWith(draw.Arguments.SelectMany(p => p.FreeVariables));
        return draws.Where(d => needed.Contains(d.Variable));
    }

    private Point PointOf(Expr e) =>
        e switch
        {
            Symbol s when Find(s.Name) is { } variable => variable,
            Quantity { Meaning: Indexed { Head: var head, Indices: [var i] } } when Find($"{head}_{i}") is { } variable =>
                variable,
            Quantity { Meaning: Indexed { Head: var head, Indices: [var i] } } when Find(head) is { } sample => i is Symbol s
            && Find(s.Name) is { } index
                ? new Entry(sample, index)
                : new Entry(sample, i),
            _ => throw new ArgumentException($"'{e}' is no point: {Known}"),
        };

    private Variable? Find(string name) => draws.Find(d => d.Variable.Name == name)?.Variable ?? points.GetValueOrDefault(name);

    private NamedKernel KernelOf(string name) =>
        kernels.GetValueOrDefault(name) ?? throw new ArgumentException($"'{name}' is no kernel: {Known}");

    private Function FunctionOf(string name) =>
        functions.GetValueOrDefault(name) ?? throw new ArgumentException($"'{name}' is no function: {Known}");

    private string Known =>
        "declared are "
        + string.Join(
            ", ",
            kernels.Keys.Concat(functions.Keys).Concat(draws.Select(d => d.Variable.Name)).Concat(points.Keys).Concat(laws.Keys)
        )
        + ".";

    private static Terms<Space> Spaces(string text) =>
        Settings.Pairs(text).Select(part => SpaceOf(Infix.Parse(part.Trim()))).ToTerms();

    private static Space SpaceOf(Expr e) =>
        e switch
        {
            Symbol s => new Space.Named(s.Name),
            Power { Base: Symbol s, Exponent: var size } => new Space.SampleOf(new Space.Named(s.Name), size),
            Quantity { Meaning: Opaque { Head: "indices", Arguments: [var last] } } => new Space.Indices(last),
            _ => throw NoSpace(e.ToString()),
        };

    private static ArgumentException NoSpace(string text) => new($"'{text}' is no space: write X, X^n or indices(n).");
}
