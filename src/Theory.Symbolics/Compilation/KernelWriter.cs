using System.Diagnostics;
using System.Reflection.Emit;
using Theory.Symbolics.Numerics;

namespace Theory.Symbolics.Compilation;

/// <summary>
/// Writes an expression as straight-line instructions: quotients by one division, small integer powers by multiplication, repeated
/// parts computed once. Sums over an index are not written.
/// </summary>
internal sealed class KernelWriter
{
    private const int MostSearched = 2000; // parts of an expression among which repetitions are sought

    private readonly ILGenerator il;
    private readonly Lane lane;
    private readonly IReadOnlyList<Expr> parameters;
    private readonly HashSet<Expr> repeated;
    private readonly Dictionary<Expr, LocalBuilder> stored = [];

    private KernelWriter(ILGenerator il, Lane lane, IReadOnlyList<Expr> parameters, HashSet<Expr> repeated) =>
        (this.il, this.lane, this.parameters, this.repeated) = (il, lane, parameters, repeated);

    /// <summary>Writes what leaves the value on the stack.</summary>
    public static void Write(Expr e, ILGenerator il, Lane lane, IReadOnlyList<Expr> parameters) =>
        new KernelWriter(il, lane, parameters, Repeated(e)).Value(e);

    private static HashSet<Expr> Repeated(Expr e)
    {
        var seen = new HashSet<Expr>();
        var repeated = new HashSet<Expr>();
        if (e.SubExpressions().Skip(MostSearched).Any())
            return repeated;
        var pending = new Stack<Expr>([e]);
        while (pending.TryPop(out var part))
        {
            if (part is Number or Symbol or Constant or Quantity || !seen.Add(part) && repeated.Add(part))
                continue;
            foreach (var child in part.Children())
                pending.Push(child);
        }
        return repeated;
    }

    private void Value(Expr e)
    {
        if (!Depth.HasRoom)
        {
            _ = Depth.Fresh(() =>
            {
                Value(e);
                return true;
            });
            return;
        }
        if (repeated.Count > 0 && stored.TryGetValue(e, out var local))
        {
            il.Emit(OpCodes.Ldloc, local);
            return;
        }
        Fresh(e);
        if (repeated.Count == 0 || !repeated.Contains(e))
            return;
        stored[e] = il.DeclareLocal(lane.Type);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stloc, stored[e]);
    }

    private void Fresh(Expr e)
    {
        switch (e)
        {
            case Number n:
                lane.Constant(il, n.Value.ToDouble());
                break;
            case Constant c:
                lane.Constant(il, c.Value);
                break;
            case Symbol or Quantity:
                lane.Load(il, Position(e));
                break;
            case Sum s:
                Each(s.Items, () => lane.Add(il));
                break;
            case Product p:
                Quotient(p.Items);
                break;
            case Power { Exponent: Number { Value.Sign: < 0 } }:
                Quotient([e]);
                break;
            case Power { Exponent: Number x } p:
                Raised(p.Base, x.Value);
                break;
            case Power p:
                Value(p.Base);
                Value(p.Exponent);
                lane.Call(il, "Pow");
                break;
            case Exp x:
                Value(x.Argument);
                lane.Call(il, "Exp");
                break;
            case Log l:
                Value(l.Argument);
                lane.Call(il, "Log");
                break;
            case Min m:
                Each(m.Items, () => lane.Call(il, "Min"));
                break;
            case Max m:
                Each(m.Items, () => lane.Call(il, "Max"));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private int Position(Expr atom)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i] == atom)
                return i;
        throw new ArgumentException($"'{atom}' is not among the parameters {string.Join(", ", parameters)}.");
    }

    private void Each(Terms<Expr> items, Action combine)
    {
        Value(items[0]);
        foreach (var item in items.Skip(1))
        {
            Value(item);
            combine();
        }
    }

    // Factors to a negative number divide, all by one division.
    private void Quotient(Terms<Expr> factors)
    {
        var isNegated = factors is [Number { Value: var sign }, _, ..] && sign == -Rational.One;
        var below = factors.Where(Structure.IsDivisor).Cast<Power>().ToList();
        var above = factors.Skip(isNegated ? 1 : 0).Where(f => !f.IsDivisor()).ToList();
        if (above.Count == 0)
            lane.Constant(il, 1);
        Factors(above, Value);
        Factors(below, p => Raised(p.Base, -((Number)p.Exponent).Value));
        if (below.Count > 0)
            lane.Divide(il);
        if (isNegated)
            lane.Negate(il);
    }

    private void Factors<T>(List<T> factors, Action<T> write)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            write(factors[i]);
            if (i > 0)
                lane.Multiply(il);
        }
    }

    private void Raised(Expr @base, Rational exponent)
    {
        Value(@base);
        if (exponent == Rational.Half)
            lane.Call(il, "Sqrt");
        else if (exponent.IsInteger && exponent <= Powers.ByMultiplication)
            Multiplied((int)exponent.Numerator);
        else
        {
            lane.Constant(il, exponent.ToDouble());
            lane.Call(il, "Pow");
        }
    }

    // Repeated squaring of what is on the stack.
    private void Multiplied(int exponent)
    {
        if (exponent == 1)
            return;
        if (exponent == 0)
        {
            // 1, and undefined where the base is.
            foreach (var end in new[] { "Max", "Min" })
            {
                lane.Constant(il, 1);
                lane.Call(il, end);
            }
            return;
        }
        var square = il.DeclareLocal(lane.Type);
        il.Emit(OpCodes.Stloc, square);
        var isFirst = true;
        for (var n = exponent; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
            {
                il.Emit(OpCodes.Ldloc, square);
                if (!isFirst)
                    lane.Multiply(il);
                isFirst = false;
            }
            if (n == 1)
                break;
            il.Emit(OpCodes.Ldloc, square);
            il.Emit(OpCodes.Ldloc, square);
            lane.Multiply(il);
            il.Emit(OpCodes.Stloc, square);
        }
    }
}
