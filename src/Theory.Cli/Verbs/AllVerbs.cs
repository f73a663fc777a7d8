using Theory.Cli.Line;

namespace Theory.Cli.Verbs;

/// <summary>The verbs, in the order in which help lists them.</summary>
internal static class AllVerbs
{
    /// <summary>The verbs.</summary>
    public static IEnumerable<Verb> Make() =>
        [
            DemoVerb.Make(),
            ListVerb.Make(),
            ShowVerb.Make(),
            LatexVerb.Make(),
            ComposeVerb.Make(),
            ExportVerb.Make(),
            EvalVerb.Make(),
            DependsVerb.Make(),
            RateVerb.Make(),
            OptimizeVerb.Make(),
            SolveVerb.Make(),
            CompareVerb.Make(),
            LimitVerb.Make(),
            SeriesVerb.Make(),
            DiffVerb.Make(),
            RewriteVerbs.Simplify(),
            RewriteVerbs.Expand(),
            ProveVerb.Make(),
            CheckVerb.Make(),
            PowerVerb.Make(),
            ExperimentVerb.Make(),
            SweepVerb.Make(),
            MergeVerb.Make(),
            ReportVerb.Make(),
            SelectTimeVerb.Make(),
            MemorizationVerb.Make(),
            BoundVaeVerb.Make(),
            DoctorVerb.Make(),
        ];
}
