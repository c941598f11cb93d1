using System.Globalization;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// The order in which a document's items were published: by their dates; those without one stand beside their neighbours, and
/// most documents show the newest first.
/// </summary>
public static class PublicationOrder
{
    /// <param name="now">What is dated later has not been published yet: that is no date.</param>
    public static List<ArticleDraft> NewestFirst(IReadOnlyList<ArticleDraft> items, DateTimeOffset now)
    {
        DateTimeOffset? Date(ArticleDraft item) => item.PublishedAt is { } at && at <= now.AddDays(1) ? at : null;
        List<ArticleDraft> ordered = [.. ShowsOldestFirst(items, Date) ? items.Reverse() : items];
        // Where one of them states a day only, the days are compared and the document's order decides within a day.
        var byDay = ordered.Exists(i => Date(i) is not null && !i.PublishedHasTime);
        var ranks = new (DateTimeOffset? At, int Place)[ordered.Count];
        DateTimeOffset? before = null;
        for (var place = 0; place < ordered.Count; place++)
        {
            var date = Date(ordered[place]);
            before = date is { } at ? byDay ? new DateTimeOffset(at.Date, TimeSpan.Zero) : at : before;
            ranks[place] = (before, place);
        }

        // What stands above the first date is newer than all: it sorts by place alone.
        return [.. ranks.OrderByDescending(r => r.At ?? DateTimeOffset.MaxValue).ThenBy(r => r.Place).Select(r => ordered[r.Place])];
    }

    private static bool ShowsOldestFirst(IReadOnlyList<ArticleDraft> items, Func<ArticleDraft, DateTimeOffset?> date)
    {
        var byDate = Rising(items.Select(date).OfType<DateTimeOffset>().Select(d => d.UtcTicks));
        if (byDate != 0)
            return byDate > 0;
        // Sites count their articles: numbers that only ever rise say it too.
        var numbers = items.Select(
            i => i.Url is { } url && long.TryParse(FoldedUrl.Number(url), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : (long?)null).ToList();
        return numbers.Count > 2 && numbers.TrueForAll(n => n is not null) && Rising(numbers.OfType<long>()) == numbers.Count - 1;
    }

    /// <summary>Steps up less steps down.</summary>
    private static int Rising(IEnumerable<long> values) => values.Zip(values.Skip(1), (a, b) => b.CompareTo(a)).Sum();
}
