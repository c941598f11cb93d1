using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Ends a pause or mutes of a chat, and names only what was really ended.</summary>
internal sealed class Silences(Topics topics, MutedTopics muted, ChatSettings settings)
{
    private readonly MutedList _list = new(muted, settings);

    /// <summary>Ends the pause and all mutes.</summary>
    public async Task<CommandReply> EndAllAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        List<string> ended = [];
        if (await EndPauseAsync(request, cancellationToken))
            ended.Add(request.Texts.Settings.Resumed);
        foreach (var each in await muted.ListAsync(request.Subscriber, cancellationToken))
            ended.Add(await UnmuteAsync(request, each, cancellationToken));
        return ended.Count > 0 ? CommandReply.Say(string.Join('\n', ended)) : Nothing(request);
    }

    /// <summary>
    /// Ends the pause. Without a pause it ends the mute: of a single topic at once, of several the one that is tapped.
    /// </summary>
    public async Task<CommandReply> ResumeAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var wasPaused = await EndPauseAsync(request, cancellationToken);
        var all = await muted.ListAsync(request.Subscriber, cancellationToken);
        if (wasPaused || request.IsBack)
        {
            var said = request.IsBack ? request.Texts.WelcomeBack : request.Texts.Settings.Resumed;
            return all.Count == 0 ? CommandReply.Say(said)
                : await _list.ShowAsync(request, said, cancellationToken) with { Place = ReplyPlace.NewMessage };
        }

        return all.Count switch
        {
            0 => Nothing(request),
            1 => CommandReply.Say(await UnmuteAsync(request, all[0], cancellationToken)),
            _ => await _list.ShowAsync(request, null, cancellationToken),
        };
    }

    /// <summary>Ends the mute of the named topic.</summary>
    public async Task<CommandReply> EndAsync(CommandRequest request, string words, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        var all = await muted.ListAsync(request.Subscriber, cancellationToken);
        if (words.ToLowerInvariant() is "all" or "全部" or "所有")
            return await EndAllAsync(request, cancellationToken);
        switch (Named(all, words))
        {
            case [var one] when topics.Unexplained(one.Topic, words) is { Count: > 0 } beyond:
                return CommandReply.Say(texts.NotUnderstood(FollowOptions.Quoted(beyond, texts)), Offer(request, [one]));
            case [var one]:
                return CommandReply.Say(await UnmuteAsync(request, one, cancellationToken), After(request, one));
            case { Count: > 1 } several:
                return CommandReply.Say(texts.WhichOne(ChatText.Shorten(words, 40)), Offer(request, several));
            default:
                return topics.Matching(words) is [var topic] ? CommandReply.Say(texts.Settings.NotMuted(request.NameOf(topic)))
                    : NoneNamed(request, all, words);
        }
    }

    private CommandReply NoneNamed(CommandRequest request, IReadOnlyList<MutedTopic> all, string words)
    {
        var near = topics.Near(words, DidYouMean.Most).Select(topic => topic.Key).ToHashSet();
        var meant = all.Where(each => near.Contains(each.Topic.Key)).ToList();
        return CommandReply.Say(
            request.Texts.Settings.NotMuted(ChatText.Shorten(words, 40)), Offer(request, meant.Count > 0 ? meant : all));
    }

    private static List<MutedTopic> Named(IReadOnlyList<MutedTopic> all, string words)
    {
        var word = WordTopic.Parse(words);
        var exact = all.Where(each => TopicToken.Format(each.Topic.Key) == words || each.Topic.Key == word
            || TopicSearch.IsName(each.Topic, words)).ToList();
        return exact.Count > 0 ? exact : [.. all.Where(each => Topics.Names(each.Topic, words))];
    }

    private static ChatKeyboard Offer(CommandRequest request, IEnumerable<MutedTopic> some) => ChatKeyboard.Grid(
        some.Take(MutedList.MaxButtons).Select(
            each => ChatButton.Say($"✕ {request.NameOf(each.Topic)}", $"mute -{TopicToken.Format(each.Topic.Key)}")), 2);

    private async Task<bool> EndPauseAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (settings.PauseEnds(request.Subscriber) is null)
            return false;
        await settings.PauseAsync(request.Subscriber, null, cancellationToken);
        return true;
    }

    /// <returns>A description of the result: a topic that is not followed does not alert merely because it is no longer
    /// muted.</returns>
    public async Task<string> UnmuteAsync(CommandRequest request, MutedTopic each, CancellationToken cancellationToken)
    {
        await muted.UnmuteAsync(request.Subscriber, each.Topic.Key, cancellationToken);
        var name = request.NameOf(each.Topic);
        return each.IsFollowed ? request.Texts.Settings.UnmutedFollowed(name) : request.Texts.Settings.Unmuted(name);
    }

    // An unmuted word need not be followed; a topic may be.
    private static ChatKeyboard After(CommandRequest request, MutedTopic each) =>
        each.IsFollowed || each.Topic.Key.Kind is Catalogue.Topics.TopicKind.Word or Catalogue.Topics.TopicKind.Source ? ChatKeyboard.Empty
            : ChatKeyboard.Row(ChatButton.Say(
                request.Texts.FollowButton(request.NameOf(each.Topic)), $"follow {TopicToken.Format(each.Topic.Key)}"));

    private static CommandReply Nothing(CommandRequest request) => request.Subscriber.State == SubscriberState.Stopped
        ? CommandReply.Say(request.Texts.ListPaused, ChatKeyboard.Row(ChatButton.Say(request.Texts.Settings.ResumeButton, "resume")))
        : CommandReply.Say(request.Texts.Settings.NothingSilent);
}
