using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Compilation;

/// <summary>How instructions are written for one kind of value: a double, or eight side by side.</summary>
internal abstract record Lane(Type Type)
{
    public abstract void Constant(ILGenerator il, double value);

    /// <summary>Loads the j-th parameter.</summary>
    public abstract void Load(ILGenerator il, int j);

    public abstract void Add(ILGenerator il);

    public abstract void Multiply(ILGenerator il);

    public abstract void Divide(ILGenerator il);

    public abstract void Negate(ILGenerator il);

    /// <summary>Calls <c>Sqrt</c>, <c>Exp</c>, <c>Log</c>, <c>Min</c>, <c>Max</c> or <c>Pow</c>.</summary>
    public abstract void Call(ILGenerator il, string function);
}

/// <summary>One double; parameters stand side by side from where the first local points.</summary>
internal sealed record ScalarLane() : Lane(typeof(double))
{
    public override void Constant(ILGenerator il, double value) => il.Emit(OpCodes.Ldc_R8, value);

    public override void Load(ILGenerator il, int j)
    {
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ldc_I4, j * sizeof(double));
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldind_R8);
    }

    public override void Add(ILGenerator il) => il.Emit(OpCodes.Add);

    public override void Multiply(ILGenerator il) => il.Emit(OpCodes.Mul);

    public override void Divide(ILGenerator il) => il.Emit(OpCodes.Div);

    public override void Negate(ILGenerator il) => il.Emit(OpCodes.Neg);

    public override void Call(ILGenerator il, string function) =>
        il.Emit(
            OpCodes.Call,
            function is "Pow"
                ? typeof(Powers).GetMethod(nameof(Powers.Of))!
                : typeof(Math).GetMethod(
                    function,
                    function is "Min" or "Max" ? [typeof(double), typeof(double)] : [typeof(double)]
                )!
        );
}

/// <summary>
/// Eight doubles in a loop over columns: parameters that have one value for all points are loaded before it, from where the kernel's
/// second argument points; the others at an offset in bytes from where the pointers that its first argument points at point.
/// </summary>
internal sealed record VectorLane : Lane
{
    private readonly LocalBuilder?[] values;
    private readonly LocalBuilder offset;

    public VectorLane(Func<int, bool> isFixed, ILGenerator il, int parameters, LocalBuilder offset)
        : base(typeof(Vector512<double>))
    {
        this.offset = offset;
        values = new LocalBuilder?[parameters];
        for (var j = 0; j < parameters; j++)
            if (isFixed(j))
            {
                values[j] = il.DeclareLocal(Type);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4, j * sizeof(double));
                il.Emit(OpCodes.Add);
                il.Emit(OpCodes.Ldind_R8);
                il.Emit(OpCodes.Call, typeof(Vector512).GetMethod(nameof(Vector512.Create), [typeof(double)])!);
                il.Emit(OpCodes.Stloc, values[j]!);
            }
    }

    public override void Constant(ILGenerator il, double value)
    {
        il.Emit(OpCodes.Ldc_R8, value);
        il.Emit(OpCodes.Call, typeof(Vector512).GetMethod(nameof(Vector512.Create), [typeof(double)])!);
    }

    public override void Load(ILGenerator il, int j)
    {
        if (values[j] is { } value)
        {
            il.Emit(OpCodes.Ldloc, value);
            return;
        }
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, j * sizeof(long));
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldind_I);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Unaligned, (byte)1);
        il.Emit(OpCodes.Ldobj, Type);
    }

    public override void Add(ILGenerator il) => Generic(il, nameof(Vector512.Add), 2);

    public override void Multiply(ILGenerator il) => Generic(il, nameof(Vector512.Multiply), 2);

    public override void Divide(ILGenerator il) => Generic(il, nameof(Vector512.Divide), 2);

    public override void Negate(ILGenerator il) => Generic(il, nameof(Vector512.Negate), 1);

    public override void Call(ILGenerator il, string function)
    {
        if (function is "Exp" or "Log")
            il.Emit(OpCodes.Call, typeof(VectorFunctions).GetMethod(function)!);
        else if (function is "Pow")
            il.Emit(OpCodes.Call, typeof(VectorPower).GetMethod(nameof(VectorPower.Pow))!);
        else
            Generic(il, function, function is "Sqrt" ? 1 : 2);
    }

    internal static void Generic(ILGenerator il, string function, int arguments) =>
        il.Emit(
            OpCodes.Call,
            typeof(Vector512)
                .GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Single(m =>
                    m.Name == function
                    && m.IsGenericMethodDefinition
                    && m.GetParameters().Length == arguments
                    && m.GetParameters().All(p => p.ParameterType.IsGenericType)
                )
                .MakeGenericMethod(typeof(double))
        );
}
