using System.Collections.Concurrent;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Counts the articles of topics. Counting reads all of them, so a topic that takes long to count is counted rarely, but at least
/// once a minute, however often the store changes; a topic that is counted quickly is exact on every page.
/// </summary>
internal sealed class TopicCounts(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Counting takes at most one part in this many of the time.</summary>
    private const int Share = 200;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentDictionary<FeedTopic, KnownCount> _counted = new();

    /// <param name="topics">Nodes of the tree, which bounds the cache, or everything.</param>
    public async Task<IReadOnlyDictionary<FeedTopic, int>> GetAsync(
        IReadOnlyCollection<FeedTopic> topics, ArticleReader articles, CancellationToken cancellationToken)
    {
        if (!topics.All(IsFresh))
            await RefreshAsync(topics, articles, cancellationToken);
        return topics.ToDictionary(t => t, t => _counted[t].Count);
    }

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync(IReadOnlyCollection<FeedTopic> topics, ArticleReader articles, CancellationToken cancellationToken)
    {
        // Another request may be counting already; then the previous counts are used if there are any.
        if (!await _gate.WaitAsync(topics.All(_counted.ContainsKey) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken))
            return;
        try
        {
            foreach (var topic in topics.Where(t => !IsFresh(t)))
            {
                var at = time.GetTimestamp();
                _counted[topic] = new KnownCount(await articles.CountAsync(topic.Filter, cancellationToken), at, time.GetElapsedTime(at));
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool IsFresh(FeedTopic topic) =>
        _counted.TryGetValue(topic, out var counted) && time.GetElapsedTime(counted.At) < counted.Lasts;

    private sealed record KnownCount(int Count, long At, TimeSpan Took)
    {
        public TimeSpan Lasts => TimeSpan.FromTicks(Math.Min(Took.Ticks * Share, Longest.Ticks));
    }
}
