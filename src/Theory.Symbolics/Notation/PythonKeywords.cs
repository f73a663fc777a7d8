namespace Theory.Symbolics.Notation;

/// <summary>The keywords of Python 3, which no name may be.</summary>
internal static class PythonKeywords
{
    /// <summary>As <c>keyword.kwlist</c> lists them.</summary>
    public static readonly string[] All = (
        "False None True and as assert async await break class continue def del elif else except finally for from global if import in is "
        + "lambda nonlocal not or pass raise return try while with yield"
    ).Split(' ');
}
