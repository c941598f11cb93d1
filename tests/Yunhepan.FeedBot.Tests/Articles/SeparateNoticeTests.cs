using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Notices at an address of their own withdraw or correct articles of the same publisher.</summary>
public sealed class SeparateNoticeTests(TestDatabases databases)
{
    private const string Named = "任城区一居民楼发生火情";

    [Theory]
    [InlineData("撤稿声明：关于《任城区一居民楼发生火情》一文", "因采编失误，该文内容与事实不符，现予以撤稿，特此声明。", true)]
    [InlineData("撤稿声明", "本网11月25日刊发的《任城区一居民楼发生火情》一文与事实不符，现予撤稿，向读者致歉。", true)]
    [InlineData("关于撤回《任城区一居民楼发生火情》的说明", "经核实，文章存在失实内容，编辑部决定撤回。", true)]
    [InlineData("撤回声明", "我台昨日发布的报道“任城区一居民楼发生火情”存在失实，现撤回该报道。", true)]
    [InlineData("删除声明", "本站此前转载的文章《任城区一居民楼发生火情》涉及版权，现已删除。", true)]
    [InlineData("致歉声明", "我网刊发的《任城区一居民楼发生火情》审核不严，稿件已撤下，向当事人诚挚致歉。", true)]
    [InlineData("更正声明", "本报昨日报道《任城区一居民楼发生火情》中，“2人轻伤”应为“3人轻伤”，特此更正。", false)]
    [InlineData("更正启事", "我们发布的消息《任城区一居民楼发生火情》有误，过火面积应为130平方米。", false)]
    [InlineData("致歉信", "因编辑疏忽，本公众号推送的《任城区一居民楼发生火情》误写了社区名称，向居民致歉。", false)]
    [InlineData("关于任城区一居民楼发生火情一文的撤稿声明", "本网决定撤稿。", true)]
    [InlineData("【撤稿】任城区一居民楼发生火情", "本网撤稿，特此说明。", true)]
    [InlineData("撤稿聲明", "本網刊登的《任城区一居民楼发生火情》與事實不符，現予以撤稿。", true)]
    [InlineData("更正聲明", "本報報導〈任城区一居民楼发生火情〉有誤，特此更正。", false)]
    [InlineData("致歉声明", "本网《任城区一居民楼发生火情》一文误写人名，谨致歉意，相关评论已删除，原文已更正。", false)]
    [InlineData("关于《任城区一居民楼发生火情》的说明", "本网报道有误，但经研究不予撤稿，现更正如下：过火面积130平方米。", false)]
    [InlineData("Correction", "We regret an error in our story “任城区一居民楼发生火情”; the story was not retracted, and a comment has been removed.", false)]
    [InlineData("Retraction notice", "Our story “任城区一居民楼发生火情” has been retracted after review.", true)]
    [InlineData("Retraction: 任城区一居民楼发生火情", "The article has been removed by the editors.", true)]
    [InlineData("Correction", "Our report \"任城区一居民楼发生火情\" misstated the number of people hurt. It was three.", false)]
    [InlineData("Apology", "We apologise for errors in the article “任城区一居民楼发生火情”, which has been withdrawn.", true)]
    [InlineData("声明", "本网11月25日所发《任城区一居民楼发生火情》一文内容失实，该稿件予以作废，请各网站停止转载。", true)]
    [InlineData("致歉说明", "本号推送的《任城区一居民楼发生火情》未经核实，文章已下架，特此致歉。", true)]
    [InlineData("Editors’ note", "We have unpublished our report “任城区一居民楼发生火情”.", true)]
    [InlineData("撤稿启事", "应作者要求，本刊决定对《任城区一居民楼发生火情》作撤稿处理。", true)]
    [InlineData("致歉声明", "本网日前刊发的《任城区一居民楼发生火情》一文严重失实，已第一时间删除，向读者致歉。", true)]
    [InlineData("撤销公告", "本网站11月25日发布的《任城区一居民楼发生火情》予以撤销。", true)]
    [InlineData("稿件撤换通知", "本网所发《任城区一居民楼发生火情》一稿有误，请勿采用，已采用的请撤下。", true)]
    [InlineData("更正：任城区一居民楼发生火情 一稿作废", "邻省通讯社11月25日播发的《任城区一居民楼发生火情》一稿作废。", true)]
    [InlineData("紧急提醒：请勿转载《任城区一居民楼发生火情》", "本网发布的《任城区一居民楼发生火情》为误发，现已撤回。", true)]
    [InlineData("辟谣并致歉", "本公众号推送的“任城区一居民楼发生火情”不实，我们已将其删除，向大家道歉。", true)]
    [InlineData("Notice of removal", "The story “任城区一居民楼发生火情” has been removed from our website because we could not confirm it.", true)]
    [InlineData("KILL NOTICE", "Editors: please kill the story “任城区一居民楼发生火情”, sent by us on Monday.", true)]
    [InlineData("We were wrong: an apology to our readers", "We published an article titled “任城区一居民楼发生火情”. It was false and we have taken it down.", true)]
    [InlineData("Clarification", "Our story “任城区一居民楼发生火情” should have made clear that nobody was hurt.", false)]
    [InlineData("更正声明", "本网《任城区一居民楼发生火情》一文配图有误，现已将配图撤下，特此更正。", false)]
    [InlineData("Correction", "An earlier version of our article “任城区一居民楼发生火情” misstated the street. The sentence has been removed.", false)]
    [InlineData("关于《任城区一居民楼发生火情》一文撤稿的说明", "接作者申请，该文撤稿。", true)]
    [InlineData("声明", "我台官方账号推送的《任城区一居民楼发生火情》系误发，已于今日撤回，请以后续通报为准。", true)]
    [InlineData("更正", "本报11月25日《任城区一居民楼发生火情》中“二人”应为“三人”。", false)]
    [InlineData("撤回通告", "兹撤回本台昨日播发的《任城区一居民楼发生火情》。", true)]
    [InlineData("Story withdrawn", "We have withdrawn our story “任城区一居民楼发生火情”.", true)]
    [InlineData("Takedown notice", "Our article “任城区一居民楼发生火情” has been taken down.", true)]
    [InlineData("刊误", "本报昨日A3版《任城区一居民楼发生火情》一文中，“2人”应为“3人”。", false)]
    [InlineData("订正", "11月25日本报《任城区一居民楼发生火情》中“30平方米”为“130平方米”之误。", false)]
    [InlineData("Erratum", "In our article “任城区一居民楼发生火情” two people should read three people.", false)]
    public void A_publishers_notice_names_what_it_takes_back_or_corrects(string title, string text, bool takesBack)
    {
        var notice = SeparateNotice.Read(title, text);

        Assert.Equal((takesBack, true), (notice?.TakesBack, notice?.Titles.Contains(Named)));
    }

