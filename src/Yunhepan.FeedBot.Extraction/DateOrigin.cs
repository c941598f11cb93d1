namespace Yunhepan.FeedBot.Extraction;

/// <summary>What a date was read from.</summary>
public enum DateEvidence
{
    /// <summary>An element or attribute of a feed or sitemap: <c>pubDate</c>, <c>published</c>, <c>lastmod</c>.</summary>
    FeedElement,

    /// <summary>A member of a JSON document.</summary>
    JsonMember,

    /// <summary>JSON-LD in a script of the page.</summary>
    JsonLd,

    /// <summary>A <c>meta</c> element of the page's head.</summary>
    Meta,

    /// <summary>An element with an <c>itemprop</c>.</summary>
    Microdata,

    /// <summary>A <c>time</c> element.</summary>
    TimeElement,

    /// <summary>An element whose class or id names a date.</summary>
    NamedElement,

    /// <summary>A label that people read announces it: 发布时间, Published.</summary>
    Label,

    /// <summary>The date is shown near the title or at the end of the text, without a label.</summary>
    Shown,

    /// <summary>The text itself begins with the date.</summary>
    Dateline,

    /// <summary>The address of the page.</summary>
    Address,

    /// <summary>The state that a script of the page carries.</summary>
    Script,

    /// <summary>The list shows it beside the item.</summary>
    ListEntry,

    /// <summary>The list shows it above a group of items.</summary>
    ListHeading,

    /// <summary>The operator's selector.</summary>
    Selector,
}

/// <summary>Where a date comes from: the answer to "why is this date wrong".</summary>
/// <param name="Evidence">What it was read from.</param>
/// <param name="Name">Name of the element, attribute or member; null where the evidence has none.</param>
/// <param name="Written">The date as the document writes it, on one line, shortened.</param>
public sealed record DateOrigin(DateEvidence Evidence, string? Name, string Written)
{
    private const int LongestWritten = 80;

    /// <summary>The other evidence that corrected the day or the offset; null where none did.</summary>
    public DateEvidence? CorrectedBy { get; init; }

    internal static DateOrigin Create(DateEvidence evidence, string? name, string written)
    {
        var line = written.AsSpan().Trim();
        return new(evidence, name, line.Length <= LongestWritten && line.IndexOfAny('\r', '\n', '\t') < 0
            ? line.ToString() : Shortened(written));
    }

    private static string Shortened(string written)
    {
        var line = string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestWritten ? line : string.Concat(line.AsSpan(0, LongestWritten), "…");
    }
}
