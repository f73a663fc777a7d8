namespace Theory.Symbolics.Limits;

/// <summary>Reading expressions as germs, exponentials and logarithms: the part that extends the basis.</summary>
internal sealed partial class Expansion
{
    /// <summary>The first element of the basis, in terms of the variable, and its negative where that reads better.</summary>
    public Germ Infinity(Expr exactly, Expr? mirror)
    {
        var element = new Element(exactly, null, mirror: mirror);
        basis.Add(element);
        return Monomial(element, Scalar.One);
    }

    /// <summary>The germ <c>point + sign * infinity^power</c>.</summary>
    public Germ Shifted(Expr point, Germ infinity, int sign, int power) =>
        Add(Read(point, null), Multiply(new Germ.Constant(Scalar.Of(sign)), Power(infinity, Scalar.Of(power), point)));

    private static Germ.Series Monomial(Element element, Scalar exponent) =>
        new(element, Stream.Single(exponent, Germ.One), () => Symbolics.Power.Of(element.Exactly, exponent.ToExpr()));

    /// <summary>The germ of an expression.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="variable">What the variable is; null to read everything as a constant.</param>
    public Germ Read(Expr e, (Symbol Symbol, Germ Germ)? variable)
    {
        Step(e);
        return e switch
        {
            Number n => new Germ.Constant(Scalar.Of(n.Value)),
            Symbol s when s == variable?.Symbol => variable.Value.Germ,
            Constant when e == Constant.Infinity => throw new NotExpandedException(new Refusal(e, "it is no real number")),
            Symbol or Constant => Atom(e),
            Sum s => Joined(s.Items, variable, Add),
            Product p => Joined(p.Items, variable, Multiply),
            Power { Exponent: Number n } p => Power(Read(p.Base, variable), Scalar.Of(n.Value), e),
            Power p => Read(p.Exponent, variable) switch
            {
                var exponent when Value(exponent) is { } constant => Power(Read(p.Base, variable), constant, e),
                var exponent when Read(p.Base, variable) is var g && IsZero(g) => Sign(exponent) > 0
                    ? Germ.Zero
                    : throw Undefined(e, "it divides by 0"),
                var exponent => Exp(Multiply(exponent, Log(Read(p.Base, variable), e))),
            },
            Exp x => Exp(Read(x.Argument, variable)),
            Log l => Log(Read(l.Argument, variable), e),
            Min m => Joined(m.Items, variable, (a, b) => Sign(Add(a, Negate(b))) <= 0 ? a : b),
            Max m => Joined(m.Items, variable, (a, b) => Sign(Add(a, Negate(b))) >= 0 ? a : b),
            _ when variable is null || !e.FreeSymbols().Contains(variable.Value.Symbol) => Atom(e),
            Series => throw new NotExpandedException(
                new Refusal(
                    e,
                    $"a limit is taken of a sum over an index where it has at most {IndexedSums.MostTerms} terms, or where what moves stands before it: give it in closed form"
                )
            ),
            _ => throw new NotExpandedException(
                new Refusal(
                    e,
                    $"how this quantity depends on {variable.Value.Symbol} is not known: give it in closed form, or its limit as a fact"
                )
            ),
        };
    }

    private Germ Joined(Terms<Expr> items, (Symbol Symbol, Germ Germ)? variable, Func<Germ, Germ, Germ> join)
    {
        var all = Read(items[0], variable);
        foreach (var item in items.AsSpan()[1..])
            all = join(all, Read(item, variable));
        return all;
    }

    // The constant that a germ is, such as x/x; null where it varies.
    private Scalar? Value(Germ g) =>
        g is Germ.Constant c ? c.Value
        : First((Germ.Series)g) is not { } first ? Scalar.Zero
        : first.Exponent.Items.Count == 0 && Value(first.Coefficient) is { } value && IsZero(Add(g, new Germ.Constant(-value)))
            ? value
        : null;

    private static Germ.Constant Atom(Expr e) => new(Scalar.Of(Posynomials.Monomial.Of(e)));

