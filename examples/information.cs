#:project ../src/Theory.Verification/Theory.Verification.csproj
#:project ../proofs/Theory.Proofs/Theory.Proofs.csproj

// One's own theorem in one file, from statement to verdict. The bound of Xu and Raginsky (2017, Theorem 1) is not in the catalog: a
// learner that remembers little of its sample generalizes,
//     E loss(W, X) - mean_i E loss(W, X_i) <= sqrt(2 R^2 I(S; W)/n).
// It is stated, attacked in finite worlds beside versions with smaller constants, its attack is weighed by mutants, and it is proved in
// the kernel, by way of the bound of Bu, Zou and Veeravalli (2020) with I(X_i; W) for each point.

using Theory.Bounds;
using Theory.Probability;
using Theory.Proofs;
using Theory.Proofs.Kernel;
using Theory.Symbolics;
using Theory.Symbolics.Notation;
using Theory.Verification;
using Theory.Verification.Mutants;
using static Theory.Proofs.Kernel.Theorem;

// Who draws what: the statement is a little program.
Symbol n = new("n"),
    i = new("i"),
    r = new("R");
Space x = new Space.Named("X"),
    models = new Space.Named("W");
var data = NamedKernel.Measure("P_X", x);
var sample = Draw.From("S", new Sampling(data, n));
var model = Draw.From("W", new NamedKernel("A", [new Space.SampleOf(x, n)], models), sample.Variable);
var fresh = Draw.From("X", data);
var loss = new Function("loss", [models, x]);
Variable s = sample.Variable,
    w = model.Variable;
var point = new Entry(s, i);
Expr Loss(Point at, Point of) => new Evaluation(loss, [at, of]);

// Statement and assumptions.
Expr risk = Expectation.Under([sample, model, fresh], Loss(w, fresh.Variable));
Expr onSample = Expectation.Under([sample, model], Loss(w, point));
Expr remembered = new MutualInformation(Law.Of([sample, model], s, w));
var subGaussian = new Judgement.ForAll([w], new Judgement.SubGaussian(RandomReal.Of([fresh], Loss(w, fresh.Variable)), r));
var bounded = new Judgement.Bounded(loss, new Symbol("B"));

Bound With(string id, Expr right) =>
    new()
    {
        Id = id,
        Title = "Generalization error and mutual information",
        Reference = new(
            "xu2017",
            "Xu, Aolin and Raginsky, Maxim",
            "Information-theoretic analysis of generalization capability of learning algorithms",
            2017,
            "1705.07809",
            "Advances in Neural Information Processing Systems"
        ),
        Where = "Theorem 1",
        Reading = "S is an i.i.d. sample, W the output of the learner, X a fresh point; expectations are over all three.",
        Left = risk - new Series(i, 1, n, onSample, IsAverage: true),
        Terms = [new("information", right, "what the learner remembers of the sample")],
        Mode = new Mode.InExpectation(),
        Assumptions = [new("the loss is R-sub-Gaussian at every w", subGaussian), new("the loss is bounded", bounded)],
        Glossary =
        [
            new("n", "number of training points", Role.SampleSize, "n integer, n >= 1"),
            new("R", "sub-Gaussian parameter of the loss", Role.SubGaussianParameter, "R > 0"),
        ],
    };
var theorem = With("xu2017:information", Expr.Sqrt(2 * Power.Of(r, 2) * remembered / n));
Console.WriteLine($"{theorem.Id}: {theorem.Left} <= {theorem.Right}");
Console.WriteLine(Latex.Print(theorem.Right));

// Attack: the statement, and two versions that promise more.
foreach (
    var bound in new[]
    {
        theorem,
        With("me:half", Expr.Sqrt(Power.Of(r, 2) * remembered / n)),
        With("me:faster", Expr.Sqrt(2 * Power.Of(r, 2) * remembered) / n),
    }
)
{
    var verdict = Check.Attack(bound, trials: 3_000, seed: 1);
    Console.WriteLine($"{bound.Id}: {bound.Right} is {verdict.Word}; greatest left/right {verdict.WorstRatio:F3}");
}

// What is the silence worth? Wrong versions, attacked at the same budget.
var power = Powers.Of(theorem, trials: 300, seed: 1);
Console.WriteLine($"{power.Refuted} of {power.Mutants - power.ProvablyTrue} wrong versions refuted");

// Proof. For one training point: transport from (X_i, W) to an independent pair, of the centred loss.
Variable anyW = new("w", models),
    anyX = new("x", x);
Terms<Draw> training = [sample, model];
Expr centredLoss = Loss(anyW, anyX) - Expectation.Under([fresh], Loss(anyW, fresh.Variable));
var together = Law.Of(training, point, w);
var apart = Law.Of([.. training, fresh], fresh.Variable, w);
var ofPoint = new MutualInformation(together);
var gap = Expectation.Under(training, Loss(w, point) - Expectation.Under([fresh], Loss(w, fresh.Variable)));
var centred = CentredMixture(Hypothesis(subGaussian).Assuming(bounded), training);
var perPoint = SubGaussianTransport(centred, together, apart, [anyX, anyW], centredLoss, lower: true)
    .Then(
        InformationAsDivergence(ofPoint)
            .Symmetric()
            .Assuming(bounded)
            .Within(hole => Expr.Sqrt(2 * Power.Of(r, 2) * hole))
            .Within(hole => gap + hole)
    )
    .Within(hole => hole + risk - onSample)
    .As(risk - onSample, Expr.Sqrt(2) * r * Expr.Sqrt(ofPoint));

// On average over the points: Jensen's inequality, and independence of the points.
var hole = new Symbol("hole");
var mean = new Series(i, 1, n, ofPoint, IsAverage: true);
var memory = Jensen(Expr.Sqrt(hole), hole, mean)
    .Then(
        SampleSuperadditivity(Law.Of(training, w), sample, i)
            .Within(sum => sum / n)
            .From(mean)
            .Within(average => Expr.Sqrt(average))
    )
    .Assuming(bounded)
    .Within(average => Expr.Sqrt(2) * r * average);
var proved = perPoint.Averaged(i, n).To(Expr.Sqrt(2) * r * new Series(i, 1, n, Expr.Sqrt(ofPoint), IsAverage: true)).Then(memory);

var proof = Proof.Of(new Derivation(theorem, () => proved.As(theorem.Left, theorem.Right)));
Console.WriteLine($"{theorem.Id}: {proof.Status} in {proof.Steps.Length} steps from {string.Join(", ", proof.Theorem!.Axioms)}");
