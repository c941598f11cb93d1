using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Tells operators in plain words that a target fails or works again.</summary>
internal static class TargetNewsText
{
    public static ChatText Render(TargetNews news)
    {
        var (texts, chat) = (TargetTexts.For(news.Language), ChatTexts.For(news.Language));
        var kind = news.Kind.ToString().ToLowerInvariant();
        if (news.Trouble is not { } trouble)
            return ChatText.From(texts.Works(news.Id, kind));
        var text = ChatText.From(texts.Fails(news.Id, kind, trouble.Since.ToString(chat.MinuteFormat, chat.Culture), trouble.Reason));
        if (trouble.DeadLetters > 0)
            text = text.Line(texts.DeadLetters(trouble.DeadLetters));
        return trouble.IsClosed ? text.Line(texts.IsClosed) : trouble.DeadLetters > 0 ? text : text.Line(texts.IsTriedAgain);
    }
}
