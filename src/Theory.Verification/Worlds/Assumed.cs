using Theory.Probability;
using Theory.Symbolics;

namespace Theory.Verification.Worlds;

/// <summary>How worlds treat assumptions.</summary>
internal static class Assumed
{
    /// <summary>Whether worlds are made to satisfy a judgement, by the value they give to the symbol that it defines.</summary>
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
            Judgement.ForAll a => Parameter(a.Body),
            _ => null,
        };
}
