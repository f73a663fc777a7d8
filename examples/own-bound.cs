#:project ../src/Theory.Verification/Theory.Verification.csproj

// One's own theorem, from statement to attack. The claim: a learner that reads a sample of n points changes its output law
// so little that I(S; W) <= log(1 + n)/2. The attack searches finite worlds (alphabets, kernels) for one in which
// the left side is larger, and shrinks what it finds.

using Theory.Bounds;
using Theory.Probability;
using Theory.Symbolics;
using Theory.Verification;

var n = new Symbol("n");
var x = new Space.Named("X");
var learned = new Space.Named("W");
var data = NamedKernel.Measure("P_X", x);
var learner = new NamedKernel("A", [new Space.SampleOf(x, n)], learned);

var sample = Draw.From("S", new Sampling(data, n));
var output = Draw.From("W", learner, sample.Variable);

var claim = new Bound
{
    Id = "me:little-memory",
    Title = "A learner remembers little of its sample",
    Reference = new("me2026", "Me", "A wrong claim", 2026, "", "unpublished"),
    Where = "Conjecture 1",
    Reading = "S is an i.i.d. sample of n points, W the output of the learner.",
    Left = new MutualInformation(Law.Of([sample, output], sample.Variable, output.Variable)),
    Terms = [new("memory", new Log(1 + n) / 2, "half the logarithm of one more than the sample size")],
    Mode = new Mode.InExpectation(),
    Assumptions = [Assumption.InWords("S is an i.i.d. sample from P_X")],
    Glossary = [new("n", "number of training points", Role.SampleSize, "n integer, n >= 1")],
};

var verdict = Check.Attack(claim, trials: 2_000, seed: 1);
Console.WriteLine($"{verdict.Id}: {verdict.Word}");
if (verdict.Counterexample is { } world)
{
    Console.WriteLine(world.World);
    Console.WriteLine($"left at least {world.LeftLower:F4}, right at most {world.RightUpper:F4}");
}
