using System.CommandLine;
using Theory.Cli.Output;

namespace Theory.Cli.Line;

/// <summary>A verb of the command: its name, what it takes, and the report that it makes of what it was given.</summary>
internal sealed class Verb : Command
{
    private readonly Func<Input, Report> answer;

    /// <summary>A verb with an example, which its help shows.</summary>
    public Verb(
        string name,
        string description,
        string example,
        IEnumerable<System.CommandLine.Symbol> takes,
        Func<Input, Report> answer
    )
        : base(name, description)
    {
        (Example, this.answer) = (example, answer);
        foreach (var symbol in takes)
            if (symbol is Argument argument)
                Add(argument);
            else
                Add((Option)symbol);
        SetAction(_ => { }); // a verb without an action would ask for a further one
    }

    /// <summary>A command line that works.</summary>
    public string Example { get; }

    /// <summary>Whether --out names what the verb makes, such as a store, and not where its report goes.</summary>
    public bool OwnsOut { get; init; }

    /// <summary>
    /// Whether it looks at <see cref="Input.Stop"/> and ends by itself, so that it keeps what is done and closes what it opened; any other is
    /// left where it is when the person interrupts.
    /// </summary>
    public bool HeedsStop { get; init; }

    /// <summary>The report on an input.</summary>
    /// <exception cref="OperationCanceledException">The person interrupted, and nothing that is done says anything.</exception>
    public Report Answer(Input input)
    {
        if (HeedsStop || !input.Stop.CanBeCanceled)
            return answer(input);
        var report = DeepThread.Start(() => answer(input));
        Task.WaitAny([report], input.Stop);
        return report.GetAwaiter().GetResult();
    }
}

/// <summary>What a verb was given.</summary>
/// <param name="Parsed">The parsed arguments and options.</param>
/// <param name="Surroundings">Where it runs.</param>
/// <param name="Stop">Set when the person interrupts.</param>
internal sealed record Input(ParseResult Parsed, Surroundings Surroundings, CancellationToken Stop)
{
    /// <summary>The value of an argument.</summary>
    public T Of<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <summary>What --out names; null where it is not given.</summary>
    public string? Out => OutputOptions.Destination(Parsed);

    /// <summary>The value of an option, or its default.</summary>
    public T Of<T>(Option<T> option) => Parsed.GetValue(option)!;
}
