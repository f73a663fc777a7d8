using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Simulation.LinearAlgebra;
using Theory.Verification.Experiments;

namespace Theory.Verification.Sweeps;

/// <summary>One point of a grid of experiments.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Parameters">All its parameters.</param>
/// <param name="Seed">The seed.</param>
public sealed record Cell(Experiment Experiment, Parameters Parameters, ulong Seed)
{
    /// <summary>
    /// The name of the result: a hash of experiment, version, parameters, seed and numeric provider. What has the same key is the same
    /// computation.
    /// </summary>
    public string Key
    {
        get
        {
            var text = new StringBuilder($"{Experiment.Name}\n{Experiment.Version}\n{Provider}\n{Seed}");
            foreach (var (name, value) in Parameters.Values)
                text.Append($"\n{name.Length}:{name}={value.Length}:{value}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
        }
    }

    /// <summary>
    /// What the bits of a result depend on besides the code: the processor's architecture, the width of its vectors and the linear algebra
    /// in use.
    /// </summary>
    public static string Provider =>
        $"{RuntimeInformation.ProcessArchitecture}, vectors: {AcceleratedProvider.Vectors}, {LinearAlgebraControl.Provider}";
}

/// <summary>A grid of experiments: all combinations of parameter values, each with each seed.</summary>
/// <param name="Cells">The cells in a fixed order.</param>
public sealed record SweepSpec(IReadOnlyList<Cell> Cells)
{
    /// <summary>
    /// Reads <c>{"experiment": "attack", "seeds": [1, 2], "grid": {"bound": ["..."], "trials": [1000, 10000]}}</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no such object; the message says what is wrong.</exception>
    public static SweepSpec Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ArgumentException(
                $"The sweep is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.",
                nameof(json)
            );
        }
        catch (InvalidOperationException e)
        {
            // A text with half of a surrogate pair.
            throw new ArgumentException($"The sweep holds a text that is none. {e.Message}", nameof(json));
        }
    }

    /// <summary>The cells of one of several equal parts, numbered from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not between 1 and the number of parts.</exception>
    public SweepSpec Shard(int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (part < 1 || part > parts)
            throw new ArgumentOutOfRangeException(nameof(part), part, $"A part needs to be between 1 and {parts}.");
        return new SweepSpec([.. Cells.Where((_, k) => k % parts == part - 1)]);
    }

    private static SweepSpec Read(JsonElement root)
    {
        const string Shape = """a sweep needs to be {"experiment": "...", "seeds": [1, 2], "grid": {"name": [values]}}""";
        if (root.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"The sweep is a JSON {root.ValueKind}; {Shape}.");
        JsonElement Member(string name) =>
            root.TryGetProperty(name, out var value)
                ? value
                : throw new ArgumentException($"The sweep has no \"{name}\"; {Shape}.");
        if (
            root.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => n is not ("experiment" or "seeds" or "grid")) is
            { } other
        )
            throw new ArgumentException($"The sweep has \"{other}\"; {Shape}.");
        if (Member("experiment").ValueKind != JsonValueKind.String)
            throw new ArgumentException($"The experiment needs to be a name; {Shape}.");
        var experiment = Experiment.Get(Member("experiment").GetString()!);
        var seeds = Items("seeds", Member("seeds"))
            .Select(s =>
                s.ValueKind == JsonValueKind.Number && s.TryGetUInt64(out var seed)
                    ? seed
                    : throw new ArgumentException($"The seed {s.GetRawText()} is not a nonnegative integer.")
            )
            .ToList();
        IEnumerable<Parameters> points = [Parameters.None];
        if (Member("grid").ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"The grid needs to be an object; {Shape}.");
        foreach (var axis in Member("grid").EnumerateObject())
        {
            var values = Items(axis.Name, axis.Value).Select(v => Text(axis.Name, v)).ToList();
            points = points.SelectMany(p => values.Select(v => p.With(axis.Name, v))).ToList();
        }
        return new SweepSpec([
            .. points
                .SelectMany(p => seeds.Select(seed => new Cell(experiment, experiment.Complete(p), seed)))
                .DistinctBy(c => c.Key),
        ]);
    }

    private static List<JsonElement> Items(string name, JsonElement array) =>
        array.ValueKind == JsonValueKind.Array && array.GetArrayLength() > 0
            ? [.. array.EnumerateArray()]
            : throw new ArgumentException($"\"{name}\" needs to be a list with at least one value.");

    private static string Text(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new ArgumentException($"The value {value.GetRawText()} of \"{name}\" is neither a text nor a number."),
        };
}
