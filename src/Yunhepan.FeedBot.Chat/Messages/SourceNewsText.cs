using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Writes messages about added sources.</summary>
internal static class SourceNewsText
{
    /// <summary>Returns the card with which an operator decides.</summary>
    public static (ChatText Text, ChatKeyboard Keyboard) Card(SourceNews news)
    {
        var texts = ChatTexts.For(news.Language).Adding;
        var text = ChatText.Empty.Bold(texts.AskedTitle).Line().Bold(news.Name).Line(news.Url);
        text = news.Newest.Aggregate(text.Line(), (all, title) => all.Line($"• {title}"));
        return (text, ChatKeyboard
            .Row(
                ChatButton.Say(texts.ApproveButton, $"approve {news.Number} yes"),
                ChatButton.Say(texts.RefuseButton, $"approve {news.Number} no"))
            .Then(ChatButton.Say(texts.ListButton, $"approve {news.Number} list")));
    }

    /// <summary>Returns the message that tells its followers what was decided.</summary>
    public static ChatText Decision(SourceNews news)
    {
        var texts = ChatTexts.For(news.Language).Adding;
        return ChatText.From(news.Step switch
        {
            SourceStep.Approved => texts.YoursApproved(news.Name),
            SourceStep.Listed => texts.YoursListed(news.Name),
            SourceStep.Refused => texts.YoursRefused(news.Name),
            _ => throw new System.Diagnostics.UnreachableException($"no decision: {news.Step}"),
        });
    }
}
