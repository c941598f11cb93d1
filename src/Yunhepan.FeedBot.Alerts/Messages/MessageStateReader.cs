using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>
/// Reads the state of a message once for all chats of an alert. A message is edited to the current state and not by the change of
/// one revision, so that no edit undoes another. Each lane has its own.
/// </summary>
internal sealed class MessageStateReader
{
    private const int Kept = 500;

    private readonly Dictionary<(long Alert, long Revision, long? Doubt), MessageState> _states = [];

    /// <param name="doubt">The article's revision in a message that may have arrived; null if there is none.</param>
    public async Task<MessageState> ReadAsync(
        Alert alert, Article article, long? doubt, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var key = (alert.Revision, article.Revision, doubt);
        if (_states.TryGetValue(key, out var known))
            return known;
        if (_states.Count >= Kept)
            _states.Clear();
        return _states[key] = await ReadNowAsync(alert, article, doubt, db, stories, cancellationToken);
    }

    /// <summary>
    /// Reads the state of each article of a digest, by its number. Corrections before a digest was sent need no mark, because
    /// nobody saw an earlier version.
    /// </summary>
    /// <param name="doubtful">The article's revision in a digest that may have arrived, by revision of the alert.</param>
    public static async Task<IReadOnlyDictionary<long, MessageState>> ReadDigestAsync(
        DigestContent digest, bool isSent, IReadOnlyDictionary<long, long> doubtful, AlertsDb db, StoryReader stories,
        CancellationToken cancellationToken)
    {
        var ids = digest.Shown.Select(shown => shown.Article.Id).ToArray();
        List<Alert> corrections = isSent || doubtful.Count > 0
            ? await db.Alerts.AsNoTracking()
                .Where(a => ids.Contains(a.ArticleId) && a.Kind == AlertKind.Corrected && (!isSent || a.CreatedAt >= digest.At))
                .OrderByDescending(a => a.Revision).ToListAsync(cancellationToken)
            : [];
        if (!isSent)
        {
            var doubts = digest.Shown.DistinctBy(shown => shown.Article.Id)
                .ToDictionary(
                    shown => shown.Article.Id,
                    shown => doubtful.TryGetValue(shown.Alert.Revision, out var shownIn) ? shownIn : (long?)null);
            corrections.RemoveAll(a => !(a.Revision > doubts[a.ArticleId]));
        }

        var changes = corrections.ToLookup(a => a.ArticleId);
        var members = await stories.AlsoAtAsync([.. digest.Shown.Select(shown => shown.Article)], cancellationToken);
        return digest.Shown.DistinctBy(shown => shown.Article.Id).ToDictionary(shown => shown.Article.Id, shown => new MessageState(
            shown.Article.WithdrawnAt is not null ? AlertKind.Withdrawn : shown.Article.HasEnded ? AlertKind.Ended
                : CorrectionOf(changes[shown.Article.Id]),
            shown.Alert.Priority,
            OfOthers(members[shown.Article.PublicId], shown.Article),
            [.. changes[shown.Article.Id].SelectMany(a => a.Changes)]) { Alert = shown.Alert.Revision });
    }

    // A withdrawn and restored article was not corrected by that.
    private static AlertKind CorrectionOf(IEnumerable<Alert> edits) => edits.ToList() switch
    {
        [] => AlertKind.New,
        var all when all.TrueForAll(a => a.Restores) => AlertKind.Restored,
        _ => AlertKind.Corrected,
    };

    private static List<StoryMember> OfOthers(IEnumerable<StoryMember> members, Article article) =>
        [.. members.Where(member => member.SourceId != article.SourceId).DistinctBy(member => member.SourceId)];

    private static async Task<MessageState> ReadNowAsync(
        Alert alert, Article article, long? doubt, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var alsoAt = OfOthers((await stories.AlsoAtAsync([article], cancellationToken))[article.PublicId], article);
        // A correction before the send needs no mark, unless the reader may have seen an earlier version.
        if (alert.Kind == AlertKind.New && doubt is null)
            return new MessageState(AlertKind.New, alert.Priority, alsoAt, []) { Alert = alert.Revision };
        var all = await db.Alerts.AsNoTracking().Where(a => a.ArticleId == alert.ArticleId).OrderByDescending(a => a.Revision)
            .ToListAsync(cancellationToken);
        if (doubt is { } shown)
            all.RemoveAll(a => a.Kind == AlertKind.Corrected && a.Revision <= shown);
        var kind = article.WithdrawnAt is not null ? AlertKind.Withdrawn
            : article.HasEnded ? AlertKind.Ended
            : CorrectionOf(all.Where(a => a.Kind is AlertKind.Corrected or AlertKind.Ended));
        var priority = all.Where(a => a.Kind == AlertKind.New).Select(a => a.Priority).DefaultIfEmpty(alert.Priority).Min();
        return new MessageState(kind, priority, alsoAt,
            [.. all.Where(a => a.Kind is AlertKind.Corrected or AlertKind.Ended).SelectMany(a => a.Changes)]) { Alert = alert.Revision };
    }
}
