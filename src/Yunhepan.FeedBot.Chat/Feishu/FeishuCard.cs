using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Feishu;

/// <summary>
/// Writes a card: the mark and the title in its head, which is plain text, the rest in the platform's Markdown, in which characters
/// are escaped as HTML entities, and a button.
/// </summary>
internal static class FeishuCard
{
    private const string Anywhere = "<>~*[]()`\\_$!&:";
    private const string AtLineStart = "#-+";

    private static readonly MarkupDialect Dialect = new() { Escape = Escape, Italic = "*", Strike = "~~" };

    public static JsonObject Write(OutgoingMessage message, RenderedMessage rendered)
    {
        var (headline, rest) = TargetJson.Divide(rendered.Text);
        var elements = new JsonArray();
        if (!rest.IsBlank)
            elements.Add(Text("div", "lark_md", Dialect.Write(rest)));
        if (rendered.Keyboard?.Rows[0][0] is { } open)
        {
            var button = Text("button", "plain_text", open.Label);
            (button["type"], button["url"]) = ("primary", open.Url);
            elements.Add(new JsonObject { ["tag"] = "action", ["actions"] = new JsonArray(button) });
        }

        return new JsonObject
        {
            ["config"] = new JsonObject { ["wide_screen_mode"] = true },
            ["header"] = new JsonObject
            {
                ["template"] = ColourOf(message), ["title"] = new JsonObject { ["tag"] = "plain_text", ["content"] = headline },
            },
            ["elements"] = elements,
        };
    }

    private static JsonObject Text(string tag, string textTag, string content) => new()
    {
        ["tag"] = tag, ["text"] = new JsonObject { ["tag"] = textTag, ["content"] = content },
    };

    private static string ColourOf(OutgoingMessage message) =>
        message is OutgoingMessage.Notice or OutgoingMessage.OneArticle { Alert.Kind: AlertKind.Withdrawn or AlertKind.Ended } ? "grey"
        : message is OutgoingMessage.OneArticle { Alert.Priority: Priority.Urgent } ? "red" : "blue";

    private static string Escape(string text, bool isLineStart)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var (index, c) in text.Index())
        {
            if (Anywhere.Contains(c, StringComparison.Ordinal)
                || (isLineStart && index == 0 && AtLineStart.Contains(c, StringComparison.Ordinal)))
                escaped.Append("&#").Append((int)c).Append(';');
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
