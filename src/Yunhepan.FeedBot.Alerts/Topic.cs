using Yunhepan.FeedBot.Alerts.Matching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>Anything one can follow; following a node of a tree follows all below it.</summary>
public readonly record struct TopicKey(TopicKind Kind, string Id)
{
    /// <summary>In folded characters.</summary>
    public const int MaxWordLength = 64;

    /// <summary>The topic of a word or phrase, whatever its case, width and kind of Chinese; null when it is empty or too long.</summary>
    public static TopicKey? Word(string text)
    {
        var folded = FoldedText.Of(text);
        return folded.Length is > 0 and <= MaxWordLength && folded.Any(char.IsLetterOrDigit) ? new TopicKey(TopicKind.Word, folded) : null;
    }
}

/// <param name="Key">What a subscription stores.</param>
/// <param name="ParentId">Above it in its tree.</param>
/// <param name="Priority">Of a category.</param>
public sealed record Topic(TopicKey Key, string? ParentId, LocalisedName Name, Priority Priority);
