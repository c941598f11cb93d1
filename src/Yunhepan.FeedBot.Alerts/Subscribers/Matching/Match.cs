using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

internal enum MatchKind
{
    Wanted,

    /// <summary>The chat follows none of the article's topics.</summary>
    NotFollowed,

    /// <summary>The chat follows a topic, but its filters exclude the article.</summary>
    Filtered,

    /// <summary>The chat has muted one of the article's topics.</summary>
    Muted,
}

/// <summary>Whether a chat wants an article, and why.</summary>
/// <param name="DecidedBy">The decisive subscription; null if there is none.</param>
internal sealed record Match(MatchKind Kind, Subscription? DecidedBy)
{
    public bool IsWanted => Kind == MatchKind.Wanted;
}
