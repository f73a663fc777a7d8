using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Proofs.Kernel;

/// <summary>Whether a template is nondecreasing (1), nonincreasing (-1) or constant (0) in its hole; null where neither is known.</summary>
internal sealed class Direction(Symbol hole, Expr low, Expr high, IReadOnlyCollection<Judgement> given)
{
    public int? Of(Expr template)
    {
        if (!template.FreeSymbols().Contains(hole))
            return 0;
        return template switch
        {
            Symbol => 1,
            Sum s => Joint(s.Items.Select(Of)),
            Product p => OfProduct(p),
            Power { Exponent: Number { Value: var exponent } } p when IsNonnegative(p.Base) => Of(p.Base) * exponent.Sign,
            Exp x => Of(x.Argument),
            Log l => Of(l.Argument),
            Min m => Joint(m.Items.Select(Of)),
            Max m => Joint(m.Items.Select(Of)),
            Series s when !s.Lower.FreeSymbols().Contains(hole) && !s.Upper.FreeSymbols().Contains(hole) => new Direction(
                hole,
                low,
                high,
                given.Under(s.Index)
            ).Of(s.Body),
            // A quantity that mentions the hole could do anything.
            _ => null,
        };
    }

    // A product of nonnegative factors moves as they all do; the only factor that moves may have any sign; a negative number turns
    // the product around.
    private int? OfProduct(Product p)
    {
        var numbers = p.Items.OfType<Number>().Aggregate(1, (sign, n) => sign * n.Value.Sign);
        var moving = p.Items.Where(i => i.FreeSymbols().Contains(hole)).ToList();
        var still = p.Items.Where(i => i is not Number && !moving.Contains(i));
        if (!still.All(IsNonnegative) || (moving.Count > 1 && !moving.All(IsNonnegative)))
            return null;
        return Joint(moving.Select(Of)) * numbers;
    }

    private bool IsNonnegative(Expr e) =>
        Grade.Of(e.Substitute(hole, low), given) is { IsNonnegative: true }
        && Grade.Of(e.Substitute(hole, high), given) is { IsNonnegative: true };

    private static int? Joint(IEnumerable<int?> directions)
    {
        var all = directions.ToList();
        if (all.Any(d => d is null))
            return null;
        return (all.Contains(1), all.Contains(-1)) switch
        {
            (true, true) => null,
            (true, false) => 1,
            (false, true) => -1,
            _ => 0,
        };
    }
}
