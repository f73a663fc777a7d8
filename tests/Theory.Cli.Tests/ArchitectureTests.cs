using System.Reflection;
using Theory.Bounds;
using Theory.Cli.Line;
using Theory.Probability;
using Theory.Proofs;
using Theory.Simulation;
using Theory.Symbolics;
using Theory.Verification;

namespace Theory.Cli.Tests;

/// <summary>What may know of what: each layer of those above it in this list only, and never of those named.</summary>
public class ArchitectureTests
{
    private static readonly (Assembly Layer, string[] MayUse)[] Layers =
    [
        (typeof(Expr).Assembly, []),
        (typeof(Divergence).Assembly, ["Theory.Symbolics"]),
        (typeof(Bound).Assembly, ["Theory.Symbolics", "Theory.Probability"]),
        (typeof(Proof).Assembly, ["Theory.Symbolics", "Theory.Probability", "Theory.Bounds"]),
        (typeof(Simulation.Points).Assembly, ["Theory.Symbolics", "Theory.Probability"]),
        (typeof(Check).Assembly, ["Theory.Symbolics", "Theory.Probability", "Theory.Bounds", "Theory.Simulation"]),
        (
            typeof(Verb).Assembly,
            [
                "Theory.Symbolics",
                "Theory.Probability",
                "Theory.Bounds",
                "Theory.Proofs",
                "Theory.Simulation",
                "Theory.Verification",
            ]
        ),
    ];

    public static TheoryData<string> Names => [.. Layers.Select(layer => layer.Layer.GetName().Name!)];

    [Theory, MemberData(nameof(Names))]
    public void A_layer_uses_only_the_layers_above_it(string name)
    {
        var (layer, mayUse) = Layers.Single(l => l.Layer.GetName().Name == name);
        var used = layer
            .GetReferencedAssemblies()
            .Select(other => other.Name!)
            .Where(other => other.StartsWith("Theory", StringComparison.Ordinal));
        Assert.Subset(mayUse.ToHashSet(), used.ToHashSet());
    }

    [Fact]
    public void Libraries_write_to_no_console()
    {
        foreach (var (layer, _) in Layers.SkipLast(1))
            Assert.DoesNotContain("System.Console", layer.GetReferencedAssemblies().Select(other => other.Name));
    }

    [Fact]
    public void A_theorem_can_be_made_by_the_kernel_only()
    {
        var theorem = typeof(Proofs.Kernel.Theorem);
        Assert.True(theorem is { IsSealed: true, IsClass: true });
        Assert.Empty(theorem.GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.DoesNotContain(theorem.GetProperties(), property => property.SetMethod is { IsPrivate: false });
    }

    [Fact]
    public void No_library_keeps_state_that_can_be_reassigned()
    {
        foreach (var (layer, _) in Layers)
            Assert.DoesNotContain(
                layer
                    .GetTypes()
                    .Where(IsWritten)
                    .SelectMany(type =>
                        type.GetFields(
                            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                        )
                    ),
                field =>
                    !field.IsInitOnly
                    && !field.IsLiteral
                    && !IsGenerated(field)
                    && !field.IsDefined(typeof(ThreadStaticAttribute))
            );
    }

    private static bool IsWritten(Type type) =>
        !IsGenerated(type) && (type.DeclaringType is null || IsWritten(type.DeclaringType));

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
}
