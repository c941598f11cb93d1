using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Slack;

/// <summary>
/// Writes a message as sections of Slack's own markup and a picture. Slack makes nothing of its text but what stands in brackets; its
/// signs for styles cannot be escaped, so they are replaced.
/// </summary>
internal static class SlackBlocks
{
    /// <summary>The longest text of a section.</summary>
    public const int MaxSection = 3000;

    private const int Most = 48;
    private const int FirstPiece = 2500;
    private const int LastPiece = 50;

    private static readonly MarkupDialect Dialect = new()
    {
        Escape = Escape, Bold = "*", Italic = "_", Strike = "~", LongestUrl = 1000,
        Link = (text, url) => $"<{url.Replace("&", "&amp;", StringComparison.Ordinal)}|{text}>",
    };

    public static string Write(RenderedMessage message)
    {
        var blocks = new JsonArray();
        foreach (var section in Sections(message.Text))
            blocks.Add(Section(section));
        if (message.PhotoUrl is { } photo)
            blocks.Add(new JsonObject { ["type"] = "image", ["image_url"] = photo, ["alt_text"] = Headline(message) });
        if (message.Keyboard?.Rows[0][0] is { } open && Dialect.LinkTo(open).Trim() is { Length: > 0 } link)
            blocks.Add(Section(link));
        return TargetJson.Write(new JsonObject
        {
            // For notifications.
            ["text"] = Dialect.Escape(Headline(message), true),
            ["mrkdwn"] = false, ["unfurl_links"] = false, ["unfurl_media"] = false,
            ["blocks"] = blocks,
        });
    }

    private static string Headline(RenderedMessage message) => TargetJson.Divide(message.Text).Headline;

    // Links and escaped characters make a text longer, so the pieces of some must be shorter.
    private static List<string> Sections(ChatText text)
    {
        for (var length = FirstPiece; ; length /= 2)
        {
            List<string> sections = [.. text.Pieces(length).Select(Dialect.Write)];
            if (length < LastPiece || sections.Count > Most || sections.TrueForAll(section => section.Length <= MaxSection))
                return sections;
        }
    }

    // Verbatim, or Slack would make links of addresses and names of channels in the text.
    private static JsonObject Section(string text) => new()
    {
        ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true },
    };

    // A quotation mark of Slack is the escaped one too.
    private static string Escape(string text, bool isLineStart) =>
        (isLineStart && text.StartsWith('>') ? "＞" + text[1..] : text)
        .Replace('*', '＊').Replace('_', '＿').Replace('~', '～').Replace('`', '｀')
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
