using System.Globalization;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// The verdict on whether a document looks like the source's previous documents, with the evidence; a pure rule produces it.
/// </summary>
internal abstract record DriftVerdict
{
    private DriftVerdict()
    {
    }

    public sealed record Fine : DriftVerdict;

    /// <summary>Nothing of the document is taken.</summary>
    /// <param name="Evidence">Why it is held back.</param>
    /// <param name="MayBecomeNormal">True if the document becomes the normal case when it persists; false if only the operator
    /// can accept it.</param>
    public sealed record Hold(string Evidence, bool MayBecomeNormal = true) : DriftVerdict;

    /// <summary>The articles have new addresses, so an item with a known title is not new.</summary>
    public sealed record Renamed(string Evidence) : DriftVerdict;
}

internal static class DriftDetector
{
    /// <summary>The number of documents that must be known before one can be judged unusual.</summary>
    private const int FewestDocuments = 3;

    private const int FewItems = 5;

    /// <summary>A document with at most this many entries may be an error report that replaces the others.</summary>
    internal const int Couple = 2;

    /// <summary>A document whose texts are shorter than this is only a list.</summary>
    private const int FewCharacters = 200;

    public static DriftVerdict Judge(SourceBaseline usual, SourceObservation seen)
    {
        ArgumentNullException.ThrowIfNull(usual);
        ArgumentNullException.ThrowIfNull(seen);
        if (seen.Against.Kind is { } kind)
            return new DriftVerdict.Hold(kind, MayBecomeNormal: false);
        if (seen.Items == 0 && usual is { Documents: > 0, Items: >= 1 })
            return new DriftVerdict.Hold(
                Text($"no articles on a page that usually has {usual.Items:0}: its layout has changed, or it is broken"),
                MayBecomeNormal: false);
        if (usual.Documents > 0 && seen.Items > 0 && Stranger(usual, seen) is { } stranger)
            return stranger;
        if (usual.Documents == 0 || seen.Items < FewItems || usual.Items < FewItems)
            return new DriftVerdict.Fine();

        var newShare = (double)seen.New / seen.Items;
        if (newShare >= 0.6 && seen.NewWithKnownTitle >= 0.5 * seen.New)
            return new DriftVerdict.Renamed(
                Text($"{seen.New} of {seen.Items} addresses are new and {seen.NewWithKnownTitle} of their titles are known")
                    + ": its articles have new addresses");
        if (usual.Documents < FewestDocuments)
            return new DriftVerdict.Fine();
        if (seen.TitleShare <= 0.34 && usual.TitleShare >= 0.67)
            return Hold($"{1 - seen.TitleShare:P0} of the titles repeat others, usually {1 - usual.TitleShare:P0}: its layout has changed");
        if (newShare < 0.8 || usual.NewShare > 0.4)
            return new DriftVerdict.Fine();
        if (seen.TitleLength <= 0.5 * usual.TitleLength)
            return NoArticles(
                $"{seen.New} of {seen.Items} links are new and their titles have {seen.TitleLength:0} characters",
                $"usually {usual.TitleLength:0}");
        if (seen.TextLength <= 0.1 * usual.TextLength && usual.TextLength >= FewCharacters)
            return NoArticles(
                $"{seen.New} of {seen.Items} items are new and their texts have {seen.TextLength:0} characters",
                $"usually {usual.TextLength:0}");
        if (seen.DatedShare <= 0.2 && usual.DatedShare >= 0.8)
            return NoArticles(
                $"{seen.New} of {seen.Items} links are new and {seen.DatedShare:P0} have a date",
                $"usually {usual.DatedShare:P0}");
        return new DriftVerdict.Fine();
    }

    /// <summary>
    /// Detects another source's document, however well formed: its articles are all unknown, and other properties differ too.
    /// </summary>
    private static DriftVerdict.Hold? Stranger(SourceBaseline usual, SourceObservation seen)
    {
        var against = seen.Against;
        if (seen.NewWithKnownTitle * 2 > seen.New)
            return null;
        if (against.Site)
            return new DriftVerdict.Hold(
                Text($"none of {seen.Items} articles is known and all lead to another site"), MayBecomeNormal: false);
        if (against.Neighbour is { } neighbour)
            return Hold($"{seen.New} of {seen.Items} articles are those of the source {neighbour}, which had them before the last poll");
        // A single sign is proof only if many articles show it.
        if (seen.New == seen.Items && (against.Count >= 2
            || (against.Count == 1 && seen.Items >= FewItems || against.Dates && seen.Items >= FewestDocuments) && usual.NewShare <= 0.4
            // This covers one or two entries that replace many, with any sign that they are not the source's.
            || seen.Items <= Couple && usual.Items >= FewItems - 1
                && (against.Title || against.Place || against.Nowhere || against.Dates || seen.DatedShare == 0 && usual.DatedShare >= 0.8)
            || against.Place && usual.NewShare <= 0.4
            || against.Sudden && seen.Items >= FewItems && usual.Documents >= FewestDocuments && usual.NewShare <= 0.4))
            return Hold(
                $"none of {seen.Items} articles is known, and {(against.Words is { Length: > 0 } words ? words : "they have no date")}");
        return seen.Items >= FewItems && seen.New >= 0.6 * seen.Items && usual.NewShare <= 0.4 && (against.Title || against.Place)
            ? Hold($"{seen.New} of {seen.Items} articles are new, and {against.Words}")
            : null;
    }

    private static DriftVerdict.Hold Hold(FormattableString evidence) => new(Text(evidence));

    private static DriftVerdict.Hold NoArticles(FormattableString seen, FormattableString usual) =>
        new($"{Text(seen)}, {Text(usual)}: these are not articles");

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
