namespace Yunhepan.FeedBot.Articles;

/// <summary>The evidence for an article's date in its stored form: names and order must not change.</summary>
public enum StoredDateEvidence
{
    /// <summary>An element or attribute of a feed or sitemap.</summary>
    FeedElement = 0,

    /// <summary>A member of a JSON document.</summary>
    JsonMember = 1,

    /// <summary>JSON-LD in a script of its page.</summary>
    JsonLd = 2,

    /// <summary>A <c>meta</c> element of its page.</summary>
    Meta = 3,

    /// <summary>An element of its page with an <c>itemprop</c>.</summary>
    Microdata = 4,

    /// <summary>A <c>time</c> element of its page.</summary>
    TimeElement = 5,

    /// <summary>An element of its page whose class or id names a date.</summary>
    NamedElement = 6,

    /// <summary>A label on its page: 发布时间, Published.</summary>
    Label = 7,

    /// <summary>A date that its page shows near the title, or below the text, without a label.</summary>
    Shown = 8,

    /// <summary>The first words of its text.</summary>
    Dateline = 9,

    /// <summary>The address of its page.</summary>
    Address = 10,

    /// <summary>The state that a script of its page carries.</summary>
    Script = 11,

    /// <summary>Its list, next to the entry.</summary>
    ListEntry = 12,

    /// <summary>Its list, above a group of items.</summary>
    ListHeading = 13,

    /// <summary>The operator's selector.</summary>
    Selector = 14,
}

/// <summary>The origin of an article's date.</summary>
/// <param name="Evidence">The evidence from which the date was read.</param>
/// <param name="Name">The name of the element, attribute or member; null if the evidence has none.</param>
/// <param name="Written">The date as it is written there.</param>
/// <param name="CorrectedBy">Other evidence that corrected the day or the offset; null if none did.</param>
public sealed record StoredDateOrigin(StoredDateEvidence Evidence, string? Name, string Written, StoredDateEvidence? CorrectedBy = null)
{
    /// <summary>
    /// Describes the origin for the operator: <c>meta article:published_time "2026-11-23 10:00", moved by the address</c>.
    /// </summary>
    public override string ToString() => $"{Words(Evidence)}{(Name is null ? "" : " " + Name)} \"{Written}\""
        + (CorrectedBy is { } other ? $", moved by {Words(other)}" : "");

    private static string Words(StoredDateEvidence evidence) => evidence switch
    {
        StoredDateEvidence.FeedElement => "the element",
        StoredDateEvidence.JsonMember => "the JSON member",
        StoredDateEvidence.JsonLd => "JSON-LD",
        StoredDateEvidence.Meta => "the meta element",
        StoredDateEvidence.Microdata => "microdata",
        StoredDateEvidence.TimeElement => "a time element",
        StoredDateEvidence.NamedElement => "an element named",
        StoredDateEvidence.Label => "a label on the page",
        StoredDateEvidence.Shown => "a line of the page",
        StoredDateEvidence.Dateline => "the beginning of the text",
        StoredDateEvidence.Address => "the address",
        StoredDateEvidence.Script => "a script of the page",
        StoredDateEvidence.ListEntry => "the entry of the list",
        StoredDateEvidence.ListHeading => "a heading of the list",
        StoredDateEvidence.Selector => "the selector",
        _ => throw new System.Diagnostics.UnreachableException($"no words for {evidence}"),
    };
}
