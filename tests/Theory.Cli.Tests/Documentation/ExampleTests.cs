using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Theory.Cli.Tests.Documentation;

/// <summary>The examples in the XML documentation of the libraries are run, and print what they say.</summary>
public class ExampleTests
{
    private static readonly Assembly[] Libraries =
    [
        typeof(Symbolics.Expr).Assembly,
        typeof(Probability.Law).Assembly,
        typeof(Bounds.Bound).Assembly,
        typeof(Proofs.Proof).Assembly,
        typeof(Simulation.Points).Assembly,
        typeof(Verification.Check).Assembly,
    ];

    private static readonly ScriptOptions Options = ScriptOptions
        .Default.WithReferences([.. Libraries, typeof(Enumerable).Assembly])
        .WithImports([
            "System",
            "System.Linq",
            .. Libraries.SelectMany(library => library.GetExportedTypes()).Select(type => type.Namespace!).Distinct(),
        ]);

    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var library in Libraries)
            foreach (var member in Documentation(library).Descendants("member"))
            foreach (var example in member.Elements("example"))
                data.Add((string)member.Attribute("name")!, example.Element("code")!.Value.Trim(), example.Element("c")!.Value);
            return data;
        }
    }

    [Fact]
    public void Every_library_shows_examples() =>
        Assert.All(Libraries, library => Assert.NotEmpty(Documentation(library).Descendants("example")));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_gives_what_it_says(string member, string code, string expected)
    {
        var value = await CSharpScript.EvaluateAsync<object>(code, Options);
        Assert.True(
            expected == Convert.ToString(value, CultureInfo.InvariantCulture),
            $"{member}: {code} is {value}, not {expected}"
        );
    }

    private static XDocument Documentation(Assembly library) => XDocument.Load(Path.ChangeExtension(library.Location, ".xml"));
}
