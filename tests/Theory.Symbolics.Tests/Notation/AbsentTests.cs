using Theory.Symbolics.Notation;
using Theory.Symbolics.Simplification;

namespace Theory.Symbolics.Tests.Notation;

public class AbsentTests
{
    [Fact]
    public void What_is_not_there_is_named_in_the_refusal()
    {
        Expr none = null!;
        Assert.Equal("e", Assert.Throws<ArgumentNullException>(() => SymPy.Locals(none)).ParamName);
        Assert.Equal("e", Assert.Throws<ArgumentNullException>(() => Layout.Of(none)).ParamName);
        Assert.Equal("e", Assert.Throws<ArgumentNullException>(() => none.Simplify(Context.Empty)).ParamName);
        Assert.Equal("text", Assert.Throws<ArgumentNullException>(() => Context.Given(null!)).ParamName);
    }
}
