using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>Assumptions that define a symbol: worlds are made to satisfy them by the value they give to it.</summary>
internal static class Assumed
{
    /// <summary>Whether a judgement defines one of its symbols.</summary>
    public static bool ByConstruction(Judgement judgement) => Parameter(judgement) is not null;

    /// <summary>The symbol that a judgement defines, if its parameter is one.</summary>
    public static Symbol? Parameter(Judgement judgement) =>
        judgement switch
        {
            Judgement.SubGaussian s => s.R as Symbol,
            Judgement.LowerSubGaussian s => s.R as Symbol,
            Judgement.LipschitzSubGaussian s => s.R as Symbol,
            Judgement.Bounded b => b.Width as Symbol,
            Judgement.Range r => r.Width as Symbol,
            Judgement.Lipschitz l => l.K as Symbol,
            Judgement.LipschitzMap l => l.K as Symbol,
            Judgement.AtMost a => Factor(a)?.Symbol,
            Judgement.ForAll a => Parameter(a.Body),
            _ => null,
        };

    /// <summary>The symbol K and the rest of the right side in a judgement <c>left &lt;= K rest</c>, where K occurs nowhere else.</summary>
    public static (Symbol Symbol, Expr Others)? Factor(Judgement.AtMost judgement)
    {
        if (judgement.Right is Symbol alone)
            return judgement.Left.FreeSymbols().Contains(alone) ? null : (alone, 1);
        if (judgement.Right is not Product product || product.Items[0] is not Symbol k)
            return null;
        var rest = Product.Of(product.Items.Skip(1));
        return judgement.Left.FreeSymbols().Concat(rest.FreeSymbols()).Contains(k) ? null : (k, rest);
    }
}
