using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// A source may put each new warning in the place of the earlier one, under one guid and one address: it is news, and the earlier
/// message stays as it was (ADR 88).
/// </summary>
public sealed class ReissueTests(TestDatabases databases)
{
    private const string Rain = "任城区气象台11月23日6时发布暴雨黄色预警信号：预计未来6小时任城区降雨量将达50毫米以上，请市民减少外出，注意防范城市积水和道路湿滑。";

    private const string English = "Issued on 23 November at 6 am. Heavy rain is expected over the Mill valley until the evening; keep away from the river and do not drive through water.";

    private const string Found = "陈小舟，男，8岁，11月22日下午在任城区运河小学门口走失，身穿黄色羽绒服，有线索请联系派出所。";

    private const string Roads = "古槐路综合改造工程已经恢复双向通车，机动车按标线行驶，公交线路恢复原线运行，请行人走斑马线。";

    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 6, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<string, string, string, string, int, bool> Replacements() => new()
    {
        // Another danger, a higher level, another day, another person, or wholly other words a day later.
        { "当前气象预警：暴雨黄色", Rain, "当前气象预警：大风蓝色", "任城区气象台发布大风蓝色预警信号，阵风可达8级，请加固临时搭建物。", 5, true },
        { "任城区暴雨黄色预警", Rain, "任城区暴雨红色预警", "任城区气象台11月23日9时将暴雨黄色预警信号升级为红色，请停止户外活动。", 3, true },
        { "暴雨黄色预警", Rain, "暴雨黄色预警", Rain.Replace("11月23日6时", "11月26日7时", StringComparison.Ordinal), 73, true },
        { "Weather warning: heavy rain", English, "Weather warning: fog", "Dense fog is expected on all roads along the coast tonight, with views below fifty metres.", 30, true },
        { "Weather warning", English, "Weather warning", English.Replace("23 November", "30 November", StringComparison.Ordinal), 168, true },
        { "Weather warning", "Gusts of up to ninety kilometres an hour are expected on the coast tonight.", "Weather warning", "Freezing drizzle makes bridges slippery; lorries should wait at the depots inland.", 48, true },
        { "寻人启事：陈小舟走失", Found, "寻人启事：周桂兰走失", "周桂兰，女，81岁，11月24日在兖州区文化路走失，满头白发，有线索请联系派出所。", 30, true },
        { "古槐路恢复通车", Roads, "寻人启事：陈小舟走失", Found, 12, true },
        // The same warning: its text as it was, a word mended, extended, lowered, lifted, or dated anew within the hour.
        { "暴雨黄色预警", Rain, "暴雨黄色预警", Rain, 24, false },
        { "暴雨黄色预警", Rain, "暴雨黄色预警", Rain.Replace("50毫米", "60毫米", StringComparison.Ordinal), 4, false },
        { "暴雨黄色预警", Rain, "暴雨黄色预警", Rain + "11月24日6时继续发布。", 24, false },
        { "任城区暴雨黄色预警", Rain, "任城区暴雨蓝色预警", "任城区气象台将暴雨黄色预警信号降为蓝色。", 6, false },
        { "暴雨黄色预警", Rain, "暴雨黄色预警解除", "任城区气象台11月24日8时解除暴雨黄色预警信号。", 26, false },
        { "颱風警報", "氣象署8月10日6時發布颱風警報：請民眾做好防颱準備，避免前往海邊，低窪地區注意淹水。", "颱風警報", "氣象署8月12日6時宣布颱風警報結束，各地雨勢趨緩，請民眾小心道路濕滑，感謝配合。", 48, false },
        { "暴雨黄色预警", Rain, "大风蓝色预警", "任城区气象台发布大风蓝色预警信号，阵风可达8级，请加固临时搭建物。", 1, false },
        { "Weather warning", English, "Weather warning", English.Replace("until the evening", "until midnight", StringComparison.Ordinal), 30, false },
        { "寻人启事：陈小舟走失", Found, "寻人启事：陈小舟走失", Found.Replace("黄色", "橙色", StringComparison.Ordinal), 30, false },
        { "古槐路恢复通车", Roads, "古槐路夜间收尾", Roads + "夜间仍有零星收尾作业。", 30, false },
    };

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task A_warning_in_the_place_of_an_earlier_one_is_news_and_an_edited_one_is_not(
        string title, string text, string nextTitle, string nextText, int hours, bool isAnother)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var first = new Entry(title, "http://portal.example/current.html", "current", Whole(text), Morning);
        var next = new Entry(nextTitle, "http://portal.example/current.html", "current", Whole(nextText), Morning.AddHours(hours));
        rig.Origin.Map("/feed", Feeds.Rss([first, .. Rest]), Feeds.Rss([next, .. Rest]));
        rig.Follow(rig.Source("/feed"));
        await rig.PollAsync();
        for (var i = 0; i < 3; i++)
            await rig.PollAsync(TimeSpan.FromHours(i == 0 ? hours : 1));

