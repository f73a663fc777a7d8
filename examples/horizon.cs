#:project ../src/Theory.Simulation/Theory.Simulation.csproj

// Which diffusion horizon T suits the data? The computable terms of the bound of Chen et al. (2025) on 200 points of a
// swiss roll: what is forgotten of a point (t1), how far its law is from the prior (t2), what the score costs (t3).
// The sum is an objective, not a certified bound; the library says why.

using Theory.Probability.Schedules;
using Theory.Simulation.Data;
using Theory.Simulation.Diffusions;
using Theory.Simulation.Randomness;

var here = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFilePath")!)!;
var data = DataSet.Read(Path.Combine(here, "data", "swiss_roll.csv"));
double[] horizons = [0.4, 0.6, 0.8, 1.0, 1.2];

var objective = DiffusionObjective.Over(data.Points, Schedule.Usual, horizons, r: 1, eps: 0.1, draws: 1000, RandomStream.Root(1));
foreach (var row in objective.Rows)
    Console.WriteLine(
        FormattableString.Invariant(
            $"T = {row.T:F1}: t1 {row.T1.Value, 7:F4}  t2 {row.T2:F4}  t3 {row.T3PerSample.Value:F4}  sum {row.Sum.Value:F4}"
        )
    );
Console.WriteLine(
    FormattableString.Invariant($"least at T = {objective.Best.T:F1}; at the edge of the grid: {objective.BestAtEdge}")
);
Console.WriteLine($"no certificate, because {objective.Reasons[0]}");
