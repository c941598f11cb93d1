using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.DingTalk;

/// <summary>
/// Sends to custom robots of DingTalk groups (https://open.dingtalk.com/document/robots/custom-robot-access): an article with an
/// address is an action card, anything else Markdown.
/// </summary>
internal sealed class DingTalkPlatform(TargetClient targets, TimeProvider time) : IChatPlatform
{
    private const string Name = "dingtalk";

    // A robot is muted for ten minutes after its twentieth message in a minute, however that is counted.
    private const int MostPerMinute = 18;

    private static readonly MarkupDialect Dialect = new() { Escape = Lookalikes.Escape, LineBreak = "  \n" };

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.DingTalk, HasButtons = true, HasPhotos = true, HasOneServer = false,
        // Of the whole request.
        MaxText = 20_000, TextUnit = TextUnit.Bytes,
    };

    public SendLimits Limits { get; } = SendLimits.None with
    {
        Further = [new SendLimit(LimitScope.Chat, MostPerMinute, TimeSpan.FromMinutes(1))], MergesWhatWaits = true,
    };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, TargetKind.DingTalk,
            target => TargetJson.Request(HttpMethod.Post, Address(target), TargetText.Write(message, Capabilities, Write).Markup),
            response => DingTalkAnswer.Read(response, message.DeliveryId), cancellationToken);

    private static string Write(RenderedMessage message)
    {
        var text = Dialect.Write(message.Text);
        if (message.PhotoUrl is { } photo)
            text = $"![]({MarkupDialect.Address(photo)}){Dialect.LineBreak}{Dialect.LineBreak}{text}";
        var title = TargetJson.Divide(message.Text).Headline;
        return TargetJson.Write(message.Keyboard?.Rows[0][0] is { } open
            ? new JsonObject
            {
                ["msgtype"] = "actionCard",
                ["actionCard"] = new JsonObject
                {
                    ["title"] = title, ["text"] = text, ["singleTitle"] = open.Label, ["singleURL"] = open.Url,
                },
            }
            : new JsonObject { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["title"] = title, ["text"] = text } });
    }

    // The key is the secret, and the signed text is the time and the secret.
    private string Address(Target target)
    {
        if (target.Secret is not { } secret)
            return target.Url;
        var stamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{stamp}\n{secret}");
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        var joint = target.Url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{target.Url}{joint}timestamp={stamp}&sign={Uri.EscapeDataString(sign)}";
    }
}
