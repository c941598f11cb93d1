using System.Globalization;
using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Mastodon;

/// <summary>The id of a status, with that of its picture, which an edit must name again to keep it.</summary>
internal readonly record struct MastodonId(string Status, string? Picture)
{
    public static MastodonId Parse(string text) =>
        text.Split('&', 2) is [var status, var picture] ? new(status, picture) : new(text, null);

    public override string ToString() => Picture is null ? Status : $"{Status}&{Picture}";
}

/// <summary>Interprets answers of a Mastodon server (https://docs.joinmastodon.org/methods/statuses).</summary>
internal sealed class MastodonAnswer(TimeProvider time)
{
    /// <returns>Null if only the status says something.</returns>
    public SendResult? Read(TargetResponse response)
    {
        if (response.Status == HttpStatusCode.TooManyRequests)
            return new SendResult.Throttled(WaitOf(response), WholeAccount: false);
        if (response.Json() is not { } json)
            return null;
        if (response.IsSuccess)
            return IdOf(json) is { } id ? new SendResult.Sent(new MastodonId(id, PictureOf(json)).ToString()) : null;
        return response.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            && TargetJson.Text(json, "error") is { } error
            ? new SendResult.Rejected($"Mastodon: {TargetResponse.Words(error)}") : null;
    }

    /// <summary>Returns the id of a status or a picture; null if there is none.</summary>
    public static string? IdOf(JsonElement json) =>
        TargetJson.Text(json, "id") is { Length: > 0 and < 100 } text
            && text.All(char.IsAsciiLetterOrDigit) ? text : null;

    private static string? PictureOf(JsonElement json) =>
        json.TryGetProperty("media_attachments", out var all) && all.ValueKind == JsonValueKind.Array
            && all.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? IdOf(first) : null;

    // It states a time, not a wait.
    private TimeSpan WaitOf(TargetResponse response) =>
        response.Headers.RetryAfter is null && response.Headers.TryGetValues("X-RateLimit-Reset", out var values)
        && DateTimeOffset.TryParse(values.First(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var reset)
            ? TargetResponse.Bounded(reset - time.GetUtcNow()) : response.Wait;
}
