using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>An address that is given to another article does not correct the previous one (ADR 75).</summary>
public sealed class ReusedAddressTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private static readonly string Works = string.Concat(Enumerable.Repeat("古槐路综合改造工程已经恢复双向通车，机动车按标线行驶，公交线路恢复原线运行。", 8));

    private static readonly string Storm = string.Concat(Enumerable.Repeat("A gale from the north is expected tonight; ferries stay in harbour and the bridge closes to lorries. ", 6));

    public static TheoryData<string?, string?, string, string, bool> Reuses() => new()
    {
        { null, null, "Gale warning for the coast", Storm, true },
        { null, "g-2", "Gale warning for the coast", Storm, true },
        { "g-1", null, "南湖公园举办菊花展", string.Concat(Enumerable.Repeat("南湖今年种下三万盆菊花，分为六个展区，市民凭身份证免费入园观赏。", 8)), true },
        { null, null, "寻人启事：陈小舟放学后走失", string.Concat(Enumerable.Repeat("陈小舟，男，八岁，身高一米二八，放学后在城东小学门口走失，身穿黄色羽绒服。", 8)), true },
        // The same article told better: its text stays, or its headline does, or its time.
        { null, null, "古槐路全线恢复通车", Works + "夜间仍有零星收尾作业。", false },
        { null, null, "Gu Huai road is open again", Works + "夜间仍有零星收尾作业。", false },
        { "g-1", "g-1", "南湖公园举办菊花展", string.Concat(Enumerable.Repeat("南湖今年种下三万盆菊花，分为六个展区，市民凭身份证免费入园观赏。", 8)), false },
        // A warning is news even under the guid of another article (ADR 88).
        { "g-1", "g-1", "Gale warning for the coast", Storm, true },
    };

    [Theory]
    [MemberData(nameof(Reuses))]
    public async Task A_known_address_with_a_wholly_different_article_is_new_and_the_old_one_stands(string? idBefore, string? idNow, string title, string text, bool isAnother)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] rest = [.. Enumerable.Range(1, 4).Select(n => new Entry($"旧闻第{n}则完整标题", $"http://portal.example/{n}.html", Text: Feeds.Long($"第{n}站"), At: Morning.AddHours(-n)))];
        var first = new Entry("古槐路恢复通车", "http://portal.example/today.html", idBefore, Works, Morning);
        var second = new Entry(title, "http://portal.example/today.html", idNow, text, Morning.AddHours(4));
        rig.Origin.Map("/feed", Feeds.Rss([first, .. rest]), Feeds.Rss([second, .. rest]), Feeds.Rss([second with { Text = text + " " }, .. rest]),
            Feeds.Rss([second with { Text = text + " 更新：明晨六时再作通报 / an update follows at six." }, .. rest]));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync();

        var log = (await rig.LogAsync()).Skip(5).Select(r => (r.Article.Title, r.Revision.Kind, r.Revision.Alerting)).ToList();
        Assert.Equal(isAnother ? RevisionKind.New : RevisionKind.Corrected, log[0].Kind);
        Assert.Equal((title, true), (log[0].Title, log[0].Alerting));
        Assert.Equal([(title, RevisionKind.Corrected, true)], log.Skip(1));
        Assert.Equal(isAnother, (await rig.LatestAsync()).Any(a => a.Title == "古槐路恢复通车" && a.ContentText.Contains("双向通车", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_that_gives_a_page_to_another_article_brings_it_as_new(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        string Page(string title, string at, string text) => $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>时间：{at} 来源：某水务</div><div class=content><p>{text}</p></div></body></html>";
        string List(string title) => "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1><li><span>2026-11-23</span><a href=/news/today.html>" + title + "</a></li>"
            + string.Concat(Enumerable.Range(1, 4).Select(n => $"<li><span>2026-11-2{n - 1}</span><a href=/news/{n}.html>旧闻第{n}则完整标题在此</a></li>")) + "</ul></body></html>";
        foreach (var n in Enumerable.Range(1, 4))
            rig.Origin.Map($"/news/{n}.html", Answers.Text(Page($"旧闻第{n}则完整标题在此", $"2026-11-2{n - 1} 08:00", Feeds.Long($"第{n}站"))));
        rig.Origin.Map("/news/", Answers.Text(List("古槐路今天恢复双向通车")), Answers.Text(List("南湖公园菊花展今晚开幕")));
        rig.Origin.Map("/news/today.html", Answers.Text(Page("古槐路今天恢复双向通车", "2026-11-23 08:00", Works)),
            Answers.Text(Page("南湖公园菊花展今晚开幕", "2026-11-23 18:00", string.Concat(Enumerable.Repeat("南湖今年种下三万盆菊花，分为六个展区，市民凭身份证免费入园观赏。", 8)))));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync();

        Assert.Equal([("南湖公园菊花展今晚开幕", RevisionKind.New, true)], (await rig.LogAsync()).Skip(5).Select(r => (r.Article.Title, r.Revision.Kind, r.Revision.Alerting)));
        Assert.Contains(await rig.LatestAsync(), a => a.Title == "古槐路今天恢复双向通车" && a.ContentText.Contains("公交线路", StringComparison.Ordinal));
        Assert.Null((await rig.StateAsync()).PageSuspicion);

        // Asked for by that address, both are meant.
        var meant = await rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync(rig.Origin.Url("/news/today.html"), TestContext.Current.CancellationToken));
        Assert.Equal(2, meant.Count);
    }
}
