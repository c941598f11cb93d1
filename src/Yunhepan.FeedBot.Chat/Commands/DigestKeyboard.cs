using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>The buttons that put topics into the digest and choose its hour and days.</summary>
internal static class DigestKeyboard
{
    private const int MaxTopics = 24;

    private static readonly int[] Hours = [7, 8, 12, 18, 20, 21];

    public static ChatKeyboard Create(CommandRequest request, List<Subscription> followed, Func<Subscription, Topic> topicOf)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var isOn = followed.Exists(row => row.Mode == SubscriptionMode.Digest);
        TimeOnly? hour = isOn ? chat.DigestAt ?? ChatSettings.UsualDigestHour : null;
        var day = chat.DigestOn ?? DayOfWeek.Monday;
        var keyboard = ChatKeyboard.Grid(
            followed.Take(MaxTopics).Select(row =>
            {
                var isIn = row.Mode == SubscriptionMode.Digest;
                return ChatButton.Say(
                    $"{(isIn ? "📋" : "⚡")} {request.NameOf(topicOf(row))}",
                    $"digest {(isIn ? '-' : '+')}{TopicToken.Format(row.Topic)}");
            }),
            2);
        keyboard = keyboard.Then(ChatButton.Say(texts.AllDigest, "digest all"), ChatButton.Say(texts.AllInstant, "digest off"));
        // Three buttons in a row, because five are too narrow for a phone.
        foreach (var row in Hours.Select(each => new TimeOnly(each, 0)).Chunk(3))
            keyboard = keyboard.Then(
                row.Select(time =>
                    ChatButton.Say((time == hour ? "✓ " : "") + ClockWords.Format(time), $"digest {ClockWords.Format(time)}")));
        return keyboard.Then(
            ChatButton.Say((isOn && chat.DigestOn is null ? "✓ " : "") + texts.DailyButton, "digest daily"),
            ChatButton.Say(
                (isOn && chat.DigestOn is not null ? "✓ " : "") + texts.WeeklyButton(day), $"digest {day.ToString().ToLowerInvariant()}"));
    }
}
