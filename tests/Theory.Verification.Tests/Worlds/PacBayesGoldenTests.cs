using Theory.Bounds;
using Theory.Probability;
using Theory.Probability.Finite;
using Theory.Simulation.Vae;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Theory.Verification.Vae;
using Theory.Verification.Worlds;

namespace Theory.Verification.Tests.Worlds;

/// <summary>The reference figures of theory.md C and D, and the wrong versions there that a world tells apart.</summary>
public sealed class PacBayesGoldenTests
{
    private static readonly Space X = new Space.Named("X");
    private static readonly Space Generators = new Space.Named("G");
    private static readonly Symbol N = new("n");

    private static double Binomial(int n, int k, double p)
    {
        var mass = Math.Pow(1 - p, n - k) * Math.Pow(p, k);
        for (var j = 0; j < k; j++)
            mass *= (n - j) / (double)(j + 1);
        return mass;
    }

    // A term of a catalog bound on a space of diameter 1; n, lambda and delta as given.
    private static double Term(string id, string term, int n, double lambda = 1, double delta = 1) =>
        Catalog
            .Get(id)
            .Terms.Single(t => t.Name == term)
            .Expr.Evaluate(("Delta", 1), ("n", n), ("lambda", lambda), ("delta", delta));

    // How much farther the data law is from the coin q than k ones of 20 are.
    private static double Excess(int k, int q) => Math.Abs(0.3 - q / 10.0) - Math.Abs(k / 20.0 - q / 10.0);

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void The_exponential_moment_of_eleven_coins_is_the_reference_figure_and_below_its_bound(int lambda)
    {
        var moment = Enumerable
            .Range(0, 21)
            .Sum(k => Binomial(20, k, 0.3) * Enumerable.Range(0, 11).Average(q => Math.Exp(lambda * Excess(k, q))));
        Assert.Equal(Golden.Figure("C", $"WGAN lam={lambda} E_S E_pi e^(lam D)"), moment, 1e-9);
        // The moment term, as it stands before the logarithm and the division by lambda.
        var bound = Math.Exp(lambda * Term("mbacke2023-wgan:sharp", "moment", 20, lambda));
        Assert.Equal(1, bound / Golden.Figure("C", $"WGAN lam={lambda} e^(lam^2/8n)"), 1e-9);
        Assert.True(moment <= bound);
    }

    // Coins with chances 0, .1, ..., 1 as generators under a uniform prior, data with chance .3, and the posterior that does worst.
    private static FiniteWorld Coins(int lambda)
    {
        int[] Worst(int[] sample)
        {
            var weights = Enumerable.Range(0, 11).Select(q => Math.Exp(lambda * Excess(sample.Sum(), q))).ToArray();
            return [.. weights.Select(w => (int)Math.Round(1e8 * w / weights.Sum()))];
        }
        return new FiniteWorld()
            .With("X", 2)
            .With("G", 11)
            .With(N, 20)
            .With(new Symbol("lambda"), lambda)
            .With(new Symbol("delta"), new Rational(1, 20))
            .WithHamming(X)
            .With(NamedKernel.Measure("P_X", X), KernelTable.Measure(7, 3))
            .With(NamedKernel.Measure("prior", Generators), KernelTable.Measure([.. Enumerable.Repeat(1, 11)]))
            .With(
                new NamedKernel("rho", [new Space.SampleOf(X, N)], Generators, Parameters: 1),
                new KernelTable(Multisets.All(2, 20).Select(Worst), byCounts: true)
            )
            .With(
                new NamedKernel("P", [Generators], X, Parameters: 1),
                new KernelTable(Enumerable.Range(0, 11).Select<int, int[]>(q => [10 - q, q]))
            );
    }

    [Theory]
    [InlineData("mbacke2023-wgan:sharp", 5, "8n")]
    [InlineData("mbacke2023-wgan:sharp", 10, "8n")]
    [InlineData("mbacke2023-wgan:sharp", 20, "8n")]
    [InlineData("mbacke2023-wgan:stated", 5, "4n")]
    [InlineData("mbacke2023-wgan:stated", 10, "4n")]
    [InlineData("mbacke2023-wgan:stated", 20, "4n")]
    public void The_probability_that_some_posterior_violates_is_the_reference_figure(string id, int lambda, string constant)
    {
        var finding = FiniteWorlds.Of(Catalog.Get(id), out _)!.Judge(Coins(lambda));
        Assert.Equal(Golden.Figure("C", $"WGAN lam={lambda} viol prob {constant} delta=.05"), finding.Left.Middle, 1e-14);
        Assert.True(finding.Agrees);
    }

