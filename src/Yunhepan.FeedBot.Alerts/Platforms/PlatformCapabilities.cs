using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>The capabilities of a chat platform. Delivery and texts depend only on these, never on the platform's name.</summary>
public sealed record PlatformCapabilities
{
    /// <summary>
    /// The kind of targets in feeds.json that the platform serves, which only receive; null if people talk to it and subscribe by
    /// themselves.
    /// </summary>
    public TargetKind? Serves { get; init; }

    /// <summary>
    /// True if sent messages can be edited. Otherwise a correction is a message of its own that names the earlier one.
    /// </summary>
    public bool CanEdit { get; init; }

    /// <summary>True if sent messages can be deleted.</summary>
    public bool CanDelete { get; init; }

    /// <summary>True if messages have buttons below them. Otherwise the addresses are in the text.</summary>
    public bool HasButtons { get; init; }

    /// <summary>True if messages show pictures.</summary>
    public bool HasPhotos { get; init; }

    /// <summary>True if the platform shows a preview of a linked page.</summary>
    public bool HasPreviews { get; init; }

    /// <summary>
    /// True if all chats are reached through one server, so that several consecutive failures mean trouble with the account.
    /// </summary>
    public bool HasOneServer { get; init; } = true;

    /// <summary>
    /// The waits between the attempts of one delivery, after the last of which it is given up; null for those of the lane.
    /// </summary>
    public IReadOnlyList<TimeSpan>? RetryWaits { get; init; }

    /// <summary>
    /// The number of failed attempts after which a delivery no longer holds up later ones to its chat: order is promised for each article
    /// alone, by its revision. Usually everything waits.
    /// </summary>
    public int StepsAsideAfter { get; init; } = int.MaxValue;

    /// <summary>The longest text of a message with its markup, in <see cref="TextUnit"/>.</summary>
    public required int MaxText { get; init; }

    /// <summary>The unit in which the platform measures a text.</summary>
    public TextUnit TextUnit { get; init; }

    /// <summary>The longest text of a message with a picture.</summary>
    public int MaxCaption { get; init; }
}

public enum TextUnit
{
    Utf16,

    /// <summary>Unicode code points.</summary>
    Characters,

    /// <summary>Bytes of UTF-8.</summary>
    Bytes,
}
