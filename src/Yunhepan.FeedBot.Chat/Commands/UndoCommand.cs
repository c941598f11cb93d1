using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/undo</c>: shows the last followed or muted topics, and a pause, as buttons that undo them.
internal sealed class UndoCommand(Subscriptions subscriptions, MutedTopics muted, ChatSettings settings) : IChatCommand
{
    private const int Most = 3;

    public string Name => "undo";

    public IReadOnlyList<string> Aliases => ["撤销"];

    public string Describe(ChatTexts texts) => texts.Settings.UndoDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var silenced = (await muted.ListAsync(chat, cancellationToken)).Select(each => each.Topic.Key).ToHashSet();
        List<ChatButton> buttons = [.. (await subscriptions.RowsAsync(chat, cancellationToken))
            .Where(row => row.Mode != SubscriptionMode.Muted || silenced.Contains(row.Topic))
            .OrderByDescending(row => row.ChangedAt ?? row.CreatedAt).Take(Most)
            .Select(row => Button(request, row, silenced.Contains(row.Topic)))];
        if (settings.PauseEnds(chat) is not null || chat.State == SubscriberState.Stopped)
            buttons.Insert(0, ChatButton.Say(texts.ResumeButton, "resume"));
        return buttons.Count == 0 ? CommandReply.Say(texts.UndoNothing) : CommandReply.Say(texts.UndoWhat, ChatKeyboard.Grid(buttons, 1));
    }

    private ChatButton Button(CommandRequest request, Subscription row, bool isMuted)
    {
        var (name, token) = (request.NameOf(subscriptions.TopicOf(row)), TopicToken.Format(row.Topic));
        return isMuted ? ChatButton.Say(request.Texts.Settings.UnmuteButton(name), $"mute -{token}")
            : ChatButton.Say(request.Texts.UnfollowButton(name), $"unfollow {token}");
    }
}
