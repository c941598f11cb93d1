using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>The accounts through which alerts are sent.</summary>
internal sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms, CurrentCatalogue catalogue)
{
    public IReadOnlyList<IChatPlatform> All { get; } = [.. platforms];

    /// <summary>The platforms in use: one that serves targets counts only if feeds.json has targets for it.</summary>
    public IEnumerable<IChatPlatform> InUse => All.Where(IsInUse);

    /// <summary>Returns true if the account reaches anybody, by the current feeds.json.</summary>
    public bool IsInUse(IChatPlatform platform) => platform.Capabilities.Serves is null || TargetsOf(platform).Any();

    /// <summary>The current feeds.json.</summary>
    public SourceCatalogue Catalogue => catalogue.Catalogue;

    /// <summary>Returns the operator's own limit for a target, in messages a minute; null for none.</summary>
    public int? PerMinute(IChatPlatform platform, string chatId) => platform.Capabilities.Serves is null ? null
        : TargetsOf(platform).FirstOrDefault(t => t.Id == chatId)?.MessagesPerMinute;

    /// <summary>Returns the targets that a platform serves.</summary>
    public IEnumerable<Target> TargetsOf(IChatPlatform platform) =>
        catalogue.Catalogue.Targets.Where(t => t.Kind == platform.Capabilities.Serves);
}
