using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Compilation;

/// <summary>
/// An expression as a loop over columns, eight points at a time, for one choice of which parameters have one value for all points.
/// </summary>
internal sealed unsafe class GridKernel
{
    // Values for all points: columns of varying parameters, values of the fixed ones, where to, how many bytes a column.
    private delegate bool Loop(double** columns, double* fixedValues, double* values, nint bytes);

    private readonly Loop loop;
    private readonly Expr[] parameters;
    private readonly bool[] isFixed;
    private readonly Hoisting hoisting;

    public GridKernel(Expr expression, Expr[] parameters, bool[] isFixed, bool isHoisted)
    {
        (this.parameters, this.isFixed) = (parameters, isFixed);
        hoisting = isHoisted ? Hoisting.Of(expression, atom => isFixed[Array.IndexOf(parameters, atom)]) : new(expression, []);
        loop = Compile([.. parameters, .. hoisting.Hoisted.Select(h => h.Name)]);
    }

    /// <summary>The values that are fixed on this grid, one a parameter; null where what depends on them alone is too large or small to be
    /// put together.</summary>
    public double[]? Fixed(IReadOnlyList<ReadOnlyMemory<double>> columns)
    {
        var values = new double[parameters.Length + hoisting.Hoisted.Count];
        var at = new Assignment<double>();
        for (var j = 0; j < parameters.Length; j++)
            if (isFixed[j])
                at = at.With(parameters[j], values[j] = columns[j].Span[0]);
        for (var h = 0; h < hoisting.Hoisted.Count; h++)
        {
            var value = hoisting.Hoisted[h].Value.Evaluate(at);
            if (!(value == 0 || Math.Abs(value) is > 1e-200 and < 1e200))
                return null;
            values[parameters.Length + h] = value;
        }
        return values;
    }

    /// <summary>Fills the values; tells whether none is NaN. Their number is a multiple of eight.</summary>
    public bool Fill(double** columns, double[] fixedValues, double* values, int count)
    {
        fixed (double* constants = fixedValues)
            return loop(columns, constants, values, (nint)count * sizeof(double));
    }

    private Loop Compile(Expr[] names)
    {
        var method = new DynamicMethod(
            "Grid",
            typeof(bool),
            [typeof(double**), typeof(double*), typeof(double*), typeof(nint)],
            typeof(CompiledExpression).Module
        );
        var il = method.GetILGenerator();
        var offset = il.DeclareLocal(typeof(nint));
        var lane = new VectorLane(j => j >= isFixed.Length || isFixed[j], il, names.Length, offset);
        var (isDefined, eight) = (il.DeclareLocal(typeof(bool)), il.DeclareLocal(lane.Type));
        var (body, test) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Stloc, isDefined);
        il.Emit(OpCodes.Br, test);
        il.MarkLabel(body);
        KernelWriter.Write(hoisting.Body, il, lane, names);
        il.Emit(OpCodes.Stloc, eight);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldloc, eight);
        il.Emit(OpCodes.Unaligned, (byte)1);
        il.Emit(OpCodes.Stobj, lane.Type);
        il.Emit(OpCodes.Ldloc, eight);
        il.Emit(OpCodes.Ldloc, eight);
        VectorLane.Generic(il, nameof(Vector512.EqualsAll), 2);
        il.Emit(OpCodes.Ldloc, isDefined);
        il.Emit(OpCodes.And);
        il.Emit(OpCodes.Stloc, isDefined);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, Vector512<double>.Count * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, offset);
        il.MarkLabel(test);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Blt, body);
        il.Emit(OpCodes.Ldloc, isDefined);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Loop>();
    }
}
