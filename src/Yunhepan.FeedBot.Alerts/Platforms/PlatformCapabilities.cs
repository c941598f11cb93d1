using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>What a chat platform can do. Delivery and texts go by this alone, never by the platform's name.</summary>
public sealed record PlatformCapabilities
{
    /// <summary>
    /// The targets of feeds.json that the platform serves, which cannot talk back; null: people talk to it, and subscribe by themselves.
    /// </summary>
    public TargetKind? Serves { get; init; }

    /// <summary>Sent messages can be edited. Without it, a correction is a message of its own that names the earlier one.</summary>
    public bool CanEdit { get; init; }

    /// <summary>Sent messages can be deleted.</summary>
    public bool CanDelete { get; init; }

    /// <summary>Messages have buttons below them. Without it, their addresses stand in the text.</summary>
    public bool HasButtons { get; init; }

    /// <summary>Messages show pictures.</summary>
    public bool HasPhotos { get; init; }

    /// <summary>All chats are reached through one server: failures of several in a row say that the account is in trouble.</summary>
    public bool HasOneServer { get; init; } = true;

    /// <summary>The longest text of a message, in UTF-16 units.</summary>
    public required int MaxText { get; init; }

    /// <summary>The longest text of a message with a picture.</summary>
    public int MaxCaption { get; init; }
}
