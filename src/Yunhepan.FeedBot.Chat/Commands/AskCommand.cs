using System.Globalization;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/ask WORDS</c> asks a publisher: the one of an article (<c>ask TOKEN WORDS</c>), one that was chosen (<c>ask p_police WORDS</c>), or
/// one that the words name. Its buttons: <c>ask 12 p_police</c>, <c>ask 12 send</c>, <c>ask 12 solved</c>, and those of <see
/// cref="QuestionActions"/>.
/// </summary>
internal sealed class AskCommand(
    QuestionDrafts drafts, QuestionActions actions, AnswerOffers offers, PublisherChoices publishers, CurrentCatalogue catalogue)
    : IChatCommand
{
    public string Name => "ask";

    public IReadOnlyList<string> Aliases => ["提问"];

    public bool IsListed => QuestionDesks.ArePresent(catalogue.Catalogue);

    public string Describe(ChatTexts texts) => QuestionTexts.For(texts.Language).AskDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = QuestionTexts.For(request.Texts.Language);
        if (!IsListed)
            return CommandReply.Say(texts.NobodyAnswers);
        var (head, rest) = Words.First(request.Argument);
        if (rest.Length > 0 && long.TryParse(head.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await StepAsync(request, number, rest, cancellationToken) is { } reply)
            return reply;
        if (ArticleToken.Find(head) is { } article)
            return rest.Length == 0 ? Write(request, texts, texts.AboutThisArticle, head)
                : await BeginAsync(request, rest, article, null, cancellationToken);
        if (publishers.Find(head) is { } chosen)
            return rest.Length == 0 ? Write(request, texts, texts.Write(publishers.NameOf(request, chosen)), head)
                : await BeginAsync(request, rest, null, chosen, cancellationToken);
        return ChatText.HasWords(request.Argument)
            ? await BeginAsync(request, request.Argument, null, publishers.NamedIn(request.Argument), cancellationToken)
            : CommandReply.Say(texts.HowTo, await publishers.ChoicesAsync(request, "ask", cancellationToken));
    }

    // In a group people talk to each other, so nothing that they write is an answer.
    private static CommandReply Write(CommandRequest request, QuestionTexts texts, string said, string head) =>
        request.IsGroup ? CommandReply.Say(texts.HowTo) : CommandReply.Say(said) with { Asks = $"ask {head}" };

    private async Task<CommandReply> BeginAsync(
        CommandRequest request, string text, Guid? articleId, string? publisherId, CancellationToken cancellationToken)
    {
        var texts = QuestionTexts.For(request.Texts.Language);
        if (text.Length > drafts.MaxLength)
            return CommandReply.Say(texts.TooLong(drafts.MaxLength));
        var draft = await drafts.WriteAsync(
            request.Subscriber, text, articleId, publisherId ?? publishers.OnlyOne, cancellationToken);
        if (!draft.IsUrgent)
            return await ContinueAsync(request, draft.Id, articleId, cancellationToken);
        // What may be a sighting is sent before anything is asked.
        if (draft.PublisherId is null)
            await drafts.ChooseAsync(request.Subscriber, draft.Id, PublisherChoices.Site, cancellationToken);
        return await SendAsync(request, draft.Id, cancellationToken);
    }

    private async Task<CommandReply?> StepAsync(CommandRequest request, long number, string rest, CancellationToken cancellationToken)
    {
        if (publishers.Find(rest) is { } chosen)
        {
            await drafts.ChooseAsync(request.Subscriber, number, chosen, cancellationToken);
            return await ContinueAsync(request, number, null, cancellationToken) with { Place = ReplyPlace.ReplacesMessage };
        }

        switch (rest)
        {
            case "send":
                return await SendAsync(request, number, cancellationToken) with { Place = ReplyPlace.ReplacesMessage };
            case "solved":
                var texts = QuestionTexts.For(request.Texts.Language);
                var isDropped = await drafts.DropAsync(request.Subscriber, number, cancellationToken);
                return CommandReply.Say(isDropped ? texts.NotSent : texts.Gone) with { Place = ReplyPlace.ReplacesMessage };
            default:
                return await actions.DoAsync(request, number, rest, cancellationToken);
        }
    }

    /// <summary>Asks to whom it goes, or offers what may answer it, or sends it.</summary>
    private async Task<CommandReply> ContinueAsync(
        CommandRequest request, long number, Guid? articleId, CancellationToken cancellationToken)
    {
        var texts = QuestionTexts.For(request.Texts.Language);
        if (await drafts.FindAsync(request.Subscriber, number, cancellationToken) is not var (draft, text))
            return CommandReply.Say(texts.Gone);
        if (draft.PublisherId is null)
            return CommandReply.Say(texts.Whom, await publishers.ChoicesAsync(request, $"ask {number}", cancellationToken));
        if (await offers.FindAsync(request, text, articleId, cancellationToken) is not { } found)
            return await SendAsync(request, number, cancellationToken);
        return new CommandReply
        {
            Text = found,
            Keyboard = ChatKeyboard.Row(
                ChatButton.Say(texts.SendAnywayButton, $"ask {number} send"), ChatButton.Say(texts.AnsweredButton, $"ask {number} solved")),
        };
    }

    private async Task<CommandReply> SendAsync(CommandRequest request, long number, CancellationToken cancellationToken)
    {
        var texts = QuestionTexts.For(request.Texts.Language);
        return await drafts.SendAsync(request.Subscriber, number, cancellationToken) switch
        {
            AskResult.Done { Question.IsUrgent: true } => CommandReply.Say(texts.UrgentSent(number), Close(texts, number)),
            AskResult.Done { Question: var question } => CommandReply.Say(
                texts.Sent(question.Id, publishers.NameOf(request, question.PublisherId ?? PublisherChoices.Site)), Close(texts, number)),
            AskResult.Refused { Obstacle: var obstacle } => CommandReply.Say(actions.Why(texts, obstacle)),
            var other => throw new System.Diagnostics.UnreachableException($"no text for {other}"),
        };
    }

    private static ChatKeyboard Close(QuestionTexts texts, long number) => ChatKeyboard.Row(
        ChatButton.Say(texts.MoreButton, $"ask {number} more"), ChatButton.Say(texts.CloseButton, $"ask {number} close"));
}
