using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows the topic trees as buttons: one level at a time, with marks on followed topics.</summary>
internal sealed class TopicBoard(Topics topics, Subscriptions subscriptions)
{
    private const int PerPage = 12;

    /// <summary>Returns the top level of one tree, with buttons that lead to the others.</summary>
    public async Task<ChatKeyboard> RootsAsync(CommandRequest request, TopicKind kind, int page, CancellationToken cancellationToken)
    {
        var followed = await FollowedAsync(request, cancellationToken);
        var keyboard = ChatKeyboard.Page(
            topics.Roots(kind), page, PerPage, topic => Button(request, topic, followed), $"topics {TopicToken.LetterOf(kind)}");
        return keyboard.Then(Enum.GetValues<TopicKind>()
            .Where(other => other != kind && topics.Roots(other).Count > 0)
            .Select(other => ChatButton.Say(NameOf(other, request.Texts).All + " ›", $"topics {TopicToken.LetterOf(other)}")));
    }

    /// <summary>Returns the level below one topic, with the topic itself.</summary>
    public async Task<ChatKeyboard> InsideAsync(CommandRequest request, Topic topic, int page, CancellationToken cancellationToken)
    {
        var followed = await FollowedAsync(request, cancellationToken);
        var token = TopicToken.Format(topic.Key);
        var all = ChatKeyboard.Row(ChatButton.Say(
            Tick(topic, followed) + request.Texts.AllOf(request.NameOf(topic)), ToggleAction.For(topic, followed.Contains(topic.Key))));
        var children = ChatKeyboard.Page(
            topics.ChildrenOf(topic.Key), page, PerPage, child => Button(request, child, followed), $"topics {token}");
        var back = ParentOf(topic) is { } parent ? TopicToken.Format(parent.Key) : TopicToken.LetterOf(topic.Key.Kind).ToString();
        return new ChatKeyboard([.. all.Rows, .. children.Rows]).Then(ChatButton.Say(request.Texts.Back, $"topics {back}"));
    }

    /// <summary>Returns the level on which the topic's own mark is shown.</summary>
    public Task<ChatKeyboard> AroundAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken)
    {
        if (topics.ChildrenOf(topic.Key).Count > 0)
            return InsideAsync(request, topic, 0, cancellationToken);
        var parent = ParentOf(topic);
        var siblings = parent is null ? topics.Roots(topic.Key.Kind) : topics.ChildrenOf(parent.Key);
        var page = Math.Max(0, siblings.ToList().FindIndex(sibling => sibling.Key == topic.Key)) / PerPage;
        return parent is null
            ? RootsAsync(request, topic.Key.Kind, page, cancellationToken)
            : InsideAsync(request, parent, page, cancellationToken);
    }

    /// <summary>Returns the nearest followed ancestor of this topic, which includes it.</summary>
    public async Task<Topic?> CoveredByAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken)
    {
        var followed = await FollowedAsync(request, cancellationToken);
        return Ancestors(topic).FirstOrDefault(above => followed.Contains(above.Key));
    }

    public static (string All, string One) NameOf(TopicKind kind, ChatTexts texts) => kind switch
    {
        TopicKind.Category => texts.Categories,
        TopicKind.Source => texts.Sources,
        TopicKind.Publisher => texts.Publishers,
        TopicKind.Region => texts.Regions,
        TopicKind.Word => texts.Words,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<HashSet<TopicKey>> FollowedAsync(CommandRequest request, CancellationToken cancellationToken) =>
        [.. (await subscriptions.ListAsync(request.Subscriber, cancellationToken)).Select(topic => topic.Key)];

    private ChatButton Button(CommandRequest request, Topic topic, HashSet<TopicKey> followed)
    {
        var opens = topics.ChildrenOf(topic.Key).Count > 0;
        var urgent = topic.Priority == Priority.Urgent ? "🚨 " : "";
        var label = Tick(topic, followed) + urgent + request.NameOf(topic) + (opens ? " ›" : "");
        return ChatButton.Say(
            label, opens ? $"topics {TopicToken.Format(topic.Key)}" : ToggleAction.For(topic, followed.Contains(topic.Key)));
    }

    private string Tick(Topic topic, HashSet<TopicKey> followed) =>
        followed.Contains(topic.Key) || Ancestors(topic).Any(above => followed.Contains(above.Key)) ? "✓ " : "";

    private Topic? ParentOf(Topic topic) => topic.ParentId is { } id ? topics.Find(new TopicKey(topic.Key.Kind, id)) : null;

    private IEnumerable<Topic> Ancestors(Topic topic)
    {
        for (var above = ParentOf(topic); above is not null; above = ParentOf(above))
            yield return above;
    }
}
