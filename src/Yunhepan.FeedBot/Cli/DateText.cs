using System.Globalization;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Formats dates with their origins in one line each, for <c>inspect --explain</c> and <c>explain</c>.</summary>
internal static class DateText
{
    private const int MostItems = 200;

    /// <summary>Writes the dates of each item, in the order of the document.</summary>
    public static void Write(ParsedFeed feed, TextWriter output)
    {
        foreach (var (item, number) in feed.Items.Take(MostItems).Select((item, number) => (item, number + 1)))
        {
            output.WriteLine($"item {number}: {item.Title ?? item.Url ?? item.Id}");
            output.WriteLine($"  published {Line(item.Published)}");
            if (item.Modified is not null)
                output.WriteLine($"  modified {Line(item.Modified)}");
        }
    }

    /// <summary>Returns the time, its precision, and the evidence from which it was read.</summary>
    public static string Line(ParsedDate? date) => date is { } known
        ? $"{Time(known.At)} ({known.Precision.ToString().ToLowerInvariant()}) from {Origin(DateOrigins.ToStored(date))}"
        : "the document states no date";

    /// <summary>Returns the dates of a stored article.</summary>
    public static IEnumerable<string> Lines(Article article)
    {
        yield return article.Published is { } published
            ? $"published {Published(article, published)} from {Origin(article.PublishedOrigin)}" : "published: its source states no date";
        if (article.ModifiedAt is { } modified)
            yield return $"modified {Times.Write(modified)} from "
                + (article.ModifiedOrigin?.ToString() ?? "the change itself, when it was observed");
        yield return $"first seen {Times.Write(article.FirstSeenAt)}, in lists at {Times.Write(article.SortAt)}";
    }

    // A day is that of its source: in UTC it would be another one.
    private static string Published(Article article, DateTimeOffset at) =>
        !article.PublishedHasTime ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " (a day alone)"
        : at.Offset == TimeSpan.Zero ? $"{Times.Write(at)} (with a time)"
        : $"{Times.Write(at)} (with a time, by a clock of {at.ToString("zzz", CultureInfo.InvariantCulture)})";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Origin(StoredDateOrigin? origin) => origin?.ToString() ?? "an unknown place";
}
