using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>A kernel built from draws: inputs, and a law in which they are free. Two are equal when they are the same program.</summary>
public sealed class Channel : IEquatable<Channel>
{
    private readonly Law closed;

    /// <summary>The kernel that sends the inputs to a law.</summary>
    /// <exception cref="ArgumentException">An input is named twice.</exception>
    public Channel(Terms<Variable> inputs, Law body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (inputs.Distinct().Count() != inputs.Count)
            throw new ArgumentException($"{inputs} names an input twice.", nameof(inputs));
        (Inputs, Body) = (inputs, body.Avoiding(inputs.Select(v => v.Name)));
        closed = Body.MapPoints(p => p.Map(v => inputs.ToList().IndexOf(v) is >= 0 and var k ? new Bound(k, v.Of, -1) : v));
    }

    /// <summary>The inputs.</summary>
    public Terms<Variable> Inputs { get; }

    /// <summary>The law of the outputs, with the inputs free.</summary>
    public Law Body { get; }

    /// <summary>What the kernel depends on besides its inputs.</summary>
    public IEnumerable<Variable> FreeVariables => Body.FreeVariables.Except(Inputs);

    /// <summary>The kernel that returns its inputs at the given positions: a marginal.</summary>
    public static Channel Projection(Terms<Variable> inputs, params Terms<int> positions) =>
        new(inputs, Law.Of([], positions.Select(k => (Point)inputs[k])));

    /// <summary>The law of the kernel at points.</summary>
    /// <exception cref="ArgumentException">The points do not fit the inputs.</exception>
    public Law At(IReadOnlyList<Point> points) =>
        points.Select(p => p.Space).SequenceEqual(Inputs.Select(v => v.Of))
            ? Body.Substitute(Inputs.Zip(points).ToDictionary(p => p.First, p => p.Second))
            : throw new ArgumentException(
                $"The kernel takes points of {Inputs.Select(v => v.Of).ToTerms()}, not {points.ToTerms()}."
            );

    /// <inheritdoc/>
    public bool Equals(Channel? other) =>
        other is not null && Inputs.Select(v => v.Of).SequenceEqual(other.Inputs.Select(v => v.Of)) && closed == other.closed;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Channel);

    /// <inheritdoc/>
    public override int GetHashCode() => closed.GetHashCode();

    /// <summary>The kernel as inputs and outputs.</summary>
    public override string ToString() => $"{string.Join(", ", Inputs.Select(v => v.Name))} -> {Body}";
}
