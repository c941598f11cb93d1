using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Sitemaps;

/// <summary>
/// Knows when each part of the sitemap last changed. It reads the log once, and then only what is new in it, so that an index of
/// a million articles costs a few rows.
/// </summary>
internal sealed class SitemapParts(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    /// <summary>When a topic last changed takes a query for each, and search engines come back after hours.</summary>
    private static readonly TimeSpan TopicsLast = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly SortedDictionary<long, PartChange> _parts = [];
    private long _revision;
    private (TopicTree? Tree, long At, IReadOnlyList<(FeedTopic Topic, DateTimeOffset At)> Changes) _topics = (null, 0, []);

    /// <summary>Returns the change of every part, whether it still contains an article or not.</summary>
    public async Task<IReadOnlyList<PartChange>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var addresses = scope.ServiceProvider.GetRequiredService<ArticleAddresses>();
            foreach (var change in await addresses.ChangesAsync(_revision, cancellationToken))
            {
                _parts[change.Part] = change;
                _revision = Math.Max(_revision, change.Revision);
            }

            return [.. _parts.Values];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Returns the topics that ever held an article, with the time of their last change.</summary>
    public async Task<IReadOnlyList<(FeedTopic Topic, DateTimeOffset At)>> TopicsAsync(TopicTree tree, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_topics.Tree, tree) && time.GetElapsedTime(_topics.At) < TopicsLast)
                return _topics.Changes;
            var (articles, at) = (scope.ServiceProvider.GetRequiredService<ArticleReader>(), time.GetTimestamp());
            List<(FeedTopic, DateTimeOffset)> changes = [];
            foreach (var topic in tree.Nodes.Select(FeedTopic.For).Prepend(FeedTopic.All))
            {
                if ((await articles.MarkAsync(topic.Filter, cancellationToken)).ChangedAt is { } changedAt)
                    changes.Add((topic, changedAt));
            }

            _topics = (tree, at, changes);
            return changes;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
