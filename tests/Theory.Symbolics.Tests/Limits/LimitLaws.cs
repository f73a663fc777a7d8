using FsCheck;
using FsCheck.Fluent;
using Theory.Symbolics.Limits;
using Theory.Symbolics.Notation;
using Theory.Symbolics.Numerics;
using Theory.Testing;

namespace Theory.Symbolics.Tests.Limits;

/// <summary>Limits of random exp-log functions: against each other, and against values far out with hundreds of digits.</summary>
public class LimitLaws
{
    private static readonly Symbol X = new("x");

    private static Gen<Expr> Function(int depth) =>
        depth == 0
            ? Gen.Frequency(
                (3, Gen.Constant((Expr)X)),
                (1, Gen.Choose(1, 3).Select(k => (Expr)k)),
                (1, Gen.Choose(2, 3).Select(k => (Expr)new Rational(1, k)))
            )
            : Gen.Choose(0, depth - 1).SelectMany(Function).Two().SelectMany(parts => Node(parts.Item1, parts.Item2));

    private static Gen<Expr> Node(Expr a, Expr b) =>
        Gen.Frequency(
            (3, Gen.Constant(a + b)),
            (2, Gen.Constant(a - b)),
            (2, Gen.Constant(a * b)),
            (2, Gen.Constant(a / b)),
            (1, Gen.Elements<Rational>(2, Rational.Half, -1).Select(k => Power.Of(a, k))),
            (1, Gen.Constant((Expr)new Exp(a))),
            (1, Gen.Constant((Expr)new Exp(-a))),
            (1, Gen.Constant((Expr)new Log(a))),
            (1, Gen.Constant(Power.Of(a, b)))
        );

    private static Arbitrary<Expr> Functions { get; } = Arb.From(Function(4));

    private static LimitCase Far(Expr e) => e.Limit(X, new Approach.PlusInfinity(), Context.Empty)[0];

    private static bool IsSettled(LimitCase c) => c.Limit is LimitValue.Finite or LimitValue.Infinite && c.Leading is not null;

    // A constant such as 3*sqrt(3)/(sqrt(27)) need not print as 1 to be 1.
    private static bool IsOne(LimitValue limit) =>
        limit is LimitValue.Finite { Value: var v }
        && v.Enclose(new Assignment<Theory.Symbolics.Numerics.Interval>()) is { Width: < 1e-6 } near
        && near.Contains(1.0);

    [Fact]
    public void A_function_over_its_leading_term_tends_to_1()
    {
        var (asked, settled) = (0, 0);
        Forall.Holds(
            Functions,
            f =>
            {
                asked++;
                var found = Far(f);
                if (found.Limit is LimitValue.Unknown)
                    return;
                settled++;
                if (found.Limit is LimitValue.Undefined)
                    Assert.Contains(Points, at => HasNoValue(f, at));
                else if (found.Leading is { } leading)
                {
                    // An exact exponent of infinitely many terms may not be recognised when it is taken away again.
                    var quotient = Far(f / leading).Limit;
                    if (quotient is LimitValue.Unknown)
                        settled--;
                    else
                        Assert.True(IsOne(quotient), quotient.ToString());
                }
                else // the function 0
                    Assert.All(Points, at => Assert.True(f.Enclose(at) is var v && (v.IsEmpty || v.Contains(0.0)), $"{v}"));
            },
            trialsInFull: 100_000
        );
        Assert.True(settled >= 0.999 * asked, $"{settled} of {asked} functions are decided");
    }

    private static readonly Assignment<Theory.Symbolics.Numerics.Interval>[] Points =
    [
        .. new[] { 3.3, 5.7, 40.3, 2000.1 }.Select(x => Assignment.Of<Theory.Symbolics.Numerics.Interval>(("x", x))),
    ];

    private static bool HasNoValue(Expr f, Assignment<Theory.Symbolics.Numerics.Interval> at) =>
        f.SubExpressions()
            .Any(part =>
                part.Enclose(at).IsEmpty
                || part is Log { Argument: var a } && a.Enclose(at).Contains(0.0)
                || part is Power { Base: var b, Exponent: var k } && b.Enclose(at).Contains(0.0) && !(k.Enclose(at).Lower > 0)
            );

    [Fact]
    public void What_is_added_and_taken_away_leaves_the_leading_term()
    {
        var (asked, settled) = (0, 0);
        Forall.Holds(
            Functions.Generator.Two().ToArbitrary(),
            pair =>
            {
                var (f, g) = pair;
                if (Far(f) is not { Leading: { } leading } found || !IsSettled(found) || !IsSettled(Far(g)))
                    return;
                asked++;
                // The sum goes through a logarithm and an exponential, so that nothing cancels before it is expanded.
                if (Far((new Log(new Exp(f + g)) - g) / leading) is not { } ratio || !IsSettled(ratio))
                    return;
                settled++;
                Assert.True(IsOne(ratio.Limit));
            },
            trials: 200,
            trialsInFull: 20_000
        );
        Assert.True(settled >= 0.99 * asked, $"{settled} of {asked} quotients are decided");
    }

