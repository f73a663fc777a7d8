using System.CommandLine;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Subjects;

namespace Theory.Cli.Verbs;

/// <summary><c>theory compose</c>: a bound made of bounds.</summary>
internal static class ComposeVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make()
    {
        var bound = Arguments.Bound();
        var steps = new Argument<string[]>("STEP") { Arity = ArgumentArity.ZeroOrMore, Description = Forms };
        var save = new Option<string?>("--save")
        {
            HelpName = "FILE",
            Description = "Write how the bound is made to FILE.json: every verb reads it as @FILE.json",
        };
        return new(
            "compose",
            "A bound made of bounds: plug in, chain, specialise, optimise, unite, pass to expectation; a theorem if its parts are",
            "theory compose mbacke2023-wgan:sharp \"suppose KL(rho, prior) <= K\" \"optimize lambda\"",
            [bound, steps, save],
            input =>
            {
                var recipe = new Recipe(input.Of(bound), input.Of(steps));
                var made = recipe.Make();
                if (input.Of(save) is { } file)
                {
                    File.WriteAllText(file, BoundFile.Written(recipe, made));
                    input.Surroundings.Error.WriteLine($"written: {file}");
                }
                return ShowVerb.Report(made);
            }
        );
    }

    private static string Forms =>
        "Steps, each in quotes, taken one after the other:\n"
        + string.Join("\n", Recipe.Forms.Select(form => $"{form.Form}: {form.Does}"));
}
