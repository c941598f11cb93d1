using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Builds buttons for the topics that a chat follows, page by page: to end one, or to choose one.</summary>
internal static class FollowedKeyboard
{
    public const int PerPage = 10;

    /// <summary>Each button ends one subscription.</summary>
    public static ChatKeyboard For(CommandRequest request, IReadOnlyList<Topic> followed, int page) =>
        ChatKeyboard.Page(
            followed, page, PerPage,
            topic => ChatButton.Say($"✕ {request.NameOf(topic)}", $"list -{TopicToken.Format(topic.Key)}"), "list")
            .Then(followed.Count > 1 ? [ChatButton.Say(request.Texts.UnfollowAll(followed.Count), "unfollow all")] : []);

    /// <summary>Asks which topic a command is about; each button is the command with one topic.</summary>
    /// <param name="followed">The topics, each with the sign before its name; empty for none.</param>
    /// <param name="argument">The words after <c>topics</c>: the number of the page.</param>
    public static CommandReply Ask(
        CommandRequest request, string question, string command, IReadOnlyList<(Topic Topic, string Sign)> followed, string argument)
    {
        var texts = request.Texts;
        if (followed.Count == 0)
            return CommandReply.Say(texts.ListEmpty, ChatKeyboard.Row(ChatButton.Say(texts.ShowTopics, "topics")));
        _ = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        return CommandReply.Say(question, ChatKeyboard.Page(
            followed, page, PerPage,
            each => ChatButton.Say(each.Sign + request.NameOf(each.Topic), $"{command} {TopicToken.Format(each.Topic.Key)}"),
            $"{command} topics")) with
        {
            Place = request.IsButton && request.Argument.Length > 0 ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }
}
