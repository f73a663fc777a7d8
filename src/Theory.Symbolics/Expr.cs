namespace Theory.Symbolics;

/// <summary>
/// What an author wrote: an immutable expression over the extended reals. The hierarchy is closed; constructors flatten nested
/// sums and products and drop neutral elements, nothing more, so that a printed formula reads as its author wrote it.
/// There are no minus and division nodes: <c>a - b</c> is <c>a + (-1)*b</c> and <c>a/b</c> is <c>a*b^(-1)</c>; printers undo this.
/// Extended values follow measure theory: <c>0*inf = 0</c>, <c>log(0) = -inf</c>, a quotient of a positive number by 0 is <c>inf</c>;
/// <c>inf - inf</c>, <c>0/0</c> and <c>inf/inf</c> are undefined.
/// Operations live outside the nodes, one file each (see <see cref="Algebra{T}"/>).
/// </summary>
public abstract record Expr
{
    private protected Expr() { }

    /// <summary>An integer as an expression.</summary>
    public static implicit operator Expr(int value) => new Number(value);

    /// <summary>A rational as an expression.</summary>
    public static implicit operator Expr(Rational value) => new Number(value);

    /// <summary>The sum, flattened.</summary>
    public static Expr operator +(Expr a, Expr b) => Sum.Of(a, b);

    /// <summary>The product, flattened.</summary>
    public static Expr operator *(Expr a, Expr b) => Product.Of(a, b);

    /// <summary>The negative, <c>(-1)*a</c>; a number, or the number that leads a product, is negated in place.</summary>
    public static Expr operator -(Expr a) =>
        a switch
        {
            Number n => new Number(-n.Value),
            Product { Items: [Number n, ..] } p => Product.Of([new Number(-n.Value), .. p.Items.Skip(1)]),
            _ => Product.Of(-1, a),
        };

    /// <summary>The difference, <c>a + (-1)*b</c>.</summary>
    public static Expr operator -(Expr a, Expr b) => Sum.Of(a, -b);

    /// <summary>The quotient <c>a*b.Reciprocal</c>; a quotient of numbers is one rational.</summary>
    public static Expr operator /(Expr a, Expr b)
    {
        ArgumentNullException.ThrowIfNull(b);
        return (a, b) is (Number p, Number { Value.IsZero: false } q)
            ? new Number(p.Value / q.Value)
            : Product.Of(a, b.Reciprocal);
    }

    /// <summary>
    /// 1 over the expression: of a product, factor by factor; of a power, by the negative exponent; of a number, the number's
    /// reciprocal. So <c>a/(2*n^k)</c> is the product of a, 1/2 and n^(-k), which a printer draws as one fraction.
    /// </summary>
    public Expr Reciprocal =>
        this switch
        {
            Number { Value.IsZero: false } n => new Number(n.Value.Reciprocal),
            Product p => Product.Of(p.Items.Select(item => item.Reciprocal)),
            Power p => Power.Of(p.Base, -p.Exponent),
            _ => Power.Of(this, -1),
        };

    /// <summary>The items without neutral elements, those of nested nodes of the same kind among them.</summary>
    private protected static Expr[] Flat(ReadOnlySpan<Expr> items, Func<Expr, bool> isNeutral, Func<Expr, Terms<Expr>?> nested)
    {
        var count = 0;
        foreach (var item in items)
            count +=
                isNeutral(item) ? 0
                : nested(item) is { } inner ? inner.Count
                : 1;
        var flat = new Expr[count];
        var at = 0;
        foreach (var item in items)
            if (nested(item) is { } inner)
            {
                inner.AsSpan().CopyTo(flat.AsSpan(at));
                at += inner.Count;
            }
            else if (!isNeutral(item))
                flat[at++] = item;
        return flat;
    }

    /// <summary>The expression in infix notation.</summary>
    public sealed override string ToString() => Notation.Infix.Print(this);

    /// <summary>A symbol of the given name.</summary>
    public static Symbol Symbol(string name) => new(name);

    /// <summary>The square root, <c>a^(1/2)</c>.</summary>
    public static Expr Sqrt(Expr a) => Power.Of(a, Rational.Half);
}

/// <summary>An exact rational number.</summary>
/// <param name="Value">The number.</param>
public sealed record Number(Rational Value) : Expr
{
    /// <summary>0.</summary>
    public static Number Zero { get; } = new(0);

    /// <summary>1.</summary>
    public static Number One { get; } = new(1);
}

/// <summary>A named real; what is known of it stands in a context, never in the symbol. By default it is positive.</summary>
/// <param name="Name">The name: a letter, then letters, digits and underscores.</param>
public sealed record Symbol(string Name) : Expr;

/// <summary>A named extended real number that is not rational.</summary>
public sealed record Constant : Expr
{
    private Constant(string name, double value) => (Name, Value) = (name, value);

    /// <summary>The infix name: <c>pi</c>, <c>e</c> or <c>inf</c>.</summary>
    public string Name { get; }

    /// <summary>The nearest double.</summary>
    public double Value { get; }

    /// <summary>The ratio of a circle's circumference to its diameter.</summary>
    public static Constant Pi { get; } = new("pi", Math.PI);

    /// <summary>The base of the natural logarithm.</summary>
    public static Constant E { get; } = new("e", Math.E);

    /// <summary>The greatest extended real.</summary>
    public static Constant Infinity { get; } = new("inf", double.PositiveInfinity);
}

/// <summary>A sum of two or more terms, in the author's order.</summary>
public sealed record Sum : Expr
{
    private Sum(Terms<Expr> items) => Items = items;

