namespace Theory.Symbolics;

/// <summary>What is taken to be true, and why.</summary>
/// <param name="Statement">What.</param>
/// <param name="Because">Why.</param>
public sealed record Fact(Statement Statement, Justification Because)
{
    /// <summary>Whether it is about one value of a symbol, and not about a quantity for all indices that it has.</summary>
    internal bool SpeaksOf(Symbol symbol) =>
        Statement switch
        {
            Statement.Comparison c => c.Bounds(symbol)
                || Because is Justification.Given
                    && !c.ForAll.Contains(symbol)
                    && (c.Left.DependsOn(symbol) || c.Right.DependsOn(symbol)),
            Statement.Monotone m => m.In == symbol || Because is Justification.Given && m.Of.DependsOn(symbol),
            Statement.Tends t => t.Variable == symbol || Because is Justification.Given && t.Of.DependsOn(symbol),
            _ => false,
        };

    /// <summary>The statement and its justification.</summary>
    public override string ToString() => $"{Statement} ({Because})";
}

/// <summary>What a fact says about expressions.</summary>
public abstract record Statement
{
    private protected Statement() { }

    /// <summary>Two expressions compared, for all values of the variables in <paramref name="ForAll"/>.</summary>
    /// <param name="Left">The left side.</param>
    /// <param name="Relation">How they compare.</param>
    /// <param name="Right">The right side.</param>
    /// <param name="ForAll">Index variables under a universal quantifier, as in <c>KL_i &lt;= K for all i</c>; often none.</param>
    public sealed record Comparison(Expr Left, Relation Relation, Expr Right, Terms<Symbol> ForAll = default) : Statement
    {
        /// <summary>The same comparison written with &lt;, &lt;= or =.</summary>
        public Comparison Ascending =>
            Relation switch
            {
                Relation.Greater => this with { Left = Right, Relation = Relation.Less, Right = Left },
                Relation.GreaterOrEqual => this with { Left = Right, Relation = Relation.LessOrEqual, Right = Left },
                _ => this,
            };

        /// <summary>Whether it says where a symbol may be: not of all its values, and not of a quantity that depends on it.</summary>
        internal bool Bounds(Symbol symbol)
        {
            var parts = Left.SubExpressions().Concat(Right.SubExpressions()).ToList();
            return !ForAll.Contains(symbol) && parts.Contains(symbol) && !parts.Any(p => p is Quantity && p.DependsOn(symbol));
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $"{Left} {Relation.Sign()} {Right}" + (ForAll.Count == 0 ? "" : $" for all {string.Join(", ", ForAll)}");
    }

    /// <summary>An expression is monotone in a symbol, in the wide sense.</summary>
    public sealed record Monotone(Expr Of, Symbol In, Direction Direction) : Statement
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Of} {(Direction is Direction.Increasing ? "increasing" : "decreasing")} in {In}";
    }

    /// <summary>An expression tends to a value as a symbol tends to a point from within its domain.</summary>
    public sealed record Tends(Expr Of, Symbol Variable, Expr To, Expr Value) : Statement
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Of} -> {Value} as {Variable} -> {To}";
    }
}

/// <summary>An order or equality between reals.</summary>
public enum Relation
{
    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>=</summary>
    Equal,

    /// <summary>&gt;=</summary>
    GreaterOrEqual,

    /// <summary>&gt;</summary>
    Greater,
}

/// <summary>Spelling of relations.</summary>
public static class Relations
{
    /// <summary>The infix sign.</summary>
    public static string Sign(this Relation relation) =>
        relation switch
        {
            Relation.Less => "<",
            Relation.LessOrEqual => "<=",
            Relation.Equal => "=",
            Relation.GreaterOrEqual => ">=",
            _ => ">",
        };
}

/// <summary>A direction of change, in the wide sense.</summary>
public enum Direction
{
    /// <summary>Never falls.</summary>
    Increasing,

    /// <summary>Never rises.</summary>
    Decreasing,
}

/// <summary>Why a fact is taken to be true. A result that rests on a citation is cited, never proven.</summary>
public abstract record Justification
{
    private protected Justification() { }

    /// <summary>A hypothesis of the question asked: the answer holds where it holds.</summary>
    public sealed record Given : Justification
    {
        /// <inheritdoc/>
        public override string ToString() => "given";
    }

    /// <summary>Derived here, by the named rules.</summary>
    public sealed record Derived(string By) : Justification
    {
        /// <inheritdoc/>
        public override string ToString() => "derived: " + By;
    }

    /// <summary>A theorem of the proof kernel.</summary>
    public sealed record Proved(string Theorem) : Justification
    {
        /// <inheritdoc/>
        public override string ToString() => "proved: " + Theorem;
    }

    /// <summary>Read off a closed form of the quantity.</summary>
    public sealed record ClosedForm(string Of) : Justification
    {
        /// <inheritdoc/>
        public override string ToString() => "closed form: " + Of;
    }

    /// <summary>Taken from the literature.</summary>
    public sealed record Cited(string Source) : Justification
    {
        /// <inheritdoc/>
        public override string ToString() => "cited: " + Source;
    }
}
