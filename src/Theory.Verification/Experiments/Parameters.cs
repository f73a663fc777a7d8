using System.Globalization;
using Theory.Symbolics;

namespace Theory.Verification.Experiments;

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

    /// <summary>The parameters with those of another set, whose values win.</summary>
    public Parameters And(Parameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Values.Aggregate(this, (all, v) => all.With(v.Name, v.Value));
    }

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

    /// <summary>The value of a name as one or more positive numbers with spaces between.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public double[] Positives(string name) => Listed(name, "positive number", x => x is > 0 and < double.PositiveInfinity);

    /// <summary>The value of a name as one or more integers of at least a given size, with spaces between.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public int[] Counts(string name, int least) =>
        [
            .. Listed(name, $"whole number of {least} or more", x => x >= least && x <= int.MaxValue && x == Math.Floor(x))
                .Select(x => (int)x),
        ];

    private double[] Listed(string name, string what, Func<double, bool> isAllowed) =>
        Text(name).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts
            ?
            [
                .. parts.Select(part =>
                    double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && isAllowed(x)
                        ? x
                        : throw new ArgumentException($"{name}: '{part}' is no {what}; give numbers with spaces between.")
                ),
            ]
            : throw new ArgumentException($"{name} is empty; give numbers with spaces between, each a {what}.");

    /// <summary>The value of a name as an integer of at least a given size.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public int Count(string name, int least) =>
        Integer(name) is var value && value >= least && value <= int.MaxValue
            ? (int)value
            : throw new ArgumentException($"{name} = {Text(name)} needs to be {least} or more.");

    /// <summary>The parameters as <c>name=value</c>, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', Values.Select(v => $"{v.Name}={v.Value}"));
}
