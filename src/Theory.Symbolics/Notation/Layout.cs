using System.Diagnostics;

namespace Theory.Symbolics.Notation;

/// <summary>
/// The drawing of an expression. In a line of text factors keep the author's order, <c>a/b*c</c>, so that the text reads back as
/// the same expression; in display a product is one fraction.
/// </summary>
public static class Layout
{
    /// <summary>How many parts are drawn before the work is refused.</summary>
    public const int MostParts = 1_000_000;

    private static readonly Visual One = Visual.Text("1");

    /// <summary>The drawing of <paramref name="e"/>, for a line of text or (<paramref name="isDisplay"/>) for LaTeX and MathML.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MostParts"/> parts.</exception>
    public static Visual Of(Expr e, bool isDisplay = false)
    {
        ArgumentNullException.ThrowIfNull(e);
        return new Drawing(isDisplay).Of(e);
    }

    private sealed class Drawing(bool isDisplay)
    {
        private int parts;

        private bool IsDisplay { get; } = isDisplay;

        // A part that stands in several places is drawn in each, so that a small derivative may make a long text.
        public Visual Of(Expr e) =>
            ++parts > MostParts
                ? throw new ArgumentException(
                    $"Written out the expression has more than {MostParts} parts; name a part and substitute it."
                )
            : !Depth.HasRoom ? Depth.Fresh(e, Of)
            : e switch
            {
                Number n => Exactly(n.Value),
                Symbol s => new Visual.Identifier(s.Name),
                Constant c => new Visual.Identifier(c.Name),
                Sum s => OfSum(s),
                Product p => OfProduct(p),
                Power => OfProduct(e),
                Exp x => OfExp(x),
                Log l => Call("log", l.Argument),
                Min m => Call("min", [.. m.Items]),
                Max m => Call("max", [.. m.Items]),
                Series s => new Visual.BigOperator(s.IsAverage, Of(s.Index), Of(s.Lower), Of(s.Upper), Summand(s.Body)),
                Quantity q => q.Meaning.Layout(Of),
                _ => throw new UnreachableException(),
            };

        // In display e^{-2T}, but exp(...) over an argument that is drawn tall.
        private Visual OfExp(Exp x) =>
            Of(x.Argument) is var exponent && IsDisplay && !exponent.IsTall
                ? new Visual.Superscript(new Visual.Identifier("e"), exponent)
                : new Visual.Call(new Visual.Word("exp", "\\exp"), [exponent], []);

        private Visual.Call Call(string head, params Expr[] arguments) =>
            new(new Visual.Word(head, "\\" + head), arguments.Select(Of).ToTerms(), []);

        private static Visual Exactly(Rational value)
        {
            var magnitude = value.IsInteger
                ? Visual.Text(value.Abs.ToString())
                : new Visual.Fraction(Visual.Text(value.Abs.Numerator.ToString()), Visual.Text(value.Denominator.ToString()));
            return value.Sign < 0 ? new Visual.Negative(magnitude) : magnitude;
        }

        private Visual Summand(Expr body) => IsDisplay && body is Sum ? new Visual.Fenced(Of(body)) : Of(body);

        private Visual.Sum OfSum(Sum sum) =>
            new(
                sum.Items.Select(
                        (term, i) =>
                            IsSubtracted(term)
                                ? new Visual.Signed(true, Unsummed(-term))
                                : new Visual.Signed(false, Term(term, i))
                    )
                    .ToTerms()
            );

        private Visual Unsummed(Expr e) => e is Sum ? new Visual.Fenced(Of(e)) : Of(e);

        // A term that starts with a minus sign and cannot be subtracted is fenced, but for the first.
        private Visual Term(Expr term, int position) =>
            Of(term) is var drawn && drawn is Visual.Negative && position > 0 ? new Visual.Fenced(drawn) : drawn;

        private static bool IsSubtracted(Expr term) =>
            term is Number { Value.Sign: < 0 } or Product { Items: [Number { Value.Sign: < 0 }, ..] } && -(-term) == term;

        private Visual OfProduct(Expr product)
        {
            var factors = product is Product { Items: var items } ? items.ToArray() : [product];
            if (factors[0] is Number { Value.Sign: < 0 } && -(-product) == product)
                return new Visual.Negative(Unsummed(-product));
            return IsDisplay ? OneFraction(factors) : InOrder(factors);
        }

        private Visual OneFraction(Expr[] factors)
        {
            IEnumerable<Expr> above = factors
                .Where(f => Below(f) is null || f is Number)
                .Select(f => f is Number n ? (Expr)(Rational)n.Value.Numerator : f);
            IEnumerable<Expr?> below = factors.Select(f => f is Number n ? (Expr)(Rational)n.Value.Denominator : Below(f));
            var numerator = above.Where(f => f is not Number { Value.IsOne: true }).ToArray();
            var denominator = below.OfType<Expr>().Where(f => f is not Number { Value.IsOne: true }).ToArray();
            return numerator is [.. var before, Series sum] && (denominator.Length > 0 || before.Length > 0 && IsCounted(sum))
                    ? BeforeSum(before, denominator, sum)
                : denominator.Length == 0 ? Factors(numerator)
                : Quotient(numerator, denominator);
        }

