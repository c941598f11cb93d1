using System.Globalization;

namespace Yunhepan.FeedBot.Alerts.Storage;

public enum SubscriberState
{
    Active = 0,

    /// <summary>Asked to stop (/stop); subscriptions are kept.</summary>
    Stopped = 1,

    /// <summary>Cannot be reached (blocked, kicked); comes back when its people do.</summary>
    Unreachable = 2,
}

/// <summary>A chat.</summary>
public sealed class Subscriber
{
    public long Id { get; init; }

    public required string Platform { get; init; }

    public required string Account { get; init; }

    public required string ChatId { get; set; }

    /// <summary>What a group or channel calls itself; null for people, whose names are nobody's business.</summary>
    public string? Name { get; set; }

    /// <summary>Empty when the chat has no topics: part of a unique key, where null would not collide.</summary>
    public string ThreadId { get; set; } = "";

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>True when its people chose the language; else it is what their program or their words seem to speak.</summary>
    public bool LanguageIsChosen { get; set; }

    public SubscriberState State { get; set; }

    /// <summary>Why it cannot be reached.</summary>
    public string? StateReason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>IANA name of the zone its times are told in and its hours are meant in; null: the site's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Nothing sounds from here until <see cref="QuietTo"/>, by the chat's own clock; null: no quiet hours.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }

    /// <summary>What is urgent comes in the quiet hours too.</summary>
    public bool UrgentInQuiet { get; set; } = true;

    /// <summary>When its digest comes; null: the default hour.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>The day of a weekly digest; null: daily.</summary>
    public DayOfWeek? DigestOn { get; set; }

    /// <summary>Everything arrives without a sound.</summary>
    public bool Silent { get; set; }

    /// <summary>Nothing is sent before then; what came meanwhile is summed up.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>What comes beyond so many messages in any hour is summed up, the urgent excepted; null: no limit.</summary>
    public int? MaxPerHour { get; set; }

    /// <summary>Cannot be reached: tried again from then on; null: only its people can bring it back.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    /// <summary>How often in a row it could not be reached.</summary>
    public int TimesUnreachable { get; set; }

    /// <summary>The secret in the address of its private feed; null until it is asked for.</summary>
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
