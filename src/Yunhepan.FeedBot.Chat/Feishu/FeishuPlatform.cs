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

namespace Yunhepan.FeedBot.Chat.Feishu;

/// <summary>
/// Sends cards to custom bots of Feishu groups, and of Lark ones, which are the same at another address
/// (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).
/// </summary>
/// <param name="kind">Which of the two.</param>
internal sealed class FeishuPlatform(TargetKind kind, TargetClient targets, TimeProvider time) : IChatPlatform
{
    // The platform refuses more in the minutes in which everybody sends.
    private static readonly int[] Busy = [0, 30];

    public string Platform { get; } = kind == TargetKind.Lark ? "lark" : "feishu";

    public string Account => Platform;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = kind, HasButtons = true, HasOneServer = false,
        // Of the whole request with its signature.
        MaxText = 20_000, TextUnit = TextUnit.Bytes,
    };

    public SendLimits Limits { get; } = SendLimits.None with
    {
        Further =
        [
            new SendLimit(LimitScope.Chat, 5, TimeSpan.FromSeconds(1)), new SendLimit(LimitScope.Chat, 100, TimeSpan.FromMinutes(1)),
        ],
        BusyMinutes = Busy,
    };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, kind,
            target => TargetJson.Request(
                HttpMethod.Post, target.Url, TargetText.Write(message, Capabilities, rendered => Write(target, message, rendered)).Markup),
            response => FeishuAnswer.Read(response, message.DeliveryId), cancellationToken);

    private string Write(Target target, OutgoingMessage message, RenderedMessage rendered)
    {
        var body = new JsonObject { ["msg_type"] = "interactive", ["card"] = FeishuCard.Write(message, rendered) };
        if (target.Secret is { } secret)
        {
            var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            // The key is the time and the secret, and the signed text is empty.
            body["timestamp"] = stamp;
            body["sign"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{stamp}\n{secret}"), Array.Empty<byte>()));
        }

        return TargetJson.Write(body);
    }
}
