using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Entries of a list must meet conditions before they are news.</summary>
public sealed class ListEvidenceTests(TestDatabases databases)
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("供热企业表示，目前各换热站运行平稳，市民可拨打二十四小时服务热线。", 12));

    [Theory]
    [InlineData("404")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("front")]
    public async Task Links_of_navigation_beside_three_entries_are_no_news(string pages)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        (string Path, string Name)[] links = [("/about", "关于我们这个网站"), ("/contact", "联系编辑部的方式"), ("/join", "Write for our town gazette")];
        foreach (var (path, name) in links)
        {
            rig.Origin.Map(path, pages switch
            {
                "text" => Answers.Text($"<html><head><meta charset=utf-8><title>{name}</title></head><body><h1>{name}</h1><p>{name}：本站由本地居民自发维护，立足街坊邻里，长年征集线索与来稿，编辑部设在文化宫二楼。</p></body></html>"),
                "empty" => Answers.Text("<html><body></body></html>"),
                "front" => Answers.Redirect("/"),
                _ => Answers.Status(404),
            });
        }

        rig.Origin.Map("/", Answers.Text("<html><head><title>某门户</title></head><body><p>首页</p></body></html>"));
        Publish(rig, [1, 2, 3], links);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        for (var i = 0; i < 8; i++)
            await rig.PollAsync();
        Publish(rig, [1, 2, 3, 4], links);
        for (var i = 0; i < 3; i++)
            await rig.PollAsync();

        Assert.Equal([1, 2, 3, 4], (await rig.LogAsync()).Select(r => r.Article.Title[^1] - '0'));
        Assert.True((await rig.LogAsync())[^1].Revision.Alerting);
    }

    [Fact]
    public async Task An_undated_entry_whose_page_comes_late_is_news_then_and_an_undated_site_keeps_all_it_has()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Publish(rig, [1, 2, 3], [], dated: false);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Equal(3, (await rig.LatestAsync()).Count);

        Publish(rig, [1, 2, 3, 4], [], dated: false);
        var page = rig.Origin;
        page.Map("/news/a4.html", Answers.Status(404));
        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(3, (await rig.LatestAsync()).Count);
        page.Map("/news/a4.html", Answers.Text(Page(4, dated: false)));
        await rig.PollAsync(TimeSpan.FromHours(25));
        Assert.True((await rig.LogAsync())[^1] is { Revision.Alerting: true, Article.Title: var title } && title.EndsWith('4'));
    }

    [Theory]
    [InlineData("稍作休息", "今日访客众多，展厅分批放行，讲解员将按照预约次序引导各位入场参观，衣帽间设在一楼东侧。")]
    [InlineData("House rules for visitors", "Visitors are let in by turns; the cloakroom is on the ground floor and guides will call the numbers in their order. ")]
    public async Task A_long_signed_and_dated_stand_in_is_not_taken_for_the_article(string title, string sentence)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var standIn = $"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=info>时间：2026-11-23 18:00 来源：馆务处 作者：李明</div><div class=content><p>{string.Concat(Enumerable.Repeat(sentence, 12))}</p></div></body></html>";
        Publish(rig, [1, 2, 3], []);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        Publish(rig, [1, 2, 3, 4, 5], []);
        foreach (var n in Enumerable.Range(1, 5))
            rig.Origin.Map($"/news/a{n}.html", Answers.Text(standIn));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync();

        Assert.DoesNotContain(await rig.LogAsync(), r => r.Article.Title == title || r.Revision.Kind == RevisionKind.Corrected);
        Assert.Contains(title, (await rig.StateAsync()).PageSuspicion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Older_entries_that_a_longer_window_shows_below_the_known_ones_alert_nobody(bool numbered)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string Name(int n) => numbered ? $"/news/{1000 + n}.html" : $"/news/{(char)('a' + n)}.html";
        void Show(params int[] newestFirst)
        {
            foreach (var n in newestFirst)
                rig.Origin.Map(Name(n), Answers.Text(Page(n, dated: false)));
            rig.Origin.Map("/news/", Answers.Text(ListOf(newestFirst.Select(n => $"<li><a href={Name(n)}>{Title(n)}</a></li>"))));
        }

        Show(9, 8, 7, 6, 5);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        if (!numbered)
        {
            // Its history shows that news come on top.
            Show(10, 9, 8, 7, 6, 5);
            await rig.PollAsync();
            Show(10, 9, 8, 7, 6, 5, 4);
        }
        else
        {
            Show(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        }

        await rig.PollAsync();
        Assert.Equal([Title(10)], (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
    }

    [Theory]
    [InlineData("times")]
    [InlineData("days")]
    [InlineData("none")]
    public async Task Another_channels_entries_under_the_same_title_are_held_and_a_rush_of_news_is_not(string dates)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string Entry(int n, DateTimeOffset at) => $"<li>{dates switch { "times" => $"<span>{at.AddHours(8):yyyy-MM-dd HH:mm}</span>", "days" => $"<span>{at.AddHours(8):yyyy-MM-dd}</span>", _ => "" }}<a href=/news/{n}.html>{Title(n)}</a></li>";
        void Show(IEnumerable<int> newestFirst, Func<int, DateTimeOffset> at)
        {
            foreach (var n in newestFirst)
                rig.Origin.Map($"/news/{n}.html", Answers.Text(Page(n, dated: false)));
            rig.Origin.Map("/news/", Answers.Text(ListOf(newestFirst.Select(n => Entry(n, at(n))))));
        }

        var start = rig.Time.GetUtcNow();
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        for (var poll = 0; poll < 4; poll++)
        {
            Show(Enumerable.Range(200 + poll, 8).Reverse(), n => start.AddHours(-2).AddMinutes(n - 200));
            await rig.PollAsync();
        }

        var told = (await rig.LogAsync()).Count;
        // Of the same days, with lower numbers.
        rig.Origin.Map("/news/", Answers.Text(ListOf(Enumerable.Range(190, 8).Select(n => Entry(n, start.AddHours(-3)).Replace("城区", "美食", StringComparison.Ordinal)))));
        await rig.PollAsync();
        Assert.Equal(told, (await rig.LogAsync()).Count);
        Assert.Contains("none of 8 articles is known", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);

        // A night of storms: all are new, and say so by their numbers or times.
        Show(Enumerable.Range(300, 8).Reverse(), n => rig.Time.GetUtcNow().AddMinutes(n - 305));
        await rig.PollAsync(TimeSpan.FromMinutes(30));
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.Equal(8, (await rig.LogAsync()).Skip(told).Count(r => r.Revision.Alerting));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_that_its_list_lets_go_of_between_others_is_looked_for_at_once(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine, ("Refreshing:LookAgainAfter:0", "1.00:00:00"));
        Publish(rig, [1, 2, 3, 4, 5, 6], []);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        Publish(rig, [1, 2, 3, 5, 6], []);
        rig.Origin.Map("/news/a4.html", Answers.Status(404));
        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal([Title(4)], (await rig.WithdrawnAsync(ArticleFilter.All)).Select(a => a.Title));
        Assert.Single(rig.Origin.RequestsTo("/news/a3.html"));

        // The oldest falls out of the window: nobody asks.
        Publish(rig, [2, 3, 5, 6, 7], []);
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Single(rig.Origin.RequestsTo("/news/a1.html"));
    }

    private static string Title(int n) => $"城区道路改造恢复通车第{n}";

    private static string Page(int n, bool dated = true) => $"<html><head><meta charset=utf-8><title>{Title(n)}</title></head><body><h1>{Title(n)}</h1>{(dated ? $"<div class=info>时间：2026-11-{10 + n:00} 08:00 来源：某日报</div>" : "")}<div class=content><p>第{n}号：{Text}</p></div></body></html>";

    private static string ListOf(IEnumerable<string> entries) => $"<html><head><meta charset=utf-8><title>新闻_某门户</title></head><body><ul class=d1>{string.Concat(entries)}</ul></body></html>";

    private static void Publish(ArticlesRig rig, int[] oldestFirst, (string Path, string Name)[] links, bool dated = true)
    {
        foreach (var n in oldestFirst)
            rig.Origin.Map($"/news/a{n}.html", Answers.Text(Page(n, dated)));
        rig.Origin.Map("/news/", Answers.Text(ListOf(oldestFirst.Reverse().Select(n => $"<li><a href=/news/a{n}.html>{Title(n)}</a></li>")
            .Concat(links.Select(l => $"<li><a href={l.Path}>{l.Name}</a></li>")))));
    }
}
