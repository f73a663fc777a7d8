namespace Theory.Symbolics.Notation;

internal enum TokenKind
{
    Number,
    Name,
    Sign,
    End,
}

/// <summary>A word of a text.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);

/// <summary>Cuts a text into numbers, names and signs.</summary>
internal static class Lexer
{
    private const string Signs = "+-*/^()[],<>=";
    private static readonly string[] LongSigns = ["<=", ">=", "**"];

    /// <summary>The words of the text, ended by <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="ParseFailure">A character is no part of any word.</exception>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length; )
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var (kind, end) = text[i] switch
            {
                >= '0' and <= '9' or '.' => (TokenKind.Number, EndOfNumber(text, i)),
                var c when char.IsLetter(c) => (TokenKind.Name, EndOf(text, i, c => char.IsLetterOrDigit(c) || c == '_')),
                var c when Signs.Contains(c, StringComparison.Ordinal) => (TokenKind.Sign, EndOfSign(text, i)),
                var c => throw new ParseFailure(i, $"'{Shown(c)}' is not part of an expression."),
            };
            tokens.Add(new(kind, text[i..end], i));
            i = end;
        }
        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static int EndOf(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
            end++;
        return end;
    }

    // Digits, a point, digits, and an exponent if digits follow its e: "2e" is the number 2 and the name e.
    private static int EndOfNumber(string text, int start)
    {
        var end = EndOf(text, start, char.IsAsciiDigit);
        if (end < text.Length && text[end] == '.')
            end = EndOf(text, end + 1, char.IsAsciiDigit);
        if (end >= text.Length || text[end] is not ('e' or 'E'))
            return end;
        var digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
        var after = EndOf(text, digits, char.IsAsciiDigit);
        return after > digits ? after : end;
    }

    private static int EndOfSign(string text, int start) =>
        start + (LongSigns.Any(sign => text.AsSpan(start).StartsWith(sign)) ? 2 : 1);

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
}
