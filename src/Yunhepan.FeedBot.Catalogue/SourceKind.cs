namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kind of a source's document.</summary>
public enum SourceKind
{
    Auto,
    Feed,
    List,
    Article,
    Sitemap,
    Json,
}
