using System.Runtime.CompilerServices;
using MathNet.Numerics.Providers.LinearAlgebra;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Simulation.Tests.LinearAlgebra;

/// <summary>All tests of this assembly run on one provider, set before the first of them.</summary>
internal static class ProviderSetup
{
    [ModuleInitializer]
    internal static void Use() => LinearAlgebraControl.Provider = AcceleratedProvider.Create();
}
