using Theory.Probability;

namespace Theory.Bounds;

/// <summary>
/// A condition of a statement: one judgement serves as the hypothesis of its proof, the check of a world and, with the text, what is
/// displayed.
/// </summary>
/// <param name="Text">The condition in words.</param>
/// <param name="Judgement">The condition as a judgement; <see cref="Judgement.InWords"/> where no machine checks it.</param>
public sealed record Assumption(string Text, Judgement Judgement)
{
    /// <summary>A condition in words only.</summary>
    public static Assumption InWords(string text) => new(text, new Judgement.InWords(text));
}
