using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// The settings that apply at one place of a feed: the base of its addresses, its language, and how its dates are read.
/// </summary>
internal sealed record FeedScope(ParseRequest Request, Uri? Base, string? Language, string? DateLanguage)
{
    /// <summary>The order of day and month in 5/6/2024 that the dates of the feed prove; null if none proves it.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>True if the feed itself states the base, so that no other base may replace it.</summary>
    public bool StatesBase { get; init; }

    public static FeedScope For(ParseRequest request) =>
        new(request, WebAddress.ParseBase(request.Url), request.Language, request.Language);

    /// <summary>Returns the scope inside a node: xml:base and xml:lang apply to everything below it.</summary>
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

    /// <summary>
    /// Returns an address only if it is written in full, because an identifier that merely looks like a path leads nowhere.
    /// </summary>
    public static string? WholeUrl(string? written) =>
        WrittenAddress.Mend(written, null) is { } address && address.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? WebAddress.Resolve(address, null) : null;

    /// <summary>Returns an identifier; one that is written as a path is resolved against the base that the feed states.</summary>
    public string? Id(FeedNode? node)
    {
        if (node?.InnerText().Trim() is not { Length: > 0 } id)
            return null;
        var inner = Into(node);
        return inner.StatesBase && id.Contains('/', StringComparison.Ordinal) && !id.Contains(':', StringComparison.Ordinal)
            ? inner.Url(id) ?? id : id;
    }

    /// <summary>
    /// Returns the scope for the text of an item: if no base is stated, its links are relative to the page they were written for.
    /// </summary>
    public FeedScope ForText(string? item) =>
        !StatesBase && WebAddress.ParseBase(item) is { } page && (Base is null || Site(page) == Site(Base))
            ? this with { Base = page } : this;

    /// <summary>Returns the same scope with the order of day and month that these dates prove.</summary>
    public FeedScope WithOrderOf(IEnumerable<string?> dates) => this with { IsDayFirst = DayMonthOrder.Find(dates.OfType<string>(), Base) };

    /// <param name="written">The date as the document writes it.</param>
    /// <param name="evidence">Whether an element or a JSON member states the date.</param>
    /// <param name="name">The name of that element or member.</param>
    public ParsedDate? Date(string? written, DateEvidence evidence, string name)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var context = new DateContext(Request.FetchedAt, Request.TimeZone, DateLanguage ?? Language, IsDayFirst);
        return DateParser.TryParse(written, context, out var date) && !IsNothing(date.At) ? date.From(evidence, name, written) : null;
    }

    /// <summary>Returns the first date among the children with these names, in the order of the names.</summary>
    public ParsedDate? FirstDate(FeedNode node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!node.MayHave(name))
                continue;
            foreach (var child in node.Children)
            {
                if (child.Name == name && Date(child.InnerText(), DateEvidence.FeedElement, name) is { } date)
                    return date;
            }
        }

        return null;
    }

    private static string Site(Uri address) => address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;

    /// <summary>
    /// Returns true for the zero value of a program's clock or calendar, which marks a date that was never set.
    /// </summary>
    private static bool IsNothing(DateTimeOffset at) =>
        at.Year <= 1 || at.DateTime == DateTime.UnixEpoch || at.UtcDateTime == DateTime.UnixEpoch;

    /// <summary>
    /// Returns a BCP 47 language tag, or null if the text is none. System locales such as "en_US.UTF-8" have a suffix that is
    /// dropped.
    /// </summary>
    public static string? Tag(string? written)
    {
        var tag = written?.Trim().Split('.', '@')[0].Replace('_', '-');
        return tag is { Length: >= 2 and <= 35 } && tag.Split('-')[0].Length is 2 or 3
            && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
    }
}
