using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Converts a stored article to a chat message, in the reader's language and time zone.</summary>
public sealed class AlertMessages(CurrentTopics topics)
{
    private const int SummaryLength = 300;
    private const int MaxChanges = 5;

    /// <summary>Returns an article in the form for lists.</summary>
    public AlertMessage ForArticle(Article article, Subscriber chat) =>
        Build(article, chat, article.WithdrawnAt is not null ? AlertKind.Withdrawn : article.HasEnded ? AlertKind.Ended : AlertKind.New,
            article.Priority);

    internal AlertMessage ForAlert(MessageState state, Article article, Subscriber chat) =>
        Build(article, chat, state.Kind, state.Priority) with
    {
        Alert = state.Alert,
        TitleBefore = state.Changes.LastOrDefault(c => c.Field == ChangedField.Title)?.Before,
        Changes = [.. ListedChanges.From(state.Changes, article.Title).Take(MaxChanges).Select(c => ChangeLine.Format(c, chat.Language))],
        AlsoAt = [.. state.AlsoAt.Select(member => new AlsoAt(SourceName(member.SourceId, chat.Language), member.Url))],
    };

    /// <summary>
    /// Returns a digest by category in the order of feeds.json, newest first. Articles that were withdrawn in the meantime are
    /// struck through.
    /// </summary>
    /// <param name="states">The states by the number of the article.</param>
    internal DigestMessage ForDigest(DigestContent digest, IReadOnlyDictionary<long, MessageState> states, Subscriber chat, bool isSilent)
    {
        var order = topics.Tree.NodesOf(TopicKind.Category).Select((node, index) => (node.Id, index)).ToDictionary(n => n.Id, n => n.index);
        var sections = digest.Shown
            .GroupBy(shown => shown.Article.Categories.Select(c => c.CategoryId).OrderBy(id => order.GetValueOrDefault(id, int.MaxValue))
                .FirstOrDefault())
            .OrderBy(section => section.Key is { } id ? order.GetValueOrDefault(id, int.MaxValue) : int.MaxValue)
            .Select(section => new DigestSection(
                section.Key is { } id ? topics.Tree.Find(TopicKind.Category, id)?.Name.For(chat.Language) ?? id : null,
                [.. section.Select(shown => ForAlert(states[shown.Article.Id], shown.Article, chat))]));
        return new DigestMessage
        {
            Kind = digest.Kind,
            Language = chat.Language,
            At = ClockOf(chat).At(digest.At),
            Sections = [.. sections],
            Count = digest.Alerts.Count,
            IsSilent = isSilent,
        };
    }

    internal LocalClock ClockOf(Subscriber chat) => LocalClock.ForZone(chat.TimeZone, topics.Tree.Site.TimeZone);

    private string SourceName(string sourceId, string language) =>
        topics.Tree.FindFollowed(TopicKind.Source, sourceId)?.Name.For(language) ?? sourceId;

    /// <summary>Returns the text that may be shown of an article.</summary>
    internal string TextOf(Article article) => ShownText.From(article, topics.Tree).Text;

    private AlertMessage Build(Article article, Subscriber chat, AlertKind kind, Priority priority)
    {
        var (tree, language) = (topics.Tree, chat.Language);
        var clock = ClockOf(chat);
        var shown = ShownText.From(article, tree);
        return new AlertMessage
        {
            Kind = kind,
            Priority = priority,
            ArticleId = article.PublicId,
            Revision = article.Revision,
            EndedAs = kind == AlertKind.Ended ? article.EndedAs : null,
            IsForgotten = article.ForgottenAt is not null,
            SeeksPerson = article.SeeksPerson,
            Title = article.Title,
            Summary = article.IsTakenDown ? null : priority == Priority.Urgent ? shown.Summary : Shortened(shown.Summary),
            Text = article.IsTakenDown || shown.Text.Length == 0 ? null : shown.Text,
            Url = article.IsTakenDown ? null : article.Url,
            SourceName = SourceName(article.SourceId, language),
            Source = new TopicKey(TopicKind.Source, article.SourceId),
            OriginName = article.OriginName,
            Authors = article.Authors,
            // A day is that of the source, wherever the reader is.
            PublishedAt = article.PublishedHasTime && article.PublishedAt is { } at ? clock.At(at) : article.Published,
            PublishedHasTime = article.PublishedHasTime,
            Categories = [.. article.Categories
                .Select(c => tree.Find(TopicKind.Category, c.CategoryId)?.Name.For(language) ?? c.CategoryId)
                .Distinct()],
            Category = article.Categories.Select(c => tree.Find(TopicKind.Category, c.CategoryId)).OfType<TopicNode>()
                .OrderByDescending(node => node.Priority == Priority.Urgent).ThenByDescending(node => node.Id.Count(c => c == '/'))
                .FirstOrDefault()?.Name.For(language),
            ImageUrl = article.IsTakenDown ? null : article.ImageUrl,
            Pictures = article.IsTakenDown || article.ForgottenAt is not null ? [] : ArticlePictures.From(article, shown),
            Media = article.IsTakenDown || article.ForgottenAt is not null ? [] : ArticlePictures.MediaOf(article),
            TakenDownBecause = article.IsTakenDown ? article.WithdrawnReason : null,
            WithdrawnInWords = Withdrawal.Notice.WordsFor(article),
            Licence = shown.Licence?.Notice?.For(language) is { } notice ? (notice, shown.Licence.Url) : null,
            PageUrl = article.IsTakenDown || article.IsUnlisted ? null : PageOf(tree.Site.BaseUrl, article),
            HasFullText = shown.IsWhole && shown.Text.Length > 0,
            Language = language,
        };
    }

    // Readers cannot open an address of this machine.
    private static string? PageOf(string? site, Article article) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri) && !uri.IsLoopback && uri.Host.Contains('.', StringComparison.Ordinal)
            ? $"{site!.TrimEnd('/')}/article/{article.PublicId}"
            : null;

    private static string? Shortened(string? text)
    {
        if (text is null || text.Length <= SummaryLength)
            return text;
        var end = SummaryLength;
        // The text is never cut within a character.
        foreach (var start in System.Globalization.StringInfo.ParseCombiningCharacters(text[..(SummaryLength + 1)]))
            end = start;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}
