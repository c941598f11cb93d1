using Yunhepan.FeedBot.SamplePortal.Content;
using Yunhepan.FeedBot.SamplePortal.Pages;


namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>The feeds.json of the demo: its categories and one source for each channel of the sample portal.</summary>
public static class DemoCatalogue
{
    /// <summary>
    /// Writes the catalogue for a portal at this address, replacing the file. Without a public address there are no private feeds.
    /// </summary>
    public static void WriteFeedsJson(Uri portal, string path, string? baseUrl = null) => File.WriteAllText(path, Render(portal, baseUrl));

    private static string Render(Uri portal, string? baseUrl) =>
        $$"""
        {
          "site": {
            "title": { "zh": "运河畔 FeedBot 演示", "en": "Yunhepan FeedBot demo" },
            {{(baseUrl is null ? "" : $"\"baseUrl\": \"{baseUrl}\",")}}
            "language": "zh-CN",
            "timeZone": "Asia/Shanghai"
          },
          "categories": [
            { "id": "alerts", "name": { "zh": "平安播报", "en": "Alerts" }, "match": { "path": ["/alerts/"] } },
            { "id": "alerts/missing", "name": { "zh": "寻人", "en": "Missing people" }, "priority": "urgent",
              "match": { "title": ["寻人", "走失", "寻找"], "path": ["/alerts/"] } },
            { "id": "alerts/wanted", "name": { "zh": "通缉", "en": "Wanted" }, "priority": "urgent",
              "match": { "title": ["通缉", "协查", "在逃"], "path": ["/alerts/"] } },
            { "id": "alerts/warning", "name": { "zh": "预警", "en": "Warnings" }, "priority": "urgent",
              "match": { "title": ["预警"], "path": ["/alerts/"] } },
            { "id": "news", "name": { "zh": "新闻", "en": "News" }, "match": { "path": ["/news/"] } },
            { "id": "education", "name": { "zh": "教育", "en": "Education" }, "match": { "path": ["/education/"] } },
            { "id": "health", "name": { "zh": "健康", "en": "Health" }, "match": { "path": ["/health/"] } },
            { "id": "food", "name": { "zh": "美食", "en": "Food" }, "priority": "low", "match": { "path": ["/food/"] } },
            { "id": "hot", "name": { "zh": "全网热点", "en": "Trending" }, "priority": "low", "match": { "path": ["/hot/"] } }
          ],
          "sources": [
        {{string.Join(",\n", PortalChannel.All.Select(channel => Source(portal, channel)))}}
          ]
        }

        """;

    private static string Source(Uri portal, PortalChannel channel) =>
        $$"""
            { "id": "demo-{{channel.Id}}", "url": "{{new Uri(portal, channel.Path)}}", "category": "{{channel.Id}}", "every": "3s",
              "name": { "zh": "{{PortalFrame.SiteName}} · {{channel.Name}}", "en": "Canal portal: {{channel.Id}}" } }
        """;
}
