using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/unfollow 教育</c>: ends a subscription; without an argument it shows the followed topics as buttons.
internal sealed class UnfollowCommand(Topics topics, Subscriptions subscriptions, ChatUndo undo) : IChatCommand
{
    public string Name => "unfollow";

    public IReadOnlyList<string> Aliases => ["取消关注", "退订", "取关", "取消订阅", "不再关注", "unsubscribe"];

    public string Describe(ChatTexts texts) => texts.UnfollowDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (texts, words) = (request.Texts, request.Argument);
        IReadOnlyList<Topic> followed = [.. (await subscriptions.RowsAsync(request.Subscriber, cancellationToken))
            .Where(row => row.Mode != SubscriptionMode.Muted).Select(subscriptions.TopicOf)];
        if (followed.Count == 0)
            return CommandReply.Say(texts.ListEmpty, ChatKeyboard.Row(ChatButton.Say(texts.ShowTopics, "topics")));
        if (words.Length == 0)
            return CommandReply.Say(texts.UnfollowWhat, FollowedKeyboard.For(request, followed, 0));
        if (words is "all yes")
            return await UnfollowAllAsync(request, cancellationToken);
        if (words is "all" or "全部" or "所有")
            return CommandReply.Say(texts.UnfollowAllQuestion(followed.Count), Confirm(texts, followed.Count));
        return Among(followed, words) switch
        {
            [] when topics.Matching(words) is [var other] => FollowedName.NotFollowed(request, other),
            [] => NoneOf(request, followed, words),
            [var topic] when topics.Unexplained(topic, words) is { Count: > 0 } beyond => CommandReply.Say(
                texts.NotUnderstood(FollowOptions.Quoted(beyond, texts)), FollowedKeyboard.For(request, [topic], 0)),
            [var topic] => await UnfollowAsync(request, topic, cancellationToken),
            var several => CommandReply.Say(texts.WhichOne(ChatText.Shorten(words, 40)), FollowedKeyboard.For(request, several, 0)),
        };
    }

    private CommandReply NoneOf(CommandRequest request, IReadOnlyList<Topic> followed, string words)
    {
        List<Topic> near = [.. topics.Near(words, DidYouMean.Most).Where(topic => followed.Any(each => each.Key == topic.Key))];
        return CommandReply.Say(
            request.Texts.NotAmongFollowed(ChatText.Shorten(words, 40)) + DidYouMean.Question(request, near),
            FollowedKeyboard.For(request, near.Count > 0 ? near : followed, 0));
    }

    private List<Topic> Among(IReadOnlyList<Topic> followed, string words)
    {
        // A topic that feeds.json no longer contains is found by no search, but can still be unfollowed.
        if (TopicToken.Find(words, followed) is { } named)
            return [named];
        if (followed.FirstOrDefault(topic => TopicSearch.IsName(topic, words)) is { } exact)
            return [exact];
        var found = topics.Search(words).Select(topic => topic.Key).ToHashSet();
        return [.. followed.Where(topic => found.Contains(topic.Key))];
    }

    private async Task<CommandReply> UnfollowAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken)
    {
        var step = await undo.UnfollowAsync(request.Subscriber, topic.Key, cancellationToken);
        return CommandReply.Say(request.Texts.Unfollowed(request.NameOf(topic)), UndoCommand.Button(request.Texts, step));
    }

    private async Task<CommandReply> UnfollowAllAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (count, step) = await undo.UnfollowAllAsync(request.Subscriber, cancellationToken);
        return CommandReply.Say(request.Texts.UnfollowedAll(count), UndoCommand.Button(request.Texts, step)) with
        {
            Place = ReplyPlace.ReplacesMessage,
        };
    }

    private static ChatKeyboard Confirm(ChatTexts texts, int count) => ChatKeyboard.Row(
        ChatButton.Say(texts.UnfollowAll(count), "unfollow all yes"),
        ChatButton.Say(texts.Back, "list"));
}
