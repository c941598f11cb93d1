using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Bark;

/// <summary>
/// Pushes to the Bark app through its server (https://bark.day.app). The address of a target is the one that the app shows
/// (<c>https://api.day.app/key</c>), or that of <c>/push</c> with the key as the secret. A push with the same id replaces the
/// notification.
/// </summary>
internal sealed class BarkPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "bark";

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Bark, CanEdit = true, HasOneServer = false,
        // Apple allows 4,096 bytes, of which the server needs some.
        MaxText = 3600, TextUnit = TextUnit.Bytes,
    };

    public SendLimits Limits { get; } = SendLimits.None with { PerChatPerSecond = 1 };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        PushAsync(chat, MessageTraits.KeyOf(message), message, cancellationToken);

    public Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        PushAsync(chat, messageId, message, cancellationToken);

    private async Task<SendResult> PushAsync(ChatAddress chat, string id, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var result = await targets.SendAsync(
            chat, TargetKind.Bark,
            target => TargetJson.Request(
                HttpMethod.Post, target.Url,
                TargetText.Write(message, Capabilities, rendered => Write(target, id, message, rendered), Measure).Markup),
            response => Read(response, id), cancellationToken);
        return result is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : result;
    }

    private static string Write(Target target, string id, OutgoingMessage message, RenderedMessage rendered)
    {
        var (title, rest) = TargetJson.Divide(rendered.Text);
        var text = AddressedText.Write(rest);
        var json = new JsonObject
        {
            ["id"] = id,
            ["title"] = text.Length > 0 ? title : "",
            ["body"] = text.Length > 0 ? text : title,
            ["level"] = LevelOf(message),
        };
        if (target.Secret is { } key)
            json["device_key"] = key;
        if (MessageTraits.AlertOf(message)?.Category is { } category)
            json["group"] = TargetResponse.Words(category);
        if (MessageTraits.AddressOf(message) is { } url)
            json["url"] = url;
        return TargetJson.Write(json);
    }

    // The server writes these characters with six bytes each.
    private static int Measure(string json) => Encoding.UTF8.GetByteCount(json) + (5 * json.Count(c => c is '<' or '>' or '&'));

    // "critical" would ring on a device that its owner has muted.
    private static string LevelOf(OutgoingMessage message) => MessageTraits.UrgencyOf(message) switch
    {
        Urgency.Silent => "passive",
        Urgency.Usual => "active",
        Urgency.Urgent => "timeSensitive",
        _ => throw new System.Diagnostics.UnreachableException("unknown urgency"),
    };

    private static SendResult? Read(TargetResponse response, string id)
    {
        if (response.Json() is not { } json || TargetJson.Integer(json, "code") is not { } code)
            return null;
        var words = TargetJson.Text(json, "message") ?? "";
        return (response.Status, code) switch
        {
            (HttpStatusCode.OK, 200) => new SendResult.Sent(id),
            // The words of Apple, which the server passes on.
            _ when Says("PayloadTooLarge") => new SendResult.Rejected("Bark: the message is too long"),
            _ when Says("TooManyRequests") => new SendResult.Throttled(response.Wait, WholeAccount: false),
            _ when Says("Unregistered") => new SendResult.ChatGone("Bark: the app is no longer on the device"),
            _ when Says("BadDeviceToken") || Says("ExpiredToken") || Says("DeviceTokenNotForTopic") =>
                new SendResult.ChatResting("Bark: Apple does not know the device", TargetResponse.Tries),
            (HttpStatusCode.BadRequest, _) when Says("device token") || Says("device key") =>
                new SendResult.ChatResting("Bark: the server does not know the key of the device", TargetResponse.Tries),
            _ => null,
        };

        bool Says(string known) => words.Contains(known, StringComparison.OrdinalIgnoreCase);
    }
}
