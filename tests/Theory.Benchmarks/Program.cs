using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Benchmarks;
using Theory.Simulation.LinearAlgebra;

// dotnet run -c Release --project tests/Theory.Benchmarks [-- NAME ...] prints one table, row by row as it is measured.
return args is ["nothing"] ? 0 : Run(args);

// Apart, so that a run of nothing compiles nothing of it.
static int Run(string[] args)
{
    LinearAlgebraControl.Provider = AcceleratedProvider.Create();
    var all = new (string Name, Func<IEnumerable<Row>> Rows)[]
    {
        ("trajectory", Trajectory.Rows), // first, so that its compilation is in its first run
        ("evaluation", Evaluation.Rows),
        ("algebra", Algebra.Rows),
        ("products", Products.Rows),
        ("swiss-roll", SwissRoll.Rows),
        ("panel", DenoiserPanel.Rows),
        ("orientation", OrientationPanel.Rows),
        ("memorization", NearestPoints.Rows),
        ("spectrum", SpectrumSolve.Rows),
        ("commands", Commands.Rows),
    };
    if (args.Except(all.Select(b => b.Name)).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(b => b.Name))}.");
        return 2;
    }
    Console.WriteLine($"{LinearAlgebraControl.Provider}; {Environment.ProcessorCount} processors, {Timing.Load()}\n");
    Console.WriteLine(Row.Head);
    foreach (var (name, rows) in args.Length == 0 ? all : all.Where(b => args.Contains(b.Name)))
    foreach (var row in rows())
        Console.WriteLine(row.ToMarkdown(name));
    return 0;
}
