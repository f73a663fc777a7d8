namespace Theory.Proofs.Kernel;

/// <summary>A rule refused: its message names the rule and what did not match.</summary>
public sealed class ProofException : ArgumentException
{
    internal ProofException(string rule, string reason)
        : base($"{rule}: {reason}") => Rule = rule;

    /// <summary>A refusal without a rule.</summary>
    public ProofException()
        : this("kernel", "refused") { }

    /// <summary>A refusal without a rule.</summary>
    public ProofException(string message)
        : this("kernel", message) { }

    /// <summary>A refusal without a rule, with its cause.</summary>
    public ProofException(string message, Exception innerException)
        : base(message, innerException) => Rule = "kernel";

    /// <summary>The rule that refused.</summary>
    public string Rule { get; }
}
