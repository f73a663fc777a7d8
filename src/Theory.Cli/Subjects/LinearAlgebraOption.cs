using System.CommandLine;
using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Cli.Line;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Cli.Subjects;

/// <summary>What computes products and eigenproblems of matrices: <c>--blas</c>.</summary>
internal sealed class LinearAlgebraOption
{
    /// <summary>The option.</summary>
    public Option<string> Choice { get; } =
        Arguments.Choice(
            "--blas",
            ["auto", "managed", "system"],
            "Matrices: eigenproblems by the system's LAPACK where there is one, C# alone, or the system for products too"
        );

    /// <summary>Makes the choice hold for what follows; results name what computed them.</summary>
    /// <exception cref="ArgumentException">The system's BLAS was asked for and there is none.</exception>
    public void Use(Input input)
    {
        try
        {
            LinearAlgebraControl.Provider = AcceleratedProvider.Create(Enum.Parse<Blas>(input.Of(Choice), ignoreCase: true));
        }
        catch (InvalidOperationException none)
        {
            throw new ArgumentException(none.Message, none);
        }
    }
}
