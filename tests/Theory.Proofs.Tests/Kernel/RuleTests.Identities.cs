using Theory.Probability;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using static Theory.Proofs.Kernel.Theorem;

namespace Theory.Proofs.Tests.Kernel;

// Equality by normal form: what comes apart, what comes together, and what may not.
public sealed partial class RuleTests
{
    [Theory]
    [InlineData("1/a*a", "1")]
    [InlineData("(a*b)^(1/2)", "a^(1/2)*b^(1/2)")]
    [InlineData("(a^2)^(1/2)", "a")]
    [InlineData("(2*a + 2*b)^(-1)", "(a + b)^(-1)/2")]
    [InlineData("(6*a*c + 4*b*c)^(-1)", "(3*a + 2*b)^(-1)/(2*c)")]
    [InlineData("(a/2 + b/3)^(1/2)", "(3*a + 2*b)^(1/2)/sqrt(6)")]
    [InlineData("(a^3*b + a^2*c)^(1/2)", "a*(a*b + c)^(1/2)")]
    [InlineData("8^(1/3)", "2")]
    [InlineData("8^(-1/3)", "1/2")]
    [InlineData("2^(3/2)", "2*sqrt(2)")]
    [InlineData("2^(-1/2)", "sqrt(2)/2")]
    [InlineData("2^(-3/2)", "sqrt(2)/4")]
    [InlineData("(4/9)^(1/2)", "2/3")]
    [InlineData("(1/12)^(1/2)", "sqrt(3)/6")]
    [InlineData("4036^(1/2)", "2*1009^(1/2)")]
    [InlineData("2^(7/3)", "4*2^(1/3)")]
    [InlineData("(4*a)^(1/2)", "2*sqrt(a)")]
    [InlineData("(a/2 + b/4)^(1/2)", "(2*a + b)^(1/2)/2")]
    [InlineData("log(12)", "2*log(2) + log(3)")]
    [InlineData("log(5/12)", "log(5) - 2*log(2) - log(3)")]
    [InlineData("log(a^2/b)", "2*log(a) - log(b)")]
    [InlineData("log(exp(a))", "a")]
    [InlineData("exp(a - b)", "exp(a)/exp(b)")]
    [InlineData("exp(log(a)/2)", "sqrt(a)")]
    [InlineData("exp(2)", "e^2")]
    [InlineData("(a + b)^3", "a^3 + 3*a^2*b + 3*a*b^2 + b^3")]
    [InlineData("(a + b)^16*(a + b)^(-1)", "(a + b)^16/(a + b)")]
    [InlineData("(a - a)^20", "0")]
    [InlineData("(a - a)^2", "0")]
    [InlineData("sum(i, 1, 3, a)", "3*a")]
    [InlineData("sum(i, 2, 5, a)", "4*a")]
    [InlineData("mean(i, 2, 5, a + i)", "a + sum(i, 2, 5, i)/4")]
    [InlineData("sum(i, 1, m, a*i + b)", "a*sum(j, 1, m, j) + m*b")]
    [InlineData("min(a*(b + 1), 2)", "min(a*b + a, 2)")]
    [InlineData("max(a*(b + 1), 2)", "max(a*b + a, 2)")]
    [InlineData("a^(b*(c + 1))", "a^(b*c + b)")]
    public void An_identity_is_proved_and_wrong_by_one_percent_refused(string left, string right)
    {
        Assert.Equal(
            new Judgement.Equal(Infix.Parse(left), Infix.Parse(right)),
            Identity(Infix.Parse(left), Infix.Parse(right)).Conclusion
        );
        Expr wrong = Infix.Parse(right) == 0 ? A : Infix.Parse(right) * new Rational(101, 100);
        Refused.Of("identity", () => Identity(Infix.Parse(left), wrong), "is not");
    }

    [Theory]
    [InlineData("(a - a)^(-1)", "has no value")]
    [InlineData("(a - b)^(1/2)", "not known to be defined")]
    [InlineData("(10^700)^(999/2)", "too large to compute")]
    [InlineData("log(a - b)", "not known to be defined")]
    public void What_has_no_value_equals_nothing(string text, string because) =>
        Refused.Of("identity", () => Identity(Infix.Parse(text), Infix.Parse(text)), because);

    [Theory]
    [InlineData("1009^(1/2)", "1")]
    [InlineData("1009^(1/2)", "1013^(1/2)")]
    [InlineData("(1009*a)^(1/2)", "sqrt(a)")]
    [InlineData("(a/1009)^(1/2)", "sqrt(a)")]
    [InlineData("log(1009)", "0")]
    [InlineData("log(a/1009)", "log(a)")]
    public void No_factor_of_a_number_is_lost(string left, string right) =>
        Refused.Of("identity", () => Identity(Infix.Parse(left), Infix.Parse(right)), "is not");

