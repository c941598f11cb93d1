using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>
/// Takes replies to messages: to a question it is the desk's answer, to an answer more words of who asked, and to an alert a question
/// about its article. In the group of a desk every member answers.
/// </summary>
internal sealed class QuestionReplies(
    QuestionTalk talk, QuestionActions actions, RepliedArticles alerts, SubscriberStore subscribers, CommandRouter router)
{
    /// <returns>Null if the input is something else.</returns>
    public async Task<CommandReply?> AnswerAsync(ChatInput input, CancellationToken cancellationToken)
    {
        if (input.RepliesTo is not [var messageId, ..] || !ChatText.HasWords(input.Text))
            return null;
        var said = router.Route(input.Text);
        var isAsking = said.Command is AskCommand && (said.IsSlash || Words.IsApart(input.Text.Trim(), said.Argument));
        if (await talk.FindRepliedAsync(input.Chat, messageId, cancellationToken) is var (question, isDesk, chat))
        {
            var texts = QuestionTexts.For(chat.Language);
            if (said is { IsSlash: true, Command: BlockCommand, Argument.Length: 0 })
                return await actions.BlockAsync(texts, chat, question.Id, cancellationToken);
            if (said.IsSlash)
                return null;
            var reply = await actions.SayAsync(texts, chat, question.Id, isDesk, input.Text, WrittenIn(input), cancellationToken);
            return input.HasMore ? reply with { Text = reply.Text.Line(texts.OnlyWords) } : reply;
        }

        if ((said.Command is not null && !isAsking) || (said.IsSlash && !isAsking) || (input.IsGroup && !isAsking)
            || !(isAsking || QuestionWords.In(input.Text).Count > 0 || input.Text.AsSpan().ContainsAny('?', '？'))
            || await subscribers.FindAsync(input.Chat, cancellationToken) is not { } asker
            || await alerts.FindAsync(asker, input.RepliesTo, cancellationToken) is not { } article
            || router.Commands.OfType<AskCommand>().FirstOrDefault() is not { IsListed: true } ask)
            return null;
        var words = isAsking ? said.Argument : input.Text;
        return await ask.ExecuteAsync(
            new CommandRequest
            {
                Subscriber = asker, Argument = $"{ArticleToken.Format(article)} {words}".Trim(), IsGroup = input.IsGroup,
                Commands = router.Commands,
            },
            cancellationToken);
    }

    private static string? WrittenIn(ChatInput input) =>
        input.MessageId is { } id ? $"{input.Chat.Platform}:{input.Chat.Account}:{input.Chat.ChatId}:{id}" : null;
}
