namespace Theory.Symbolics.Compilation;

/// <summary>
/// An expression split for a grid on which some parameters have one value for all points: what depends on these alone becomes a
/// parameter of its own, so that <c>tau^4/(m*n)</c> at fixed m and n is a multiple of <c>tau^4</c> and divides nothing.
/// </summary>
/// <param name="Body">What remains for each point.</param>
/// <param name="Hoisted">The new parameters, each with the expression that gives its value.</param>
internal sealed record Hoisting(Expr Body, IReadOnlyList<(Symbol Name, Expr Value)> Hoisted)
{
    /// <summary>The split; factors are put together, terms are not, as sums must keep their order to keep their accuracy.</summary>
    /// <param name="e">The expression.</param>
    /// <param name="isFixed">Whether a symbol or quantity has one value for all points.</param>
    public static Hoisting Of(Expr e, Func<Expr, bool> isFixed)
    {
        var names = new Dictionary<Expr, Symbol>();
        Expr Named(Expr value)
        {
            if (value is Number or Constant or Symbol or Quantity)
                return value;
            if (!names.TryGetValue(value, out var name))
                names[value] = name = new Symbol($"\u2022{names.Count}"); // no author can write it
            return name;
        }
        Expr Split(Expr part) =>
            !Depth.HasRoom ? Depth.Fresh(part, Split)
            : IsFixed(part) ? Named(part)
            : part is Product p
                ? Product.Of([Named(Product.Of(p.Items.Where(IsFixed))), .. p.Items.Where(f => !IsFixed(f)).Select(Split)])
            : part.MapChildren(Split);
        var known = new Dictionary<Expr, bool>(ReferenceEqualityComparer.Instance);
        bool IsFixed(Expr part) =>
            !Depth.HasRoom ? Depth.Fresh(part, IsFixed)
            : part is Symbol or Quantity ? isFixed(part)
            : known.TryGetValue(part, out var answer) ? answer
            : known[part] = part.Children().All(IsFixed);
        var body = Split(e);
        return new(body, [.. names.Select(pair => (pair.Value, pair.Key))]);
    }
}
