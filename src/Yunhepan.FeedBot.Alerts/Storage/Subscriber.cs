using System.Globalization;

namespace Yunhepan.FeedBot.Alerts.Storage;

public enum SubscriberState
{
    Active = 0,

    /// <summary>It asked to stop (/stop); subscriptions are kept.</summary>
    Stopped = 1,

    /// <summary>It cannot be reached (blocked, kicked); it comes back when its people do.</summary>
    Unreachable = 2,
}

/// <summary>A chat that can subscribe.</summary>
public sealed class Subscriber
{
    public long Id { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public required string ChatId { get; set; }

    /// <summary>What a group or channel calls itself; null for people, whose names are private.</summary>
    public string? Name { get; set; }

    /// <summary>Empty when the chat has no topics: part of a unique key, where null would not collide.</summary>
    public string ThreadId { get; set; } = "";

    /// <summary>The language: <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>True if its people chose the language; otherwise it was inferred from their program or their texts.</summary>
    public bool LanguageIsChosen { get; set; }

    public SubscriberState State { get; set; }

    /// <summary>Why it cannot be reached.</summary>
    public string? StateReason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The IANA name of its time zone for displayed times and configured hours; null means the site's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The start of its quiet hours in local time, which end at <see cref="QuietTo"/>; null if it has none.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }

    /// <summary>True if urgent alerts arrive in the quiet hours too.</summary>
    public bool UrgentInQuiet { get; set; } = true;

    /// <summary>The time of its digest; null means the default hour.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>The day of a weekly digest; null means daily.</summary>
    public DayOfWeek? DigestOn { get; set; }

    /// <summary>True if all messages arrive without a sound.</summary>
    public bool Silent { get; set; }

    /// <summary>The end of a pause in which nothing is sent; later a summary follows.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>The most messages per hour; further ones are summarised, except urgent ones; null means no limit.</summary>
    public int? MaxPerHour { get; set; }

    /// <summary>When an unreachable chat is tried again; null if only its people can bring it back.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    /// <summary>The number of consecutive failures to reach it.</summary>
    public int TimesUnreachable { get; set; }

    /// <summary>The <see cref="StoredFormat"/> of its messages; null for the usual one.</summary>
    public long? FormatId { get; set; }

    /// <summary>The secret in the address of its private feed; null until it is requested.</summary>
    public string? FeedToken { get; set; }

    /// <summary>The chat as logs and commands name it: by its number, its place, and its own name where it has one.</summary>
    public string Label
    {
        get
        {
            var place = Platform + " " + ChatId + (ThreadId.Length > 0 ? "/" + ThreadId : "");
            return string.Create(
                CultureInfo.InvariantCulture, $"chat {Id} ({place}{(Name is { } name ? $" \"{name}\"" : "")})");
        }
    }

    public ChatAddress Address => new(Platform, Account, ChatId, ThreadId.Length == 0 ? null : ThreadId);
}
