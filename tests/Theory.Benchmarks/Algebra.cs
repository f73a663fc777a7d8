using Theory.Symbolics;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Simplification;

namespace Theory.Benchmarks;

/// <summary>Derivatives, simplification and limits against SymPy; every call has an expression that was not seen before.</summary>
internal static class Algebra
{
    // The training dynamics of Li et al. and the horizon term of Chen et al., made new by the number k.
    private static readonly (string Name, string Ours, string Theirs)[] Terms =
    [
        ("Li", "tau^4/(m*n) + tau^3/m^2 + k/tau + 1/m", "tau**4/(m*n) + tau**3/m**2 + k/tau + 1/m"),
        (
            "Chen",
            "(exp(-2*k*T)*q + d*(-exp(-2*k*T) - log(1 - exp(-2*k*T))))/2",
            "(exp(-2*k*T)*q + d*(-exp(-2*k*T) - log(1 - exp(-2*k*T))))/2"
        ),
    ];

    private const string Setup = """
        from sympy import symbols, exp, log, diff, simplify, limit, oo, Integer
        from itertools import count
        import builtins
        tau, m, n, T, q, d = symbols('tau m n T q d', positive=True)
        fresh = builtins.__dict__.setdefault('fresh', count(1000))
        def new(make): return make(Integer(next(fresh)))
        """;

    public static IEnumerable<Row> Rows()
    {
        foreach (var (name, ours, theirs) in Terms)
        {
            var variable = new Symbol(name == "Li" ? "n" : "T");
            yield return Of($"derivative, {name}", ours, theirs, e => e.Derivative(variable), $"diff(new(make), {variable})");
            yield return Of(
                $"simplify, {name}",
                ours,
                theirs,
                e => e.Derivative(variable).Simplify(Context.Empty),
                $"simplify(diff(new(make), {variable}))"
            );
            yield return Of(
                $"limit at infinity, {name}",
                ours,
                theirs,
                e => e.Limit(variable, new Approach.PlusInfinity(), Context.Empty),
                $"limit(new(make), {variable}, oo)"
            );
            yield return Of(
                $"limit at 0+, {name}",
                ours,
                theirs,
                e => e.Limit(variable, new Approach.FromAbove(0), Context.Empty),
                $"limit(new(make), {variable}, 0)"
            );
        }
    }

    private static Row Of(string work, string ours, string theirs, Func<Expr, object> operation, string statement)
    {
        var pattern = Infix.Parse(ours);
        var k = 1000;
        object? last = null;
        var time = Measure.Seconds(() => last = operation(pattern.Substitute(new Symbol("k"), ++k)));
        GC.KeepAlive(last);
        return new(work, time, "SymPy", Python.Seconds($"{Setup}\ndef make(k): return {theirs}", statement));
    }
}
