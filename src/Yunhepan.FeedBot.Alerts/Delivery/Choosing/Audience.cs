using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>Finds the recipients of an alert while it is sent, in the order of their ids.</summary>
internal static class Audience
{
    // SQLite accepts 500 arms of a union, and a long text may contain more followed words.
    private const int TopicsPerQuery = 100;

    /// <summary>Returns the next subscribers who may want an alert, in the order of their ids.</summary>
    /// <param name="topics">The topics of the alert; corrections follow the receipts.</param>
    public static async Task<List<long>> ReadAsync(
        AlertsDb db, FanOut fanOut, Alert alert, IReadOnlySet<TopicKey> topics, long after, int count, CancellationToken cancellationToken)
    {
        if (alert.Kind != AlertKind.New)
            return await db.Database.SqlQuery<long>(Readers(alert, fanOut, after, count)).ToListAsync(cancellationToken);
        List<long> ids = [];
        foreach (var some in topics.Chunk(TopicsPerQuery))
            ids.AddRange(await db.Database.SqlQuery<long>(Followers(some, alert, fanOut, after, count)).ToListAsync(cancellationToken));
        // If a part is full, other subscribers may lie after its last one.
        return [.. ids.Distinct().Order().Take(count)];
    }

    // There is one arm per topic, which reads a few rows of its index: the first rows of the union are among the first rows of
    // the arms. One condition over all topics would sort the whole audience for every page.
    private static FormattableString Followers(IReadOnlyList<TopicKey> topics, Alert alert, FanOut fanOut, long after, int count)
    {
        List<object> values =
        [
            fanOut.Platform, fanOut.Account, after, alert.ArticleId, alert.Revision, count,
            (int)SubscriptionMode.Muted, (int)SubscriberState.Active, (int)AlertKind.New,
        ];
        var sql = new StringBuilder("""SELECT "Value" FROM (""");
        foreach (var (index, topic) in topics.Index())
        {
            values.Add((int)topic.Kind);
            values.Add(topic.Id);
            if (index > 0)
                sql.Append(" UNION ");
            sql.Append(CultureInfo.InvariantCulture, $$"""
                SELECT t{{index}}."SubscriberId" AS "Value" FROM (
                SELECT x."SubscriberId" FROM subscriptions AS x JOIN subscribers AS y ON y."Id" = x."SubscriberId"
                WHERE x."TopicKind" = {{{values.Count - 2}}} AND x."TopicId" = {{{values.Count - 1}}}
                AND x."SubscriberId" > {2} AND x."Mode" <> {6}
                AND y."Platform" = {0} AND y."Account" = {1} AND y."State" = {7}
                AND NOT EXISTS (SELECT 1 FROM receipts AS r
                WHERE r."ArticleId" = {3} AND r."SubscriberId" = x."SubscriberId" AND r."Kind" = {8})
                AND NOT EXISTS (SELECT 1 FROM deferred AS d WHERE d."AlertRevision" = {4} AND d."SubscriberId" = x."SubscriberId")
                ORDER BY x."SubscriberId" LIMIT {5}) AS t{{index}}
                """);
        }

        sql.Append(""") AS audience ORDER BY "Value" LIMIT {5}""");
        return FormattableStringFactory.Create(sql.ToString(), [.. values]);
    }

    // A correction goes to chats that have the message, or may have it because there was no answer.
    private static FormattableString Readers(Alert alert, FanOut fanOut, long after, int count) => FormattableStringFactory.Create(
        """
        SELECT r."SubscriberId" AS "Value" FROM receipts AS r JOIN subscribers AS s ON s."Id" = r."SubscriberId"
        WHERE r."ArticleId" = {0} AND r."Kind" = {6}
        AND (r."MessageId" IS NOT NULL OR r."ArticleRevision" IS NOT NULL) AND r."SubscriberId" > {1}
        AND s."Platform" = {2} AND s."Account" = {3} AND s."State" = {7}
        AND NOT EXISTS (SELECT 1 FROM receipts AS e WHERE e."AlertRevision" = {4} AND e."SubscriberId" = r."SubscriberId")
        AND NOT EXISTS (SELECT 1 FROM deferred AS d WHERE d."AlertRevision" = {4} AND d."SubscriberId" = r."SubscriberId")
        ORDER BY r."SubscriberId" LIMIT {5}
        """,
        alert.ArticleId, after, fanOut.Platform, fanOut.Account, alert.Revision, count,
        (int)AlertKind.New, (int)SubscriberState.Active);
}
