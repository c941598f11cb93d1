using System.Globalization;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>The items of one poll alert and appear in the order of publication, and some of them are no news.</summary>
public sealed class PublicationOrderTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static string Title(int n) => $"城区第{n:00}号换热站完成冬季检修";

    private static Entry Item(int n, bool dated = true, int hours = 0) =>
        new(Title(n), $"http://portal.example/{n}.html", Text: Feeds.Long($"第{n:00}号换热站"), At: dated ? Morning.AddHours(hours).AddMinutes(n) : null);

    private static string[] Titles(params int[] numbers) => [.. numbers.Select(Title)];

    private static async Task AssertOrderAsync(ArticlesRig rig, params int[] oldestFirst)
    {
        Assert.Equal(Titles(oldestFirst), (await rig.LogAsync()).Select(r => r.Article.Title));
        Assert.Equal(Titles([.. oldestFirst.Reverse()]), (await rig.LatestAsync()).Select(a => a.Title));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_feed_is_told_oldest_first_whichever_way_it_lists(bool dated, bool newestFirst)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Microsoft.AspNetCore.Http.RequestDelegate Feed(params int[] numbers) => Feeds.Rss((newestFirst ? numbers.Reverse() : numbers).Select(n => Item(n, dated)));
        rig.Origin.Map("/feed", Feed(1, 2, 3), Feed(1, 2, 3, 4, 5, 6));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        await AssertOrderAsync(rig, 1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public async Task An_unordered_feed_is_ordered_by_its_dates()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(Item(1)), Feeds.Rss(Item(3), Item(1), Item(5), Item(2), Item(4)));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        await AssertOrderAsync(rig, 1, 2, 3, 4, 5);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_whose_pages_are_read_one_by_one_is_told_and_shown_oldest_first(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var list = new DatedList(rig.Origin, pagesStateTime: false);
        list.Show(1, 2, 3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        list.Show(1, 2, 3, 4, 5, 6, 7);

        await rig.PollAsync();

        await AssertOrderAsync(rig, 1, 2, 3, 4, 5, 6, 7);
    }

    [Fact]
    public async Task More_news_than_one_poll_reads_still_come_oldest_first()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, settings: ("Refreshing:PagesPerPoll", "3"));
        var list = new DatedList(rig.Origin, pagesStateTime: false);
        list.Show(1, 2, 3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        list.Show(1, 2, 3, 4, 5, 6, 7, 8, 9);

        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        await AssertOrderAsync(rig, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_older_item_that_slides_in_when_the_newest_is_deleted_does_not_alert(bool dated)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Microsoft.AspNetCore.Http.RequestDelegate Feed(params int[] numbers) => Feeds.Rss(numbers.Select(n => Item(n, dated, hours: -15)));
        rig.Origin.Map("/feed", Feed(6, 5, 4, 3, 2), Feed(7, 6, 5, 4, 3), Feed(6, 5, 4, 3, 2), Feed(5, 4, 3, 2, 1), Feed(8, 5, 4, 3, 2));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 5; poll++)
            await rig.PollAsync();

        Assert.Equal(Titles(7, 8), (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
        Assert.Contains(await rig.LatestAsync(), a => a.Title == Title(1));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task One_that_slides_into_a_list_does_not_alert_and_what_stands_below_pinned_entries_does(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var list = new DatedList(rig.Origin, pagesStateTime: false, dated: false);
        list.Show(3, 4, 5, 6, 7, 8);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        list.Show(2, 3, 4, 5, 6, 7);
        await rig.PollAsync();
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Alerting);

        // 6 and 7 are pinned; all else is new.
        list.Show(10, 11, 12, 13, 6, 7);
        await rig.PollAsync();

        Assert.Equal(Titles(10, 11, 12, 13), (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
    }

    [Fact]
    public async Task An_article_that_appears_late_among_newer_ones_is_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(Item(5), Item(3), Item(1)), Feeds.Rss(Item(5), Item(4), Item(3), Item(1)));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal(Titles(4), (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
    }

    [Fact]
    public async Task A_list_without_dates_that_grows_at_its_end_alerts()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry Plain(string name) => new(name, $"http://portal.example/{Uri.EscapeDataString(name)}", Text: Feeds.Long(name));
        string[] names = ["甲站检修完成通报", "乙站检修完成通报", "丙站检修完成通报", "丁站检修完成通报", "戊站检修完成通报", "己站检修完成通报", "庚站检修完成通报"];
        rig.Origin.Map("/feed",
            Feeds.Rss(names[..4].Select(Plain)), Feeds.Rss(names[..5].Select(Plain)), Feeds.Rss(names[1..6].Select(Plain)), Feeds.Rss(names[2..7].Select(Plain)));
        rig.Follow(rig.Source("/feed"));

        for (var poll = 0; poll < 4; poll++)
            await rig.PollAsync();

        Assert.Equal(names[4..], (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
    }

    /// <summary>If the days ascend from top to bottom, entries further down are newer, also within a day and between dates.</summary>
    [Theory]
    [InlineData("a=20 b=20 c=21 d=21 e=22", "e d c b a")]
    [InlineData("a=20 b c=21 d", "d c b a")]
    [InlineData("a=22 b=22 c=21 d=20 e=20", "a b c d e")]
    [InlineData("a=22 b c=21 d", "a b c d")]
    public void The_dates_of_a_list_say_which_way_it_runs(string shown, string newestFirst)
    {
        var items = shown.Split(' ').Select(i => i.Split('=')).Select(i => new ArticleDraft
        {
            Title = i[0],
            PublishedAt = i.Length > 1 ? new DateTimeOffset(2026, 11, int.Parse(i[1], CultureInfo.InvariantCulture), 0, 0, 0, TimeSpan.Zero) : null,
        }).ToList();

        Assert.Equal(newestFirst.Split(' '), PublicationOrder.NewestFirst(items, Morning.AddDays(1)).Select(i => i.Title));
    }

    /// <summary>A list page of the newest first whose entries state today's day alone, or nothing.</summary>
    private sealed class DatedList(ScriptedOrigin origin, bool pagesStateTime, bool dated = true)
    {
        public void Show(params int[] oldestFirst)
        {
            foreach (var n in oldestFirst)
            {
                var time = pagesStateTime ? $"<div>时间:2026-11-23 10:{n:00}</div>" : "";
                origin.Map($"/news/{Slug(n)}.html", Answers.Text(
                    $"<html><head><meta charset=utf-8><title>{Title(n)}</title></head><body><h1>{Title(n)}</h1>{time}<div class=\"content\"><p>{Feeds.Long($"第{n:00}号换热站")}</p></div></body></html>"));
            }

            var entries = string.Concat(oldestFirst.Reverse().Select(n =>
                $"<li>{(dated ? "<span>2026-11-23</span>" : "")}<a href=\"/news/{Slug(n)}.html\">{Title(n)}</a></li>\n"));
            origin.Map("/news/", Answers.Text(
                $"<html><head><meta charset=utf-8><title>新闻</title></head><body><div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/news/\">新闻</a></div><ul class=\"d1\">{entries}</ul></body></html>"));
        }

        // Letters, so that the addresses do not say which is newer.
        private static string Slug(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(c => (char)('q' - (c - '0'))));
    }
}
