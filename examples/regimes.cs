#:project ../src/Theory.Symbolics/Theory.Symbolics.csproj

// When to stop training, and what it gains: the bound of Li et al. (2023, Theorem 1) balanced over the training time tau,
// for networks of width m = n^kappa. Each regime comes with the powers of n that are best and a certificate: a weighted
// geometric mean of terms that no choice of tau can undercut.

using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Optimisation;

var bound = Infix.Parse("tau^4/(m*n) + tau^3/m^2 + 1/tau + 1/m");
var balance = Balancing.Balance(bound, [new Symbol("tau")], Context.Given("m = n^kappa"));

foreach (var regime in ((Balance.Diagram)balance).Regimes)
{
    Console.WriteLine($"where {string.Join(", ", regime.When)}");
    Console.WriteLine($"  stop at  tau = {regime.Argmin[0].Value}");
    Console.WriteLine($"  rate     {regime.Rate}");
    Console.WriteLine($"  because  {regime.Certificate}");
    Console.WriteLine($"  LaTeX    \\tau \\asymp {Latex.Print(regime.Argmin[0].Value)}");
}
