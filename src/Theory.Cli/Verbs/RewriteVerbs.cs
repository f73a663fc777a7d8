using System.CommandLine;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Cli.Subjects;
using Theory.Symbolics;
using Theory.Symbolics.Simplification;

namespace Theory.Cli.Verbs;

/// <summary><c>theory simplify</c> and <c>theory expand</c>: the same value in another form.</summary>
internal static class RewriteVerbs
{
    /// <summary>The canonical form.</summary>
    public static Verb Simplify()
    {
        var (bound, given) = (Arguments.Bound(), Assumed.Option());
        return new(
            "simplify",
            "The canonical form, by rules whose side conditions are proven",
            "theory simplify \"sqrt(x^2) + log(x*y) - log(y)\"",
            [bound, given],
            input => Answer(input, bound, given, (e, context) => e.Simplify(context))
        );
    }

    /// <summary>Products of sums multiplied out.</summary>
    public static Verb Expand()
    {
        var (bound, given) = (Arguments.Bound(), Assumed.Option());
        var collect = new Option<string?>("--collect")
        {
            HelpName = "NAME",
            Description = "Put terms with the same power of a symbol together",
        };
        return new(
            "expand",
            "Products of sums multiplied out",
            "theory expand \"(1 + x)*(1 + y)^2\" --collect x",
            [bound, collect, given],
            input =>
                Answer(
                    input,
                    bound,
                    given,
                    (e, context) =>
                        input.Of(collect) is { } name
                            ? e.Collect(Arguments.Symbol(name, Subject.Read(input.Of(bound)), "--collect"), context)
                            : e.Expand(context)
                )
        );
    }

    private static Report Answer(Input input, Argument<string> bound, Option<string[]> given, Func<Expr, Context, Expr> rewrite)
    {
        var subject = Subject.Read(input.Of(bound));
        var context = Assumed.Of(subject, input, given);
        return Formulas.Report(rewrite(subject.Define(context).Expr, context)) with
        {
            Given = Assumed.InWords(context, subject.Expr),
        };
    }
}
