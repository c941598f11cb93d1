using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds the topics that a person means by a name.</summary>
internal static class TopicSearch
{
    public const int MaxChoices = 8;

    /// <summary>Returns one topic if the words are a token or exactly its name; otherwise the best few.</summary>
    public static IReadOnlyList<Topic> Matching(this Topics topics, string words)
    {
        if (TopicToken.Find(words, topics.WithUnlisted) is { } topic)
            return [topic];
        var found = topics.Search(words);
        return found.FirstOrDefault(each => IsName(each, words)) is { } exact ? [exact] : [.. found.Take(MaxChoices)];
    }

    /// <summary>
    /// Returns the words of the input that the name of the found topic does not explain, because acting on the rest alone would ignore
    /// them silently.
    /// </summary>
    public static IReadOnlyList<string> Unexplained(this Topics topics, Topic topic, string words) =>
        TopicToken.LooksLikeOne(words) || IsName(topic, words) ? []
            : [.. Topics.Beyond(topic, words)
                .Concat(Words.Split(words).Where(word => FollowOptions.SpeaksOfOne(
                    topic.Name.All.Aggregate(word, (rest, name) => Without(name, rest)))))
                .Distinct()];

    private static string Without(string name, string word) =>
        name.Length == 0 ? word : Words.Plain(word).Replace(Words.Plain(name), "", StringComparison.Ordinal);

    /// <summary>Returns whether the words are exactly the name of a topic, in simplified or traditional characters.</summary>
    public static bool IsName(this Topics topics, string words) => topics.Search(words).Any(topic => IsName(topic, words));

    public static bool IsName(Topic topic, string words) =>
        topic.Name.All.Any(name => Same(name, words)) || Same(topic.Key.Id, words);

    private static bool Same(string name, string words) => Words.Plain(name) == Words.Plain(words.Trim());
}