    private Germ Exp(Germ g)
    {
        if (g is Germ.Constant c)
            return new Germ.Constant(c.Value.Exp());
        var s = (Germ.Series)g;
        var infinite = new List<Stream>();
        var term = s.Terms;
        for (; term is not null && signs.Of(term.Exponent) > 0; term = term.Rest)
            if (!IsZero(term.Coefficient))
                infinite.Add(term);
        var constant = term is not null && signs.Of(term.Exponent) == 0 ? term : null;
        var small = constant is null ? term : constant.Rest;
        var growth = infinite.Count == 0 ? Germ.One : ExpOfInfinite(Finite(s.In, infinite));
        Expr Rest() => new Exp(Sum.Of(g.ToExpr(), -Finite(s.In, infinite).ToExpr(), -(constant?.Coefficient.ToExpr() ?? 0)));
        var rest = new Germ.Series(s.In, Compose(InverseFactorial(), small), Rest);
        return Multiply(
            Multiply(growth, constant is null ? Germ.One : Exp(constant.Coefficient)),
            small is null ? Germ.One : rest
        );
    }

    private static Germ.Series Finite(Element head, List<Stream> terms)
    {
        Stream? From(int k) => k == terms.Count ? null : new(terms[k].Exponent, terms[k].Coefficient, () => From(k + 1));
        return new(
            head,
            From(0),
            () =>
                Sum.Of(
                    terms.Select(t => Product.Of(t.Coefficient.ToExpr(), Symbolics.Power.Of(head.Exactly, t.Exponent.ToExpr())))
                )
        );
    }

    // exp of what tends to +-infinity: a power of an element where the logarithms are comparable, else a new element.
    private Germ ExpOfInfinite(Germ g)
    {
        var leading = Leading(g)!;
        var place = 0;
        for (var i = basis.Count - 1; i >= 0; i--)
        {
            if (basis[i].Logarithm is not { } log)
            {
                place = i + 1;
                break;
            }
            var other = Leading(log)!;
            var order = Compare(leading, other);
            if (order == 0)
            {
                var ratio = leading.Coefficient * other.Coefficient.Pow(-Scalar.One, signs.IsPositive);
                var rest = Add(g, Multiply(new Germ.Constant(-ratio), log));
                return Multiply(Monomial(basis[i], ratio), Exp(rest));
            }
            if (order > 0)
            {
                place = i + 1;
                break;
            }
        }
        var sign = signs.Of(leading.Coefficient);
        var exponent = sign > 0 ? g : Negate(g);
        var element = new Element(new Exp(exponent.ToExpr()), exponent, exponent.ToExpr());
        basis.Insert(place, element);
        return Monomial(element, Scalar.Of(sign));
    }

    private Germ Log(Germ g, Expr whole)
    {
        if (g is Germ.Constant c)
            return formally || signs.Of(c.Value) > 0
                ? new Germ.Constant(c.Value.Log(signs.IsPositive))
                : throw Undefined(whole, "it takes the logarithm of what is not positive");
        var s = (Germ.Series)g;
        if (First(s) is not { } first || Sign(first.Coefficient) <= 0)
            throw Undefined(whole, "it takes the logarithm of what is not positive");
        var log = Log(first.Coefficient, whole);
        if (first.Exponent.Items.Count > 0)
            log = Add(log, Multiply(new Germ.Constant(first.Exponent), LogOf(s.In)));
        return first.Rest is null
            ? log
            : Add(
                log,
                new Germ.Series(
                    s.In,
                    Compose(LogSeries, Relative(first, whole)),
                    () => Sum.Of(new Log(g.ToExpr()), -log.ToExpr())
                )
            );
    }

    // The logarithm of an element; the slowest one gets a new element below it.
    private Germ LogOf(Element element)
    {
        if (element.Logarithm is null)
        {
            var log = new Element(new Log(element.Exactly), null);
            basis.Insert(0, log);
            element.Logarithm = Monomial(log, Scalar.One);
        }
        return element.Logarithm;
    }

    private static Scalar? LogSeries(int k) => Scalar.Of(k == 0 ? 0 : new Rational(k % 2 == 1 ? 1 : -1, k));

    private static Func<int, Scalar?> InverseFactorial()
    {
        var known = new List<Rational> { 1 };
        return k =>
        {
            while (known.Count <= k)
                known.Add(known[^1] / known.Count);
            return Scalar.Of(known[k]);
        };
    }
}
