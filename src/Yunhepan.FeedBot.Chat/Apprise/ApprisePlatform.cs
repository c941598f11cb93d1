using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Apprise;

/// <summary>
/// Hands messages to a server of the Apprise API (https://github.com/caronc/apprise-api), which passes them on to the services under
/// the key in the address: <c>https://server/notify/key</c>, with <c>?tag=</c> for some of them. The text is plain, because Apprise
/// brings it into the form of each service.
/// </summary>
internal sealed partial class ApprisePlatform(TargetClient targets, ILogger<ApprisePlatform> logger) : IChatPlatform
{
    private const string Name = "apprise";

    // It answers when the last of its services has.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // A day. Each of these attempts may show the message once more, so they are few.
    private static readonly TimeSpan[] RetryWaits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Apprise, HasOneServer = false, MaxText = 20_000, RetryWaits = RetryWaits, StepsAsideAfter = 4,
    };

    public SendLimits Limits { get; } = SendLimits.None with { PerChatPerSecond = 1 };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, TargetKind.Apprise, Timeout, target => Compose(target, message), response => Read(chat, response, message.DeliveryId),
            cancellationToken);

    private HttpRequestMessage Compose(Target target, OutgoingMessage message)
    {
        var address = new UriBuilder(target.Url);
        var tag = QueryHelpers.ParseQuery(address.Query).TryGetValue("tag", out var tags) ? tags.ToString() : null;
        address.Query = "";
        var json = TargetText.Write(message, Capabilities, rendered => Write(tag, message, rendered)).Markup;
        var request = TargetJson.Request(HttpMethod.Post, address.Uri.ToString(), json).Authorize(target);
        // The answer then says which services were reached.
        request.Headers.Add("Accept", "application/json");
        return request;
    }

    private static string Write(string? tag, OutgoingMessage message, RenderedMessage rendered)
    {
        var (title, rest) = TargetJson.Divide(rendered.Text);
        var text = AddressedText.Write(rest);
        var json = new JsonObject
        {
            ["title"] = text.Length > 0 ? title : "",
            ["body"] = text.Length > 0 ? text : title,
            ["type"] = MessageTraits.UrgencyOf(message) == Urgency.Urgent ? "warning" : "info",
            ["format"] = "text",
        };
        if (tag is not null)
            json["tag"] = tag;
        return TargetJson.Write(json);
    }

    private SendResult? Read(ChatAddress chat, TargetResponse response, string deliveryId)
    {
        switch (response.Status)
        {
            case HttpStatusCode.OK:
                return new SendResult.Sent(deliveryId);
            case HttpStatusCode.NoContent:
                return new SendResult.ChatResting("Apprise has no service under this key and tag", TargetResponse.Tries);
            // Those that got the message must not get it again, and must get its corrections.
            case HttpStatusCode.FailedDependency when HasReachedSome(response):
                LogPartlySent(chat.ChatId);
                return new SendResult.Sent(deliveryId);
            case HttpStatusCode.FailedDependency:
                return new SendResult.Unknown("Apprise reached none of its services, as far as it says");
            default:
                return null;
        }
    }

    /// <summary>Returns true if the log of the answer, entries of level, time and words, says that a service was reached.</summary>
    private static bool HasReachedSome(TargetResponse response) =>
        response.Json() is { } json && json.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array
        && details.EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() >= 3
            && TargetJson.Read(entry[2])?.StartsWith("Sent ", StringComparison.Ordinal) == true);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Apprise reached only some of the services of target {TargetId}; see the log of its server")]
    private partial void LogPartlySent(string targetId);
}
