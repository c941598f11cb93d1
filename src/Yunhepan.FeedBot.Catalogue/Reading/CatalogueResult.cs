namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Outcome of reading feeds.json.</summary>
public abstract record CatalogueResult
{
    private CatalogueResult()
    {
    }

    public sealed record Valid(SourceCatalogue Catalogue) : CatalogueResult;

    /// <summary>The file is refused whole; every fault found is listed.</summary>
    public sealed record Invalid(IReadOnlyList<CatalogueFault> Faults) : CatalogueResult;
}

/// <param name="Line">1-based; 0 when the fault has no place (the file is missing).</param>
/// <param name="Column">1-based, in characters.</param>
/// <param name="Path">JSON path, as <c>sources[3].every</c>; <c>$</c> for the whole document.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record CatalogueFault(int Line, int Column, string Path, string Message)
{
    /// <summary>As compilers write it: <c>feeds.json(12,5): sources[3].every: …</c></summary>
    public string Describe(string file) =>
        Line == 0 ? $"{(file.Length == 0 ? "\"\"" : file)}: {Message}" : $"{file}({Line},{Column}): {Path}: {Message}";
}
