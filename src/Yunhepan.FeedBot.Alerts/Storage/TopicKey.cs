using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Identifies a topic that can be followed; following a node of a tree includes its descendants.</summary>
public readonly record struct TopicKey(TopicKind Kind, string Id)
{
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>Stores a topic as text, <c>Kind:id</c>. Nothing else reads that form.</summary>
internal sealed class TopicKeyConverter() : ValueConverter<TopicKey, string>(topic => topic.ToString(), text => Parse(text))
{
    private static TopicKey Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new TopicKey(Enum.Parse<TopicKind>(text.AsSpan(0, colon)), text[(colon + 1)..]);
    }
}
