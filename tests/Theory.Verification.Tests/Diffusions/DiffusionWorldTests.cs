using Theory.Bounds;
using Theory.Bounds.Papers;
using Theory.Probability.Finite;
using Theory.Probability.Schedules;
using Theory.Simulation.Randomness;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Theory.Verification.Diffusions;
using Theory.Verification.Mutants;

namespace Theory.Verification.Tests.Diffusions;

public sealed class DiffusionWorldTests
{
    private static readonly (Interval, Interval)[] Fair = [(-1, 0.5), (1, 0.5)];

    private static LearnedDiffusion Diffusion(double start, double end, double spread) => new(Schedule.Usual, start, end, spread);

    private static double Along(Schedule schedule, Expr of, double time) => of.Evaluate((schedule.Time.Name, time));

    [Theory]
    [InlineData(0.1, -0.68847619168, 1.5053508514)]
    [InlineData(0.5, -0.041178937029, 0.28699221449)]
    [InlineData(0.8, -0.00079247086601, 0.039811326693)]
    public void Terms_of_two_points_are_the_reference_figures(double horizon, double t1, double t2)
    {
        // theory.md A.7: data -1 and 1, m = 2, R = 1. One half of the samples hold both points; the others tell nothing.
        var quantities = new DiffusionQuantities(
            Diffusion(0, horizon, 1),
            [0.5, 0.5],
            [0.25, 0.25, 0.25, 0.25],
            [-1, 1],
            [0],
            2,
            isCertain: true
        );
        Assert.Equal(-t1 / 2, quantities.Indices.Middle, 1e-3 * -t1);
        Assert.True(quantities.Indices.Lower <= -t1 / 2 && -t1 / 2 <= quantities.Indices.Upper + 1e-12);
        Assert.Equal(t2, Math.Sqrt(2 * quantities.PriorGap.Middle), 1e-9);
    }

    [Theory]
    [InlineData(0.05, 0.6, 0.5, 1.5)]
    [InlineData(0.2, 1, 2, -1)]
    public void The_loss_is_the_integral_of_the_squared_score_error(double start, double end, double spread, double theta)
    {
        // One training point at 1: the score of its diffusion is -(x - a)/s^2, the learned one -(x - a theta)/(a^2 spread + s^2).
        var usual = Schedule.Usual;
        double Rate(double t)
        {
            var (a, v) = (Along(usual, usual.Scale, t), Along(usual, usual.Variance, t));
            var q = a * a * spread + v;
            return Along(usual, usual.NoiseRate, t) / 2 * (Math.Pow(a * (1 - theta) / q, 2) + v * Math.Pow(1 / q - 1 / v, 2));
        }
        const int Pieces = 4000;
        var h = (end - start) / Pieces;
        var sum = Enumerable
            .Range(0, Pieces)
            .Sum(k => h / 6 * (Rate(start + k * h) + 4 * Rate(start + (k + 0.5) * h) + Rate(start + (k + 1) * h)));
        var loss = Diffusion(start, end, spread).ScoreError([(1, 1)], (0, 0), theta);
        Assert.Equal(sum, loss.Middle, 1e-8 * sum);
        Assert.InRange(loss.Width, 0, 1e-12 * Math.Max(1, sum));
    }

    [Fact]
    public void With_the_score_of_the_data_the_reverse_process_is_off_by_its_start_alone()
    {
        // Data N(1, 2) as a point blurred without end: KL of generated law is at most that of the start (data processing), and 0 far out.
        var far = Diffusion(0.3, 3, 1e-9);
        var one = far.DivergenceOfGenerated([(1, 1)], 0, 1);
        Assert.InRange(one.Upper, -1e-9, 1e-6);
        var near = Diffusion(0.3, 0.5, 1e-9).DivergenceOfGenerated([(1, 1)], 0, 1);
        Assert.True(near.Lower > 1e-3, near.ToString());
    }

    [Fact]
    public void The_lower_tail_of_the_log_loss_is_enclosed()
    {
        var tail = new LogLossTail([(-1, 0.25), (0.5, 0.5), (3, 0.25)], 0.8, 0.3);
        var (near, enclosed) = (tail.Near(), tail.Enclose());
        Assert.InRange(near, enclosed.Lower * 0.999, enclosed.Upper);
        Assert.InRange(enclosed.Width / enclosed.Upper, 0, 0.01);
        // log E exp(-l (Y - E Y)) <= l^2 R^2/2 with expectations by the trapezoidal rule.
        double Mean(Func<double, double> f) =>
            new[] { (-1, 0.25), (0.5, 0.5), (3, 0.25) }.Sum(p =>
                Enumerable
                    .Range(-160, 321)
                    .Sum(k =>
                        0.05
                        * p.Item2
                        * Math.Exp(-k * k * 0.00125)
                        / Math.Sqrt(2 * Math.PI)
                        * f(Math.Pow(p.Item1 + Math.Sqrt(0.8) * k * 0.05, 2) / 0.6)
                    )
            );
        var mean = Mean(y => y);
        var tight = 0.0;
        foreach (var l in new[] { 0.001, 0.01, 0.05, 0.1, 0.3, 1, 3, 10 })
        {
            var needed = 2 * Math.Log(Mean(y => Math.Exp(-l * (y - mean)))) / (l * l);
            Assert.InRange(needed, 0, enclosed.Upper * (1 + 1e-9));
            tight = Math.Max(tight, needed);
        }
        Assert.InRange(tight, 0.9 * enclosed.Lower, double.MaxValue);
    }

