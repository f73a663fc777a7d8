using Theory.Testing;

namespace Theory.Cli.Tests;

public class JsonShapeTests
{
    public static TheoryData<string[]> Commands =>
        [
            ["list"],
            ["rate", "1/x + x/n", "--min", "x"],
            ["eval", "1/x", "--set", "x=2"],
            ["show", "chen2025:vae-averaged"],
            ["latex", "1/x"],
            ["compose", "mbacke2023-wgan:sharp", "set delta = 1/n"],
            ["compare", "1/x", "1/x^2"],
            ["series", "exp(x)", "--var", "x", "--at", "0"],
            ["limit", "1/x", "--var", "x", "--to", "inf"],
            ["memorization", "--train", Golden.Data("swiss_roll.csv"), "--generated", Golden.Data("swiss_roll.csv")],
            ["depends", "1/x", "--on", "x"],
            ["check", "li2023:training-dynamics"],
            ["optimize", "x + 1/x", "--min", "x"],
            ["solve", "1/n", "--below", "0.1", "--for", "n"],
            ["simplify", "x + x"],
            ["expand", "(1 + x)^2"],
            ["power", "mbacke2023-wgan:sharp", "--trials", "10"],
            ["diff", "1/x", "--var", "x"],
            ["prove", "chen2025:vae-averaged"],
            ["select-time", "--data", Golden.Data("digits.csv"), "--label", "last", "--grid", "2", "--draws", "20"],
            ["experiment", "attack", "--set", "trials=20"],
            ["experiment", "--list"],
            ["doctor"],
            ["bound-vae", "--data", Golden.Data("swiss_roll.csv"), "--epochs", "1"],
        ];

    [Theory, MemberData(nameof(Commands))]
    public void Json_is_one_document_with_schema_version_command_given_seed_and_result(string[] args)
    {
        var ran = Ran.Theory([.. args, "--json"]);
        Assert.Equal(["schema", "version", "command", "given", "seed", "result"], ran.Document.Select(member => member.Key));
        Assert.Equal(1, (int)ran.Document["schema"]!);
        Assert.Empty(ran.Error);
    }
}
