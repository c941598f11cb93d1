using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Handles a tap on a topic of the board: follows or unfollows it. For buttons only, so no menu shows it.</summary>
/// <remarks>
/// The button states which of the two it does: after a crash Telegram delivers a tap again, and a tap that merely toggled would
/// then undo itself.
/// </remarks>
internal sealed class ToggleAction(Topics topics, Subscriptions subscriptions, ChatUndo undo, TopicBoard board) : IChatCommand
{
    private const string On = " on";
    private const string Off = " off";

    public string Name => "toggle";

    public IReadOnlyList<string> Aliases => [];

    public bool IsListed => false;

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.FollowDescription;

    /// <summary>Returns the action of a topic's button.</summary>
    public static string For(Topic topic, bool isFollowed) => $"toggle {TopicToken.Format(topic.Key)}{(isFollowed ? Off : On)}";

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.FollowWhat, await board.RootsAsync(request, TopicKind.Category, 0, cancellationToken));
        var (token, follows) = Read(request.Argument);
        if (TopicToken.Find(token, topics.WithUnlisted) is not { } topic)
            return CommandReply.Flash(texts.TopicGone);
        var name = request.NameOf(topic);
        if (follows != true && await undo.UnfollowAsync(request.Subscriber, topic.Key, cancellationToken) is not null)
            return await RedrawnAsync(request, topic, texts.Unfollowed(name), cancellationToken);
        if (await board.CoveredByAsync(request, topic, cancellationToken) is { } above)
            return CommandReply.Flash(texts.AlreadyCovered(name, request.NameOf(above)));
        if (follows == false)
            return await RedrawnAsync(request, topic, texts.Unfollowed(name), cancellationToken);
        return await subscriptions.FollowAsync(request.Subscriber, topic.Key, cancellationToken) switch
        {
            FollowResult.TooMany => CommandReply.Flash(texts.TooMany),
            FollowResult.UnknownTopic => CommandReply.Flash(texts.TopicGone),
            FollowResult.Followed or FollowResult.AlreadyFollowed =>
                await RedrawnAsync(request, topic, FollowCommand.Confirmation(request, topic), cancellationToken),
            var other => throw new UnreachableException($"following without options gave {other}"),
        };
    }

    /// <returns>Null toggles the current state, which is the meaning of buttons without a sign.</returns>
    private static (string Token, bool? Follows) Read(string argument) => argument switch
    {
        _ when argument.EndsWith(On, StringComparison.Ordinal) => (argument[..^On.Length], true),
        _ when argument.EndsWith(Off, StringComparison.Ordinal) => (argument[..^Off.Length], false),
        _ => (argument, null),
    };

    private async Task<CommandReply> RedrawnAsync(
        CommandRequest request, Topic topic, string notice, CancellationToken cancellationToken) => new()
    {
        Keyboard = await board.AroundAsync(request, topic, cancellationToken),
        Place = ReplyPlace.ReplacesKeyboard,
        Notice = notice,
    };
}
