using System.Runtime.CompilerServices;
using System.Text;

namespace Theory.Symbolics.Notation;

/// <summary>
/// Text in the making: strings and ropes in a row, written as <c>$"({inside})"</c> and copied once, at the end, so that printing takes time in
/// proportion to the text however deeply it is nested.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Rope
{
    /// <summary>How long a text may be; longer ones come from drawings whose parts stand in several places.</summary>
    public const int MostCharacters = 100_000_000;

    private readonly List<object> parts;
    private long length;

    public Rope(int literalLength, int formattedCount) => parts = new(2 * formattedCount + (literalLength > 0 ? 1 : 0));

    /// <summary>The first character; null for the empty text.</summary>
    public char? First { get; private set; }

    public void AppendLiteral(string text) => Append(text, text.Length, text.Length > 0 ? text[0] : null);

    public void AppendFormatted(string text) => AppendLiteral(text);

    public void AppendFormatted(Rope text) => Append(text, text.length, text.First);

    private void Append(object part, long characters, char? first)
    {
        if (characters == 0)
            return;
        First ??= first;
        length += characters;
        if (length > MostCharacters)
            throw new ArgumentException(
                $"Written out it has more than {MostCharacters} characters; name a part and print it once."
            );
        parts.Add(part);
    }

    /// <summary>Ropes in a row.</summary>
    public static Rope Concat(IEnumerable<Rope> ropes) => Join("", ropes);

    /// <summary>Ropes in a row with a text between each two.</summary>
    public static Rope Join(string separator, IEnumerable<Rope> ropes)
    {
        var whole = new Rope(0, 1);
        var between = "";
        foreach (var rope in ropes)
        {
            whole.AppendLiteral(between);
            whole.AppendFormatted(rope);
            between = separator;
        }
        return whole;
    }

    public override string ToString()
    {
        var text = new StringBuilder((int)length);
        var pending = new Stack<object>([this]);
        while (pending.TryPop(out var next))
            if (next is Rope rope)
                for (var i = rope.parts.Count - 1; i >= 0; i--)
                    pending.Push(rope.parts[i]);
            else
                text.Append((string)next);
        return text.ToString();
    }
}
