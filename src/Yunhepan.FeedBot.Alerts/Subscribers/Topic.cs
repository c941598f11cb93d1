using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Key">The key that a subscription stores.</param>
/// <param name="ParentId">The id of its parent in the tree.</param>
/// <param name="Priority">The priority of a category.</param>
public sealed record Topic(TopicKey Key, string? ParentId, LocalisedName Name, Priority Priority);
