using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Testing;

namespace Theory.Cli.Tests;

public sealed class BoundFileTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    private static JsonObject Own => JsonNode.Parse(File.ReadAllText(Golden.Data("own-bound.json")))!.AsObject();

    // The example with one member changed.
    private Ran With(string member, JsonNode? value, params string[] verb)
    {
        var own = Own;
        own[member] = value;
        File.WriteAllText(file, own.ToJsonString());
        return Ran.Theory([verb.Length == 0 ? "show" : verb[0], "@" + file, .. verb.Skip(1)]);
    }

    [Fact]
    public void A_bound_of_ones_own_goes_through_the_verbs()
    {
        var own = "@" + Golden.Data("own-bound.json");
        Assert.Equal("me:kernel-smoothing", (string)Ran.Theory("show", own, "--json").Result["id"]!);
        Assert.Equal("increasing", (string)Ran.Theory("depends", own, "--on", "L", "--json").Result["whole"]!["direction"]!);
        Assert.Contains(@"\lesssim", Ran.Theory("latex", own).Out, StringComparison.Ordinal);
        var row = Ran.Theory("eval", own, "--set", "N=100,h=1/2,d=2,s=1,L=2", "--json").Result["rows"]![0]!;
        Assert.Equal(4 * 0.25 + 4.0 / 100, (double)row["value"]!, 12);
        Assert.Equal(ExitCode.NotDecided, Ran.Theory("check", own, "--json").Code);
        Assert.Equal("none", (string)Ran.Theory("prove", own, "--json").Result["status"]!);
    }

    [Fact]
    public void Its_best_bandwidth_is_the_textbook_rate()
    {
        var regime = Ran.Theory(
            "rate",
            "@" + Golden.Data("own-bound.json"),
            "--min",
            "h",
            "--given",
            "d = 2, s = 1, L = 1",
            "--json"
        ).Result["regimes"]!
            .AsArray()
            .Single()!;
        Assert.Equal("N^(-1/4)", (string)regime["argmin"]!["h"]!);
        Assert.Equal("1/sqrt(N)", (string)regime["rate"]!);
    }

    [Fact]
    public void The_schema_names_every_member_of_the_example()
    {
        var ran = Ran.Theory("show", "--schema", "--json");
        var known = ran.Result["properties"]!.AsObject().Select(member => member.Key).ToHashSet();
        Assert.Subset(known, Own.Select(member => member.Key).ToHashSet());
        var information = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!.AsObject();
        Assert.All(
            known.Except(["source", "rate", "delta", "made", "laws", "over"]),
            name => Assert.True(Own.ContainsKey(name) || information.ContainsKey(name), name)
        );
    }

    [Fact]
    public void Wrong_members_are_refused_by_name()
    {
        With("schema", 2).IsRefusedSaying("schema");
        With("left", null).IsRefusedSaying("left is missing");
        With("left", "gap +").IsRefusedSaying("left: The expression ends too early", "^");
        With("terms", new JsonArray()).IsRefusedSaying("terms is empty");
        With("terms", new JsonArray(new JsonObject { ["name"] = "a", ["expr"] = "1/)" })).IsRefusedSaying("terms[0].expr");
        With("terms", new JsonArray(1)).IsRefusedSaying("terms[0] is no object");
        With("relation", "<").IsRefusedSaying("relation is '<'", "<=");
        With("mode", "with probability").IsRefusedSaying("delta is missing");
        With("id", "mine").IsRefusedSaying("no colon");
        With("colour", "red").IsRefusedSaying("colour is unknown");
        With("assumptions", "none").IsRefusedSaying("assumptions is not a list");
        With("symbols", new JsonArray(new JsonObject { ["name"] = "N", ["role"] = "Size" }))
            .IsRefusedSaying("symbols[0].role", "SampleSize");
        With("symbols", new JsonArray(new JsonObject { ["name"] = "N", ["domain"] = "N >" }))
            .IsRefusedSaying("symbols[0].domain");
    }

    [Fact]
    public void What_is_no_json_is_refused_with_its_line()
    {
        File.WriteAllText(file, "{\n \"id\": }");
        Ran.Theory("show", "@" + file).IsRefusedSaying("line 2", "not JSON", "--schema");
        File.WriteAllText(file, "[1]");
        Ran.Theory("show", "@" + file).IsRefusedSaying("JSON object");
        Ran.Theory("show", "@nowhere.json").IsRefusedSaying("no file");
    }

    private static readonly string Information = "@" + Golden.Data("information.json");

    private Ran Informed(string member, JsonNode? value, params string[] verb)
    {
        var own = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!.AsObject();
        own[member] = value;
        File.WriteAllText(file, own.ToJsonString());
        return Ran.Theory([verb.Length == 0 ? "show" : verb[0], "@" + file, .. verb.Skip(1)]);
    }

    private static JsonArray OneTerm(string expr) => [new JsonObject { ["name"] = "only", ["expr"] = expr }];

    [Fact]
    public void A_bound_on_declared_laws_is_attacked_in_worlds()
    {
        var kept = Ran.Theory("check", Information, "--trials", "600", "--json").Result;
        Assert.Equal("not-refuted", (string)kept["verdict"]!);
        Assert.Equal(["S is an i.i.d. sample from P_X"], kept["assumptionsUnchecked"]!.AsArray().Select(a => (string)a!));
        var half = Informed("terms", OneTerm("sqrt(R^2*I(S, W)/n)"), "check", "--trials", "600", "--json");
        Assert.Equal(ExitCode.Refuted, half.Code);
        Assert.NotNull(half.Result["counterexample"]);
        Assert.True((int)Ran.Theory("power", Information, "--trials", "300", "--json").Result["refuted"]! > 0);
    }

    // Each is true as it stands, and false with half of its right side.
    [Theory]
    [InlineData("sqrt(I(S, W)/(2*n))", "bounded(loss, 1)")]
    [InlineData("sqrt(2*B^2*I(S, W)/n)", "bounded(loss, 2*B)")]
    [InlineData("sqrt(2*I(S, W)/n)", "subgaussian(loss(w, X), 1)")]
    [InlineData("sqrt(2*C^2*I(S, W)/n)", "subgaussian(loss(w, X), R)", "R <= C")]
    [InlineData("sqrt(2*I(S, W)/n)", "subgaussian(loss(w, X), R)", "R <= 1")]
    public void What_an_assumption_says_of_its_parameter_is_kept(string right, params string[] assumed)
    {
        var own = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!.AsObject();
        own["symbols"]!.AsArray().RemoveAt(1);
        own["assumptions"] = new JsonArray([.. assumed.Select(a => new JsonObject { ["holds"] = a })]);
        Assert.Equal(("not-refuted", 0), Attacked(right));
        Assert.Equal(("refuted", 0), Attacked($"({right})/2"));

        (string, int) Attacked(string term)
        {
            own["terms"] = OneTerm(term);
            File.WriteAllText(file, own.ToJsonString());
            var result = Ran.Theory("check", "@" + file, "--trials", "3000", "--json").Result;
            return ((string)result["verdict"]!, result["assumptionsUnchecked"]!.AsArray().Count);
        }
    }

    [Fact]
    public void A_parameter_keeps_to_its_domain()
    {
        var symbols = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!["symbols"]!.AsArray();
        symbols[1]!["domain"] = "0 < R <= 1";
        var own = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!.AsObject();
        own["symbols"] = symbols.DeepClone();
        own["terms"] = OneTerm("sqrt(2*I(S, W)/n)");
        File.WriteAllText(file, own.ToJsonString());
        var kept = Ran.Theory("check", "@" + file, "--trials", "3000", "--json").Result;
        Assert.Equal("not-refuted", (string)kept["verdict"]!);
        own.Remove("symbols");
        File.WriteAllText(file, own.ToJsonString());
        Assert.Equal(ExitCode.Refuted, Ran.Theory("check", "@" + file, "--trials", "3000").Code);
    }

    [Fact]
    public void Declared_quantities_are_read_and_printed()
    {
        var ran = Informed("terms", OneTerm("KL(A(S), Q) + W1(P_X, P_X) + TV(law(S, W), law(S)*law(W)) + H(W) + E(d(X, S[1]))"));
        ran.IsRefusedSaying("terms[0].expr", "'Q' is no law", "declared are P_X, A, loss");
        var own = JsonNode.Parse(File.ReadAllText(Golden.Data("information.json")))!.AsObject();
        own["laws"] = new JsonObject { ["Q"] = "W" };
        own["terms"] = OneTerm("E(KL(A(S), Q)) + W1(P_X, P_X) + TV(law(S, W), law(S)*law(W)) + H(W) + E(d(X, S[1]))");
        File.WriteAllText(file, own.ToJsonString());
        var shown = Ran.Theory("show", "@" + file, "--json");
        Assert.Equal(
            "E(KL(A(S), Q)) + W1(P_X, P_X) + TV(law(S, W, W ~ A(S)), law(S, W, W ~ A(S'))) + H(A # P_X^n) + E(d(X, X_1))",
            (string)shown.Result["right"]!
        );
    }

    [Fact]
    public void Wrong_declarations_are_refused_by_their_place()
    {
        Informed("kernels", new JsonObject { ["A"] = "X ->" }).IsRefusedSaying("kernels.A");
        Informed("kernels", new JsonObject { ["KL"] = "X" }).IsRefusedSaying("kernels.KL", "means something already");
        Informed("functions", new JsonObject { ["loss"] = "W, X" }).IsRefusedSaying("functions.loss", "-> R");
        Informed("draws", new JsonArray("S ~ P_Y^n")).IsRefusedSaying("draws[0]", "'P_Y' is no kernel");
        Informed("draws", new JsonArray("S = P_X")).IsRefusedSaying("draws[0]", "draws nothing");
        Informed("points", new JsonObject { ["w"] = "2" }).IsRefusedSaying("points.w", "no space");
        Informed("left", "E(loss(W, w))").IsRefusedSaying("left", "loss takes points");
        Informed("assumptions", new JsonArray(new JsonObject { ["holds"] = "nice(loss)" }))
            .IsRefusedSaying("assumptions[0].holds", "subgaussian(BODY, R)");
        Informed("assumptions", new JsonArray(1)).IsRefusedSaying("assumptions[0]");
        Informed("id", "mbacke2023-wgan:sharp").IsRefusedSaying("entry of the catalog");
    }
}
