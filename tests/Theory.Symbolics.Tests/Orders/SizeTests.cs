using Theory.Symbolics.Orders;

namespace Theory.Symbolics.Tests.Orders;

public class SizeTests
{
    [Fact]
    public void A_coefficient_is_known_under_powers_and_logarithms_only_where_it_stays_rational()
    {
        var size = Size.Linear(2);
        Assert.Equal((8, 3), (size.Pow(3).Coefficient, size.Pow(3).Degree));
        Assert.Null(size.Pow(Rational.Half).Coefficient);
        Assert.Equal(Rational.Half, size.Pow(Rational.Half).Degree);
        // log(X^2) = 2*log(X), and log(exp(3*X)) = 3*X.
        Assert.Equal((2, 1), (Size.Power(2).Log!.Coefficient, Size.Power(2).Log!.LogDegree));
        Assert.Equal((3, 1), (Size.Exponential(3, 1).Log!.Coefficient, Size.Exponential(3, 1).Log!.Degree));
    }
}
