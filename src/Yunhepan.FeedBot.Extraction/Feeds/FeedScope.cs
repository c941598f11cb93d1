using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>What holds at one place of a feed: the base of its addresses, its language, how its dates are meant.</summary>
internal sealed record FeedScope(ParseRequest Request, Uri? Base, string? Language, string? DateLanguage)
{
    public static FeedScope For(ParseRequest request) =>
        new(request, WebAddress.ParseBase(request.Url), request.Language, request.Language);

    /// <summary>The scope inside a node: xml:base and xml:lang hold for all below.</summary>
    public FeedScope Into(FeedNode node)
    {
        var written = node.Attribute("xml:base");
        var language = node.Attribute("xml:lang");
        if (written is null && string.IsNullOrWhiteSpace(language))
            return this;
        return this with
        {
            Base = WebAddress.ToUri(written, Base) is { Scheme: "http" or "https" } inner ? inner : Base,
            Language = Request.Language ?? (string.IsNullOrWhiteSpace(language) ? Language : Tag(language)),
        };
    }

    public string? Url(string? written) => WebAddress.Resolve(written, Base);

    public ParsedDate? Date(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var context = new DateContext(Request.FetchedAt, Request.TimeZone, DateLanguage ?? Language);
        return DateParser.TryParse(written, context, out var date) ? date : null;
    }

    /// <summary>The first of several that is a date.</summary>
    public ParsedDate? FirstDate(params ReadOnlySpan<string?> written)
    {
        foreach (var text in written)
        {
            if (Date(text) is { } date)
                return date;
        }

        return null;
    }

    /// <summary>A language tag as BCP 47 has it; null for what is none.</summary>
    public static string? Tag(string? written)
    {
        var tag = written?.Trim().Replace('_', '-');
        return tag is { Length: >= 2 and <= 35 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
    }
}
