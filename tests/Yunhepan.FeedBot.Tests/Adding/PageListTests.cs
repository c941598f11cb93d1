using System.Text;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A page with several lists shows them one by one, and the chosen one alone is followed.</summary>
public sealed class PageListTests
{
    private static readonly string[] News = ["渡口今天上午恢复通航", "图书馆周末延长开放时间", "灯会改到下周日举行", "老桥加固工程通过验收"];
    private static readonly string[] Notices = ["关于停水两天的紧急通告", "关于城东道路封闭的通告", "关于低保复核工作的通告"];
    private static readonly string[] Events = ["社区义诊活动周六开始", "少儿书法班开始报名了", "皮影戏周末在老戏台演"];

    [Fact]
    public void Lists_that_look_alike_are_told_apart_and_each_selector_finds_its_own_entries()
    {
        var page = Page(Box("要闻", News) + Box("通告", Notices) + Box("活动", Events));

        var lists = Lists(page);

        Assert.Equal(3, lists.Count);
        foreach (var (titles, heading) in new[] { (News, "要闻"), (Notices, "通告"), (Events, "活动") })
        {
            var list = Assert.Single(lists, l => l.Entries[0].Title == titles[0]);
            Assert.Equal(titles, list.Entries.Select(e => e.Title));
            Assert.Equal(heading, list.Heading);
            Assert.All(list.Entries, e => Assert.NotNull(e.Published));
            Assert.Equal(titles, Read(page, list.Items)!.Items.Select(i => i.Title));
        }
    }

    [Fact]
    public void Ids_and_classes_are_preferred_so_that_a_box_may_move()
    {
        var page = Page($"<div id=\"top\"><h3>要闻</h3>{List(News)}</div><div class=\"notice box\"><h3>通告</h3>{List(Notices)}</div>");
        var moved = Page($"<p>欢迎来访</p><div class=\"notice box\"><h3>通告</h3>{List(Notices)}</div><div id=\"top\"><h3>要闻</h3>{List(News)}</div>");

        var notices = Assert.Single(Lists(page), l => l.Entries[0].Title == Notices[0]);

        Assert.Equal(Notices, Read(moved, notices.Items)!.Items.Select(i => i.Title));
    }

    [Fact]
    public void Rows_with_a_category_before_the_title_and_tables_are_read_by_their_titles()
    {
        var rows = string.Concat(Notices.Select((t, i) => $"<tr><td><a href=\"/c/{i}/\">[通告]</a> <a href=\"/n/{i}.html\">{t}</a></td><td>2026-11-0{i + 1}</td></tr>"));
        var page = Page($"{Box("要闻", News)}<table class=\"board\">{rows}</table>");

        var notices = Assert.Single(Lists(page), l => l.Entries.Any(e => e.Title == Notices[0]));

        Assert.Equal(Notices, notices.Entries.Select(e => e.Title));
    }

    [Fact]
    public void Where_the_chosen_list_is_gone_no_other_one_is_taken()
    {
        var lists = Lists(Page($"<div id=\"a\">{List(News)}</div><div id=\"b\">{List(Notices)}</div>"));
        var notices = lists.Single(l => l.Entries[0].Title == Notices[0]);

        Assert.Null(Read(Page($"<div id=\"a\">{List(News)}</div>"), notices.Items));
    }

    [Fact]
    public async Task The_button_shows_the_next_list_and_only_the_chosen_one_alerts()
    {
        await using var rig = await AddingRig.StartAsync();
        Map(rig, News, Notices);
        var person = await rig.PersonAsync();
        var card = await person.SayAsync(rig.Origin.Url("/town/"), "找到了");
        for (var tries = 0; !card.Text.Contains("通告", StringComparison.Ordinal) || card.Text.Contains(News[0], StringComparison.Ordinal); tries++)
        {
            Assert.InRange(tries, 0, 3);
            card = await person.PressAsync(card, "换一个列表", "找到了");
        }

        await person.PressAsync(card, "关注", "已关注");
        await rig.PollAsync();
        Map(rig, ["新的要闻一条也不该来", .. News], ["关于明天停电检修的通告", .. Notices]);
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return await rig.InAsync<AlertsDb, bool>(db => db.Receipts.AnyAsync(r => r.Outcome == DeliveryOutcome.Sent, AddingRig.Cancel));
        });

        await person.SeeAsync("关于明天停电检修的通告");
        Assert.Equal(1, await rig.InAsync<AlertsDb, int>(db => db.Receipts.CountAsync(AddingRig.Cancel)));
        var source = await rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.SingleAsync(s => s.State == AddedSourceState.Approved, AddingRig.Cancel));
        Assert.NotNull(source.Items);
    }

    [Fact]
    public async Task A_page_with_one_list_says_that_there_is_no_other()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var card = await person.SayAsync(rig.MapList("/news/", "运河镇新闻", News), "找到了");

        await person.PressAsync(card, "换一个列表", "别的列表");
    }

    private static void Map(AddingRig rig, string[] news, string[] notices)
    {
        rig.Origin.Map("/town/", Answers.Text(Page(Box("要闻", news) + Box("通告", notices))));
        foreach (var title in news.Concat(notices))
            rig.Origin.Map(PathOf(title), Answers.Text(
                $"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>2026-11-29 来源：运河镇</div><div><p>{title}，具体安排请看社区公告栏，居民可以到服务站咨询，工作人员全天在岗。</p><p>施工期间请大家提前安排出行，注意安全，如有疑问请拨打服务热线。</p></div></body></html>"));
    }

    private static string PathOf(string title) => $"/town/{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(title))[..24]}{title.Length}.html";

    private static string Box(string heading, string[] titles) => $"<div class=\"box\"><h3>{heading}</h3>{List(titles)}</div>";

    private static string List(string[] titles) =>
        $"<ul>{string.Concat(titles.Select((t, i) => $"<li><span>2026-11-{29 - i}</span><a href=\"{PathOf(t)}\">{t}</a></li>"))}</ul>";

    private static string Page(string body) =>
        $"<html><head><title>运河镇</title></head><body><div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/town/\">镇上</a></div>{body}<div class=\"foot\">版权所有</div></body></html>";

    private static ParseRequest Request(string page) => new()
    {
        Content = Encoding.UTF8.GetBytes(page), Url = "http://town.example/town/", ContentType = "text/html; charset=utf-8",
        FetchedAt = new DateTimeOffset(2026, 11, 29, 4, 0, 0, TimeSpan.Zero),
    };

    private static IReadOnlyList<PageList> Lists(string page) => DocumentParser.Lists(Request(page), TestContext.Current.CancellationToken);

    private static ParsedFeed? Read(string page, string items) => (DocumentParser.Parse(
        Request(page) with { Expected = DocumentForm.List, Selectors = new PageSelectors { Items = items, IsRequired = true } },
        TestContext.Current.CancellationToken) as ParseResult.Parsed)?.Feed;
}
