using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Builds buttons for the topics that a chat follows; each ends one subscription.</summary>
internal static class FollowedKeyboard
{
    public const int PerPage = 10;

    public static ChatKeyboard For(CommandRequest request, IReadOnlyList<Topic> followed, int page)
    {
        var last = Math.Max(0, (followed.Count - 1) / PerPage);
        page = Math.Clamp(page, 0, last);
        var keyboard = ChatKeyboard.Grid(
            followed.Skip(page * PerPage).Take(PerPage)
                .Select(topic => ChatButton.Say($"✕ {request.NameOf(topic)}", $"list -{TopicToken.Format(topic.Key)}")),
            2);
        return keyboard.Then(Turns(page, last)).Then(
            followed.Count > 1 ? [ChatButton.Say(request.Texts.UnfollowAll(followed.Count), "unfollow all")] : []);
    }

    private static IEnumerable<ChatButton> Turns(int page, int last)
    {
        if (page > 0)
            yield return ChatButton.Say($"‹ {page}/{last + 1}", string.Create(CultureInfo.InvariantCulture, $"list {page - 1}"));
        if (page < last)
            yield return ChatButton.Say($"{page + 2}/{last + 1} ›", string.Create(CultureInfo.InvariantCulture, $"list {page + 1}"));
    }
}
