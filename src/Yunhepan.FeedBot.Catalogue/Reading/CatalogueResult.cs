namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>The outcome of reading feeds.json.</summary>
public abstract record CatalogueResult
{
    private CatalogueResult()
    {
    }

    public sealed record Valid(SourceCatalogue Catalogue) : CatalogueResult;

    /// <summary>The whole file is refused; all faults are listed.</summary>
    public sealed record Invalid(IReadOnlyList<CatalogueFault> Faults) : CatalogueResult;
}

/// <param name="Line">The line, from 1; 0 if the fault has no position (the file is missing).</param>
/// <param name="Column">The column, from 1, in characters.</param>
/// <param name="Path">The JSON path, such as <c>sources[3].every</c>; <c>$</c> for the whole document.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record CatalogueFault(int Line, int Column, string Path, string Message)
{
    /// <summary>Formats the fault like a compiler: <c>feeds.json(12,5): sources[3].every: …</c></summary>
    public string Describe(string file) =>
        Line == 0 ? $"{(file.Length == 0 ? "\"\"" : file)}: {Message}" : $"{file}({Line},{Column}): {Path}: {Message}";
}
