using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// An article was in this topic and is no more: a correction filed it elsewhere. What the topic holds changed although none of
/// its articles did.
/// </summary>
public sealed class TopicDeparture
{
    public required TopicKind Kind { get; init; }

    public required string TopicId { get; init; }

    /// <summary>That of the latest departure.</summary>
    public long Revision { get; init; }
}
