namespace Theory.Cli;

/// <summary>What the command's end says.</summary>
internal enum ExitCode
{
    /// <summary>Done; a check: not refuted; a proof: proved.</summary>
    Done = 0,

    /// <summary>Refuted or false.</summary>
    Refuted = 1,

    /// <summary>The input is wrong.</summary>
    BadInput = 2,

    /// <summary>Unknown, inconclusive, conditional, or no derivation.</summary>
    NotDecided = 3,

    /// <summary>A bug of this program.</summary>
    Bug = 70,

    /// <summary>Stopped by the person; what was done is kept.</summary>
    Interrupted = 130,
}