    // theory.md C.5: data 0 and 1 with chances .6 and .4, latent laws N(-.5, .64) and N(.5, .64), decoder .5 + .3 z.
    private static double Normal(Func<double, double> of, double mean = 0, double deviation = 1)
    {
        var (sum, total) = (0.0, 0.0);
        for (var k = -16000; k <= 16000; k++)
        {
            var z = k / 2000.0;
            var weight = Math.Exp(-z * z / 2);
            (sum, total) = (sum + weight * of(mean + deviation * z), total + weight);
        }
        return sum / total;
    }

    private static double Loss(double z, double x) => Math.Abs(x - 0.5 - 0.3 * z);

    private static double FreshLoss(double z) => 0.6 * Loss(z, 0) + 0.4 * Loss(z, 1);

    [Fact]
    public void The_moment_behind_the_autoencoder_bound_is_the_reference_figure_and_below_Hoeffdings()
    {
        const double Ratio = 25 / 50.0;
        var one = Normal(z =>
            0.6 * Math.Exp(Ratio * (FreshLoss(z) - Loss(z, 0))) + 0.4 * Math.Exp(Ratio * (FreshLoss(z) - Loss(z, 1)))
        );
        var moment = Math.Pow(one, 50);
        Assert.Equal(Golden.Figure("C", "VAE exact exp moment lam=25"), moment, 1e-7);
        var bound = Math.Exp(25 * Term("mbacke2023-vae:generation", "moment", 50, 25));
        Assert.Equal(Golden.Figure("C", "VAE Hoeffding e^(lam^2/8n)"), bound, 1e-9);
        Assert.True(moment <= bound);
        Assert.Equal(Golden.Figure("C", "VAE tight replacement (1/lam) ln moment"), Math.Log(moment) / 25, 1e-9);
    }

