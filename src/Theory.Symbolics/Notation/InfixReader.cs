using Theory.Symbolics.Calculus;

namespace Theory.Symbolics.Notation;

/// <summary>
/// Reads expressions by recursive descent. From loose to tight: <c>+ -</c>, <c>* /</c>, prefix minus, <c>^</c> (from the right).
/// Nothing is multiplied without a sign.
/// </summary>
internal sealed class InfixReader(string text, Vocabulary? vocabulary, Dialect dialect = Dialect.Theory)
{
    /// <summary>How deeply parentheses, powers and arguments may be nested.</summary>
    public const int DeepestNesting = 1000;

    private readonly List<Token> tokens = Lexer.Read(text);
    private readonly Stack<string> indices = new();
    private int at;
    private int depth;

    public Token Current => tokens[at];

    public bool IsAt(string sign) => Current.Kind is TokenKind.Sign && Current.Text == sign;

    public bool IsAtName(string name) => Current.Kind is TokenKind.Name && Current.Text == name;

    public Token Next() => Current.Kind is TokenKind.End ? Current : tokens[at++];

    public bool Skip(string sign)
    {
        if (!IsAt(sign))
            return false;
        at++;
        return true;
    }

    /// <summary>An expression that is the whole text.</summary>
    public Expr Whole()
    {
        var whole = Sum();
        return Current.Kind is TokenKind.End ? whole : throw Unexpected();
    }

    /// <summary>A failure at the current word, which nothing before it allows.</summary>
    public ParseFailure Unexpected(string? expected = null) =>
        new(
            Current.Position,
            (Current.Kind, expected) switch
            {
                (TokenKind.End, null) => "The expression ends too early; a number, a name or '(' should follow.",
                (TokenKind.End, _) => $"The expression ends too early; expected {expected}.",
                (TokenKind.Number or TokenKind.Name, null) =>
                    $"Expected an operator before '{Current.Text}'; write '*' to multiply.",
                (_, null) when IsAt("(") => "Expected an operator before '('; write '*' to multiply.",
                (_, null) => $"'{Current.Text}' is not expected here.",
                _ => $"'{Current.Text}' is not expected here; expected {expected}.",
            }
        );

    public Expr Sum()
    {
        if (++depth > DeepestNesting)
            throw new ParseFailure(
                Current.Position,
                $"Nested deeper than {DeepestNesting} levels; name a part and substitute it."
            );
        var terms = new List<Expr> { Product() };
        while (true)
        {
            if (Skip("+"))
                terms.Add(Product());
            else if (Skip("-"))
                terms.Add(-Product());
            else
                break;
        }
        depth--;
        return terms.Count == 1 ? terms[0] : Symbolics.Sum.Of(terms);
    }

    // A minus sign in front belongs to the whole product: -2*x is (-2)*x, and -x^2 is -(x^2).
    private Expr Product()
    {
        if (IsNegated())
            return -Product();
        var factors = new List<Expr> { Factor() };
        while (true)
        {
            if (Skip("*"))
                factors.Add(Factor());
            else if (Skip("/"))
            {
                var divisor = Factor();
                if (factors is [Number] && divisor is Number)
                    factors[0] /= divisor;
                else
                    factors.Add(divisor.Reciprocal);
            }
            else
                return factors.Count == 1 ? factors[0] : Symbolics.Product.Of(factors);
        }
    }

    private Expr Factor() => IsNegated() ? -Raised() : Raised();

    // Whether the signs ahead, which it skips, are a minus: any number of them nests nothing.
    private bool IsNegated()
    {
        var isNegated = false;
        while (true)
            if (dialect is not Dialect.MathNet && Skip("-"))
                isNegated = !isNegated;
            else if (!Skip("+"))
                return isNegated;
    }

    private Expr Raised()
    {
        var @base = Prefixed();
        if (!Skip(dialect is Dialect.SymPy ? "**" : "^"))
            return @base;
        if (++depth > DeepestNesting)
            throw new ParseFailure(
                Current.Position,
                $"Nested deeper than {DeepestNesting} levels; name a part and substitute it."
            );
        var exponent = Factor();
        depth--;
        return Power.Of(@base, exponent);
    }

    private Expr Prefixed()
    {
        var isNegated = false;
        while (dialect is Dialect.MathNet && Skip("-"))
            isNegated = !isNegated;
        return isNegated ? -Atom() : Atom();
    }

