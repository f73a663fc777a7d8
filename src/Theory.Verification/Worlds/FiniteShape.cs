using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>The names that a bound leaves open, which a finite world interprets.</summary>
internal sealed class FiniteShape
{
    /// <summary>The shape of a bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="compiler">The compiler of its two sides and assumptions.</param>
    /// <param name="found">The symbols that assumptions define.</param>
    public FiniteShape(Bound bound, FiniteCompiler<double, Doubles> compiler, IReadOnlyCollection<Symbol> found)
    {
        (Kernels, Functions, Maps) = (compiler.Kernels, compiler.Functions, compiler.Maps);
        Generators = compiler.Generators;
        var spaces = compiler
            .Spaces.Concat(Kernels.SelectMany(k => k.Inputs.Append(k.Output)))
            .Concat(Functions.SelectMany(f => f.From))
            .Concat(Maps.SelectMany(m => m.From.Append(m.To)))
            .ToList();
        Spaces = [.. spaces.SelectMany(Names).Distinct().Order(StringComparer.Ordinal)];
        SampleSizes = [.. spaces.SelectMany(Sizes).Distinct()];
        Samples = [.. spaces.OfType<Space.SampleOf>().Distinct()];
        Symbols = [.. compiler.Symbols.Except(found).Except(SampleSizes)];
        Domains = Context.Given(string.Join(", ", bound.Glossary.Select(g => g.Domain).Where(d => d.Length > 0)));
        IsByOutcome = bound.Mode is Mode.WithProbability;
        ReadsPlaces =
            compiler.ReadsPlaces || compiler.WalksThroughSamples || bound.Assumptions.Any(a => IsForAllSamples(a.Judgement));
        Laws = [.. Kernels.Where(k => k.Inputs.Count == 0)];
        Channels = [.. Kernels.Where(k => k.Inputs.Count > 0)];
        Learners = IsByOutcome
            ? []
            :
            [
                .. Kernels.Where(k =>
                    k is { Inputs: [Space.SampleOf], Output: Space.Named }
                    && Kernels.Count(other => other.Output == k.Output) == 1
                ),
            ];
    }

    /// <summary>The named spaces.</summary>
    public IReadOnlyList<string> Spaces { get; }

    /// <summary>The spaces of samples.</summary>
    public IReadOnlyList<Space.SampleOf> Samples { get; }

    /// <summary>The symbols that are sizes of samples.</summary>
    public IReadOnlyList<Symbol> SampleSizes { get; }

    /// <summary>The other symbols, those that assumptions define apart.</summary>
    public IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>The kernels.</summary>
    public IReadOnlyList<NamedKernel> Kernels { get; }

    /// <summary>The kernels without inputs.</summary>
    public IReadOnlyList<NamedKernel> Laws { get; }

    /// <summary>The kernels with inputs.</summary>
    public IReadOnlyList<NamedKernel> Channels { get; }

    /// <summary>
    /// The kernels from samples into a space that nothing else draws from: what they learn may be as large as the samples. None where the bound
    /// is a claim about each outcome.
    /// </summary>
    public IReadOnlyList<NamedKernel> Learners { get; }

    /// <summary>The real functions.</summary>
    public IReadOnlyList<Function> Functions { get; }

    /// <summary>The maps.</summary>
    public IReadOnlyList<Map> Maps { get; }

    /// <summary>The letters that stand for any convex generator of a divergence.</summary>
    public IReadOnlyList<string> Generators { get; }

    /// <summary>The domains of the symbols, from the glossary.</summary>
    public Context Domains { get; }

    /// <summary>Whether the bound is a claim about each outcome of a sample.</summary>
    public bool IsByOutcome { get; }

    /// <summary>Whether every order of a sample is looked at.</summary>
    public bool ReadsPlaces { get; }

    // Such an assumption is asked for every sample, in every order.
    private static bool IsForAllSamples(Judgement judgement) =>
        judgement is Judgement.ForAll all && all.Variables.Any(v => v.Of is Space.SampleOf);

    private static IEnumerable<string> Names(Space space) =>
        space switch
        {
            Space.Named n => [n.Name],
            Space.SampleOf s => Names(s.Of),
            _ => [],
        };

    private static IEnumerable<Symbol> Sizes(Space space) =>
        space switch
        {
            Space.SampleOf s => s.Size.FreeSymbols().Concat(Sizes(s.Of)),
            Space.Indices i => i.Size.FreeSymbols(),
            _ => [],
        };
}
