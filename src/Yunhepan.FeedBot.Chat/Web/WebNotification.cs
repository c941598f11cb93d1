using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Push;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>How a message arrived that nobody in the chat had asked for.</summary>
/// <param name="Changes">How often it was changed since then.</param>
/// <param name="Until">Until when it is worth being told to a device that has not heard of it; null if nothing limits it.</param>
internal sealed record WebArrival(bool IsUrgent, bool IsSilent, int Changes = 0, DateTimeOffset? Until = null)
{
    public Priority Priority => IsUrgent ? Priority.Urgent : Priority.Normal;
}

/// <summary>
/// What a device is told of a message of its chat: never more than the message says. Times are Unix milliseconds.
/// </summary>
internal sealed record WebNotification
{
    public long Id { get; init; }

    public long Version { get; init; }

    public required string Title { get; init; }

    public string Body { get; init; } = "";

    public bool IsUrgent { get; init; }

    /// <summary>True if it makes no sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True if the message no longer holds: its notification is taken away.</summary>
    public bool IsOver { get; init; }

    /// <summary>The hours in which it makes no sound, for a device that hears of it late; 0 for none.</summary>
    public long QuietFrom { get; init; }

    public long QuietTo { get; init; }

    /// <summary>After this time it is shown only where an earlier state of it still stands; 0 if nothing limits it.</summary>
    public long HoldsUntil { get; init; }

    public required string Language { get; init; }

    private const int MaxTitle = 200;
    private const int MaxBody = 300;
    private const int ShortTitle = 60;
    private const int TopicLength = 32;

    /// <summary>Writes the notification of a message.</summary>
    /// <param name="sound">Whether the chat lets it sound now and later.</param>
    /// <param name="lives">How long a device without a network may still be told.</param>
    /// <param name="isShort">True for a push service that takes only little.</param>
    public static PushMessage Compose(
        TranscriptEntry entry, WebMessage message, WebArrival arrival, string language, NotificationSound sound, TimeSpan lives,
        bool isShort)
    {
        var (title, body) = WordsOf(message);
        var notification = new WebNotification
        {
            Id = entry.Id,
            Version = entry.PushVersion,
            Title = ChatText.Shorten(title, isShort ? ShortTitle : MaxTitle),
            Body = isShort ? "" : ChatText.Shorten(body, MaxBody),
            IsUrgent = arrival.IsUrgent,
            IsSilent = arrival.IsSilent || !sound.IsAllowed,
            IsOver = NoLongerHolds(message),
            QuietFrom = sound.QuietFrom?.ToUnixTimeMilliseconds() ?? 0,
            QuietTo = sound.QuietTo?.ToUnixTimeMilliseconds() ?? 0,
            HoldsUntil = arrival.Until?.ToUnixTimeMilliseconds() ?? 0,
            Language = language,
        };
        return new PushMessage(
            JsonSerializer.SerializeToUtf8Bytes(notification, WebJson.Default.WebNotification), TopicOf(entry), UrgencyOf(arrival),
            lives);
    }

    /// <summary>
    /// Returns how long from now on a device without a network may still be told: not beyond what the message holds. Null if it is too
    /// late already.
    /// </summary>
    public static TimeSpan? LivesFor(WebArrival arrival, DateTimeOffset arrivedAt, DateTimeOffset now)
    {
        // What takes back or corrects a notification must reach it, however long the device is closed.
        if (arrival.Changes > 0)
            return TimeSpan.FromDays(28);
        var usual = arrival.IsUrgent ? TimeSpan.FromDays(3) : arrival.IsSilent ? TimeSpan.FromHours(12) : TimeSpan.FromDays(1);
        var holds = arrival.Until - now;
        return now - arrivedAt >= usual || holds <= TimeSpan.Zero ? null : holds < usual ? holds : usual;
    }

    private static bool NoLongerHolds(WebMessage message) => message.Alert is { Kind: "withdrawn" or "ended" };

    private static PushUrgency UrgencyOf(WebArrival arrival) =>
        arrival.IsUrgent ? PushUrgency.High : arrival.IsSilent ? PushUrgency.Low : PushUrgency.Normal;

    // A message of the chat is one story, and the push service learns nothing by the name.
    private static string TopicOf(TranscriptEntry entry) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{entry.ChatId}/{entry.Id}"))))[..TopicLength];

    private static (string Title, string Body) WordsOf(WebMessage message)
    {
        if (message.Alert is not { } alert)
        {
            var text = string.Concat(message.Spans.Select(span => span.Text)).Trim();
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return end < 0 ? (text, "") : (text[..end].TrimEnd(), text[end..].Trim());
        }

        // Of what no longer holds nothing is repeated.
        if (NoLongerHolds(message))
            return (alert.Mark ?? alert.Source, "");
        var title = alert.Mark is { } mark ? $"{mark} · {alert.Title}" : alert.Title;
        return (title, string.Join('\n', ((string?[])[alert.Note, .. alert.Changes, alert.Summary, alert.Source]).OfType<string>()));
    }
}
