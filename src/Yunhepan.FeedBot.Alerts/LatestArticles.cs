using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>The newest articles as a chat shows them. Scoped, as its reader is.</summary>
public sealed class LatestArticles(ArticleReader articles, AlertMessages messages)
{
    /// <param name="topic">Null for all articles.</param>
    public async Task<IReadOnlyList<AlertMessage>> LatestAsync(
        TopicKey? topic, int count, string language, CancellationToken cancellationToken)
    {
        var latest = await articles.LatestAsync(FilterOf(topic), count, cancellationToken);
        return [.. latest.Select(article => messages.ForArticle(article, language))];
    }

    private static ArticleFilter FilterOf(TopicKey? topic) => topic switch
    {
        null => ArticleFilter.All,
        { Kind: TopicKind.Category } t => new ArticleFilter { CategoryId = t.Id },
        { Kind: TopicKind.Source } t => new ArticleFilter { SourceId = t.Id },
        { Kind: TopicKind.Publisher } t => new ArticleFilter { PublisherId = t.Id },
        { Kind: TopicKind.Region } t => new ArticleFilter { RegionId = t.Id },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
