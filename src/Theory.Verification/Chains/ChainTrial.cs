using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Symbolics;
using Theory.Verification.Worlds;

namespace Theory.Verification.Chains;

/// <summary>Which value of an information is asked for.</summary>
internal enum End
{
    /// <summary>To rounding, as a search needs it.</summary>
    Near,

    /// <summary>No more than the information.</summary>
    Lower,

    /// <summary>No less than the information.</summary>
    Upper,
}

/// <summary>
/// Both sides of a bound on a reverse chain, compiled for one sample size: each information about the end of the chain becomes a symbol,
/// whose value is an information through a Gaussian channel; everything else is finite.
/// </summary>
internal sealed class ChainTrial
{
    private readonly ReverseChain chain;
    private readonly List<Memory> memories = [];
    private readonly Func<Interpretation<double>, double[]> score;

    /// <summary>I(end; Y | C): the symbol that stands for it, the law of (Y, C, inputs of the chain) and how many values each has.</summary>
    private sealed record Memory(
        Symbol Stands,
        Func<Interpretation<double>, double[]> Joint,
        Func<Interpretation<double>, int> Known,
        Func<Interpretation<double>, int> Given
    );

    /// <exception cref="ArgumentException">The bound speaks of the chain's end in a way that has no value here.</exception>
    public ChainTrial(Bound bound, ReverseChain chain, Symbol? sampleSize, int samples)
    {
        this.chain = chain;
        var pending = new List<(Symbol Stands, MutualInformation Information)>();
        Expr Finite(Expr e) =>
            e switch
            {
                Series s when s.Upper is Symbol upper && upper == sampleSize => (
                    s.IsAverage ? new Rational(1, samples) : Rational.One
                ) * Sum.Of(Enumerable.Range(1, samples).Select(k => Finite(s.Body.Substitute(s.Index, k)))),
                Quantity { Meaning: MutualInformation i } when Last(i.Joint) is not null => Standing(i),
                _ => e.MapChildren(Finite),
            };
        Expr Standing(MutualInformation i)
        {
            var symbol = new Symbol($"memory_{pending.Count + 1}");
            pending.Add((symbol, i));
            return symbol;
        }
        Trial = new FiniteTrial<double, Doubles>(
            bound with
            {
                Left = Finite(bound.Left),
                Terms = bound.Terms.Select(t => t with { Expr = Finite(t.Expr) }).ToTerms(),
            }
        );
        score = Trial.Compiler.Table(chain.Score);
        foreach (var (symbol, information) in pending)
            memories.Add(Compiled(symbol, information));
    }

    public FiniteTrial<double, Doubles> Trial { get; }

    /// <summary>The symbols that no world gives a value to.</summary>
    public IReadOnlyCollection<Symbol> Found => [.. Trial.Found, .. memories.Select(m => m.Stands)];

    /// <summary>
    /// Both sides in a world, informations to rounding or at their lower or upper ends; both sides are to grow with the informations in them.
    /// </summary>
    public (double Left, double Right, IReadOnlyList<(Symbol Symbol, double Value)> Found) At(FiniteWorld world, End end)
    {
        var w = Trial.At(world, law => SubGaussianConstant.Near(law), out var found);
        var gain = ReverseChain.Gain(
            world.Symbols[chain.Horizon].ToDouble(),
            world.Symbols.TryGetValue(chain.Steps, out var steps) ? (int)steps.Numerator : 1,
            world.Symbols[chain.Rate].ToDouble()
        );
        foreach (var memory in memories)
            w.Set(memory.Stands, Information(memory, w, gain, end));
        var (_, left, terms) = Trial.Sides(w).Single();
        return (left, terms.Sum(), found);
    }

    private double Information(Memory memory, Interpretation<double> w, double gain, End end)
    {
        var (joint, values) = (memory.Joint(w), score(w));
        var distinct = values.Distinct().Order().ToArray();
        var place = Array.ConvertAll(values, v => Array.IndexOf(distinct, v));
        var channel = new ChannelInformation(Array.ConvertAll(distinct, v => gain * v));
        var (known, given) = (memory.Known(w), memory.Given(w));
        var information = 0.0;
        for (var c = 0; c < given; c++)
        {
            var masses = new List<double[]>();
            for (var y = 0; y < known; y++)
            {
                var mass = new double[distinct.Length];
                for (var a = 0; a < values.Length; a++)
                    mass[place[a]] += joint[(y * given + c) * values.Length + a];
                if (mass.Any(p => p > 0))
                    masses.Add(mass);
            }
            if (masses.Count > 1)
                information += end switch
                {
                    End.Near => channel.Near(masses),
                    End.Lower => channel.Enclose(masses).Lower,
                    _ => channel.Enclose(masses).Upper,
                };
        }
        return information;
    }

    private Draw? Last(Law joint) => joint.Draws.FirstOrDefault(d => d.Kernel is NamedKernel k && k == chain.Chain);

    private Memory Compiled(Symbol stands, MutualInformation information)
    {
        Trial.Compiler.Find(stands);
        var (joint, end) = (information.Joint, Last(information.Joint)!);
        var groups = new[]
        {
            joint.Outputs.Take(information.Left).ToList(),
            joint.Outputs.Skip(information.Left).Take(information.Right).ToList(),
            joint.Outputs.Skip(information.Left + information.Right).ToList(),
        };
        if (groups[0] is not [Variable v] || v != end.Variable)
            throw new ArgumentException($"{information}: only what the end of the chain itself tells has a value.");
        if (groups[1].Concat(groups[2]).Any(p => p.FreeVariables.Contains(end.Variable)))
            throw new ArgumentException($"{information}: the end of the chain can be on one side only.");
        var compiler = Trial.Compiler;
        var law = compiler.Compile(Law.Of(joint.Draws.Where(d => d != end), groups[1].Concat(groups[2]).Concat(end.Arguments)));
        Func<Interpretation<double>, int> Count(List<Point> points)
        {
            var sizes = points.Select(p => compiler.Size(p.Space)).ToArray();
            return w => sizes.Aggregate(1, (n, size) => n * size(w));
        }
        return new Memory(stands, law, Count(groups[1]), Count(groups[2]));
    }
}
