using Theory.Symbolics;

namespace Theory.Probability;

/// <summary>One line of a law: a variable drawn from a kernel at points.</summary>
/// <param name="Variable">The variable drawn.</param>
/// <param name="Kernel">The kernel it is drawn from.</param>
/// <param name="Arguments">The points the kernel is taken at, one per input.</param>
public sealed record Draw(Variable Variable, Kernel Kernel, Terms<Point> Arguments)
{
    /// <summary>A draw written the way it reads: <c>Draw.From("Z", E, W, x)</c> is Z ~ E(W, x).</summary>
    /// <exception cref="ArgumentException">The points do not fit the kernel's inputs.</exception>
    public static Draw From(string name, Kernel kernel, params Point[] arguments)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return new Draw(new Variable(name, kernel.To), kernel, arguments.ToTerms()).Checked();
    }

    internal Draw Checked() =>
        Variable.Of == Kernel.To && Arguments.Select(a => a.Space).SequenceEqual(Kernel.From)
            ? this
            : throw new ArgumentException(
                $"{Variable.Name} cannot be drawn from {Kernel}: the inputs given live in {Arguments.Select(a => a.Space).ToTerms()}."
            );

    internal Draw Map(Func<Variable, Point> map) => this with { Arguments = Arguments.Select(a => a.Map(map)).ToTerms() };

    internal Draw Substitute(Symbol symbol, Expr replacement) =>
        new(
            (Variable)Variable.Substitute(symbol, replacement),
            Kernel.Substitute(symbol, replacement),
            Arguments.Select(a => a.Substitute(symbol, replacement)).ToTerms()
        );

    /// <summary>The symbols in the kernel's parameters and the points' indices.</summary>
    public IEnumerable<Symbol> FreeSymbols => Kernel.FreeSymbols.Concat(Arguments.SelectMany(a => a.FreeSymbols));
}
