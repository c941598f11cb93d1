using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/follow 教育</c>, or a button <c>follow c_education</c>; with nothing after it, the board. <c>/follow 教育 +高考 -培训</c>: only
/// what says the one, nothing that says the other.
/// </summary>
internal sealed class FollowCommand(Topics topics, Subscriptions subscriptions, TopicBoard board) : IChatCommand
{
    public string Name => "follow";

    public IReadOnlyList<string> Aliases => ["关注", "订阅", "subscribe"];

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.FollowDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.FollowWhat, await board.RootsAsync(request, TopicKind.Category, 0, cancellationToken));
        var (words, choice) = Filters(request.Argument);
        if (choice is not null && topics.Matching(words) is [var filtered])
            return await FollowAsync(request, filtered, choice, cancellationToken);
        return topics.Matching(request.Argument) switch
        {
            [] when TopicToken.LooksLikeOne(request.Argument) => CommandReply.Say(texts.TopicGone, More(texts)),
            [] => CommandReply.Say(texts.NotFound(ChatText.Shorten(request.Argument, 40)), More(texts, WordAction.Button(texts, request.Argument))),
            [var topic] => await FollowAsync(request, topic, cancellationToken),
            var several => CommandReply.Say(
                texts.WhichOne(ChatText.Shorten(request.Argument, 40)),
                ChatKeyboard.Grid(several.Select(topic => ChatButton.Say(Choice(request, topic), $"follow {TopicToken.Of(topic.Key)}")), 1)),
        };
    }

    public static string Confirmation(ChatTexts texts, Topic topic) =>
        topic.Priority == AlertPriority.Urgent
            ? texts.FollowedUrgent(topic.NameFor(texts.Language))
            : texts.Followed(topic.NameFor(texts.Language));

    private async Task<CommandReply> FollowAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken)
    {
        var (texts, name) = (request.Texts, request.NameOf(topic));
        if (await board.CoveredByAsync(request, topic, cancellationToken) is { } above)
            return CommandReply.Say(texts.AlreadyCovered(name, request.NameOf(above)));
        var result = await subscriptions.FollowAsync(request.Subscriber, topic.Key, cancellationToken);
        return result switch
        {
            FollowResult.Followed => CommandReply.Say(Confirmation(texts, topic), After(texts, topic)),
            FollowResult.AlreadyFollowed => CommandReply.Say(texts.AlreadyFollowed(name), After(texts, topic)),
            FollowResult.TooMany => CommandReply.Say(texts.TooMany),
            FollowResult.UnknownTopic => CommandReply.Say(texts.TopicGone, More(texts)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<CommandReply> FollowAsync(CommandRequest request, Topic topic, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var (chat, texts, name) = (request.Subscriber, request.Texts, request.NameOf(topic));
        var mode = (await subscriptions.FindAsync(chat, topic.Key, cancellationToken))?.Mode is SubscriptionMode.Digest ? SubscriptionMode.Digest : SubscriptionMode.Instant;
        return await subscriptions.ChooseAsync(chat, topic.Key, choice with { Mode = mode }, cancellationToken) switch
        {
            FollowResult.TooMany => CommandReply.Say(texts.TooMany),
            FollowResult.BadFilter => CommandReply.Say(texts.Settings.BadFilter),
            FollowResult.UnknownTopic => CommandReply.Say(texts.TopicGone, More(texts)),
            _ => CommandReply.Say(
                texts.Settings.FollowedFiltered(name, Quoted(texts, choice.Include), Quoted(texts, choice.Exclude)), After(texts, topic)),
        };
    }

    private static string Quoted(ChatTexts texts, IReadOnlyList<string> words) =>
        string.Join(texts.Alert.Comma, words.Select(word => $"“{ChatText.Shorten(word, 20)}”"));

    /// <returns>Null when no word is to be in or out.</returns>
    private static (string Words, SubscriptionChoice? Choice) Filters(string argument)
    {
        var parts = argument.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        var include = parts.Skip(1).Where(part => part.Length > 1 && part[0] is '+' or '＋').Select(part => part[1..]).ToList();
        var exclude = parts.Skip(1).Where(part => part.Length > 1 && part[0] is '-' or '－').Select(part => part[1..]).ToList();
        return include.Count + exclude.Count == 0
            ? (argument, null)
            : (string.Join(' ', parts.Where((part, index) => index == 0 || part[0] is not ('+' or '＋' or '-' or '－'))),
                new SubscriptionChoice { Include = include, Exclude = exclude });
    }

    // Names may be alike in different trees.
    private static string Choice(CommandRequest request, Topic topic) =>
        $"{request.NameOf(topic)} · {TopicBoard.NameOf(topic.Key.Kind, request.Texts)}";

    private static ChatKeyboard After(ChatTexts texts, Topic topic) => ChatKeyboard.Row(
        ChatButton.Say(texts.LatestButton(topic.NameFor(texts.Language)), $"latest {TopicToken.Of(topic.Key)}"),
        ChatButton.Say(texts.Undo, $"unfollow {TopicToken.Of(topic.Key)}"));

    private static ChatKeyboard More(ChatTexts texts, ChatButton? word = null) =>
        (word is null ? ChatKeyboard.Empty : ChatKeyboard.Row(word)).Then(ChatButton.Say(texts.ShowTopics, "topics"));
}
