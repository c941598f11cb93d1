using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Something that a person may share in another chat: a topic or an article.</summary>
/// <param name="Start">The value of <c>?start=</c> in the link that follows its topic; null if it has none.</param>
internal sealed record SharedItem(string Id, string Title, string Description, ChatText Text, string? Start)
{
    public string? Url { get; init; }

    public string? ImageUrl { get; init; }

    public string? FollowLabel { get; init; }
}

/// <summary>
/// Finds what a person may share, by words, page by page. Only what everybody may see is found. A shared message is not corrected later,
/// so it says of when it is, nothing withdrawn is offered, and what is urgent or about a person is a link without its words. Scoped.
/// </summary>
internal sealed class SharedFinder(LatestArticles articles, Topics topics, TimeProvider time)
{
    /// <summary>The most pages; older articles are found on the search page.</summary>
    public const int MostPages = 10;

    private const int PerPage = 20;
    private const int MostTopics = 5;
    private const int MaxWords = 100;

    /// <returns>One page, and whether there are more.</returns>
    public async Task<(IReadOnlyList<SharedItem> Items, bool HasMore)> FindAsync(
        string words, string language, int page, CancellationToken cancellationToken)
    {
        words = ChatText.Shorten(string.Join(' ', Words.Split(words)), MaxWords);
        var (texts, reader) = (ChatTexts.For(language), new Subscriber { Platform = "", Account = "", ChatId = "", Language = language });
        var named = page > 0 ? [] : (words.Length == 0 ? topics.Roots(Catalogue.Topics.TopicKind.Category) : topics.Search(words))
            .Take(MostTopics).Select(topic => Shared(topic, texts));
        var (first, needed) = (page * PerPage, ((page + 1) * PerPage) + 1);
        var found = words.Length == 0 ? await articles.LatestAsync(null, needed, reader, cancellationToken)
            : LatestArticles.CanSearch(words, out _) ? await articles.SearchAsync(words, needed, reader, cancellationToken)
            : [];
        var shown = found.Skip(first).Take(PerPage).Where(article => article.Kind != AlertKind.Withdrawn)
            .Select(article => Shared(article, words, texts));
        return ([.. named, .. shown], found.Count >= needed && page + 1 < MostPages);
    }

    private static SharedItem Shared(Topic topic, ChatTexts texts)
    {
        var (name, start) = (topic.Name.For(texts.Language), TopicStart.Format(topic.Key));
        var line = texts.Places.SharedTopic(TopicBoard.NameOf(topic.Key.Kind, texts).One, name);
        return new SharedItem("t" + start, name, line, ChatText.From(line), start) { FollowLabel = texts.FollowButton(name) };
    }

    private SharedItem Shared(AlertMessage article, string words, ChatTexts texts)
    {
        var word = TopicStart.FormatWord(words) is { } start && WordTopic.Parse(words) is not null ? start : null;
        var source = article.Source is { } key ? TopicStart.Format(key) : null;
        var item = new SharedItem(
            "a" + ArticleToken.Format(article.ArticleId), AlertText.TitleOf(article, texts), AlertText.SourceLine(article, texts),
            ChatText.Empty, source)
        {
            ImageUrl = article.Kind == AlertKind.Ended ? null : article.ImageUrl,
            FollowLabel = texts.FollowButton(article.SourceName),
        };
        if (IsCard(article))
            return item with { Text = Dated(Card(article, texts), article, texts) };
        var text = AlertText.InList(article);
        if (article.Kind != AlertKind.Ended && AlertBody.Summary(article, article.Title) is { } summary)
            text = text.Line().Line(summary);
        return item with
        {
            Text = Dated(text, article, texts),
            Url = AlertKeyboard.MayOpen(article) ? article.Url : null,
            Start = word ?? source,
            FollowLabel = word is not null ? texts.Settings.FollowWord(ChatText.Shorten(words, 20)) : item.FollowLabel,
        };
    }

    // What the words say may be over tomorrow, and the name in them must go when somebody is found; a shared message stays.
    private static bool IsCard(AlertMessage article) => !article.IsForgotten
        && (article.Priority == Priority.Urgent || article.SeeksPerson || !AlertKeyboard.MayOpen(article));

    /// <summary>Returns what kind of notice it is, and where its state of now is seen; no preview of that page may stand below.</summary>
    private static ChatText Card(AlertMessage article, ChatTexts texts)
    {
        // Only what is urgent says so: the news about a search is a source and a link.
        var mark = article.Kind == AlertKind.Ended ? AlertText.Mark(article, texts)
            : article.Priority == Priority.Urgent ? "🚨 " + texts.Places.SharedNotice : null;
        var text = mark is null ? ChatText.Empty : ChatText.Empty.Bold(mark).Line();
        if (article.Category is { } category)
            text = text.Add(AlertText.OneLine(category)).Line();
        text = text.Add(AlertText.SourceLine(article, texts));
        return AlertKeyboard.MayOpen(article) && ChatText.WebAddress(article.PageUrl ?? article.Url) is { } address
            ? text.Line().Link(texts.Places.SharedState, address) : text;
    }

    // The site's own clock; the reader's is not known.
    private ChatText Dated(ChatText text, AlertMessage article, ChatTexts texts)
    {
        var now = article.PublishedAt is { } at ? time.GetUtcNow().ToOffset(at.Offset) : time.GetUtcNow();
        return text.Line().Italic(texts.Places.SharedAt(now.ToString(texts.MinuteFormat, texts.Culture)));
    }
}