        // A sum over an index follows the fraction of what stands before it, and an average from 1 on puts its number there.
        private Visual.Product BeforeSum(Expr[] before, Expr[] below, Series sum) =>
            IsCounted(sum)
                ? new([Quotient(before, [.. below, sum.Upper]), Of(sum with { IsAverage = false })])
                : new([Quotient(before, below), Of(sum)]);

        private static bool IsCounted(Series sum) => sum is { IsAverage: true, Lower: Number { Value.IsOne: true } };

        // Runs of factors above and below the line, one after the other. A number that leads is written as it is, so that 2*(1/3),
        // which is not 2/3, keeps its parentheses.
        private Visual InOrder(Expr[] factors)
        {
            var quotients = new List<Visual>();
            for (var i = 0; i < factors.Length; )
            {
                var start = i;
                while (i < factors.Length && !IsBelow(factors, i))
                    i++;
                Expr[] above = factors[start..i];
                start = i;
                while (i < factors.Length && IsBelow(factors, i))
                    i++;
                Expr[] below = [.. factors[start..i].Select(f => Below(f)!)];
                if (below.Length > 0 && above is [Number { Value: { Numerator.IsOne: true, IsOne: false } unit }])
                    (above, below) = ([], [unit.Reciprocal, .. below]);
                var leads = quotients.Count == 0;
                quotients.Add(below.Length == 0 ? Factors(above, leads) : Quotient(above, below, leads));
            }
            return quotients.Count == 1 ? quotients[0] : new Visual.Product(quotients.ToTerms());
        }

        private bool IsBelow(Expr[] factors, int i) =>
            Below(factors[i]) is not null
            && !(
                factors[i] is Number
                && (i == 0 || i == 1 && factors[0] is Number && (factors.Length == 2 || Below(factors[2]) is null))
            );

        // What a factor divides by, or null where it multiplies.
        private Expr? Below(Expr factor) =>
            factor switch
            {
                Number { Value: { Numerator.IsOne: true, IsOne: false } n } => n.Reciprocal,
                Power { Exponent: Number { Value: { Sign: < 0 } x } } p when x.IsInteger || x == -Rational.Half => Power.Of(
                    p.Base,
                    -x
                )
                    is var divisor
                && (IsDisplay || divisor.Reciprocal == factor)
                    ? divisor
                    : null,
                _ => null,
            };

        private Visual.Fraction Quotient(Expr[] above, Expr[] below, bool leads = true) =>
            new(above.Length == 0 ? One : Part(above, leads), Part(below));

        // Above and below a line a lone sum needs no parentheses in display; the infix printer puts its own.
        private Visual Part(Expr[] factors, bool leads = true) => factors is [Sum sum] ? Of(sum) : Factors(factors, leads);

        private Visual Factors(Expr[] factors, bool leads = true)
        {
            var drawn = factors.Select((f, i) => Factor(f, isFirst: leads && i == 0, isLast: i == factors.Length - 1)).ToTerms();
            return drawn.Count switch
            {
                0 => One,
                1 => drawn[0],
                _ => new Visual.Product(drawn),
            };
        }

        private Visual Factor(Expr factor, bool isFirst, bool isLast) =>
            factor switch
            {
                Power p => OfPower(p),
                Sum => new Visual.Fenced(Of(factor)),
                Number { Value: var n } when n.Sign < 0 || !isFirst && !n.IsInteger => new Visual.Fenced(Of(factor)),
                Series when IsDisplay && !isLast => new Visual.Fenced(Of(factor)),
                _ => Of(factor),
            };

        private Visual OfPower(Power p) =>
            p.Exponent is Number { Value: var x } && x == Rational.Half
                ? new Visual.Root(Of(p.Base))
                : new Visual.Superscript(OfBase(p.Base), Of(p.Exponent));

        private Visual OfBase(Expr @base)
        {
            var drawn = Of(@base);
            var isAtom = @base switch
            {
                Number n => n.Value is { Sign: >= 0, IsInteger: true },
                Symbol or Constant => true,
                Exp or Log or Min or Max or Series => !IsDisplay,
                Quantity => drawn
                    is Visual.Identifier
                        or Visual.Word
                        or Visual.Call
                        or Visual.Member
                        or Visual.Subscript
                        or Visual.Accent,
                _ => drawn is Visual.Root,
            };
            return isAtom ? drawn : new Visual.Fenced(drawn);
        }
    }
}
