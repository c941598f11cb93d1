using System.Globalization;
using System.Net;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Formats texts, dates and counts for the portal.</summary>
internal static class PageText
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Shortens a title: lists of that time truncated long titles and kept the full one in the title attribute.</summary>
    public static string Link(PortalArticle article, int cutAt)
    {
        var title = article.Text.Title;
        var shown = title.Length > cutAt ? title[..cutAt] + "..." : title;
        return $"""<a href="{article.Path}" title="{Encode(title)}" target="_blank">{Encode(shown)}</a>""";
    }

    public static string Date(PortalArticle article, string format) =>
        article.PublishedAt.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Returns a number of readers that is the same at every request; otherwise no page would ever be unchanged.</summary>
    public static int Clicks(PortalArticle article) => 37 + (article.Id * 7919 % 4813);

    /// <summary>Returns the beginning of an article for lists and headlines.</summary>
    public static string Intro(PortalArticle article, int length)
    {
        var first = article.Text.Paragraphs[0];
        return Encode(first.Length > length ? first[..length] + "..." : first);
    }

    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines);
}
