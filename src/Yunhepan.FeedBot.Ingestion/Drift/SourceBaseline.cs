using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>What one document of a source was like, against what is known of the source.</summary>
/// <param name="Items">How many it has.</param>
/// <param name="New">How many of them are new by their identities.</param>
/// <param name="NewWithKnownTitle">How many of these have the title of an article that is known.</param>
/// <param name="TitleLength">Median, in characters.</param>
/// <param name="DatedShare">Items with a date, 0 to 1.</param>
/// <param name="TitleShare">Different titles, 0 to 1.</param>
/// <param name="TextLength">Median of the texts in the document itself, in characters; 0 where it only lists.</param>
public sealed record SourceObservation(
    int Items, int New, int NewWithKnownTitle, double TitleLength, double DatedShare, double TitleShare, double TextLength = 0)
{
    /// <summary>What of it contradicts what is known of the source, besides the figures.</summary>
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

/// <summary>What of a document says that it is not the source's.</summary>
/// <param name="Kind">What it is in place of what the source is known to be, in words; null when it is of that kind.</param>
/// <param name="Site">None of its articles is known, and all are on sites where none of the source's was.</param>
/// <param name="Addresses">None is known, and all have addresses that look like none of the source's.</param>
/// <param name="Dates">None is known, and most are dated long before the last poll, which did not see them.</param>
/// <param name="Title">It has another title.</param>
/// <param name="Place">The address led to another place than before.</param>
public sealed record Contradictions(string? Kind, bool Site, bool Addresses, bool Dates, bool Title, bool Place)
{
    public static Contradictions None { get; } = new(null, false, false, false, false, false);

    /// <summary>
    /// None is known a short while after the last poll, and neither their dates nor their numbers say that they came since: another's list.
    /// </summary>
    public bool Sudden { get; init; }

    /// <summary>All lead to the document itself or to the front page, and none of the known ones does.</summary>
    public bool Nowhere { get; init; }

    public int Count => (Addresses ? 1 : 0) + (Dates ? 1 : 0) + (Title ? 1 : 0) + (Place ? 1 : 0);

    public string Words => string.Join(", ", Said());

    private IEnumerable<string> Said()
    {
        if (Addresses)
            yield return "their addresses look like none of them";
        if (Dates)
            yield return "they are older than the last poll";
        if (Title)
            yield return "it has another title";
        if (Place)
            yield return "its address leads elsewhere";
        if (Nowhere)
            yield return "they lead to no page of their own";
        if (Sudden)
            yield return "nothing says that they came since the last poll";
    }
}

/// <summary>What a source's documents are usually like; recent ones count most. Immutable.</summary>
/// <param name="Documents">How many it has learned from.</param>
/// <param name="Items">Items in one.</param>
/// <param name="TitleLength">Median length of a title.</param>
/// <param name="DatedShare">Items with a date.</param>
/// <param name="TitleShare">Different titles.</param>
/// <param name="NewShare">New items in a document that has changed.</param>
/// <param name="RenamedAt">When its articles got other addresses, in Unix seconds; what was known before is not told again. 0:
/// never.</param>
/// <param name="TextLength">Median length of a text in the document itself.</param>
public sealed record SourceBaseline(
    int Documents, double Items, double TitleLength, double DatedShare, double TitleShare, double NewShare, long RenamedAt,
    double TextLength = 0)
{
    private const double Weight = 0.2;

    public static SourceBaseline Unknown { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public SourceBaseline With(SourceObservation seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        // At the first poll everything is new: that says nothing of the later ones.
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

    /// <summary>Returns it as JSON, which <see cref="Read"/> reads back.</summary>
    public string Write() => JsonSerializer.Serialize(this, BaselineJson.Default.SourceBaseline);

    /// <summary>Returns <see cref="Unknown"/> for what <see cref="Write"/> did not write.</summary>
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
