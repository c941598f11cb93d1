using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Anything one can follow; following a node of a tree follows all below it.</summary>
public readonly record struct TopicKey(TopicKind Kind, string Id);

/// <summary>A topic as an alert stores it.</summary>
internal static class AlertTopic
{
    public static string Format(TopicKey topic) => $"{topic.Kind}:{topic.Id}";

    public static TopicKey Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new TopicKey(Enum.Parse<TopicKind>(text.AsSpan(0, colon)), text[(colon + 1)..]);
    }
}
