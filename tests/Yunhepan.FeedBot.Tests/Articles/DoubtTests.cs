using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>A document that is not the source's own is never news, withdraws nothing, and is shown to the operator.</summary>
public sealed class DoubtTests(TestDatabases databases)
{
    private const string Challenge = "<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue</p></body></html>";

    private const string Emptied = "<html><head><meta charset=utf-8><title>新闻_某门户</title></head><body><h1>新闻</h1></body></html>";

    private static readonly string Text = string.Concat(Enumerable.Repeat("供热企业表示，目前各换热站运行平稳，市民可拨打二十四小时服务热线。", 12));

    /// <summary>Makes a list of one entry, which reads like an article; a new channel starts like this.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_list_that_began_with_one_entry_goes_on_as_a_list(int more)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(1);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();

        portal.Publish(more);
        await rig.PollAsync();

        Assert.Null((await rig.StateAsync()).Suspicion);
        var log = await rig.LogAsync();
        Assert.All(Enumerable.Range(2, more), n => Assert.True(log.Single(r => r.Article.Title == SmallPortal.Title(n)).Revision.Alerting));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_that_is_emptied_while_its_pages_answer_404_is_held_back_and_nothing_is_withdrawn(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(12);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        Assert.Equal(12, (await rig.LatestAsync()).Count);
        rig.Origin.Map("/news/", Answers.Text(Emptied));
        foreach (var page in portal.Pages)
            rig.Origin.Map(page, Answers.Status(404));

        // Days of it: time alone makes nothing of an empty list.
        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromHours(i < 6 ? 1 : 16));

        Assert.Equal(12, (await rig.LatestAsync()).Count);
        Assert.Equal(12, (await rig.LogAsync()).Count);
        Assert.Equal(SourceCondition.Suspect, (await HealthAsync(rig)).Condition);
        Assert.Contains("no articles on a page that usually has 12", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);

