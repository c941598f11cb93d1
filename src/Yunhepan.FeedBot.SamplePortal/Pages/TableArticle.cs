using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders an article in the older style: nested tables, and font elements for headings.</summary>
internal static class TableArticle
{
    public static string Render(ArticleParts parts) =>
        $"""
        <table width="100%" border="0" cellspacing="0" cellpadding="0" class="arttable"><tr><td>
        <table width="96%" border="0" align="center" cellpadding="0" cellspacing="0">
        <tr><td height="64" align="center" class="title"><font size="5" color="#c00000"><b>{parts.Title}</b></font></td></tr>
        <tr><td height="26" align="center" class="infoline" bgcolor="#f3f8fd">{parts.Info}</td></tr>
        <tr><td><table width="100%" border="0" cellspacing="0" cellpadding="8"><tr><td class="content">
        {parts.Picture}
        {Body(parts)}
        </td></tr></table>{parts.Pages}</td></tr>
        <tr><td align="right" class="editor">{parts.Editor}</td></tr>
        <tr><td class="licence">{parts.Licence}</td></tr>
        <tr><td class="context"><ul>
        {parts.Neighbours}
        </ul></td></tr>
        <tr><td>{RelatedBox(parts)}</td></tr>
        </table>
        </td></tr></table>
        """;

    /// <summary>Food writers separated paragraphs with line breaks; the newsroom's editor made paragraphs.</summary>
    private static string Body(ArticleParts parts) => parts.Channel.Id == "food"
        ? string.Join("<br />\n<br />\n", parts.Paragraphs.Select(p => $"　　{p}"))
        : Join(parts.Paragraphs.Select(p => $"<P>　　{p}</P>"));

    private static string RelatedBox(ArticleParts parts) => parts.Related.Length == 0 ? "" : $"""
        <table width="100%" border="0" cellspacing="0" cellpadding="4"
        class="related"><tr><td bgcolor="#e8f1fb"><b>相关阅读</b></td></tr><tr><td><ul>
        {parts.Related}
        </ul></td></tr></table>
        """;
}
