using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Optimisation;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Optimisation;

public class CertifiedMinimisationTests
{
    private static Minimum.Certified Certified(string e, params (string Name, double Lower, double Upper)[] box) =>
        Assert.IsType<Minimum.Certified>(
            Infix
                .Parse(e)
                .MinimiseOver(
                    box.Select(b => (new Symbol(b.Name), Interval.Of(b.Lower, b.Upper))).ToTerms(),
                    new Assignment<Interval>(),
                    Context.Given("x real, y real")
                )
        );

    // x has no double inside its range, y is far narrower and has many: only y can be halved.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_cannot_be_halved_is_left_whole(int ulps)
    {
        var lower = 1 + ulps * Math.BitIncrement(1.0) - ulps;
        const string tent = "max(10^300*y - 1/3, 1/3 - 10^300*y)";
        foreach (var e in new[] { $"x*{tent} + max(x, 2 - x)", $"{tent} + max(x - 1, 1 - x)" })
        {
            var found = Certified(e, ("x", lower, Math.BitIncrement(lower)), ("y", 0, 1e-300));
            Assert.False(found.IsTruncated, $"{found}");
            Assert.InRange(found.Argmin[1].Value.Lower, 0.33e-300, 0.34e-300);
            found = Certified(e, ("y", 0, 1e-300), ("x", lower, Math.BitIncrement(lower)));
            Assert.False(found.IsTruncated, $"{found}");
        }
    }
}
