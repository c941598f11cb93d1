using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Records that an article left this topic because a correction filed it elsewhere: the topic's content changed although none of
/// its articles did.
/// </summary>
internal sealed class TopicDeparture
{
    public required TopicKind Kind { get; init; }

    public required string TopicId { get; init; }

    /// <summary>The revision of the latest departure.</summary>
    public long Revision { get; init; }
}
