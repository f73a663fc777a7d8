using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

// Inequalities between numbers, decided by enclosures.
public sealed partial class Theorem
{
    private const int LargestDegree = 1000;
    private const int LargestExponential = 10_000;

    /// <summary>
    /// a &lt;= b for expressions without symbols and quantities, where the kernel's own enclosures are apart (or both sides are exact).
    /// </summary>
    public static Theorem Numeric(Expr left, Expr right)
    {
        const string rule = "numeric";
        var (a, b) = (Enclosed(rule, left), Enclosed(rule, right));
        return a.High <= b.Low
            ? From(rule, new Judgement.AtMost(left, right), [])
            : throw new ProofException(
                rule,
                a.Low > b.High ? $"{left} is greater than {right}." : $"{left} and {right} are too close to be told apart."
            );
    }

    private static Enclosure Enclosed(string rule, Expr e)
    {
        Enclosure Known(Enclosure? value) => value ?? throw new ProofException(rule, $"{e} is not known to be defined.");
        Enclosure Of(Expr x) => Enclosed(rule, x);
        switch (e)
        {
            case Number n:
                return Enclosure.Of(n.Value);
            case Constant { Name: "pi" }:
                return Enclosure.Pi;
            case Constant { Name: "e" }:
                return Enclosure.Of(1).Exp();
            case Sum s:
                return s.Items.Select(Of).Aggregate((a, b) => a + b);
            case Product p:
                return p.Items.Select(Of).Aggregate((a, b) => a * b);
            case Power { Exponent: Number { Value: var exponent } } p
                when exponent.Numerator.GetBitLength() < 16 && exponent.Denominator.GetBitLength() < 8:
                var (degree, root) = ((int)exponent.Numerator, (int)exponent.Denominator);
                if (Math.Abs(degree) > LargestDegree)
                    break;
                var powered = (root == 1 ? Of(p.Base) : Known(Of(p.Base).Root(root))).Pow(Math.Abs(degree));
                return degree >= 0 ? powered : Known(powered.Reciprocal);
            case Exp x:
                var argument = Of(x.Argument);
                var limit = Enclosure.Of(LargestExponential);
                return argument.High <= limit.Low && argument.Low >= -limit.Low ? argument.Exp() : throw TooLarge();
            case Log l:
                return Known(Of(l.Argument).Log());
            case Min { Items.Count: > 0 } m:
                return m.Items.Select(Of).Aggregate((a, b) => new(Least(a.Low, b.Low), Least(a.High, b.High)));
            case Max { Items.Count: > 0 } m:
                return m.Items.Select(Of).Aggregate((a, b) => new(Greatest(a.Low, b.Low), Greatest(a.High, b.High)));
        }
        throw e is Power { Exponent: Number }
            ? TooLarge()
            : new ProofException(rule, $"{e} is not a number that the kernel encloses.");

        static System.Numerics.BigInteger Least(System.Numerics.BigInteger a, System.Numerics.BigInteger b) => a < b ? a : b;
        static System.Numerics.BigInteger Greatest(System.Numerics.BigInteger a, System.Numerics.BigInteger b) => a > b ? a : b;
        ProofException TooLarge() => new(rule, $"{e} is too large to enclose.");
    }
}
