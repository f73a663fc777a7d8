namespace Theory.Cli.Tests;

public class JsonShapeTests
{
    public static TheoryData<string[]> Commands =>
        [
            ["list"],
            ["rate", "1/x + x/n", "--min", "x"],
            ["eval", "1/x", "--set", "x=2"],
        ];

    [Theory, MemberData(nameof(Commands))]
    public void Json_is_one_document_with_schema_version_given_seed_and_result(string[] args)
    {
        var ran = Ran.Theory([.. args, "--json"]);
        Assert.Equal(["schema", "version", "given", "seed", "result"], ran.Document.Select(member => member.Key));
        Assert.Equal(1, (int)ran.Document["schema"]!);
        Assert.Empty(ran.Error);
    }
}
