using System.Collections.Concurrent;
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
/// index, and those nested deeper than <see cref="MostNested"/>, are interpreted.
/// </summary>
public sealed unsafe class CompiledExpression
{
    /// <summary>How deeply an expression may be nested that is translated: the time this takes grows with the square of the depth.</summary>
    public const int MostNested = 2000;

    private delegate double PointKernel(ReadOnlySpan<double> at);

    private readonly Expr expression;
    private readonly Expr[] parameters;
    private readonly PointKernel point;
    private readonly bool isInterpreted;
    private readonly ConcurrentDictionary<string, GridKernel> kernels = [];

    internal CompiledExpression(Expr expression, Expr[] parameters)
    {
        (this.expression, this.parameters) = (expression, parameters);
        isInterpreted = !Depth.IsWithin(expression, MostNested) || expression.SubExpressions().Any(part => part is Series);
        point = isInterpreted ? Interpreted : CompilePoint();
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
        var whole = isInterpreted ? 0 : values.Length - values.Length % Vector512<double>.Count;
        var isDefined = whole > 0 && Fill(columns, values[..whole]);
        Span<double> at = stackalloc double[parameters.Length];
        for (var i = isDefined ? whole : 0; i < values.Length; i++)
            if (i >= whole || double.IsNaN(values[i]))
                values[i] = Evaluate(Point(columns, i, at));
    }

    // Tells whether no value is NaN.
    private bool Fill(IReadOnlyList<ReadOnlyMemory<double>> columns, Span<double> values)
    {
        var (kernel, constants) = KernelFor(columns);
        var handles = columns.Select(column => column.Pin()).ToArray();
        var pointers = stackalloc double*[columns.Count];
        for (var j = 0; j < columns.Count; j++)
            pointers[j] = (double*)handles[j].Pointer;
        bool isDefined;
        fixed (double* target = values)
            isDefined = kernel.Fill(pointers, constants, target, values.Length);
        foreach (var handle in handles)
            handle.Dispose();
        return isDefined;
    }

    // One loop for each choice of columns that have one value; where what is fixed cannot be put together, one that does not.
    private (GridKernel Kernel, double[] Constants) KernelFor(IReadOnlyList<ReadOnlyMemory<double>> columns)
    {
        var isFixed = columns.Select(column => column.Length == 1).ToArray();
        var key = string.Concat(isFixed.Select(x => x ? '1' : '0'));
        var hoisted = kernels.GetOrAdd(key, _ => new(expression, parameters, isFixed, isHoisted: true));
        if (hoisted.Fixed(columns) is { } constants)
            return (hoisted, constants);
        var plain = kernels.GetOrAdd(key + " plain", _ => new(expression, parameters, isFixed, isHoisted: false));
        return (plain, plain.Fixed(columns)!);
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
