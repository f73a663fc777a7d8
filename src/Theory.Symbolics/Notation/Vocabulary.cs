namespace Theory.Symbolics.Notation;

/// <summary>
/// What a name applied to arguments means, <c>KL(P, Q)</c>; null where it has no meaning here, which leaves an
/// <see cref="Opaque"/> quantity.
/// </summary>
public delegate Expr? Vocabulary(string head, Terms<Expr> arguments);
