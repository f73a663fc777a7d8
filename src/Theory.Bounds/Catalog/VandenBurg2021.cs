using Theory.Symbolics;

namespace Theory.Bounds.Papers;

/// <summary>Van den Burg and Williams (2021): how much a density model remembers of single points.</summary>
public static class VandenBurg2021
{
    /// <summary>The paper.</summary>
    public static Reference Paper { get; } =
        new(
            "vandenburg2021memorization",
            "van den Burg, Gerrit J. J. and Williams, Christopher K. I.",
            "On Memorization in Probabilistic Deep Generative Models",
            2021,
            "2106.03216",
            "Advances in Neural Information Processing Systems"
        );

    /// <summary>The score by leaving a point out.</summary>
    public static Bound MemorizationScore { get; } =
        new()
        {
            Id = "vandenburg2021:memorization-score",
            Title = "Memorization score of a training point",
            Reference = Paper,
            Where = "definition of the leave-one-out score",
            Reading =
                "For one training sample S and its point x_i: p_S is the density at x_i after training on S, and p_out that after training on S without x_i; where training is random each is the mean density over its randomness, and the logarithm is taken of the mean. The K-fold estimate trains both sides on n (1 - 1/K) points: it estimates another number, and can be negative where this score is not.",
            Left = new Symbol("M_i"),
            Relation = Relation.Definition,
            Terms =
            [
                new("seen", new Log(new Symbol("p_S")), "log-likelihood of the point, trained on it"),
                new("left out", -(Expr)new Log(new Symbol("p_out")), "log-likelihood of the point, trained without it"),
            ],
            Mode = new Mode.InExpectation(),
            Assumptions = [Assumption.InWords("the model has a density that is positive at the point either way")],
            Glossary =
            [
                new("M_i", "memorization score of point i", Role.Other, "M_i real", "nat"),
                new("p_S", "density at the point, trained on the whole sample", Role.Other, "p_S > 0"),
                new("p_out", "density at the point, trained on the sample without it", Role.Other, "p_out > 0"),
            ],
            See = ["bonnaire2025:memorization-fraction"],
            Note =
                "Published estimates take the log-density of a latent-variable model by importance sampling with 256 draws, which is biased low on both sides.",
        };
}
