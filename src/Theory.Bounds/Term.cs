using Theory.Symbolics;

namespace Theory.Bounds;

/// <summary>A named summand of a statement's right side.</summary>
/// <param name="Name">A short name, unique in the statement, such as <c>encoder</c>.</param>
/// <param name="Expr">The summand.</param>
/// <param name="Meaning">What it measures.</param>
public sealed record Term(string Name, Expr Expr, string Meaning);

/// <summary>What a symbol or quantity of a statement means.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Text">What it stands for.</param>
/// <param name="Role">Its role across papers, so that comparison aligns roles and not letters.</param>
/// <param name="Domain">Its domain, in the notation of hypotheses: <c>n >= 1</c>, <c>0 &lt; delta &lt; 1</c>.</param>
/// <param name="Unit">Its unit: <c>1</c>, <c>nat</c>, <c>[x]</c> for the unit of the data's metric.</param>
public sealed record GlossaryEntry(string Name, string Text, Role Role, string Domain = "", string Unit = "1");

/// <summary>What a symbol does in a statement, whatever letter a paper gives it.</summary>
public enum Role
{
    /// <summary>The number of training samples.</summary>
    SampleSize,

    /// <summary>The width or number of features of a model.</summary>
    Width,

    /// <summary>The time of training.</summary>
    TrainingTime,

    /// <summary>The horizon of the diffusion.</summary>
    DiffusionTime,

    /// <summary>The probability of failure.</summary>
    Confidence,

    /// <summary>A free positive parameter of a PAC-Bayes bound.</summary>
    InverseTemperature,

    /// <summary>A sub-Gaussian parameter.</summary>
    SubGaussianParameter,

    /// <summary>A diameter.</summary>
    Diameter,

    /// <summary>A Lipschitz constant.</summary>
    LipschitzConstant,

    /// <summary>The dimension of the data.</summary>
    Dimension,

    /// <summary>The distance of modes.</summary>
    ModesDistance,

    /// <summary>A bound index.</summary>
    Index,

    /// <summary>Anything else.</summary>
    Other,
}
