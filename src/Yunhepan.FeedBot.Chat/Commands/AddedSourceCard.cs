using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows what was found at an address, with buttons to follow it.</summary>
internal static class AddedSourceCard
{
    private const int Room = 3000;
    private const int MostOthers = 3;

    /// <summary>Returns the card of the first source, with buttons that lead to the others.</summary>
    /// <param name="language">The reader's language.</param>
    /// <param name="found">What was found, in the order of <paramref name="offers"/>.</param>
    /// <param name="offers">The same with their numbers.</param>
    /// <param name="clock">The reader's clock.</param>
    /// <param name="asks">True if an operator must approve it.</param>
    public static CommandReply Show(
        string language, IReadOnlyList<FoundSource> found, IReadOnlyList<AddedSource> offers, Alerts.LocalClock clock, bool asks)
    {
        var texts = ChatTexts.For(language);
        var (first, offer) = (found[0], offers[0]);
        var text = ChatText.Empty.Bold(texts.Adding.Found(offer.Name, first.Kind)).Line(offer.Url);
        if (first.Newest.Count > 0)
            text = text.Line().Line(texts.Adding.NewestFollow);
        foreach (var article in first.Newest)
            text = text.Line().Line().Append(Entry(AsAlert(article, offer.Name, clock, language)));
        var keyboard = Buttons(texts, offer, asks, first.Kind == SourceKind.List);
        var others = offers.Skip(1).Take(MostOthers).ToList();
        if (others.Count > 0)
            text = text.Cut(Room).Line().Line().Add(texts.Adding.AlsoThere);
        foreach (var other in others)
            keyboard = keyboard.Then(ChatButton.Say($"{other.Name} ›", $"add {other.Id} card"));
        return new CommandReply { Text = text.Cut(Room + 100), Keyboard = keyboard };
    }

    /// <summary>Returns the card of what was found at the new address of a source, with a button for each that can replace it.</summary>
    public static CommandReply Replacing(
        string language, AddedSource source, IReadOnlyList<FoundSource> found, IReadOnlyList<AddedSource> offers, Alerts.LocalClock clock)
    {
        var texts = ChatTexts.For(language);
        var text = ChatText.Empty.Bold(texts.OfSources.ChangeTo(source.Name)).Line(offers[0].Url);
        text = found[0].Newest.Aggregate(
            text, (all, a) => all.Line().Line().Append(Entry(AsAlert(a, offers[0].Name, clock, language))));
        var keyboard = offers.Take(MostOthers + 1).Aggregate(
            ChatKeyboard.Empty,
            (all, offer) => all.Then(ChatButton.Say(texts.OfSources.ApplyButton(offer.Name), $"sources {source.Id} ={offer.Id}")));
        return new CommandReply
        {
            Text = text.Cut(Room), Keyboard = keyboard.Then(ChatButton.Say(texts.OfSources.BackButton, $"sources {source.Id}")),
        };
    }

    /// <summary>Returns the card of a source that was found earlier, by what is kept of it.</summary>
    public static CommandReply Show(ChatTexts texts, AddedSource offer, bool asks)
    {
        var text = ChatText.Empty.Bold(offer.Name).Line(offer.Url);
        if (offer.Newest.Count > 0)
            text = text.Line().Line(texts.Adding.NewestFollow);
        return new CommandReply
        {
            Text = offer.Newest.Aggregate(text, (all, title) => all.Line($"• {title}")),
            Keyboard = Buttons(texts, offer, asks, hasLists: offer.Items is not null),
            Place = ReplyPlace.ReplacesMessage,
        };
    }

    private static ChatKeyboard Buttons(ChatTexts texts, AddedSource offer, bool asks, bool hasLists) => ChatKeyboard
        .Row(
            ChatButton.Say(asks ? texts.Adding.AskButton : texts.Adding.FollowButton, $"add {offer.Id} all"),
            ChatButton.Say(texts.Adding.DigestButton, $"add {offer.Id} digest"))
        .Then(hasLists ? [ChatButton.Say(texts.OfSources.OtherListButton, $"add {offer.Id} list")] : [])
        .Then(
            ChatButton.Say(texts.Adding.WordsButton, $"add {offer.Id} words"),
            ChatButton.Say(texts.Adding.CancelButton, $"add {offer.Id} no"));

    // Of a page without a feed only titles and dates are known until its articles are read.
    private static ChatText Entry(AlertMessage alert) =>
        ChatText.HasWords(alert.Summary ?? "") ? AlertText.Render(alert) : AlertText.InList(alert);

    private static AlertMessage AsAlert(FoundArticle article, string source, Alerts.LocalClock clock, string language) => new()
    {
        ArticleId = Guid.Empty,
        Title = article.Title,
        Summary = article.Summary,
        Url = article.Url,
        SourceName = source,
        OriginName = article.OriginName,
        Authors = article.Authors,
        PublishedAt = article.PublishedHasTime && article.PublishedAt is { } at ? clock.At(at) : article.PublishedAt,
        PublishedHasTime = article.PublishedHasTime,
        Language = language,
    };
}
