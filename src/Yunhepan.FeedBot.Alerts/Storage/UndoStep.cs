using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What a chat had chosen before it deleted or replaced that, so that it can have it back.</summary>
public sealed class UndoStep
{
    public long Id { get; init; }

    public long SubscriberId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The <see cref="ChoicesBefore"/> as JSON.</summary>
    public required string Before { get; init; }
}

/// <param name="Rows">The subscriptions as they were.</param>
/// <param name="HasFormat">True if the chat's own format is among what changed.</param>
/// <param name="Format">The chat's own format as it was; null for the usual one.</param>
public sealed record ChoicesBefore(IReadOnlyList<SubscriptionBefore> Rows, bool HasFormat, MessageFormat? Format);

/// <summary>A subscription as it was, with its words and its format in full, because unused ones are deleted.</summary>
public sealed record SubscriptionBefore
{
    public required TopicKind Kind { get; init; }

    public required string Id { get; init; }

    public SubscriptionMode Mode { get; init; }

    public bool Silent { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public string? Language { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? Written { get; init; }

    public MessageFormat? Format { get; init; }
}
