using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Pages say who speaks, and how fresh it is, and no stranger can say so in their place.</summary>
public sealed class FreshnessTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 20, 0, 5, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("zh", "发布：2026-11-20 08:01", "本站看到：2026-11-20 08:04", "提醒发出：2026-11-20 08:05")]
    [InlineData("en", "Published: 2026-11-20 08:01", "Seen here: 2026-11-20 08:04", "Alert sent: 2026-11-20 08:05")]
    public async Task An_article_says_when_it_was_published_seen_and_sent(string language, params string[] said)
    {
        await using var app = await PublishingApp.StartAsync(
            services: s => s.AddScoped<FirstSendOf>(_ => (id, _) => Task.FromResult<DateTimeOffset?>(id == 1 ? Sent : null)));
        var (told, untold) = (Sample.Article(1), Sample.Article(2));
        await app.StoreAsync(told, untold);

        var (page, _) = await PageDataTests.ReadAsync(app, $"/article/{told.PublicId}?lang={language}");
        var (other, _) = await PageDataTests.ReadAsync(app, $"/article/{untold.PublicId}?lang={language}");

        var facts = string.Join(" ", page.QuerySelectorAll("article .facts").Select(f => f.TextContent));
        foreach (var each in said)
            Assert.Contains(each, facts, StringComparison.Ordinal);
        Assert.DoesNotContain(said[2][..4], string.Join(" ", other.QuerySelectorAll("article .facts").Select(f => f.TextContent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_no_source_states_is_shown_as_when_it_was_seen()
    {
        await using var app = await PublishingApp.StartAsync();
        var (undated, future) = (Sample.Article(1), Sample.Article(2));
        undated.PublishedAt = null;
        future.PublishedAt = future.FirstSeenAt.AddYears(1);
        await app.StoreAsync(undated, future);

        var (page, _) = await PageDataTests.ReadAsync(app, "/?lang=zh");

        Assert.Equal(
            ["本站看到：2026-11-20 08:05", "本站看到：2026-11-20 08:04"],
            page.QuerySelectorAll("ol.articles .facts").Select(f => f.QuerySelector("span:has(time)")!.TextContent).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task Only_a_publisher_whom_the_operator_verified_has_the_badge_wherever_it_is_named()
    {
        await using var app = await PublishingApp.StartAsync();
        var tree = app.Taxonomy;
        app.Taxonomy = new TopicTree(tree.Site,
        [
            .. tree.Nodes.Where(n => n.Kind != TopicKind.Publisher && n.Kind != TopicKind.Source),
            Sample.Node(TopicKind.Publisher, "jn-police", "济宁公安", "Jining police") with { IsVerified = true },
            Sample.Node(TopicKind.Publisher, "jn-police/rc", "任城分局", "Rencheng", "jn-police") with { IsVerified = true },
            Sample.Node(TopicKind.Publisher, "fake", "济宁公安✓ ✔️", "Jining police ✅"),
            Sample.Node(TopicKind.Source, "jnnews.tv", "济宁公安 ☑", "☑ Jining"),
        ]);
        var article = Sample.Article(1);
        (article.OriginName, article.Authors, article.PublisherId) = ("济宁公安 ✓🗸", ["警员✅"], "fake");
        await app.StoreAsync(article);

        foreach (var (path, badges) in ((string, int)[])[("/publisher/jn-police?lang=zh", 3), ("/publisher/fake?lang=zh", 0), ("/?lang=zh", 2), ($"/article/{article.PublicId}?lang=zh", 0), ("/source/jnnews.tv?lang=en", 0)])
        {
            var (page, _) = await PageDataTests.ReadAsync(app, path);
            Assert.Equal(badges, page.QuerySelectorAll(".verified").Length);
            Assert.Equal(badges, page.Body!.TextContent.Count(c => "✓✔☑✅".Contains(c, StringComparison.Ordinal)));
            Assert.DoesNotContain("🗸", page.Body.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/region/jining", "任城区")]
    [InlineData("/region/jining/rencheng", "济宁")]
    [InlineData("/category/alerts", "寻人")]
    public async Task A_topic_shows_its_place_in_its_tree_and_can_be_followed_at_once(string path, string relative)
    {
        await using var app = await PublishingApp.StartAsync(o => o.TelegramBotUrl = "https://t.me/some_bot");

        var (page, _) = await PageDataTests.ReadAsync(app, path + "?lang=zh");

        Assert.Contains(relative, page.QuerySelector("nav[aria-labelledby=tree]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["在网页聊天里关注", "在 Telegram 里关注"], page.QuerySelectorAll(".hero .actions a").Take(2).Select(a => a.TextContent));
    }
}
