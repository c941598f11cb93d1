using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>The options of a subscription.</summary>
public sealed record SubscriptionChoice
{
    /// <summary>The default: all articles, at once and with a sound.</summary>
    public static SubscriptionChoice Default { get; } = new();

    public SubscriptionMode Mode { get; init; }

    public bool Silent { get; init; }

    /// <summary>
    /// Words of which an article must contain one, unless the list is empty; in the user's spelling; <c>/…/</c>is a pattern.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Words that an article must not contain.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The patterns among the words that are off and filter nothing: they took too long, or patterns are not allowed.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>The language of accepted articles; null for any.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The end of the mute; null means for ever with <see cref="SubscriptionMode.Muted"/>, otherwise not muted.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The format of its messages; null keeps the one that the subscription has, or that of the chat for a new one.</summary>
    public long? FormatId { get; init; }
}
