using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds the followed topic with whose name, or whose button, an argument begins.</summary>
internal static class FollowedName
{
    // A followed word has at most 64 characters, spaces included, so that it has no more words than this.
    private const int MostWords = 32;

    /// <returns>The subscription, null if the words begin with none; and the other words.</returns>
    public static (Subscription? Row, IReadOnlyList<string> Others) Find(
        IReadOnlyList<string> words, IReadOnlyList<Subscription> rows, Func<Subscription, Topic> topicOf)
    {
        if (words.Count > 0 && rows.FirstOrDefault(row => TopicToken.Format(row.Topic) == words[0]) is { } pressed)
            return (pressed, [.. words.Skip(1)]);
        // The longest name wins: 健康 码 is not 健康.
        var topics = rows.Select(topicOf).ToList();
        for (var count = Math.Min(words.Count, MostWords); count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count)).Trim('“', '”', '"', '「', '」');
            // Folding a long text is dear, so it is done once for all topics.
            var word = WordTopic.Parse(name);
            if (topics.FindIndex(topic => topic.Key == word || TopicSearch.IsName(topic, name)) is >= 0 and var at)
                return (rows[at], [.. words.Skip(count)]);
        }

        return (null, words);
    }

    /// <summary>Says that a topic is not followed, with the button that follows it.</summary>
    public static CommandReply NotFollowed(CommandRequest request, Topic topic)
    {
        var (texts, name) = (request.Texts, request.NameOf(topic));
        return CommandReply.Say(texts.WasNotFollowed(name), ChatKeyboard.Row(
            ChatButton.Say(texts.FollowButton(name), $"follow {TopicToken.Format(topic.Key)}")));
    }

    /// <summary>Returns the argument after its first words, with its line breaks.</summary>
    public static string After(string argument, IReadOnlyList<string> words, int count)
    {
        var at = 0;
        foreach (var word in words.Take(count))
            at = argument.IndexOf(word, at, StringComparison.Ordinal) + word.Length;
        return argument[at..].Trim();
    }
}
