using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Whole flows in which a source changes its form while its articles go on coming and leaving.</summary>
public sealed class RotatingSourceTests(TestDatabases databases)
{
    private const int Window = 8;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("…")]
    [InlineData("sentences")]
    [InlineData("own words")]
    public async Task A_feed_that_ceases_to_give_full_texts_corrects_nothing_while_its_articles_leave_one_by_one(string kind)
    {
        string Short(int n) => kind switch
        {
            "…" => FlowSite.Text(n)[..96] + "…",
            "sentences" => string.Concat(FlowSite.Text(n).Split('。')[..2].Select(s => s + "。")),
            _ => $"本报讯：{FlowSite.Title(n)}，有关方面作了介绍。" + string.Concat(Enumerable.Repeat("市民表示欢迎。", 8)),
        };
        await using var rig = await StartAsync(n => FlowSite.Entry(n), SourceContent.Summary);
        await SlideAsync(rig, n => FlowSite.Entry(n) with { Text = Short(n) });

        Assert.Equal(News, await FlowSite.ToldAsync(rig));
        var latest = await rig.LatestAsync();
        Assert.All(Enumerable.Range(0, Window), n =>
            Assert.EndsWith(FlowSite.Text(n)[^12..], latest.Single(a => a.Title == FlowSite.Title(n)).ContentText, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{0}——来自运河畔的声音")]
    [InlineData("{0} - 某门户网")]
    public async Task A_template_corrects_no_title_while_its_articles_leave_one_by_one(string form)
    {
        await using var rig = await StartAsync(n => FlowSite.Entry(n));
        await SlideAsync(rig, n => FlowSite.Entry(n) with { Title = string.Format(CultureInfo.InvariantCulture, form, FlowSite.Title(n)) });

        Assert.Equal(News.Select(t => "New " + string.Format(CultureInfo.InvariantCulture, form, t[4..])), await FlowSite.ToldAsync(rig));
    }

    [Theory]
    [InlineData("（停课）")]
    [InlineData("（封闭）")]
    [InlineData("（遇难）")]
    [InlineData("（报名已满）")]
    [InlineData(" (shut)")]
    [InlineData("（搁浅）")]
    public async Task A_state_that_three_of_four_titles_receive_at_once_is_told(string state)
    {
        await using var rig = await StartAsync(n => FlowSite.Entry(n), count: 4);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 4).Select(n => FlowSite.Entry(n) is var e && n < 3 ? e with { Title = e.Title + state } : e)));
        await FlowSite.PollsAsync(rig, 3, Hour);

        Assert.Equal(3, (await FlowSite.ToldAsync(rig)).Count);
    }

    [Theory]
    [InlineData("停课网", "{0}：停课")]
    [InlineData("最新灾情", "{0}（灾情）")]
    public async Task A_state_is_told_although_the_name_of_its_source_has_the_word(string name, string form)
    {
        await using var rig = await StartAsync(n => FlowSite.Entry(n), name: name);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, Window).Select(n => FlowSite.Entry(n) is var e && n == 2
            ? e with { Title = string.Format(CultureInfo.InvariantCulture, form, e.Title) } : e)));
        await FlowSite.PollsAsync(rig, 3, Hour);

        Assert.Single(await FlowSite.ToldAsync(rig));
    }

    [Fact]
    public async Task Titles_of_pages_that_differ_from_those_of_their_feed_hold_nothing_back()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string[] english = ["Gates of the heating opened", "Library stays open late", "Pumps checked at the works", "Boats run on Sundays", "New track for pupils", "Buses take another way", "Pipes filled this week", "Market cleared of stalls", "Evenings of old opera"];
        RequestDelegate Feed(int first) => Feeds.Rss(Enumerable.Range(first, Window).Reverse().Select(n =>
            FlowSite.Entry(n, rig.Origin.Url("/n/{0}.html"), "post-{0}") with { Title = english[n], Text = "More on our page." }));
        foreach (var n in Enumerable.Range(0, Window + 1))
            rig.Origin.Map($"/n/{n}.html", FlowSite.Page(n));
        rig.Origin.Map("/feed", Feed(0));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 8, Hour);
        Assert.InRange((await rig.LatestAsync()).Count(a => a.TextIsOfPage && !char.IsAscii(a.Title[0])), 5, Window);

        rig.Origin.Map("/feed", Feed(1));
        await FlowSite.HealsAsync(rig, Window);
    }

    [Theory]
    [InlineData("featured")]
    [InlineData("added in a chat")]
    [InlineData("disabled")]
    public async Task A_source_whose_articles_another_one_has_too_is_not_held_back_for_it(string kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] Of(params IEnumerable<int> numbers) => [.. numbers.OrderDescending().Select(n => FlowSite.Entry(n))];
        var isFeatured = kind == "featured";
        rig.Origin.Map("/all", Feeds.Rss(Of(Enumerable.Range(isFeatured ? 0 : Window, isFeatured ? 2 * Window : Window))));
        rig.Origin.Map("/b", Feeds.Rss(Of(Enumerable.Range(0, Window))));
        var all = rig.Source("/all", "all");
        rig.Follow(all, rig.Source("/b"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(20));
        if (!isFeatured)
            rig.Follow(kind == "disabled" ? all with { Enabled = false } : all with { IsAdded = true, IsUnlisted = true }, rig.Source("/b"));

        rig.Origin.Map("/b", Feeds.Rss(Of([0, 1, 2, .. Enumerable.Range(Window, 5)])));
        await FlowSite.PollsAsync(rig, 3, Hour);
        Assert.Equal(5, (await FlowSite.ToldAsync(rig)).Count);
        Assert.False((await rig.StateAsync()).IsInDoubt, (await rig.StateAsync()).Suspicion);
    }

    private static IEnumerable<string> News => Enumerable.Range(Window, Window).Select(n => $"New {FlowSite.Title(n)}");

    /// <summary>At each poll a new entry comes and the oldest one leaves, until none of the first is left.</summary>
    private static async Task SlideAsync(ArticlesRig rig, Func<int, Entry> entry)
    {
        for (var first = 0; first <= Window; first++)
        {
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(first, Window).Reverse().Select(entry)));
            await FlowSite.PollsAsync(rig, 2, Hour);
        }
    }

    private async Task<ArticlesRig> StartAsync(Func<int, Entry> entry, SourceContent content = SourceContent.Full, int count = Window, string name = "某门户网")
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, count).Reverse().Select(entry)));
        rig.Follow(rig.Source("/feed") with { Content = content, Name = new LocalisedName(name, "Some Portal") });
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(30));
        Assert.Equal(count, (await rig.LatestAsync()).Count);
        return rig;
    }
}
