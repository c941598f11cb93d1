using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Finds the recipients of an alert while it is sent, in the order of their ids.</summary>
internal static class Audience
{
    /// <summary>The next recipients after an id; what they follow is read now, so a change in the middle counts.</summary>
    public static Task<List<Subscriber>> AfterAsync(
        AlertsDb db, Alert alert, FanOut fanOut, long after, int count, CancellationToken cancellationToken)
    {
        var sql = alert.Kind == AlertKind.New ? Followers(alert, fanOut, after, count) : Readers(alert, fanOut, after, count);
        return sql is null
            ? Task.FromResult<List<Subscriber>>([])
            : db.Subscribers.FromSql(sql).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Whether one chat still wants an alert that had to wait.</summary>
    public static async Task<bool> StillWantsAsync(AlertsDb db, Alert alert, Subscriber subscriber, CancellationToken cancellationToken)
    {
        if (subscriber.State != SubscriberState.Active)
            return false;
        if (alert.Kind != AlertKind.New)
            return true;
        var wanted = alert.Topics.ToHashSet();
        var followed = await db.Subscriptions.AsNoTracking()
            .Where(s => s.SubscriberId == subscriber.Id)
            .Select(s => new TopicKey(s.TopicKind, s.TopicId))
            .ToListAsync(cancellationToken);
        return followed.Exists(t => wanted.Contains(AlertTopic.Format(t)))
            && !await db.Receipts.AnyAsync(
                r => r.ArticleId == alert.ArticleId && r.SubscriberId == subscriber.Id && r.Kind == AlertKind.New, cancellationToken);
    }

    // An arm per topic, each a walk along its index that stops after a few rows: the first of the union are among the
    // first of the arms. One condition over all topics would sort the whole audience for every page.
    private static FormattableString? Followers(Alert alert, FanOut fanOut, long after, int count)
    {
        if (alert.Topics.Count == 0)
            return null;
        List<object> values = [fanOut.Platform, fanOut.Account, after, alert.ArticleId, alert.Revision, count];
        var sql = new StringBuilder("""SELECT s.* FROM subscribers AS s WHERE s."Id" IN (""");
        foreach (var (index, topic) in alert.Topics.Select(AlertTopic.Parse).Index())
        {
            values.Add((int)topic.Kind);
            values.Add(topic.Id);
            if (index > 0)
                sql.Append(" UNION ");
            sql.Append(CultureInfo.InvariantCulture, $$"""
                SELECT t{{index}}."SubscriberId" FROM (
                SELECT x."SubscriberId" FROM subscriptions AS x JOIN subscribers AS y ON y."Id" = x."SubscriberId"
                WHERE x."TopicKind" = {{{values.Count - 2}}} AND x."TopicId" = {{{values.Count - 1}}} AND x."SubscriberId" > {2}
                AND y."Platform" = {0} AND y."Account" = {1} AND y."State" = 0
                AND NOT EXISTS (SELECT 1 FROM receipts AS r WHERE r."ArticleId" = {3} AND r."SubscriberId" = x."SubscriberId" AND r."Kind" = 0)
                AND NOT EXISTS (SELECT 1 FROM deferred AS d WHERE d."AlertRevision" = {4} AND d."SubscriberId" = x."SubscriberId")
                ORDER BY x."SubscriberId" LIMIT {5}) AS t{{index}}
                """);
        }

        sql.Append(""") ORDER BY s."Id" LIMIT {5}""");
        return FormattableStringFactory.Create(sql.ToString(), [.. values]);
    }

    // A correction goes to those who have the message.
    private static FormattableString Readers(Alert alert, FanOut fanOut, long after, int count) =>
        $"""
        SELECT s.* FROM receipts AS r JOIN subscribers AS s ON s."Id" = r."SubscriberId"
        WHERE r."ArticleId" = {alert.ArticleId} AND r."Kind" = 0 AND r."MessageId" IS NOT NULL AND r."SubscriberId" > {after}
        AND s."Platform" = {fanOut.Platform} AND s."Account" = {fanOut.Account} AND s."State" = 0
        AND NOT EXISTS (SELECT 1 FROM receipts AS e WHERE e."AlertRevision" = {alert.Revision} AND e."SubscriberId" = r."SubscriberId")
        AND NOT EXISTS (SELECT 1 FROM deferred AS d WHERE d."AlertRevision" = {alert.Revision} AND d."SubscriberId" = r."SubscriberId")
        ORDER BY r."SubscriberId" LIMIT {count}
        """;
}
