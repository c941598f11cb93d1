using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

internal enum MatchKind
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
/// <param name="DecidedBy">The subscription that decided; null when there is none.</param>
internal sealed record Match(MatchKind Kind, Subscription? DecidedBy)
{
    public bool IsWanted => Kind == MatchKind.Wanted;

    /// <param name="rows">All that the chat follows or mutes.</param>
    /// <param name="topics">What the alert is about. Where it is a repost's, it brings another article: who muted the source of
    /// that one does not want it either.</param>
    /// <param name="evaluator">Of the article that is told.</param>
    public static Match Of(IEnumerable<Subscription> rows, IReadOnlySet<TopicKey> topics, FilterEvaluator evaluator, DateTimeOffset now)
    {
        Subscription? wanted = null;
        Subscription? filtered = null;
        foreach (var row in rows.Where(r => topics.Contains(r.Topic) || (r.Mode == SubscriptionMode.Muted && r.Topic == evaluator.Source)))
        {
            if (row.Mode == SubscriptionMode.Muted)
            {
                if (row.Until is not { } until || until > now)
                    return new Match(MatchKind.Muted, row);
            }
            else if (!evaluator.Passes(row))
            {
                filtered ??= row;
            }
            else if (wanted is null || IsSooner(row, wanted))
            {
                wanted = row;
            }
        }

        return wanted is not null ? new Match(MatchKind.Wanted, wanted)
            : filtered is not null ? new Match(MatchKind.Filtered, filtered)
            : new Match(MatchKind.NotFollowed, null);
    }

    // Of several subscriptions that match one article, the one that brings it soonest and with a sound counts.
    private static bool IsSooner(Subscription row, Subscription than) =>
        (row.Mode, row.Silent).CompareTo((than.Mode, than.Silent)) < 0;
}
