using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Gives a category a topic of its own in a forum: opens the topic, and lets it follow the category.</summary>
internal sealed class ThreadRouting(Topics topics, ManagedChats chats, SubscriberStore subscribers, Subscriptions subscriptions)
{
    private const int MostChoices = 60;

    public async Task<CommandReply> RouteAsync(
        CommandRequest request, ChatKeeping keeping, Subscriber forum, string words, CancellationToken cancellationToken)
    {
        var (texts, name) = (request.Texts.Places, InAction.NameOf(forum));
        if (forum.ThreadId.Length > 0)
            return InAction.Card(request, forum);
        if (words.Length == 0 || topics.Matching(words) is not [var topic])
            return CommandReply.Say(texts.RouteWhat(name), Choices(request, forum, words));
        var category = request.NameOf(topic);
        if (await chats.HasThreadForAsync(forum, topic.Key, cancellationToken))
            return CommandReply.Say(texts.RoutedBefore(category), Choices(request, forum, ""));
        switch (await keeping.OpenThread(forum.Address, category, cancellationToken))
        {
            case NewThread.NoRight:
                return CommandReply.Say(texts.RouteNoRight(name));
            case NewThread.NoForum:
                return CommandReply.Say(texts.RouteNoForum(name));
            case NewThread.Opened(var threadId):
                var thread = await subscribers.ArriveAsync(
                    forum.Address with { ThreadId = threadId }, forum.Language, cancellationToken, $"{name} · {category}");
                await subscriptions.FollowAsync(thread, topic.Key, cancellationToken);
                await chats.AddAsync(request.Subscriber, thread, cancellationToken);
                // Otherwise it would come twice.
                await subscriptions.UnfollowAsync(forum, topic.Key, cancellationToken);
                return CommandReply.Say(texts.Routed(category), Choices(request, forum, ""));
            case var other:
                throw new System.Diagnostics.UnreachableException($"opening a topic gave {other}");
        }
    }

    private ChatKeyboard Choices(CommandRequest request, Subscriber forum, string words)
    {
        var offered = words.Length > 0 && topics.Matching(words) is { Count: > 0 } found ? found
            : topics.All.Where(topic => topic.Key.Kind == TopicKind.Category);
        return ChatKeyboard.Grid(
            offered.Select(topic => (Name: request.NameOf(topic), Action: InAction.For(forum, $"route {TopicToken.Format(topic.Key)}")))
                .Where(each => ChatButton.Fits(each.Action)).Take(MostChoices).Select(each => ChatButton.Say(each.Name, each.Action)), 2)
            .Then(ChatButton.Say(request.Texts.Back, InAction.For(forum, "")));
    }
}
