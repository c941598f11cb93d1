using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>The end of an alert is said as soon as its source says it, in whatever words, and never on a hope or an old copy.</summary>
public sealed class EndFlowTests(TestDatabases databases)
{
    private const string Missing = "寻人启事：陈小舟放学后走失";
    private const string MissingText = "陈小舟，男，8岁，身高一米二八，11月22日下午在任城区运河小学门口走失。\n身穿黄色羽绒服。联系人：陈先生 0537-555-0142。";
    private const string Tom = "Missing: Tom Barker, 9";
    private const string TomText = "Tom Barker was last seen on Mill Road.";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("走失儿童已安全回家", AlertEnd.Found)]
    [InlineData("陈小舟已被家人接回", AlertEnd.Found)]
    [InlineData("目前已与孩子取得联系", AlertEnd.Found)]
    [InlineData("警方已与陈小舟取得联系", AlertEnd.Found)]
    [InlineData("孩子已联系上", AlertEnd.Found)]
    [InlineData("孩子已与家人取得联系", AlertEnd.Found)]
    [InlineData("寻人结束：孩子安全", AlertEnd.Found)]
    [InlineData("寻人结束", AlertEnd.SearchOver)]
    [InlineData("人已安全找到，感谢各位", AlertEnd.Found)]
    [InlineData("陈小舟现已安全返家", AlertEnd.Found)]
    [InlineData("小舟已自行回到家中", AlertEnd.Found)]
    [InlineData("孩子已由亲属领回", AlertEnd.Found)]
    // What is no end of this search.
    [InlineData("希望孩子平安归来", null)]
    [InlineData("盼早日与孩子取得联系", null)]
    [InlineData("尚未与孩子取得联系", null)]
    [InlineData("警方已与孩子的父母取得联系", null)]
    [InlineData("警方已与家属取得联系", null)]
    [InlineData("家属最后一次与孩子取得联系是在昨天中午", null)]
    [InlineData("家人已多次尝试与孩子取得联系", null)]
    [InlineData("曾于2019年走失后被找到", null)]
    [InlineData("谣言：孩子已找到，为不实消息", null)]
    [InlineData("“孩子已找到”为不实消息", null)]
    [InlineData("请已找到孩子的市民与我们联系", null)]
    [InlineData("如孩子已安全回家请告知", null)]
    [InlineData("志愿者平安返回，孩子还没有消息", null)]
    [InlineData("今天的寻找结束了吗", null)]
    [InlineData("搜救队已安全撤回营地", null)]
    [InlineData("孩子已离家三天，家人盼其安全回家", null)]
    [InlineData("找到孩子的好心人将获得酬谢", null)]
    public void A_search_ends_by_words_of_fact_alone(string said, AlertEnd? end)
    {
        Assert.Equal(end, AlertEndings.ReadEdit(Missing, MissingText, Missing, MissingText + "\n" + said + "。")?.End);
        Assert.Equal(end, AlertEndings.ReadEdit(Missing, MissingText, said, MissingText)?.End);
    }

    [Theory]
    [InlineData("Tom Barker has returned home safe.", AlertEnd.Found)]
    [InlineData("Tom is back home with his family, has returned home.", AlertEnd.Found)]
    [InlineData("Tom Barker is no longer being sought.", AlertEnd.SearchOver)]
    [InlineData("Tom Barker has been located and is safe.", AlertEnd.Found)]
    [InlineData("Tom Barker has not yet been found.", null)]
    [InlineData("If found call 555 0142.", null)]
    [InlineData("Anyone who has found Tom should call us.", null)]
    [InlineData("Another boy is no longer being sought.", null)]
    [InlineData("The driver is no longer being sought.", null)]
    [InlineData("We hope he has returned home safe.", null)]
    [InlineData("He was found in 2019 after he had gone missing once before.", null)]
    [InlineData("Has Tom been found safe?", null)]
    public void An_English_search_ends_in_the_same_way(string said, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(Tom, TomText, Tom, TomText + "\n" + said)?.End);

    [Theory]
    [InlineData("济宁市暴雨红色预警", "暴雨红色预警降级", AlertEnd.Lowered)]
    [InlineData("济宁市暴雨红色预警", "暴雨红色预警信号已降级", AlertEnd.Lowered)]
    [InlineData("济宁市暴雨红色预警", "警报取消", AlertEnd.Lifted)]
    [InlineData("济宁市暴雨红色预警", "暴雨红色预警解除信号发布", AlertEnd.Lifted)]
    [InlineData("古槐路交通管制通知", "古槐路交通管制取消", AlertEnd.Lifted)]
    [InlineData("古槐路交通管制通知", "古槐路已恢复通行", AlertEnd.Lifted)]
    [InlineData("古槐路交通管制通知", "恢复通行", AlertEnd.Lifted)]
    [InlineData("城北片区停水公告", "城北片区停水结束", AlertEnd.Lifted)]
    [InlineData("城北片区停水公告", "抢修完成，现已恢复供水", AlertEnd.Lifted)]
    [InlineData("城北片区停电公告", "全部恢复供电", AlertEnd.Lifted)]
    [InlineData("Evacuation order for the Mill valley", "Evacuation order lifted", AlertEnd.Lifted)]
    [InlineData("Evacuation order for the Mill valley", "The evacuation order for the Mill valley has been cancelled.", AlertEnd.Lifted)]
    [InlineData("Storm alert for the coast", "Storm alert cancelled", AlertEnd.Lifted)]
    // What is no end of this warning.
    [InlineData("济宁市暴雨红色预警", "暴雨红色预警不会降级", null)]
    [InlineData("济宁市暴雨红色预警", "预警尚未解除", null)]
    [InlineData("济宁市暴雨红色预警", "因暴雨红色预警取消今晚演出", null)]
    [InlineData("济宁市暴雨红色预警", "受暴雨红色预警影响，停水结束时间推迟", null)]
    [InlineData("济宁市暴雨红色预警", "古槐路已恢复通行", null)]
    [InlineData("济宁市暴雨红色预警", "现已恢复供水", null)]
    [InlineData("防汛Ⅱ级应急响应启动", "交通管制已解除", null)]
    [InlineData("济宁市暴雨橙色预警", "暴雨红色预警降级", null)]
    [InlineData("城北片区停水公告", "预计18时恢复供水", null)]
    [InlineData("城北片区停水公告", "部分小区已恢复供水", null)]
    [InlineData("城北片区停水公告", "尚未恢复供水", null)]
    [InlineData("城北片区停水公告", "正在逐步恢复供水", null)]
    [InlineData("城北片区停水公告", "已恢复供电", null)]
    [InlineData("古槐路交通管制通知", "力争今晚恢复通行", null)]
    [InlineData("Storm warning for the coast", "The council lifted bans on fishing during the storm warning.", null)]
    [InlineData("Storm warning for the coast", "During the storm warning the bans were lifted.", null)]
    [InlineData("Storm warning for the coast", "The storm warning keeps schools closed and the bus service ended early.", null)]
    [InlineData("Storm warning for the coast", "The evacuation order has been lifted.", null)]
    [InlineData("Evacuation order for the Mill valley", "The evacuation order is expected to be lifted tonight.", null)]
    public void A_warning_ends_by_words_about_itself(string title, string said, AlertEnd? end) =>
        Assert.Equal(end, AlertEndings.ReadEdit(title, "请注意防范。Take care.", title, "请注意防范。Take care.\n" + said)?.End);

    [Theory]
    [InlineData("暴雨红色预警降级")]
    [InlineData("寻人结束：孩子安全")]
    public async Task A_title_that_is_an_end_from_the_start_is_not_urgent(string title)
    {
        await using var rig = await StartAsync();
        await rig.AppendAsync(rig.Source("/x", "x"), new ArticleDraft { Title = title, Url = "http://portal.example/1", ContentText = "感谢关注。" });
        Assert.NotEqual(Priority.Urgent, (await rig.LatestAsync()).Single().Priority);
    }

    [Theory]
    [InlineData("原稿已取消", true)]
    [InlineData("原稿取消，请勿刊用。", true)]
    [InlineData("上条消息取消刊发。", true)]
    [InlineData("原定活动已取消", false)]
    [InlineData("该活动消息属实，演出已取消", false)]
    public void A_manuscript_that_is_cancelled_is_withdrawn(string text, bool isWithdrawn) =>
        Assert.Equal(isWithdrawn, RetractionNotice.InPlaceOf("市图书馆周末讲座预告", text, "市图书馆周末讲座预告", FlowSite.Text(1)) is not null);

    [Theory]
    [InlineData(false, 404)]
    [InlineData(true, 404)]
    [InlineData(true, 503)]
    [InlineData(false, 200)]
    public async Task An_end_that_a_list_or_a_feed_reports_is_said_at_once_whatever_the_page_answers(bool isFeed, int page)
    {
        await using var rig = await StartAsync();
        string Document(string title) => isFeed
            ? "<rss version=\"2.0\"><channel><title>测试源</title><link>http://portal.example/</link><description>-</description>"
                + string.Concat(new[] { ("p", title) }.Concat(Enumerable.Range(0, 5).Select(n => (n.ToString(System.Globalization.CultureInfo.InvariantCulture), FlowSite.Title(n))))
                    .Select(i => $"<item><title>{i.Item2}</title><link>{rig.Origin.Url($"/n/{i.Item1}.html")}</link></item>")) + "</channel></rss>"
            : FlowSite.List(Enumerable.Range(0, 5)).Replace("<ul class=d1>", $"<ul class=d1><li><span>2026-11-23</span><a href=/n/p.html>{title}</a></li>", StringComparison.Ordinal);
        rig.Origin.Map("/it", Answers.Text(Document(Missing), isFeed ? "application/rss+xml" : "text/html; charset=utf-8"));
        foreach (var n in Enumerable.Range(0, 5))
            rig.Origin.Map($"/n/{n}.html", FlowSite.Page(n));
        rig.Origin.Map("/n/p.html", Notice(Missing, MissingText));
        rig.Follow(rig.Source("/it"));
        await FlowSite.PollsAsync(rig, 2, Hour);
        Assert.Equal(Priority.Urgent, (await SoughtAsync(rig)).Priority);

        rig.Origin.Map("/it", Answers.Text(Document("【已找到】" + Missing), isFeed ? "application/rss+xml" : "text/html; charset=utf-8"));
        if (page != 200)
            rig.Origin.Map("/n/p.html", Answers.Status(page));
        await rig.PollAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(AlertEnd.Found, (await SoughtAsync(rig)).EndedAs);
        Assert.Equal([$"Corrected {Missing}"], await FlowSite.ToldAsync(rig));

        // The page says it later, or never: nothing is said twice, nothing is taken back.
        rig.Origin.Map("/n/p.html", Notice(Missing, MissingText), Notice("【已找到】" + Missing, MissingText));
        await FlowSite.PollsAsync(rig, 6, Hour);
        Assert.True((await SoughtAsync(rig)).HasEnded);
        Assert.DoesNotContain((await rig.LogAsync()).Skip(7), r => r.Revision.Changes.Exists(c => c.Field == ChangedField.End));
    }

    [Theory]
    [InlineData("list once", false)]
    [InlineData("list for good", true)]
    [InlineData("list and page", true)]
    [InlineData("page too", false)]
    public async Task An_end_that_its_entry_alone_reported_is_taken_back_when_the_entry_takes_it_back(string flow, bool isOpen)
    {
        await using var rig = await StartAsync();
        RequestDelegate List(string title) => Answers.Text(FlowSite.List(Enumerable.Range(0, 5)).Replace("<ul class=d1>", $"<ul class=d1><li><span>2026-11-23</span><a href=/n/p.html>{title}</a></li>", StringComparison.Ordinal));
        var (open, found) = (List(Missing), List("【已找到】" + Missing));
        foreach (var n in Enumerable.Range(0, 5))
            rig.Origin.Map($"/n/{n}.html", FlowSite.Page(n));
        rig.Origin.Map("/n/p.html", Notice(Missing, MissingText));
        rig.Origin.Map("/it", open);
        rig.Follow(rig.Source("/it"));
        await FlowSite.PollsAsync(rig, 2, Hour);
        rig.Origin.Map("/it", found);
        if (flow is "page too" or "list and page")
            rig.Origin.Map("/n/p.html", Notice("【已找到】" + Missing, MissingText));
        await FlowSite.PollsAsync(rig, 3, Hour);
        Assert.Equal(AlertEnd.Found, (await SoughtAsync(rig)).EndedAs);

        if (flow == "list and page")
            rig.Origin.Map("/n/p.html", Notice(Missing, MissingText));
        if (flow == "list once")
            rig.Origin.Map("/it", open, found);
        else
            rig.Origin.Map("/it", open);
        await FlowSite.PollsAsync(rig, 8, Hour);

        var sought = await SoughtAsync(rig);
        Assert.Equal((isOpen, isOpen ? Priority.Urgent : Priority.Normal), (!sought.HasEnded, sought.Priority));
        Assert.Equal(isOpen ? 2 : 1, (await rig.LogAsync()).Count(r => r.Revision.Changes.Exists(c => c.Field == ChangedField.End)));
    }

    [Fact]
    public async Task An_old_copy_served_once_makes_nobody_missing_again()
    {
        await using var rig = await StartAsync();
        Entry[] rest = [.. Enumerable.Range(0, 5).Select(n => FlowSite.Entry(n))];
        var text = MissingText + string.Concat(Enumerable.Repeat("请大家留意路边和公园，看到相似的孩子先陪着他，再拨打电话。", 8));
        var open = Feeds.Rss([new Entry(Missing, "http://portal.example/p", "p", text), .. rest]);
        var closed = Feeds.Rss([new Entry("【已找到】" + Missing, "http://portal.example/p", "p", text), .. rest]);
        rig.Origin.Map("/it", open);
        rig.Follow(rig.Source("/it"));
        await FlowSite.PollsAsync(rig, 2, Hour);
        rig.Origin.Map("/it", closed, closed, open, closed);
        await FlowSite.PollsAsync(rig, 8, Hour);

        Assert.Equal(AlertEnd.Found, (await rig.LatestAsync()).Single(a => a.Identity == "guid:p").EndedAs);
        Assert.Single(await FlowSite.ToldAsync(rig));
    }

    [Theory]
    [InlineData("2人受伤", "5人受伤")]
    [InlineData("三名学生走散", "五名学生走散")]
    public async Task A_headline_with_another_number_under_an_address_of_another_spelling_is_noticed_at_the_next_poll(string was, string became)
    {
        await using var rig = await StartAsync();
        string Titled(string what) => $"古槐路桥面塌陷{what}现场已经封闭";
        string List(int visit, string what) => FlowSite.List(Enumerable.Range(0, 5), "/n/{0}.html?_=" + (1732300000 + visit))
            .Replace("<ul class=d1>", $"<ul class=d1><li><span>2026-11-23</span><a href=\"/n/p.html?_={1732300000 + visit}\">{Titled(what)}</a></li>", StringComparison.Ordinal);
        void Show(int visit, string what)
        {
            rig.Origin.Map("/news/", Answers.Text(List(visit, what)));
            foreach (var query in Enumerable.Range(0, 9).Select(v => $"?_={1732300000 + v}"))
            {
                foreach (var n in Enumerable.Range(0, 5))
                    rig.Origin.Map($"/n/{n}.html{query}", FlowSite.Page(n));
                rig.Origin.Map("/n/p.html" + query, Notice(Titled(what), $"今天上午桥面塌陷，{what}，" + FlowSite.Text(8)));
            }
        }

        Show(0, was);
        rig.Follow(rig.Source("/news/"));
        // Late enough that no visit is planned soon.
        await FlowSite.PollsAsync(rig, 3, TimeSpan.FromDays(1));
        Show(1, was);
        await rig.PollAsync(TimeSpan.FromMinutes(6));
        Assert.Empty(await FlowSite.ToldAsync(rig));
        var asked = rig.Origin.Requests.Count(r => r.Path.StartsWith("/n/", StringComparison.Ordinal));

        Show(2, became);
        await rig.PollAsync(TimeSpan.FromMinutes(6));
        Assert.Equal([$"Corrected {Titled(became)}"], await FlowSite.ToldAsync(rig));
        Show(3, became);
        await rig.PollAsync(TimeSpan.FromMinutes(6));
        Assert.Single(await FlowSite.ToldAsync(rig));
        Assert.InRange(rig.Origin.Requests.Count(r => r.Path.StartsWith("/n/", StringComparison.Ordinal)) - asked, 1, 3);
    }

    public static TheoryData<string> HostileTexts()
    {
        var data = new TheoryData<string>();
        foreach (var word in (string[])["从", "在上", "于", "自起", "请各", "各", "将该文", "把本文", "本网", "已", "被", "因", "由于", "应要求", "经", "根据，", "更新：", "本文内容有误，", "我们", "题为〓", "发布", "走失人员", "今天下午"])
            data.Add(word);
        return data;
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void No_text_exhausts_the_patterns_of_withdrawals_and_ends(string word)
    {
        var many = string.Concat(Enumerable.Repeat(word, 280 / word.Length));
        foreach (var text in (string[])[many + "撤回x", "本文" + many + "撤回x", "《一篇文章》" + many + "删除吗", "暴雨红色预警" + many + "解除吗", "暴雨预警" + many + "取消演出", "孩子" + many + "找到吗"])
        {
            Assert.Equal(Reach.None, WithdrawalWords.In(Quote.Marked(text), isWritten: true));
            Assert.Null(RetractionNotice.InPlaceOf("标题", text, "标题", FlowSite.Text(1)));
            Assert.False(SeparateNotice.Read("撤稿声明", text)?.TakesBack ?? false);
            Assert.Empty(EndWords.In(text, FeedBot.Articles.Subjects.SubjectKind.Warning));
            Assert.Empty(EndWords.In(text, FeedBot.Articles.Subjects.SubjectKind.Missing));
            Assert.Null(AlertEndings.ReadEdit(Missing, MissingText, Missing, MissingText + "\n" + many + "x已找到"));
        }
    }

    private static RequestDelegate Notice(string title, string text) => Answers.Text(
        $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>时间：2026-11-23 08:00 来源：某日报</div><div class=content>"
        + string.Concat(text.Split('\n').Select(p => $"<p>{p}</p>")) + "</div></body></html>");

    private static async Task<Article> SoughtAsync(ArticlesRig rig) =>
        (await rig.LatestAsync()).Single(a => a.Title.Contains("陈小舟", StringComparison.Ordinal));

    private async Task<ArticlesRig> StartAsync()
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Categories = [new Category { Id = "urgent", Name = new("紧急", "Urgent"), Priority = Priority.Urgent, Match = new() { Title = ["寻人", "预警"] } }],
        };
        return rig;
    }
}
