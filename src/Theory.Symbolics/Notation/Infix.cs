namespace Theory.Symbolics.Notation;

/// <summary>Infix notation.</summary>
public static class Infix
{
    /// <summary>The expression as text that the parser reads back.</summary>
    public static string Print(Expr e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e switch
        {
            Number n => n.Value.ToString(),
            Symbol s => s.Name,
            Constant c => c.Name,
            Sum s => "(" + string.Join(" + ", s.Items.Select(Print)) + ")",
            Product p => string.Join("*", p.Items.Select(Print)),
            Power p => $"({Print(p.Base)})^({Print(p.Exponent)})",
            Exp x => $"exp({Print(x.Argument)})",
            Log l => $"log({Print(l.Argument)})",
            Min m => $"min({string.Join(", ", m.Items.Select(Print))})",
            Max m => $"max({string.Join(", ", m.Items.Select(Print))})",
            Series s =>
                $"{(s.IsAverage ? "mean" : "sum")}({Print(s.Index)}, {Print(s.Lower)}, {Print(s.Upper)}, {Print(s.Body)})",
            Quantity q => q.Meaning.Head + "(..)",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
