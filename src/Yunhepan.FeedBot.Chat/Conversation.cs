using System.Text;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat;

/// <summary>The input of a person: a text or a pressed button, on any platform.</summary>
internal sealed record ChatInput(ChatAddress Chat, string Text)
{
    public bool IsButton { get; init; }

    /// <summary>True in a group, where people talk to each other and only commands are for the bot.</summary>
    public bool IsGroup { get; init; }

    /// <summary>True if it names the bot, as in <c>/follow@our_bot</c>, so that nobody else is meant.</summary>
    public bool IsAddressed { get; init; }

    /// <summary>The language that the platform states; it decides the language of a new chat.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>An address behind words of the message, which the text does not show; null if there is none.</summary>
    public string? Link { get; init; }

    /// <summary>What the platform offers in a private chat to manage others; null if nothing.</summary>
    public ChatKeeping? Keeping { get; init; }

    /// <summary>What a group or channel calls itself, for the operator; people have none.</summary>
    public string? ChatName { get; init; }

    /// <summary>
    /// The message of the bot to which it replies, in all forms in which that was named when it was sent, that of a text first; empty if
    /// it replies to none.
    /// </summary>
    public IReadOnlyList<string> RepliesTo { get; init; } = [];

    /// <summary>The platform's id of the message, the same when it is received again or edited; null if nothing arrives twice.</summary>
    public string? MessageId { get; init; }

    /// <summary>True if the message has more than words: a picture, a file.</summary>
    public bool HasMore { get; init; }
}