    [Fact]
    public void What_is_near_is_within_what_is_enclosed()
    {
        Interval[] both = [0.1, 0.15, 0.05, 0.2, 0.12, 0.13, 0.2, 0.05];
        DiffusionQuantities Quantities(bool isCertain) =>
            new(Diffusion(0.2, 0.7, 0.8), [0.3, 0.7], both, [-2, 1], [-1, 0.5], 2, isCertain);
        var (near, sure) = (Quantities(false), Quantities(true));
        foreach (
            var (a, b) in new[]
            {
                (near.Divergence, sure.Divergence),
                (near.Indices, sure.Indices),
                (near.ScoreError, sure.ScoreError),
                (near.Remembered(0), sure.Remembered(0)),
                (near.Remembered(1), sure.Remembered(1)),
            }
        )
            Assert.True(b.Lower - 1e-9 <= a.Lower && a.Upper <= b.Upper + 1e-9, $"{a} {b}");
    }

    [Fact]
    public void What_a_learner_remembers_of_one_point_is_told_apart_from_what_it_remembers_of_another()
    {
        // Two fair points, of which the learner returns the second: log 2 nats of it, none of the first.
        var quantities = new DiffusionQuantities(
            Diffusion(0, 0.5, 1),
            [0.5, 0.5],
            [0.25, 0, 0.25, 0, 0, 0.25, 0, 0.25],
            [-1, 1],
            [-1, 1],
            2,
            isCertain: true
        );
        Assert.Equal(0, quantities.Remembered(0).Upper, 1e-12);
        Assert.Equal(Math.Log(2), quantities.Remembered(1).Middle, 1e-12);
    }

    [Fact]
    public void The_bound_stopped_early_is_attained_and_not_refuted()
    {
        var verdict = Check.Attack(Catalog.Get("chen2025:diffusion-early-stopped"), Forall.Full ? 200_000 : 1_200, seed: 1);
        Assert.True(verdict.Decision == Decision.NotRefuted, verdict.Evidence + verdict.WorstWorld);
        Assert.InRange(verdict.WorstRatio, 0.9, 1 + 1e-9);
    }

    // Worlds of one training point, whose diffusion starts late enough for enclosures to be quick.
    private static IEnumerable<FiniteWorld> Drawn(DiffusionWorlds worlds)
    {
        var random = RandomStream.Root(3).Draws();
        return Enumerable
            .Range(0, 200)
            .Select(_ => worlds.Draw(random))
            .Where(w => w.Symbols[new Symbol("m")] == 1)
            .Where(w => !w.Symbols.TryGetValue(new Symbol("epsilon"), out var start) || start > new Rational(1, 5));
    }

    [Fact]
    public void Without_its_loss_the_bound_stopped_early_falls()
    {
        var bound = Chen2025Diffusion.EarlyStopped;
        var without = bound with { Id = "without loss", Terms = bound.Terms.Where(t => t.Name != "loss").ToTerms() };
        var (whole, less) = (DiffusionWorlds.Of(bound)!, DiffusionWorlds.Of(without)!);
        var world = Drawn(less).First(w => less.Measure(w).Ratio > 1.5);
        Assert.True(less.Judge(world).Violates);
        Assert.False(whole.Judge(world).Violates);
    }

    public static TheoryData<string, long, int> Attacked
    {
        get
        {
            var attacked = new TheoryData<string, long, int>
            {
                { "chen2025:generator-term-variance", 600, 3 },
                { "chen2025:generator-term-surrogate", 120, 6 },
            };
            if (Forall.Full)
                attacked.Add("chen2025:diffusion-early-stopped", 600, 6);
            return attacked;
        }
    }

    [Theory]
    [MemberData(nameof(Attacked))]
    public void Wrong_versions_of_the_diffusion_statements_are_refuted(string id, long trials, int refuted)
    {
        // Also those that no longer mention the horizon or the noise on which the worlds depend.
        var report = Powers.Of(Catalog.Get(id), trials, seed: 1);
        Assert.True(report.Refuted >= refuted, $"{report.Refuted} of {report.Mutants}");
    }

    [Fact]
    public void Down_to_time_0_the_bound_as_printed_is_infinite_and_says_so()
    {
        var stated = Catalog.Get("chen2025:diffusion-stated");
        var verdict = Check.Attack(stated, 60, seed: 1);
        Assert.Equal((Decision.NotRefuted, 0.0), (verdict.Decision, verdict.WorstRatio));
        Assert.Contains("finite right side", verdict.Evidence, StringComparison.Ordinal);
        // What makes it so is the loss: without it the bound is refuted.
        var without = stated with
        {
            Id = "without loss",
            Terms = stated.Terms.Where(t => t.Name != "loss").ToTerms(),
        };
        var worlds = DiffusionWorlds.Of(without)!;
        Assert.True(worlds.Judge(Drawn(worlds).First()).Violates);
    }
}
