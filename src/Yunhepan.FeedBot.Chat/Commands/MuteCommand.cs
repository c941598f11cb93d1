using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/mute 运河门户</c> mutes a topic, <c>/mute 2h</c> pauses all alerts, and <c>/mute off</c> ends both; its buttons send <c>mute
/// s_portal</c>, <c>mute s_portal 1d</c> and <c>mute -s_portal</c>. Without an argument it lists what is muted.
internal sealed class MuteCommand(Topics topics, Subscriptions subscriptions, MutedTopics muted, ChatSettings settings) : IChatCommand
{
    private readonly MutedList _list = new(muted, settings);

    public string Name => "mute";

    public IReadOnlyList<string> Aliases => ["静音", "屏蔽", "不看"];

    public string Describe(ChatTexts texts) => texts.Settings.MuteDescription;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Argument;
        if (wish.Length == 0)
            return _list.ShowAsync(request, null, cancellationToken);
        if (ClockWords.IsOff(wish))
            return EndAsync(request, cancellationToken);
        if (wish[0] == '-')
            return UnmuteAsync(request, wish[1..], cancellationToken);
        if (ClockWords.Length(wish) is { } pause)
            return PauseAsync(request, pause, cancellationToken);
        var (rest, last) = Words.Last(wish);
        return rest.Length > 0 && ClockWords.Length(last) is { } length
            ? MuteAsync(request, rest, length, cancellationToken)
            : MuteAsync(request, wish, null, cancellationToken);
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
                return CommandReply.Say(request.Texts.NotFound(ChatText.Shorten(words, 40)));
            case [var topic]:
                return await MuteAsync(request, topic, length, cancellationToken);
            case var several:
                return CommandReply.Say(
                    request.Texts.WhichOne(ChatText.Shorten(words, 40)),
                    ChatKeyboard.Grid(several.Select(topic => ChatButton.Say(
                        $"{request.NameOf(topic)} · {TopicBoard.NameOf(topic.Key.Kind, request.Texts)}",
                        $"mute {TopicToken.Format(topic.Key)}")), 1));
        }
    }

    private async Task<CommandReply> MuteAsync(CommandRequest request, Topic topic, TimeSpan? length, CancellationToken cancellationToken)
    {
        var (chat, texts, name, now) = (
            request.Subscriber, request.Texts.Settings, request.NameOf(topic), settings.NowAt(request.Subscriber));
        // A followed topic is unmuted by hand, because an expired muting would leave it neither followed nor muted.
        var isFollowed = await subscriptions.FindAsync(chat, topic.Key, cancellationToken) is { Mode: not SubscriptionMode.Muted };
        var until = isFollowed ? null : now + length;
        var isWord = topic.Key.Kind == TopicKind.Word;
        if (await muted.MuteAsync(chat, topic.Key, until, cancellationToken) == FollowResult.TooMany)
            return CommandReply.Say(request.Texts.TooMany);
        var said = until is { } end ? texts.MutedUntil(name, WhyTexts.When(end, now, request.Texts))
            : length is null ? texts.Muted(name) : texts.MutedFollowed(name);
        var token = TopicToken.Format(topic.Key);
        List<ChatButton> buttons = [];
        if (!isFollowed && !isWord && length is null)
            buttons.AddRange([ChatButton.Say(texts.ForADay, $"mute {token} 1d"), ChatButton.Say(texts.ForAWeek, $"mute {token} 7d")]);
        buttons.Add(
            isFollowed && !isWord
            ? ChatButton.Say(request.Texts.Undo, $"follow {token}") : ChatButton.Say(request.Texts.Undo, $"mute -{token}"));
        return CommandReply.Say(
            said, ChatKeyboard.Row(buttons)) with { Place = request.IsButton && length is not null
            ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage };
    }

    private async Task<CommandReply> UnmuteAsync(CommandRequest request, string token, CancellationToken cancellationToken)
    {
        var found = (await muted.ListAsync(request.Subscriber, cancellationToken))
            .FirstOrDefault(each => TopicToken.Format(each.Topic.Key) == token);
        if (found is null)
            return await _list.ShowAsync(request, request.Texts.TopicGone, cancellationToken);
        await muted.UnmuteAsync(request.Subscriber, found.Topic.Key, cancellationToken);
        return await _list.ShowAsync(request, request.Texts.Settings.Unmuted(request.NameOf(found.Topic)), cancellationToken);
    }

    private async Task<CommandReply> PauseAsync(CommandRequest request, TimeSpan pause, CancellationToken cancellationToken)
    {
        var (chat, texts, now) = (request.Subscriber, request.Texts.Settings, settings.NowAt(request.Subscriber));
        await settings.PauseAsync(chat, now + pause, cancellationToken);
        return CommandReply.Say(
            texts.PausedUntil(WhyTexts.When(now + pause, now, request.Texts)),
            ChatKeyboard.Row(ChatButton.Say(texts.ResumeButton, "settings resume")));
    }

    // The reply names only what was really ended.
    private async Task<CommandReply> EndAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        List<string> ended = [];
        if (chat.PausedUntil > settings.NowAt(chat))
        {
            await settings.PauseAsync(chat, null, cancellationToken);
            ended.Add(texts.Resumed);
        }

        foreach (var each in await muted.ListAsync(chat, cancellationToken))
        {
            await muted.UnmuteAsync(chat, each.Topic.Key, cancellationToken);
            ended.Add(texts.Unmuted(request.NameOf(each.Topic)));
        }

        return CommandReply.Say(ended.Count == 0 ? texts.MuteNothing : string.Join('\n', ended));
    }
}