    [Theory]
    [InlineData("寻人启事：陈小舟放学后走失")]
    [InlineData("失物招领启事")]
    [InlineData("招聘启事：城东小学")]
    public void An_announcement_of_another_kind_is_no_heading_of_a_notice(string title) => Assert.False(SeparateNotice.IsHeading(title));

    [Theory]
    [InlineData("关于网传《任城区一居民楼发生火情》的声明", "网传《任城区一居民楼发生火情》系谣言，本局已要求平台删除。")]
    [InlineData("辟谣：居民楼火情不实", "网传“任城区一居民楼发生火情”为旧闻，请市民不信谣。")]
    [InlineData("邻省日报就失实报道致歉", "邻省日报刊发的《任城区一居民楼发生火情》失实，该报已撤稿并致歉。")]
    [InlineData("某期刊发布撤稿声明", "该期刊撤回了论文《任城区一居民楼发生火情》，原因是数据有误。")]
    [InlineData("学者谈撤稿制度", "以《任城区一居民楼发生火情》一文的撤稿为例，我们应当更加透明。")]
    [InlineData("致歉声明", "本网《古槐路恢复通车》一文误用配图，已删除原稿，请以《任城区一居民楼发生火情》为准。")]
    [InlineData("更正公告", "根据《任城区一居民楼发生火情》，我局更正如下。")]
    [InlineData("关于《任城区一居民楼发生火情》撤稿传闻的说明", "本网从未撤稿，请勿轻信传言。")]
    [InlineData("Correction officers hurt in fire", "We report on “任城区一居民楼发生火情”, an article now removed.")]
    [InlineData("声明", "本网发布的《任城区一居民楼发生火情》一文未授权任何网站转载，请侵权网站立即删除。")]
    [InlineData("严正声明", "本网《任城区一居民楼发生火情》一文被自媒体歪曲，请平台立即删除歪曲内容。")]
    [InlineData("维权声明", "本报记者采写的《任城区一居民楼发生火情》被某账号抄袭，该账号已删除侵权文章。")]
    [InlineData("致歉声明", "我单位在《任城区一居民楼发生火情》中使用了未经授权的图片，已将侵权图片下架，向权利人致歉。")]
    [InlineData("情况说明", "我市发布的《任城区一居民楼发生火情》新闻引发关注。楼道堆物已清理，违规广告牌已全部下架。")]
    [InlineData("关于撤回经营许可的公告", "我局决定撤回某公司经营许可。相关报道《任城区一居民楼发生火情》已刊发。")]
    [InlineData("致歉声明", "我号未经许可转载了某报《某文》，现已删除并致歉。本号原创《任城区一居民楼发生火情》一文不受影响。")]
    [InlineData("致歉信", "因服务器故障，本网《任城区一居民楼发生火情》等稿件昨日无法访问，现已恢复，向网友致歉。")]
    [InlineData("公开信", "有人要求我们删除《任城区一居民楼发生火情》报道，我们不会删除。")]
    [InlineData("撤回公告", "我公司决定撤回《招股说明书》。此前《任城区一居民楼发生火情》报道过我公司，我们感谢媒体。")]
    [InlineData("Editor’s note", "Comments on our story “任城区一居民楼发生火情” have been removed because of abuse.")]
    [InlineData("Statement", "We stand by our report “任城区一居民楼发生火情”. It will not be withdrawn.")]
    [InlineData("Statement", "The company has withdrawn its bid, as we reported in “任城区一居民楼发生火情”.")]
    [InlineData("关于撤销《交通管理条例》的公告", "市政府决定撤销《交通管理条例》。")]
    [InlineData("关于撤销《河道采砂许可证》的通知", "水务局决定撤销《河道采砂许可证》。")]
    public void Rumours_laws_other_publishers_and_the_right_version_are_not_what_is_taken_back(string title, string text) =>
        Assert.DoesNotContain(Named, SeparateNotice.Read(title, text)?.Titles ?? []);

