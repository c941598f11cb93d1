using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>What a message shows besides the current article: the other members of the story, and the corrections.</summary>
/// <param name="Priority">The priority of the alert that a correction belongs to.</param>
/// <param name="Changes">The changes of all corrections until now, newest first.</param>
internal sealed record MessageState(AlertKind Kind, Priority Priority, IReadOnlyList<StoryMember> AlsoAt,
    IReadOnlyList<ArticleChange> Changes)
{
    /// <summary>The number of the alert that the message brings, or corrects.</summary>
    public long? Alert { get; init; }
}
