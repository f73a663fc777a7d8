using Theory.Symbolics.Numerics;
using Theory.Verification.Chains;

namespace Theory.Verification.Diffusions;

/// <summary>The quantities of a learned diffusion of finitely many points, enclosed, or near enough for a search.</summary>
internal sealed class DiffusionQuantities
{
    private readonly LearnedDiffusion model;
    private readonly (Interval Place, Interval Mass)[] points;
    private readonly Interval[] centres;
    private readonly Interval[] learned;
    private readonly Interval[] both;
    private readonly int samples;
    private readonly bool isCertain;
    private readonly Dictionary<(string Counts, bool AtEnd), Interval> informations = [];

    /// <summary>The quantities of a world.</summary>
    /// <param name="model">The diffusion and its score.</param>
    /// <param name="data">The masses of the points.</param>
    /// <param name="both">The masses of samples, the first point least significant, and parameters, parameters last.</param>
    /// <param name="places">The places of the points.</param>
    /// <param name="centres">Where the learned Gaussian lies, for each outcome.</param>
    /// <param name="samples">m.</param>
    /// <param name="isCertain">Whether values are enclosed, and not only near.</param>
    public DiffusionQuantities(
        LearnedDiffusion model,
        Interval[] data,
        Interval[] both,
        Interval[] places,
        Interval[] centres,
        int samples,
        bool isCertain
    )
    {
        (this.model, this.both, this.centres, this.samples, this.isCertain) = (model, both, centres, samples, isCertain);
        points = [.. places.Zip(data)];
        learned = new Interval[centres.Length];
        foreach (var (cell, mass) in both.Index())
            learned[cell % centres.Length] += mass;
        foreach (var (sample, mass) in Samples())
        {
            var law = sample.CountBy(x => x).Select(c => (points[c.Key].Place, Interval.Point(c.Value) / samples)).ToList();
            var (start, end) = (Information(sample, atEnd: false), Information(sample, atEnd: true));
            indices += mass.Aggregate((a, b) => a + b) * end;
            for (var w = 0; w < centres.Length; w++)
                if (mass[w].Upper > 0)
                    scoreError += mass[w] * model.ScoreError(law, (start, end), centres[w]);
        }
    }

    private readonly Interval indices = 0;
    private readonly Interval scoreError = 0;

    /// <summary>KL of the blurred data law from the generated law, averaged over training.</summary>
    public Interval Divergence
    {
        get
        {
            var blurred = Channel(Start, [.. points.Select((p, k) => Row(k, p.Mass))]);
            return learned
                .Select((mass, w) => mass.Upper > 0 ? mass * model.DivergenceOfGenerated(points, blurred, centres[w]) : 0)
                .Aggregate((a, b) => a + b);
        }
    }

    /// <summary>
    /// I(J; Z_J | S) of m blurred points: at least that of the points themselves, whose blurred ones tell J apart no better, and at most the
    /// information of a point of their blurred mixture, which is concave in its law.
    /// </summary>
    public Interval Indices =>
        Interval.Of(Math.Max(0, indices.Lower), (indices + (model.NoiseAtEnd / model.Noise).Log() / 2).Upper);

    /// <summary>Half the integral of g^2 times the score's mean square error along the diffused training points.</summary>
    public Interval ScoreError => Interval.Of(Math.Max(0, scoreError.Lower), Math.Max(0, scoreError.Upper));

    /// <summary>The mean divergence of the diffused points from the prior.</summary>
    public Interval PriorGap =>
        model.PriorGap(
            points.Aggregate(
                model.NoiseAtStart,
                (sum, p) => sum + p.Mass * LearnedDiffusion.Squared(model.ScaleAtStart * p.Place)
            )
        );

    /// <summary>I(X_k; W) for the blurred training point of a number from 0.</summary>
    public Interval Remembered(int number)
    {
        var rows = centres.Select(_ => Enumerable.Repeat(Interval.Point(0), points.Length).ToArray()).ToList();
        foreach (var (sample, mass) in Samples())
            for (var w = 0; w < centres.Length; w++)
                rows[w][sample[number]] += mass[w];
        return Channel(Start, [.. rows.Where(row => row.Any(p => p.Upper > 0))]);
    }

    /// <summary>The square of the parameter of the log-loss's lower tail.</summary>
    public Interval Tail
    {
        get
        {
            var shifts = (
                from p in points
                from w in Enumerable.Range(0, centres.Length)
                where p.Mass.Upper > 0 && learned[w].Upper > 0
                select (model.ScaleAtStart * p.Place - model.Shift(centres[w]), p.Mass * learned[w])
            ).ToList();
            var tail = new LogLossTail(shifts, model.NoiseAtStart + model.Pull * model.Pull, model.Left);
            return isCertain ? tail.Enclose() : tail.Near();
        }
    }

    private (Interval Scale, Interval Noise) Start => (model.ScaleAtStart, model.NoiseAtStart);

    private IEnumerable<(int[] Sample, Interval[] Mass)> Samples()
    {
        for (var number = 0; number < both.Length / centres.Length; number++)
        {
            var mass = both[(number * centres.Length)..((number + 1) * centres.Length)];
            if (mass.All(p => p.Upper <= 0))
                continue;
            var sample = new int[samples];
            for (var (k, rest) = (0, number); k < samples; rest /= points.Length, k++)
                sample[k] = rest % points.Length;
            yield return (sample, mass);
        }
    }

    // What a diffused point of the sample says of which point it was.
    private Interval Information(int[] sample, bool atEnd)
    {
        var key = (string.Join(' ', sample.Order()), atEnd);
        return informations.TryGetValue(key, out var known)
            ? known
            : informations[key] = Channel(
                atEnd ? (model.ScaleAtEnd, model.NoiseAtEnd) : Start,
                [.. sample.CountBy(x => x).Select(c => Row(c.Key, Interval.Point(c.Value) / samples))]
            );
    }

    private Interval[] Row(int place, Interval mass) => [.. points.Select((_, k) => k == place ? mass : Interval.Point(0))];

    // The information of what the rows stand for and a point at its place, through a channel. Without noise it is that of the place.
    private Interval Channel((Interval Scale, Interval Noise) channel, IReadOnlyList<Interval[]> masses)
    {
        var rows = masses.Where(m => m.Any(p => p.Upper > 0)).ToList();
        if (rows.Count < 2)
            return 0;
        if (channel.Noise.Upper <= 0)
            return WithoutNoise(rows);
        var factor = channel.Scale / channel.Noise.Sqrt();
        var means = points.Select(p => factor * p.Place).ToArray();
        return isCertain
            ? ChannelInformation.Enclose(means, rows)
            : ChannelInformation.Near([.. means.Select(m => m.Middle)], [.. rows.Select(m => m.Select(p => p.Middle).ToArray())]);
    }

    private Interval WithoutNoise(List<Interval[]> rows)
    {
        var information = Interval.Point(0);
        foreach (var at in Enumerable.Range(0, points.Length).GroupBy(k => points[k].Place))
        {
            var values = rows.Select(row => at.Aggregate(Interval.Point(0), (sum, k) => sum + row[k])).ToList();
            var all = values.Aggregate((a, b) => a + b);
            foreach (var (row, value) in rows.Zip(values))
                if (value.Upper > 0)
                    information += value * (value / (all * row.Aggregate((a, b) => a + b))).Log();
        }
        return Interval.Of(Math.Max(0, information.Lower), Math.Max(0, information.Upper));
    }
}
