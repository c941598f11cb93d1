using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Feeds whose guids and links do not distinguish their items lose nothing and repeat nothing.</summary>
public sealed class FeedIdentityTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How a feed may fail to name its items.</summary>
    public static TheoryData<string> Kinds => ["one link, no guid", "one guid and one link", "fragments alone", "empty guids and the home page", "queries that are folded", "short texts of one link", "one guid, no link"];

    private static Entry Item(string kind, int n)
    {
        var entry = new Entry($"第{n}号换热站检修进展", Text: Feeds.Long($"第{n}号换热站"), At: Noon.AddMinutes(n));
        return kind switch
        {
            "one link, no guid" => entry with { Link = "http://status.example/changelog" },
            "one guid and one link" => entry with { Link = "http://status.example/changelog", Guid = "status" },
            "fragments alone" => entry with { Link = $"http://status.example/history#incident-{n}" },
            "empty guids and the home page" => entry with { Link = Feeds.Home, Guid = "" },
            "queries that are folded" => entry with { Link = $"http://status.example/show.php?sid=a1b2c3d4e5f6{n}" },
            "short texts of one link" => entry with { Link = "http://status.example/changelog", Text = $"第{n}号站已修好。", At = null },
            _ => entry with { Guid = "status" },
        };
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_item_is_stored_and_later_ones_alert_once_whatever_remains_in_the_feed(string kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Microsoft.AspNetCore.Http.RequestDelegate Feed(params int[] numbers) => Feeds.Rss(numbers.Select(n => Item(kind, n)));
        rig.Origin.Map("/feed", Feed(5, 4, 3, 2, 1), Feed(6, 5, 4, 3, 2), Feed(6), Feed(7), Feed(8, 7, 6, 5, 4));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 5; poll++)
            await rig.PollAsync();

        var log = await rig.LogAsync();
        Assert.Equal(Enumerable.Range(1, 8).Select(n => (RevisionKind.New, $"第{n}号换热站检修进展")), log.Select(r => (r.Revision.Kind, r.Article.Title)));
        Assert.Equal([false, false, false, false, false, true, true, true], log.Select(r => r.Revision.Alerting));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Entries_of_a_list_that_are_places_on_one_page_are_each_an_article(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Microsoft.AspNetCore.Http.RequestDelegate List(params int[] numbers) => Answers.Text(
            "<html><head><meta charset=utf-8><title>公告_某门户</title></head><body><ul class=d1>"
            + string.Concat(numbers.Select(n => $"<li><span>2026-11-{n:00}</span><a href=\"/board.html#n{n}\">城区第{n:00}号换热站完成了冬季检修</a></li>")) + "</ul></body></html>");
        rig.Origin.Map("/news/", List(15, 14, 13, 12, 11), List(17, 16, 15, 14, 13, 12, 11));
        rig.Follow(rig.Source("/news/", kind: Yunhepan.FeedBot.Catalogue.SourceKind.List) with { Content = Yunhepan.FeedBot.Catalogue.SourceContent.Summary });

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(
            [(11, false), (12, false), (13, false), (14, false), (15, false), (16, true), (17, true)],
            (await rig.LogAsync()).Select(r => (int.Parse(r.Article.Title[3..5], System.Globalization.CultureInfo.InvariantCulture), r.Revision.Alerting)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_item_on_a_page_of_many_is_corrected_where_it_is(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var items = Enumerable.Range(1, 4).Reverse().Select(n => Item("one link, no guid", n)).ToList();
        var edited = items.ConvertAll(i => i.Title.Contains("第3号", StringComparison.Ordinal) ? i with { Text = i.Text.Replace("临时管制", "全线封闭", StringComparison.Ordinal) } : i);
        rig.Origin.Map("/feed", Feeds.Rss(items), Feeds.Rss(edited), Feeds.Rss(edited));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(4, (await rig.LatestAsync()).Count);
        var correction = Assert.Single(await rig.LogAsync(), r => r.Revision.Kind == RevisionKind.Corrected);
        Assert.Equal("第3号换热站检修进展", correction.Article.Title);
    }

    [Fact]
    public async Task The_same_title_again_at_another_time_on_a_page_of_many_is_another_item()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry Weather(int day) => new("每日天气", Feeds.Home, Text: Feeds.Long($"{day}日多云，最高气温{day}度"), At: Noon.AddDays(day - 23));
        rig.Origin.Map("/feed", Feeds.Rss(Weather(22), Weather(21)), Feeds.Rss(Weather(23), Weather(22)), Feeds.Rss(Weather(24)));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(4, (await rig.LatestAsync()).Count);
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Kind == RevisionKind.Corrected);
    }

    /// <summary>Notices with the same wording are repeated; two at the same time are one article.</summary>
    [Theory]
    [InlineData("#fault-1", "供热已恢复。", "#fault-2", "供热已恢复。", 5, 2)]
    [InlineData("#fault-1", "供热已恢复。", "#fault-2", "供热已恢复。", 0, 1)]
    [InlineData("", "多云。", "", "多云。最高气温十二度。", 24, 2)]
    [InlineData("", "多云。", "", "多云。最高气温十二度。", 0, 1)]
    [InlineData("", "停水一天，请储水。", "", "停水一天，请储水。另：明天也停水一天。", -24, 2)]
    public void One_title_with_like_words_on_one_page_is_another_item_at_another_time(
        string place, string text, string otherPlace, string otherText, int hoursLater, int items)
    {
        ArticleDraft Draft(string at, string said, DateTimeOffset when) =>
            new() { Title = "每日通报", Url = "https://status.example/log" + at, ContentText = said, PublishedAt = when, PublishedHasTime = true };

        var distinct = ArticleIdentity.Distinct([Draft(place, text, Noon), Draft(otherPlace, otherText, Noon.AddHours(hoursLater))]);

        Assert.Equal(items, distinct.Count);
        Assert.Equal(items, distinct.DistinctBy(ArticleIdentity.Derive).Count());
    }

    [Fact]
    public async Task Articles_stored_before_their_link_was_shared_keep_their_ids()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var first = Item("one link, no guid", 1);
        rig.Origin.Map("/feed", Feeds.Rss(first), Feeds.Rss(Item("one link, no guid", 2), first));
        rig.Follow(rig.Source("/feed"));
        await rig.PollAsync();
        var before = Assert.Single(await rig.LatestAsync());
        Assert.Equal(ArticleIdentity.PublicId("s", "url:status.example/changelog"), before.PublicId);

        await rig.PollAsync();

        var articles = await rig.LatestAsync();
        Assert.Equal(2, articles.Count);
        Assert.Contains(articles, a => a.PublicId == before.PublicId && a.Title == first.Title);
    }

    [Fact]
    public async Task A_page_of_many_is_not_read_as_the_page_of_one()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry Short(int n) => new($"第{n}号站恢复供热", rig.Origin.Url("/log"), Text: $"第{n}号站已修好。");
        rig.Origin.Map("/feed", Feeds.Rss(Short(2), Short(1)));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();

        Assert.Equal(["第1号站已修好。", "第2号站已修好。"], (await rig.LatestAsync()).Select(a => a.ContentText).Order());
        Assert.Empty(rig.Origin.RequestsTo("/log"));
    }

    [Fact]
    public async Task Pages_that_only_a_folded_parameter_tells_apart_are_read_each()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        foreach (var n in (int[])[1, 2, 3])
            rig.Origin.Map($"/show.php?sid=a1b2c3d4e5f6{n}", Answers.Text(new SmallPortal(rig.Origin).Page(n)));
        Entry Teaser(int n) => new(SmallPortal.Title(n), rig.Origin.Url($"/show.php?sid=a1b2c3d4e5f6{n}"), Text: "改造完成。");
        rig.Origin.Map("/feed", Feeds.Rss(Teaser(2), Teaser(1)), Feeds.Rss(Teaser(3), Teaser(2), Teaser(1)));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(Enumerable.Range(1, 3).Select(SmallPortal.Title), (await rig.LogAsync()).Select(r => r.Article.Title));
        Assert.All(await rig.LatestAsync(), a => Assert.Contains("古槐路", a.ContentText, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/news/8841.html", "/2026/11/8841-headline.html", true)]
    [InlineData("/three-missing-8841", "/five-missing-8841", true)]
    [InlineData("/old-slug", "/new-slug", true)]
    [InlineData("/news/8841.html", "/news/8842.html", false)]
    public async Task An_article_with_a_new_headline_and_address_stays_the_same_unless_its_number_differs(string was, string became, bool same)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var entry = new Entry("警方通报一起走失事件", "http://portal.example" + was, Text: Feeds.Long("城东一名老人走失"), At: Noon);
        var other = new Entry("另一则消息", "http://portal.example/news/1.html", Text: Feeds.Long("供热企业完成检修"), At: Noon.AddHours(-1));
        var changed = entry with { Title = "老人已由家属接回，感谢热心市民", Link = "http://portal.example" + became };
        rig.Origin.Map("/feed", Feeds.Rss(other), Feeds.Rss(entry, other), Feeds.Rss(changed, other), Feeds.Rss(changed, other));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 4; poll++)
            await rig.PollAsync();

        var kinds = (await rig.LogAsync()).Select(r => r.Revision.Kind).ToList();
        Assert.Equal(same ? [RevisionKind.New, RevisionKind.New, RevisionKind.Corrected] : [RevisionKind.New, RevisionKind.New, RevisionKind.New], kinds);
        Assert.Contains(await rig.LatestAsync(), a => a.Title == changed.Title && a.Url == changed.Link);
    }

    [Fact]
    public async Task Guids_that_change_with_each_reading_bring_nothing_back()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var reading = 0;
        rig.Origin.Map("/feed", http => Feeds.Rss(Enumerable.Range(1, 5).Select(n => Item("one link, no guid", n) with { Guid = $"{reading++}" }))(http));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(5, (await rig.LogAsync()).Count);
    }

    [Fact]
    public async Task Two_readings_of_one_entry_in_one_document_are_one_article()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var old = new Entry("换热站检修进展通报", "http://status.example/9", "nine", Feeds.Long("检修开始"), Noon);
        rig.Origin.Map("/feed", Feeds.Rss(old with { Text = Feeds.Long("检修结束"), At = Noon.AddHours(1) }, old, new Entry("别的消息", "http://status.example/8", "eight", Feeds.Long("别的"), Noon)));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();

        Assert.Equal(2, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [InlineData("http://portal.example/2026/1123/8841-three-missing.html", "8841")]
    [InlineData("http://portal.example/t20261123_8841.html", "8841")]
    [InlineData("http://portal.example/20261123/slug.html", null)]
    [InlineData("http://portal.example/show.asp?id=77", "77")]
    [InlineData("http://portal.example/slug", null)]
    public void A_page_number_of_the_site_is_not_a_date(string url, string? number) => Assert.Equal(number, FoldedUrl.Number(url));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Counts_and_ranks_in_titles_correct_nothing_and_numbers_of_the_event_do(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Entry Of(string title) => new(title, "http://portal.example/9.html", Text: Feeds.Long("水库附近有人走失"), At: Noon);
        rig.Origin.Map("/feed", Feeds.Rss(Of("No. 3 水库附近3人失踪 (50 comments)")), Feeds.Rss(Of("No. 1 水库附近3人失踪 (163 comments)")), Feeds.Rss(Of("No. 1 水库附近5人失踪 (170 comments)")));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Single(await rig.LogAsync());
        await rig.PollAsync();

        Assert.Equal(RevisionKind.Corrected, (await rig.LogAsync())[^1].Revision.Kind);
    }
}