        var log = (await rig.LogAsync()).Skip(5).Where(r => r.Revision.Kind == RevisionKind.New).ToList();
        Assert.Equal(isAnother ? [(nextTitle, true)] : [], log.Select(r => (r.Article.Title, r.Revision.Alerting)));
        if (isAnother)
            Assert.Contains(await rig.LatestAsync(), a => a.Title == title && a.ContentText.Contains(text, StringComparison.Ordinal));
        Assert.Equal(isAnother ? 6 : 5, (await rig.LatestAsync()).Count(a => a.WithdrawnAt is null));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_of_many_warnings_at_one_address_is_news_once_and_is_corrected_where_it_is(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Entry On(int day, string more = "") => new("当前暴雨预警", "http://portal.example/current.html", "current",
            Whole(Rain).Replace("11月23日", $"11月{day}日", StringComparison.Ordinal) + more, Morning.AddDays(day - 23));
        rig.Origin.Map("/feed", Feeds.Rss([On(23), .. Rest]), Feeds.Rss([On(25), .. Rest]), Feeds.Rss([On(25, "更正：降雨量应为60毫米以上，特此更正。"), .. Rest]),
            Feeds.Rss([On(28), .. Rest]), Feeds.Rss([On(28, "更正：降雨量应为80毫米以上，特此更正。"), .. Rest]), Feeds.Rss([On(28, "更正：降雨量应为80毫米以上，特此更正。"), .. Rest]));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromHours(20));

        Assert.Equal(
            [RevisionKind.New, RevisionKind.Corrected, RevisionKind.New, RevisionKind.Corrected],
            (await rig.LogAsync()).Skip(5).Select(r => r.Revision.Kind));
        Assert.Equal(3, (await rig.LatestAsync()).Count(a => a.Title == "当前暴雨预警"));
    }

    [Fact]
    public async Task A_warning_given_again_after_it_was_lifted_in_its_place_is_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Categories = [new Category { Id = "w", Name = new("预警", "Warnings"), Priority = Priority.Urgent, Match = new() { Title = ["预警"] } }],
        };
        const string Said = "任城区气象台发布暴雨黄色预警信号：预计未来6小时降雨量将达50毫米以上，请市民减少外出，注意防范城市积水。";
        Entry At(int hours, string title, string text) => new(title, "http://portal.example/current.html", "current", text + Feeds.Long("城区泵站"), Morning.AddHours(hours));
        rig.Origin.Map("/feed", Feeds.Rss([At(0, "暴雨黄色预警", Said), .. Rest]), Feeds.Rss([At(14, "暴雨黄色预警已解除", "暴雨黄色预警信号已解除。"), .. Rest]),
            Feeds.Rss([At(40, "暴雨黄色预警", Said), .. Rest]));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync(TimeSpan.FromHours(10));

        Assert.Equal([RevisionKind.Corrected, RevisionKind.New], (await rig.LogAsync()).Skip(5).Select(r => r.Revision.Kind));
        Assert.Equal(AlertEnd.Lifted, (await rig.LatestAsync()).Single(a => a.Title == "暴雨黄色预警已解除").EndedAs);
    }

    [Theory]
    [InlineData(SourceKind.List)]
    [InlineData(SourceKind.Article)]
    public async Task A_page_of_the_current_warning_brings_the_next_one_as_news(SourceKind kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        string Page(string day) => "<html><head><meta charset=utf-8><title>当前暴雨预警</title></head><body><h1>当前暴雨预警</h1><div class=info>时间：2026-11-"
            + $"{day} 06:00 来源：任城区气象台</div><div class=content><p>{Rain.Replace("11月23日", $"11月{day}日", StringComparison.Ordinal)}</p><p>{Roads}</p><p>{Feeds.Long("城区泵站")}</p></div></body></html>";
        string List(string day) => "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1><li><span>2026-11-" + day + " 06:00</span><a href=/n/current.html>当前暴雨预警</a></li>"
            + string.Concat(Enumerable.Range(1, 4).Select(n => $"<li><span>2026-11-2{n - 1} 08:00</span><a href=/n/{n}.html>旧闻第{n}则完整标题在此</a></li>")) + "</ul></body></html>";
        foreach (var n in Enumerable.Range(1, 4))
            rig.Origin.Map($"/n/{n}.html", Answers.Text(Page("20").Replace("当前暴雨预警", $"旧闻第{n}则完整标题在此", StringComparison.Ordinal).Replace("暴雨黄色", $"第{n}号水位", StringComparison.Ordinal)));
        rig.Origin.Map("/n/current.html", Answers.Text(Page("23")));
        rig.Origin.Map("/list", Answers.Text(List("23")));
        rig.Follow(rig.Source(kind == SourceKind.List ? "/list" : "/n/current.html", kind: kind));
        await rig.PollAsync();
        var before = (await rig.LogAsync()).Count;
        rig.Origin.Map("/n/current.html", Answers.Text(Page("26")));
        rig.Origin.Map("/list", Answers.Text(List("26")));
        for (var i = 0; i < 3; i++)
            await rig.PollAsync(TimeSpan.FromHours(i == 0 ? 72 : 1));

        Assert.Equal([("当前暴雨预警", RevisionKind.New, true)],
            (await rig.LogAsync()).Skip(before).Select(r => (r.Article.Title, r.Revision.Kind, r.Revision.Alerting)));
        Assert.Equal(2, (await rig.LatestAsync()).Count(a => a.Title == "当前暴雨预警"));
    }

    /// <summary>A shorter text would count as the beginning of its page.</summary>
    private static string Whole(string text) => string.Concat(Enumerable.Repeat(text, 1 + (220 / text.Length)));

    private static Entry[] Rest => [.. Enumerable.Range(1, 4).Select(n => new Entry(
        $"旧闻第{n}则完整标题", $"http://portal.example/{n}.html", $"g{n}", Feeds.Long($"第{n}站"), Morning.AddHours(-n)))];
}