        // Right again, with news: they are told.
        portal.Publish(1);
        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.True((await rig.LogAsync()).Single(r => r.Article.Title == SmallPortal.Title(13)).Revision.Alerting);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task While_its_list_is_held_back_an_article_whose_page_is_gone_stays(int status)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(12);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        rig.Origin.Map("/news/", Answers.Text(Emptied));
        rig.Origin.Map(portal.Pages[5], Answers.Status(status));

        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromHours(1));

        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.True(rig.Origin.RequestsTo(portal.Pages[5]).Count > 3);

        // The list can be read again, and the page is still gone: that is the site's word.
        portal.Publish(1);
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Equal(SmallPortal.Title(6), Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).Title);
    }

    public static TheoryData<string, string> NotTheFeed() => new()
    {
        { Challenge, "a check of the visitor" },
        { "<html><head><title>网站维护</title></head><body><h1>系统维护中</h1><p>请稍后访问</p></body></html>", "a note of maintenance" },
        { "<html><head><title>校园网认证</title></head><body><form><input type=password></form></body></html>", "a login" },
        { "<html><head><title>yunhe.example is for sale</title></head><body><h1>Buy this domain</h1></body></html>", "a parked or blocked site" },
        { """{"error":"rate limited","code":429}""", "JSON and not a feed" },
        { "<html><head><title>某公司</title></head><body><h1>欢迎光临</h1><p>" + "本公司专业从事各类管件的生产和销售，欢迎新老客户来电洽谈合作，我们将竭诚为您服务。本公司地址在工业园区三号路，交通便利。" + "</p></body></html>", "a single page in the place of a feed" },
    };

    [Theory]
    [MemberData(nameof(NotTheFeed))]
    public async Task A_document_served_instead_of_a_feed_is_not_an_article_and_is_reported_to_the_operator(string instead, string evidence)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feed(1, 5), Answers.Text(instead), Answers.Text(instead), Feed(2, 5));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();
        var health = await HealthAsync(rig);
        Assert.NotEqual(SourceCondition.Good, health.Condition);
        Assert.Contains(health.Remarks, r => r.Contains(evidence, StringComparison.Ordinal));
        Assert.Equal(5, (await rig.LogAsync()).Count);

        await rig.PollAsync(TimeSpan.FromHours(1));
        await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Equal(SourceCondition.Good, (await HealthAsync(rig)).Condition);
        Assert.Equal([Title(6)], (await rig.LogAsync()).Skip(5).Select(r => r.Article.Title));
    }

    [Theory]
    [InlineData(Challenge)]
    [InlineData("<html><head><meta charset=utf-8><title>某门户</title></head><body><h1>欢迎</h1><p>本站正在筹划之中，欢迎各界朋友来稿来电，共同办好我们的家园。</p></body></html>")]
    [InlineData("{\"error\":\"not found\"}")]
    public async Task A_first_poll_that_shows_no_source_of_articles_is_a_fault_and_the_first_real_one_alerts_nobody(string instead)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        rig.Origin.Map("/news/", Answers.Text(instead));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();

        Assert.Empty(await rig.LatestAsync());
        Assert.Equal(SourceCondition.Failing, (await HealthAsync(rig)).Condition);

        portal.Publish(3);
        await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, (await rig.LatestAsync()).Count);
        Assert.All(await rig.LogAsync(), r => Assert.False(r.Revision.Alerting));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_list_that_has_few_entries_yet_is_a_list_and_tells_what_comes(int entries)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(entries);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        await rig.PollAsync();
        portal.Publish(3);
        await rig.PollAsync(TimeSpan.FromHours(1));
        portal.Publish(1);
        await rig.PollAsync(TimeSpan.FromHours(1));

        Assert.Null((await rig.StateAsync()).Suspicion);
        var log = await rig.LogAsync();
        Assert.Equal(Enumerable.Range(1, entries + 4).Select(SmallPortal.Title), log.Select(r => r.Article.Title));
        Assert.Equal((false, true), (log[0].Revision.Alerting, log[^1].Revision.Alerting));
    }

    [Fact]
    public async Task A_feed_that_was_empty_at_first_tells_what_is_new_and_not_what_was_there_before()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string Dated(string title, string at) => $"<item><title>{title}</title><link>http://portal.example/{at[..2]}.html</link><pubDate>Mon, 23 Nov 2026 {at} GMT</pubDate><description>{Text}</description></item>";
        var full = ArticlesRig.Rss().Replace("</channel>", Dated("先前的旧闻一则", "08:00:00") + Dated("刚刚发生的新闻", "10:08:00") + "</channel>", StringComparison.Ordinal);
        rig.Origin.Map("/feed", Rss(), Answers.Text(full, "application/rss+xml"));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        Assert.Equal(SourceCondition.Suspect, (await HealthAsync(rig)).Condition);
        await rig.PollAsync();

        Assert.Equal([("先前的旧闻一则", false), ("刚刚发生的新闻", true)], (await rig.LogAsync()).Select(r => (r.Article.Title, r.Revision.Alerting)).Order());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_home_page_with_three_posts_is_followed_by_the_feed_it_advertises(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/", Answers.Text(Home(rig, 4, 5, 6)));
        rig.Origin.Map("/feed.xml", LocalFeed(rig, 1, 6), LocalFeed(rig, 2, 6));
        rig.Origin.Map("/comments/feed", LocalFeed(rig, 90, 3));
        rig.Follow(rig.Source("/"));

        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal((2, 1), (rig.Origin.RequestsTo("/feed.xml").Count, rig.Origin.RequestsTo("/").Count));
        Assert.Equal([.. Enumerable.Repeat(false, 6), true], (await rig.LogAsync()).Select(r => r.Revision.Alerting));
        Assert.Contains("followed by its own feed " + rig.Origin.Url("/feed.xml"), (await HealthAsync(rig)).Remarks);
    }

    [Fact]
    public async Task A_feed_that_dies_gives_the_page_back_without_telling_old_posts()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/", Answers.Text(Home(rig, 4, 5, 6)), Answers.Text(List(rig, 1, 2, 3, 4, 5, 6)));
        rig.Origin.Map("/feed.xml", LocalFeed(rig, 4, 3), Answers.Status(404));
        rig.Follow(rig.Source("/") with { Content = SourceContent.Summary });
        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromHours(3));

        Assert.Equal(6, (await rig.LatestAsync()).Count);
        Assert.All(await rig.LogAsync(), r => Assert.False(r.Revision.Alerting));
    }

    [Fact]
    public async Task A_section_whose_site_advertises_a_feed_of_other_things_stays_a_list()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/news/", Answers.Text(List(rig, 1, 2, 3, 4, 5, 6)));
        rig.Origin.Map("/feed.xml", LocalFeed(rig, 50, 10));
        rig.Follow(rig.Source("/news/") with { Content = SourceContent.Summary });
        await rig.PollAsync();

        Assert.Null((await rig.StateAsync()).FeedUrl);
        Assert.Equal(6, (await rig.LatestAsync()).Count);
    }

    public static TheoryData<string, string> Strangers() => new()
    {
        { Other("http://lucky.example", "/win", "好运娱乐资讯", "注册即送豪礼第{0}弹马上参与"), "all lead to another site" },
        { Other("http://portal.example", "/sports", "体育频道", "主场作战第{0}轮比赛两队握手言和"), "none of 8 articles is known" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Another_sites_feed_or_another_channel_in_the_place_of_a_feed_is_held_back(string other, string evidence)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feed(1, 8), Feed(2, 8), Answers.Text(other, "application/rss+xml"), Answers.Text(other, "application/rss+xml"), Feed(3, 8));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync();

        Assert.Contains(evidence, (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);
        Assert.Equal(9, (await rig.LogAsync()).Count);
        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.Equal(10, (await rig.LogAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_operators_word_makes_another_document_the_sources_own(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var other = Answers.Text(Other("http://new.example", "/posts", "新站点", "新站点的第{0}篇文章现在发布了"), "application/rss+xml");
        rig.Origin.Map("/feed", Feed(1, 5), other);
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 10; i++)
            await rig.PollAsync(TimeSpan.FromHours(13));
        Assert.Equal(5, (await rig.LogAsync()).Count);
        Assert.Contains(await RemarksAsync(rig), r => r.Contains("feedbot accept s", StringComparison.Ordinal));

        Assert.Contains("another site", await AcceptAsync(rig, "s"), StringComparison.Ordinal);
        await rig.PollAsync();

        Assert.Equal(SourceCondition.Good, (await HealthAsync(rig)).Condition);
        Assert.Equal(13, (await rig.LogAsync()).Count);
        Assert.All(await rig.LogAsync(), r => Assert.False(r.Revision.Alerting));
        Assert.Null(await AcceptAsync(rig, "s"));
        Assert.Null(await AcceptAsync(rig, "no-such"));
    }

    [Theory]
    [InlineData("<html><head><title>统一身份认证平台</title></head><body><form><input type=password></form></body></html>")]
    [InlineData("front")]
    public async Task Redirects_to_a_login_or_the_front_page_move_nothing(string target)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/news/", Answers.Text(List(rig, 1, 2, 3, 4, 5, 6)), Answers.Redirect("/elsewhere/", 301), Answers.Redirect("/elsewhere/", 301), Answers.Redirect("/elsewhere/", 301), Answers.Text(List(rig, 2, 3, 4, 5, 6, 7)));
        rig.Origin.Map("/elsewhere/", Answers.Text(target == "front" ? List(rig, 5, 6, 70, 71, 72, 73, 74, 75, 76, 77).Replace("新闻_", "首页_", StringComparison.Ordinal) : target));
        rig.Follow(rig.Source("/news/") with { Content = SourceContent.Summary });
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromHours(1));

        Assert.Null((await rig.StateAsync()).AdoptedUrl);
        Assert.NotEqual(SourceCondition.Good, (await HealthAsync(rig)).Condition);
        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal(SourceCondition.Good, (await HealthAsync(rig)).Condition);
        Assert.Equal([Title(7)], (await rig.LogAsync()).Skip(6).Select(r => r.Article.Title));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_a_move_the_old_address_is_asked_again_and_its_news_are_not_lost(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/old", Answers.Redirect("/new", 301), Answers.Redirect("/new", 301), Answers.Text(Challenge), Feed(2, 5));
        rig.Origin.Map("/new", Feed(1, 5));
        rig.Follow(rig.Source("/old"));
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Equal(rig.Origin.Url("/new"), (await rig.StateAsync()).AdoptedUrl);

        // The old place shows a challenge: the new one is read in the same poll and all is well.
        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal((3, 3), (rig.Origin.RequestsTo("/old").Count, rig.Origin.RequestsTo("/new").Count));
        Assert.Equal(SourceCondition.Good, (await HealthAsync(rig)).Condition);
        Assert.NotNull((await rig.StateAsync()).AdoptedUrl);

        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Null((await rig.StateAsync()).AdoptedUrl);
        Assert.True((await rig.LogAsync()).Single(r => r.Article.Title == Title(6)).Revision.Alerting);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(29, true)]
    [InlineData(31, false)]
    [InlineData(400, false)]
    public async Task The_old_address_is_asked_for_thirty_days_after_a_move(int days, bool isAsked)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/old", Answers.Redirect("/new", 301), Answers.Redirect("/new", 301), Answers.Status(503));
        rig.Origin.Map("/new", Feed(1, 5));
        rig.Follow(rig.Source("/old"));
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Equal(rig.Origin.Url("/new"), (await rig.StateAsync()).AdoptedUrl);
        var (old, here) = (rig.Origin.RequestsTo("/old").Count, rig.Origin.RequestsTo("/new").Count);

        await rig.PollAsync(TimeSpan.FromDays(days));

        Assert.Equal((isAsked, true), (rig.Origin.RequestsTo("/old").Count > old, rig.Origin.RequestsTo("/new").Count > here));
        Assert.Equal(rig.Origin.Url("/new"), (await rig.StateAsync()).AdoptedUrl);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_pages_gone_at_once_withdraw_nothing_while_the_list_still_has_them(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(10);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        foreach (var page in portal.Pages.Take(8))
            rig.Origin.Map(page, Answers.Status(404));

        for (var i = 0; i < 40; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(61));

        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.Equal(SourceCondition.Suspect, (await HealthAsync(rig)).Condition);
        Assert.Contains(await RemarksAsync(rig), r => r.Contains("gone while its list does not say so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Articles_that_the_list_has_taken_out_are_withdrawn_however_many()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(8);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        foreach (var page in portal.Pages.Skip(4))
            rig.Origin.Map(page, Answers.Status(404));
        var rest = new SmallPortal(rig.Origin);
        rest.Publish(4);

        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(4, (await rig.WithdrawnAsync(ArticleFilter.All)).Count);
    }

    public static TheoryData<string> NotTheArticle() =>
    [
        Challenge,
        "<html><head><title>安全验证</title></head><body><p>请完成安全验证后继续访问</p></body></html>",
        "<html><head><meta charset=utf-8><title>某门户</title></head><body><h1>系统提示</h1><p>" + "本栏目内容由会员提供，未经许可不得复制，相关问题请联系客服人员处理，工作时间为周一至周五。" + "</p></body></html>",
        Notice("系统提醒", "您的操作次数较多，为了保护账户，请稍作休息再继续浏览。"),
        Notice("系统通知", "当前页面暂时没有准备好，工作人员正在处理，感谢您的理解与支持。"),
        Notice("温馨提示", "为了给您带来更好的体验，请使用新版浏览器打开，或下载我们的手机应用。"),
    ];

    [Theory]
    [MemberData(nameof(NotTheArticle))]
    public async Task An_article_page_that_shows_something_else_replaces_nothing_of_what_the_list_said(string instead)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        portal.Publish(1);
        rig.Origin.Map(portal.Pages[3], Answers.Text(instead));
        // Those that are known are looked at again meanwhile.
        rig.Origin.Map(portal.Pages[0], Answers.Text(instead));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(11));

        var articles = (await rig.LatestAsync()).ToDictionary(a => a.Title);
        Assert.Equal([.. Enumerable.Range(1, 4).Select(SmallPortal.Title).Order()], articles.Keys.Order());
        Assert.Contains("古槐路", articles[SmallPortal.Title(1)].ContentText, StringComparison.Ordinal);
        Assert.Equal("", articles[SmallPortal.Title(4)].ContentText);
        Assert.Equal(14, articles[SmallPortal.Title(4)].PublishedAt!.Value.ToOffset(TimeSpan.FromHours(8)).Day);
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Kind != RevisionKind.New);
        Assert.Equal(SourceCondition.Suspect, (await HealthAsync(rig)).Condition);
    }

    [Fact]
    public async Task A_full_article_under_another_headline_than_its_list_gave_it_is_taken()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        portal.Publish(1);
        rig.Origin.Map(portal.Pages[3], Answers.Text(Notice("市委经济工作会议今天召开", Text)));
        await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(("市委经济工作会议今天召开", "网络安全中心"), (await rig.LogAsync()).Skip(3).Select(r => (r.Article.Title, r.Article.OriginName!)).Single());
    }

    [Fact]
    public async Task The_same_words_on_two_pages_are_not_taken_for_what_a_short_title_stands_for()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string List(params string[] titles) => "<html><head><meta charset=utf-8><title>新闻_某门户</title></head><body><ul class=d1>"
            + string.Concat(titles.Select((t, i) => $"<li><span>2026-11-{20 - i}</span><a href=/news/{titles.Length - i}.html>{t}</a></li>")) + "</ul></body></html>";
        string[] known = [SmallPortal.Title(3), SmallPortal.Title(2), SmallPortal.Title(1)];
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Origin.Map("/news/", Answers.Text(List(known)));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        rig.Origin.Map("/news/", Answers.Text(List(["紧急寻人", "防汛通知", .. known])));
        foreach (var path in (string[])["/news/4.html", "/news/5.html"])
            rig.Origin.Map(path, Answers.Text(Notice("系统提醒", Text)));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Contains("紧急寻人", (await rig.LatestAsync()).Select(a => a.Title));
    }

    public static TheoryData<string?> UrgentPages() => [(string?)null, Notice("系统提醒", "您的操作次数较多，请稍作休息再继续浏览。"), Challenge];

    [Theory]
    [MemberData(nameof(UrgentPages))]
    public async Task What_its_list_makes_urgent_is_told_at_once_and_completed_when_its_page_can_be_read(string? instead)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Categories = [new Category { Id = "missing", Name = new("寻人", "Missing"), Priority = Priority.Urgent, Match = new() { Title = ["第4条"] } }],
        };
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        portal.Publish(2);
        foreach (var page in portal.Pages.Skip(3))
            rig.Origin.Map(page, instead is null ? Answers.Status(404) : Answers.Text(instead));
        await rig.PollAsync(TimeSpan.FromMinutes(6));

        // The other one, which is not urgent, waits for its page.
        var told = Assert.Single((await rig.LogAsync()).Skip(3));
        Assert.Equal((SmallPortal.Title(4), "", true), (told.Article.Title, told.Article.ContentText, told.Revision.Alerting));

        foreach (var number in (int[])[4, 5])
            rig.Origin.Map(portal.Pages[number - 1], Answers.Text(portal.Page(number).Replace("gb2312", "utf-8", StringComparison.Ordinal)));
        await rig.PollAsync(TimeSpan.FromMinutes(3));

        var log = (await rig.LogAsync()).Skip(3).ToList();
        Assert.Equal([(SmallPortal.Title(4), RevisionKind.New), (SmallPortal.Title(4), RevisionKind.Corrected), (SmallPortal.Title(5), RevisionKind.New)],
            log.Select(r => (r.Article.Title, r.Revision.Kind)).OrderBy(r => r.Title).ThenBy(r => r.Kind));
        Assert.Contains("古槐路", (await rig.LatestAsync()).Single(a => a.Title == SmallPortal.Title(4)).ContentText, StringComparison.Ordinal);
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/news/")]
    public async Task A_page_that_leads_to_the_front_page_or_the_list_corrects_nothing(string target)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(5);
        rig.Origin.Map("/", Answers.Text(portal.Page(2)));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        foreach (var page in portal.Pages)
            rig.Origin.Map(page, Answers.Redirect(target));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(61));

        Assert.Equal(5, (await rig.LogAsync()).Count);
        Assert.Equal(5, (await rig.LatestAsync()).Count);
    }

    [Fact]
    public async Task A_document_that_was_cut_corrects_nothing()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var whole = ArticlesRig.Rss([.. Enumerable.Range(1, 4).Reverse().Select(n => (Title(n), $"/{n}.html", Text + n))]);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        var page = portal.Page(1);
        rig.Origin.Map(portal.Pages[0], Answers.Text(page), Answers.Text(page[..page.IndexOf("交警部门提醒", StringComparison.Ordinal)]), Answers.Text(page));
        rig.Origin.Map("/feed", Answers.Text(whole, "application/rss+xml"), Answers.Text(whole[..^240], "application/rss+xml"), Answers.Text(whole, "application/rss+xml"));
        rig.Follow(rig.Source("/feed"), rig.Source("/news/", "list"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(6, (await rig.LatestAsync()).Count);
        Assert.All(await rig.LogAsync(), r => Assert.Equal(RevisionKind.New, r.Revision.Kind));
        Assert.Equal(3, rig.Origin.RequestsTo(portal.Pages[0]).Count);
    }

    [Fact]
    public async Task A_page_that_shows_the_time_of_the_visit_as_its_own_keeps_the_date_of_its_list()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        foreach (var number in Enumerable.Range(1, 3))
            rig.Origin.Map(portal.Pages[number - 1], Answers.Text(portal.Page(number).Replace($"2026-11-{10 + number:00} 16:14", "2026-11-23 18:00", StringComparison.Ordinal)));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();

        Assert.Equal([11, 12, 13], (await rig.LatestAsync()).Select(a => a.PublishedAt!.Value.ToOffset(TimeSpan.FromHours(8)).Day).Order());
    }

    [Fact]
    public async Task A_source_whose_kind_the_operator_states_is_no_longer_followed_by_its_feed()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/news/", Answers.Text(List(rig, 1, 2, 3, 4, 5, 6)));
        rig.Origin.Map("/feed.xml", LocalFeed(rig, 4, 3));
        var source = rig.Source("/news/") with { Content = SourceContent.Summary };
        rig.Follow(source);
        await rig.PollAsync();
        Assert.Equal(rig.Origin.Url("/feed.xml"), (await rig.StateAsync()).FeedUrl);

        rig.Follow(source with { Kind = SourceKind.List });
        await rig.PollAsync();

        Assert.Null((await rig.StateAsync()).FeedUrl);
        Assert.Equal(6, (await rig.LatestAsync()).Count);
        Assert.All(await rig.LogAsync(), r => Assert.False(r.Revision.Alerting));
    }

    /// <summary>It looks like an article: with a time and a source.</summary>
    private static string Notice(string title, string text) =>
        $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>来源：网络安全中心 时间：2026-11-23 18:00</div><div class=content><p>{text}</p></div></body></html>";

    private static string Title(int number) => $"城区第{number:000}号换热站今天完成了冬季检修";

    private static RequestDelegate Feed(int first, int count) =>
        Rss([.. Enumerable.Range(first, count).Reverse().Select(n => (Title(n), $"/{n}.html", Text + n))]);

    private static RequestDelegate Rss(params (string Title, string Path, string Text)[] items) =>
        Answers.Text(ArticlesRig.Rss(items), "application/rss+xml; charset=utf-8");

    private static string Other(string site, string folder, string channel, string title) =>
        $"<rss version=\"2.0\"><channel><title>{channel}</title><link>{site}/</link><description>-</description>"
        + string.Concat(Enumerable.Range(1, 8).Select(n => $"<item><title>{string.Format(System.Globalization.CultureInfo.InvariantCulture, title, n)}</title><link>{site}{folder}/{n}.html</link><description>{Text}</description></item>"))
        + "</channel></rss>";

    /// <summary>A feed of the origin's own pages.</summary>
    private static RequestDelegate LocalFeed(ArticlesRig rig, int first, int count) => Answers.Text(
        $"<rss version=\"2.0\"><channel><title>某门户</title><link>{rig.Origin.Url("/")}</link><description>-</description>"
        + string.Concat(Enumerable.Range(first, count).Reverse().Select(n => $"<item><title>{Title(n)}</title><link>{rig.Origin.Url($"/news/{n}.html")}</link><description>{Text}{n}</description></item>"))
        + "</channel></rss>", "application/rss+xml");

    private static string List(ArticlesRig rig, params int[] numbers) =>
        "<html><head><meta charset=utf-8><title>新闻_某门户</title><link rel=alternate type=application/rss+xml href=/feed.xml></head><body><div class=nav><a href=/>首页</a></div><ul class=d1>"
        + string.Concat(numbers.Reverse().Select(n => $"<li><span>2026-11-{1 + (n % 20):00}</span><a href=\"{rig.Origin.Url($"/news/{n}.html")}\">{Title(n)}</a></li>")) + "</ul></body></html>";

    /// <summary>A blog's front page: each post whole under its heading.</summary>
    private static string Home(ArticlesRig rig, params int[] numbers) =>
        "<html><head><meta charset=utf-8><title>某博客</title><link rel=alternate type=application/rss+xml title=评论 href=/comments/feed><link rel=alternate type=application/rss+xml href=/feed.xml></head><body><h1>某博客</h1>"
        + string.Concat(numbers.Reverse().Select(n => $"<div class=post><h2><a href=\"{rig.Origin.Url($"/news/{n}.html")}\">{Title(n)}</a></h2><p>{Text}</p></div>")) + "</body></html>";

    private static Task<string?> AcceptAsync(ArticlesRig rig, string id) =>
        rig.InScopeAsync(s => s.GetRequiredService<SourceAcceptance>().AcceptAsync(id, TestContext.Current.CancellationToken));

    private static async Task<IReadOnlyList<string>> RemarksAsync(ArticlesRig rig) => (await HealthAsync(rig)).Remarks;

    private static async Task<SourceHealth> HealthAsync(ArticlesRig rig) =>
        (await rig.InScopeAsync(s => s.GetRequiredService<SourceHealthReport>().ReadAsync(TestContext.Current.CancellationToken))).Single(h => h.SourceId == "s");
}
