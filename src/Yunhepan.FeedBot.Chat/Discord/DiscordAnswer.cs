using System.Globalization;
using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Discord;

/// <summary>Interprets answers of Discord.</summary>
internal static class DiscordAnswer
{
    private const int UnknownMessage = 10008;
    private const int UnknownWebhook = 10015;
    private const int NeedsThread = 220001;

    /// <summary>Returns how long nothing of the kind may be sent, as the headers say; null if more may be sent now.</summary>
    public static TimeSpan? ExhaustedFor(TargetResponse response) =>
        Number(response, "X-RateLimit-Remaining") is 0 && Number(response, "X-RateLimit-Reset-After") is { } seconds and > 0
            ? TargetResponse.Bounded(TimeSpan.FromSeconds(Math.Min(seconds, 3600))) : null;

    /// <summary>Returns true if the webhook itself is gone, and not only a thread of it.</summary>
    public static bool IsWebhookGone(TargetResponse response) => response.Status == HttpStatusCode.Unauthorized
        || (response.Status == HttpStatusCode.NotFound && CodeOf(response.Json()) == UnknownWebhook);

    /// <param name="edited">The message that was changed or deleted; null for a new one.</param>
    /// <returns>Null if the status says all.</returns>
    public static SendResult? Read(TargetResponse response, string? edited, Target target)
    {
        var json = response.Json();
        var code = CodeOf(json);
        return response.Status switch
        {
            HttpStatusCode.OK or HttpStatusCode.NoContent when edited is not null => new SendResult.Sent(edited),
            HttpStatusCode.OK when json is { } sent && TargetJson.Text(sent, "id") is { } id => new SendResult.Sent(id),
            HttpStatusCode.TooManyRequests => Throttled(response, json),
            HttpStatusCode.NotFound when edited is not null && code == UnknownMessage =>
                new SendResult.MessageGone("Discord 10008: the message was deleted"),
            // A webhook that was deleted never comes back.
            HttpStatusCode.NotFound or HttpStatusCode.Unauthorized => new SendResult.ChatGone(
                $"Discord {(int)response.Status}: there is no such webhook or thread ({target.AddressMark})"),
            HttpStatusCode.BadRequest when code == NeedsThread => new SendResult.ChatResting(
                "Discord 220001: a forum needs a thread_id in the address", TargetResponse.Tries),
            HttpStatusCode.Forbidden when edited is not null => new SendResult.Rejected($"Discord {code}: the message cannot be changed"),
            HttpStatusCode.BadRequest => new SendResult.Rejected($"Discord {code}"),
            _ => null,
        };
    }

    private static int CodeOf(JsonElement? json) => json is { } error && TargetJson.Integer(error, "code") is { } code ? code : 0;

    private static SendResult.Throttled Throttled(TargetResponse response, JsonElement? json)
    {
        var stated = json is { } body && TargetJson.Number(body, "retry_after") is { } seconds and > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var isGlobal = json is { } all && all.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True;
        return new SendResult.Throttled(stated is null ? response.Wait : TargetResponse.Bounded(stated), isGlobal);
    }

    private static double? Number(TargetResponse response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
