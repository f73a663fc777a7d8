using System.Collections.Immutable;
using System.Numerics;
using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>
/// The kernel's own identity test. Products are multiplied out; powers distribute over products of nonnegative factors; exponentials
/// of sums and logarithms of products come apart; series and expectations are linear. Every step is an identity in (-inf, inf] under
/// the side conditions checked here by <see cref="Grade"/>; where one fails the part stays an atom or the rule refuses.
/// </summary>
internal sealed class NormalForm(string rule, IReadOnlyCollection<Judgement> given)
{
    private const int LargestExpandedPower = 16;
    private const int LargestExponent = 1000;
    private const int LargestNumber = 1_000_000;
    private const int LargestProduct = 100_000;

    public Polynomial Of(Expr e) =>
        e switch
        {
            Number n => Polynomial.Of(n.Value, Monomial.One),
            Sum s => s.Items.Select(Of).Aggregate((a, b) => a + b),
            Product p => p.Items.Select(Of).Aggregate(Times),
            Power { Exponent: Number { Value: var exponent } } p when exponent.Abs <= LargestExponent => Raise(
                Of(p.Base),
                exponent
            ),
            Exp x => Of(x.Argument).Terms.Select(t => ExpOf(t.Value, t.Key)).Aggregate(Constant(1), Times),
            Log l => LogOf(Of(l.Argument)),
            Series s => OfSeries(s),
            Quantity { Meaning: Expectation x } => OfExpectation(x),
            Symbolics.Constant { Name: "e" } => ExpOf(1, Monomial.One),
            Min or Max or Power => Atom(e.MapChildren(c => Of(c).ToExpr())),
            _ => Atom(e),
        };

    private static Polynomial Constant(Rational value) => Polynomial.Of(value, Monomial.One);

    private static Polynomial Atom(Expr e) => Atom(e, 1);

    private static Polynomial Atom(Expr e, Rational exponent) =>
        Polynomial.Of(1, new Monomial(ImmutableDictionary<Expr, Rational>.Empty.Add(e, exponent)));

    private Polynomial Times(Polynomial a, Polynomial b) =>
        (long)a.Terms.Count * b.Terms.Count <= LargestProduct
            ? a
                .Terms.SelectMany(_ => b.Terms, (x, y) => Times(x.Value * y.Value, x.Key, y.Key))
                .Aggregate(Polynomial.Zero, (s, t) => s + t)
            : throw new ProofException(
                rule,
                $"a product of {a.Terms.Count} and {b.Terms.Count} terms is too large to multiply out."
            );

    private Polynomial Times(Rational coefficient, Monomial a, Monomial b)
    {
        var factors = a.Factors;
        foreach (var (atom, exponent) in b.Factors)
        {
            if (!factors.TryGetValue(atom, out var old))
            {
                factors = factors.Add(atom, exponent);
                continue;
            }
            // 0^(-1)*0 and inf^(-1)*inf are not 1.
            if ((old.Sign < 0 || exponent.Sign < 0) && !IsPositiveFinite(atom))
                throw new ProofException(rule, $"{atom} cannot be cancelled: it is not known to be positive and finite.");
            var total = old + exponent;
            factors = total.IsZero ? factors.Remove(atom) : factors.SetItem(atom, total);
        }
        return Reduced(coefficient, factors);
    }

    // 2^(3/2) is 2*2^(1/2): numbers keep exponents between 0 and 1.
    private static Polynomial Reduced(Rational coefficient, ImmutableDictionary<Expr, Rational> factors)
    {
        foreach (var (number, exponent) in factors.Where(f => f.Key is Number))
        {
            var whole = (int)Floor(exponent);
            coefficient *= ((Number)number).Value.Pow(whole);
            factors = exponent == whole ? factors.Remove(number) : factors.SetItem(number, exponent - whole);
        }
        return Polynomial.Of(coefficient, new Monomial(factors));
    }

    private static BigInteger Floor(Rational r) =>
        BigInteger.Divide(r.Numerator - (r.Sign < 0 ? r.Denominator - 1 : 0), r.Denominator);

