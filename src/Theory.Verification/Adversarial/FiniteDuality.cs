using Theory.Symbolics;
using Theory.Symbolics.Linear;

namespace Theory.Verification.Adversarial;

/// <summary>
/// The restricted f-GAN, the f-WAE and the WAE of Husain, Nock and Williamson (2019) for f(x) = |x - 1| on finite spaces, each solved as
/// a linear program in exact rationals.
/// </summary>
/// <param name="Data">The data law P_X.</param>
/// <param name="Prior">The law of the latent points.</param>
/// <param name="Generator">The point that each latent point is mapped to.</param>
/// <param name="Metric">The distances, row by row.</param>
public sealed record FiniteDuality(Terms<Rational> Data, Terms<Rational> Prior, Terms<int> Generator, Terms<Rational> Metric)
{
    private int Points => Data.Count;

    private Rational Distance(int x, int y) => Metric[x * Points + y];

    /// <summary>The generated law.</summary>
    public Terms<Rational> Generated =>
        Enumerable
            .Range(0, Points)
            .Select(x =>
                Enumerable
                    .Range(0, Prior.Count)
                    .Where(z => Generator[z] == x)
                    .Aggregate(Rational.Zero, (sum, z) => sum + Prior[z])
            )
            .ToTerms();

    /// <summary>
    /// The restricted f-GAN: the greatest E_P h - E_Q h over 1-Lipschitz h with |h| &lt;= lambda where the generated law Q has mass.
    /// </summary>
    public Rational Gan(Rational lambda)
    {
        var q = Generated;
        var limits = new List<Halfspace>();
        for (var x = 0; x < Points; x++)
        {
            for (var y = 0; y < Points; y++)
                if (x != y)
                    limits.Add(new(Normal(Points, (x, 1), (y, -1)), Distance(x, y)));
            if (q[x].Sign > 0)
            {
                limits.Add(new(Normal(Points, (x, 1)), lambda));
                limits.Add(new(Normal(Points, (x, -1)), lambda));
            }
        }
        return Greatest(Data.Zip(q, (a, b) => a - b).ToTerms(), limits);
    }

    /// <summary>The f-WAE: the least W_1(P, (G o E)#P) + lambda D_f(E#P, prior) over encoders E.</summary>
    public Rational FWae(Rational lambda) => Autoencoder(lambda, transports: true);

    /// <summary>The WAE: the least E d(X, G(Z)) + lambda D_f(E#P, prior) over encoders E, Z ~ E(X).</summary>
    public Rational Wae(Rational lambda) => Autoencoder(lambda, transports: false);

    // Variables: the joint masses of points and latent points, the excesses |E#P - prior|, and, for the f-WAE, a plan from P to the
    // law of reconstructions. No mass goes where the prior has none.
    private Rational Autoencoder(Rational lambda, bool transports)
    {
        var latent = Prior.Count;
        int Joint(int x, int z) => x * latent + z;
        int Excess(int z) => Points * latent + z;
        int Plan(int x, int y) => Points * latent + latent + x * Points + y;
        var count = Points * latent + latent + (transports ? Points * Points : 0);
        var cost = new Rational[count];
        var limits = new List<Halfspace>();
        void AtMost(Rational bound, params (int, Rational)[] entries) => limits.Add(new(Normal(count, entries), bound));
        void Equal(Rational value, IReadOnlyList<(int Place, Rational Value)> entries)
        {
            AtMost(value, [.. entries]);
            AtMost(-value, [.. entries.Select(e => (e.Place, -e.Value))]);
        }
        for (var k = 0; k < count; k++)
            AtMost(0, (k, -1));
        for (var x = 0; x < Points; x++)
        {
            Equal(Data[x], [.. Enumerable.Range(0, latent).Select(z => (Joint(x, z), Rational.One))]);
            for (var z = 0; z < latent; z++)
            {
                if (Prior[z].IsZero)
                    AtMost(0, (Joint(x, z), 1));
                if (!transports)
                    cost[Joint(x, z)] = Distance(x, Generator[z]);
            }
        }
        for (var z = 0; z < latent; z++)
        {
            cost[Excess(z)] = lambda;
            var mass = Enumerable.Range(0, Points).Select(x => (Place: Joint(x, z), Value: Rational.One)).ToList();
            AtMost(Prior[z], [.. mass, (Excess(z), -1)]);
            AtMost(-Prior[z], [.. mass.Select(m => (m.Place, -m.Value)), (Excess(z), -1)]);
        }
        for (var x = 0; transports && x < Points; x++)
        {
            Equal(Data[x], [.. Enumerable.Range(0, Points).Select(y => (Plan(x, y), Rational.One))]);
            Equal(
                0,
                [
                    .. Enumerable.Range(0, Points).Select(y => (Plan(y, x), Rational.One)),
                    .. Enumerable
                        .Range(0, Points)
                        .SelectMany(y =>
                            Enumerable.Range(0, latent).Where(z => Generator[z] == x).Select(z => (Joint(y, z), (Rational)(-1)))
                        ),
                ]
            );
            for (var y = 0; y < Points; y++)
                cost[Plan(x, y)] = Distance(x, y);
        }
        return -Greatest(cost.Select(c => -c).ToTerms(), limits);
    }

    private static Rational Greatest(Terms<Rational> objective, List<Halfspace> limits) =>
        LinearProgram.Maximise(objective, limits) is LinearOptimum.Optimal optimal
            ? optimal.Value
            : throw new InvalidOperationException("A program over laws has an optimum.");

    private static Terms<Rational> Normal(int count, params (int Place, Rational Value)[] entries)
    {
        var normal = new Rational[count];
        Array.Fill(normal, Rational.Zero);
        foreach (var (place, value) in entries)
            normal[place] += value;
        return normal.ToTerms();
    }
}
