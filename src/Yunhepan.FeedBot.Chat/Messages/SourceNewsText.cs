using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Writes messages about sources.</summary>
internal static class SourceNewsText
{
    private const int MostNamed = 20, LongestName = 40, Room = 3500;

    /// <summary>Returns the card with which an operator decides.</summary>
    public static (ChatText Text, ChatKeyboard Keyboard) Card(SourceNews news)
    {
        var texts = ChatTexts.For(news.Language).Adding;
        if (news.Together.Count > 0)
            return CardOfAll(news, texts);
        var text = ChatText.Empty.Bold(texts.AskedTitle).Line().Bold(news.Name).Line(news.Url);
        text = news.Newest.Aggregate(text.Line(), (all, title) => all.Line($"• {title}"));
        return (text, ChatKeyboard
            .Row(
                ChatButton.Say(texts.ApproveButton, $"approve {news.Number} yes"),
                ChatButton.Say(texts.RefuseButton, $"approve {news.Number} no"))
            .Then(ChatButton.Say(texts.ListButton, $"approve {news.Number} list")));
    }

    // The card of all that came with one file; /approve shows them one by one.
    private static (ChatText Text, ChatKeyboard Keyboard) CardOfAll(SourceNews news, AddingTexts texts)
    {
        var import = ImportTexts.For(news.Language);
        var text = ChatText.Empty.Bold(import.AskedTitle(news.Together.Count));
        foreach (var (name, url) in news.Together.Take(MostNamed))
            text = text.Line($"• {ChatText.Shorten(name, LongestName)} ").Add(url);
        if (news.Together.Count > MostNamed)
            text = text.Line(import.More(news.Together.Count - MostNamed));
        return (text.Cut(Room), ChatKeyboard.Row(
            ChatButton.Say(texts.ApproveButton, $"approve i{news.Number} yes"),
            ChatButton.Say(texts.RefuseButton, $"approve i{news.Number} no")));
    }

    /// <summary>Returns the message that tells a follower what has become of a source, and what can be done.</summary>
    public static (ChatText Text, ChatKeyboard Keyboard) Notice(SourceNews news)
    {
        var texts = ChatTexts.For(news.Language);
        var day = news.Since?.ToString(texts.Alert.ShortDayFormat, texts.Culture) ?? "";
        var said = ChatText.From(news.Step switch
        {
            SourceStep.Dead => texts.OfSources.Dead(news.Name, day, texts.OfSources.Why(news.Failure), news.IsGivenUp),
            SourceStep.AsksForLogin => texts.OfSources.AsksForLogin(news.Name, day),
            SourceStep.Moved => texts.OfSources.Moved(news.Name),
            SourceStep.Works => texts.OfSources.Works(news.Name),
            _ => throw new UnreachableException($"no notice: {news.Step}"),
        });
        if (news.Step == SourceStep.Works)
            return (said, ChatKeyboard.Empty);
        var hasMoved = news.Step == SourceStep.Moved;
        said = hasMoved ? said : said.Line(news.Url);
        if (news.NewUrl is { } url)
            said = (hasMoved ? said : said.Line().Line(texts.OfSources.MaybeAt)).Line(url);
        if (news.Number == 0)
            return (said, news.Topic is { } topic
                ? ChatKeyboard.Row(ChatButton.Say(texts.UnfollowButton(news.Name), $"unfollow {TopicToken.Format(topic)}"))
                : ChatKeyboard.Empty);
        var keyboard = Proposal(texts, news.Number, hasMoved ? news.NewUrl : null, news.NewUrl);
        return (said, hasMoved ? keyboard : keyboard.Then(
            ChatButton.Say(texts.OfSources.ChangeButton, $"sources {news.Number} address"),
            ChatButton.Say(texts.OfSources.RemoveButton, $"sources -{news.Number}")));
    }

    /// <summary>Returns the button for an address to which a source has moved, or at which it may be.</summary>
    public static ChatKeyboard Proposal(ChatTexts texts, long number, string? movedTo, string? proposed) =>
        movedTo is not null ? ChatKeyboard.Row(ChatButton.Say(texts.OfSources.KeepNewButton, $"sources {number} new"))
        : proposed is null ? ChatKeyboard.Empty
        : ChatKeyboard.Row(ChatButton.Say(texts.OfSources.LookAtButton(HostOf(proposed)), $"sources {number} new"));

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.IdnHost : url;

    /// <summary>Returns the message that tells its followers what was decided.</summary>
    public static ChatText Decision(SourceNews news)
    {
        var (texts, import) = (ChatTexts.For(news.Language).Adding, ImportTexts.For(news.Language));
        return ChatText.From(news.Step switch
        {
            SourceStep.Approved when news.Together.Count > 1 => import.YoursApproved(news.Together.Count),
            SourceStep.Refused when news.Together.Count > 1 => import.YoursRefused(news.Together.Count),
            SourceStep.Approved => texts.YoursApproved(news.Name),
            SourceStep.Listed => texts.YoursListed(news.Name),
            SourceStep.Refused => texts.YoursRefused(news.Name),
            _ => throw new UnreachableException($"no decision: {news.Step}"),
        });
    }
}
