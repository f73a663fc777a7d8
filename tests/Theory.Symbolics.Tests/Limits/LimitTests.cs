using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Tests.Limits;

public class LimitTests
{
    private static string Limit(string expression, string variable, string to, string given = "") =>
        string.Join("; ", Infix.Parse(expression).Limit(new Symbol(variable), At(to), Context.Given(given)));

    private static Approach At(string to) =>
        to switch
        {
            "inf" => new Approach.PlusInfinity(),
            "-inf" => new Approach.MinusInfinity(),
            _ when to.EndsWith('+') => new Approach.FromAbove(Infix.Parse(to[..^1])),
            _ when to.EndsWith('-') => new Approach.FromBelow(Infix.Parse(to[..^1])),
            _ => new Approach.To(Infix.Parse(to)),
        };

    [Theory]
    [InlineData("(m + n - sqrt(m + n))/(m + n)", "1 - 1/sqrt(1 + m)")]
    [InlineData("(3*m + 3*n - sqrt(m + n))/(m + n)", "3 - 1/sqrt(1 + m)")]
    [InlineData("(m + n - (m + n)^(3/2))/(m + n)", "1 - sqrt(1 + m)")]
    public void A_root_of_a_sum_is_not_the_sum(string expression, string limit)
    {
        var found = Assert.Single(Infix.Parse(expression).Limit(new("n"), new Approach.FromAbove(1), Context.Empty));
        var value = Assert.IsType<LimitValue.Finite>(found.Limit).Value;
        foreach (var m in new[] { 0.3, 2, 7 })
            Assert.Equal(Infix.Parse(limit).Evaluate(("m", m)), value.Evaluate(("m", m)), 1e-12);
    }

    [Theory]
    [InlineData("1/x", "inf", "0 ~ 1/x")]
    [InlineData("(1 + 1/x)^x", "inf", "e ~ e")]
    [InlineData("(exp(x) - 1)/x", "0", "1 ~ 1")]
    [InlineData("(exp(x) - 1 - x - x^2/2)/x^3", "0", "1/6 ~ 1/6")]
    [InlineData("x*log(x)", "0+", "0 ~ -x*log(1/x)")]
    [InlineData("x^x", "0+", "1 ~ 1")]
    [InlineData("log(x)^3/x^(1/100)", "inf", "0 ~ log(x)^3*x^(-1/100)")]
    [InlineData("exp(x + exp(-x)) - exp(x)", "inf", "1 ~ 1")]
    [InlineData("exp(x)*(exp(1/x + exp(-x)) - exp(1/x))", "inf", "1 ~ 1")]
    [InlineData("exp(exp(x))/exp(exp(x - exp(-exp(x))))", "inf", "1 ~ 1")]
    [InlineData("log(log(x*exp(x*exp(x)) + 1)) - exp(exp(log(log(x)) + 1/x))", "inf", "0 ~ -log(x)^2/(2*x)")]
    [InlineData("sqrt(x^2 + x) - x", "inf", "1/2 ~ 1/2")]
    [InlineData("sqrt(x^2 + x) + x", "-inf", "-1/2 ~ -1/2")]
    [InlineData("1/x", "0", "none: -inf from below, inf from above")]
    [InlineData("1/(x - 1)^2", "1", "inf ~ 1/(x - 1)^2")]
    [InlineData("(x^2 - 1)/(x - 1)", "1", "2 ~ 2")]
    [InlineData("exp(-1/x)", "0+", "0 ~ exp(-1/x)")]
    [InlineData("log(1 + exp(x)) - x", "inf", "0 ~ exp(-x)")]
    [InlineData("max(x, x^2)/x^2", "inf", "1 ~ 1")]
    [InlineData("(1 + x)/(1 + x) - 1", "inf", "0")]
    [InlineData("1/(1 + 1/x) - x/(x + 1) + exp(-x)", "inf", "0 ~ exp(-x)")]
    [InlineData("log(-x)", "inf", "undefined (log(-x): it takes the logarithm of what is not positive)")]
    [InlineData("exp(log(2)*x)/2^x", "inf", "1 ~ 1")]
    [InlineData("sqrt(8) - 2*sqrt(2) + 1/x", "inf", "0 ~ 1/x")]
    [InlineData("log(1000000000039*x) - log(x)", "inf", "log(1000000000039) ~ log(1000000000039)")]
    [InlineData("log(12) - 2*log(2) - log(3) + 1/x", "inf", "0 ~ 1/x")]
    [InlineData("1/x", "0-", "-inf ~ 1/x")]
    [InlineData("exp(1/x)", "0-", "0 ~ exp(1/x)")]
    [InlineData("(exp(x) - 1)/x", "0-", "1 ~ 1")]
    [InlineData("log(1 - x)", "1-", "-inf ~ -log(1/(1 - x))")]
    [InlineData("(x^2 - a^2)/(x - a)", "a", "2*a ~ 2*a")]
    [InlineData("log(x/a)/(x - a)", "a+", "1/a ~ 1/a")]
    [InlineData("exp(x)", "-inf", "0 ~ exp(x)")]
    [InlineData("n^(-2*s/(d + 2*s))*x", "inf", "inf ~ n^(-2*s/(d + 2*s))*x")]
    [InlineData("x^(-2*s/(d + 2*s))", "inf", "0 ~ x^(-2*s/(d + 2*s))")]
    [InlineData("log(x)^x", "inf", "inf ~ exp(x*log(log(x)))")]
    [InlineData("x^log(log(2*x))", "inf", "inf ~ 2*exp(log(x)*log(log(x)))")]
    [InlineData("exp(x) - x*log(1)^x", "inf", "inf ~ exp(x)")]
    [InlineData("log(1)^(-x)", "inf", "undefined (log(1)^(-x): it divides by 0)")]
    [InlineData("exp((1 - x)^(x/x))", "inf", "0 ~ e*exp(-x)")]
    [InlineData("(1 - x)^((x^2 - 1)/(x - 1) - x)", "inf", "-inf ~ -x")]
    [InlineData("(-1)^x", "inf", "undefined ((-1)^x: it takes the logarithm of what is not positive)")]
    [InlineData("exp(exp(exp(x))*(log(x + exp(-x)) - log(x*exp(x) + 1) + x))", "inf", "1 ~ 1")]
    [InlineData("log(sqrt(x)*(sqrt(x) + 1)) - log(x + sqrt(x)) + 1/x", "inf", "0 ~ 1/x")]
    public void Limits_with_cancellation(string expression, string to, string expected) =>
        Assert.Equal(expected, Limit(expression, "x", to));

