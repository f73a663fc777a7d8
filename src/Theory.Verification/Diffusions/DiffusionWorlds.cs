using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Chains;
using Theory.Verification.Search;
using Theory.Verification.Worlds;
using static System.FormattableString;
using Evaluation = Theory.Probability.Evaluation;

namespace Theory.Verification.Diffusions;

/// <summary>
/// The worlds of a bound on a diffusion's learned law: a data law of finitely many points on the line, blurred until the start; any learner with
/// finitely many outcomes; the score of a Gaussian about a place that was learned. Its reverse process is Gaussian, every law beside it a
/// mixture of Gaussians, and every quantity a closed form of informations through Gaussian channels. Nothing in it is made for one bound.
/// </summary>
public sealed class DiffusionWorlds : IWorlds<FiniteWorld>
{
    private static readonly Space Points = new Space.Named("X");
    private static readonly Space Learned = new Space.Named("W");
    private static readonly Symbol Size = new("m");
    private static readonly Symbol Index = new("i");
    private static readonly Symbol Spread = new("spread");
    private static readonly NamedKernel Data = NamedKernel.Measure("P_X", Points);
    private static readonly Probability.Draw Sample = Probability.Draw.From("S", new Sampling(Data, Size));
    private static readonly Probability.Draw Parameters = Probability.Draw.From(
        "W",
        new NamedKernel("A", [new Space.SampleOf(Points, Size)], Learned),
        Sample.Variable
    );
    private static readonly Function Place = new("place", [Points]);
    private static readonly Function Centre = new("centre", [Learned]);

    private readonly DiffusionReading reading;
    private readonly FiniteCompiler<Interval, Enclosures> compiler = new();
    private readonly Func<Interpretation<Interval>, Interval[]> data;
    private readonly Func<Interpretation<Interval>, Interval[]> both;
    private readonly Func<Interpretation<Interval>, Interval[]> place;
    private readonly Func<Interpretation<Interval>, Interval[]> centre;
    private readonly FiniteDrawing drawing;
    private readonly FiniteSimplification simplification;

    private DiffusionWorlds(DiffusionReading reading)
    {
        this.reading = reading;
        data = compiler.Compile(Law.Of(Data));
        both = compiler.Compile(Law.Of([Sample, Parameters], Sample.Variable, Parameters.Variable));
        (place, centre) = (compiler.Table(Place), compiler.Table(Centre));
        var names = Names(reading.Start is null ? [Time, Spread] : [Time, StartTime, Spread]);
        var rough = FiniteWorlds.Rough(names);
        var shape = new FiniteShape(names, rough.Compiler, rough.Found);
        (drawing, simplification) = (new FiniteDrawing(shape), new FiniteSimplification(shape));
    }

