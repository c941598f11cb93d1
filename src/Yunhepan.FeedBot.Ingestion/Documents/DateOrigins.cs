using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Parsed = Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Converts the origin of a date from the parser's type to the store's type.</summary>
public static class DateOrigins
{
    /// <summary>Returns the origin as the store keeps it; null if the date has none.</summary>
    public static DateOrigin? ToStored(Parsed.ParsedDate? date) => date?.Origin is { } origin
        ? new DateOrigin(
            ToStored(origin.Evidence), origin.Name, origin.Written, origin.CorrectedBy is { } other ? ToStored(other) : null)
        : null;

    public static DateEvidence ToStored(Parsed.DateEvidence evidence) => evidence switch
    {
        Parsed.DateEvidence.FeedElement => DateEvidence.FeedElement,
        Parsed.DateEvidence.JsonMember => DateEvidence.JsonMember,
        Parsed.DateEvidence.JsonLd => DateEvidence.JsonLd,
        Parsed.DateEvidence.Meta => DateEvidence.Meta,
        Parsed.DateEvidence.Microdata => DateEvidence.Microdata,
        Parsed.DateEvidence.TimeElement => DateEvidence.TimeElement,
        Parsed.DateEvidence.NamedElement => DateEvidence.NamedElement,
        Parsed.DateEvidence.Label => DateEvidence.Label,
        Parsed.DateEvidence.Shown => DateEvidence.Shown,
        Parsed.DateEvidence.Dateline => DateEvidence.Dateline,
        Parsed.DateEvidence.Address => DateEvidence.Address,
        Parsed.DateEvidence.Script => DateEvidence.Script,
        Parsed.DateEvidence.ListEntry => DateEvidence.ListEntry,
        Parsed.DateEvidence.ListHeading => DateEvidence.ListHeading,
        Parsed.DateEvidence.Selector => DateEvidence.Selector,
        _ => throw new UnreachableException($"no stored date evidence for {evidence}"),
    };
}
