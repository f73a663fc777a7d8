namespace Theory.Symbolics.Notation;

/// <summary>How names are drawn.</summary>
public static class Naming
{
    /// <summary>A name as it stands: printers know Greek letters, accents and subscripts in it.</summary>
    public static Visual Layout(string name) => new Visual.Identifier(name);
}
