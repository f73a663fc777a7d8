namespace Theory.Bounds;

/// <summary>Where a statement stands.</summary>
/// <param name="Key">The citation key, also the BibTeX key.</param>
/// <param name="Authors">The authors, separated by " and ".</param>
/// <param name="Title">The paper's title.</param>
/// <param name="Year">The year.</param>
/// <param name="ArXiv">The arXiv identifier.</param>
/// <param name="Venue">Where it appeared.</param>
public sealed record Reference(string Key, string Authors, string Title, int Year, string ArXiv, string Venue)
{
    /// <summary>The BibTeX entry.</summary>
    public string BibTeX =>
        $$"""
            @inproceedings{{{Key}},
              author        = {{{Authors}}},
              title         = {{{Title}}},
              booktitle     = {{{Venue}}},
              year          = {{{Year}}},
              eprint        = {{{ArXiv}}},
              archivePrefix = {arXiv}
            }
            """;
}
