using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Gaussians;

/// <summary>The values of expressions in a linear-Gaussian world, by closed forms.</summary>
/// <param name="world">The world.</param>
/// <param name="found">The values of symbols that assumptions define.</param>
public sealed partial class GaussianEvaluation(GaussianWorld world, IReadOnlyDictionary<Symbol, double> found)
{
    /// <summary>What is drawn so far: the form of each variable, one per entry for a sample.</summary>
    private sealed record Scope(
        ImmutableDictionary<Variable, AffineForm[]> Points,
        ImmutableDictionary<Symbol, int> Indices,
        int Noises
    );

    private static readonly Scope Nothing = new(
        ImmutableDictionary<Variable, AffineForm[]>.Empty,
        ImmutableDictionary<Symbol, int>.Empty,
        0
    );

    /// <summary>The value of an expression.</summary>
    /// <exception cref="ArgumentException">A part of it has no closed form here; the message names it.</exception>
    public double Value(Expr e) => Mean(e, Nothing);

    /// <summary>The standard deviation of a law of one point: the least R of its 1-Lipschitz functions.</summary>
    public double Deviation(Law law)
    {
        // The deviation of a linear kernel is the same at every point.
        var origin = law.FreeVariables.ToImmutableDictionary(v => v, _ => new[] { new AffineForm(0, []) });
        return Deviation(Outputs(law, Nothing with { Points = origin })[0], 0);
    }

    /// <summary>
    /// A sub-Gaussian parameter of a distance of two points: the deviation of their difference, of which it is a 1-Lipschitz function.
    /// </summary>
    public double Deviation(RandomReal real)
    {
        if (real.Body is not Quantity { Meaning: Evaluation { Arguments: [var x, var y] } })
            throw new ArgumentException($"No sub-Gaussian parameter of {real} is known in a Gaussian world.");
        var scope = Drawn(real.Draws, Nothing);
        return Deviation(Read(x, scope) - Read(y, scope), 0);
    }

    // The mean over all noises drawn so far.
    private double Mean(Expr e, Scope scope) =>
        e switch
        {
            Number n => n.Value.ToDouble(),
            Constant c => c.Value,
            Symbol s => Value(s, scope),
            Sum s => s.Items.Sum(item => Mean(item, scope)),
            Series s => Mean(s, scope),
            Quantity { Meaning: ProbabilityQuantity q } => Mean(q, scope),
            Product p when p.Items.Count(IsRandom) <= 1 => p.Items.Aggregate(
                1.0,
                (product, item) => Times(product, Mean(item, scope))
            ),
            _ when scope.Noises > 0 && IsRandom(e) => throw new ArgumentException(
                $"The mean of {e} has no closed form in a Gaussian world."
            ),
            Product p => p.Items.Aggregate(1.0, (product, item) => Times(product, Mean(item, scope))),
            Power p => Math.Pow(Mean(p.Base, scope), Mean(p.Exponent, scope)),
            Exp x => Math.Exp(Mean(x.Argument, scope)),
            Log l => Math.Log(Mean(l.Argument, scope)),
            Min m => m.Items.Min(item => Mean(item, scope)),
            Max m => m.Items.Max(item => Mean(item, scope)),
            _ => throw new ArgumentException($"{e} has no meaning in a Gaussian world."),
        };

    private static bool IsRandom(Expr e) => e.SubExpressions().Any(part => part is Quantity);

    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private double Value(Symbol s, Scope scope) =>
        scope.Indices.TryGetValue(s, out var index) ? index
        : found.TryGetValue(s, out var parameter) ? parameter
        : world.Symbols.TryGetValue(s, out var value) ? value.ToDouble()
        : throw new ArgumentException($"The world does not say what the symbol {s.Name} is.");

