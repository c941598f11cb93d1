using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>What a message says beside its article as it is now: where else the story stands, and what was corrected.</summary>
/// <param name="Priority">Of the alert that a correction belongs to.</param>
/// <param name="Changes">Of all corrections until now, the newest first.</param>
internal sealed record MessageState(AlertKind Kind, Priority Priority, IReadOnlyList<StoryMember> AlsoAt,
    IReadOnlyList<ArticleChange> Changes)
{
    /// <summary>The number of the alert that the message brings, or corrects.</summary>
    public long? Alert { get; init; }
}
