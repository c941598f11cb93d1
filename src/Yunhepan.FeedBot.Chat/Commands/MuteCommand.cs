using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/mute 运河门户</c>, <c>/mute 2h</c> for all, <c>/mute off</c> ends both; its buttons: <c>mute s_portal</c>, <c>mute s_portal 1d</c>,
/// <c>mute -s_portal</c>. With nothing after it, what is muted.
/// </summary>
internal sealed class MuteCommand(
    Topics topics, Subscriptions subscriptions, MutedTopics muted, ChatSettings settings, Silences silences) : IChatCommand
{
    private readonly MutedList _list = new(muted, settings);

    public string Name => "mute";

    public IReadOnlyList<string> Aliases => ["静音", "屏蔽", "不看"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.MuteDescription;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var argument = request.Argument;
        if (argument.Length == 0)
            return _list.ShowAsync(request, null, cancellationToken);
        if (ClockWords.IsOff(argument))
            return silences.EndAllAsync(request, cancellationToken);
        if (argument is ['-', _, ..] && !ClockWords.IsMeantAsLength(argument))
            return UnmuteAsync(request, argument[1..].Trim(), cancellationToken);
        return MuteWords.Read(argument, topics) switch
        {
            { Unclear: { } unclear } => Task.FromResult(CommandReply.Say(
                request.Texts.Settings.LengthUnclear(request.Texts.Quote(ChatText.Shorten(unclear, 40))))),
            { Name: "", Length: { } pause } => PauseAsync(request, pause, cancellationToken),
            var (name, length, _) => MuteAsync(request, name, length, cancellationToken),
        };
    }

    private async Task<CommandReply> MuteAsync(CommandRequest request, string words, TimeSpan? length, CancellationToken cancellationToken)
    {
        // A followed word is in no tree, so its button is searched among the chat's subscriptions.
        if (TopicToken.LooksLikeOne(words)
            && (await subscriptions.RowsAsync(request.Subscriber, cancellationToken))
                .FirstOrDefault(row => TopicToken.Format(row.Topic) == words) is { } own)
            return await MuteAsync(request, subscriptions.TopicOf(own), length, cancellationToken);
        switch (topics.Matching(words))
        {
            case [] when !TopicToken.LooksLikeOne(words) && WordTopic.Parse(words) is { } word && topics.Find(word) is { } asWord:
                return await MuteAsync(request, asWord, length, cancellationToken);
            case []:
                return DidYouMean.NoTopic(request, topics, words, "mute");
            case [var topic] when topics.Unexplained(topic, words) is { Count: > 0 } beyond:
                return CommandReply.Say(
                    request.Texts.Settings.LengthUnclear(FollowOptions.Quoted(beyond, request.Texts)),
                    DidYouMean.Buttons(request, [topic], "mute"));
            case [var topic]:
                return await MuteAsync(request, topic, length, cancellationToken);
            case var several:
                return WhichOne(request, words, length, several);
        }
    }

    private static CommandReply WhichOne(CommandRequest request, string words, TimeSpan? length, IReadOnlyList<Topic> several)
    {
        var how = length is { } time ? $" {ClockWords.FormatLength(time)}" : "";
        return CommandReply.Say(
            request.Texts.WhichOne(ChatText.Shorten(words, 40)),
            ChatKeyboard.Grid(several.Select(topic => ChatButton.Say(
                $"{request.NameOf(topic)} · {TopicBoard.NameOf(topic.Key.Kind, request.Texts).One}",
                $"mute {TopicToken.Format(topic.Key)}{how}")), 1));
    }

    private async Task<CommandReply> MuteAsync(CommandRequest request, Topic topic, TimeSpan? length, CancellationToken cancellationToken)
    {
        var (chat, texts, name, now) = (
            request.Subscriber, request.Texts.Settings, request.NameOf(topic), settings.NowAt(request.Subscriber));
        var (isWord, token, until) = (topic.Key.Kind == TopicKind.Word, TopicToken.Format(topic.Key), now + length);
        if (await muted.MuteAsync(chat, topic.Key, until, cancellationToken) == FollowResult.TooMany)
            return CommandReply.Say(request.Texts.TooMany);
        var said = until is { } end ? texts.MutedUntil(name, WhyTexts.When(end, now, request.Texts))
            : isWord ? texts.MutedWord(name) : texts.Muted(name);
        // A word is muted only as written, because it may be a misspelled topic.
        var near = isWord && !request.IsButton ? topics.Near(name, DidYouMean.Most) : [];
        List<ChatButton> buttons = [];
        if (length is null)
            buttons.AddRange([ChatButton.Say(texts.ForADay, $"mute {token} 1d"), ChatButton.Say(texts.ForAWeek, $"mute {token} 7d")]);
        buttons.Add(ChatButton.Say(request.Texts.Undo, $"mute -{token}"));
        return CommandReply.Say(said + DidYouMean.Question(request, near), DidYouMean.Buttons(request, near, "mute").Then(buttons)) with
        {
            Place = request.IsButton && length is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private async Task<CommandReply> UnmuteAsync(CommandRequest request, string token, CancellationToken cancellationToken)
    {
        var found = (await muted.ListAsync(request.Subscriber, cancellationToken))
            .FirstOrDefault(each => TopicToken.Format(each.Topic.Key) == token);
        // An old button may speak of a topic that is not muted any more; a person writes its name.
        if (found is null && !TopicToken.LooksLikeOne(token))
            return await silences.EndAsync(request, token, cancellationToken);
        if (found is null)
            return await _list.ShowAsync(request, NotMuted(request, token), cancellationToken);
        return await _list.ShowAsync(request, await silences.UnmuteAsync(request, found, cancellationToken), cancellationToken);
    }

    // A word that is no longer muted is in no list, so its name cannot be found from its button.
    private string NotMuted(CommandRequest request, string token) => TopicToken.Find(token, topics.All) is { } topic
        ? request.Texts.Settings.NotMuted(request.NameOf(topic)) : request.Texts.Settings.ItIsNotMuted;

    private async Task<CommandReply> PauseAsync(CommandRequest request, TimeSpan pause, CancellationToken cancellationToken)
    {
        var (chat, texts, now) = (request.Subscriber, request.Texts.Settings, settings.NowAt(request.Subscriber));
        await settings.PauseAsync(chat, now + pause, cancellationToken);
        return CommandReply.Say(
            texts.PausedUntil(WhyTexts.When(now + pause, now, request.Texts)),
            ChatKeyboard.Row(ChatButton.Say(texts.ResumeButton, "settings resume")));
    }
}
