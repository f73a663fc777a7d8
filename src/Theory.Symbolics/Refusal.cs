namespace Theory.Symbolics;

/// <summary>Why an analysis stops: the smallest part that blocks it, and what would help.</summary>
/// <param name="Blocking">The smallest subexpression that the analysis cannot treat.</param>
/// <param name="Why">What is wrong with it and what would help, as one sentence without a final full stop.</param>
public sealed record Refusal(Expr Blocking, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Blocking}: {Why}";
}
