using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Theory.Testing;

/// <summary>
/// The one door to property-based tests: cases are drawn from a seed that is a hash of the test's name, so that a run is
/// reproducible; THEORY_REPLAY=seed,gamma,size replays a printed failure, THEORY_REPLAY=random draws fresh cases, and THEORY_CASES=n
/// draws at most n of a property's cases: the first of the same seed.
/// </summary>
internal static class Forall
{
    /// <summary>Whether the long tier runs (THEORY_FULL=1).</summary>
    public static bool Full => Environment.GetEnvironmentVariable("THEORY_FULL") == "1";

    /// <summary>Checks that <paramref name="law"/> holds on cases drawn from <paramref name="cases"/>.</summary>
    public static void Holds<T>(
        Arbitrary<T> cases,
        Func<T, bool> law,
        int trials = 1000,
        [CallerMemberName] string name = "",
        int? trialsInFull = null
    ) => Run(Prop.ForAll(cases, law), trials, trialsInFull, name);

    /// <summary>Checks that <paramref name="law"/> throws on none of the cases; assertions inside it say what failed.</summary>
    public static void Holds<T>(
        Arbitrary<T> cases,
        Action<T> law,
        int trials = 1000,
        [CallerMemberName] string name = "",
        int? trialsInFull = null
    ) => Run(Prop.ForAll(cases, law), trials, trialsInFull, name);

    private static int Most =>
        Environment.GetEnvironmentVariable("THEORY_CASES") is { } cases
            ? int.Parse(cases, CultureInfo.InvariantCulture)
            : int.MaxValue;

    private static void Run(FsCheck.Property property, int trials, int? trialsInFull, string name)
    {
        var config = Config
            .QuickThrowOnFailure.WithName(name)
            .WithMaxTest(Math.Min(Full ? trialsInFull ?? trials : trials, Most))
            .WithQuietOnSuccess(true);
        var replay = Environment.GetEnvironmentVariable("THEORY_REPLAY");
        if (replay is null)
            config = config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed(name), 1), FSharpOption<int>.None)));
        else if (replay != "random")
        {
            var parts = replay.Split(',').Select(p => ulong.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            config = config.WithReplay(
                FSharpOption<Replay>.Some(new Replay(new Rnd(parts[0], parts[1]), FSharpOption<int>.Some((int)parts[2])))
            );
        }
        Check.One(config, property);
    }

    // FNV-1a: the same on every machine and in every process.
    private static ulong Seed(string name) =>
        name.Aggregate(14695981039346656037UL, (hash, c) => unchecked((hash ^ c) * 1099511628211UL)) | 1;
}
