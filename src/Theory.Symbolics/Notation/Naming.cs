using System.Collections.Frozen;

namespace Theory.Symbolics.Notation;

/// <summary>
/// How names are drawn: <c>tau</c> as a Greek letter, <c>KL_i</c> and <c>s2</c> with subscripts, <c>hatX</c> under a hat, other words
/// upright.
/// </summary>
public static class Naming
{
    private static readonly string[] Accents = ["hat", "tilde", "bar", "check", "vec", "dot"];

    private static readonly FrozenDictionary<string, (string Latex, string Unicode)> Words = new Dictionary<
        string,
        (string, string)
    >
    {
        ["alpha"] = ("\\alpha", "α"),
        ["beta"] = ("\\beta", "β"),
        ["gamma"] = ("\\gamma", "γ"),
        ["delta"] = ("\\delta", "δ"),
        ["epsilon"] = ("\\epsilon", "ϵ"),
        ["eps"] = ("\\varepsilon", "ε"),
        ["zeta"] = ("\\zeta", "ζ"),
        ["eta"] = ("\\eta", "η"),
        ["theta"] = ("\\theta", "θ"),
        ["iota"] = ("\\iota", "ι"),
        ["kappa"] = ("\\kappa", "κ"),
        ["lambda"] = ("\\lambda", "λ"),
        ["mu"] = ("\\mu", "μ"),
        ["nu"] = ("\\nu", "ν"),
        ["xi"] = ("\\xi", "ξ"),
        ["pi"] = ("\\pi", "π"),
        ["prior"] = ("\\pi", "π"),
        ["rho"] = ("\\rho", "ρ"),
        ["sigma"] = ("\\sigma", "σ"),
        ["tau"] = ("\\tau", "τ"),
        ["phi"] = ("\\phi", "ϕ"),
        ["chi"] = ("\\chi", "χ"),
        ["psi"] = ("\\psi", "ψ"),
        ["omega"] = ("\\omega", "ω"),
        ["Gamma"] = ("\\Gamma", "Γ"),
        ["Delta"] = ("\\Delta", "Δ"),
        ["Theta"] = ("\\Theta", "Θ"),
        ["Lambda"] = ("\\Lambda", "Λ"),
        ["Xi"] = ("\\Xi", "Ξ"),
        ["Pi"] = ("\\Pi", "Π"),
        ["Sigma"] = ("\\Sigma", "Σ"),
        ["Phi"] = ("\\Phi", "Φ"),
        ["Psi"] = ("\\Psi", "Ψ"),
        ["Omega"] = ("\\Omega", "Ω"),
        ["ell"] = ("\\ell", "ℓ"),
        ["inf"] = ("\\infty", "∞"),
    }.ToFrozenDictionary();

    /// <summary>A name as it stands in infix, drawn by these rules elsewhere.</summary>
    public static Visual Layout(string name) => new Visual.Identifier(name);

    /// <summary>The parts of a name: what is drawn, under which accent, with which subscripts.</summary>
    internal static (string? Accent, string Base, string[] Subscripts) Parts(string name)
    {
        var parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return (null, name, []);
        var letters = parts[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string[] digits = letters.Length is > 0 and var n && n < parts[0].Length ? [parts[0][n..]] : [];
        var accent = Accents.FirstOrDefault(a =>
            letters.StartsWith(a, StringComparison.Ordinal) && IsDrawnAlone(letters[a.Length..])
        );
        return (accent, accent is null ? letters : letters[accent.Length..], [.. digits, .. parts[1..]]);
    }

    /// <summary>A word in LaTeX.</summary>
    internal static string Latex(string word) =>
        Words.TryGetValue(word, out var known) ? known.Latex
        : word.Length == 1 || word.All(char.IsAsciiDigit) ? word
        : $"\\mathrm{{{word}}}";

    /// <summary>A word in Unicode.</summary>
    public static string Unicode(string word) => Words.TryGetValue(word, out var known) ? known.Unicode : word;

    // hatX and hattau are accented, hatch is not.
    private static bool IsDrawnAlone(string rest) => rest.Length == 1 || Words.ContainsKey(rest);
}
