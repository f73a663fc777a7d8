using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Tests.Notation;

public class LatexTests
{
    [Theory]
    [InlineData(
        "tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m",
        @"\frac{\tau^{4}}{m n} + \frac{\tau^{3}}{m^{2}} + \frac{1}{\tau} + \frac{1}{m}"
    )]
    [InlineData("KL/lambda + lambda*D^2/(8*m)", @"\frac{\mathrm{KL}}{\lambda} + \frac{\lambda D^{2}}{8 m}")]
    [InlineData("n^(-2/5) + m^(-4/5)", @"n^{-2/5} + m^{-4/5}")]
    [InlineData("n^(-alpha/(2*alpha + d))", @"n^{-\alpha/(2 \alpha + d)}")]
    [InlineData("sqrt(2)*R/m*sum(i, 1, m, sqrt(KL_i))", @"\frac{\sqrt{2} R}{m} \sum_{i=1}^{m} \sqrt{\mathrm{KL}_{i}}")]
    [InlineData("sqrt(2)*R*mean(i, 1, m, sqrt(KL_i))", @"\frac{\sqrt{2} R}{m} \sum_{i=1}^{m} \sqrt{\mathrm{KL}_{i}}")]
    [InlineData("-a*mean(i, 0, m, b_i)", @"-a \frac{1}{m + 1} \sum_{i=0}^{m} b_{i}")]
    [InlineData("sum(i, 1, m, b_i)/m", @"\frac{1}{m} \sum_{i=1}^{m} b_{i}")]
    [InlineData("sum(i, 1, m, b_i)*a/m", @"\frac{\left( \sum_{i=1}^{m} b_{i} \right) a}{m}")]
    [InlineData("mean(i, 1, m, a + b_i)", @"\frac{1}{m} \sum_{i=1}^{m} (a + b_{i})")]
    [InlineData("Delta*sqrt((n*K + log(1/delta))/(2*n))", @"\Delta \sqrt{\frac{n K + \log \frac{1}{\delta}}{2 n}}")]
    [InlineData("(a^2*q + d*(s2 - 1 - log(s2)))/2", @"\frac{a^{2} q + d (s_{2} - 1 - \log s_{2})}{2}")]
    [InlineData("exp(-2*T)", @"e^{-2 T}")]
    [InlineData("exp(-x/2)", @"\exp\left( -\frac{x}{2} \right)")]
    [InlineData("a/b*c", @"\frac{a c}{b}")]
    [InlineData("2*3^n", @"2 \cdot 3^{n}")]
    [InlineData("max(x, -x)", @"\max\{x, -x\}")]
    [InlineData("hatX_i + prior - inf", @"\hat{X}_{i} + \pi - \infty")]
    [InlineData("(a + b)^2", @"(a + b)^{2}")]
    [InlineData("(a/b)^n", @"\left( \frac{a}{b} \right)^{n}")]
    [InlineData("-(a + b)", @"-(a + b)")]
    [InlineData("log(n)^2", @"(\log n)^{2}")]
    [InlineData("KL(P, Q)^2", @"\mathrm{KL}(P, Q)^{2}")]
    [InlineData("2/3*x", @"\frac{2 x}{3}")]
    [InlineData("d*log(n)", @"d \log n")]
    [InlineData("log(n)*d", @"\log(n) d")] // the logarithm of n, not of n*d
    [InlineData("log(1/delta)*d/m", @"\frac{\log\left( \frac{1}{\delta} \right) d}{m}")]
    [InlineData("n^((a/b)^(-1))", @"n^{1/(a/b)}")]
    [InlineData("mean(i, -1, m, b_i)", @"\frac{1}{m - (-1) + 1} \sum_{i=-1}^{m} b_{i}")]
    public void Formulas_are_set_as_an_author_writes_them(string text, string expected) =>
        Assert.Equal(expected, Latex.Print(Infix.Parse(text)));
}
