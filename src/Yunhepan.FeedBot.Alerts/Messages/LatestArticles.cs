using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Reads the newest articles in the form for a chat. Scoped, like its reader.</summary>
public sealed class LatestArticles(ArticleReader articles, ArticleSearch search, AlertMessages messages)
{
    // Words have no index here; the search page finds older articles.
    private const int LookedThrough = 300;

    /// <param name="topic">The topic; null for all articles.</param>
    public async Task<IReadOnlyList<AlertMessage>> LatestAsync(
        TopicKey? topic, int count, Subscriber chat, CancellationToken cancellationToken)
    {
        var latest = topic is { Kind: TopicKind.Word } word
            ? (await articles.LatestAsync(ArticleFilter.All, LookedThrough, cancellationToken))
                .Where(a => Contains(a, word.Id)).Take(count)
            : await articles.LatestAsync(FilterOf(topic), count, cancellationToken);
        return [.. latest.Select(article => messages.ForArticle(article, chat))];
    }

    /// <summary>Returns the newest articles with all words, each story once.</summary>
    public async Task<IReadOnlyList<AlertMessage>> SearchAsync(string words, int count, Subscriber chat,
        CancellationToken cancellationToken) =>
        [.. (await search.FindAsync(words, ArticleFilter.All, count, cancellationToken))
            .Select(article => messages.ForArticle(article, chat))];

    /// <summary>Returns whether there is a word to search for.</summary>
    /// <param name="words">The input of <see cref="SearchAsync"/>.</param>
    /// <param name="onlyUnwanted">True if there are only excluded words.</param>
    public static bool CanSearch(string words, out bool onlyUnwanted)
    {
        var subject = ArticleSearch.SubjectOf(words);
        onlyUnwanted = subject == SearchSubject.OnlyUnwanted;
        return subject == SearchSubject.Words;
    }

    /// <summary>Returns one article with its whole text; null if there is none.</summary>
    public async Task<(AlertMessage Article, string Text)?> FindAsync(Guid id, Subscriber chat, CancellationToken cancellationToken) =>
        await articles.FindFollowedAsync(id, cancellationToken) is { WithdrawnAt: null } article
            ? (messages.ForArticle(article, chat), messages.TextOf(article)) : null;

    private static bool Contains(Article article, string word) =>
        FoldedWord.IsIn(word, FoldedText.Fold(article.Title, article.ContentText));

    internal static ArticleFilter FilterOf(TopicKey? topic) => topic switch
    {
        null => ArticleFilter.All,
        { Kind: TopicKind.Category } t => new ArticleFilter { CategoryId = t.Id },
        // Who names an unlisted source follows it: its id cannot be guessed.
        { Kind: TopicKind.Source } t => new ArticleFilter { SourceId = t.Id, IncludesUnlisted = true },
        { Kind: TopicKind.Publisher } t => new ArticleFilter { PublisherId = t.Id },
        { Kind: TopicKind.Region } t => new ArticleFilter { RegionId = t.Id },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
