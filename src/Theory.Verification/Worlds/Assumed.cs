using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>Assumptions that define a symbol: worlds are made to satisfy them by the value they give to it.</summary>
internal static class Assumed
{
    /// <summary>Whether a judgement defines one of its symbols.</summary>
    public static bool ByConstruction(Judgement judgement) => Parameter(judgement) is not null;

    /// <summary>The symbol that a judgement defines, if its parameter is one.</summary>
    public static Symbol? Parameter(Judgement judgement) => Given(judgement) as Symbol;

    /// <summary>The parameter of a judgement that has one: what it bounds something by.</summary>
    public static Expr? Given(Judgement judgement) =>
        judgement switch
        {
            Judgement.SubGaussian s => s.R,
            Judgement.LowerSubGaussian s => s.R,
            Judgement.LipschitzSubGaussian s => s.R,
            Judgement.Bounded b => b.Width,
            Judgement.Range r => r.Width,
            Judgement.Lipschitz l => l.K,
            Judgement.LipschitzMap l => l.K,
            Judgement.AtMost a => Factor(a)?.Symbol,
            Judgement.ForAll a => Given(a.Body),
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
