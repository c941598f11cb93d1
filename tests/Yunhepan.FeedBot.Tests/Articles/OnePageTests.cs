using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// A source that is one page remembers its article: a page that replaces it is no news and corrects nothing (ADR 75).
/// </summary>
public sealed class OnePageTests(TestDatabases databases)
{
    private const string Headline = "河西片区供水管网改造工程进展通报";

    private static readonly string Text = string.Concat(((string[])
    [
        "河西片区供水管网改造分为三个标段，全长十二公里，涉及四个街道、九个居民小区。", "一标段已经完成沟槽开挖和管道铺设，施工单位正在组织打压试验。",
        "二标段因穿越铁路，改用顶管工艺，比原计划晚开工八天。", "三标段沿河敷设，挖出的淤泥全部运往指定弃土场。", "施工期间，沿线居民用水由应急水车保障，每日早晚各送一次。",
        "改造后管径由三百毫米增至五百毫米，水压可提高一成以上。", "工程预计本月底前恢复正常供水，届时将进行管道冲洗。", "冲洗时出现短时浑浊属正常现象，放水数分钟即可。", "市民如有疑问，可拨打供水服务热线咨询。",
    ]).Select(p => $"<p>{p}</p>"));

    public static TheoryData<string> Notes() =>
    [
        Note("订阅后继续阅读", "<p>本文为会员专享内容，开通会员后即可阅读全文。</p><p>已经是会员？请先登录。</p>"),
        Note("在客户端打开", "<p>请在手机客户端内打开本页，继续阅读全文。</p>"),
        Note("提示信息", "<p>指定的主题不存在或已被删除或正在被审核</p><p><a href=/>[ 点击这里返回上一页 ]</a></p>"),
        Note("百度安全验证", "<p>网络不给力，请稍后重试</p><p>返回首页</p><p>问题反馈</p>"),
        Note("Subscribe to continue", "<p>Subscribe to continue reading this story and get unlimited access to all our reporting.</p><p>Already a subscriber? Sign in.</p>"),
        Note("Before you continue", "<p>We and our partners use cookies and similar technologies to process personal data.</p><button>Accept all</button>"),
        Note("Slow down", "<p>You are sending requests too quickly. Wait a while and try again.</p>"),
        // In words that no list has.
        Note("今日歇业", "<p>掌柜外出进货，小店明日照常开门，劳烦诸位街坊多跑一趟，茶水算在掌柜账上。</p>"),
        Note("A short pause", string.Concat(Enumerable.Repeat("<p>The kettle is on and the reading room opens again after tea; kindly leave your umbrella at the door.</p>", 8))),
        // A wall that keeps the headline, and one that is signed and dated by its visit.
        Note(Headline, "<p>精彩内容，尽在掌上河西。轻触下方按钮，好戏连台。</p>"),
        Note(Headline, "<div class=info>时间：2026-11-23 08:00 来源：河西水务</div>" + Text[..Text.IndexOf("<p>三标段", StringComparison.Ordinal)] + "<p>打开APP阅读全文</p>"),
    ];

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task A_note_in_the_place_of_the_one_article_is_neither_news_nor_a_correction(string note)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 08:00", Text));
        rig.Follow(rig.Source("/works.html"));
        await rig.PollAsync();

        rig.Origin.Map("/works.html", Answers.Text(note));
        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromHours(i < 6 ? 1 : 20));

        Assert.Single(await rig.LogAsync());
        Assert.Equal(Headline, (await rig.LatestAsync()).Single().Title);
        var state = await rig.StateAsync();
        Assert.True(state.IsInDoubt && state.Suspicion is not null);

        // It is there again, and goes on.
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 08:00", Text.Replace("本月底", "下月中旬", StringComparison.Ordinal)));
        await rig.PollAsync(TimeSpan.FromDays(3));
        Assert.Equal([RevisionKind.New, RevisionKind.Corrected], (await rig.LogAsync()).Select(r => r.Revision.Kind));
        Assert.False((await rig.StateAsync()).IsInDoubt);
    }

    /// <summary>A date that changes with each visit is the time of the visit.</summary>
    [Fact]
    public async Task A_signed_note_that_is_dated_at_each_visit_is_no_article()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 08:00", Text));
        rig.Follow(rig.Source("/works.html"));
        await rig.PollAsync();
        for (var i = 0; i < 8; i++)
        {
            var body = string.Concat(Enumerable.Repeat("<p>后厨正在备菜，前厅稍坐片刻，伙计会按先后次序唤号，茶水点心自取。</p>", 12));
            rig.Origin.Map("/works.html", Article("稍坐片刻", $"2026-11-23 {19 + (i / 6)}:{i % 6}1", body));
            await rig.PollAsync(TimeSpan.FromHours(1));
        }

        Assert.Single(await rig.LogAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_next_article_in_the_place_of_the_one_is_news_when_it_says_the_same_twice(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 08:00", Text));
        rig.Follow(rig.Source("/works.html"));
        await rig.PollAsync();
        rig.Origin.Map("/works.html", Article("寻找走失儿童王小宝", "2026-11-23 18:30",
            string.Concat(Enumerable.Repeat("<p>王小宝，男，七岁，身高一米二，上身穿红色羽绒服，今日放学后在南门菜场附近走失，知情者请速与派出所联系。</p>", 7))));
        await rig.PollAsync();
        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal([(Headline, RevisionKind.New, false), ("寻找走失儿童王小宝", RevisionKind.New, true)],
            (await rig.LogAsync()).Select(r => (r.Article.Title, r.Revision.Kind, r.Revision.Alerting)));
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.Equal(2, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [InlineData("本文已撤稿。", RevisionKind.Withdrawn)]
    [InlineData("今天上午挖断一处燃气管线，现场已经封闭，工程全线停下，复工的日子另行通知。</p><p>封闭期间改由第二水厂转供，水压有所下降，高层住户可到小区门口的水车取水。", RevisionKind.Corrected)]
    public async Task A_publishers_notice_in_place_of_the_article_still_counts(string text, RevisionKind expected)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 08:00", Text));
        rig.Follow(rig.Source("/works.html"));
        await rig.PollAsync();
        rig.Origin.Map("/works.html", Article(Headline, "2026-11-23 17:00", $"<p>{text}</p>"));
        await rig.PollAsync();

        Assert.Equal([RevisionKind.New, expected], (await rig.LogAsync()).Select(r => r.Revision.Kind));
    }

    private static string Note(string title, string body) => $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>";

    private static RequestDelegate Article(string title, string at, string body) => Answers.Text(
        Note(title, $"<div class=info>时间：{at} 来源：河西水务</div><div class=content>{body}</div>"));
}
