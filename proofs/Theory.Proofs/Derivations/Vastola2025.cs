using Theory.Bounds.Papers;
using Theory.Proofs.Kernel;

namespace Theory.Proofs.Derivations;

/// <summary>Derivations of what the V-kernel of Vastola (2025) says of the generator term of Chen, Zhu and Shkurti (2025).</summary>
public static class Vastola2025Derivations
{
    /// <summary>For a past that is independent of the sample the mean under the joint law is taken in two steps (Fubini).</summary>
    public static Derivation VarianceForm { get; } =
        new(
            Vastola2025GeneratorTerm.VarianceForm,
            () => Theorem.Identity(Vastola2025GeneratorTerm.VarianceForm.Left, Vastola2025GeneratorTerm.VarianceForm.Right)
        );

    /// <summary>The variance form of a Gaussian step, for a past that is independent of the sample.</summary>
    public static Derivation Information { get; } =
        new(
            Vastola2025GeneratorTerm.Information,
            () =>
                Chen2025GeneratorTermDerivations
                    .GaussianStepInformation(Vastola2025GeneratorTerm.DrawApart)
                    .As(Vastola2025GeneratorTerm.Information.Left, Vastola2025GeneratorTerm.Information.Right)
        );
}
