using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Whole flows in which a cache gives out a neighbour's document, an old copy, half of one, or one in another language.</summary>
public sealed class MixedUpFlowTests(TestDatabases databases)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<int, bool, int> Neighbours() => new()
    {
        { 8, false, 0 }, { 8, true, 0 }, { 3, false, 0 }, { 3, true, 0 }, { 2, false, 0 }, { 8, false, 2 }, { 8, true, 2 }, { 5, false, 1 },
    };

    [Theory]
    [MemberData(nameof(Neighbours))]
    public async Task Another_channels_feed_at_this_ones_address_is_not_its_news(int count, bool isDated, int inCommon)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] Of(int first) => [.. Enumerable.Range(first, count).Reverse().Select(n => FlowSite.Entry(n, isDated: isDated))];
        // The channels of the site have one title; some articles may be in both.
        var (mine, others) = (Of(0), (Entry[])[.. Of(count), .. Of(0)[..inCommon]]);
        rig.Origin.Map("/a", Feeds.Rss(others));
        rig.Origin.Map("/b", Feeds.Rss(mine));
        rig.Follow(rig.Source("/a", "a"), rig.Source("/b"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(20));

        rig.Origin.Map("/b", Feeds.Rss(others));
        await FlowSite.PollsAsync(rig, 4, Hour);
        await FlowSite.NothingIsToldAsync(rig);
        await FlowSite.NothingIsToldAsync(rig, isInDoubt: false, source: "a");

        rig.Origin.Map("/b", Feeds.Rss([FlowSite.Entry(40, isDated: isDated) with { At = isDated ? rig.Time.GetUtcNow() : null }, .. mine]));
        await FlowSite.HealsAsync(rig, 40);
    }

    [Fact]
    public async Task News_that_another_source_of_the_site_had_a_moment_earlier_are_told()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] Of(int first, int count) => [.. Enumerable.Range(first, count).Reverse().Select(n => FlowSite.Entry(n, isDated: true))];
        rig.Origin.Map("/all", Feeds.Rss(Of(0, 8)));
        rig.Origin.Map("/b", Feeds.Rss(Of(0, 4)));
        rig.Follow(rig.Source("/all", "all"), rig.Source("/b"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(20));
        Entry[] news = [.. Enumerable.Range(12, 4).Select(n => FlowSite.Entry(n) with { At = rig.Time.GetUtcNow().AddMinutes(3) })];
        rig.Origin.Map("/all", Feeds.Rss([.. news, .. Of(0, 8)]));
        rig.Origin.Map("/b", Feeds.Rss(news));
        await FlowSite.PollsAsync(rig, 2, Hour);

        Assert.Equal(4, (await FlowSite.ToldAsync(rig)).Count);
        Assert.Equal(4, (await FlowSite.ToldAsync(rig, "all")).Count);
    }

    public static TheoryData<string, string> Edits() => new()
    {
        { "a number", "第65次例会|第66次例会" },
        { "a headline", FlowSite.Title(9) + "|" + FlowSite.Title(9) + "并移交" },
        { "a whole text", "*" },
        { "a paragraph", "+" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_old_copy_served_once_takes_no_correction_back(string kind, string edit)
    {
        Assert.NotNull(kind);
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] old = [.. Enumerable.Range(0, 10).Reverse().Select(n => FlowSite.Entry(n))];
        var pair = edit.Split('|');
        Entry Edited(Entry e) => edit switch
        {
            "*" => e with { Text = FlowSite.Text(77) },
            "+" => e with { Text = e.Text + "补充一点：当天值守的人手增加了一倍，夜里也有人接听电话。" },
            _ => e with { Text = e.Text.Replace(pair[0], pair[1], StringComparison.Ordinal), Title = e.Title.Replace(pair[0], pair[1], StringComparison.Ordinal) },
        };
        Entry[] now = [FlowSite.Entry(11), FlowSite.Entry(10), Edited(old[0]), .. old[1..8]];
        rig.Origin.Map("/feed", Feeds.Rss(old));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 2, Hour);
        rig.Origin.Map("/feed", Feeds.Rss(now));
        await FlowSite.PollsAsync(rig, 4, Hour);
        var told = await FlowSite.ToldAsync(rig);
        Assert.Equal(3, told.Count);

        for (var times = 0; times < 2; times++)
        {
            rig.Origin.Map("/feed", Feeds.Rss(old), Feeds.Rss(now));
            await FlowSite.PollsAsync(rig, 5, Hour);
        }

        Assert.Equal(told, await FlowSite.ToldAsync(rig));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.False((await rig.StateAsync()).IsInDoubt);
        Assert.Equal(12, (await rig.LatestAsync()).Count);
    }

    [Fact]
    public async Task Pages_that_show_their_neighbours_for_a_day_correct_and_withdraw_nothing()
    {
        await using var rig = await StartListAsync();
        // 3 shows 4 as it is known, 5 shows 6 in a newer version than is known, 7 and 8 are swapped.
        rig.Origin.Map("/n/3.html", FlowSite.Page(4));
        rig.Origin.Map("/n/5.html", FlowSite.Page(6, p => p.Replace("</div></body>", "<p>今天又补充了一批物资，数量是上周的两倍。</p></div></body>", StringComparison.Ordinal)));
        rig.Origin.Map("/n/7.html", FlowSite.Page(8));
        rig.Origin.Map("/n/8.html", FlowSite.Page(7));
        await FlowSite.PollsAsync(rig, 24, Hour);
        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.NotNull((await rig.StateAsync()).PageSuspicion);

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
    }

    [Fact]
    public async Task Two_new_pages_that_show_each_other_are_told_under_their_own_titles()
    {
        await using var rig = await StartListAsync();
        FlowSite.Publish(rig, Enumerable.Range(0, 12));
        rig.Origin.Map("/n/10.html", FlowSite.Page(11), FlowSite.Page(11), FlowSite.Page(10));
        rig.Origin.Map("/n/11.html", FlowSite.Page(10), FlowSite.Page(10), FlowSite.Page(11));
        await FlowSite.PollsAsync(rig, 12, TimeSpan.FromMinutes(20));

        Assert.Equal([$"New {FlowSite.Title(10)}", $"New {FlowSite.Title(11)}"], (await FlowSite.ToldAsync(rig)).Order());
        foreach (var n in (int[])[10, 11])
        {
            var article = (await rig.LatestAsync()).Single(a => a.Title == FlowSite.Title(n));
            Assert.EndsWith($"/n/{n}.html", article.Url, StringComparison.Ordinal);
            Assert.Contains($"第{(n * 7) + 1}次例会", article.ContentText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("language")]
    [InlineData("cut in the middle")]
    [InlineData("short length")]
    [InlineData("cut before the text")]
    public async Task Half_a_page_or_one_in_another_language_corrects_nothing(string kind)
    {
        await using var rig = await StartListAsync();
        var english = "<html lang=en><head><meta charset=utf-8><title>Gates of the old town heating opened</title></head><body><h1>Gates of the old town heating opened</h1><div class=info>2026-11-07 08:00 Source: The Daily</div><div class=content>"
            + string.Concat(Enumerable.Range(0, 8).Select(n => $"<p>The crew of shift {n} filled the pipes of quarter {n + 3} and checked each valve before the evening, the manager said to our reporter.</p>")) + "</div></body></html>";
        foreach (var n in (int[])[4, 6, 8])
        {
            rig.Origin.Map($"/n/{n}.html", kind switch
            {
                "language" => Answers.Text(english),
                "cut in the middle" => FlowSite.Page(n, p => p[..(p.Length * 2 / 3)]),
                "cut before the text" => FlowSite.Page(n, p => p[..p.IndexOf("<div class=content", StringComparison.Ordinal)]),
                _ => async context =>
                {
                    var bytes = System.Text.Encoding.UTF8.GetBytes(await BodyAsync(n));
                    context.Response.ContentType = "text/html; charset=utf-8";
                    context.Response.ContentLength = bytes.Length * 3 / 5;
                    await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length * 3 / 5), context.RequestAborted);
                },
            });
        }

        await FlowSite.PollsAsync(rig, 10, Hour);
        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
    }

    [Fact]
    public async Task A_list_that_was_cut_in_a_title_corrects_no_title()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var list = FlowSite.List(Enumerable.Range(0, 10).Reverse());
        rig.Origin.Map("/news/", Answers.Text(list));
        rig.Follow(rig.Source("/news/") with { Content = SourceContent.Summary });
        await FlowSite.PollsAsync(rig, 3, Hour);
        var half = list[..(list.IndexOf(FlowSite.Title(3), StringComparison.Ordinal) + 5)];
        rig.Origin.Map("/news/", Answers.Text(half), Answers.Text(half + " "), Answers.Text(list));
        await FlowSite.PollsAsync(rig, 5, Hour);

        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.Equal(10, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [InlineData("feed", "mojibake")]
    [InlineData("feed", "language")]
    [InlineData("dated feed", "language")]
    [InlineData("list", "mojibake")]
    [InlineData("list", "language")]
    public async Task A_document_in_a_broken_encoding_or_another_language_corrects_nothing(string form, string kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string[] english = ["Gates of the heating opened", "Library stays open late", "Pumps checked at the works", "Boats run on Sundays", "New track for pupils", "Buses take another way", "Pipes filled this week", "Market cleared of stalls", "Evenings of old opera", "Two firms move in"];
        string Garbled(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        string Said(string text, int n) => kind == "mojibake" ? Garbled(text) : english[n];
        RequestDelegate Document(int first, bool isBroken) => form == "list"
            ? Answers.Text(FlowSite.List(Enumerable.Range(first, 8).Reverse(), title: n => isBroken ? Said(FlowSite.Title(n), n) : FlowSite.Title(n)))
            : Feeds.Rss(Enumerable.Range(first, 8).Reverse().Select(n => FlowSite.Entry(n, guid: form == "feed" ? "post-{0}" : null, isDated: form != "feed") is var e && isBroken
                ? e with { Title = Said(e.Title, n), Text = kind == "mojibake" ? Garbled(e.Text) : string.Concat(Enumerable.Repeat($"The people of ward {n} said so to our reporter in the evening. ", 9)) } : e));
        rig.Origin.Map("/it", Document(0, false));
        rig.Follow(rig.Source("/it") with { Content = SourceContent.Summary });
        await FlowSite.PollsAsync(rig, 3, Hour);
        rig.Origin.Map("/it", Document(0, true));
        await FlowSite.PollsAsync(rig, 5, Hour);
        await FlowSite.NothingIsToldAsync(rig);

        rig.Origin.Map("/it", Document(1, false));
        await FlowSite.HealsAsync(rig, 8);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(3, null)]
    [InlineData(8, "post-{0}")]
    public async Task Links_that_all_lead_to_the_home_page_for_a_day_repeat_nothing(int count, string? name)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        RequestDelegate Feed(int first, string link) => Feeds.Rss(Enumerable.Range(first, count).Reverse().Select(n => FlowSite.Entry(n, link, name)));
        rig.Origin.Map("/feed", Feed(0, FlowSite.Host + "/n/{0}.html"));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 3, Hour);
        rig.Origin.Map("/feed", Feed(0, Feeds.Home));
        await FlowSite.PollsAsync(rig, 5, Hour);
        Assert.Empty(await FlowSite.ToldAsync(rig));

        rig.Origin.Map("/feed", Feed(1, FlowSite.Host + "/n/{0}.html"));
        await FlowSite.HealsAsync(rig, count);
        Assert.Equal(count + 1, (await rig.LatestAsync()).Count);
    }

    [Fact]
    public async Task A_feed_that_becomes_the_sites_front_page_is_held()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Entry[] Of(int first) => [.. Enumerable.Range(first, 8).Reverse().Select(n => FlowSite.Entry(n, rig.Origin.Url("/n/{0}.html")))];
        rig.Origin.Map("/feed", Feeds.Rss(Of(0)));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 3, Hour);
        rig.Origin.Map("/feed", Answers.Text(FlowSite.List([.. Enumerable.Range(20, 12), .. Enumerable.Range(0, 8)])));
        await FlowSite.PollsAsync(rig, 8, Hour * 12);
        await FlowSite.NothingIsToldAsync(rig);

        rig.Origin.Map("/feed", Feeds.Rss(Of(1)));
        await FlowSite.HealsAsync(rig, 8);
    }

    private static async Task<string> BodyAsync(int n)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await FlowSite.Page(n)(context);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    private async Task<ArticlesRig> StartListAsync()
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        FlowSite.Publish(rig, Enumerable.Range(0, 10));
        rig.Follow(rig.Source("/news/"));
        await FlowSite.PollsAsync(rig, 3, TimeSpan.FromMinutes(10));
        Assert.Equal(10, (await rig.LatestAsync()).Count);
        return rig;
    }
}
