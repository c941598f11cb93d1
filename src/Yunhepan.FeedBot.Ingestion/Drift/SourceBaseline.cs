using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>The properties of one document, compared with what is known of its source.</summary>
/// <param name="Items">The number of items.</param>
/// <param name="New">The number of items with unknown identities.</param>
/// <param name="NewWithKnownTitle">The number of new items whose title a known article has.</param>
/// <param name="TitleLength">The median length of the titles, in characters.</param>
/// <param name="DatedShare">The share of items with a date, from 0 to 1.</param>
/// <param name="TitleShare">The share of distinct titles, from 0 to 1.</param>
/// <param name="TextLength">The median length of the texts in the document itself, in characters; 0 if it is only a list.</param>
internal sealed record SourceObservation(
    int Items, int New, int NewWithKnownTitle, double TitleLength, double DatedShare, double TitleShare, double TextLength = 0)
{
    /// <summary>Contradictions to what is known of the source, besides the figures.</summary>
    public Contradictions Against { get; init; } = Contradictions.None;

    public static SourceObservation Observe(IReadOnlyList<ArticleDraft> items, int newItems, int newWithKnownTitle)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            return new SourceObservation(0, 0, 0, 0, 0, 0);
        return new SourceObservation(
            items.Count,
            newItems,
            newWithKnownTitle,
            Median(items.Select(i => i.Title.Length)),
            (double)items.Count(i => i.PublishedAt is not null) / items.Count,
            (double)items.Select(i => i.Title).Distinct(StringComparer.Ordinal).Count() / items.Count,
            Median(items.Select(i => i.ContentText.Length)));
    }

    private static double Median(IEnumerable<int> lengths)
    {
        var ordered = lengths.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}

/// <summary>The signs that a document does not belong to the source.</summary>
/// <param name="Kind">The document's kind in words if it differs from the source's known kind; otherwise null.</param>
/// <param name="Site">True if no article is known and all are on sites where the source had none.</param>
/// <param name="Addresses">True if no article is known and no address looks like the source's addresses.</param>
/// <param name="Dates">True if no article is known and most are dated long before the last poll, which did not see them.</param>
/// <param name="Title">True if the document has another title.</param>
/// <param name="Place">True if the address led to another place than before.</param>
internal sealed record Contradictions(string? Kind, bool Site, bool Addresses, bool Dates, bool Title, bool Place)
{
    public static Contradictions None { get; } = new(null, false, false, false, false, false);

    /// <summary>
    /// True if no article is known shortly after the last poll, and neither dates nor numbers show that they are newer: another
    /// source's list.
    /// </summary>
    public bool Sudden { get; init; }

    /// <summary>True if all items link to the document itself or to the front page, and no known one does.</summary>
    public bool Nowhere { get; init; }

    /// <summary>The other source whose articles the new ones are, and had been before the last poll; null if there is none.</summary>
    public string? Neighbour { get; init; }

    public int Count => (Addresses ? 1 : 0) + (Dates ? 1 : 0) + (Title ? 1 : 0) + (Place ? 1 : 0);

    public string Words => string.Join(", ", Said());

    private IEnumerable<string> Said()
    {
        if (Addresses)
            yield return "their addresses do not resemble known ones";
        if (Dates)
            yield return "they are older than the last poll";
        if (Title)
            yield return "it has another title";
        if (Place)
            yield return "its address leads elsewhere";
        if (Nowhere)
            yield return "they have no page of their own";
        if (Sudden)
            yield return "nothing shows that they appeared since the last poll";
    }
}

/// <summary>The usual properties of a source's documents, in which recent documents count most. Immutable.</summary>
/// <param name="Documents">The number of documents learned from.</param>
/// <param name="Items">The number of items in a document.</param>
/// <param name="TitleLength">The median length of a title.</param>
/// <param name="DatedShare">The share of items with a date.</param>
/// <param name="TitleShare">The share of distinct titles.</param>
/// <param name="NewShare">The share of new items in a changed document.</param>
/// <param name="RenamedAt">When its articles received new addresses, in Unix seconds; articles known before then do not alert
/// again. 0 means never.</param>
/// <param name="TextLength">The median length of a text in the document itself.</param>
internal sealed record SourceBaseline(
    int Documents, double Items, double TitleLength, double DatedShare, double TitleShare, double NewShare, long RenamedAt,
    double TextLength = 0)
{
    private const double Weight = 0.2;

    public static SourceBaseline Unknown { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public SourceBaseline With(SourceObservation seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        // At the first poll everything is new, which says nothing about later polls.
        var fresh = Documents == 0 || seen.Items == 0 ? 0 : (double)seen.New / seen.Items;
        return Documents == 0
            ? new SourceBaseline(1, seen.Items, seen.TitleLength, seen.DatedShare, seen.TitleShare, 0, RenamedAt, seen.TextLength)
            : new SourceBaseline(
                Documents + 1,
                Mix(Items, seen.Items),
                Mix(TitleLength, seen.TitleLength),
                Mix(DatedShare, seen.DatedShare),
                Mix(TitleShare, seen.TitleShare),
                Documents == 1 ? fresh : Mix(NewShare, fresh),
                RenamedAt,
                Mix(TextLength, seen.TextLength));
    }

    /// <summary>Returns the baseline as JSON, which <see cref="Read"/> reads.</summary>
    public string Write() => JsonSerializer.Serialize(this, BaselineJson.Default.SourceBaseline);

    /// <summary>Reads a baseline; returns <see cref="Unknown"/> if <see cref="Write"/> did not write the text.</summary>
    public static SourceBaseline Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return Unknown;
        try
        {
            return JsonSerializer.Deserialize(json, BaselineJson.Default.SourceBaseline) is { IsPossible: true } known ? known : Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private bool IsPossible => Documents >= 0 && RenamedAt >= 0
        && Array.TrueForAll([Items, TitleLength, DatedShare, TitleShare, NewShare, TextLength], n => n >= 0);

    private static double Mix(double usual, double seen) => Math.Round(usual + (Weight * (seen - usual)), 3);
}

[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SourceBaseline))]
internal sealed partial class BaselineJson : JsonSerializerContext;