    private Polynomial Raise(Polynomial b, Rational exponent)
    {
        if (exponent is { IsInteger: true, Sign: > 0 } && exponent <= LargestExpandedPower)
            return Enumerable.Repeat(b, (int)exponent.Numerator).Aggregate(Times);
        if (b.Terms.Count == 1 && Distributes(b.Terms.First(), exponent))
            return RaiseTerm(b.Terms.First(), exponent);
        if (b.Terms.IsEmpty)
            return exponent.Sign > 0 ? b : throw new ProofException(rule, $"0^({exponent}) has no value.");
        var content = Content(b);
        return Times(RaiseTerm(content, exponent), Atom(Times(b, Inverse(content)).ToExpr(), exponent));
    }

    // (c*a*b)^p = c^p*a^p*b^p where the factors are nonnegative, and positive and finite where p < 0.
    private bool Distributes(KeyValuePair<Monomial, Rational> term, Rational exponent) =>
        term.Value.Sign > 0
        && term.Key.Factors.All(f =>
            exponent.Sign > 0 && f.Value.Sign > 0 ? Grade.Of(f.Key, given) is { IsNonnegative: true } : IsPositiveFinite(f.Key)
        );

    private Polynomial RaiseTerm(KeyValuePair<Monomial, Rational> term, Rational exponent) =>
        Times(
            NumberToPower(term.Value, exponent),
            Reduced(1, term.Key.Factors.ToImmutableDictionary(f => f.Key, f => f.Value * exponent))
        );

    private Polynomial NumberToPower(Rational value, Rational exponent)
    {
        var whole = Floor(exponent);
        if (BigInteger.Abs(whole) * (value.Numerator.GetBitLength() + value.Denominator.GetBitLength()) > LargestNumber)
            throw new ProofException(rule, $"a number to the power {exponent} is too large to compute.");
        if (exponent == whole)
            return Constant(value.Pow((int)whole));
        return PrimeFactors(value.Numerator)
            .Select(prime => Reduced(1, ImmutableDictionary<Expr, Rational>.Empty.Add(new Number(prime), exponent)))
            .Concat(
                PrimeFactors(value.Denominator)
                    .Select(prime => Reduced(1, ImmutableDictionary<Expr, Rational>.Empty.Add(new Number(prime), -exponent)))
            )
            .Aggregate(Constant(1), Times);
    }

    // Small primes come apart; a large cofactor stays whole, which can only miss an identity.
    private static IEnumerable<BigInteger> PrimeFactors(BigInteger n)
    {
        for (var p = 2; p < 1000 && n > 1; p++)
            while (n % p == 0)
            {
                yield return p;
                n /= p;
            }
        if (n > 1)
            yield return n;
    }

    // What divides every term and is positive and finite, so that dividing by it undoes multiplying.
    private KeyValuePair<Monomial, Rational> Content(Polynomial b)
    {
        var common = b
            .Terms.First()
            .Key.Factors.Where(f => IsPositiveFinite(f.Key) && b.Terms.All(t => t.Key.Factors.ContainsKey(f.Key)))
            .ToImmutableDictionary(f => f.Key, f => b.Terms.Min(t => t.Key.Factors[f.Key]));
        var numerator = b.Terms.Select(t => t.Value.Numerator).Aggregate(BigInteger.GreatestCommonDivisor);
        var denominator = b
            .Terms.Select(t => t.Value.Denominator)
            .Aggregate((p, q) => p / BigInteger.GreatestCommonDivisor(p, q) * q);
        return new(new Monomial(common), new Rational(BigInteger.Abs(numerator), denominator));
    }

    private static Polynomial Inverse(KeyValuePair<Monomial, Rational> term) =>
        Polynomial.Of(term.Value.Reciprocal, new Monomial(term.Key.Factors.ToImmutableDictionary(f => f.Key, f => -f.Value)));

    private bool IsPositiveFinite(Expr e) => Grade.Of(e, given) is { IsPositive: true, IsFinite: true };

    // exp(c*m): the atom exp(m) to the power c; exp(c*log x) is x^c.
    private Polynomial ExpOf(Rational coefficient, Monomial m) =>
        m.Factors.ToList() is [{ Key: Log l, Value.IsOne: true }]
            ? Raise(Of(l.Argument), coefficient)
            : Atom(new Exp(m.ToExpr()), coefficient);

