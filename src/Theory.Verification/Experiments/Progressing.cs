namespace Theory.Verification.Experiments;

/// <summary>Progress of parts told as progress of the whole.</summary>
public static class Progressing
{
    /// <summary>Progress of work that is counted: the share of the total that is done.</summary>
    public static IProgress<long> Of(this IProgress<double> whole, long total) =>
        new Mapped<long>(count => whole.Report(Math.Min(1, count / (double)Math.Max(1, total))));

    /// <summary>Progress of one of several equal parts, numbered from 0.</summary>
    public static IProgress<double> Part(this IProgress<double> whole, int part, int parts) =>
        new Mapped<double>(share => whole.Report((part + share) / parts));

    /// <summary>Progress that nobody is told of.</summary>
    public static IProgress<double> Unheard { get; } = new Mapped<double>(_ => { });

    private sealed class Mapped<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
