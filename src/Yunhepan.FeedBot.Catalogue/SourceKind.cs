namespace Yunhepan.FeedBot.Catalogue;

/// <summary>What a source's document is.</summary>
public enum SourceKind
{
    Auto,
    Feed,
    List,
    Article,
    Sitemap,
    Json,
}