/// <summary>Answers people. Scoped, like the services it uses.</summary>
internal sealed class Conversation(
    SubscriberStore subscribers, OpenQuestions questions, Topics topics, CommandRouter router, WhyCommand why, SubscriptionImport import,
    AskedArticleSearch found)
{
    private const int MaxText = 1000;

    public IReadOnlyList<IChatCommand> Menu { get; } = [.. router.Commands.Where(command => command.IsListed)];

    /// <summary>Returns true if the input needs an answer.</summary>
    public bool IsForBot(ChatInput input) =>
        !input.IsGroup || input.IsButton || (router.Route(input.Text) is { IsSlash: true } routed
            && (routed.Command is not null || input.IsAddressed));

    /// <summary>Returns true if people other than the administrators of a group may send this command.</summary>
    public bool IsForAnyone(string words) => router.Route(words).Command?.IsForAnyone == true;

    /// <summary>Answers the input; returns null if there is nothing to say.</summary>
    public async Task<CommandReply?> AnswerAsync(ChatInput input, CancellationToken cancellationToken)
    {
        // PostgreSQL stores no such character.
        input = input with { Text = input.Text.Replace('\0', ' ') };
        if (!IsForBot(input))
            return null;
        var known = await subscribers.FindAsync(input.Chat, cancellationToken);
        // Whatever is said closes the question; only a text that is no command answers it.
        var answer = Answered(input, known is null ? null : await questions.TakeAsync(known, cancellationToken));
        var isFile = !input.IsButton && !input.IsGroup && SubscriptionImport.IsOne(input.Text);
        var language = SpokenLanguage.For(known, input, isFile || answer is not null ? "" : OwnWords(input.Text));
        if (known is not null && known.Language != language)
            await subscribers.SetLanguageAsync(known, language, isChosen: false, cancellationToken);
        if (isFile)
            return await AnswerFileAsync(input with { Text = "" }, Encoding.UTF8.GetBytes(input.Text), cancellationToken);
        if (!input.IsButton && !input.IsGroup)
            input = input with { Text = SmallTalk.AfterGreeting(input.Text) };
        if (input.Text.Length > MaxText && Pasted(input) is null)
            return CommandReply.Say(ChatTexts.For(language).TooLong);
        var reply = await AnswerAsync(input, known, language, answer, cancellationToken);
        if (reply.Asks is { } command && await subscribers.FindAsync(input.Chat, cancellationToken) is { } chat)
            await questions.AskAsync(chat, command, cancellationToken);
        return Spoken(input, ChatTexts.For(language), reply);
    }

    /// <summary>Answers a file of subscriptions that a person sent.</summary>
    public async Task<CommandReply> AnswerFileAsync(ChatInput input, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var known = await subscribers.FindAsync(input.Chat, cancellationToken);
        // A stopped chat stays stopped.
        var chat = known is { State: SubscriberState.Stopped } ? known
            : await subscribers.ArriveAsync(input.Chat, SpokenLanguage.For(known, input, input.Text), cancellationToken, input.ChatName);
        return await import.ShowAsync(chat, file, cancellationToken);
    }

    /// <summary>Answers a file that is too large or could not be had.</summary>
    public async Task<CommandReply> AnswerNoFileAsync(ChatInput input, bool isTooLarge, CancellationToken cancellationToken)
    {
        var known = await subscribers.FindAsync(input.Chat, cancellationToken);
        var texts = ImportTexts.For(SpokenLanguage.For(known, input, input.Text));
        return CommandReply.Say(isTooLarge ? texts.TooLarge : texts.NotRead);
    }

    /// <summary>Answers a message that is not a text: a picture, a voice message, a location.</summary>
    public async Task<CommandReply> AnswerOtherThanWordsAsync(ChatAddress chat, string? languageCode, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For((await subscribers.FindAsync(chat, cancellationToken))?.Language ?? ChatTexts.LanguageFor(languageCode));
        return CommandReply.Say(texts.WordsOnly, HelpCommand.Ways(texts));
    }

    // A notice is visible only next to a button, so a person who wrote gets it as a message. An empty reply is no reply.
    private static CommandReply Spoken(ChatInput input, ChatTexts texts, CommandReply reply)
    {
        if (!input.IsButton && reply.Notice is { Length: > 0 } notice)
            reply = reply with { Text = reply.Text.IsBlank
                ? ChatText.From(notice) : ChatText.From(notice).Line().Line().Append(reply.Text), Notice = null };
        if (!input.IsButton && reply.Place != ReplyPlace.NewMessage)
            reply = reply with { Place = ReplyPlace.NewMessage };
        return reply.Text.IsBlank && reply.Place is ReplyPlace.NewMessage or ReplyPlace.ReplacesMessage
            ? reply with { Text = ChatText.From(texts.Unknown) }
            : reply;
    }

    /// <summary>Returns the command that the text completes as the answer to a question; null if it is something else.</summary>
    private RoutedText? Answered(ChatInput input, string? asked)
    {
        if (asked is null || input.IsButton || input.IsGroup || !ChatText.HasWords(input.Text) || SmallTalk.IsOne(input.Text))
            return null;
        var said = router.Route(input.Text);
        // A command is one in any place, but a word may begin like one (搜索引擎).
        if (said.IsSlash
            || (said.Command is not null && !InAction.IsPlace(asked) && Words.IsApart(input.Text.Trim(), said.Argument)))
            return null;
        if (asked.EndsWith(" address", StringComparison.Ordinal))
            return (input.Link ?? PastedAddress.Read(input.Text.Trim())) is { } address ? router.Route($"/{asked} {address}") : null;
        // An address that was not asked for is a new wish.
        return Pasted(input) is null ? router.Route($"/{asked} {input.Text}") : null;
    }

    // Whoever searches for a word of an article writes the article's language.
    private string OwnWords(string text) => router.Route(text) is { Command.Quotes: true, Argument: var quoted }
        ? text.TrimEnd()[..^quoted.Length] : text;

    private async Task<CommandReply> AnswerAsync(
        ChatInput input, Subscriber? known, string language, RoutedText? answer, CancellationToken cancellationToken)
    {
        var pasted = answer ?? Pasted(input);
        var routed = pasted ?? router.Route(input.Text);
        // A stopped chat stays stopped, whatever else it asks; a forwarded text with an address does not resume it.
        var stays = known is { State: SubscriberState.Stopped } && (pasted is not null || routed.Command?.Resumes != true);
        var request = new CommandRequest
        {
            Subscriber = stays ? known! : await subscribers.ArriveAsync(input.Chat, language, cancellationToken, input.ChatName),
            Argument = routed.Argument,
            IsButton = input.IsButton,
            IsGroup = input.IsGroup,
            IsBack = known is { State: not SubscriberState.Active },
            Keeping = input.IsGroup ? null : input.Keeping,
            Commands = router.Commands,
        };
        // An article that is here is explained; any other address is one to add.
        if (pasted is not null && answer is null && await why.AtAddressAsync(request, cancellationToken) is { } explained)
            return explained;
        if ((IsTopicName(routed, input.Text) ? null : routed.Command) is { } command)
            return await command.ExecuteAsync(request, cancellationToken);
        if (!ChatText.HasWords(input.Text))
            return CommandReply.Say(request.Texts.Unknown, HelpCommand.Ways(request.Texts));
        return await why.AtAddressAsync(request, cancellationToken)
            ?? await AnswerWordsAsync(
                request, routed with { Argument = routed.IsSlash ? routed.Argument : input.Text.Trim() }, cancellationToken);
    }

    /// <summary>Returns the request to add the address that a person pasted or forwarded; null for any other input.</summary>
    private RoutedText? Pasted(ChatInput input) =>
        !input.IsButton && !input.IsGroup && router.Commands.OfType<AddCommand>().FirstOrDefault() is { } add
        && router.Route(input.Text) is { IsSlash: false, Command: null }
        && (add.IsListed ? PastedAddress.Alone(input.Text) ?? PastedAddress.Find(input.Text) ?? input.Link
            // Where nothing can be added, an address that names no topic either is told so.
            : topics.Matching(input.Text).Count == 0 ? PastedAddress.Alone(input.Text) : null) is { } address
            ? new RoutedText(add, address, IsSlash: true) : null;

    // A topic may have a name that begins like a command: 最新消息.
    private bool IsTopicName(RoutedText routed, string text) =>
        routed is { IsSlash: false, Argument.Length: > 0 } && topics.Search(text) is [var best, ..] && TopicSearch.IsName(best, text);

    private async Task<CommandReply> AnswerWordsAsync(CommandRequest request, RoutedText routed, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        var words = routed.Argument;
        if (routed.IsSlash)
        {
            var said = texts.UnknownCommand("/" + ChatText.Shorten(Words.First(words).Head, 32));
            return DidYouMean.Commands(request, words, isCommand: true).ToList() is { Count: > 0 } meant ? Unknown(request, said, meant)
                : Unknown(request, said + texts.SeeHelp, []);
        }

        // A topic may be called 早安, or like a question.
        if (!topics.IsName(words)
            && (SmallTalk.Answer(texts, words) ?? await found.AnswerAsync(request, words, cancellationToken)) is { } kindly)
            return kindly;
        var (near, matching) = (DidYouMean.Commands(request, words, isCommand: false).ToList(), topics.Matching(words));
        if (near.Count == 0 && matching.Count == 0 && await found.FindAsync(request, [words], cancellationToken) is { } articles)
            return articles;
        return matching switch
        {
            [] => Unknown(request, texts.Unknown, near.Concat(
                topics.Near(words, DidYouMean.Most).Select(topic => ChatButton.Say(
                    texts.FollowButton(request.NameOf(topic)), $"follow {TopicToken.Format(topic.Key)}")))),
            // A word next to the topic may be a misspelled command: "unfolow news" is not a request to follow.
            [var topic] when topics.Unexplained(topic, words).Count > 0 && near.Count > 0 =>
                Unknown(request, texts.Unknown, near),
            [var topic] => CommandReply.Say(texts.OfferFollow(request.NameOf(topic)), OpenAction.Offer(texts, topic)),
            var several => CommandReply.Say(
                texts.WhichOne(ChatText.Shorten(words, 40)),
                ChatKeyboard.Grid(
                    several.Select(topic => ChatButton.Say(request.NameOf(topic), $"follow {TopicToken.Format(topic.Key)}")), 2)),
        };
    }

    private static CommandReply Unknown(CommandRequest request, string said, IEnumerable<ChatButton> proposals)
    {
        var near = proposals.Take(DidYouMean.Most).ToList();
        return near.Count == 0 ? CommandReply.Say(said, HelpCommand.Ways(request.Texts))
            : CommandReply.Say(
                said + DidYouMean.Question(request.Texts, [.. near.Select(button => button.Label.TrimStart('＋', '+', ' '))]),
                ChatKeyboard.Grid(near, 1));
    }
}
