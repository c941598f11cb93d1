using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>Collects the articles that leave topics in one transaction.</summary>
internal sealed class TopicRemovals(ArticlesDb db)
{
    private readonly Dictionary<(TopicKind Kind, string Id), long> _left = [];

    /// <summary>Returns the topics under which an article is filed.</summary>
    public static IReadOnlyList<(TopicKind Kind, string Id)> TopicsOf(Article article) =>
    [
        .. article.Categories.Select(c => (TopicKind.Category, c.CategoryId)),
        .. article.Regions.Select(r => (TopicKind.Region, r.RegionId)),
        .. PublishersOf(article),
    ];

    /// <summary>Returns the publishers whose feeds show the article although its source belongs to another.</summary>
    public static IEnumerable<(TopicKind Kind, string Id)> PublishersOf(Article article) =>
        article.Publishers.Select(p => (TopicKind.Publisher, p.PublisherId));

    public void Note(IEnumerable<(TopicKind Kind, string Id)> topics, long revision)
    {
        foreach (var topic in topics)
            _left[topic] = revision;
    }

    /// <summary>Saves the removals; needs a transaction.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var ((kind, id), revision) in _left)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO topic_departures ("Kind", "TopicId", "Revision") VALUES ({(int)kind}, {id}, {revision})
                ON CONFLICT ("Kind", "TopicId") DO UPDATE SET "Revision" = excluded."Revision"
                """, cancellationToken);
        }

        _left.Clear();
    }
}
