using Theory.Probability;
using Theory.Symbolics;
using static Theory.Proofs.Tests.Worlds.Names;

namespace Theory.Proofs.Tests.Fuzz;

/// <summary>Random laws and expressions over the names of the test worlds.</summary>
internal sealed class RandomTerms(Random random)
{
    private static readonly Variable Data = Sample.Variable;
    private static readonly Draw Index = Draw.From("j", new UniformIndex(M));
    private static readonly Draw Step = Draw.From("v", Walk, AnyX);
    private static readonly Draw Learned = Draw.From("w", Rule, Data);
    private static readonly Point AtIndex = new Entry(Data, I);

    public T One<T>(params T[] of) => of[random.Next(of.Length)];

    public int Below(int n) => random.Next(n);

    /// <summary>A law on X; points x and samples D may be free in it.</summary>
    public Law OnX() =>
        random.Next(10) switch
        {
            0 or 1 => Of(P),
            2 => Of(Q),
            3 => Of(R),
            4 => Law.At(Walk, AnyX),
            5 => Law.Of([DrawX, Step], Step.Variable),
            6 => Law.Of([Sample], AtIndex),
            7 => Law.Of([Index], new Entry(Data, Index.Variable)),
            8 => Law.Of([Sample, Index], new Entry(Data, Index.Variable)),
            _ => Law.Of([DrawX], new Image(T, [AnyX])),
        };

    /// <summary>A law on Y; points x and samples D may be free in it.</summary>
    public Law LawOnY() =>
        random.Next(6) switch
        {
            0 => Of(OnY),
            1 => Law.At(K, AnyX),
            2 => Law.At(L, AnyX),
            3 => Of(P).Then(Through(K)),
            4 => Law.At(Rule, Data),
            _ => Law.Of([Sample, Learned], Learned.Variable),
        };

    public Channel FromX() =>
        One(Through(K), Through(L), Through(Walk), new Channel([new Variable("u", X)], Law.Of([], new Variable("u", X))));

    public Terms<Draw> Draws() =>
        random.Next(6) switch
        {
            0 or 1 => [DrawX],
            2 => [DrawX, DrawY],
            3 => [Sample],
            4 => [Sample, Learned],
            _ => [Index],
        };

    public DivergenceKind Kind() =>
        One(
            DivergenceKind.KullbackLeibler,
            DivergenceKind.TotalVariation,
            DivergenceKind.Wasserstein1,
            DivergenceKind.Wasserstein2
        );

    public Point PointOfX() =>
        One<Point>(AnyX, AtIndex, new Entry(Data, Index.Variable), new Image(T, [AnyX]), new Entry(Data, 1));

    public Expr Quantity() =>
        random.Next(7) switch
        {
            0 or 1 => new Divergence(Kind(), OnX(), OnX()),
            2 => new Divergence(One(DivergenceKind.KullbackLeibler, DivergenceKind.TotalVariation), LawOnY(), LawOnY()),
            3 => At(F, PointOfX()),
            4 => At(Loss, PointOfX(), AnyY),
            5 => new MutualInformation(
                One(Law.Of([DrawX, DrawY], AnyX, AnyY), Law.Of([Sample, Learned], AtIndex, Learned.Variable))
            ),
            _ => new Entropy(One(OnX(), LawOnY())),
        };

    public Expr Expression(int depth)
    {
        if (depth == 0)
            return random.Next(5) switch
            {
                0 => new Rational(random.Next(1, 5), random.Next(1, 4)),
                1 or 2 => One(A, B, S, I),
                _ => Quantity(),
            };
        Expr Next() => Expression(depth - 1);
        return random.Next(12) switch
        {
            0 or 1 or 2 => Next() + Next(),
            3 or 4 => Next() * Next(),
            5 => Power.Of(Next(), One(Rational.Half, 2, -1, new Rational(1, 3), 3)),
            6 => One<Expr>(new Exp(Next()), new Log(Next())),
            7 => -Next(),
            8 => One<Expr>(new Min([Next(), Next()]), new Max([Next(), Next()])),
            9 => new Series(I, 1, M, Next(), IsAverage: random.Next(2) == 0),
            _ => Expectation.Under(Draws(), Next()),
        };
    }

    /// <summary>The expression written in another way, or with a slip: the kernel has to tell which.</summary>
    public Expr Rewritten(Expr e)
    {
        Expr Inside(Expr x) => x.MapChildren(c => random.Next(2) == 0 ? Rewritten(c) : c);
        return random.Next(9) switch
        {
            0 when e is Sum s => Sum.Of(s.Items.Reverse()),
            1 when e is Product p => Product.Of(p.Items.Reverse()),
            2 when e is Product { Items: [var a, Sum s] } => Sum.Of(s.Items.Select(t => a * t)),
            3 when e is Series s => s.Body is Sum b
                ? Sum.Of(b.Items.Select(t => (Expr)(s with { Body = t })))
                : s with
                {
                    Index = new Symbol("k"),
                    Body = s.Body.Substitute(I, new Symbol("k")),
                },
            4 when e is Quantity { Meaning: Expectation { Of: { Body: Sum b } of } } => Sum.Of(
                b.Items.Select(t => (Expr)Expectation.Under(of.Draws, t))
            ),
            5 when e is Exp { Argument: Sum s } => Product.Of(s.Items.Select(t => new Exp(t))),
            6 when e is Log { Argument: Product p } => Sum.Of(p.Items.Select(t => new Log(t))),
            7 when e is Power { Base: Product p } w => Product.Of(p.Items.Select(t => Power.Of(t, w.Exponent))),
            // A slip.
            8 when random.Next(3) == 0 => e is Series or Number ? e * 2 : e.Children().FirstOrDefault() ?? e,
            _ => Inside(e),
        };
    }

    public IEnumerable<Judgement> Facts() =>
        new Judgement[]
        {
            new Judgement.Bounded(F, Width),
            new Judgement.Bounded(Loss, Radius),
            new Judgement.Bounded(Function.Metric(X), Steep),
            new Judgement.Finite(Quantity()),
            new Judgement.AtMost(0, At(F, PointOfX())),
        }.Where(_ => random.Next(3) == 0);
}
