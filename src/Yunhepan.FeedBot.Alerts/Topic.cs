namespace Yunhepan.FeedBot.Alerts;

public enum TopicKind
{
    Category,
    Source,
    Publisher,
    Region,
}

/// <summary>Anything one can follow; following a node of a tree follows all below it.</summary>
public readonly record struct TopicKey(TopicKind Kind, string Id);

/// <param name="Key">What a subscription stores.</param>
/// <param name="ParentId">Above it in its tree.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Priority">Of a category.</param>
public sealed record Topic(TopicKey Key, string? ParentId, string NameZh, string NameEn, AlertPriority Priority)
{
    public string NameFor(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? NameZh : NameEn;
}
