using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Discord;

/// <summary>Writes a message as one embed: its text in Markdown, its picture and its colour. It mentions nobody.</summary>
internal static class DiscordMessage
{
    public const int MaxDescription = 4096;

    private const int Silently = 1 << 12;
    private const string Anywhere = "\\*_~`|[]()<>@#:";
    private const string AtLineStart = "-+=";

    private static readonly MarkupDialect Dialect = new() { Escape = Escape, Italic = "*", Strike = "~~" };

    /// <param name="isEdit">True for a change of a sent message, which makes no sound anyway.</param>
    public static string Write(OutgoingMessage message, PlatformCapabilities can, bool isEdit)
    {
        var (rendered, text) = TargetText.Write(message, can, Write);
        var embed = new JsonObject { ["description"] = text, ["color"] = ColourOf(message) };
        if (rendered.PhotoUrl is { } photo)
            embed["image"] = new JsonObject { ["url"] = photo };
        var body = new JsonObject
        {
            ["embeds"] = new JsonArray(embed), ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        };
        if (message.IsSilent && !isEdit)
            body["flags"] = Silently;
        return TargetJson.Write(body);
    }

    private static string Write(RenderedMessage message) =>
        Dialect.Write(message.Text) + (message.Keyboard?.Rows[0][0] is { } button ? Dialect.LinkTo(button) : "");

    private static int ColourOf(OutgoingMessage message) =>
        message is OutgoingMessage.Notice or OutgoingMessage.OneArticle { Alert.Kind: AlertKind.Withdrawn or AlertKind.Ended } ? 0x80848E
        : message is OutgoingMessage.OneArticle { Alert.Priority: Priority.Urgent } ? 0xDA373C : 0x5865F2;

    private static string Escape(string text, bool isLineStart)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var (index, c) in text.Index())
        {
            if (Anywhere.Contains(c, StringComparison.Ordinal)
                || (isLineStart && index == 0 && AtLineStart.Contains(c, StringComparison.Ordinal))
                || (isLineStart && c == '.' && text.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
