using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>What both sides do with a question that was sent: <c>answer</c>, <c>more</c>, <c>close</c>, and blocking who asked.</summary>
internal sealed class QuestionActions(QuestionTalk talk, QuestionDrafts drafts, PublicAnswers answers)
{
    /// <returns>Null if the words are no action.</returns>
    public async Task<CommandReply?> DoAsync(CommandRequest request, long number, string words, CancellationToken cancellationToken)
    {
        if (words is "public" or "public yes" or "publish" or "private")
            return await MakePublicAsync(request, number, words, cancellationToken);
        var (verb, text) = Words.First(words);
        if (verb is not ("answer" or "more" or "close") || (verb == "close" && text.Length > 0))
            return null;
        var texts = QuestionTexts.For(request.Texts.Language);
        if (await talk.FindAsync(request.Subscriber, number, cancellationToken) is not var (_, isDesk)
            || (verb != "close" && isDesk != (verb == "answer")))
            return CommandReply.Say(texts.Gone);
        if (verb == "close")
            return Closed(texts, number, await talk.CloseAsync(request.Subscriber, number, cancellationToken));
        if (text.Length > 0)
            return await SayAsync(texts, request.Subscriber, number, isDesk, text, null, cancellationToken);
        // In a group people talk to each other, so only a reply is an answer.
        return request.IsGroup && isDesk ? CommandReply.Say(texts.ReplyToAnswer(number))
            : CommandReply.Say(isDesk ? texts.WriteAnswer(number) : texts.WriteMore(number)) with
            {
                Asks = request.IsGroup ? null : $"ask {number} {verb}",
            };
    }

    private async Task<CommandReply> MakePublicAsync(CommandRequest request, long number, string words, CancellationToken cancellationToken)
    {
        var (texts, chat) = (QuestionTexts.For(request.Texts.Language), request.Subscriber);
        if (await talk.FindAsync(chat, number, cancellationToken) is not var (_, isDesk) || isDesk != (words is "publish" or "private"))
            return CommandReply.Say(texts.Gone);
        return words switch
        {
            "public" => CommandReply.Say(
                texts.PublicConfirm, ChatKeyboard.Row(ChatButton.Say(texts.PublicYesButton, $"ask {number} public yes"))),
            "public yes" => Said(await answers.AgreeAsync(chat, number, cancellationToken), texts.PublicAsked(number)),
            "publish" => Said(await answers.PublishAsync(chat, number, cancellationToken), texts.NowPublic(number)),
            _ => CommandReply.Say(texts.StaysPrivate(number)),
        } with { Place = words == "public" ? ReplyPlace.NewMessage : ReplyPlace.ReplacesMessage };

        CommandReply Said(AskResult result, string done) =>
            CommandReply.Say(result is AskResult.Refused refused ? Why(texts, refused.Obstacle) : done);
    }

    /// <summary>Sends words to the other side.</summary>
    /// <param name="writtenIn">See <see cref="QuestionPost.WrittenIn"/>.</param>
    public async Task<CommandReply> SayAsync(
        QuestionTexts texts, Subscriber chat, long number, bool isDesk, string text, string? writtenIn, CancellationToken cancellationToken)
    {
        var result = isDesk ? await talk.AnswerAsync(chat, number, text, writtenIn, cancellationToken)
            : await talk.AddAsync(chat, number, text, writtenIn, cancellationToken);
        return result switch
        {
            AskResult.Done => CommandReply.Say(isDesk ? texts.AnswerSent(number) : texts.AddedSent(number)),
            AskResult.Refused { Obstacle: var obstacle } => CommandReply.Say(Why(texts, obstacle)),
            _ => throw new UnreachableException($"no text for {result}"),
        };
    }

    public async Task<CommandReply> BlockAsync(
        QuestionTexts texts, Subscriber chat, long number, CancellationToken cancellationToken) =>
        await talk.BlockAsync(chat, number, cancellationToken) is AskResult.Done
            ? CommandReply.Say(texts.NowBlocked(number)) : CommandReply.Say(texts.BlockHow);

    /// <summary>Says why something was not sent.</summary>
    public string Why(QuestionTexts texts, AskObstacle obstacle) => obstacle switch
    {
        AskObstacle.Gone => texts.Gone,
        AskObstacle.TooLong => texts.TooLong(drafts.MaxLength),
        AskObstacle.TooManyOpen => texts.TooManyOpen,
        AskObstacle.TooManyToday => texts.TooManyToday,
        AskObstacle.DeskBusy => texts.DeskBusy,
        AskObstacle.Blocked => texts.Blocked,
        AskObstacle.Nobody => texts.NobodyAnswers,
        AskObstacle.SaidBefore => texts.SaidBefore,
        AskObstacle.HasNumbers => texts.HasNumbers,
        _ => throw new UnreachableException($"no text for {obstacle}"),
    };

    // The question stays readable above.
    private CommandReply Closed(QuestionTexts texts, long number, AskResult result) => result is AskResult.Refused refused
        ? CommandReply.Say(Why(texts, refused.Obstacle)) : CommandReply.Say(texts.NowClosed(number));
}
