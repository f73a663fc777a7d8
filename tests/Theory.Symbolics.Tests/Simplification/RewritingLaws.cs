using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;
using Theory.Symbolics.Simplification;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Simplification;

public class RewritingLaws
{
    // A point where every symbol is positive; m is a limit of sums and thus an integer.
    private static readonly Gen<Terms<int>> Positive = Gen.Choose(1, 24)
        .ArrayOf(Expressions.Names.Length)
        .Select(at => at.ToTerms());

    private static Assignment<Interval> At(Terms<int> eighths) =>
        Assignment.Of(Expressions.Names.Zip(eighths, (name, k) => (name, Interval.Point(name == "m" ? 1 + k % 4 : k / 8.0))));

    [Fact]
    public void Simplification_keeps_the_value() =>
        Forall.Holds(
            Expressions.RealWith(Positive),
            law => Agree(law.e, law.e.Simplify(Context.Empty), At(law.at)),
            trials: 1000,
            trialsInFull: 100_000
        );

    [Fact]
    public void Simplification_of_signed_symbols_keeps_the_value() =>
        Forall.Holds(
            Expressions.RealWith(Signed),
            law => Agree(law.e, law.e.Simplify(AllReal), At(law.at)),
            trials: 1000,
            trialsInFull: 100_000
        );

    [Fact]
    public void Expansion_keeps_the_value() =>
        Forall.Holds(
            Expressions.RealWith(Positive),
            law => Agree(law.e, law.e.Expand(Context.Empty), At(law.at)),
            trialsInFull: 100_000
        );

    [Fact]
    public void Simplification_is_idempotent() =>
        Forall.Holds(
            Expressions.Any,
            e =>
            {
                var once = e.Simplify(Context.Empty);
                Assert.Equal(once, once.Simplify(Context.Empty));
            },
            trials: 1000,
            trialsInFull: 100_000
        );

    private static readonly Context AllReal = Context.Given("x real, y real, n real, tau real, KL_q real");

    private static readonly Gen<Terms<int>> Signed = Gen.Choose(-24, 24)
        .ArrayOf(Expressions.Names.Length)
        .Select(at => at.Select((k, i) => Expressions.Names[i] == "m" ? Math.Abs(k) : k).ToTerms());

    // Whether somewhere in it a quotient by what may be 0 or a logarithm of what may be 0 stands.
    private static bool HasPole(Expr e, Assignment<Interval> at) =>
        e switch
        {
            Series s => Enumerable.Range(1, 4).Any(i => HasPole(s.Body.Substitute(s.Index, i), at)),
            Power p when p.Base.Enclose(at).Contains(0.0) && !(p.Exponent.Enclose(at).Lower >= 0) => true,
            Log l when l.Argument.Enclose(at).Contains(0.0) => true,
            _ => e.Children().Any(child => HasPole(child, at)),
        };

    // Where the first has a finite value the second has it too, and both enclosures hold it.
    private static void Agree(Expr before, Expr after, Assignment<Interval> at)
    {
        var (a, b) = (before.Enclose(at), after.Enclose(at));
        Assert.True(a.IsEmpty || HasPole(before, at) || !a.Intersect(b).IsEmpty, $"{before} in {a}\nbecame\n{after} in {b}");
    }
}
