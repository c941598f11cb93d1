using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Ntfy;

/// <summary>
/// Publishes to topics of ntfy (https://docs.ntfy.sh/publish) as JSON, because headers hold no Chinese. Each message has a sequence id:
/// one with the same id replaces the notification, so a repetition shows nothing twice and a correction changes it.
/// </summary>
internal sealed class NtfyPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "ntfy";

    /// <summary>The longest text; a longer one would become an attachment.</summary>
    private const int MostTextBytes = 4096;

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Ntfy, CanEdit = true, HasButtons = true, HasOneServer = false,
        // Of the whole request.
        MaxText = 8192, TextUnit = TextUnit.Bytes,
    };

    // A server counts by the address of its visitor, whatever the topic: sixty at once, and then one in five seconds.
    public SendLimits Limits { get; } =
        SendLimits.None with { Further = [new SendLimit(LimitScope.Account, 60, TimeSpan.FromMinutes(5))] };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        PublishAsync(chat, MessageTraits.KeyOf(message), message, cancellationToken);

    public Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        PublishAsync(chat, messageId, message, cancellationToken);

    private async Task<SendResult> PublishAsync(
        ChatAddress chat, string sequence, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var result = await targets.SendAsync(
            chat, TargetKind.Ntfy, target => Compose(target, sequence, message), response => Read(response, sequence), cancellationToken);
        return result is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : result;
    }

    // JSON goes to the root of the server, and the topic is in it.
    private HttpRequestMessage Compose(Target target, string sequence, OutgoingMessage message)
    {
        var address = new Uri(target.Url);
        var topic = Uri.UnescapeDataString(address.AbsolutePath.Trim('/').Split('/')[^1]);
        var json = TargetText.Write(
            message, Capabilities, rendered => Write(topic, sequence, message, rendered), json => Measure(json)).Markup;
        return TargetJson.Request(HttpMethod.Post, new Uri(address, ".").ToString(), json).Authorize(target);
    }

    private static string Write(string topic, string sequence, OutgoingMessage message, RenderedMessage rendered)
    {
        var (title, rest) = TargetJson.Divide(rendered.Text);
        var text = AddressedText.Write(rest);
        var json = new JsonObject
        {
            ["topic"] = topic,
            ["sequence_id"] = sequence,
            // A message without a text would be shown as "triggered".
            ["title"] = text.Length > 0 ? title : null,
            ["message"] = text.Length > 0 ? text : title,
            ["priority"] = PriorityOf(message),
        };
        if (rendered.Keyboard?.Rows[0][0] is { Url: { } url } open)
        {
            json["click"] = url;
            json["actions"] = new JsonArray(new JsonObject { ["action"] = "view", ["label"] = open.Label, ["url"] = url });
        }

        return TargetJson.Write(json);
    }

    // The text alone has a limit of its own, which is half of that of the request.
    private static int Measure(string json)
    {
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        var text = parsed.RootElement.GetProperty("message").GetString()!;
        return Math.Max(Encoding.UTF8.GetByteCount(json), Encoding.UTF8.GetByteCount(text) * 8192 / MostTextBytes);
    }

    private static int PriorityOf(OutgoingMessage message) => MessageTraits.UrgencyOf(message) switch
    {
        Urgency.Silent => 2,
        Urgency.Usual => 3,
        Urgency.Urgent => 5,
        _ => throw new System.Diagnostics.UnreachableException("unknown urgency"),
    };

    private static SendResult? Read(TargetResponse response, string sequence)
    {
        if (response.Json() is not { } json)
            return null;
        if (response.IsSuccess)
            return json.TryGetProperty("id", out _) ? new SendResult.Sent(sequence) : null;
        if (TargetJson.Integer(json, "code") is not { } code)
            return null;
        return code switch
        {
            // The messages of a day are used up; others of the limits are filled again within seconds.
            42908 => new SendResult.Throttled(TimeSpan.FromHours(1), WholeAccount: false),
            >= 42900 and < 43000 => new SendResult.Throttled(
                response.Headers.RetryAfter is null ? TimeSpan.FromSeconds(10) : response.Wait, WholeAccount: false),
            >= 40000 and < 40100 => new SendResult.Rejected($"ntfy {code}"),
            _ => null,
        };
    }
}
