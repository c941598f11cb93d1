namespace Yunhepan.FeedBot.Extraction;

/// <summary>The formats of documents; their versions make no difference to what is done with a document.</summary>
public enum FormatFamily
{
    /// <summary>RSS in all its branches, RDF too.</summary>
    Rss,

    Atom,

    JsonFeed,

    /// <summary>Microsoft's Channel Definition Format of 1997.</summary>
    Cdf,

    Html,

    Sitemap,

    /// <summary>JSON that is not a JSON Feed.</summary>
    Json,
}

/// <summary>The format of a document. Decisions depend on the family alone; the version is for people.</summary>
/// <param name="Version">The version that the document states; null if the format has none.</param>
public sealed record DocumentFormat(FormatFamily Family, string? Version = null)
{
    /// <summary>Returns the format by name: <c>rss-2.0</c>, <c>atom-1.0</c>, <c>json-1.1</c>, <c>html</c>…</summary>
    public override string ToString() => Version is null ? Name : $"{Name}-{Version}";

    private string Name => Family switch
    {
        FormatFamily.Rss => "rss",
        FormatFamily.Atom => "atom",
        FormatFamily.JsonFeed or FormatFamily.Json => "json",
        FormatFamily.Cdf => "cdf",
        FormatFamily.Html => "html",
        FormatFamily.Sitemap => "sitemap",
        _ => throw new System.Diagnostics.UnreachableException($"no name for the format {Family}"),
    };
}