    /// <summary>The worlds of a bound; null where it is none on a diffusion's learned law.</summary>
    public static DiffusionWorlds? Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return
            bound is { Mode: Mode.InExpectation, Relation: Bounds.Relation.AtMost } && DiffusionReading.Of(bound) is { } reading
            ? new DiffusionWorlds(reading)
            : null;
    }

    /// <summary>The assumptions that no world is checked for; those about the log-loss and the score hold by construction.</summary>
    public IReadOnlyList<string> Unchecked => [.. reading.Bound.Assumptions.Select(a => a.Text)];

    /// <inheritdoc/>
    public string Certainty => "enclosed";

    /// <inheritdoc/>
    public int Objectives => 1 + reading.Bound.Terms.Count;

    /// <inheritdoc/>
    public FiniteWorld Draw(Draws random, Free first = Free.Everything) => drawing.Draw(random, first);

    /// <inheritdoc/>
    public FiniteWorld Change(FiniteWorld world, Draws random, Free free = Free.Everything) =>
        drawing.Change(world, random, free);

    /// <inheritdoc/>
    public IEnumerable<FiniteWorld> Simplified(FiniteWorld world)
    {
        var complexity = simplification.Complexity(world);
        return simplification.Candidates(world).Where(w => simplification.Complexity(w) < complexity);
    }

    /// <inheritdoc/>
    public Level Measure(FiniteWorld world, int objective = 0)
    {
        var (left, terms, _) = At(world, isCertain: false);
        // With one term taken from both sides a climb does not rest where that term alone is the right side.
        var ratio = Quotient(left.Middle, terms.Sum(t => t.Upper));
        return new Level(
            ratio,
            objective == 0
                ? ratio
                : Quotient(left.Middle - terms[objective - 1].Upper, terms.Where((_, k) => k != objective - 1).Sum(t => t.Upper))
        );
    }

    // A left side that is 0 but for rounding violates nothing, nor does one under an infinite right side.
    private static double Quotient(double left, double right) =>
        double.IsPositiveInfinity(right) ? 0
        : double.IsNaN(left) || double.IsNaN(right) ? double.NaN
        : left <= 1e-9 ? Math.Min(left, 0)
        : right <= 0 ? double.PositiveInfinity
        : left / right;

    /// <inheritdoc/>
    public Finding Judge(FiniteWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var (left, terms, tail) = At(world, isCertain: true);
        var right = terms.Aggregate((a, b) => a + b);
        var text = Invariant($"{reading.Tail.Name} = {tail.Upper:R}\n{world}");
        return new Finding(left, right, true, text);
    }

    private (Interval Left, Interval[] Terms, Interval Tail) At(FiniteWorld world, bool isCertain)
    {
        var w = compiler.Interpret(world);
        var samples = (int)world.Symbols[Size].Numerator;
        var start = reading.Start is null ? Interval.Point(0) : Interval.Around(world.Symbols[StartTime]);
        var model = new LearnedDiffusion(
            reading.Schedule,
            start,
            start + Interval.Around(world.Symbols[Time]),
            Interval.Around(world.Symbols[Spread])
        );
        var quantities = new DiffusionQuantities(model, data(w), both(w), place(w), centre(w), samples, isCertain);
        var tail = quantities.Tail.Sqrt();
        var at = new Assignment<Interval>()
            .With(reading.Tail, tail)
            .With(Size, samples)
            .With(reading.Divergence, quantities.Divergence)
            .With(reading.ScoreError, quantities.ScoreError);
        at = world
            .Symbols.Where(s => s.Key != Size)
            .Aggregate(at, (values, s) => values.With(Renamed(s.Key), Interval.Around(s.Value)));
        for (var k = 1; k <= samples; k++)
        {
            Expr Of(Expr quantity) => quantity.Substitute(Index, k);
            at = at.With(Of(reading.Indices), quantities.Indices).With(Of(reading.PriorGap), quantities.PriorGap);
            var remembered = quantities.Remembered(k - 1);
            if (reading.Remembered is { } told)
                at = at.With(Of(told), remembered);
            if (reading.EndTells is { } end)
                at = at.With(Of(end), Interval.Of(0, remembered.Upper)); // data processing: the encoder is not learned
        }
        Expr Expanded(Expr e) =>
            e switch
            {
                Series s when s.Upper == Size => (s.IsAverage ? new Rational(1, samples) : Rational.One)
                    * Sum.Of(Enumerable.Range(1, samples).Select(k => Expanded(s.Body.Substitute(s.Index, k)))),
                _ => e.MapChildren(Expanded),
            };
        return (
            Expanded(reading.Bound.Left).Enclose(at),
            [.. reading.Bound.Terms.Select(t => Expanded(t.Expr).Enclose(at))],
            tail
        );
    }

    private static readonly Symbol Time = new("T");
    private static readonly Symbol StartTime = new("epsilon");

    private Symbol Renamed(Symbol symbol) =>
        symbol == Time ? reading.Horizon
        : symbol == StartTime ? reading.Start ?? symbol
        : symbol;

    // A statement that mentions all that such a world has, for those who draw worlds and make them simpler.
    private static Bound Names(Terms<Symbol> symbols) =>
        new()
        {
            Id = "diffusions on the line",
            Title = "",
            Reference = Theory.Bounds.Papers.Chen2025.Paper,
            Where = "",
            Reading = "",
            Left = Expectation.Under([Sample, Parameters], new Evaluation(Centre, [Parameters.Variable])),
            Terms =
            [
                new(
                    "all",
                    Product.Of(symbols)
                        * Expectation.Under(
                            [Probability.Draw.From("x", Data)],
                            new Evaluation(Place, [new Variable("x", Points)])
                        ),
                    ""
                ),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [],
            Glossary =
            [
                new("m", "", Role.SampleSize, "m integer, m >= 1"),
                .. symbols.Select(s => new GlossaryEntry(s.Name, "", Role.Other, $"{s.Name} > 0")),
            ],
        };
}