    private double Mean(Series s, Scope scope)
    {
        var (lower, upper) = ((int)Mean(s.Lower, scope), (int)Mean(s.Upper, scope));
        var total = 0.0;
        for (var k = lower; k <= upper; k++)
            total += Mean(s.Body, scope with { Indices = scope.Indices.SetItem(s.Index, k) });
        return s.IsAverage && upper >= lower ? total / (upper - lower + 1) : total;
    }

    private double Mean(ProbabilityQuantity q, Scope scope) =>
        q switch
        {
            Expectation e => Mean(e.Of.Body, Drawn(e.Of.Draws, scope)),
            Evaluation { Function.From.Count: 2, Arguments: [var x, var y] } => Folded(Read(x, scope) - Read(y, scope), 0),
            Divergence { Kind: DivergenceKind.KullbackLeibler } d => KullbackLeibler(d, scope),
            Divergence { Kind: DivergenceKind.Wasserstein1 } d => Wasserstein(d, scope),
            MutualInformation i => Information(i, scope),
            _ => throw new ArgumentException($"{q} has no closed form in a Gaussian world."),
        };

    // W1 of N(a, s^2) and N(b, t^2) is E|a - b + (s - t) Z|; its mean over Gaussian a - b adds a variance.
    private double Wasserstein(Divergence d, Scope scope)
    {
        var (p, q) = (Outputs(d.P, scope), Outputs(d.Q, scope));
        if (p.Length != 1)
            throw new ArgumentException($"{d} needs laws on the line.");
        var difference = p[0].Given(scope.Noises) - q[0].Given(scope.Noises);
        return Folded(difference, Deviation(p[0], scope.Noises) - Deviation(q[0], scope.Noises));
    }

    // E|x + deviation Z| for a Gaussian x and an independent standard Z.
    private static double Folded(AffineForm x, double deviation)
    {
        var (mean, variance) = (x.Constant, AffineForm.Covariance(x, x) + deviation * deviation);
        return variance == 0
            ? Math.Abs(mean)
            : Math.Sqrt(2 * variance / Math.PI) * Math.Exp(-mean * mean / (2 * variance))
                + mean * MathNet.Numerics.SpecialFunctions.Erf(mean / Math.Sqrt(2 * variance));
    }

    private double KullbackLeibler(Divergence d, Scope scope)
    {
        var (p, q) = (Outputs(d.P, scope), Outputs(d.Q, scope));
        var (covP, covQ) = (Covariance(p, scope.Noises), Covariance(q, scope.Noises));
        var (detP, detQ) = (covP.Determinant(), covQ.Determinant());
        if (!(detP > 0 && detQ > 0))
            return detP == 0 && detQ == 0 && p.Zip(q).All(pair => Same(pair.First, pair.Second)) ? 0 : double.PositiveInfinity;
        var differences = p.Zip(q, (a, b) => a.Given(scope.Noises) - b.Given(scope.Noises)).ToArray();
        var spread = Matrix<double>.Build.Dense(
            p.Length,
            p.Length,
            (i, j) => AffineForm.Covariance(differences[i], differences[j]) + differences[i].Constant * differences[j].Constant
        );
        return Math.Max(0, 0.5 * ((covQ.Inverse() * (covP + spread)).Trace() - p.Length + Math.Log(detQ / detP)));
    }

    private static bool Same(AffineForm a, AffineForm b) =>
        a - b is { Constant: 0 } difference && difference.Noise.All(x => x == 0);

    private double Information(MutualInformation i, Scope scope)
    {
        var forms = Outputs(i.Joint, scope);
        var (x, y, z) = (forms[..i.Left], forms[i.Left..(i.Left + i.Right)], forms[(i.Left + i.Right)..]);
        double LogDeterminant(params AffineForm[][] groups) => LogCorrelations([.. groups.SelectMany(g => g)], scope.Noises);
        var (xz, yz, joint, rest) = (LogDeterminant(x, z), LogDeterminant(y, z), LogDeterminant(x, y, z), LogDeterminant(z));
        // What Z determines tells nothing; what only X and Y determine of each other tells everything.
        return double.IsInfinity(xz) || double.IsInfinity(yz) ? 0 : Math.Max(0, 0.5 * (xz + yz - joint - rest));
    }

