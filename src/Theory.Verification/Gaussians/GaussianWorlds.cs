using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Verification.Search;
using Theory.Verification.Worlds;
using static System.FormattableString;

namespace Theory.Verification.Gaussians;

/// <summary>The linear-Gaussian worlds of a bound in expectation: closed forms in double precision.</summary>
public sealed class GaussianWorlds : IWorlds<GaussianWorld>
{
    private const double Least = 1e-9;

    private readonly Bound bound;
    private readonly IReadOnlyList<NamedKernel> kernels;
    private readonly IReadOnlyList<Symbol> sizes;
    private readonly IReadOnlyList<Symbol> symbols;
    private readonly IReadOnlyList<Judgement> parameters;
    private readonly StatedDomains domains;

    private GaussianWorlds(Bound bound, IReadOnlyList<NamedKernel> kernels, IReadOnlyList<Symbol> sizes)
    {
        (this.bound, this.kernels, this.sizes) = (bound, kernels, sizes);
        domains = new StatedDomains(bound);
        parameters = [.. bound.Assumptions.Select(a => a.Judgement).Where(Assumed.ByConstruction)];
        symbols =
        [
            .. bound
                .Left.FreeSymbols()
                .Concat(bound.Right.FreeSymbols())
                .Distinct()
                .Except(sizes)
                .Except(parameters.Select(j => Assumed.Parameter(j)!)),
        ];
    }