    [Fact]
    public void Products_of_what_may_be_0_and_infinite_do_not_come_apart()
    {
        Expr other = Divergence.KL(Law.Of(Q), Law.Of(P));
        // 1/(0*inf) is infinite, (1/0)*(1/inf) is 0.
        Refused.Of("identity", () => Identity(Power.Of(KL * other, -1), Power.Of(KL, -1) * Power.Of(other, -1)), "is not");
        Refused.Of("identity", () => Identity(Expr.Sqrt(F * G), Expr.Sqrt(G) * Expr.Sqrt(F)), "");
        Refused.Of("identity", () => Identity(Power.Of(Power.Of(F, 2) * A, Rational.Half), F * Expr.Sqrt(A)), "is not");
        Assert.NotNull(Identity(A / KL + A / KL, 2 * (A / KL)));
        Assert.NotNull(Identity(Expr.Sqrt(KL * other), Expr.Sqrt(KL) * Expr.Sqrt(other)));
    }

    [Fact]
    public void Nested_expectations_merge_with_what_stands_before_them()
    {
        var drawn = Draw.From("y", Q);
        Expr h = new Evaluation(new Function("h", [X, X], IsNonnegative: true), [AnyX, drawn.Variable]);
        var nested = Mean(G * Expectation.Under([drawn], h));
        Assert.NotNull(Identity(nested, Expectation.Under([DrawX, drawn], G * h)));
        Refused.Of("identity", () => Identity(nested, Expectation.Under([DrawX, drawn], h)), "is not");
        Refused.Of("identity", () => Identity(nested, Expectation.Under([DrawX, drawn], h / (1 + G))), "is not");
        // E(f + 1)^2 has a value, E f need not have one.
        var square = Mean(Power.Of(F + 1, 2));
        Refused.Of("identity", () => Identity(square, square), "a hypothesis that it is finite would help");
    }

    [Fact]
    public void Roots_and_logarithms_come_apart_only_where_signs_are_known()
    {
        var square = Expr.Sqrt(F * F);
        Refused.Of("identity", () => Identity(square, F), "is not");
        Assert.NotNull(Identity(square, F, new Judgement.AtMost(0, F)));
        Assert.NotNull(Identity(Expr.Sqrt(KL * KL), KL));
        Refused.Of("identity", () => Identity(Expr.Sqrt(-F * -F * G), F * Expr.Sqrt(G)), "is not");
        Refused.Of("identity", () => Identity(KL * Power.Of(KL, -1), 1), "cannot be cancelled");
        Refused.Of("identity", () => Identity(KL * Power.Of(KL, -1), 1, new Judgement.Positive(KL)), "cannot be cancelled");
        Refused.Of("identity", () => Identity(KL * Power.Of(KL, -1), 1, new Judgement.Finite(KL)), "cannot be cancelled");
        Assert.NotNull(Identity(KL * Power.Of(KL, -1), 1, new Judgement.Finite(KL), new Judgement.Positive(KL)));
        Expr log = new Log(KL * A);
        Refused.Of("identity", () => Identity(log, new Log(KL) + new Log(A)), "is not");
        Assert.NotNull(Identity(log, new Log(KL) + new Log(A), new Judgement.Positive(KL)));
        // log(1/inf) is no value, -log(inf) neither.
        Refused.Of("identity", () => Identity(new Log(1 / KL), -new Log(KL), new Judgement.Positive(KL)), "");
        Assert.NotNull(Identity(new Log(1 / KL), -new Log(KL), new Judgement.Positive(KL), new Judgement.Finite(KL)));
    }

    [Fact]
    public void Expectations_are_linear_in_what_they_average_and_in_nothing_else()
    {
        Assert.NotNull(Identity(Mean(A * G + 2), A * Mean(G) + 2));
        Assert.NotNull(Identity(Mean(Mean(G)), Mean(G)));
        Assert.NotNull(Identity(Mean(N - A), Mean(N) - A, Bounded));
        Assert.NotNull(Identity(Mean(2 * A), 2 * A));
        Refused.Of("identity", () => Identity(Mean(G * G), Mean(G) * Mean(G)), "is not");
        Refused.Of("identity", () => Identity(Mean(A * G + 2), A * Mean(G) + 1), "is not");
        Refused.Of("identity", () => Identity(Mean(F), Mean(F)), "not known to be defined");
        var i = new Symbol("i");
        Expr series = new Series(i, 1, A, i * G);
        Assert.NotNull(Identity(Mean(series), new Series(i, 1, A, i * Mean(G))));
    }
}
