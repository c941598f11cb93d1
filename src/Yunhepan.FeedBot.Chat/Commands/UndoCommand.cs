using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/undo</c>: shows as buttons what can be undone: what was deleted or replaced lately (<c>undo 12</c>), the last followed or muted
/// topics, and a pause.
/// </summary>
internal sealed class UndoCommand(Subscriptions subscriptions, MutedTopics muted, ChatSettings settings, ChatUndo undo) : IChatCommand
{
    private const int Most = 3;

    public string Name => "undo";

    public IReadOnlyList<string> Aliases => ["撤销"];

    public string Describe(ChatTexts texts) => texts.Settings.UndoDescription;

    /// <summary>Returns the button that undoes a step; none without a step.</summary>
    public static ChatKeyboard Button(ChatTexts texts, long? step) => step is { } number
        ? ChatKeyboard.Row(ChatButton.Say(texts.Undo, string.Create(CultureInfo.InvariantCulture, $"undo {number}"))) : ChatKeyboard.Empty;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        if (long.TryParse(request.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await UndoAsync(request, number, cancellationToken);
        var silenced = (await muted.ListAsync(chat, cancellationToken)).Select(each => each.Topic.Key).ToHashSet();
        var rows = await subscriptions.RowsAsync(chat, cancellationToken);
        List<ChatButton> buttons = [.. (await undo.ReadAsync(chat, Most, cancellationToken))
            .Select(step => ChatButton.Say(texts.UndoDeleted(What(request, step)), $"undo {step.Number}"))];
        buttons.AddRange(rows.Where(row => row.Mode != SubscriptionMode.Muted || silenced.Contains(row.Topic))
            .OrderByDescending(row => row.ChangedAt ?? row.CreatedAt).Take(Most)
            .Select(row => Button(request, row, silenced.Contains(row.Topic))));
        if (settings.PauseEnds(chat) is not null || chat.State == SubscriberState.Stopped)
            buttons.Insert(0, ChatButton.Say(texts.ResumeButton, "resume"));
        var unclear = request.Argument.Length == 0 ? "" : request.Texts.Unclear(
            request.Texts.Quote(ChatText.Shorten(request.Argument, 40))) + "\n";
        return buttons.Count == 0 ? CommandReply.Say(unclear + texts.UndoNothing)
            : CommandReply.Say(unclear + texts.UndoWhat, ChatKeyboard.Grid(buttons, 1));
    }

    private async Task<CommandReply> UndoAsync(CommandRequest request, long number, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Settings;
        if (await undo.UndoAsync(request.Subscriber, number, cancellationToken) is not { } done)
            return CommandReply.Say(texts.UndoGone);
        List<string> said = done.Back is { Topics.Count: 0, HasFormat: false } ? [] : [texts.Undone(What(request, done.Back))];
        said.AddRange(done.Missing.GroupBy(each => each.Why).Select(some => texts.NotUndone(
            texts.UndoTopics([.. some.Select(each => request.NameOf(each.Topic))]), Reason(request.Texts, some.Key))));
        return CommandReply.Say(
            string.Join('\n', said),
            done.Missing.Any(each => each.Why != FollowResult.UnknownTopic) ? Button(request.Texts, number) : ChatKeyboard.Empty);
    }

    private static string Reason(ChatTexts texts, FollowResult why) => why switch
    {
        FollowResult.TooMany => texts.TooMany,
        FollowResult.TooManyPatterns => texts.Settings.TooManyPatterns,
        FollowResult.BadFilter => texts.Settings.FilterNoLongerUsable,
        FollowResult.UnknownTopic => texts.TopicGone,
        _ => throw new System.Diagnostics.UnreachableException($"no reason {why}"),
    };

    private static string What(CommandRequest request, UndoOffer step) => step.HasFormat ? request.Texts.Format.Title
        : request.Texts.Settings.UndoTopics([.. step.Topics.Select(request.NameOf)]);

    private ChatButton Button(CommandRequest request, Subscription row, bool isMuted)
    {
        var (name, token) = (request.NameOf(subscriptions.TopicOf(row)), TopicToken.Format(row.Topic));
        return isMuted ? ChatButton.Say(request.Texts.Settings.UnmuteButton(name), $"mute -{token}")
            : ChatButton.Say(request.Texts.UnfollowButton(name), $"unfollow {token}");
    }
}