    [Theory]
    [InlineData("sum(i, 1, 3, x^i)/x^3", "", "1 ~ 1")]
    [InlineData("mean(i, 1, 4, i*x/(1 + x))", "", "5/2 ~ 5/2")]
    [InlineData("sum(i, 1, 100, 1/(i + x)) - 100/x", "", "0 ~ -5050/x^2")]
    [InlineData("sum(i, 1, k, 1/(i + x))", "k = 3", "0 ~ 3/x")]
    [InlineData("mean(i, 1, m, KL_i/x + 2)", "", "2 ~ 2")]
    [InlineData("mean(i, 1, m, x*sqrt(A[i]))/x", "", "mean(i, 1, m, sqrt(A[i]))")]
    public void Sums_over_an_index_have_limits_where_they_can_be_resolved(string expression, string given, string expected) =>
        Assert.Equal(expected, Limit(expression, "x", "inf", given));

    private const string Term = "(a^2*q + d*(s2 - 1 - log(s2)))/2";
    private const string Ou = "s2 = 1 - a^2, a = exp(-T)";
    private const string Vp = "s2 = 1 - a^2, a = exp(-(b1 - b0)*T^2/4 - b0*T/2), b0 < b1";

    [Theory]
    [InlineData(Term, Ou, "inf", "0 ~ q*exp(-2*T)/2")]
    [InlineData(Term, Ou, "0+", "inf ~ d*log(1/T)/2")]
    [InlineData(Term, Vp, "inf", "0 ~ q*exp(T^2*b0/2 - T^2*b1/2 - T*b0)/2")]
    [InlineData(Term, Vp, "0+", "inf ~ d*log(1/T)/2")]
    [InlineData("sqrt(" + Term + ")", Ou, "inf", "0 ~ sqrt(2)*sqrt(q)*exp(-T)/2")]
    [InlineData("sqrt(" + Term + ")", Ou, "0+", "inf ~ sqrt(2)*sqrt(d)*sqrt(log(1/T))/2")]
    [InlineData("sqrt(" + Term + ")", Vp, "inf", "0 ~ sqrt(2)*sqrt(q)*exp(T^2*b0/4 - T^2*b1/4 - T*b0/2)/2")]
    [InlineData("sqrt(" + Term + ")", Vp, "0+", "inf ~ sqrt(2)*sqrt(d)*sqrt(log(1/T))/2")]
    [InlineData("d*(s2 - 1 - log(s2))/2", Ou, "inf", "0 ~ d*exp(-4*T)/4")]
    [InlineData("d*(s2 - 1 - log(s2))/2", Ou, "0+", "inf ~ d*log(1/T)/2")]
    [InlineData("d*(s2 - 1 - log(s2))/2", Vp, "inf", "0 ~ d*exp(T^2*b0 - T^2*b1 - 2*T*b0)/4")]
    [InlineData("d*(s2 - 1 - log(s2))/2", Vp, "0+", "inf ~ d*log(1/T)/2")]
    [InlineData("a^2*q/2", Vp, "0+", "q/2 ~ q/2")]
    [InlineData("s2", Vp, "0+", "0 ~ b0*T")]
    public void The_terms_of_the_diffusion_bounds(string term, string given, string to, string expected) =>
        Assert.Equal(expected, Limit(term, "T", to, given));

