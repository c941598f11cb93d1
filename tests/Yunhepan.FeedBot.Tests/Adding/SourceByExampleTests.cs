using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A pasted address becomes a source in a conversation through the web chat's own API.</summary>
public sealed class SourceByExampleTests(TestDatabases databases)
{
    private static readonly string[] Titles = ["城北路段今晚停水检修", "图书馆周末延长开放", "老街改造方案开始公示"];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_pasted_page_is_shown_with_its_newest_entries_followed_with_one_tap_and_its_next_article_arrives(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AddingRig.StartAsync(database.Location);
        var url = rig.MapList("/news/", "运河镇新闻", Titles);
        var person = await rig.PersonAsync();

        var card = await person.SayAsync(url, "找到了");
        Assert.Contains("列表网页", card.Text, StringComparison.Ordinal);
        Assert.All(Titles, title => Assert.Contains(title, card.Text, StringComparison.Ordinal));
        // The first answer was replaced, so nothing is "being looked at" any more.
        Assert.DoesNotContain(person.Shown, e => e.Text.Contains("正在看", StringComparison.Ordinal));
        await person.PressAsync(card, "关注", "已关注“运河镇新闻”");
        await rig.PollAsync();
        rig.MapList("/news/", "运河镇新闻", ["水利局公布汛期值班电话", .. Titles]);
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return await rig.InAsync<AlertsDb, bool>(db => db.Receipts.AnyAsync(r => r.Outcome == DeliveryOutcome.Sent, AddingRig.Cancel));
        });

        var alert = await person.SeeAsync("水利局公布汛期值班电话");
        Assert.Equal(1, person.Shown.Count(e => e.Json.Contains("\"kind\":\"alert\"", StringComparison.Ordinal)));
        Assert.Contains("运河镇新闻", alert.Json, StringComparison.Ordinal);
        var listed = await person.SayAsync("/sources", "您添加的来源");
        Assert.Contains("最近新文章", listed.Text, StringComparison.Ordinal);
        Assert.Contains("图书馆周末延长开放", (await person.SayAsync("/latest 运河镇新闻", "图书馆")).Text, StringComparison.Ordinal);
        Assert.Contains("记者今天", (await person.PressAsync(alert, "全文", "记者今天")).Text, StringComparison.Ordinal);
        Assert.Contains("水利局公布汛期值班电话", await PrivateFeedAsync(rig, person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_several_feeds_offers_each_and_the_chosen_one_is_followed()
    {
        await using var rig = await AddingRig.StartAsync();
        rig.MapFeed("/sport.xml", "体育", "健身步道年底贯通");
        rig.MapFeed("/culture.xml", "文化", "皮影戏周末开演");
        var page = rig.Origin.Map("/about", Answers.Text($"""
            <html><head><title>频道</title><link rel="alternate" type="application/rss+xml" title="体育" href="/sport.xml">
            <link rel="alternate" type="application/rss+xml" title="文化" href="/culture.xml"></head><body><h1>关于我们</h1>
            <p>这里是频道的介绍，说明我们是谁，做什么，怎样联系。</p></body></html>
            """));
        var person = await rig.PersonAsync();

        var card = await person.SayAsync($"看看这个 {page}。", "找到了");
        Assert.Contains("同一个网站还有", card.Text, StringComparison.Ordinal);
        var other = card.Text.Contains("“体育”", StringComparison.Ordinal) ? ("文化", "皮影戏周末开演") : ("体育", "健身步道年底贯通");
        var second = await person.PressAsync(card, other.Item1, other.Item2);
        await person.PressAsync(second, "关注", $"已关注“{other.Item1}”");

        var added = Assert.Single(await InUseAsync(rig));
        Assert.EndsWith(other.Item1 == "文化" ? "/culture.xml" : "/sport.xml", added.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("进汇总", SubscriptionMode.Digest)]
    [InlineData("关注", SubscriptionMode.Instant)]
    public async Task It_can_come_at_once_or_in_the_digest(string button, SubscriptionMode mode)
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();

        await person.PressAsync(await person.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了"), button, "已关注");

        Assert.Equal(mode, (await SubscriptionsAsync(rig, person)).Single().Mode);
    }

    [Fact]
    public async Task Only_articles_with_the_words_that_are_written_after_the_number_arrive_and_unclear_words_are_asked_about()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var card = await person.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了");
        var hint = await person.PressAsync(card, "只要含", "/add ");
        var command = hint.Text[hint.Text.IndexOf("/add ", StringComparison.Ordinal)..];

        await person.SayAsync(command.Replace('+', '*'), "把词写在编号后面");
        Assert.Empty(await SubscriptionsAsync(rig, person));
        await person.SayAsync(command, "已关注");

        var filter = await rig.InAsync<AlertsDb, WordFilter>(db => db.Filters.SingleAsync(AddingRig.Cancel));
        Assert.Equal("停水", Assert.Single(filter.Include));
        Assert.Equal("广告", Assert.Single(filter.Exclude));
    }

    [Theory]
    [InlineData("/rss")]
    [InlineData("/rss/")]
    [InlineData("/rss#top")]
    [InlineData("/moved")]
    [InlineData("/page")]
    public async Task A_twin_of_a_known_source_is_simply_followed(string path)
    {
        await using var rig = await AddingRig.StartAsync();
        rig.MapFeed("/rss", "镇上的事", "渡口恢复通航", "早市提前开门");
        rig.MapFeed("/rss/", "镇上的事", "渡口恢复通航", "早市提前开门");
        rig.Origin.Map("/moved", Answers.Redirect("/rss", 301));
        rig.Origin.Map("/page", Answers.Text("<html><head><title>镇</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss\"></head><body><h1>关于</h1><p>介绍文字。</p></body></html>"));
        var first = await rig.PersonAsync();
        await first.PressAsync(await first.SayAsync(rig.Origin.Url("/rss"), "找到了"), "关注", "已关注");
        var second = await rig.PersonAsync();

        await second.SayAsync(rig.Origin.Url(path), "已关注");

        var added = Assert.Single(await InUseAsync(rig));
        Assert.Equal(added.SourceId, (await SubscriptionsAsync(rig, second)).Single().TopicId);
        Assert.Equal(1, await rig.InAsync<AlertsDb, int>(db => db.AddedSources.CountAsync(AddingRig.Cancel)));
    }

    [Fact]
    public async Task A_source_of_feeds_json_is_followed_under_its_own_name()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();

        await person.SayAsync("http://127.0.0.1:9/feed", "这里已有这个来源");

        Assert.Equal("portal", (await SubscriptionsAsync(rig, person)).Single().TopicId);
    }

    [Fact]
    public async Task A_source_is_polled_only_while_somebody_follows_it_and_can_be_restored_and_renamed()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await person.PressAsync(await person.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了"), "关注", "已关注");
        var number = (await InUseAsync(rig)).Single().Id;
        await person.SayAsync($"/sources {number} 我的小镇", "已改名");
        await rig.PollAsync();
        var polls = rig.Origin.RequestsTo("/rss").Count;

        var list = await person.SayAsync("/sources", "我的小镇");
        var removed = await person.PressAsync(list, "我的小镇", "已移除");
        Assert.False(IsPolled(rig));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.PollAsync()));
        Assert.Equal(polls, rig.Origin.RequestsTo("/rss").Count);
        await person.PressAsync(removed, "恢复", "已关注");
        await rig.Host.Services.GetRequiredService<AddedSourceCatalogue>().RefreshAsync(AddingRig.Cancel);

        Assert.True(IsPolled(rig));
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return rig.Origin.RequestsTo("/rss").Count > polls;
        });
    }

    [Theory]
    [InlineData("/none", "没有网页")]
    [InlineData("/article", "这是一篇文章")]
    [InlineData("/empty", "不是文章列表")]
    [InlineData("/closed", "不让程序读")]
    [InlineData("/huge", "太大")]
    [InlineData("/broken", "没能打开")]
    public async Task A_page_that_is_no_source_is_told_with_its_reason(string path, string reason)
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Fetching:MaxBodyBytes", "200000")]);
        rig.MapList("/", "首页", Titles);
        rig.Origin.Map("/article", Answers.Redirect("/3.html"));
        rig.Origin.Map("/empty", Answers.Text("<html><head><title>空</title></head><body></body></html>"));
        rig.Origin.Map("/robots.txt", Answers.Text("User-agent: *\nDisallow: /closed\n", "text/plain"));
        rig.MapList("/closed", "不开放", Titles);
        rig.Origin.Map("/huge", Answers.Endless());
        rig.Origin.Map("/broken", Answers.Status(500));
        var person = await rig.PersonAsync();

        await person.SayAsync(rig.Origin.Url(path), reason);

        Assert.Equal(0, await rig.InAsync<AlertsDb, int>(db => db.AddedSources.CountAsync(AddingRig.Cancel)));
    }

    [Fact]
    public async Task A_slow_site_does_not_keep_the_person_waiting_and_others_are_answered_meanwhile()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:LookWithin", "00:00:03")]);
        rig.Origin.Map("/slow", Answers.Silence());
        var person = await rig.PersonAsync();

        await person.SayAsync(rig.Origin.Url("/slow"), "正在看这个网址");
        await person.SayAsync("/help", "/follow");
        await person.SeeAsync("时限内");
    }

    private static bool IsPolled(AddingRig rig) =>
        rig.Host.Services.GetRequiredService<CurrentCatalogue>().Catalogue.Sources.Single(s => s.IsUnlisted).Enabled;

    private static Task<IReadOnlyList<AddedSource>> InUseAsync(AddingRig rig) =>
        rig.InAsync<AddedSourceReview, IReadOnlyList<AddedSource>>(review => review.InUseAsync(AddingRig.Cancel));

    private static Task<List<Subscription>> SubscriptionsAsync(AddingRig rig, Person person) => rig.InAsync<AlertsDb, List<Subscription>>(
        db => db.Subscriptions.AsNoTracking().Where(s => db.Subscribers.Any(c => c.Id == s.SubscriberId && c.ChatId == person.ChatId)).ToListAsync(AddingRig.Cancel));

    private static async Task<string> PrivateFeedAsync(AddingRig rig, Person person)
    {
        var feed = await person.SayAsync("/feed", "/feeds/my/");
        var path = feed.Text.Split('\n').First(line => line.EndsWith(".json", StringComparison.Ordinal))["https://feeds.example".Length..];
        return await PublicSurface.GetAsync(rig, path);
    }
}
