using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Theory.Verification.Experiments;

/// <summary>
/// A pure function from parameters and a seed to named numbers and texts: the same arguments give the same bits, so that a result
/// can be stored, resumed and merged.
/// </summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Version">Changes whenever the function does; a stored result of another version is not mistaken for this one's.</param>
/// <param name="About">What it measures, in a sentence.</param>
/// <param name="Defaults">The parameters with their default values.</param>
/// <param name="Procedure">The function.</param>
public sealed record Experiment(string Name, int Version, string About, Parameters Defaults, Procedure Procedure)
{
    /// <summary>Parameters under which it takes seconds: a smaller version of the same, in place of the defaults.</summary>
    public Parameters Quick { get; init; } = Parameters.None;

    /// <summary>Where the sources have what it makes again, such as a figure of a paper; empty where it is the project's own.</summary>
    public string Source { get; init; } = "";

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

    /// <summary>
    /// Runs the function. What its threads throw comes as if there were one, and what was interrupted concludes nothing: a verdict on a part
    /// would depend on where the person ended it.
    /// </summary>
    /// <exception cref="ArgumentException">A parameter has a value that is not allowed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped where a part says nothing.</exception>
    public Measurement Run(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop)
    {
        try
        {
            var measurement = Procedure(parameters, seed, progress, stop);
            return measurement.IsPartial ? measurement with { Conclusions = [] } : measurement;
        }
        catch (AggregateException many)
        {
            ExceptionDispatchInfo.Throw(many.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>The given parameters with the defaults of those not given.</summary>
    /// <exception cref="ArgumentException">A parameter is not one of the experiment's.</exception>
    public Parameters Complete(Parameters given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var known = Defaults.Names.ToHashSet();
        if (given.Names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
            throw new ArgumentException($"{Name} has no parameter '{unknown}'; it has {string.Join(", ", Defaults.Names)}.");
        return Defaults.And(given);
    }
}

/// <summary>
/// The function of an experiment. It looks at <paramref name="stop"/> now and then and, when it is set, returns what it has so far with
/// <see cref="Measurement.IsPartial"/>, or throws <see cref="OperationCanceledException"/> where a part says nothing.
/// </summary>
/// <param name="parameters">All parameters of the experiment.</param>
/// <param name="seed">What decides whatever is drawn.</param>
/// <param name="progress">Told the share that is done, from 0 to 1.</param>
/// <param name="stop">Set when the person interrupts.</param>
public delegate Measurement Procedure(Parameters parameters, ulong seed, IProgress<double> progress, CancellationToken stop);
