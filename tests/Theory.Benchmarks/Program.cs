using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Benchmarks;
using Theory.Simulation.LinearAlgebra;

// dotnet run -c Release --project tests/Theory.Benchmarks [-- symbolics|products|trajectory|swiss-roll|panel|orientation|memorization|spectrum ...]
// Each measures the library and, where Debian's Python has the modules, its peer in the same minute.
LinearAlgebraControl.Provider = AcceleratedProvider.Create();
var all = new (string Name, Action Run)[]
{
    ("symbolics", Symbolics),
    ("products", Products.Run),
    ("trajectory", Trajectory.Run),
    ("swiss-roll", SwissRoll.Run),
    ("panel", DenoiserPanel.Run),
    ("orientation", OrientationPanel.Run),
    ("memorization", NearestPoints.Run),
    ("spectrum", SpectrumSolve.Run),
};
if (args.Except(all.Select(b => b.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}
Console.WriteLine($"{LinearAlgebraControl.Provider}; {Environment.ProcessorCount} processors, {Timing.Load()}");
foreach (var (name, run) in args.Length == 0 ? all : all.Where(b => args.Contains(b.Name)))
{
    Console.WriteLine($"\n{name}\n");
    run();
}
return 0;

static void Symbolics()
{
    Console.WriteLine("| work | ours | peer | theirs | theirs/ours |");
    Console.WriteLine("| --- | --- | --- | --- | --- |");
    foreach (var row in EvaluationRows.All().Concat(AlgebraRows.All()))
        Console.WriteLine(row);
}
