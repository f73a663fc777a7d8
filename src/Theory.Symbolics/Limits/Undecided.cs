namespace Theory.Symbolics.Limits;

/// <summary>Raised inside an expansion, which is then tried again with the answer: the sign of a constant decides.</summary>
internal sealed class SignNeededException(Scalar of) : Exception
{
    public Scalar Of { get; } = of;
}

/// <summary>Raised inside an expansion that cannot go on.</summary>
internal sealed class NotExpandedException(Refusal because, bool isUndefined = false) : Exception
{
    public Refusal Because { get; } = because;

    public bool IsUndefined { get; } = isUndefined;
}
