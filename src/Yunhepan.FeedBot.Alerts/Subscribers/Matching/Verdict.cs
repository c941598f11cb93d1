using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

internal enum VerdictKind
{
    Wanted,

    /// <summary>It follows nothing that the article is about.</summary>
    NotFollowed,

    /// <summary>It follows it, but its filters keep the article out.</summary>
    Filtered,

    /// <summary>It has muted something that the article is about.</summary>
    Muted,
}

/// <summary>Whether a chat wants an article, and why.</summary>
/// <param name="Because">The subscription that decided; null when there is none.</param>
internal sealed record Verdict(VerdictKind Kind, Subscription? Because)
{
    public bool IsWanted => Kind == VerdictKind.Wanted;

    /// <param name="rows">All that the chat follows or mutes.</param>
    /// <param name="topics">What the alert is about. Where it is a repost's, it brings another article: who muted the source of that one does not want it either.</param>
    /// <param name="judge">Of the article that is told.</param>
    public static Verdict Of(IEnumerable<Subscription> rows, IReadOnlySet<TopicKey> topics, FilterJudge judge, DateTimeOffset now)
    {
        Subscription? wanted = null;
        Subscription? filtered = null;
        foreach (var row in rows.Where(r => topics.Contains(r.Topic) || (r.Mode == SubscriptionMode.Muted && r.Topic == judge.Source)))
        {
            if (row.Mode == SubscriptionMode.Muted)
            {
                if (row.Until is not { } until || until > now)
                    return new Verdict(VerdictKind.Muted, row);
            }
            else if (!judge.Passes(row))
            {
                filtered ??= row;
            }
            else if (wanted is null || IsSooner(row, wanted))
            {
                wanted = row;
            }
        }

        return wanted is not null ? new Verdict(VerdictKind.Wanted, wanted)
            : filtered is not null ? new Verdict(VerdictKind.Filtered, filtered)
            : new Verdict(VerdictKind.NotFollowed, null);
    }

    // Of several wishes for one article the liveliest counts.
    private static bool IsSooner(Subscription row, Subscription than) =>
        (row.Mode, row.Silent).CompareTo((than.Mode, than.Silent)) < 0;
}
