using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Cause">Why it would not have been sent.</param>
/// <param name="Word">The word that decided, as it is stored; null if none did.</param>
public sealed record TriedArticle(AlertMessage Article, FilterCause Cause, string? Word);

/// <summary>Tells what a filter would have done to the latest articles of a topic. Scoped, like its reader.</summary>
public sealed class FilterTrial(AlertsDb db, ArticleReader articles, AlertMessages messages, PatternMatcher patterns)
{
    /// <summary>The number of articles that are tried.</summary>
    public const int Most = 50;

    /// <summary>The number of articles in which a followed word is looked for, because words have no index here.</summary>
    public const int LookedThrough = 300;

    private static readonly TimeSpan PatternsWithin = TimeSpan.FromMilliseconds(300);

    public async Task<IReadOnlyList<TriedArticle>> RunAsync(
        Subscriber chat, TopicKey topic, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        await patterns.SyncAsync(db, cancellationToken);
        var filter = new WordFilter
        {
            Key = "", Include = FilterStore.Fold(choice.Include), Exclude = FilterStore.Fold(choice.Exclude), Language = choice.Language,
        };
        var budget = new PatternTimeBudget(PatternsWithin);
        List<TriedArticle> tried = [];
        foreach (var article in await ReadAsync(topic, cancellationToken))
        {
            var (cause, word) = new FilterEvaluator(article, patterns).Judge(filter, budget);
            tried.Add(new TriedArticle(messages.ForArticle(article, chat), cause, word));
        }

        return tried;
    }

    private async Task<IEnumerable<Article>> ReadAsync(TopicKey topic, CancellationToken cancellationToken) =>
        topic.Kind == Catalogue.Topics.TopicKind.Word
            ? (await articles.LatestAsync(ArticleFilter.All, LookedThrough, cancellationToken))
                .Where(a => FoldedWord.IsIn(topic.Id, FoldedText.Fold(a.Title, a.ContentText))).Take(Most)
            : await articles.LatestAsync(LatestArticles.FilterOf(topic), Most, cancellationToken);
}
