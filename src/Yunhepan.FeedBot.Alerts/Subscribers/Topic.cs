using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Key">What a subscription stores.</param>
/// <param name="ParentId">Above it in its tree.</param>
/// <param name="Priority">Of a category.</param>
public sealed record Topic(TopicKey Key, string? ParentId, LocalisedName Name, Priority Priority);
