namespace Theory.Symbolics.Analysis;

/// <summary>Trend and bend by structure: a table of facts about each function, and composition.</summary>
internal static class Shapes
{
    public static Shape ShapeOf(this Expr e, Symbol x, Context context)
    {
        if (!e.DependsOn(x))
            return Shape.Constant;
        var shape = e switch
        {
            Symbol => Shape.Identity,
            Sum s => s.Items.Select(term => term.ShapeOf(x, context)).Aggregate((a, b) => a + b),
            Product p => OfProduct(p, x, context),
            Power p => OfPower(p, x, context),
            Exp f => Fact(Trend.Increasing, Bend.Convex, "exp is increasing and convex").Of(Inner(f.Argument, x, context)),
            Log f => Fact(Trend.Increasing, Bend.Concave, "log is increasing and concave").Of(Inner(f.Argument, x, context)),
            Max m => Fact(Trend.Increasing, Bend.Convex, "max is increasing and convex").Of(Together(m.Items, x, context)),
            Min m => Fact(Trend.Increasing, Bend.Concave, "min is increasing and concave").Of(Together(m.Items, x, context)),
            Series s when !s.Lower.DependsOn(x) && !s.Upper.DependsOn(x) => s.Body.ShapeOf(x, context.Inside(s)),
            _ => Given(e, x, context) ?? Shape.Unknown(e),
        };
        return shape.IsSettled || shape.Blocking is not null ? shape : shape with { Blocking = e };
    }

    private static Shape Fact(Trend trend, Bend bend, string because) => new(trend, bend, [because]);

    // An argument may move by the sign of its derivative, or through one of its parts, where they together do not say how.
    private static Shape Inner(Expr e, Symbol x, Context context)
    {
        var shape = e.ShapeOf(x, context);
        return shape.Trend is Trend.Unknown && Dependences.MovesOtherwise(e, x, context) is { } answer
            ? shape with
            {
                Trend = answer.Value,
                Because = answer.Because,
            }
            : shape;
    }

    // All items at once: what they share.
    private static Shape Together(Terms<Expr> items, Symbol x, Context context)
    {
        var shapes = items.Select(item => item.ShapeOf(x, context)).ToList();
        var sum = shapes.Aggregate((a, b) => a + b);
        return shapes.All(s => s.Trend is Trend.Constant) ? Shape.Constant : sum;
    }

    // A fact of the context about a quantity.
    private static Shape? Given(Expr e, Symbol x, Context context) =>
        (
            from fact in context.Facts
            where fact.Statement is Statement.Monotone m && m.Of == e && m.In == x
            let direction = ((Statement.Monotone)fact.Statement).Direction
            select new Shape(
                direction is Direction.Increasing ? Trend.Increasing : Trend.Decreasing,
                Bend.Unknown,
                [fact.ToString()],
                e
            )
        ).FirstOrDefault();

    private static Shape OfProduct(Product p, Symbol x, Context context)
    {
        var constant = Product.Of(p.Items.Where(f => !f.DependsOn(x)));
        var moving = p.Items.Where(f => f.DependsOn(x)).ToList();
        var rest =
            Power(moving, x) is var (exponent, @base) && @base.IsPositive(context)
                ? TableOfPower(exponent, @base, context).Of(Shape.Identity)
            : moving.Count == 1 ? moving[0].ShapeOf(x, context)
            : moving.Select(f => (Factor: f, Shape: f.ShapeOf(x, context))).Aggregate((a, b) => Times(a, b, context)).Shape;
        return Signs.Certain(constant, context) switch
        {
            (Sign.Positive or Sign.Nonnegative, _) => rest,
            (Sign.Negative or Sign.Nonpositive, _) => rest.Scaled(-1),
            (Sign.Zero, _) => Shape.Constant,
            _ when rest.Bend is Bend.Affine => new(Trend.Unknown, Bend.Affine, rest.Because, constant),
            _ => Shape.Unknown(constant),
        };
    }

