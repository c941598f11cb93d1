using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>Finds the topics that an article is about.</summary>
internal sealed class AlertTopicFinder(CurrentTopics topics, WordIndex words)
{
    // A page with more followed words is a trap or a dictionary.
    private const int MaxWords = 1000;

    public Task RefreshAsync(AlertsDb db, CancellationToken cancellationToken) => words.RefreshAsync(db, cancellationToken);

    /// <summary>
    /// Returns its categories, source, publishers and regions with all their ancestors, and the followed words in it.
    /// </summary>
    public IEnumerable<TopicKey> FindIn(Article article)
    {
        // Nobody but the followers of its source may learn of it, whatever words they follow.
        if (article.IsUnlisted)
        {
            yield return new TopicKey(TopicKind.Source, article.SourceId);
            yield break;
        }

        foreach (var category in article.Categories)
        {
            foreach (var topic in SelfAndAbove(TopicKind.Category, category.CategoryId))
                yield return topic;
        }

        foreach (var (kind, id) in ((TopicKind, string?)[])
        [
            (TopicKind.Source, article.SourceId),
            (TopicKind.Publisher, article.PublisherId),
            (TopicKind.Region, article.RegionId),
            .. article.Publishers.Select(p => (TopicKind.Publisher, (string?)p.PublisherId)),
            .. article.Regions.Select(r => (TopicKind.Region, (string?)r.RegionId)),
        ])
        {
            foreach (var topic in id is null ? [] : SelfAndAbove(kind, id))
                yield return topic;
        }

        foreach (var word in words.FindIn(FoldedText.Fold(article.Title, article.ContentText)).Order(StringComparer.Ordinal).Take(MaxWords))
            yield return new TopicKey(TopicKind.Word, word);
    }

    private IEnumerable<TopicKey> SelfAndAbove(TopicKind kind, string id) =>
        topics.Tree.SelfAndAncestors(kind, id).Select(n => n.Id).DefaultIfEmpty(id)
            .Select(i => new TopicKey(kind, i));
}
