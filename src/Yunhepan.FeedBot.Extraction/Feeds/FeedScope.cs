using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>What holds at one place of a feed: the base of its addresses, its language, how its dates are meant.</summary>
internal sealed record FeedScope(ParseRequest Request, Uri? Base, string? Language, string? DateLanguage)
{
    /// <summary>What the dates of the feed prove of the order of 5/6/2024.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>The feed states the base itself: no other may stand in for it.</summary>
    public bool StatesBase { get; init; }

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
            StatesBase = StatesBase || written is not null,
            Language = Request.Language ?? (string.IsNullOrWhiteSpace(language) ? Language : Tag(language)),
        };
    }

    public string? Url(string? written) => WebAddress.Resolve(WrittenAddress.Mend(written, Base), Base);

    /// <summary>An address that is whole as it is written: an identifier that only looks like a path leads nowhere.</summary>
    public static string? WholeUrl(string? written) =>
        WrittenAddress.Mend(written, null) is { } address && address.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? WebAddress.Resolve(address, null) : null;

    /// <summary>An identifier; one that is written as a path counts from the base that the feed states.</summary>
    public string? Id(FeedNode? node)
    {
        if (node?.InnerText().Trim() is not { Length: > 0 } id)
            return null;
        var inner = Into(node);
        return inner.StatesBase && id.Contains('/', StringComparison.Ordinal) && !id.Contains(':', StringComparison.Ordinal)
            ? inner.Url(id) ?? id : id;
    }

    /// <summary>The same scope for the text of an item: links that state no base are relative to the page they were written for.</summary>
    public FeedScope ForText(string? item) =>
        !StatesBase && WebAddress.ParseBase(item) is { } page && (Base is null || Site(page) == Site(Base))
            ? this with { Base = page } : this;

    /// <summary>The same scope, in which dates are read in the order that these prove.</summary>
    public FeedScope WithOrderOf(IEnumerable<string?> dates) => this with { IsDayFirst = DayMonthOrder.Find(dates.OfType<string>(), Base) };

    /// <param name="written">As the document writes it.</param>
    /// <param name="evidence">Whether an element or a JSON member states it.</param>
    /// <param name="name">Of that.</param>
    public ParsedDate? Date(string? written, DateEvidence evidence, string name)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var context = new DateContext(Request.FetchedAt, Request.TimeZone, DateLanguage ?? Language, IsDayFirst);
        return DateParser.TryParse(written, context, out var date) && !IsNothing(date.At) ? date.From(evidence, name, written) : null;
    }

    /// <summary>The first of the children of these names that is a date, in the order of the names.</summary>
    public ParsedDate? FirstDate(FeedNode node, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in node.Children)
            {
                if (child.Name == name && Date(child.InnerText(), DateEvidence.FeedElement, name) is { } date)
                    return date;
            }
        }

        return null;
    }

    private static string Site(Uri address) => address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;

    /// <summary>The zero of a program's clock or calendar stands for a date that nobody gave.</summary>
    private static bool IsNothing(DateTimeOffset at) =>
        at.Year <= 1 || at.DateTime == DateTime.UnixEpoch || at.UtcDateTime == DateTime.UnixEpoch;

    /// <summary>A language tag as BCP 47 has it; null for what is none. Locales of systems ("en_US.UTF-8") have more behind it.</summary>
    public static string? Tag(string? written)
    {
        var tag = written?.Trim().Split('.', '@')[0].Replace('_', '-');
        return tag is { Length: >= 2 and <= 35 } && tag.Split('-')[0].Length is 2 or 3
            && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
    }
}
