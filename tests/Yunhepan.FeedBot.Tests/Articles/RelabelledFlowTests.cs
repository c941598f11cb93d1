using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Whole flows in which a site changes guids, dates, titles or the length of its texts for all articles at once.</summary>
public sealed class RelabelledFlowTests(TestDatabases databases)
{
    private const string Number = "{0}";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string?, string?, int> Guids()
    {
        var data = new TheoryData<string?, string?, int>();
        foreach (var count in (int[])[8, 3])
        {
            data.Add("http://portal.example/?p={0}", "https://portal.example/?p={0}", count);
            data.Add(Number, "http://portal.example/n/{0}.html", count);
            data.Add("http://portal.example/n/{0}.html", "tag:portal.example,2026:post-{0}", count);
            data.Add(Number, null, count);
            data.Add(null, "urn:uuid:00000000-0000-4000-8000-00000000000{0}", count);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Guids))]
    public async Task Guids_of_another_scheme_repeat_nothing_even_if_dates_change_too(string? was, string? became, int count)
    {
        foreach (var isRedated in (bool[])[false, true])
        {
            await using var rig = await StartAsync([.. Enumerable.Range(0, count).Reverse().Select(n => FlowSite.Entry(n, guid: was, isDated: true))]);
            Entry Now(int n) => FlowSite.Entry(n, guid: became, isDated: true) is var e && isRedated ? e with { At = rig.Time.GetUtcNow().AddMinutes(-n) } : e;
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, count).Reverse().Select(Now)));
            await FlowSite.PollsAsync(rig, 4, Hour);
            Assert.Empty(await FlowSite.ToldAsync(rig));
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, count).Reverse().Select(n => n == count ? Now(n) with { At = rig.Time.GetUtcNow() } : Now(n))));
            await FlowSite.HealsAsync(rig, count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_whole_feed_dated_anew_repeats_and_corrects_nothing(bool hasGuids)
    {
        Entry Of(int n) => FlowSite.Entry(n, guid: hasGuids ? Number : null, isDated: true);
        await using var rig = await StartAsync([.. Enumerable.Range(0, 8).Reverse().Select(Of)]);
        for (var day = 0; day < 4; day++)
        {
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => Of(n) with { At = rig.Time.GetUtcNow() })));
            await FlowSite.PollsAsync(rig, 2, Hour * 12);
        }

        Assert.Empty(await FlowSite.ToldAsync(rig));
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, 8).Reverse().Select(n => Of(n) with { At = rig.Time.GetUtcNow() })));
        await FlowSite.HealsAsync(rig, 8);
    }

    [Fact]
    public async Task A_list_that_dates_everything_today_repeats_and_corrects_nothing()
    {
        await using var rig = await StartListAsync();
        for (var day = 23; day < 27; day++)
        {
            var today = day;
            rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 10).Reverse(), day: _ => $"2026-11-{today}")));
            await FlowSite.PollsAsync(rig, 2, Hour * 12);
        }

        Assert.Empty(await FlowSite.ToldAsync(rig));
        foreach (var n in Enumerable.Range(0, 11))
            rig.Origin.Map($"/n/{n}.html", FlowSite.Page(n));
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 11).Reverse(), day: _ => "2026-11-27")));
        await FlowSite.HealsAsync(rig, 10);
    }

    public static TheoryData<string> Labels() =>
    [
        "【置顶】{0}", "Updated: {0}", "LIVE: {0}", "🔴 {0}", "某门户网 | {0}", "{0}_某门户网", "{0} - 某门户", "热 | {0}", "（图）{0}", "{0}（组图）", "更新：{0}", "[NEW] {0}",
        "{0} (3 new)", "12 live | {0}", "{0} · 5 updates", "{0}——来自运河畔的声音",
    ];

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task A_template_that_puts_something_beside_all_titles_corrects_none(string form)
    {
        await using var rig = await StartListAsync();
        string Titled(int n) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, FlowSite.Title(n));
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(20, 8).Reverse().Select(n => FlowSite.Entry(n, rig.Origin.Url("/f/{0}.html")))));
        rig.Follow(Named(rig.Source("/news/")), Named(rig.Source("/feed", "feed")));
        await FlowSite.PollsAsync(rig, 2, Hour);

        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(20, 8).Reverse().Select(n => FlowSite.Entry(n, rig.Origin.Url("/f/{0}.html")) with { Title = Titled(n) })));
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 10).Reverse(), title: Titled)));
        // The words of no name are in its feed alone: a page by itself shows no template.
        foreach (var n in Enumerable.Range(0, form.Contains("声音", StringComparison.Ordinal) ? 0 : 10))
            rig.Origin.Map($"/n/{n}.html", FlowSite.Page(n, p => p.Replace("<h1>" + FlowSite.Title(n), "<h1>" + Titled(n), StringComparison.Ordinal)));
        await FlowSite.PollsAsync(rig, 8, Hour);

        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.Empty(await FlowSite.ToldAsync(rig, "feed"));
        Assert.Equal(18, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [InlineData("{0}_国家突发事件预警信息发布网")]
    [InlineData("{0} - 开封网")]
    [InlineData("{0} | 延安在线新闻")]
    [InlineData("{0} - The Independent")]
    [InlineData("{0} | City Government Office")]
    public async Task A_name_that_contains_the_word_of_a_state_corrects_none_even_if_one_title_goes_without(string form)
    {
        await using var rig = await StartAsync([.. Enumerable.Range(0, 12).Reverse().Select(n => FlowSite.Entry(n))]);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 12).Reverse().Select(n => FlowSite.Entry(n) is var e && n == 3 ? e
            : e with { Title = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, FlowSite.Title(n)) })));
        await FlowSite.PollsAsync(rig, 3, Hour);

        Assert.Empty(await FlowSite.ToldAsync(rig));
    }

    [Theory]
    [InlineData("{0} - postponed until May")]
    [InlineData("{0}_全部取消")]
    [InlineData("{0} | 封闭施工")]
    [InlineData("{0}（已解除）")]
    [InlineData("【延期】{0}")]
    [InlineData("{0}：已全部取消")]
    public async Task A_state_that_all_titles_receive_at_once_is_told_of_each(string form)
    {
        await using var rig = await StartAsync([.. Enumerable.Range(0, 6).Reverse().Select(n => FlowSite.Entry(n))]);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 6).Reverse().Select(n => FlowSite.Entry(n) with { Title = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, FlowSite.Title(n)) })));
        await FlowSite.PollsAsync(rig, 3, Hour);

        Assert.Equal(6, (await FlowSite.ToldAsync(rig)).Count);
    }

    [Theory]
    [InlineData("…")]
    [InlineData("...")]
    [InlineData(" [阅读全文]")]
    [InlineData("*")]
    public async Task A_feed_that_begins_or_ceases_to_give_full_texts_corrects_nothing(string end)
    {
        string Short(int n) => end == "*" ? $"本报讯：{FlowSite.Title(n)}，有关方面作了介绍。" + string.Concat(Enumerable.Repeat("市民表示欢迎。", 8)) : string.Concat(FlowSite.Text(n).AsSpan(0, 96), end);
        Entry Excerpt(int n) => FlowSite.Entry(n) with { Text = Short(n) };
        await using var rig = await StartAsync([.. Enumerable.Range(0, 8).Reverse().Select(Excerpt)], SourceContent.Summary);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => FlowSite.Entry(n))));
        await FlowSite.PollsAsync(rig, 5, Hour);
        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.All(await rig.LatestAsync(), a => Assert.Contains(FlowSite.Text(Number_(a))[^12..], a.ContentText, StringComparison.Ordinal));

        // And back: what is known in full stays.
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(Excerpt)));
        await FlowSite.PollsAsync(rig, 5, Hour);
        Assert.Empty(await FlowSite.ToldAsync(rig));
        Assert.All(await rig.LatestAsync(), a => Assert.Contains(FlowSite.Text(Number_(a))[^12..], a.ContentText, StringComparison.Ordinal));

        static int Number_(Article a) => Enumerable.Range(0, 8).Single(n => FlowSite.Title(n) == a.Title);
    }

    [Fact]
    public async Task A_fact_that_changes_as_a_feed_begins_to_give_full_texts_is_told()
    {
        Entry Excerpt(int n) => FlowSite.Entry(n) with { Text = FlowSite.Text(n)[..96] + "…" };
        await using var rig = await StartAsync([.. Enumerable.Range(0, 8).Reverse().Select(Excerpt)], SourceContent.Summary);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => FlowSite.Entry(n) is var e && n == 4 ? e with { Text = e.Text.Replace("第29次例会", "第31次例会", StringComparison.Ordinal) } : e)));
        await FlowSite.PollsAsync(rig, 5, Hour);

        Assert.Equal([$"Corrected {FlowSite.Title(4)}"], await FlowSite.ToldAsync(rig));
    }

    private static Source Named(Source source) => source with { Name = new LocalisedName("某门户网", "Some Portal") };

    private async Task<ArticlesRig> StartAsync(Entry[] entries, SourceContent content = SourceContent.Full)
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(entries));
        rig.Follow(rig.Source("/feed") with { Content = content });
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(30));
        Assert.Equal(entries.Length, (await rig.LatestAsync()).Count);
        return rig;
    }

    private async Task<ArticlesRig> StartListAsync()
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        FlowSite.Publish(rig, Enumerable.Range(0, 10));
        rig.Follow(Named(rig.Source("/news/")));
        await FlowSite.PollsAsync(rig, 3, TimeSpan.FromMinutes(10));
        Assert.Equal(10, (await rig.LatestAsync()).Count);
        return rig;
    }
}
