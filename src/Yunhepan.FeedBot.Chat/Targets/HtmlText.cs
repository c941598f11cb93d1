using System.Net;
using System.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Writes a text in the few tags of HTML that we need, escaped. It is XML as well.</summary>
internal static class HtmlText
{
    public static string Write(ChatText text)
    {
        var html = new StringBuilder(text.Length * 2);
        foreach (var span in text.Spans)
        {
            var tags = TagsOf(span);
            foreach (var (open, _) in tags)
                html.Append(open);
            html.Append(WebUtility.HtmlEncode(span.Text).Replace("\n", "<br/>", StringComparison.Ordinal));
            for (var i = tags.Count - 1; i >= 0; i--)
                html.Append(tags[i].Close);
        }

        return html.ToString();
    }

    private static List<(string Open, string Close)> TagsOf(ChatSpan span)
    {
        List<(string, string)> tags = [];
        if (span.Url is { } url)
            tags.Add(($"<a href=\"{WebUtility.HtmlEncode(url)}\">", "</a>"));
        if (span.Style.HasFlag(ChatStyle.Bold))
            tags.Add(("<strong>", "</strong>"));
        if (span.Style.HasFlag(ChatStyle.Italic))
            tags.Add(("<em>", "</em>"));
        if (span.Style.HasFlag(ChatStyle.Strike))
            tags.Add(("<del>", "</del>"));
        return tags;
    }
}