    /// <summary>The Gaussian worlds of a bound, or null where some part of it has no closed form in them.</summary>
    public static GaussianWorlds? Of(Bound bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (bound.Mode is not Mode.InExpectation || bound.Relation != Bounds.Relation.AtMost)
            return null;
        // Assumptions other than those that define a parameter, or stand in words, are not checked here.
        if (bound.Assumptions.Any(a => a.Judgement.IsCheckable && !Assumed.ByConstruction(a.Judgement)))
            return null;
        try
        {
            var kernels = FiniteWorlds.Rough(bound).Compiler.Kernels;
            var samples = kernels.SelectMany(k => k.Inputs).OfType<Space.SampleOf>();
            var worlds = new GaussianWorlds(bound, kernels, [.. samples.Select(s => s.Size).OfType<Symbol>().Distinct()]);
            var first = worlds.Draw(RandomStream.Root(1).Draws());
            worlds.Measured(first, worlds.Found(first));
            return worlds;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public string Certainty => "closed forms in doubles, to 1e-9";

    /// <inheritdoc/>
    public int Objectives => bound.Terms.Count > 1 ? 1 + bound.Terms.Count : 1;

    /// <inheritdoc/>
    public GaussianWorld Draw(Draws random, Free first = Free.Everything)
    {
        var world = sizes.Aggregate(new GaussianWorld(), (w, s) => w.With(s, 1 + random.Integer(6)));
        world = symbols.Aggregate(
            world,
            (w, s) => w.With(s, domains.Within(s, FiniteDrawing.Rounded(Math.Exp(random.Gaussian()), 2), random))
        );
        return kernels.Aggregate(
            world,
            (w, k) =>
                w.With(k, new LinearKernel(k.Inputs.Select(_ => Number(random)).ToTerms(), Number(random), Deviation(random)))
        );
    }

    /// <inheritdoc/>
    public GaussianWorld Change(GaussianWorld world, Draws random, Free free = Free.Everything)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (sizes.Count > 0 && random.Bernoulli(0.05))
            return world.With(sizes[random.Integer(sizes.Count)], 1 + random.Integer(6));
        var open = kernels.Where(k => free == Free.Everything || k.Inputs.Count > 0 == (free == Free.Channels)).ToList();
        open = open.Count > 0 ? open : [.. kernels];
        var kernel = open[random.Integer(open.Count)];
        var linear = world.Kernels[kernel];
        var place = random.Integer(linear.Coefficients.Count + 2);
        Rational Near(Rational x) =>
            random.Bernoulli(0.3) ? Number(random) : FiniteDrawing.Rounded(x.ToDouble() + 0.3 * random.Gaussian(), 3);
        return world.With(
            kernel,
            place == 0 ? linear with { Shift = Near(linear.Shift) }
                : place == 1 ? linear with { Deviation = random.Bernoulli(0.3) ? Deviation(random) : Near(linear.Deviation).Abs }
                : linear with { Coefficients = linear.Coefficients.Select((c, k) => k == place - 2 ? Near(c) : c).ToTerms() }
        );
    }

    /// <inheritdoc/>
    public IEnumerable<GaussianWorld> Simplified(GaussianWorld world)
    {
        var complexity = Complexity(world);
        return Candidates(world).Where(w => Complexity(w) < complexity);
    }

    /// <inheritdoc/>
    public Level Measure(GaussianWorld world, int objective = 0)
    {
        ArgumentNullException.ThrowIfNull(world);
        var found = Found(world);
        if (!domains.Hold(world.Symbols) || !domains.Hold(found))
            return new Level(double.NaN, double.NaN);
        var (left, terms) = Measured(world, found);
        var ratio = Quotient(left, terms.Sum());
        return new Level(
            ratio,
            objective == 0 ? ratio : Quotient(left - terms[objective - 1], terms.Where((_, k) => k != objective - 1).Sum())
        );
    }

    /// <inheritdoc/>
    public Finding Judge(GaussianWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var parameters = Found(world);
        var evaluation = new GaussianEvaluation(world, parameters);
        var right = bound.Terms.Select(t => evaluation.Bracketed(t.Expr)).Aggregate((a, b) => a + b);
        var found = parameters.Select(p => Invariant($"{p.Key.Name} = {p.Value:R}"));
        return new Finding(
            evaluation.Bracketed(bound.Left),
            right,
            domains.Hold(world.Symbols) && domains.Hold(parameters),
            string.Join('\n', found.Append(world.ToString()))
        );
    }

    private (double Left, double[] Terms) Measured(GaussianWorld world, Dictionary<Symbol, double> found)
    {
        var evaluation = new GaussianEvaluation(world, found);
        return (evaluation.Value(bound.Left), [.. bound.Terms.Select(t => evaluation.Value(t.Expr))]);
    }

    private Dictionary<Symbol, double> Found(GaussianWorld world)
    {
        var evaluation = new GaussianEvaluation(world, new Dictionary<Symbol, double>());
        return parameters
            .GroupBy(j => Assumed.Parameter(j)!)
            .ToDictionary(g => g.Key, g => g.Max(j => Math.Max(Least, Parameter(evaluation, j))));
    }

    // A linear kernel has one deviation at all points, so that "for all" adds nothing.
    private static double Parameter(GaussianEvaluation evaluation, Judgement judgement) =>
        judgement switch
        {
            Judgement.SubGaussian s => evaluation.Deviation(s.Of),
            Judgement.LipschitzSubGaussian s => evaluation.Deviation(s.Under),
            Judgement.ForAll a => Parameter(evaluation, a.Body),
            _ => throw new ArgumentException("An assumption has no closed form in a Gaussian world."),
        };

    private static double Quotient(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.NaN
        : left <= Least && right >= -Least || double.IsPositiveInfinity(right) ? Math.Min(left, 0)
        : right <= 0 ? double.PositiveInfinity
        : left / right;

    private static Rational Number(Draws random) =>
        random.Integer(4) switch
        {
            0 => 0,
            1 => random.Integer(5) - 2,
            _ => FiniteDrawing.Rounded(random.Gaussian(), 2),
        };

    private static Rational Deviation(Draws random) =>
        random.Integer(4) switch
        {
            0 => 1,
            1 => new Rational(1, 1 + random.Integer(10)),
            _ => FiniteDrawing.Rounded(Math.Exp(random.Gaussian()), 2),
        };

    private IEnumerable<GaussianWorld> Candidates(GaussianWorld world)
    {
        foreach (var size in sizes.Where(s => world.Symbols[s] > 1))
            yield return world.With(size, world.Symbols[size] - 1);
        foreach (var kernel in kernels)
        {
            var linear = world.Kernels[kernel];
            foreach (var shift in Rounder(linear.Shift))
                yield return world.With(kernel, linear with { Shift = shift });
            foreach (var deviation in Rounder(linear.Deviation).Where(d => d >= 0))
                yield return world.With(kernel, linear with { Deviation = deviation });
            for (var place = 0; place < linear.Coefficients.Count; place++)
                foreach (var coefficient in Rounder(linear.Coefficients[place]))
                    yield return world.With(
                        kernel,
                        linear with
                        {
                            Coefficients = linear.Coefficients.Select((c, k) => k == place ? coefficient : c).ToTerms(),
                        }
                    );
        }
    }

    private static Rational[] Rounder(Rational value) =>
        [0, 1, -1, FiniteDrawing.Rounded(value.ToDouble(), 1), FiniteDrawing.Rounded(value.ToDouble(), 2)];

    private static System.Numerics.BigInteger Complexity(GaussianWorld world) =>
        world
            .Kernels.Values.SelectMany(k => k.Coefficients.Append(k.Shift).Append(k.Deviation))
            .Concat(world.Symbols.Values)
            .Aggregate(
                System.Numerics.BigInteger.Zero,
                (n, x) => n + System.Numerics.BigInteger.Abs(x.Numerator) + x.Denominator - 1
            );
}