    private Expr Atom()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return Rational.TryParse(token.Text, out var value)
                    ? value
                    : throw new ParseFailure(token.Position, $"'{token.Text}' is not a number that can be written out.");
            case TokenKind.Name:
                at++;
                if (dialect is Dialect.SymPy)
                    token = token with { Text = SymPy.Read(token.Text) };
                return Skip("(") ? Call(token)
                    : Skip("[") ? new Quantity(new Indexed(token.Text, Arguments("]")))
                    : Named(token);
            case TokenKind.Sign when Skip("("):
                var inner = Sum();
                Close(")");
                return inner;
            default:
                throw Unexpected("a number, a name or '('");
        }
    }

    private Expr Named(Token token)
    {
        if (Infix.Constants.FirstOrDefault(constant => constant.Name == token.Text) is { } constant)
            return constant;
        // Under a sum over i, KL_i is the i-th of a family.
        var underscore = token.Text.LastIndexOf('_');
        return underscore > 0 && indices.Contains(token.Text[(underscore + 1)..])
            ? new Quantity(new Indexed(token.Text[..underscore], [Expr.Symbol(token.Text[(underscore + 1)..])]))
            : Expr.Symbol(token.Text);
    }

    private Expr Call(Token head)
    {
        if (head.Text is "sum" or "mean" && dialect is not Dialect.SymPy)
            return Series(head);
        if (head.Text is "Sum" && dialect is Dialect.SymPy)
            return Summed();
        var arguments = Arguments(")");
        return Function(head) switch
        {
            "sqrt" => Expr.Sqrt(Only(head, arguments)),
            "exp" => new Exp(Only(head, arguments)),
            "log" or "ln" => new Log(Only(head, arguments)),
            "min" => new Min(arguments),
            "max" => new Max(arguments),
            "diff" when arguments is [var of, Symbol x] => new Quantity(new Slope(of, x, x)),
            "diff" when arguments is [var of, Symbol x, var point] => new Quantity(new Slope(of, x, point)),
            _ => vocabulary?.Invoke(head.Text, arguments) ?? new Quantity(new Opaque(head.Text, arguments)),
        };
    }

    private string Function(Token head) =>
        (dialect, head.Text) switch
        {
            (Dialect.SymPy, "Min") => "min",
            (Dialect.SymPy, "Max") => "max",
            (Dialect.SymPy, "Derivative") => "diff",
            var (_, text) => text,
        };

    // SymPy's Sum(body, (i, 1, m)): the index is known only after the body, which writes members of families with brackets.
    private Series Summed()
    {
        var body = Sum();
        Expect(",");
        Expect("(");
        var index = Current.Kind is TokenKind.Name ? Expr.Symbol(SymPy.Read(Next().Text)) : throw Unexpected("an index");
        Expect(",");
        var lower = Sum();
        Expect(",");
        var upper = Sum();
        Expect(")");
        Expect(")");
        return new Series(index, lower, upper, body);
    }

    private void Expect(string sign)
    {
        if (!Skip(sign))
            throw Unexpected($"'{sign}' as in Sum(body, (i, 1, m))");
    }

    private static Expr Only(Token head, Terms<Expr> arguments) =>
        arguments.Count == 1
            ? arguments[0]
            : throw new ParseFailure(head.Position, $"'{head.Text}' takes one argument; {arguments.Count} are given.");

    private Series Series(Token head)
    {
        if (Current.Kind is not TokenKind.Name || Infix.Constants.Any(constant => constant.Name == Current.Text))
            throw Unexpected($"an index, as in {head.Text}(i, 1, m, body)");
        var index = Next();
        Separate(head);
        var lower = Sum();
        Separate(head);
        var upper = Sum();
        Separate(head);
        var body = Under(index.Text, Sum);
        Close(")");
        return new Series(Expr.Symbol(index.Text), lower, upper, body, IsAverage: head.Text == "mean");
    }

    /// <summary>What <paramref name="read"/> gives where <paramref name="index"/> is bound.</summary>
    public T Under<T>(string index, Func<T> read)
    {
        indices.Push(index);
        var result = read();
        indices.Pop();
        return result;
    }

    /// <summary>The index of <c>for all i</c> at the end of the clause ahead, or null.</summary>
    public string? QuantifiedIndex()
    {
        var open = 0;
        for (var i = at; tokens[i].Kind is not TokenKind.End && !(open == 0 && tokens[i].Text == ","); i++)
        {
            open +=
                tokens[i].Text is "(" or "[" ? 1
                : tokens[i].Text is ")" or "]" ? -1
                : 0;
            if (tokens[i].Text == "for" && tokens[i + 1].Text == "all" && tokens[i + 2].Kind is TokenKind.Name)
                return tokens[i + 2].Text;
        }
        return null;
    }

    /// <summary>Skips <c>for all i</c>, where it must stand.</summary>
    public void SkipQuantifier(bool isQuantified)
    {
        if (!isQuantified)
            return;
        if (!IsAtName("for"))
            throw Unexpected("'for all'");
        at += 3;
    }

    private void Separate(Token head)
    {
        if (!Skip(","))
            throw Unexpected($"',' as in {head.Text}(i, 1, m, body)");
    }

    private Terms<Expr> Arguments(string close)
    {
        var arguments = new List<Expr>();
        do arguments.Add(Sum());
        while (Skip(","));
        Close(close);
        return arguments.ToTerms();
    }

    private void Close(string sign)
    {
        if (!Skip(sign))
            throw Current.Kind is TokenKind.Number or TokenKind.Name || IsAt("(") ? Unexpected() : Unexpected($"'{sign}'");
    }
}
