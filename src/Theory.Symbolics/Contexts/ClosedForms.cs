namespace Theory.Symbolics;

/// <summary>Closed forms of quantities that are facts of a context.</summary>
public static class ClosedForms
{
    /// <summary>
    /// The expression with every part that a context's facts equate with another form replaced by it, largest parts first. What
    /// replaces them stays as it is.
    /// </summary>
    public static Expr InClosedForm(this Expr e, Context context)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(context);
        var forms = context
            .Facts.Where(f => f.Because is Justification.ClosedForm)
            .Select(f => f.Statement)
            .OfType<Statement.Comparison>()
            .Where(c => c is { Relation: Relation.Equal, ForAll.Count: 0 })
            .ToList();
        return forms.Count == 0 ? e : Replaced(e);

        Expr Replaced(Expr part) =>
            forms.FirstOrDefault(f => f.Left == part) is { } form ? form.Right : part.MapChildren(Replaced);
    }
}