    [Theory]
    [InlineData("邻县晚报", true)]
    [InlineData("晚报", false)]
    [InlineData("Post", false)]
    [InlineData("Postal Code", false)]
    [InlineData("County Evening News", true)]
    public void A_notice_names_its_source_only_by_a_name_that_is_no_part_of_other_words(string name, bool isOwn)
    {
        const string Text = "邻县晚报（County Evening News）刊发的《任城区一居民楼发生火情》一文与事实不符，现予以撤稿。Posted in 272000, postal codes apply.";
        Assert.Equal(isOwn, SeparateNotice.Read("撤稿声明", Text, name) is not null);
    }

    [Theory]
    [InlineData("某公司决定撤回上市申请", "某公司决定撤回上市申请。")]
    [InlineData("期刊处理论文造假", "某大学教授论文造假，期刊决定撤稿。")]
    [InlineData("本网回应读者", "有读者询问本文是否撤稿。本文未撤稿，内容属实。")]
    [InlineData("平台清理违规内容", "平台已删除违规信息三千余条，内容涉及多个领域。")]
    public async Task Short_news_of_others_retractions_stays_as_it_is_at_the_next_poll(string title, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var item = new ArticleDraft { Title = title, ContentText = text, Url = "http://portal.example/1.html" };

        await rig.AppendAsync(rig.Source("/"), item);
        await rig.AppendAsync(rig.Source("/"), item);
        await rig.AppendAsync(rig.Source("/"), item with { ContentText = text + "记者正在了解情况。" });

        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Through_a_list_the_notice_is_read_whole_and_the_named_article_is_withdrawn(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        portal.Publish(1);
        const string Words = "因内容与事实不符，现予以撤稿，并向读者致歉。";
        rig.Origin.Map(portal.Pages[3], Answers.Text(
            $"<html><head><meta charset=utf-8><title>撤稿声明</title></head><body><h1>撤稿声明</h1><div class=\"content\"><p>本网刊发的《{SmallPortal.Title(2)}》一文，{Words}</p></div></body></html>"));

        await rig.PollAsync();

        Assert.Equal(SmallPortal.Title(2), Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).Title);
        var notice = Assert.Single(await rig.LatestAsync(), a => a.Url == rig.Origin.Url(portal.Pages[3]));
        Assert.Contains(Words, notice.ContentText, StringComparison.Ordinal);
        await rig.PollAsync(TimeSpan.FromMinutes(11));
        Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Through_a_feed_with_full_texts_at_once_without_reading_a_page(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var named = new Entry(Named, rig.Origin.Url("/1.html"), Text: Feeds.Long("消防部门到场处置"));
        var other = new Entry("古槐路恢复通车", rig.Origin.Url("/2.html"), Text: Feeds.Long("施工结束"));
        var notice = new Entry($"撤稿声明：关于《{Named}》一文", rig.Origin.Url("/3.html"), Text: "该文与事实不符，现予以撤稿。");
        rig.Origin.Map("/feed", Feeds.Rss(other, named), Feeds.Rss(notice, other, named), Feeds.Rss(notice, other, named));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        var log = await rig.LogAsync();
        Assert.Equal([RevisionKind.New, RevisionKind.New, RevisionKind.New, RevisionKind.Withdrawn], log.Select(r => r.Revision.Kind));
        Assert.Equal((Named, true), (log[^1].Article.Title, log[^1].Revision.Alerting));
        Assert.Equal("该文与事实不符，现予以撤稿。", Assert.Single(await rig.LatestAsync(), a => a.Title == notice.Title).ContentText);
        Assert.Empty(rig.Origin.RequestsTo("/3.html"));
    }

    [Fact]
    public async Task A_notice_of_correction_corrects_the_article_and_says_so()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/"), Item(Named, 1, Feeds.Long("消防部门到场处置")));

        await rig.AppendAsync(rig.Source("/"), Item("更正声明", 2, $"本网《{Named}》一文中“2人轻伤”应为“3人轻伤”，特此更正。"));

        var last = (await rig.LogAsync())[^1];
        Assert.Equal((RevisionKind.Corrected, Named, true), (last.Revision.Kind, last.Article.Title, last.Revision.Alerting));
        Assert.Contains("应为“3人轻伤”", Assert.Single(last.Revision.Changes).After, StringComparison.Ordinal);
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
    }

