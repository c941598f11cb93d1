using Yunhepan.FeedBot.Alerts.Matching;

namespace Yunhepan.FeedBot.Alerts;

public enum TopicKind
{
    Category,
    Source,
    Publisher,
    Region,

    /// <summary>A word or phrase in title or text; its id is the word as <see cref="TopicKey.Word"/> folds it.</summary>
    Word,
}

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
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Priority">Of a category.</param>
public sealed record Topic(TopicKey Key, string? ParentId, string NameZh, string NameEn, AlertPriority Priority)
{
    public string NameFor(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? NameZh : NameEn;
}
