using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>One subscription of a chat in the form of a query to the store.</summary>
/// <param name="Filter">The articles to select from.</param>
/// <param name="Word">A word within them; null for all articles.</param>
/// <param name="Accepts">Returns true if its filter accepts the article and the chat has muted none of its topics.</param>
public sealed record ChatSubscription(ArticleFilter Filter, string? Word, Func<Article, bool> Accepts);

/// <param name="Chat">The number of the chat.</param>
/// <param name="Version">A value that changes when the subscriptions change.</param>
public sealed record ChatSubscriptions(long Chat, string Language, string Version, IReadOnlyList<ChatSubscription> Subscriptions);

/// <summary>Reads a chat's subscriptions for its private feed. Scoped, like its context.</summary>
public sealed class ChatSubscriptionReader(AlertsDb db, PrivateFeedTokens tokens, Subscriptions subscriptions, PatternMatcher patterns,
    TimeProvider time)
{
    /// <summary>The longest time for patterns, over all articles and subscriptions of one reading.</summary>
    private static readonly TimeSpan PatternsWithin = TimeSpan.FromMilliseconds(300);

    /// <summary>Returns the subscriptions; null if the token belongs to no chat.</summary>
    public async Task<ChatSubscriptions?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(token, cancellationToken) is not { } chat)
            return null;
        var (rows, now) = (await subscriptions.RowsAsync(chat, cancellationToken), time.GetUtcNow());
        var ids = rows.Select(r => r.FilterId).OfType<long>().Distinct().ToArray();
        var filters = await db.Filters.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        var evaluation = new FilterEvaluation(patterns, new PatternTimeBudget(PatternsWithin));
        await patterns.SyncAsync(db, cancellationToken);
        var muted = rows.Where(r => DeliveryPolicy.IsMuted(r, now)).Select(r => r.Topic).ToList();
        var followed = rows.Where(r => r.Mode != SubscriptionMode.Muted).Select(row => new ChatSubscription(
            LatestArticles.FilterOf(row.TopicKind == TopicKind.Word ? null : row.Topic),
            row.TopicKind == TopicKind.Word ? row.Written ?? row.TopicId : null,
            article => Passes(row, filters, article, evaluation) && !muted.Exists(topic => IsAbout(article, topic))));
        var version = JsonSerializer.Serialize(new
        {
            chat.Language,
            Rows = rows.Select(r => new { r.TopicKind, r.TopicId, r.Mode, r.FilterId, IsMuted = DeliveryPolicy.IsMuted(r, now) }),
        });
        return new ChatSubscriptions(chat.Id, chat.Language, version, [.. followed]);
    }

    private static bool Passes(Subscription row, Dictionary<long, WordFilter> filters, Article article, FilterEvaluation evaluation) =>
        row.FilterId is not { } id || !filters.TryGetValue(id, out var filter) || evaluation.Passes(article, filter);

    private static bool IsAbout(Article article, TopicKey topic) => topic.Kind switch
    {
        TopicKind.Source => article.SourceId == topic.Id,
        TopicKind.Category => article.Categories.Exists(c => IsAtOrBelow(c.CategoryId, topic.Id)),
        TopicKind.Publisher => (article.PublisherId is { } publisher && IsAtOrBelow(publisher, topic.Id))
            || article.Publishers.Exists(p => IsAtOrBelow(p.PublisherId, topic.Id)),
        TopicKind.Region => (article.RegionId is { } region && IsAtOrBelow(region, topic.Id))
            || article.Regions.Exists(r => IsAtOrBelow(r.RegionId, topic.Id)),
        TopicKind.Word => FoldedWord.IsIn(topic.Id, FoldedText.Fold(article.Title, article.ContentText)),
        _ => throw new System.Diagnostics.UnreachableException($"unknown kind of topic {topic.Kind}"),
    };

    // Ids are paths.
    private static bool IsAtOrBelow(string id, string node) => id == node || id.StartsWith(node + "/", StringComparison.Ordinal);

    /// <summary>Evaluates filters; several subscriptions read the same articles, so each text is folded once.</summary>
    private sealed class FilterEvaluation(PatternMatcher patterns, PatternTimeBudget budget)
    {
        private const int Kept = 500;

        private readonly Dictionary<long, FilterEvaluator> _evaluators = [];

        public bool Passes(Article article, WordFilter filter)
        {
            if (_evaluators.Count >= Kept)
                _evaluators.Clear();
            if (!_evaluators.TryGetValue(article.Id, out var evaluator))
                _evaluators[article.Id] = evaluator = new FilterEvaluator(article, patterns);
            return evaluator.Passes(filter, budget);
        }
    }
}
