using static System.FormattableString;

namespace Theory.Cli.Output.Figures;

/// <summary>
/// The colours of figures: eight that people with any colour vision tell apart (Okabe and Ito 2008), lighter ones for dark pages, and a
/// scale that grows evenly in lightness for maps.
/// </summary>
internal static class Palette
{
    private static readonly string[] Light = ["0072B2", "D55E00", "009E73", "B6578F", "A67C00", "3A8FC2", "555555", "8C3B00"];
    private static readonly string[] Dark = ["5AB4E5", "F08A45", "35C79C", "E39CC4", "E5C04B", "8CCBF0", "BBBBBB", "D99A6C"];
    private static readonly string[] Kinds = ["B7D3E6", "F3CDAE", "B5DFCF", "E3C3D6", "EADDA9", "CCCCCC"];
    private static readonly (int R, int G, int B)[] Stops =
    [
        (68, 1, 84),
        (59, 82, 139),
        (33, 145, 140),
        (94, 201, 98),
        (253, 231, 37),
    ];

    /// <summary>How many series have a colour of their own.</summary>
    public static int Count => Light.Length;

    /// <summary>The colour of a series on a white page, six hexadecimal digits.</summary>
    public static string Series(int index) => Light[index % Light.Length];

    /// <summary>The style sheet of a figure.</summary>
    public static string Style { get; } =
        ".plot text{fill:#222}.plot .page{fill:#fff}.plot .grid{stroke:#ddd;stroke-width:.7}.plot .frame{fill:none;stroke:#777}"
        + string.Concat(Light.Select((c, i) => $".plot .s{i}{{--c:#{c}}}"))
        + ".plot .line{fill:none;stroke:var(--c);stroke-width:1.8}.plot .dashed{stroke-dasharray:6 4}.plot .band{fill:var(--c);opacity:.18}"
        + ".plot .point{fill:var(--c)}.plot .bar{fill:var(--c);opacity:.65}.plot .hover{fill:var(--c);opacity:0}.plot .hover:hover{opacity:.5}"
        + "@media screen and (prefers-color-scheme:dark){.plot text{fill:#ddd}.plot .page{fill:#181a1b}.plot .grid{stroke:#3a3d3f}.plot .frame{stroke:#888}"
        + string.Concat(Dark.Select((c, i) => $".plot .s{i}{{--c:#{c}}}"))
        + "}";

    /// <summary>The colour of a kind in a map.</summary>
    public static string Kind(int kind) => "#" + Kinds[(kind % Kinds.Length + Kinds.Length) % Kinds.Length];

    /// <summary>The colour of a value in a map, from 0 to 1.</summary>
    public static string Between(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Stops.Length - 1);
        var i = Math.Min((int)at, Stops.Length - 2);
        var (a, b, t) = (Stops[i], Stops[i + 1], at - i);
        return Invariant(
            $"#{(int)Math.Round(a.R + t * (b.R - a.R)):x2}{(int)Math.Round(a.G + t * (b.G - a.G)):x2}{(int)Math.Round(a.B + t * (b.B - a.B)):x2}"
        );
    }
}
