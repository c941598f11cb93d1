using System.Text;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>Writes texts as HTML with the few tags that its reader allows, and escapes all else. The result is XML as well.</summary>
/// <param name="Bold">The name of the tag.</param>
/// <param name="Italic">The name of the tag.</param>
/// <param name="Strike">The name of the tag.</param>
internal sealed record ChatHtml(string Bold, string Italic, string Strike)
{
    /// <summary>The tags of pages and mails.</summary>
    public static ChatHtml Page { get; } = new("strong", "em", "del") { LineBreak = "<br/>" };

    public string LineBreak { get; init; } = "\n";

    /// <summary>The most tags; the text after them is written without.</summary>
    public int MostTags { get; init; } = int.MaxValue;

    public string Write(ChatText text)
    {
        var html = new StringBuilder(text.Length * 2);
        var left = MostTags;
        foreach (var span in text.Spans)
        {
            var tags = left > 0 ? TagsOf(span) : [];
            left -= tags.Count;
            foreach (var (name, attribute) in tags)
                html.Append('<').Append(name).Append(attribute).Append('>');
            html.Append(Escape(span.Text).Replace("\n", LineBreak, StringComparison.Ordinal));
            for (var i = tags.Count - 1; i >= 0; i--)
                html.Append("</").Append(tags[i].Name).Append('>');
        }

        return html.ToString();
    }

    private List<(string Name, string Attribute)> TagsOf(ChatSpan span)
    {
        List<(string, string)> tags = [];
        if (span.Url is { } url)
            tags.Add(("a", $" href=\"{Escape(url).Replace("\"", "&quot;", StringComparison.Ordinal)}\""));
        if (span.Style.HasFlag(ChatStyle.Bold))
            tags.Add((Bold, ""));
        if (span.Style.HasFlag(ChatStyle.Italic))
            tags.Add((Italic, ""));
        if (span.Style.HasFlag(ChatStyle.Strike))
            tags.Add((Strike, ""));
        return tags;
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
