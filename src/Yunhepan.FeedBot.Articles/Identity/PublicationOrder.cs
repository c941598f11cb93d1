using System.Globalization;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Determines the order in which a document's items were published: by their dates; items without one are placed next to their
/// neighbours, and most documents show the newest first.
/// </summary>
public static class PublicationOrder
{
    /// <param name="now">The current time; a later date is ignored, because the item cannot be published yet.</param>
    public static List<ArticleDraft> NewestFirst(IReadOnlyList<ArticleDraft> items, DateTimeOffset now)
    {
        DateTimeOffset? Date(ArticleDraft item) => item.PublishedAt is { } at && at <= now.AddDays(1) ? at : null;
        List<ArticleDraft> ordered = [.. ShowsOldestFirst(items, Date) ? items.Reverse() : items];
        // If an item states only a day, days are compared and the document's order decides within a day.
        var byDay = ordered.Exists(i => Date(i) is not null && !i.PublishedHasTime);
        var ranks = new (DateTimeOffset? At, int Place)[ordered.Count];
        DateTimeOffset? before = null;
        for (var place = 0; place < ordered.Count; place++)
        {
            var date = Date(ordered[place]);
            before = date is { } at ? byDay ? new DateTimeOffset(at.Date, TimeSpan.Zero) : at : before;
            ranks[place] = (before, place);
        }

        // Items above the first date are newer than all, so they are sorted by position alone.
        return [.. ranks.OrderByDescending(r => r.At ?? DateTimeOffset.MaxValue).ThenBy(r => r.Place).Select(r => ordered[r.Place])];
    }

    private static bool ShowsOldestFirst(IReadOnlyList<ArticleDraft> items, Func<ArticleDraft, DateTimeOffset?> date)
    {
        var byDate = Rising(items.Select(date).OfType<DateTimeOffset>().Select(d => d.UtcTicks));
        if (byDate != 0)
            return byDate > 0;
        // Sites number their articles, so numbers that only rise show the order too.
        var numbers = items.Select(
            i => i.Url is { } url && long.TryParse(FoldedUrl.Number(url), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : (long?)null).ToList();
        return numbers.Count > 2 && numbers.TrueForAll(n => n is not null) && Rising(numbers.OfType<long>()) == numbers.Count - 1;
    }

    /// <summary>Returns the number of steps up minus the number of steps down.</summary>
    private static int Rising(IEnumerable<long> values) => values.Zip(values.Skip(1), (a, b) => b.CompareTo(a)).Sum();
}
