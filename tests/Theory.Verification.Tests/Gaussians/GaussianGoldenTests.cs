using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Testing;
using Theory.Verification.Gaussians;
using static Theory.Bounds.Papers.EncoderGenerator;

namespace Theory.Verification.Tests.Gaussians;

public sealed class GaussianGoldenTests
{
    private static Rational Tenths(int n) => new(n, 10);

    /// <summary>X ~ N(0,1), five samples, Z = .8 X + .6 e, prior N(0,1), reconstruction .7 Z + .5 mean(S) + .3 xi.</summary>
    internal static readonly GaussianWorld World = new GaussianWorld()
        .With(SampleSize, 5)
        .With(Data, new LinearKernel([], 0, 1))
        .With(Prior, new LinearKernel([], 0, 1))
        .With(Algorithm, new LinearKernel([1], 0, 0))
        .With(Encoder, new LinearKernel([0, Tenths(8)], 0, Tenths(6)))
        .With(Generator, new LinearKernel([Tenths(5), Tenths(7)], 0, Tenths(3)));

    private static double Reference(string key) => Golden.Figure("A2", key);

    private static Search.Finding Of(string id) => GaussianWorlds.Of(Catalog.Get(id))!.Judge(World);

    [Fact]
    public void Every_term_of_the_linear_world_is_the_reference_figure()
    {
        var evaluation = new GaussianEvaluation(World, new Dictionary<Symbol, double>());
        void Is(string key, Expr e) => Assert.Equal(Reference(key), evaluation.Value(e), 1e-10);
        Is("A", PriorDivergence.Substitute(TrainingIndex, 1));
        Is("I(Xh;X|Z)", GeneratorInformation.Substitute(TrainingIndex, 3));
        Is("I(X;W)=.5 ln(m/(m-1))", ParameterInformation.Substitute(TrainingIndex, 5));
        Is("recon", ReconstructionLoss(Chen2025.Loss));
        Is("I(X;Z)", ((Expr)new MutualInformation(Law.Of(Training, TrainingPoint, Latent))).Substitute(TrainingIndex, 1));
        Is("E_S W1", Expectation.Under([DrawSample, DrawLearned], Divergence.W1(DataLaw, Generated)));
        Assert.Equal(Reference("R loss"), evaluation.Deviation(IndependentLoss(Chen2025.Loss)), 1e-10);
        Assert.Equal(Reference("R f avg"), evaluation.Deviation(AveragedGenerated), 1e-10);
    }

    [Fact]
    public void Both_sides_of_the_bounds_are_the_reference_figures()
    {
        Assert.Equal(Reference("gen_prod"), Of("chen2025:encoder-generator-stated").Left.Middle, 1e-10);
        Assert.Equal(Reference("RHS slide product"), Of("chen2025:encoder-generator-stated").Right.Middle, 1e-9);
        Assert.Equal(Reference("W1(P_X,E_S G#pi)"), Of("chen2025:vae-averaged").Left.Middle, 1e-10);
        Assert.Equal(Reference("RHS avg-W1"), Of("chen2025:vae-averaged").Right.Middle, 1e-9);
        Assert.Equal(Reference("RHS exp-W1"), Of("chen2025:vae-expected").Right.Middle, 1e-9);
    }

    [Fact]
    public void A_point_mass_a_shifted_encoder_and_the_identity_attain_equality()
    {
        var tight = World
            .With(SampleSize, 1)
            .With(Data, new LinearKernel([], 10, 0))
            .With(Encoder, new LinearKernel([0, 0], 1, 1))
            .With(Generator, new LinearKernel([0, 1], 0, 0));
        var finding = GaussianWorlds.Of(Catalog.Get("chen2025:vae-averaged"))!.Judge(tight);
        Assert.Equal(10, finding.Left.Middle, 1e-12);
        Assert.Equal(10, finding.Right.Middle, 1e-12);
        Assert.False(finding.Violates);
    }

    [Fact]
    public void Infinite_and_vanishing_information_are_told_from_rounding()
    {
        var evaluation = new GaussianEvaluation(World.With(SampleSize, 1), new Dictionary<Symbol, double>());
        Assert.Equal(double.PositiveInfinity, evaluation.Value(ParameterInformation.Substitute(TrainingIndex, 1)));
        var blind = World.With(Generator, new LinearKernel([0, 1], 0, 0));
        Assert.Equal(
            0,
            new GaussianEvaluation(blind, new Dictionary<Symbol, double>()).Value(
                GeneratorInformation.Substitute(TrainingIndex, 1)
            )
        );
        var certain = World.With(Encoder, new LinearKernel([0, 1], 0, 0));
        Assert.Equal(
            double.PositiveInfinity,
            new GaussianEvaluation(certain, new Dictionary<Symbol, double>()).Value(PriorDivergence.Substitute(TrainingIndex, 1))
        );
    }

    [Fact]
    public void Sampling_the_same_program_agrees_with_the_closed_forms()
    {
        // The left side of the stated bound by simulation of its own draws: an independent reading of the same term.
        var draws = RandomStream.Root(5).Draws();
        const int Count = 200_000;
        var (sum, squares) = (0.0, 0.0);
        for (var k = 0; k < Count; k++)
        {
            var mean = Enumerable.Range(0, 5).Average(_ => draws.Gaussian());
            var loss = Math.Abs(draws.Gaussian() - (0.7 * draws.Gaussian() + 0.5 * mean + 0.3 * draws.Gaussian()));
            (sum, squares) = (sum + loss, squares + loss * loss);
        }
        var error = Math.Sqrt((squares / Count - sum * sum / Count / Count) / Count);
        Assert.InRange(Of("chen2025:encoder-generator-stated").Left.Middle, sum / Count - 5 * error, sum / Count + 5 * error);
    }
}