    [Fact]
    public async Task Only_the_exact_title_matches_and_among_several_the_one_of_the_stated_day()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var day = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(8));
        ArticleDraft Weather(int n) => Item("每日天气提醒", n, Feeds.Long($"第{n}日多云")) with { PublishedAt = day.AddDays(n), PublishedHasTime = true };
        await rig.AppendAsync(rig.Source("/"), Weather(3), Weather(2), Weather(1), Item(Named + "已扑灭", 9, Feeds.Long("明火已扑灭")), Item("任城区一居民楼发生火情，无人受伤", 8, Feeds.Long("无人受伤")));

        await rig.AppendAsync(rig.Source("/"), Item("撤稿声明", 10, $"本网刊发的《{Named}》一文失实，现予以撤稿。"));
        await rig.AppendAsync(rig.Source("/"), Item("撤稿声明（一）", 11, "本网刊发的《每日天气提醒》一文有误，现予以撤稿。"));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));

        await rig.AppendAsync(rig.Source("/"), Item("撤稿声明（二）", 12, "本网11月22日刊发的《每日天气提醒》一文有误，现予以撤稿。"));
        Assert.Equal("http://portal.example/2.html", Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).Url);
    }

    [Fact]
    public async Task A_reposted_notice_takes_back_only_what_was_reposted_from_the_same_origin()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/"), Item(Named, 1, Feeds.Long("消防部门到场处置")));
        await rig.AppendAsync(rig.Source("/"), Item("古槐路恢复通车", 2, Feeds.Long("施工结束")) with { OriginName = "邻市晚报" });

        await rig.AppendAsync(rig.Source("/"), Item("撤稿声明", 3, $"本报刊发的《{Named}》、《古槐路恢复通车》等报道失实，现予以撤稿。") with { OriginName = "邻市晚报" });

        Assert.Equal("古槐路恢复通车", Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).Title);
    }

    [Theory]
    [InlineData(Named, "本文已撤稿。")]
    [InlineData(Named, "因内容有误，现予以撤稿。")]
    [InlineData("【已撤稿】" + Named, "消防部门到场处置")]
    [InlineData(Named, "This article has been withdrawn.")]
    [InlineData("[Retracted] " + Named, "")]
    [InlineData(Named, "該文章已刪除。")]
    [InlineData("已撤回：" + Named, "消防部门到场处置")]
    public async Task A_short_retraction_in_a_feed_with_full_texts_is_noticed_at_once(string title, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var entry = new Entry(Named, rig.Origin.Url("/1.html"), "one", Feeds.Long("消防部门到场处置"));
        var other = new Entry("古槐路恢复通车", rig.Origin.Url("/2.html"), "two", Feeds.Long("施工结束"));
        rig.Origin.Map("/feed", Feeds.Rss(other, entry), Feeds.Rss(other, entry with { Title = title, Text = text.Length == 8 ? Feeds.Long(text) : text }));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal("one", Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).Identity[5..]);
    }

    [Theory]
    [InlineData("", "本文已删除。")]
    [InlineData("【已撤稿】", "")]
    [InlineData("", "您访问的内容不存在")]
    public async Task A_feed_that_takes_back_most_of_its_articles_at_once_is_held(string mark, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] entries = [.. Enumerable.Range(1, 5).Select(i => new Entry($"第{i}号消息：{Named}", rig.Origin.Url($"/{i}.html"), $"id-{i}", Feeds.Long($"消防部门第{i}次到场处置")))];
        Entry[] broken = [.. entries.Select((e, i) => i == 4 ? e : e with { Title = mark + e.Title, Text = text.Length > 0 ? text : e.Text })];
        rig.Origin.Map("/feed", Feeds.Rss(entries), Feeds.Rss(broken), Feeds.Rss(entries));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Contains("withdrawn", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);
        await rig.PollAsync();

        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.All(await rig.LogAsync(), r => Assert.Equal(RevisionKind.New, r.Revision.Kind));
        Assert.Null((await rig.StateAsync()).Suspicion);
    }

    [Fact]
    public async Task A_feed_that_cuts_its_older_texts_to_teasers_corrects_nothing()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var entry = new Entry(Named, rig.Origin.Url("/1.html"), "one", Feeds.Long("消防部门到场处置"));
        rig.Origin.Map("/feed", Feeds.Rss(entry), Feeds.Rss(entry with { Text = entry.Text[..60] }), Feeds.Rss(entry with { Text = "该报道由消防部门提供，相关内容已删除部分细节" }));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 2; poll++)
            await rig.PollAsync();

        Assert.Equal(RevisionKind.New, Assert.Single(await rig.LogAsync()).Revision.Kind);
    }

    private static ArticleDraft Item(string title, int number, string text) => new() { Title = title, ContentText = text, Url = $"http://portal.example/{number}.html" };
}
