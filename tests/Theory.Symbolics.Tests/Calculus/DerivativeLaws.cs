using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Numerics;
using Theory.Testing;
using Interval = Theory.Symbolics.Numerics.Interval;

namespace Theory.Symbolics.Tests.Calculus;

public class DerivativeLaws
{
    private static readonly Gen<int[]> Point = Gen.Choose(8, 40).ArrayOf(Expressions.Names.Length);

    // By the mean value theorem the difference quotient over a short interval is a value of the derivative there.
    [Fact]
    public void Difference_quotients_are_values_of_the_derivative() =>
        Forall.Holds(
            Expressions.RealWith(Point),
            law =>
            {
                const double Step = 1.0 / 1024;
                var x = Expr.Symbol("x");
                Assignment<Interval> At(Interval value) =>
                    Assignment
                        .Of(
                            Expressions.Names.Zip(law.at, (name, k) => (name, Interval.Point(name == "m" ? 1 + k % 4 : k / 16.0)))
                        )
                        .With(x, value);
                var derivative = law.e.Derivative(x);
                if (derivative.SubExpressions().Any(part => part is Quantity))
                    return; // a minimum or maximum has no derivative by rules
                var start = law.at[0] / 16.0;
                var over = Interval.Of(start, start + Step);
                var (low, high, slope) = (
                    law.e.Enclose(At(start)),
                    law.e.Enclose(At(start + Step)),
                    derivative.Enclose(At(over))
                );
                // The function is differentiable on the whole step where both it and the derivative are bounded there.
                var along = law.e.Enclose(At(over));
                if (
                    new[] { low, high, slope, along }.Any(v => v.IsEmpty || double.IsInfinity(v.Upper - v.Lower))
                    || HasPole(law.e, At(over))
                )
                    return;
                var quotient = (high - low) * Interval.Point(1 / Step);
                Assert.False(
                    quotient.Intersect(slope).IsEmpty,
                    $"{law.e}: quotient {quotient}, derivative {derivative} in {slope}"
                );
            },
            trials: 1000,
            trialsInFull: 100_000
        );

    private static bool HasPole(Expr e, Assignment<Interval> at) =>
        e is Series s
            ? Enumerable.Range(1, 4).Any(i => HasPole(s.Body.Substitute(s.Index, i), at))
            : e is Power or Log
                && (e.Enclose(at) is var v && (v.IsEmpty || double.IsInfinity(v.Upper - v.Lower)) || Touches(e, at))
                || e.Children().Any(child => HasPole(child, at));

    // A root or logarithm of what may be negative is not defined on the whole step.
    private static bool Touches(Expr e, Assignment<Interval> at) =>
        e switch
        {
            Power { Exponent: Number { Value.IsInteger: true, Value.Sign: >= 0 } } => false,
            Power p => !(p.Base.Enclose(at).Lower > 0),
            Log l => !(l.Argument.Enclose(at).Lower > 0),
            _ => false,
        };
}