    // All moving factors are powers of x itself: one power.
    private static (Expr Exponent, Symbol Base)? Power(List<Expr> moving, Symbol x) =>
        moving.Count > 1 && moving.All(f => f == x || f is Power { Base: var b, Exponent: var k } && b == x && !k.DependsOn(x))
            ? (Linear.LinearForm.Read(Sum.Of(moving.Select(f => f is Power p ? p.Exponent : 1))).ToExpr(), x)
            : null;

    // Nonnegative functions that move alike: their product moves so, and is convex if both are.
    private static (Expr Factor, Shape Shape) Times((Expr Factor, Shape Shape) a, (Expr Factor, Shape Shape) b, Context context)
    {
        var product = Product.Of(a.Factor, b.Factor);
        var (signA, signB) = (Side(a.Factor, context), Side(b.Factor, context));
        if (signA == 0 || signB == 0)
            return (product, Shape.Unknown(signA == 0 ? a.Factor : b.Factor));
        var (f, g) = (a.Shape.Scaled(signA), b.Shape.Scaled(signB));
        var trend = Shape.Common(f.Trend, g.Trend);
        var bend =
            trend is Trend.Increasing or Trend.Decreasing && Shape.Common(f.Bend, g.Bend) is Bend.Convex or Bend.Affine
                ? Bend.Convex
                : Bend.Unknown;
        var because = f
            .Because.Union(g.Because)
            .Append("a product of nonnegative functions that move alike moves like them")
            .ToTerms();
        return (product, new Shape(trend, bend, because, f.Blocking ?? g.Blocking).Scaled(signA * signB));
    }

    // 1 for nonnegative, -1 for nonpositive, 0 for unknown.
    private static int Side(Expr e, Context context) =>
        Signs.Certain(e, context) switch
        {
            (Sign.Positive or Sign.Nonnegative, _) => 1,
            (Sign.Negative or Sign.Nonpositive, _) => -1,
            _ => 0,
        };

    private static Shape OfPower(Power p, Symbol x, Context context)
    {
        if (!p.Exponent.DependsOn(x))
        {
            var table = TableOfPower(p.Exponent, p.Base, context);
            return table is { Trend: Trend.Unknown, Bend: Bend.Unknown } ? table : table.Of(Inner(p.Base, x, context));
        }
        if (p.Base.DependsOn(x) && !p.Base.IsPositive(context))
            return Shape.Unknown(p);
        // b^u = exp(u log b)
        return new Exp(Product.Of(p.Exponent, new Log(p.Base))).ShapeOf(x, context);
    }

    // u^k where u lies in the range of the base.
    private static Shape TableOfPower(Expr exponent, Expr @base, Context context)
    {
        var side = Side(@base, context);
        if (exponent is Number { Value: { IsInteger: true, Sign: > 0 } k } && side <= 0)
            return k.Numerator.IsEven
                ? Fact(side < 0 ? Trend.Decreasing : Trend.Unknown, Bend.Convex, "an even power is convex")
                : Fact(Trend.Increasing, side < 0 ? Bend.Concave : Bend.Unknown, "an odd power is increasing");
        if (side < 0 || side == 0 && Signs.ByMonotonicity(@base, context) is not (Sign.Positive or Sign.Nonnegative, _))
            return Shape.Unknown(@base);
        return (exponent.RangeOf(context), (exponent - 1).RangeOf(context)) switch
        {
            ({ IsNonpositive: true }, _) => Fact(
                Trend.Decreasing,
                Bend.Convex,
                "a negative power is decreasing and convex on (0, inf)"
            ),
            ({ IsNonnegative: true }, { IsNonpositive: true }) => Fact(
                Trend.Increasing,
                Bend.Concave,
                "a power between 0 and 1 is increasing and concave on (0, inf)"
            ),
            (_, { IsNonnegative: true }) => Fact(
                Trend.Increasing,
                Bend.Convex,
                "a power of at least 1 is increasing and convex on (0, inf)"
            ),
            ({ IsNonnegative: true }, _) => Fact(Trend.Increasing, Bend.Unknown, "a positive power is increasing on (0, inf)"),
            _ => Shape.Unknown(exponent),
        };
    }
}
