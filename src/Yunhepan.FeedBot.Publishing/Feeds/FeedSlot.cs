using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;


namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <param name="CheckedAt">Timestamp at which the look at the store began.</param>
internal sealed record CheckedFeed(RenderedFeed Feed, FeedMark Mark, TopicTree Tree, long CheckedAt);

/// <summary>The place of one document in the cache.</summary>
internal sealed class FeedSlot(FeedKey key)
{
    private const int MostRemembered = 32;

    private readonly Queue<(string Hash, FeedMark Mark)> _before = new();
    private volatile CheckedFeed? _current;

    public FeedKey Key => key;

    // Never disposed: it holds no handle as long as nobody asks for one.
    public SemaphoreSlim Gate { get; } = new(1);

    public CheckedFeed? Current
    {
        get => _current;
        set
        {
            _current = value;
            if (value is not null)
                Remember(HashOf(value.Feed.Plain.Tag), value.Mark);
        }
    }

    /// <summary>Bytes counted for it.</summary>
    public int Accounted { get; set; }

    /// <summary>
    /// The revision a validator of any encoding stood for; null when it is too old, or other articles belong to the feed since.
    /// </summary>
    public long? RevisionOf(string etag)
    {
        var hash = HashOf(etag);
        lock (_before)
        {
            foreach (var known in _before)
            {
                if (known.Hash == hash)
                    return known.Mark.Version == Current?.Mark.Version ? known.Mark.Revision : null;
            }
        }

        return null;
    }

    private void Remember(string hash, FeedMark mark)
    {
        lock (_before)
        {
            if (_before.Any(b => b.Hash == hash))
                return;
            if (_before.Count == MostRemembered)
                _before.Dequeue();
            _before.Enqueue((hash, mark));
        }
    }

    // "hash", "hash-gz" and "hash-br" are the same document.
    private static string HashOf(string etag) => etag.Trim('"').Split('-')[0];
}