    /// <inheritdoc/>
    public bool Equals(Sum? other) => other is not null && Depth.AreEqual(Items, other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(1, Items);

    /// <summary>The terms; none is a sum or the number 0.</summary>
    public Terms<Expr> Items { get; }

    /// <summary>The sum of the items: nested sums are flattened, zeros dropped; the empty sum is 0.</summary>
    public static Expr Of(IEnumerable<Expr> items) => Of([.. items]);

    /// <inheritdoc cref="Of(IEnumerable{Expr})"/>
    public static Expr Of(params ReadOnlySpan<Expr> items) =>
        Flat(items, IsNeutral, static e => e is Sum s ? s.Items : null) switch
        {
            [] => Number.Zero,
            [var only] => only,
            var flat => new Sum(Terms.Owning(flat)),
        };

    private static bool IsNeutral(Expr item) => item is Number { Value.IsZero: true };
}

/// <summary>A product of two or more factors, in the author's order.</summary>
public sealed record Product : Expr
{
    private Product(Terms<Expr> items) => Items = items;

    /// <inheritdoc/>
    public bool Equals(Product? other) => other is not null && Depth.AreEqual(Items, other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(2, Items);

    /// <summary>The factors; none is a product or the number 1.</summary>
    public Terms<Expr> Items { get; }

    /// <summary>The product of the items: nested products are flattened, ones dropped; the empty product is 1. A factor 0 stays.</summary>
    public static Expr Of(IEnumerable<Expr> items) => Of([.. items]);

    /// <inheritdoc cref="Of(IEnumerable{Expr})"/>
    public static Expr Of(params ReadOnlySpan<Expr> items) =>
        Flat(items, IsNeutral, static e => e is Product p ? p.Items : null) switch
        {
            [] => Number.One,
            [var only] => only,
            var flat => new Product(Terms.Owning(flat)),
        };

    private static bool IsNeutral(Expr item) => item is Number { Value.IsOne: true };
}

/// <summary>A power. The base is nonnegative unless the exponent is an integer.</summary>
public sealed record Power : Expr
{
    private Power(Expr @base, Expr exponent) => (Base, Exponent) = (@base, exponent);

    /// <inheritdoc/>
    public bool Equals(Power? other) =>
        other is not null && Depth.AreEqual(Base, other.Base) && Depth.AreEqual(Exponent, other.Exponent);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(3, (Base, Exponent));

    /// <summary>What is raised.</summary>
    public Expr Base { get; }

    /// <summary>To what it is raised.</summary>
    public Expr Exponent { get; }

    /// <summary>The power; an exponent that is the number 1 is dropped.</summary>
    public static Expr Of(Expr @base, Expr exponent) =>
        exponent is Number { Value.IsOne: true } ? @base : new Power(@base, exponent);
}

/// <summary>The exponential function.</summary>
/// <param name="Argument">Its argument.</param>
public sealed record Exp(Expr Argument) : Expr
{
    /// <inheritdoc/>
    public bool Equals(Exp? other) => other is not null && Depth.AreEqual(Argument, other.Argument);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(4, Argument);
}

/// <summary>The natural logarithm.</summary>
/// <param name="Argument">Its argument, nonnegative.</param>
public sealed record Log(Expr Argument) : Expr
{
    /// <inheritdoc/>
    public bool Equals(Log? other) => other is not null && Depth.AreEqual(Argument, other.Argument);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(5, Argument);
}

/// <summary>The least of its items.</summary>
/// <param name="Items">At least one item.</param>
public sealed record Min(Terms<Expr> Items) : Expr
{
    /// <inheritdoc/>
    public bool Equals(Min? other) => other is not null && Depth.AreEqual(Items, other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(6, Items);
}

/// <summary>The greatest of its items.</summary>
/// <param name="Items">At least one item.</param>
public sealed record Max(Terms<Expr> Items) : Expr
{
    /// <inheritdoc/>
    public bool Equals(Max? other) => other is not null && Depth.AreEqual(Items, other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Depth.Hash(7, Items);
}

/// <summary>
/// A sum (or average) of a body over an integer index, <c>sum(i, 1, m, body)</c>. The index is bound in the body; two such
/// expressions that differ in its name only are equal.
/// </summary>
/// <param name="Index">The bound index.</param>
/// <param name="Lower">The first value of the index.</param>
/// <param name="Upper">The last value; an empty range sums to 0.</param>
/// <param name="Body">The summand.</param>
/// <param name="IsAverage">Whether the sum is divided by the number of its terms.</param>
public sealed record Series(Symbol Index, Expr Lower, Expr Upper, Expr Body, bool IsAverage = false) : Expr
{
    /// <inheritdoc/>
    public bool Equals(Series? other) =>
        other is not null
        && (
            ReferenceEquals(this, other)
            || (
                IsAverage == other.IsAverage
                && Depth.AreEqual(Lower, other.Lower)
                && Depth.AreEqual(Upper, other.Upper)
                && (Index == other.Index ? Depth.AreEqual(Body, other.Body) : SameBody(other))
            )
        );

    // Both bodies with one index that is free in neither, also not within quantities.
    private bool SameBody(Series other)
    {
        var fresh = Structure.Fresh(Index, [.. Body.FreeSymbols(), .. other.Body.FreeSymbols()]);
        return Depth.AreEqual(Body.Substitute(Index, fresh), other.Body.Substitute(other.Index, fresh));
    }

    // Of the body only its kind, which no renaming of the index changes.
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsAverage, Lower, Upper, Body.GetType());
}

/// <summary>A value that another theory gives a meaning to, such as <c>KL(P, Q)</c>: an atom here.</summary>
/// <param name="Meaning">What it stands for.</param>
public sealed record Quantity(IQuantity Meaning) : Expr;
