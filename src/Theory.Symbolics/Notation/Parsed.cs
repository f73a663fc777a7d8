namespace Theory.Symbolics.Notation;

/// <summary>What reading a text gives: a value, or an error with its place.</summary>
public sealed record Parsed<T>
    where T : class
{
    internal Parsed(T? value, ParseError? error) => (Value, Error) = (value, error);

    /// <summary>The value, or null where the text is wrong.</summary>
    public T? Value { get; }

    /// <summary>What is wrong with the text, or null.</summary>
    public ParseError? Error { get; }

    /// <summary>The value.</summary>
    /// <exception cref="ArgumentException">The text is wrong; the message points at the place.</exception>
    public T OrThrow() => Value ?? throw new ArgumentException(Error!.ToString());

    /// <summary>The value mapped.</summary>
    public Parsed<TResult> Select<TResult>(Func<T, TResult> map)
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(Value is null ? null : map(Value), Error);
    }
}

/// <summary>A place in a text and what is wrong there.</summary>
/// <param name="Text">The text.</param>
/// <param name="Position">The index of the character, or the text's length where it ends too early.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ParseError(string Text, int Position, string Message)
{
    private const int Window = 60;

    /// <summary>The message, and below it the text with a caret under the place; a long text is cut around it.</summary>
    public override string ToString()
    {
        var from = Math.Max(0, Position - Window);
        var to = Math.Min(Text.Length, Position + Window);
        var start = from > 0 ? "..." : "";
        var shown = new string([.. Text[from..to].Select(c => char.IsControl(c) ? ' ' : c)]);
        var caret = new string(' ', start.Length + Position - from) + "^";
        return $"{Message}\n  {start}{shown}{(to < Text.Length ? "..." : "")}\n  {caret}";
    }
}

/// <summary>A reader's way out of a text that is wrong; it never leaves this namespace.</summary>
internal sealed class ParseFailure(int position, string message) : Exception(message)
{
    public int Position { get; } = position;

    /// <summary>The value that <paramref name="read"/> gives, or the failure it ends in.</summary>
    public static Parsed<T> Catch<T>(string text, Func<T> read)
        where T : class
    {
        try
        {
            return new(read(), null);
        }
        catch (ParseFailure failure)
        {
            return new(null, new(text, failure.Position, failure.Message));
        }
    }
}
