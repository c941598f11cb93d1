using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The state of one page while it is being read.</summary>
internal sealed class PageContext
{
    public required IHtmlDocument Document { get; init; }

    public required Uri? PageUrl { get; init; }

    /// <summary>The base of relative links: the address of the page, or its base element.</summary>
    public required Uri? BaseUrl { get; init; }

    /// <summary>All elements as they were parsed, in document order.</summary>
    public required IReadOnlyList<IElement> Elements { get; init; }

    public required PageLines Lines { get; init; }

    public required PageMetadata Metadata { get; init; }

    public required string? Language { get; init; }

    public required DateContext Dates { get; init; }

    public IElement Body => (IElement?)Document.Body ?? Document.DocumentElement;

    public static PageContext Read(ParseRequest request, string html, CancellationToken cancellationToken)
    {
        var document = HtmlDocuments.Parse(html);
        cancellationToken.ThrowIfCancellationRequested();
        var pageUrl = WebAddress.ParseBase(request.Url);
        var elements = HtmlDocuments.ElementsIn(document);
        var scripts = elements.OfType<IHtmlScriptElement>().ToList();
        if (EmbeddedRecords.Unfold(document, scripts) | WrittenText.Unfold(document, scripts))
            elements = HtmlDocuments.ElementsIn(document);
        var baseUrl = WebAddress.ToUri(
            elements.Find(e => e.LocalName == "base" && e.HasAttribute("href"))?.GetAttribute("href"),
            pageUrl) is { Scheme: "http" or "https" } stated
            ? stated : pageUrl;
        var metadata = PageMetadata.Read(elements, baseUrl);
        var lines = PageLines.Read((IElement?)document.Body ?? document.DocumentElement);
        Zones.Mark(lines);
        cancellationToken.ThrowIfCancellationRequested();
        var language = request.Language ?? LanguageOf(document, lines);
        return new PageContext
        {
            Document = document,
            PageUrl = pageUrl,
            BaseUrl = baseUrl,
            Elements = elements,
            Lines = lines,
            Metadata = metadata,
            Language = language,
            Dates = new DateContext(
                request.FetchedAt, request.TimeZone, language, DayMonthOrder.Find(lines.All.Select(l => l.Text), pageUrl)),
        };
    }

    /// <summary>
    /// Returns true for dates such as "3小时前" and "11-03 16:14", which depend on the fetch: on a page that was stored long ago
    /// their year is a guess.
    /// </summary>
    /// <param name="text">The text in which <see cref="Dates.DateParser.TryFind"/> found the date.</param>
    /// <param name="date">The date that was found.</param>
    public bool CountsFromFetch(string text, ParsedDate date) =>
        !DateParser.TryFind(text, Dates with { FetchedAt = Dates.FetchedAt.AddDays(-2500) }, out var earlier, out _)
            || earlier.At != date.At;

    public string? Resolve(string? href) => WebAddress.Resolve(href, BaseUrl);

    /// <summary>
    /// Detects the language from the text before the label, because templates are copied with their lang attribute.
    /// </summary>
    private static string? LanguageOf(IHtmlDocument document, PageLines lines)
    {
        var sample = string.Join('\n', lines.All.OrderByDescending(l => l.IsProse ? l.Weight : l.Weight / 8).Take(12).Select(l => l.Text));
        var detected = LanguageDetection.Detect(sample);
        var stated = document.DocumentElement.GetAttribute("lang") is { Length: >= 2 and <= 20 } lang
            ? lang.Trim().Replace('_', '-') : null;
        if (stated is not null && (detected is null || stated.StartsWith(detected, StringComparison.OrdinalIgnoreCase)))
            return stated;
        return detected ?? stated;
    }
}
