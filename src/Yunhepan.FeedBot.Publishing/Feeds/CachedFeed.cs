using System.Collections.Immutable;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>A feed in the cache, with the marks of its previous versions.</summary>
internal sealed record CachedFeed(RenderedFeed Feed, FeedMark Mark, TopicTree Tree) : RenderedDocument(Tree)
{
    private const int MostRemembered = 32;

    private ImmutableQueue<(string Hash, FeedMark Mark)> _known = [];

    public override int Size => Feed.Size;

    /// <summary>Returns this feed with the marks that the previous one remembered.</summary>
    public CachedFeed After(CachedFeed? last)
    {
        var hash = HashOf(Feed.Plain.Tag);
        var known = last?._known ?? [];
        if (known.Any(k => k.Hash == hash))
            return this with { _known = known };
        known = known.Enqueue((hash, Mark));
        return this with { _known = known.Count() > MostRemembered ? known.Dequeue() : known };
    }

    /// <summary>
    /// Returns the revision of a validator in any encoding; null if it is too old, or if other articles have belonged to the feed
    /// since.
    /// </summary>
    public long? RevisionOf(string etag)
    {
        var hash = HashOf(etag);
        foreach (var known in _known)
        {
            if (known.Hash == hash)
                return known.Mark.Version == Mark.Version ? known.Mark.Revision : null;
        }

        return null;
    }

    // "hash", "hash-gz" and "hash-br" denote the same document.
    private static string HashOf(string etag) => etag.Trim('"').Split('-')[0];
}
