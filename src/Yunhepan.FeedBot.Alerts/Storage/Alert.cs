using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>One revision that must reach people. Who they are is found while it is sent.</summary>
public sealed class Alert
{
    /// <summary>The number of the revision it came from.</summary>
    public long Revision { get; init; }

    public long ArticleId { get; init; }

    /// <summary>The story its article tells: a story alerts once.</summary>
    public Guid StoryId { get; init; }

    public AlertKind Kind { get; init; }

    public Priority Priority { get; init; }

    /// <summary>Followers of any of these get it.</summary>
    public List<TopicKey> Topics { get; init; } = [];

    /// <summary>What changed; for corrections.</summary>
    public List<ArticleChange> Changes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A withdrawal was taken back: nothing was corrected by that.</summary>
    public bool Restores => Kind == AlertKind.Corrected && Changes.Exists(c => c.Field == ArticleChange.RestoredField);

    /// <summary>What it tells, in a word for logs and commands: a restore is no correction.</summary>
    public string What => Restores ? "Restored" : Kind.ToString();
}
