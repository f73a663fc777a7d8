using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Compilation;

/// <summary>
/// An expression translated to machine code, for one point or for many. Values agree with <see cref="Evaluation"/> up to the rounding of
/// each operation; where plain arithmetic gives NaN, as at <c>0*inf</c>, the conventions there decide. Expressions with sums over an
/// index are interpreted.
/// </summary>
public sealed unsafe class CompiledExpression
{
    private const int Block = 512; // points at a time: their columns stay in the first-level cache

    private delegate double PointKernel(ReadOnlySpan<double> at);

    private delegate Vector512<double> VectorKernel(double** columns, nint offset);

    private readonly Expr expression;
    private readonly Expr[] parameters;
    private readonly PointKernel point;
    private readonly VectorKernel? vector;

    internal CompiledExpression(Expr expression, Expr[] parameters)
    {
        (this.expression, this.parameters) = (expression, parameters);
        var isInterpreted = expression.SubExpressions().Any(part => part is Series);
        point = isInterpreted ? Interpreted : CompilePoint();
        vector = isInterpreted ? null : CompileVector();
    }

    /// <summary>The symbols and quantities that are given values, in this order.</summary>
    public IReadOnlyList<Expr> Parameters => parameters;

    /// <summary>The value at one point.</summary>
    /// <param name="at">One value a parameter.</param>
    /// <exception cref="ArgumentException">The number of values is not the number of parameters.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Evaluate(params ReadOnlySpan<double> at) => point(at);

    /// <summary>The values at many points.</summary>
    /// <param name="columns">For each parameter its values, one a point, or one for all points.</param>
    /// <param name="values">Where the values are put, one a point.</param>
    /// <exception cref="ArgumentException">A column's length is neither 1 nor the number of points.</exception>
    public void Evaluate(IReadOnlyList<ReadOnlyMemory<double>> columns, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != parameters.Length)
            throw new ArgumentException(
                $"{columns.Count} columns are given for the {parameters.Length} parameters.",
                nameof(columns)
            );
        for (var j = 0; j < columns.Count; j++)
            if (columns[j].Length != 1 && columns[j].Length != values.Length)
                throw new ArgumentException(
                    $"The column of '{parameters[j]}' has {columns[j].Length} values; 1 or {values.Length} are needed.",
                    nameof(columns)
                );
        var whole = vector is null ? 0 : values.Length - values.Length % Vector512<double>.Count;
        var isDefined = whole > 0 && Fill(columns, values[..whole]);
        Span<double> at = stackalloc double[parameters.Length];
        for (var i = isDefined ? whole : 0; i < values.Length; i++)
            if (i >= whole || double.IsNaN(values[i]))
                values[i] = Evaluate(Point(columns, i, at));
    }

    // Block by block; a value for all points is repeated over one block, which every block reads. Tells whether no value is NaN.
    private bool Fill(IReadOnlyList<ReadOnlyMemory<double>> columns, Span<double> values)
    {
        var sources = columns.Select(column => column.Length == 1 ? Repeated(column.Span[0]) : column).ToArray();
        var handles = sources.Select(source => source.Pin()).ToArray();
        var pointers = stackalloc double*[sources.Length];
        var isDefined = true;
        fixed (double* target = values)
            for (var start = 0; start < values.Length; start += Block)
            {
                for (var j = 0; j < sources.Length; j++)
                    pointers[j] = (double*)handles[j].Pointer + (columns[j].Length == 1 ? 0 : start);
                var count = Math.Min(Block, values.Length - start);
                for (var i = 0; i < count; i += Vector512<double>.Count)
                {
                    var eight = vector!(pointers, i * sizeof(double));
                    isDefined &= Vector512.EqualsAll(eight, eight);
                    eight.Store(target + start + i);
                }
            }
        foreach (var handle in handles)
            handle.Dispose();
        return isDefined;
    }

    private static ReadOnlyMemory<double> Repeated(double value)
    {
        var block = new double[Block];
        block.AsSpan().Fill(value);
        return block;
    }

    private static ReadOnlySpan<double> Point(IReadOnlyList<ReadOnlyMemory<double>> columns, int i, Span<double> at)
    {
        for (var j = 0; j < columns.Count; j++)
            at[j] = columns[j].Span[columns[j].Length == 1 ? 0 : i];
        return at;
    }

    // The method is bound to this object, which makes the call cheap. Both ways out lead to the interpreter, which settles what plain
    // arithmetic does not.
    private PointKernel CompilePoint()
    {
        var method = new DynamicMethod(
            "Point",
            typeof(double),
            [typeof(CompiledExpression), typeof(ReadOnlySpan<double>)],
            typeof(CompiledExpression).Module,
            skipVisibility: true
        );
        var il = method.GetILGenerator();
        il.DeclareLocal(typeof(double).MakeByRefType());
        var interpret = il.DefineLabel();
        il.Emit(OpCodes.Ldarga_S, (byte)1);
        il.Emit(OpCodes.Call, typeof(ReadOnlySpan<double>).GetProperty(nameof(ReadOnlySpan<>.Length))!.GetMethod!);
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Bne_Un, interpret);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, FirstOf);
        il.Emit(OpCodes.Stloc_0);
        KernelWriter.Write(expression, il, new ScalarLane(), parameters);
        var value = il.DeclareLocal(typeof(double));
        il.Emit(OpCodes.Stloc, value);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Bne_Un, interpret);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(interpret);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, ((PointKernel)Interpreted).Method);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<PointKernel>(this);
    }

    private static MethodInfo FirstOf { get; } =
        typeof(MemoryMarshal)
            .GetMethods()
            .Single(m =>
                m.Name == nameof(MemoryMarshal.GetReference)
                && m.GetParameters()[0].ParameterType.Name == typeof(ReadOnlySpan<>).Name
            )
            .MakeGenericMethod(typeof(double));

    private VectorKernel CompileVector()
    {
        var method = new DynamicMethod(
            "Points",
            typeof(Vector512<double>),
            [typeof(double**), typeof(nint)],
            typeof(CompiledExpression).Module
        );
        KernelWriter.Write(expression, method.GetILGenerator(), new VectorLane(), parameters);
        method.GetILGenerator().Emit(OpCodes.Ret);
        return method.CreateDelegate<VectorKernel>();
    }

    private double Interpreted(ReadOnlySpan<double> at)
    {
        if (at.Length != parameters.Length)
            throw new ArgumentException($"{at.Length} values are given for the {parameters.Length} parameters.", nameof(at));
        var values = new Assignment<double>();
        for (var j = 0; j < parameters.Length; j++)
            values = values.With(parameters[j], at[j]);
        return expression.Evaluate(values);
    }
}
