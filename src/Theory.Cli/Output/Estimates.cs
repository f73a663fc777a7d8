using System.Text.Json.Nodes;
using Theory.Simulation.Estimates;

namespace Theory.Cli.Output;

/// <summary>Estimates with their intervals at a level.</summary>
internal static class Estimates
{
    /// <summary>For programs.</summary>
    public static JsonObject Of(Estimate estimate, double alpha)
    {
        var bracket = estimate.At(alpha);
        return new()
        {
            ["value"] = Json.Number(estimate.Value),
            ["kind"] = estimate.Kind,
            ["lower"] = Json.Number(bracket.Lower),
            ["upper"] = Json.Number(bracket.Upper),
            ["alpha"] = alpha,
        };
    }

    /// <summary>For people.</summary>
    public static Cell Shown(Estimate estimate, double alpha)
    {
        var bracket = estimate.At(alpha);
        return estimate switch
        {
            Estimate.Exact => estimate.Value,
            Estimate.Biased => (Cell)estimate.Value + " (no interval)",
            _ => (Cell)estimate.Value + " [" + Cell.Number(bracket.Lower, 4) + ", " + Cell.Number(bracket.Upper, 4) + "]",
        };
    }

    /// <summary>The value and the ends of its interval, each in a cell.</summary>
    public static Cell[] Apart(Estimate estimate, double alpha)
    {
        var bracket = estimate.At(alpha);
        return [estimate.Value, bracket.Lower, bracket.Upper];
    }
}
