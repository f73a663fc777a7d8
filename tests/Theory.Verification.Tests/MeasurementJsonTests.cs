using System.Text.Json.Nodes;
using Theory.Verification.Experiments;

namespace Theory.Verification.Tests;

public class MeasurementJsonTests
{
    private static Measurement Whole { get; } =
        new([("a", 0.1), ("b", double.PositiveInfinity), ("c", double.NaN)], [("text", "inf")])
        {
            Conclusions = [new("slope is $-2/5$", Decision.Refuted, "slope -0.2 [-0.25, -0.15]")],
            Tables =
            [
                new(
                    "mixed",
                    ["what", "value"],
                    [
                        ["words", 1.0 / 3],
                        ["nan", double.NegativeInfinity],
                    ]
                ),
            ],
            Plots =
            [
                new(
                    "figure",
                    "A figure",
                    new("x", true) { Low = 0.5 },
                    new("y"),
                    [PlotSeries.Of("s", Mark.Points, [(1, 2, 1.5, double.PositiveInfinity)])]
                )
                {
                    Map = new("map", [1, 2], [1], [0.25, double.NaN]) { Kinds = ["one"] },
                },
            ],
        };

    [Fact]
    public void What_is_written_is_read_back_bit_by_bit()
    {
        var text = MeasurementJson.Write(Whole).ToJsonString();
        Assert.Equal(Whole, MeasurementJson.Read(JsonNode.Parse(text)!));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"numbers": {"a": []}, "texts": {}}""")]
    [InlineData("""{"numbers": {}, "texts": {}, "conclusions": [{"claim": "c", "decision": "Maybe", "evidence": ""}]}""")]
    public void What_is_no_measurement_is_refused(string json) =>
        Assert.Throws<FormatException>(() => MeasurementJson.Read(JsonNode.Parse(json)!));
}
