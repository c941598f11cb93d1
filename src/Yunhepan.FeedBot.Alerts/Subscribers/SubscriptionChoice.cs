using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>How a chat wants a topic that it follows.</summary>
public sealed record SubscriptionChoice
{
    /// <summary>All articles, at once and with a sound.</summary>
    public static SubscriptionChoice Default { get; } = new();

    public SubscriptionMode Mode { get; init; }

    public bool Silent { get; init; }

    /// <summary>Articles with at least one of these words; none: all. As people write them; <c>/…/</c> is a pattern.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>No articles with any of these words.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Those of the words that are patterns and keep nothing out any more: they took too long, or are not used here.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>Only articles in this language; null: in any.</summary>
    public string? Language { get; init; }

    /// <summary>Muted until then; null: for ever in <see cref="SubscriptionMode.Muted"/>, else not muted.</summary>
    public DateTimeOffset? Until { get; init; }
}
