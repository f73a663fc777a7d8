using Theory.Benchmarks;

Console.WriteLine("| work | ours | peer | theirs | theirs/ours |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (var row in EvaluationRows.All().Concat(AlgebraRows.All()))
    Console.WriteLine(row);
