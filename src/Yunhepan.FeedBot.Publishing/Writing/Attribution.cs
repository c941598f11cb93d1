using System.Net;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>
/// Writes the last line of every content: the original publisher, who passed it on, where, who else reports it, and under which
/// licence.
/// </summary>
internal static class Attribution
{
    /// <summary>Returns the line as HTML, without the original publisher if the text itself ends with it.</summary>
    /// <param name="text">The text above the line.</param>
    public static string Line(FeedItem item, string text, string language)
    {
        string Say(string zh, string en, string ja, string es) => OwnText.Choose(language, zh, en, ja, es);
        var parts = new List<string>(4);
        if (!IsNamedIn(text, item.SourceName))
            parts.Add(Say("来源：", "Source: ", "出典：", "Fuente: ") + Link(item.SourceName, item.OriginName is null ? null : item.OriginUrl));
        if (item.OriginName is not null && item.OriginName != item.Source.Name)
            parts.Add(Say("转载：", "Via: ", "転載：", "Vía: ") + WebUtility.HtmlEncode(item.Source.Name));
        if (item.Url != item.PageUrl)
            parts.Add(Link(Say("阅读原文", "Read the original", "元の記事を読む", "Leer el original"), item.Url));
        if (item.AlsoAt.Count > 0)
            parts.Add(Say("另见：", "Also at: ", "ほかの出典：", "También en: ")
                + string.Join(Say("、", ", ", "、", ", "), item.AlsoAt.Select(t => Link(t.Name, t.Url))));
        if (item.Licence is { } licence)
            parts.Add(Say("许可：", "Licence: ", "ライセンス：", "Licencia: ") + Link(licence.Notice ?? licence.Url!, licence.Url));
        return parts.Count == 0 ? "" : $"<p>{string.Join(" · ", parts)}</p>";
    }

    // Portals end with （来源：大众网） or 来源: 大众网, which the line need not repeat.
    private static bool IsNamedIn(string text, string name)
    {
        var tail = text.AsSpan(Math.Max(0, text.Length - name.Length - 60));
        var at = tail.LastIndexOf("来源", StringComparison.Ordinal);
        return at >= 0 && tail[at..].Contains(name, StringComparison.Ordinal);
    }

    private static string Link(string text, string? url) => url is null
        ? WebUtility.HtmlEncode(text)
        : $"<a href=\"{WebUtility.HtmlEncode(url)}\">{WebUtility.HtmlEncode(text)}</a>";
}
