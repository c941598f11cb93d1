using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Ingestion.States;


namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// How much one source adds in a day, articles and pages to read together: whatever it lists, it fills the disk of no other.
/// What is left out is not lost: it is taken from its document when the day is over, if it still stands there.
/// </summary>
internal static class DailyIntake
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Leaves out what is over, the oldest first, and counts the rest.</summary>
    /// <returns>True when something was left out, now or the last time: then what comes may be what was left out before.</returns>
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

    /// <summary>Those that are news for certain: dated after the last poll, or listed before all that is known.</summary>
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
