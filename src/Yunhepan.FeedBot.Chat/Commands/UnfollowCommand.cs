using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/unfollow 教育</c>: ends a subscription; without an argument it shows the followed topics as buttons.
internal sealed class UnfollowCommand(Topics topics, Subscriptions subscriptions) : IChatCommand
{
    public string Name => "unfollow";

    public IReadOnlyList<string> Aliases => ["退订", "取消关注", "取关", "取消订阅", "unsubscribe"];

    public string Describe(ChatTexts texts) => texts.UnfollowDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (texts, words) = (request.Texts, request.Argument);
        var followed = await subscriptions.ListAsync(request.Subscriber, cancellationToken);
        if (followed.Count == 0)
            return CommandReply.Say(texts.ListEmpty, ChatKeyboard.Row(ChatButton.Say(texts.ShowTopics, "topics")));
        if (words.Length == 0)
            return CommandReply.Say(texts.UnfollowWhat, FollowedKeyboard.For(request, followed, 0));
        if (words is "all yes")
            return await UnfollowAllAsync(request, cancellationToken);
        if (words is "all" or "全部" or "所有")
            return CommandReply.Say(texts.UnfollowAllQuestion(followed.Count), Confirm(texts));
        return Among(followed, words) switch
        {
            [] when topics.Matching(words) is [var other] => CommandReply.Say(texts.WasNotFollowed(request.NameOf(other))),
            [] => CommandReply.Say(texts.NotAmongFollowed(ChatText.Shorten(words, 40)), FollowedKeyboard.For(request, followed, 0)),
            [var topic] => await UnfollowAsync(request, topic, cancellationToken),
            var several => CommandReply.Say(texts.WhichOne(ChatText.Shorten(words, 40)), FollowedKeyboard.For(request, several, 0)),
        };
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
        await subscriptions.UnfollowAsync(request.Subscriber, topic.Key, cancellationToken);
        var again = ChatButton.Say(request.Texts.FollowButton(request.NameOf(topic)), $"follow {TopicToken.Format(topic.Key)}");
        return CommandReply.Say(request.Texts.Unfollowed(request.NameOf(topic)), ChatKeyboard.Row(again));
    }

    private async Task<CommandReply> UnfollowAllAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var count = await subscriptions.UnfollowAllAsync(request.Subscriber, cancellationToken);
        return CommandReply.Say(request.Texts.UnfollowedAll(count)) with { Place = ReplyPlace.ReplacesMessage };
    }

    private static ChatKeyboard Confirm(ChatTexts texts) => ChatKeyboard.Row(
        ChatButton.Say(texts.UnfollowAll, "unfollow all yes"),
        ChatButton.Say(texts.Back, "list"));
}
