using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Ingestion.States;


namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Limits how much one source adds in a day, counting articles and pages to read, so that no source can fill the disk. The rest
/// is not lost: it is taken from the document after the day is over, if it is still listed there.
/// </summary>
internal static class DailyIntake
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Removes the oldest items beyond the limit and counts the rest.</summary>
    /// <returns>True if items were left out now or the last time; then new items may be ones that were left out before.</returns>
    public static bool Cut(SourceState state, List<ArticleDraft> wanted, List<ArticleDraft> fresh, int most, DateTimeOffset now)
    {
        var wasOver = state.LeftOut > 0;
        if (state.DayStart is not { } start || now - start >= Day)
            state.StartDay(now);
        var room = Math.Max(0, most - state.NewInDay);
        var over = fresh.Count <= room ? [] : NewestFirst(fresh).Skip(room).ToHashSet<ArticleDraft>(ReferenceEqualityComparer.Instance);
        wanted.RemoveAll(over.Contains);
        fresh.RemoveAll(over.Contains);
        state.CountIntake(fresh.Count, over.Count);
        return wasOver || over.Count > 0;
    }

    /// <summary>Returns the items that are certainly new: dated after the last poll, or listed before all known ones.</summary>
    public static IEnumerable<ArticleDraft> CertainNews(SourceState state, List<ArticleDraft> wanted, List<ArticleDraft> fresh)
    {
        var set = fresh.ToHashSet<ArticleDraft>(ReferenceEqualityComparer.Instance);
        var ahead = wanted.TakeWhile(set.Contains).Count() is var count && count < wanted.Count ? wanted.Take(count) : [];
        return ahead.Where(i => i.PublishedAt is null).Concat(fresh.Where(i => i.PublishedAt > state.LastSuccessAt));
    }

    private static IEnumerable<ArticleDraft> NewestFirst(List<ArticleDraft> items) =>
        items.Select((item, place) => (item, place)).OrderByDescending(i => i.item.PublishedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(i => i.place).Select(i => i.item);
}
