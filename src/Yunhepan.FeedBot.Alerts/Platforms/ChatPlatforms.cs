using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>The accounts that alerts go through.</summary>
internal sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms, CurrentCatalogue catalogue)
{
    public IReadOnlyList<IChatPlatform> All { get; } = [.. platforms];

    /// <summary>Returns those by which anybody is reached: one that serves targets counts only while feeds.json states some.</summary>
    public IEnumerable<IChatPlatform> InUse => All.Where(IsInUse);

    /// <summary>Returns true when anybody is reached by the account, as feeds.json is now.</summary>
    public bool IsInUse(IChatPlatform platform) => platform.Capabilities.Serves is null || TargetsOf(platform).Any();

    /// <summary>feeds.json as it is now.</summary>
    public SourceCatalogue Catalogue => catalogue.Catalogue;

    /// <summary>Returns the targets that a platform serves.</summary>
    public IEnumerable<Target> TargetsOf(IChatPlatform platform) =>
        catalogue.Catalogue.Targets.Where(t => t.Kind == platform.Capabilities.Serves);
}
