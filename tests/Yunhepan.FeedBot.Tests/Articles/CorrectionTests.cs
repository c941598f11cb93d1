using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class CorrectionTests(TestDatabases databases)
{
    private const string Text =
        """
        本报讯（记者 李建国）昨日上午8时30分，任城区一居民楼发生火情，消防部门出动5辆消防车到场处置。
        经初步统计，事故造成2人轻伤，过火面积约30平方米，起火原因正在调查。
        市民可拨打热线0537-2345678反映情况，救助物资将于11月26日发放。
        """;

    private static ArticleDraft Item(string text = Text, string title = "任城区一居民楼发生火情") =>
        new() { Title = title, ContentText = text, Url = "http://portal.example/1.html" };

    [Theory]
    [InlineData("8时30分", "9时30分", ChangedField.Time, "昨日上午8时30分", "昨日上午9时30分")]
    [InlineData("11月26日", "11月28日", ChangedField.Time, "11月26日", "11月28日")]
    [InlineData("2人轻伤", "3人轻伤", ChangedField.Number, "2人", "3人")]
    [InlineData("30平方米", "130平方米", ChangedField.Number, "30平方米", "130平方米")]
    [InlineData("记者 李建国", "记者 李建军", ChangedField.Name, "李建国", "李建军")]
    [InlineData("记者 李建国", "记者 王芳", ChangedField.Name, "李建国", "王芳")]
    public void A_changed_fact_is_reported_with_its_old_and_new_value(string was, string became, ChangedField field, string before, string after)
    {
        var changes = FactChanges.Between(Text, Text.Replace(was, became, StringComparison.Ordinal));

        Assert.Equal([new ArticleChange(field, before, after)], changes);
    }

    [Theory]
    [InlineData("因信息来源不实，本文已撤稿。", "因信息来源不实，本文已撤稿")]
    [InlineData("经核实，文中起火时间有误。本文已撤稿。特此致歉。", "经核实，文中起火时间有误。本文已撤稿")]
    [InlineData("This article has been retracted. We could not verify its claims. We apologise.", "This article has been retracted. We could not verify its claims")]
    [InlineData("本文已删除。返回首页。", "本文已删除")]
    public void The_words_of_a_notice_say_why(string text, string words)
    {
        var article = new Article
        {
            Title = "任城区一居民楼发生火情", Url = "http://portal.example/1.html", SourceId = "s", Identity = "1", PublicId = Guid.Empty, ContentHash = "",
            WithdrawnAs = WithdrawalKind.Notice, WithdrawnReason = new Withdrawal.Notice(RetractionNotice.InPlaceOf("任城区一居民楼发生火情", text)!).Reason,
        };

        Assert.Equal(words, Withdrawal.Notice.WordsFor(article));
        article.IsTakenDown = true;
        Assert.Null(Withdrawal.Notice.WordsFor(article));
        (article.IsTakenDown, article.WithdrawnReason) = (false, new Withdrawal.Notice("【已撤稿】任城区一居民楼发生火情").Reason);
        Assert.Null(Withdrawal.Notice.WordsFor(article));
        (article.WithdrawnAs, article.WithdrawnReason) = (WithdrawalKind.PageGone, new Withdrawal.PageGone("404").Reason);
        Assert.Null(Withdrawal.Notice.WordsFor(article));
    }

    [Fact]
    public void Changed_facts_in_Latin_script_are_reported_too()
    {
        const string Before = "Mayor John Smith said on Tuesday that 12 people were hurt at 9:15 pm in the fire on Mill Road.";
        const string After = "Mayor John Smyth said on Wednesday that 14 people were hurt at 9:45 pm in the fire on Mill Road.";

        Assert.Equal(
            [
                new ArticleChange(ChangedField.Name, "Mayor John Smith", "Mayor John Smyth"),
                new ArticleChange(ChangedField.Time, "Tuesday", "Wednesday"),
                new ArticleChange(ChangedField.Number, "12 people", "14 people"),
                new ArticleChange(ChangedField.Time, "9:15 pm", "9:45 pm"),
            ],
            FactChanges.Between(Before, After));
    }

    [Fact]
    public void A_text_written_anew_has_no_list_of_facts()
    {
        var anew = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"第{i}段完全是另一回事，与先前毫无关系，共{i * 7}件。"));

        Assert.Empty(FactChanges.Between(Text, anew));
        Assert.Empty(FactChanges.Between(anew, Text));
    }

    [Theory]
    [InlineData("\n阅读：1234", "\n阅读：98765")]
    [InlineData("\n点击量（56）次 评论(3)", "\n点击量（812）次 评论(44)")]
    [InlineData("\n已有12人参与", "\n已有3,456人参与")]
    [InlineData("\n3小时前", "\n2天前")]
    [InlineData("\n【广告】秋冬新品上市", "\n【广告】年货大集开幕")]
    [InlineData("", "\n扫码关注某某公众号")]
    [InlineData("\n上一篇：今日天气", "\n上一篇：明日天气")]
    [InlineData("\n1,204 views", "\n9,876 views")]
    [InlineData("\nAdvertisement: Buy one", "\nAdvertisement: Get two")]
    [InlineData("\n", "\n\n　　")]
    public void Counters_advertisements_and_spacing_are_not_substantive(string one, string other) =>
        Assert.True(ArticleSubstance.Same("题", Text + one, "题", Text + other));

    [Theory]
    [InlineData("3人", "4人")]
    [InlineData("不", "")]
    [InlineData("评论员认为3人", "评论员认为4人")]
    [InlineData("浏览器有3个漏洞", "浏览器有5个漏洞")]
    public void What_readers_must_know_is_substantive(string one, string other) =>
        Assert.False(ArticleSubstance.Same("题", Text + one, "题", Text + other));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_says_what_changed_and_keeps_what_was(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/"), Item());
        await rig.AppendAsync(rig.Source("/"), Item(Text + "\n阅读：77"));
        Assert.Single(await rig.LogAsync());

        await rig.AppendAsync(rig.Source("/"), Item(Text.Replace("2人轻伤", "3人轻伤", StringComparison.Ordinal).Replace("11月26日", "11月28日", StringComparison.Ordinal)));

        var revision = (await rig.LogAsync())[^1].Revision;
        Assert.Equal(RevisionKind.Corrected, revision.Kind);
        Assert.Equal([ChangedField.Text, ChangedField.Number, ChangedField.Time], revision.Changes.Select(c => c.Field));
        Assert.Equal(("11月26日", "11月28日"), (revision.Changes[2].Before, revision.Changes[2].After));
        var version = Assert.Single(await rig.InScopeAsync(s => ((ArticlesDb)s.GetService(typeof(ArticlesDb))!).Versions.ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal((revision.Number, Text), (version.ReplacedBy, version.ContentText));
    }

    [Fact]
    public async Task Where_there_is_no_text_another_summary_is_a_correction()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/"), Item(text: "") with { Summary = "事故造成2人轻伤。" });

        await rig.AppendAsync(rig.Source("/"), Item(text: "") with { Summary = "事故造成3人轻伤。" });

        var revision = (await rig.LogAsync())[^1].Revision;
        Assert.Equal((RevisionKind.Corrected, 2), (revision.Kind, revision.Number));
        Assert.Contains(new ArticleChange(ChangedField.Number, "2人", "3人"), revision.Changes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-11-20T08:00:00+08:00")]
    [InlineData("2096-01-01T00:00:00+08:00")]
    public async Task A_correction_is_dated_when_it_was_seen_unless_its_source_says_better(string? stated)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var modified = stated is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(stated, System.Globalization.CultureInfo.InvariantCulture);
        await rig.AppendAsync(rig.Source("/"), Item() with { ModifiedAt = modified });
        Assert.True(Assert.Single(await rig.LatestAsync()).Updated <= rig.Time.GetUtcNow());
        rig.Time.Advance(TimeSpan.FromHours(3));

        await rig.AppendAsync(rig.Source("/"), Item(Text.Replace("2人轻伤", "3人轻伤", StringComparison.Ordinal)) with { ModifiedAt = modified });
        Assert.Equal(rig.Time.GetUtcNow(), Assert.Single(await rig.LatestAsync()).Updated);

        var earlier = rig.Time.GetUtcNow().AddMinutes(30);
        rig.Time.Advance(TimeSpan.FromHours(3));
        await rig.AppendAsync(rig.Source("/"), Item(Text.Replace("2人轻伤", "4人轻伤", StringComparison.Ordinal)) with { ModifiedAt = earlier });
        Assert.Equal(earlier, Assert.Single(await rig.LatestAsync()).Updated);
    }

    [Theory]
    [InlineData("任城区一居民楼发生火情", "本文已撤稿，给读者带来不便，敬请谅解。")]
    [InlineData("【撤稿】任城区一居民楼发生火情", Text)]
    [InlineData("任城区一居民楼发生火情", "该文章已被作者删除")]
    [InlineData("任城区一居民楼发生火情", "您访问的页面不存在")]
    [InlineData("Retracted: A fire in Rencheng", "")]
    [InlineData("A fire in Rencheng", "This article has been retracted by the editors.")]
    [InlineData("任城区一居民楼发生火情", "文章已下架。")]
    [InlineData("任城区一居民楼发生火情", "因内容存在争议，编辑部决定撤下此文。")]
    [InlineData("任城区一居民楼发生火情", "【本稿已作废】")]
    [InlineData("任城区一居民楼发生火情【作废】", "作废")]
    [InlineData("任城区一居民楼发生火情", "该内容因违规无法查看")]
    [InlineData("任城区一居民楼发生火情", "[Removed]")]
    [InlineData("[deleted]", "[deleted]")]
    [InlineData("任城区一居民楼发生火情", "该稿件因来源有误已撤回，请勿转载。\n运河新闻网编辑部\n2026年11月25日")]
    [InlineData("任城区一居民楼发生火情", "本稿件已由发布方撤回。")]
    [InlineData("任城区一居民楼发生火情", "此文已被原发布者收回。")]
    [InlineData("任城区一居民楼发生火情", "本文经核实为不实信息，现已删除，特此致歉。")]
    [InlineData("任城区一居民楼发生火情", "编辑部声明：原文与事实不符，已予删除。")]
    [InlineData("任城区一居民楼发生火情", "该文不实，已撤。")]
    [InlineData("任城区一居民楼发生火情", "此帖已被楼主删除")]
    [InlineData("任城区一居民楼发生火情", "This story has been taken offline following a complaint.")]
    [InlineData("任城区一居民楼发生火情", "We have pulled this article pending review.")]
    [InlineData("任城区一居民楼发生火情", "The Gazette has withdrawn this story.")]
    [InlineData("任城区一居民楼发生火情", "This page has been unpublished at the author's request.")]
    [InlineData("任城区一居民楼发生火情", "The following article has been retracted.")]
    [InlineData("【撤回】任城区一居民楼发生火情", Text)]
    [InlineData("撤下：任城区一居民楼发生火情", Text)]
    [InlineData("撤稿｜任城区一居民楼发生火情", Text)]
    [InlineData("任城区一居民楼发生火情 [pulled]", Text)]
    public async Task A_notice_that_replaces_an_article_withdraws_it(string title, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/"), Item());

        var changes = await rig.AppendAsync(rig.Source("/"), Item(text, title));

        Assert.StartsWith("notice: ", Assert.Single(changes.Withdrawn).WithdrawnReason, StringComparison.Ordinal);
        Assert.Empty(await rig.LatestAsync());
        Assert.Equal([RevisionKind.New, RevisionKind.Withdrawn], (await rig.LogAsync()).Select(r => r.Revision.Kind));
    }

    [Theory]
    [InlineData("学者呼吁规范论文撤稿制度", "多名学者指出，论文撤稿制度应当更加透明。")]
    [InlineData("更正：火情致3人轻伤", Text)]
    [InlineData("某公司撤回上市申请", "某公司昨日撤回上市申请。")]
    [InlineData("平台下架违规商品", "平台已删除违规商品链接一千余条。")]
    [InlineData("男子造谣被拘留", "网警通报，目前该帖已删除，发帖人王某被行政拘留。")]
    [InlineData("网传视频系摆拍", "警方通报称，该视频已被删除，发布者被批评教育。")]
    [InlineData("一批饮料被检出不合格", "市监局通报，该条信息涉及的产品已全部下架。")]
    [InlineData("条例修正案通过", "该条例删除第五条，本条例自公布之日起施行。")]
    [InlineData("谨防诈骗短信", "收到此信息请立即删除，切勿点击链接。")]
    [InlineData("扩散寻人", "走失男孩，8岁。这条信息请不要删除。")]
    [InlineData("平台升级公告", "该信息平台今晚下线升级，明早恢复。")]
    [InlineData("公交线路调整", "此条公交线路即日起撤销，改走建设路。")]
    [InlineData("旧设备退役", "该视频监控系统上线，旧系统同日下线。")]
    [InlineData("机构改革", "该信息中心撤销后并入大数据局。")]
    [InlineData("项目进展", "项目总投资三千万元。更新：本文此前版本的配图已删除。")]
    [InlineData("停水提醒", "今晚八点停水。本帖不会删除。")]
    [InlineData("高校处理教师", "经查该文章存在抄袭，期刊已撤稿，学校给予处分。")]
    [InlineData("Mayor apologises", "The mayor apologised for a tweet. This post was deleted an hour later, her office said.")]
    [InlineData("Parking plan dropped", "The council met on Friday. This item was removed from the agenda.")]
    [InlineData("Outpost abandoned", "The army said this post was withdrawn after the attack.")]
    [InlineData("撤回：部队从边境撤回", "部队已撤回营地。")]
    [InlineData("撤下旧广告牌", "工人昨日撤下旧广告牌。")]
    [InlineData("修订说明", "本文已删除部分敏感图片。")]
    [InlineData("Case reassigned", "The judge has withdrawn from this case.")]
    [InlineData("Jacket recalled", "The maker has withdrawn this item from sale.")]
    [InlineData("Plan dropped", "The council has withdrawn the report.")]
    public void News_about_retractions_is_not_a_retraction(string title, string text) =>
        Assert.Null(RetractionNotice.InPlaceOf(title, text));

    [Fact]
    public void A_page_that_was_never_read_is_not_taken_back_by_what_it_said_from_the_start() =>
        Assert.Null(RetractionNotice.InPlaceOf("任城区一居民楼发生火情", "该文章已被作者删除。", "任城区一居民楼发生火情", ""));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_separate_notice_withdraws_the_article_it_names(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/"), Item());
        await rig.AppendAsync(rig.Source("/o", "other"), Item(title: "任城区一居民楼发生火情", text: "另一家的报道，文字完全不同。") with { Url = "http://other.example/1" });

        await rig.AppendAsync(rig.Source("/"), new ArticleDraft
        {
            Title = "撤稿声明",
            ContentText = "本网11月25日刊发的《任城区一居民楼发生火情》一文与事实不符，现予撤稿，向读者致歉。",
            Url = "http://portal.example/2.html",
        });

        Assert.Equal("notice: 撤稿声明", Assert.Single(await rig.WithdrawnAsync(new ArticleFilter { SourceId = "s" })).WithdrawnReason);
        Assert.Empty(await rig.WithdrawnAsync(new ArticleFilter { SourceId = "other" }));
    }
}
