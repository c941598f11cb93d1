using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

internal enum MatchKind
{
    Wanted,

    /// <summary>It follows nothing that the article is about.</summary>
    NotFollowed,

    /// <summary>It follows it, but its filters keep the article out.</summary>
    Filtered,

    /// <summary>It has muted something that the article is about.</summary>
    Muted,
}

/// <summary>Whether a chat wants an article, and why.</summary>
/// <param name="DecidedBy">The subscription that decided; null when there is none.</param>
internal sealed record Match(MatchKind Kind, Subscription? DecidedBy)
{
    public bool IsWanted => Kind == MatchKind.Wanted;
}
