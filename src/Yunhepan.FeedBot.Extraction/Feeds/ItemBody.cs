using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The content of an item in its three shapes.</summary>
internal readonly record struct ItemBody(string? Html, string? Text, string? Summary)
{
    private const int SummaryLength = 200;

    public static ItemBody From(FeedText content, FeedText summary, FeedScope scope)
    {
        if (content.IsEmpty)
            (content, summary) = (summary, default);
        if (content.IsEmpty)
            return default;
        string html, text;
        if (!content.IsHtml)
        {
            html = content.Html();
            text = SimpleMarkup.PlainTextOf(html);
        }
        else if (!SimpleMarkup.TryRead(content.Value, scope.Base, out html, out text))
        {
            html = HtmlSanitizing.Sanitise(content.Value, scope.Base?.AbsoluteUri);
            text = PlainText.FromHtml(html);
        }

        var told = summary.IsEmpty ? text : SimpleMarkup.PlainTextOf(summary.Html());
        var cut = Summaries.Make(told.Length == 0 ? text : told, SummaryLength);
        return new(html.Length == 0 ? null : html, text.Length == 0 ? null : text, cut.Length == 0 ? null : cut);
    }

    /// <summary>The address of the first picture of sanitised HTML.</summary>
    public static string? FirstImage(string? html)
    {
        const string mark = "<img ";
        var at = html?.IndexOf(mark, StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return null;
        var tag = html.AsSpan(at, Math.Max(0, html!.IndexOf('>', at) - at));
        var source = tag.IndexOf(" src=\"");
        if (source < 0)
            return null;
        tag = tag[(source + 6)..];
        var end = tag.IndexOf('"');
        var address = end < 0 ? null : System.Net.WebUtility.HtmlDecode(tag[..end].ToString());
        return WebAddress.Resolve(address, null);
    }
}