    // log det of the correlation matrix, in which variances cancel from an information; -inf if some form depends on the others.
    private static double LogCorrelations(AffineForm[] forms, int from)
    {
        if (forms.Length == 0)
            return 0;
        var deviations = Array.ConvertAll(forms, f => Deviation(f, from));
        if (deviations.Any(d => d < 1e-12))
            return double.NegativeInfinity;
        var correlations = Covariance(forms, from).MapIndexed((i, j, c) => c / (deviations[i] * deviations[j]));
        var determinant = correlations.Determinant();
        return determinant < 1e-12 ? double.NegativeInfinity : Math.Log(determinant);
    }

    private static double Deviation(AffineForm form, int from) => Math.Sqrt(AffineForm.Covariance(form, form, from));

    private static Matrix<double> Covariance(AffineForm[] forms, int from) =>
        Matrix<double>.Build.Dense(forms.Length, forms.Length, (i, j) => AffineForm.Covariance(forms[i], forms[j], from));

    private AffineForm[] Outputs(Law law, Scope scope)
    {
        var drawn = Drawn(law.Draws, scope);
        return [.. law.Outputs.Select(o => Read(o, drawn))];
    }

    private Scope Drawn(Terms<Draw> draws, Scope scope)
    {
        foreach (var draw in draws)
        {
            var (forms, noises) = Forms(draw, scope);
            scope = scope with { Points = scope.Points.SetItem(draw.Variable, forms), Noises = noises };
        }
        return scope;
    }

    private (AffineForm[] Forms, int Noises) Forms(Draw draw, Scope scope)
    {
        switch (draw.Kernel)
        {
            case NamedKernel named:
                var kernel = Linear(named);
                var form = Noisy(kernel, scope.Noises);
                for (var k = 0; k < draw.Arguments.Count; k++)
                    form += kernel.Coefficients[k].ToDouble() * Input(draw.Arguments[k], scope);
                return ([form], scope.Noises + 1);
            case Sampling { Of: NamedKernel { Inputs.Count: 0 } of, Size: var size }:
                var count = (int)Mean(size, scope);
                return (
                    [.. Enumerable.Range(scope.Noises, count).Select(noise => Noisy(Linear(of), noise))],
                    scope.Noises + count
                );
            default:
                throw new ArgumentException(
                    $"{draw.Variable.Name} is drawn from {draw.Kernel}, which is not linear with Gaussian noise."
                );
        }
    }

    private LinearKernel Linear(NamedKernel kernel) =>
        world.Kernels.TryGetValue(kernel, out var linear)
            ? linear
            : throw new ArgumentException($"The world does not say what the kernel {kernel.Name} is.");

    private static AffineForm Noisy(LinearKernel kernel, int noise) =>
        new AffineForm(kernel.Shift.ToDouble(), []) + kernel.Deviation.ToDouble() * AffineForm.Fresh(noise);

    // A sample enters a kernel by its mean.
    private AffineForm Input(Point point, Scope scope) =>
        point is Variable { Of: Space.SampleOf } sample
            ? 1.0 / scope.Points[sample].Length * scope.Points[sample].Aggregate((a, b) => a + b)
            : Read(point, scope);

    private AffineForm Read(Point point, Scope scope) =>
        point switch
        {
            Variable v when scope.Points.TryGetValue(v, out var forms) && forms.Length == 1 && v.Of is Space.Named => forms[0],
            Entry { Sample: Variable s, Index: Ordinal o } when scope.Points.TryGetValue(s, out var forms) => forms[
                (int)Mean(o.Value, scope) - 1
            ],
            _ => throw new ArgumentException($"{point} is not a Gaussian variable."),
        };
}
