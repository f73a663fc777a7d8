using System.Globalization;
using FsCheck.Fluent;
using Theory.Symbolics.Calculus;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Simplification;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Simplification;

/// <summary>Our algebra against SymPy's, through the SymPy dialect: the difference must vanish.</summary>
public class SymPyDifferential
{
    // Each line: kind, original, our result. SymPy evaluates both to 50 digits at points of the domain, with symbols positive.
    private const string Check = """
        import sys
        from sympy import *
        names = ['x', 'y', 'n', 'm', 'tau', 'KL_q']
        symbols_ = {name: Symbol(name, positive=True) for name in names}
        points = [[Rational(p, q) for p, q in row] for row in
            [[(3, 7), (5, 3), (2, 9), (7, 4), (11, 6), (1, 3)], [(13, 5), (1, 8), (9, 4), (3, 5), (2, 7), (17, 9)]]]
        def is_value(u): return u.is_real and u.is_finite and u.is_number
        def close(original, a, b):
            seen = False
            for point in points:
                at = dict(zip(symbols_.values(), point))
                u, v = a.evalf(50, subs=at), b.evalf(50, subs=at)
                if not (is_value(original.evalf(50, subs=at)) and is_value(u)): continue
                seen = True
                if not (v.is_number and v.is_finite and abs(u - v) <= 1e-30 * (1 + abs(u))): return 'wrong'
            return 'right' if seen else 'unseen'
        for line in sys.stdin:
            kind, original, ours = line.rstrip('\n').split('\t')
            try:
                whole, b = sympify(original, locals=symbols_), sympify(ours, locals=symbols_)
                a = diff(whole, symbols_['x']) if kind == 'diff' else expand(whole) if kind == 'expand' else whole
                print(close(whole, a, b))
            except (ZeroDivisionError, OverflowError, TypeError, ValueError, RecursionError, AttributeError) as e:
                print('unseen')
        """;

    [SymPyFact]
    public void Simplified_expanded_and_differentiated_expressions_equal_those_of_SymPy()
    {
        var corpus = Expressions
            .Real.Generator.Sample(Forall.Full ? 5_000 : 120, new FsCheck.Rnd(20, 1), size: 12)
            .Where(IsPlain)
            .ToArray();
        var lines = corpus.SelectMany(e =>
            new[]
            {
                ("simplify", e, e.Simplify(Context.Empty)),
                ("expand", e, e.Expand(Context.Empty)),
                ("diff", e, e.Derivative(Expr.Symbol("x"))),
            }
        );
        var asked = lines.Where(line => IsPlain(line.Item3)).ToArray();
        var verdicts = Python
            .Run(Check, string.Join("\n", asked.Select(l => $"{l.Item1}\t{SymPyText(l.Item2)}\t{SymPyText(l.Item3)}")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(asked.Length, verdicts.Length);
        Assert.All(asked.Zip(verdicts), pair => Assert.True(pair.Second != "wrong", $"{pair.First}"));
        Assert.True(
            verdicts.Count(v => v == "right") > verdicts.Length / 3,
            verdicts.Count(v => v == "right").ToString(CultureInfo.InvariantCulture)
        );
    }

    private static string SymPyText(Expr e) => Infix.Print(e, Dialect.SymPy);

    // Sums over an index are evaluated by SymPy symbol by symbol, minima have no derivative by our rules; both are tested elsewhere.
    private static bool IsPlain(Expr e) =>
        !e.SubExpressions().Any(part => part is Series or Min or Max or Quantity) && SymPyText(e).Length < 200;
}
