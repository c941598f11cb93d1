using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The content of an item as HTML, as plain text and as a summary.</summary>
internal readonly record struct ItemBody(string? Html, string? Text, string? Summary)
{
    private const int SummaryLength = 200;

    public static ItemBody From(FeedText content, FeedText summary, FeedScope scope)
    {
        if (content.IsEmpty)
            (content, summary) = (summary, default);
        if (content.IsEmpty)
            return default;
        var (html, text) = content.IsHtml ? HtmlSanitizing.Read(content.Value, scope.Base) : OfPlain(content.Html());
        var told = summary.IsEmpty ? text : HtmlSanitizing.TextOf(summary.Html());
        var cut = Summaries.Make(told.Length == 0 ? text : told, SummaryLength);
        return new(html.Length == 0 ? null : html, text.Length == 0 ? null : text, cut.Length == 0 ? null : cut);
    }

    private static SafeText OfPlain(string html) => new(html, HtmlSanitizing.TextOf(html));

    /// <summary>Returns the address of the first picture in sanitised HTML that is not an emoji.</summary>
    public static string? FirstImage(string? html)
    {
        const string mark = "<img ";
        var rest = html.AsSpan();
        while (rest.IndexOf(mark) is >= 0 and var at)
        {
            rest = rest[at..];
            var tag = rest[..Math.Max(0, rest.IndexOf('>'))];
            if (Value(tag, " src=\"") is { } address && !(Value(tag, " alt=\"") is { } alt && PlainText.IsEmoji(alt)))
                return WebAddress.Resolve(address, null);
            rest = rest[mark.Length..];
        }

        return null;
    }

    private static string? Value(ReadOnlySpan<char> tag, string mark)
    {
        var start = tag.IndexOf(mark);
        if (start < 0)
            return null;
        tag = tag[(start + mark.Length)..];
        return tag.IndexOf('"') is >= 0 and var end ? System.Net.WebUtility.HtmlDecode(tag[..end].ToString()) : null;
    }
}
