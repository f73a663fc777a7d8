#:project ../src/Theory.Bounds/Theory.Bounds.csproj

// The best temperature of a PAC-Bayes bound, in closed form: Mbacke, Clerc and Germain (2023) bound the distance of a WGAN
// to the data by empirical + (KL + log(1/delta))/lambda + lambda*Delta^2/(8 n).

using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Symbolics.Analysis;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Optimisation;
using Theory.Symbolics.Simplification;

var bound = Catalog.Get("mbacke2023-wgan:sharp");
var lambda = new Symbol("lambda");
var context = Context.Given("n integer, n >= 1, 0 < delta < 1").WithSignsOfQuantities(bound.Right);

var minimum = (Minimum.Exact)bound.Right.Minimise([lambda], context);
var tight = minimum.Value.Simplify(context);
Console.WriteLine($"lambda* = {minimum.Argmin[0].Value.Simplify(context)}");
Console.WriteLine($"bound   = {tight}");
Console.WriteLine($"in delta: {tight.Depends(new Symbol("delta"), context).Direction.Value}");
Console.WriteLine($"LaTeX   : {Latex.Print(tight)}");
