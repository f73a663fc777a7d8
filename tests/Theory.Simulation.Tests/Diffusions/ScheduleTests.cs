using Theory.Probability.Schedules;
using Theory.Simulation.Diffusions;
using Theory.Symbolics;
using Theory.Symbolics.Numerics;

namespace Theory.Simulation.Tests.Diffusions;

public sealed class ScheduleTests
{
    public static TheoryData<string> Names => [.. Schedule.Named.Select(schedule => schedule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_enters_at_the_rate_that_the_variance_says(string name)
    {
        // d/dt (s^2/a^2) = g^2/a^2, by central differences.
        var diffusion = new Diffusion(Schedule.Named.Single(schedule => schedule.Name == name));
        double Relative(double t) => diffusion.Variance(t) / Math.Pow(diffusion.Scale(t), 2);
        foreach (var t in (double[])[.05, .3, .7])
        {
            var slope = (Relative(t + 1e-5) - Relative(t - 1e-5)) / 2e-5;
            var rate = diffusion.NoiseRate(t) / Math.Pow(diffusion.Scale(t), 2);
            Assert.Equal(1, slope / rate, 1e-7);
            var decay = (Math.Log(diffusion.Scale(t + 1e-5)) - Math.Log(diffusion.Scale(t - 1e-5))) / 2e-5;
            Assert.Equal(decay, diffusion.Drift(t), 1e-7 * (1 + Math.Abs(decay)));
        }
        Assert.Equal((1.0, 0.0), (diffusion.Scale(0), diffusion.Variance(0)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_compiled_schedule_has_the_values_of_its_expressions(string name)
    {
        var schedule = Schedule.Named.Single(s => s.Name == name);
        var diffusion = new Diffusion(schedule);
        foreach (var t in (double[])[1e-6, .05, .3, .7, 2])
        {
            double Value(Expr e) => e.Evaluate((schedule.Time.Name, t));
            Assert.Equal(Value(schedule.Scale), diffusion.Scale(t));
            Assert.Equal(Value(schedule.Variance), diffusion.Variance(t));
            Assert.Equal(Value(schedule.NoiseRate), diffusion.NoiseRate(t));
            Assert.Equal(Value(schedule.PriorVariance), diffusion.PriorVariance(t));
        }
    }

    [Fact]
    public void The_usual_schedule_is_that_of_the_sources()
    {
        var diffusion = new Diffusion(Schedule.Usual);
        Assert.Equal(0.44219690928, diffusion.Scale(.4), 1e-11);
        Assert.Equal(0.80446189342, diffusion.Variance(.4), 1e-11);
        Assert.Equal(10.05, diffusion.NoiseBetween(0, 1), 1e-12);
    }

    [Fact]
    public void The_two_conventions_differ_by_a_factor_two_in_beta()
    {
        var half = new Diffusion(Schedule.VariancePreserving(2, 6));
        var full = new Diffusion(Schedule.VariancePreservingFullDrift(1, 3));
        Assert.Equal(half.Scale(.37), full.Scale(.37), 1e-15);
        Assert.Equal(half.NoiseRate(.37), full.NoiseRate(.37), 1e-14);
        var stationary = new Diffusion(Schedule.VariancePreserving(2, 2));
        var ou = new Diffusion(Schedule.OrnsteinUhlenbeck);
        Assert.Equal(ou.Variance(.37), stationary.Variance(.37), 1e-15);
    }

    [Fact]
    public void A_schedule_with_a_foreign_symbol_cannot_run()
    {
        var odd = Schedule.Usual with { NoiseRate = Expr.Symbol("beta") };
        Assert.Contains("beta", Assert.Throws<ArgumentException>(() => new Diffusion(odd)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_deviations_of_an_exploding_schedule_increase() =>
        Assert.Throws<ArgumentException>(() => Schedule.VarianceExploding(2, 1));
}
