using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Converts the origin of a date from the parser's type to the store's type.</summary>
public static class DateOrigins
{
    /// <summary>Returns the origin as the store keeps it; null if the date has none.</summary>
    public static StoredDateOrigin? ToStored(ParsedDate? date) => date?.Origin is { } origin
        ? new StoredDateOrigin(
            ToStored(origin.Evidence), origin.Name, origin.Written, origin.CorrectedBy is { } other ? ToStored(other) : null)
        : null;

    public static StoredDateEvidence ToStored(DateEvidence evidence) => evidence switch
    {
        DateEvidence.FeedElement => StoredDateEvidence.FeedElement,
        DateEvidence.JsonMember => StoredDateEvidence.JsonMember,
        DateEvidence.JsonLd => StoredDateEvidence.JsonLd,
        DateEvidence.Meta => StoredDateEvidence.Meta,
        DateEvidence.Microdata => StoredDateEvidence.Microdata,
        DateEvidence.TimeElement => StoredDateEvidence.TimeElement,
        DateEvidence.NamedElement => StoredDateEvidence.NamedElement,
        DateEvidence.Label => StoredDateEvidence.Label,
        DateEvidence.Shown => StoredDateEvidence.Shown,
        DateEvidence.Dateline => StoredDateEvidence.Dateline,
        DateEvidence.Address => StoredDateEvidence.Address,
        DateEvidence.Script => StoredDateEvidence.Script,
        DateEvidence.ListEntry => StoredDateEvidence.ListEntry,
        DateEvidence.ListHeading => StoredDateEvidence.ListHeading,
        DateEvidence.Selector => StoredDateEvidence.Selector,
        _ => throw new UnreachableException($"no stored date evidence for {evidence}"),
    };
}
