using System.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Writes the few tags that Telegram allows and escapes everything else.</summary>
internal static class TelegramHtml
{
    public const int MaxLength = 4096;

    // Telegram silently drops entities beyond a hundred; the text after them is written without tags.
    private const int MaxEntities = 100;

    public static string Render(ChatText text)
    {
        var html = new StringBuilder();
        var left = MaxEntities;
        foreach (var span in text.Cut(MaxLength).Spans)
        {
            var tags = left > 0 ? TagsOf(span) : [];
            left -= tags.Count;
            foreach (var (open, _) in tags)
                html.Append(open);
            Escape(html, span.Text);
            for (var i = tags.Count - 1; i >= 0; i--)
                html.Append(tags[i].Close);
        }

        return html.ToString();
    }

    private static List<(string Open, string Close)> TagsOf(ChatSpan span)
    {
        List<(string, string)> tags = [];
        if (span.Url is { } url)
            tags.Add(($"<a href=\"{Attribute(url)}\">", "</a>"));
        if (span.Style.HasFlag(ChatStyle.Bold))
            tags.Add(("<b>", "</b>"));
        if (span.Style.HasFlag(ChatStyle.Italic))
            tags.Add(("<i>", "</i>"));
        if (span.Style.HasFlag(ChatStyle.Strike))
            tags.Add(("<s>", "</s>"));
        return tags;
    }

    private static string Attribute(string url)
    {
        var escaped = new StringBuilder(url.Length);
        Escape(escaped, url);
        return escaped.Replace("\"", "&quot;").ToString();
    }

    private static void Escape(StringBuilder html, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                _ => html.Append(c),
            };
        }
    }
}
