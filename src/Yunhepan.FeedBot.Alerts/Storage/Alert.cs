using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>A revision that must reach people. The fan-out finds the recipients.</summary>
public sealed class Alert
{
    /// <summary>The number of its revision.</summary>
    public long Revision { get; init; }

    public long ArticleId { get; init; }

    /// <summary>The story of its article: a story alerts once.</summary>
    public Guid StoryId { get; init; }

    public AlertKind Kind { get; init; }

    public Priority Priority { get; init; }

    /// <summary>The topics; followers of any of these receive it.</summary>
    public List<TopicKey> Topics { get; init; } = [];

    /// <summary>The changes of a correction.</summary>
    public List<ArticleChange> Changes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the first chat received it whose receipt is gone, because it is erased now; null if there is none.</summary>
    public DateTimeOffset? SentToErasedAt { get; set; }

    /// <summary>A withdrawal was taken back: nothing was corrected by that.</summary>
    public bool Restores => Kind == AlertKind.Corrected && Changes.Exists(c => c.Field == ChangedField.Restored);

    /// <summary>What it reports, in one word for logs and commands; a restore is not called a correction.</summary>
    public string What => Restores ? "Restored" : Kind.ToString();
}