    [Fact]
    public void The_right_sides_of_the_autoencoder_bounds_are_the_reference_figures()
    {
        var (divergence, distance) = (Golden.Figure("C", "VAE KL_i"), Golden.Figure("C", "VAE W2(q_i,p)"));
        var measured = new VaeMeasurement(0, 50, Golden.Figure("C", "VAE recon x=0"), 50 * divergence, distance)
        {
            DecoderLipschitz = 0.3,
        };
        double Of(string id, double lambda) => VaeBounds.Value(Catalog.Get(id), measured, 1, lambda, 0.05);
        Assert.Equal(Golden.Figure("C", "VAE rhs expectation lam=25"), Of("mbacke2023-vae:generation-expected", 25), 1e-10);
        Assert.Equal(
            Golden.Figure("C", "VAE rhs hi-prob (E recon) lam=25 delta=.05"),
            Of("mbacke2023-vae:generation", 25),
            1e-10
        );
        var best = Math.Sqrt(8 * 50 * 50 * divergence);
        Assert.Equal(Golden.Figure("C", "VAE lam* (expectation)"), best, 1e-9);
        Assert.Equal(Golden.Figure("C", "VAE rhs expectation at lam*"), Of("mbacke2023-vae:generation-expected", best), 1e-10);
        var probable = Math.Sqrt(8 * 50 * (50 * divergence + Math.Log(20)));
        Assert.Equal(Golden.Figure("C", "VAE lam* hi-prob"), probable, 1e-9);
        Assert.Equal(
            Golden.Figure("C", "VAE gen term hi-prob at lam*"),
            Of("mbacke2023-vae:regeneration", probable) - measured.Reconstruction,
            1e-10
        );
        // Equal divergences: the encoder's term of Chen et al. with R = Delta/2 is complexity plus moment at the best lambda.
        Assert.Equal(
            Golden.Figure("C", "VAE gen term at lam* = sqrt(KL/2)"),
            Of("chen2025:vae-averaged", 1) - measured.Reconstruction,
            1e-10
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void Empirical_laws_of_the_uniform_law_come_closer_as_the_root_of_their_size(int n)
    {
        // E W1 = int E |Bin(n, u)/n - u| du by Simpson's rule between the kinks k/n.
        var (total, steps) = (0.0, 40);
        for (var piece = 0; piece < n; piece++)
        for (var k = 0; k <= steps; k++)
        {
            var u = (piece + (double)k / steps) / n;
            var weight =
                k == 0 || k == steps ? 1
                : k % 2 == 0 ? 2
                : 4;
            total +=
                weight * Enumerable.Range(0, n + 1).Sum(j => Binomial(n, j, u) * Math.Abs((double)j / n - u)) / (3.0 * steps * n);
        }
        Assert.Equal(Golden.Figure("D", $"E W1(U[0,1],Uhat_{n})" + (n == 1 ? "=1/3" : "")), total, 1e-8);
    }

    [Fact]
    public void The_mean_of_the_divergences_for_their_sum_is_refuted_by_the_reference_model()
    {
        var truth = 0.6 * Normal(FreshLoss, -0.5, 0.8) + 0.4 * Normal(FreshLoss, 0.5, 0.8);
        Assert.Equal(Golden.Figure("C", "VAE product-coupling E_mu E_i E_q |x-g(z)|"), truth, 1e-8);
        var (loss, divergence) = (Golden.Figure("C", "VAE recon x=0"), Golden.Figure("C", "VAE KL_i"));
        Assert.Equal(loss, Normal(z => Loss(z, 0), -0.5, 0.8), 1e-8);
        double Right(double total) =>
            VaeBounds.Value(Catalog.Get("mbacke2023-vae:regeneration"), new(0, 50, loss, total, 0), 1, 25, delta: 1);
        Assert.True(truth <= Right(50 * divergence));
        Assert.True(truth > Right(divergence));
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(3, 0.01)]
    public void Without_the_prior_mismatch_or_with_the_encoders_constant_the_generated_law_is_out_of_reach(
        double decoder,
        double spread
    )
    {
        // One data point x_0, encoder N(0, s^2), decoder x_0 + K z: the encoder's constant is 0, lambda as large as one likes.
        var distance = decoder * Math.Sqrt(2 / Math.PI);
        var reconstruction = decoder * spread * Math.Sqrt(2 / Math.PI);
        double Right(double constant) =>
            VaeBounds.Value(
                Catalog.Get("mbacke2023-vae:generation-expected"),
                new(0, 1_000_000, reconstruction, 0, 1 - spread) { DecoderLipschitz = constant },
                1,
                lambda: 1,
                0.5
            );
        Assert.True(distance > Right(0));
        Assert.True(distance <= Right(decoder));
    }

    [Fact]
    public void The_distance_of_ten_tosses_exceeds_its_threshold_as_rarely_as_the_reference_says()
    {
        // The sampling and deviation terms of husain2019:gan-population for a coin.
        var mean = Enumerable.Range(0, 11).Sum(k => Binomial(10, k, 0.3) * Math.Abs(k / 10.0 - 0.3));
        Assert.Equal(Golden.Figure("D", "E W1(P,Phat_10) Bern(.3)"), mean, 1e-10);
        var threshold = mean + Term("husain2019:gan-population", "deviation", 10, delta: 0.05);
        Assert.Equal(Golden.Figure("D", "thr (n=10,Bern .3,delta .05)"), threshold, 1e-10);
        var tail = Enumerable.Range(0, 11).Where(k => Math.Abs(k / 10.0 - 0.3) > threshold).Sum(k => Binomial(10, k, 0.3));
        Assert.Equal(Golden.Figure("D", "P(W1>thr)"), tail, 1e-10);
    }

    [Fact]
    public void Without_the_sampling_error_the_autoencoder_of_the_sample_does_not_bound_the_gan()
    {
        var bound = Catalog.Get("husain2019:gan-population");
        var mutant = bound with
        {
            Id = "gan without sampling error",
            Terms = bound.Terms.Where(t => t.Name is not ("sampling" or "deviation")).ToTerms(),
        };
        Assert.Equal(Decision.Refuted, Check.Attack(mutant, 20_000, seed: 1).Decision);
    }

    [Theory]
    [InlineData("husain2019:gan-population")]
    [InlineData("husain2019:gan-population-rate")]
    [InlineData("husain2019:gan-empirical")]
    [InlineData("husain2019:gan-f-wae")]
    [InlineData("husain2019:gan-wae")]
    public void The_links_between_gans_and_autoencoders_are_not_refuted(string id)
    {
        var verdict = Check.Attack(Catalog.Get(id), Forall.Full ? 100_000 : 1_200, seed: 2);
        Assert.Equal(Decision.NotRefuted, verdict.Decision);
        Assert.InRange(verdict.WorstRatio, 0.3, 1 + 1e-9);
    }

    [Fact]
    public void The_autoencoder_does_not_bound_the_gan_from_below()
    {
        var wae = Catalog.Get("husain2019:gan-wae");
        var reversed = wae with
        {
            Id = "wae at most gan",
            Left = wae.Right,
            Terms = [new Term("gan", wae.Left, "the objective of the GAN")],
        };
        Assert.Equal(Decision.Refuted, Check.Attack(reversed, 20_000, seed: 1).Decision);
    }
}