    [SymPyFact]
    public void Leading_terms_agree_with_values_far_out_in_hundreds_of_digits()
    {
        var functions = Functions
            .Generator.Sample(Forall.Full ? 5_000 : 100, new Rnd(2718281828, 1), 50)
            .Where(f => f.DependsOn(X))
            .Select(f => (Function: f, Case: Far(f)))
            .Where(p => IsSettled(p.Case))
            .ToList();
        var lines = functions.Select(p => $"{Spelled(p.Function)}\t{Spelled(p.Case.Leading!)}");
        var verdicts = Python.Run(Check, string.Join("\n", lines)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(functions.Count, verdicts.Length);
        Assert.All(functions.Zip(verdicts), p => Assert.True(p.Second != "wrong", $"{p.First.Function} ~ {p.First.Case}"));
        Assert.True(verdicts.Count(v => v == "right") > verdicts.Length / 2);
    }

    private static string Spelled(Expr e) => e.ToString().Replace("^", "**", StringComparison.Ordinal);

    // The quotient must approach 1: be close at the farthest point that can be computed, or come closer from point to point.
    private const string Check = """
        import ast, sys
        from mpmath import mp, mpf
        mp.dps = 2000
        # Towers of powers can be too high for any number of digits.
        def exp(v):
            if abs(v) > 2000: raise OverflowError()
            return mp.exp(v)
        def power(a, b):
            if abs(b) > mpf(10) ** 100 or a != 0 and abs(b * mp.log(abs(a))) > mpf(10) ** 100: raise OverflowError()
            return a ** b
        class Guarded(ast.NodeTransformer):
            def visit_Constant(self, node): return call('mpf', node)
            def visit_BinOp(self, node):
                self.generic_visit(node)
                return call('power', node.left, node.right) if isinstance(node.op, ast.Pow) else node
        def call(name, *arguments): return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
        def function(text):
            tree = ast.fix_missing_locations(Guarded().visit(ast.parse(text, mode='eval')))
            return compile(tree, text, 'eval')
        def value(function, x):
            v = eval(function, dict(exp=exp, log=mp.log, sqrt=mp.sqrt, e=mp.e, mpf=mpf, power=power, x=x))
            if isinstance(v, mp.mpc): raise ValueError()
            return v
        for line in sys.stdin:
            f, leading = map(function, line.rstrip('\n').split('\t'))
            gaps = []
            for x in ['20', '100', '1000', '1e5', '1e10', '1e30']:
                try: gaps.append(abs(value(f, mpf(x)) / value(leading, mpf(x)) - 1))
                except (OverflowError, ValueError, ZeroDivisionError): pass
            if len(gaps) < 2: print('unseen')
            elif gaps[-1] < 0.02 or gaps[-1] < 0.7 and all(b < a for a, b in zip(gaps[-3:], gaps[-3:][1:])): print('right')
            else: print('wrong')
        """;

    [SymPyFact]
    public void Limits_of_the_literature_agree_with_SymPy()
    {
        var lines = Literature.Select(l => $"{l.Expression.Replace("^", "**", StringComparison.Ordinal)}\t{l.Limit}");
        Assert.DoesNotContain("wrong", Python.Run(Agree, string.Join("\n", lines)), StringComparison.Ordinal);
        foreach (var (expression, limit) in Literature)
            Assert.Equal(limit, Far(Infix.Parse(expression)).Limit.ToString());
    }

    // Gruntz 1996, chapter 8, and the shapes that bounds take.
    private static readonly (string Expression, string Limit)[] Literature =
    [
        ("exp(x)*(exp(1/x - exp(-x)) - exp(1/x))", "-1"),
        ("exp(x)*(exp(1/x + exp(-x) + exp(-x^2)) - exp(1/x - exp(-exp(x))))", "1"),
        ("(3^x + 5^x)^(1/x)", "5"),
        ("x/log(x^(log(x)^(log(2)/log(x))))", "inf"),
        ("exp(exp(2*log(x^5 + x)*log(log(x))))/exp(exp(10*log(x)*log(log(x))))", "inf"),
        ("log(x)*(log(log(x) + log(log(x))) - log(log(x)))/log(log(x) + log(log(log(x))))", "1"),
        ("exp(log(log(x + exp(log(x)*log(log(x)))))/log(log(log(exp(x) + x + log(x)))))", "e"),
        ("x*(log(x + 1) - log(x))", "1"),
        ("sqrt(log(x + 1)) - sqrt(log(x))", "0"),
        ("exp(2*x)*(exp(-2*x) - 1 - log(exp(-2*x)) - 2*x + 1)", "1"),
    ];

    private const string Agree = """
        import sys
        from sympy import *
        x = symbols('x', positive=True)
        for line in sys.stdin:
            f, expected = line.rstrip('\n').split('\t')
            found = limit(sympify(f, locals=dict(x=x, e=E)), x, oo)
            wanted = oo if expected == 'inf' else sympify(expected, locals=dict(e=E))
            print('right' if simplify(found - wanted) == 0 or found == wanted else 'wrong %s: %s' % (f, found))
        """;
}
