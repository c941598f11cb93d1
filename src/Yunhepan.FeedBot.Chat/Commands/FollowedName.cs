using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds the followed topic with whose name, or whose button, an argument begins.</summary>
internal static class FollowedName
{
    /// <returns>The subscription, null if the words begin with none; and the other words.</returns>
    public static (Subscription? Row, IReadOnlyList<string> Others) Find(
        IReadOnlyList<string> words, IReadOnlyList<Subscription> rows, Func<Subscription, Topic> topicOf)
    {
        if (words.Count > 0 && rows.FirstOrDefault(row => TopicToken.Format(row.Topic) == words[0]) is { } pressed)
            return (pressed, [.. words.Skip(1)]);
        // The longest name wins: 健康 码 is not 健康.
        for (var count = words.Count; count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count)).Trim('“', '”', '"', '「', '」');
            if (rows.FirstOrDefault(row => IsNamed(row, name, topicOf)) is { } named)
                return (named, [.. words.Skip(count)]);
        }

        return (null, words);
    }

    /// <summary>Returns the argument after its first words, with its line breaks.</summary>
    public static string After(string argument, IReadOnlyList<string> words, int count)
    {
        var at = 0;
        foreach (var word in words.Take(count))
            at = argument.IndexOf(word, at, StringComparison.Ordinal) + word.Length;
        return argument[at..].Trim();
    }

    private static bool IsNamed(Subscription row, string name, Func<Subscription, Topic> topicOf) =>
        TopicSearch.IsName(topicOf(row), name) || WordTopic.Parse(name) == row.Topic;
}