    private Polynomial LogOf(Polynomial b)
    {
        if (b.Terms.Count != 1 || b.Terms.First() is not { Value.Sign: > 0 } term)
            return Atom(new Log(b.ToExpr()));
        if (!term.Key.Factors.All(f => Grade.Of(f.Key, given) is { IsPositive: true } g && (f.Value.Sign > 0 || g.IsFinite)))
            return Atom(new Log(b.ToExpr()));
        return term
            .Key.Factors.Select(f => Times(Constant(f.Value), f.Key is Exp x ? Of(x.Argument) : Atom(new Log(f.Key))))
            .Concat(PrimeFactors(term.Value.Numerator).Select(p => Atom(new Log(new Number(p)))))
            .Concat(PrimeFactors(term.Value.Denominator).Select(p => Times(Constant(-1), Atom(new Log(new Number(p))))))
            .Aggregate(Polynomial.Zero, (s, t) => s + t);
    }

    // Linear in the body; what does not mention the index comes out; an average is a sum over a count.
    private Polynomial OfSeries(Series s)
    {
        var (lower, upper) = (Of(s.Lower), Of(s.Upper));
        var count = upper + Times(Constant(-1), lower) + Constant(1);
        var scale = s.IsAverage ? Raise(count, -1) : Constant(1);
        Polynomial Summed(KeyValuePair<Monomial, Rational> term)
        {
            var (free, bound) = Split(term.Key, atom => atom.FreeSymbols().Contains(s.Index));
            return Times(
                Polynomial.Of(term.Value, free),
                bound.Factors.IsEmpty ? count : Atom(new Series(s.Index, lower.ToExpr(), upper.ToExpr(), bound.ToExpr()))
            );
        }
        var within = new NormalForm(rule, given.Under(s.Index));
        return Times(scale, within.Of(s.Body).Terms.Select(Summed).Aggregate(Polynomial.Zero, (a, b) => a + b));
    }

    // Linear in the body; what no drawn variable occurs in comes out; nested expectations merge (Fubini); finite sums swap.
    private Polynomial OfExpectation(Expectation x)
    {
        var drawn = x.Of.Draws.Select(d => d.Variable).ToHashSet();
        Polynomial Expected(KeyValuePair<Monomial, Rational> term)
        {
            var (free, bound) = Split(term.Key, atom => atom.FreeVariables().Any(drawn.Contains));
            return Times(Polynomial.Of(term.Value, free), bound.Factors.IsEmpty ? Constant(1) : Under(x.Of.Draws, bound));
        }
        var within = new NormalForm(rule, given.Under(x.Of.Draws));
        return within.Of(x.Of.Body).Terms.Select(Expected).Aggregate(Polynomial.Zero, (a, b) => a + b);
    }

    private Polynomial Under(Terms<Draw> draws, Monomial body)
    {
        var factors = body.Factors.ToList();
        if (
            factors.FirstOrDefault(f => f is { Value.IsOne: true, Key: Quantity { Meaning: Expectation } }) is
            { Key: Quantity { Meaning: Expectation inner } nested }
        )
        {
            // E[c E f] = E[c f]: what the factor c takes as given is drawn before f's own draws.
            var others = new Monomial(body.Factors.Remove(nested)).ToExpr();
            var apart = inner.Of.Avoiding(others);
            return Of(Defined(new Expectation(RandomReal.Of(apart.Draws, others * apart.Body).After(draws))));
        }
        if (factors is [{ Value.IsOne: true, Key: Series s }] && !draws.SelectMany(d => d.FreeSymbols).Contains(s.Index))
            return Of(s with { Body = Defined(Expectation.Under(draws, s.Body)) });
        return Atom(Defined(Expectation.Under(draws, body.ToExpr())));
    }

    private Expr Defined(Expr expectation) =>
        Grade.Of(expectation, given) is null
            ? throw new ProofException(
                rule,
                $"{expectation} is not known to be defined; a hypothesis that it is finite would help."
            )
            : expectation;

    private static (Monomial Free, Monomial Bound) Split(Monomial m, Func<Expr, bool> isBound) =>
        (
            new(m.Factors.Where(f => !isBound(f.Key)).ToImmutableDictionary()),
            new(m.Factors.Where(f => isBound(f.Key)).ToImmutableDictionary())
        );
}
