using System.Collections.Immutable;
using Theory.Symbolics.Notation;

namespace Theory.Symbolics.Export;

/// <summary>What a program must be given before it has the value of an expression.</summary>
/// <param name="Name">The name: letters, digits and underscores.</param>
/// <param name="Meaning">What it stands for, as it is printed.</param>
/// <param name="Indices">Of how many indices it is a function; 0 for a number.</param>
public sealed record Parameter(string Name, string Meaning, int Indices);

/// <summary>
/// An expression made ready for another program: its quantities, such as <c>KL(rho, prior)</c>, are parameters by names that programs
/// accept; one that depends on the index of a sum is a family <c>x[i]</c>.
/// </summary>
public sealed record ExportedExpression
{
    private ExportedExpression(Expr body, Terms<Parameter> parameters) => (Body, Parameters) = (body, parameters);

    /// <summary>The expression, without quantities but members of families.</summary>
    public Expr Body { get; }

    /// <summary>Its parameters: symbols in the order of their first occurrence, then what was a quantity.</summary>
    public Terms<Parameter> Parameters { get; }

    /// <summary>Makes an expression ready.</summary>
    public static ExportedExpression Of(Expr e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var named = new OrderedDictionary<Quantity, Parameter>();
        var taken = e.SubExpressions().OfType<Symbol>().Select(s => s.Name).ToHashSet();
        var body = Open(e, [], named, taken);
        var symbols = body.FreeSymbols().Select(s => s.Name).Except(named.Values.Select(p => p.Name));
        return new(body, [.. symbols.Select(name => new Parameter(name, name, 0)), .. named.Values.Distinct()]);
    }

    private static Expr Open(
        Expr e,
        ImmutableList<Symbol> indices,
        OrderedDictionary<Quantity, Parameter> named,
        HashSet<string> taken
    ) =>
        !Depth.HasRoom
            ? Depth.Fresh((e, indices, named, taken), static s => Open(s.e, s.indices, s.named, s.taken))
            : e switch
            {
                Series s => s with
                {
                    Lower = Open(s.Lower, indices, named, taken),
                    Upper = Open(s.Upper, indices, named, taken),
                    Body = Open(s.Body, indices.Add(s.Index), named, taken),
                },
                Quantity { Meaning: Indexed family } q => Member(q, family, named, taken),
                Quantity q => Number(q, indices.Where(q.Meaning.FreeSymbols.Contains).ToTerms(), named, taken),
                _ => e.MapChildren(child => Open(child, indices, named, taken)),
            };

    // All members of a family are one parameter.
    private static Quantity Member(
        Quantity q,
        Indexed family,
        OrderedDictionary<Quantity, Parameter> named,
        HashSet<string> taken
    )
    {
        var known = named.FirstOrDefault(pair => pair.Key.Meaning is Indexed other && other.Head == family.Head).Value;
        var parameter = known ?? new Parameter(Fresh(family.Head, taken), $"{family.Head}[..]", family.Indices.Count);
        named.TryAdd(q, parameter);
        return new(new Indexed(parameter.Name, family.Indices));
    }

    private static Expr Number(
        Quantity q,
        Terms<Symbol> indices,
        OrderedDictionary<Quantity, Parameter> named,
        HashSet<string> taken
    )
    {
        if (!named.TryGetValue(q, out var parameter))
            named.Add(q, parameter = new(Fresh(Identifier(Infix.Print(q)), taken), Infix.Print(q), indices.Count));
        return indices.Count == 0
            ? new Symbol(parameter.Name)
            : new Quantity(new Indexed(parameter.Name, indices.Select(i => (Expr)i).ToTerms()));
    }

    private static string Fresh(string name, HashSet<string> taken)
    {
        var fresh = Enumerable.Range(1, int.MaxValue).Select(k => k == 1 ? name : $"{name}_{k}").First(n => !taken.Contains(n));
        taken.Add(fresh);
        return fresh;
    }

    // KL(rho, prior) becomes KL_rho_prior.
    private static string Identifier(string text)
    {
        var words = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('_', words);
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"q_{name}" : name;
    }
}