    [Theory]
    [InlineData("exp(a*x)", "a real", "inf", "inf ~ exp(a*x) if a > 0; 1 ~ 1 if a = 0; 0 ~ exp(a*x) if a < 0")]
    [InlineData("x^(p - 1)", "", "inf", "inf ~ x^(-1 + p) if p > 1; 1 ~ 1 if p = 1; 0 ~ x^(-1 + p) if p < 1")]
    [InlineData("a + 1/x", "a real", "inf", "a")]
    [InlineData("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m", "", "inf", "1/m")]
    public void The_sign_of_a_parameter_makes_cases(string expression, string given, string to, string expected) =>
        Assert.StartsWith(
            expected,
            Limit(expression, expression.Contains("tau", StringComparison.Ordinal) ? "n" : "x", to, given),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        "KL(x, y) + 1/x",
        "unknown (KL(x, y): how this quantity depends on x is not known: give it in closed form, or its limit as a fact)"
    )]
    [InlineData(
        "sum(i, 1, m, x^i)",
        "unknown (sum(i, 1, m, x^i): a limit is taken of a sum over an index where it has at most 200 terms, or where what moves stands before it: give it in closed form)"
    )]
    [InlineData(
        "sum(i, 1, x, 1/i)",
        "unknown (sum(i, 1, x, 1/i): a limit is taken of a sum over an index where it has at most 200 terms, or where what moves stands before it: give it in closed form)"
    )]
    public void What_blocks_is_named(string expression, string expected) => Assert.Equal(expected, Limit(expression, "x", "inf"));

    [Theory]
    [InlineData("(-x)^30001", "-inf")]
    [InlineData("(1 - x)^30000", "inf")]
    [InlineData("x/(-2)^30001", "-inf")]
    [InlineData("x*2^(10^12)", "inf")]
    public void Large_whole_powers_have_the_sign_of_their_parity(string expression, string expected) =>
        Assert.StartsWith(expected + " ~", Limit(expression, "x", "inf"), StringComparison.Ordinal);

    [Fact]
    public void Explosive_work_ends_after_a_stated_number_of_terms()
    {
        var parts = Enumerable.Range(1, 40).Select(k => $"exp(1/(x^{k} + x + {k}))");
        var answer = Limit($"exp(x)*({string.Join("*", parts)} - {string.Join("*", parts.Reverse())} + exp(-x))", "x", "inf");
        Assert.Contains(answer, new[] { "1 ~ 1", $"unknown (f: its expansion was stopped after {20_000} terms)" });
    }

    [Theory]
    [InlineData("exp(x)", "0+", 4, "1 + x + x^2/2 + x^3/6 + ...")]
    [InlineData("exp(x)", "0-", 3, "1 + x + x^2/2 + ...")]
    [InlineData("1/(1 - x)", "0+", 3, "1 + x + x^2 + ...")]
    [InlineData("log(x)", "1+", 3, "x - 1 - (x - 1)^2/2 + (x - 1)^3/3 + ...")]
    [InlineData("sqrt(x^2 + x)", "inf", 3, "x + 1/2 - 1/(8*x) + ...")]
    [InlineData("x*log(x + 1)", "inf", 2, "x*log(x) + 1 + ...")]
    [InlineData("(x + 1)^2", "inf", 9, "x^2 + 2*x + 1")]
    [InlineData("(1 - exp(-2*x))*x", "inf", 5, "x - x*exp(-2*x)")]
    [InlineData("x - log(exp(x))", "inf", 3, "0")]
    [InlineData("log(1 - exp(-2*x))", "inf", 2, "-exp(-2*x) - exp(-4*x)/2 + ...")]
    public void Series_at_a_point_and_at_infinity(string expression, string to, int terms, string expected) =>
        Assert.Equal(
            expected,
            Assert.Single(Infix.Parse(expression).ExpandAt(new Symbol("x"), At(to), terms, Context.Empty)).ToString()
        );

    [Theory]
    [InlineData("x^(2*p - 1)", "inf", "inf ~ x^(-1 + 2*p) if p > 1/2; 1 ~ 1 if p = 1/2; 0 ~ x^(-1 + 2*p) if p < 1/2")]
    [InlineData("a/(2*a + 2*b) + b/(2*a + 2*b) + 1/x", "inf", "1/2 ~ 1/2")]
    [InlineData("(e - 2718281828/1000000000)*x", "inf", "inf ~ (-679570457/250000000 + e)*x")]
    [InlineData("(pi - 3141592654/1000000000)*x", "inf", "-inf ~ (-1570796327/500000000 + pi)*x")]
    [InlineData("sqrt(1 - x)", "inf", "undefined (sqrt(1 - x): its base is negative and its exponent is no integer)")]
    public void Signs_of_constants_decide(string expression, string to, string expected) =>
        Assert.Equal(expected, Limit(expression, "x", to));

    [Theory]
    [InlineData(0)]
    [InlineData(SeriesOf.MostTerms + 1)]
    public void A_series_has_at_least_one_term_and_at_most_the_stated_number(int terms) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Infix.Parse("exp(x)").ExpandAt(new Symbol("x"), At("0+"), terms, Context.Empty)
        );
}
