namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>A section of the sample portal; its id is the first part of the path of all its pages.</summary>
internal sealed record PortalChannel(string Id, string Name, PortalLayout Layout)
{
    /// <summary>All channels in the order of the navigation bar.</summary>
    public static IReadOnlyList<PortalChannel> All { get; } =
    [
        new("news", "新闻", PortalLayout.Tables),
        new("education", "教育", PortalLayout.Divs),
        new("health", "健康", PortalLayout.Divs),
        new("food", "美食", PortalLayout.Tables),
        new("hot", "全网热点", PortalLayout.Divs),
        new("alerts", "平安播报", PortalLayout.Tables),
    ];

    public string Path => $"/{Id}/";

    public static PortalChannel? Find(string id) => All.FirstOrDefault(channel => channel.Id == id);
}

/// <summary>The two ways of building a page, which portals of that time often mixed.</summary>
internal enum PortalLayout
{
    Tables,
    Divs,
}
