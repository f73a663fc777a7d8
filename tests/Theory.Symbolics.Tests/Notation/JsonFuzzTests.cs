using FsCheck.Fluent;
using Theory.Symbolics.Notation;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Notation;

public class JsonFuzzTests
{
    private static readonly string[] Valid =
    [
        JsonNotation.Print(Infix.Parse("mean(i, 1, m, x_i^2) + max(a, exp(-b), 2/3*log(c)) - min(pi, inf)")),
        JsonNotation.Print(Infix.Parse("sum(j, 1, n, j*KL(P, Q)) + sqrt(x)/e")),
    ];

    [Fact]
    public void Any_JSON_is_read_as_an_expression_or_refused() =>
        Forall.Holds(
            Mangled.Json(Valid).ToArbitrary(),
            text =>
            {
                try
                {
                    var read = JsonNotation.Parse(text);
                    Assert.Equal(read, JsonNotation.Parse(JsonNotation.Print(read)));
                }
                catch (ArgumentException refusal)
                {
                    Assert.InRange(refusal.Message.Length, 10, 2000);
                }
            },
            trials: 2000,
            trialsInFull: 100_000
        );
}
