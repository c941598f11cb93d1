using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A small sample of categories, sources and articles.</summary>
internal static class Sample
{
    public static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");

    public static TopicTree Taxonomy(string? baseUrl = null, string language = "zh-CN") => new(
        new Site { Title = LocalisedName.Same("云和畔资讯"), BaseUrl = baseUrl, Language = language, TimeZone = China },
        [
            Node(TopicKind.Category, "news", "新闻", "News"),
            Node(TopicKind.Category, "health", "健康", "Health"),
            Node(TopicKind.Category, "alerts", "警示", "Alerts"),
            Node(TopicKind.Category, "alerts/missing", "寻人", "Missing people", "alerts", Priority.Urgent),
            Node(TopicKind.Publisher, "jn-police", "济宁公安", "Jining police") with { IsVerified = true },
            Node(TopicKind.Region, "jining", "济宁", "Jining"),
            Node(TopicKind.Region, "jining/rencheng", "任城区", "Rencheng", "jining"),
            Node(TopicKind.Source, "jnnews.tv", "济宁新闻网", "Jining News") with { Url = "http://www.portal.example/news/", CategoryId = "news" },
        ]);

    public static Article Article(int number, string category = "news", string? title = null)
    {
        var at = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(8)).AddMinutes(number);
        var identity = $"url:portal.example/{number}";
        return new Article
        {
            PublicId = ArticleIdentity.PublicId("jnnews.tv", identity),
            SourceId = "jnnews.tv",
            Identity = identity,
            Url = $"http://www.portal.example/2026/11/{number}.html",
            Title = title ?? $"第{number}号消息：运河岸边新添步道",
            ContentHtml = $"<p>记者从市里了解到，第{number}段步道已经开放。</p>",
            ContentText = $"记者从市里了解到，第{number}段步道已经开放。",
            PublishedAt = at,
            PublishedOffsetMinutes = 480,
            PublishedHasTime = true,
            FirstSeenAt = at.AddMinutes(3),
            SortAt = at,
            OriginName = "运河晚报",
            ContentHash = identity,
            Categories = [new ArticleCategory { CategoryId = category, Reason = "source" }],
        };
    }

    /// <summary>A feed of the whole with these articles, as the service at feeds.example would give it.</summary>
    public static FeedDocument Document(FeedFormat format, params Article[] articles) => Document(format, articles, []);

    /// <param name="alsoAt">The other members of the only story there is.</param>
    public static FeedDocument Document(FeedFormat format, Article[] articles, StoryMember[] alsoAt)
    {
        const string BaseUrl = "https://feeds.example";
        var tree = Taxonomy(BaseUrl);
        return new FeedDocument
        {
            Id = FeedTopic.All.PublicId,
            Title = tree.Site.Title.Zh,
            Description = "测试用的订阅源",
            Language = tree.Site.Language,
            BaseUrl = BaseUrl,
            SelfUrl = BaseUrl + FeedTopic.All.FeedPath(format),
            HomeUrl = BaseUrl + "/",
            SiteTitle = tree.Site.Title.Zh,
            ChangedAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)),
            Items = [.. articles.Select(a => FeedItemBuilder.Build(a, tree, BaseUrl, alsoAt: alsoAt))],
        };
    }

    public static TopicNode Node(
        TopicKind kind, string id, string zh, string en, string? parent = null, Priority priority = Priority.Normal) =>
        new() { Kind = kind, Id = id, Name = new LocalisedName(zh, en), ParentId = parent, Priority = priority };
}
