using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Theory.Symbolics;

namespace Theory.Verification.Experiments;

/// <summary>
/// A pure function from parameters and a seed to named numbers and texts: the same arguments give the same bits, so that a result
/// can be stored, resumed and merged.
/// </summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Version">Changes whenever the function does; a stored result of another version is not mistaken for this one's.</param>
/// <param name="About">What it measures, in a sentence.</param>
/// <param name="Defaults">The parameters with their default values.</param>
/// <param name="Run">The function.</param>
public sealed record Experiment(
    string Name,
    int Version,
    string About,
    Parameters Defaults,
    Func<Parameters, ulong, CancellationToken, Measurement> Run
)
{
    /// <summary>
    /// The experiments of this assembly: the public static members of type <see cref="Experiment"/>, in the order of their names.
    /// </summary>
    public static ImmutableArray<Experiment> All { get; } =
    [
        .. typeof(Experiment)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(Experiment))
            .Select(p => (Experiment)p.GetValue(null)!)
            .OrderBy(e => e.Name, StringComparer.Ordinal),
    ];

    /// <summary>The experiment of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static Experiment Get(string name) =>
        All.FirstOrDefault(e => e.Name == name)
        ?? throw new ArgumentException(
            $"No experiment is called '{name}'. There are {string.Join(", ", All.Select(e => e.Name))}.",
            nameof(name)
        );

    /// <summary>The given parameters with the defaults of those not given.</summary>
    /// <exception cref="ArgumentException">A parameter is not one of the experiment's.</exception>
    public Parameters Complete(Parameters given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var known = Defaults.Names.ToHashSet();
        if (given.Names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
            throw new ArgumentException($"{Name} has no parameter '{unknown}'; it has {string.Join(", ", Defaults.Names)}.");
        return given.Names.Aggregate(Defaults, (all, name) => all.With(name, given.Text(name)));
    }
}

/// <summary>Named values of an experiment, in the order of their names; equal if the same.</summary>
public sealed record Parameters
{
    private Parameters(Terms<(string Name, string Value)> values) => Values = values;

    /// <summary>No parameters.</summary>
    public static Parameters None { get; } = new([]);

    /// <summary>The names and values as text.</summary>
    public Terms<(string Name, string Value)> Values { get; }

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => Values.Select(v => v.Name);

    /// <summary>The parameters with one more, or with another value of one.</summary>
    public Parameters With(string name, string value) =>
        new(
            Values
                .Where(v => v.Name != name)
                .Append((Name: name, Value: value))
                .OrderBy(v => v.Name, StringComparer.Ordinal)
                .ToTerms()
        );

    /// <summary>The value of a name as text.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public string Text(string name) =>
        Values.Any(v => v.Name == name)
            ? Values.First(v => v.Name == name).Value
            : throw new ArgumentException($"The parameter '{name}' is missing; given are {string.Join(", ", Names)}.");

    /// <summary>The value of a name as an integer.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public long Integer(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"{name} = {Text(name)} is not an integer.");

    /// <summary>The value of a name as an exact number.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public Rational Number(string name) =>
        Rational.TryParse(Text(name), out var value)
            ? value
            : throw new ArgumentException($"{name} = {Text(name)} is not a number.");

    /// <summary>The parameters as <c>name=value</c>, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', Values.Select(v => $"{v.Name}={v.Value}"));
}

/// <summary>What an experiment gave: named numbers and named texts.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Texts">The texts.</param>
public sealed record Measurement(Terms<(string Name, double Value)> Numbers, Terms<(string Name, string Value)> Texts);
