namespace Theory.Simulation.ScoreModels;

/// <summary>
/// A score field: for each point x, one a row, a vector that models the gradient of log p_t at x, one a row. Exact scores of
/// laws and trained models are alike in this; a sampler needs no more.
/// </summary>
/// <param name="points">The points, count x dimension.</param>
/// <param name="time">The diffusion time t.</param>
public delegate Points ScoreFunction(Points points, double time);
