using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.WeCom;

/// <summary>
/// Sends to robots of WeCom groups (https://developer.work.weixin.qq.com/document/path/99110): an ordinary article with a picture that
/// fits is a news card, anything else Markdown. Lengths are bytes, and the address is the only secret.
/// </summary>
internal sealed class WeComPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "wecom";

    private const int MaxCardTitle = 128;
    private const int MaxCardText = 512;

    // Of twenty in a minute: two may be late on their way.
    private const int MostPerMinute = 18;

    private static readonly MarkupDialect Dialect = new() { Escape = Lookalikes.Escape, LongestUrl = 1000 };

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.WeCom, HasButtons = true, HasPhotos = true, HasOneServer = false,
        MaxText = 4096, TextUnit = TextUnit.Bytes,
    };

    public SendLimits Limits { get; } = SendLimits.None with
    {
        Further = [new SendLimit(LimitScope.Chat, MostPerMinute, TimeSpan.FromMinutes(1))],
    };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, TargetKind.WeCom, target => TargetJson.Request(HttpMethod.Post, target.Url, Compose(message)),
            response => WeComAnswer.Read(response, message.DeliveryId), cancellationToken);

    private string Compose(OutgoingMessage message)
    {
        var (rendered, markup) = TargetText.Write(message, Capabilities, Write);
        return TargetJson.Write(CardOf(message, rendered) ?? new JsonObject
        {
            ["msgtype"] = "markdown_v2", ["markdown_v2"] = new JsonObject { ["content"] = markup },
        });
    }

    private static string Write(RenderedMessage message)
    {
        var photo = message.PhotoUrl is { Length: <= 1000 } url ? $"![]({MarkupDialect.Address(url)})\n" : "";
        var open = message.Keyboard?.Rows[0][0] is { } button ? Dialect.LinkTo(button) : "";
        return photo + Dialect.Write(message.Text) + open;
    }

    // A card shows plain text. What does not fit into it whole is not cut but sent as Markdown.
    private static JsonObject? CardOf(OutgoingMessage message, RenderedMessage rendered)
    {
        if (message is not OutgoingMessage.OneArticle { Alert: { Kind: AlertKind.New, Priority: not Priority.Urgent, MayBeUnseen: false } }
            || rendered is not { PhotoUrl: { } photo, Keyboard: { } keyboard })
            return null;
        var (title, rest) = TargetJson.Divide(rendered.Text);
        var text = rest.Plain.Trim();
        return Encoding.UTF8.GetByteCount(title) > MaxCardTitle || Encoding.UTF8.GetByteCount(text) > MaxCardText ? null : new JsonObject
        {
            ["msgtype"] = "news",
            ["news"] = new JsonObject
            {
                ["articles"] = new JsonArray(new JsonObject
                {
                    ["title"] = title, ["description"] = text, ["url"] = keyboard.Rows[0][0].Url, ["picurl"] = photo,
                }),
            },
        };
    }
}
