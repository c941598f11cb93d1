using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>What a page or a feed puts in among the paragraphs at each look corrects nothing; a correction still comes (ADR 87).</summary>
public sealed class RotatingTextTests(TestDatabases databases)
{
    private const string Title = "古槐路桥面发生塌陷";

    private static readonly string[] Body =
    [
        "昨日上午8时30分，古槐路跨河桥桥面发生塌陷，消防部门出动5辆消防车到场处置。",
        "经初步统计，事故造成2人轻伤，伤者已送往市第一人民医院，没有生命危险。",
        "交警部门提醒，塌陷路段实行临时管制，过往车辆请从建设路绕行，预计11月26日恢复。",
    ];

    private static readonly string[] Promotions =
    [
        "老城根的糖炒栗子又出锅了，一斤十八元，街坊排队到巷口。", "家里的旧沙发换新，上门收购，半小时到。", "周末带孩子去看海豚，门票两大一小只要九十九。",
        "冬天泡脚好睡眠，艾草足浴包买三送一。", "想学驾驶的朋友看过来，随到随学，不过退费。", "新开的羊汤馆请您品鉴，凭此页送烧饼一个。",
        "Cheap flights to the coast from nineteen pounds, seats are going fast.", "Your roof in winter: a free survey by local builders.",
    ];

    private static readonly string[] Headlines =
    [
        "运河边的老茶馆迎来百年生日", "小学生自制机器人会扫落叶", "A quiet village wakes up to a thousand geese", "九旬老人坚持晨跑三十年", "市图书馆延长夜间开放时间",
        "The baker who never sleeps", "快递小哥的第一张奖状",
    ];

    /// <summary>What the text of one article is at each look.</summary>
    private static readonly Dictionary<string, Func<int, string>> Rotating = new()
    {
        ["the latest news of elsewhere"] = n => Text([.. Body, $"最新消息：{Headlines[n % 7]}。"]),
        ["a promotion in the middle"] = n => Text(Body[0], Promotions[n % 8], Body[1], Body[2]),
        ["a promotion at the end, not at the first look"] = n => n == 0 ? Text(Body) : Text([.. Body, Promotions[n % 8]]),
        ["a promotion at the first looks only"] = n => n < 2 ? Text([.. Body, Promotions[n]]) : Text(Body[0], Body[1], Body[2], Promotions[n % 8]),
        ["two promotions in turn"] = n => Text(Body[0], Promotions[n % 2], Body[1], Body[2]),
        ["a promotion every other look"] = n => n % 2 == 0 ? Text(Body) : Text(Body[0], Promotions[0], Body[1], Body[2]),
        ["two places"] = n => Text(Body[0], Promotions[n % 8], Body[1], Promotions[(n * 3) % 8], Body[2], Headlines[n % 7]),
        ["a promotion within a paragraph"] = n => Text(Body[0] + Promotions[n % 6], Body[1], Body[2]),
        ["a promotion of one form"] = n => Text(Body[0], $"今日推荐：第{n + 3}号优惠商品，仅售{(n * 7) + 9}元，点击了解。", Body[1], Body[2]),
        ["an English promotion of one form"] = n => Text(Body[0], $"Deal of the day: item {n + 3} at {(n * 7) + 9} pounds, while stocks last.", Body[1], Body[2]),
        ["a headline of another article"] = n => Text([.. Body, Headlines[n % 7]]),
        ["related articles"] = n => Text([.. Body, "相关阅读", Headlines[n % 7], Headlines[(n + 2) % 7], Headlines[(n + 5) % 7]]),
        ["related articles in English"] = n => Text([.. Body, "You may also like", Headlines[n % 7], Headlines[(n + 3) % 7]]),
        ["related articles line by line"] = n => Text([.. Body, $"相关新闻：{Headlines[n % 7]}", $"Related: {Headlines[(n + 3) % 7]}"]),
        ["links in another order"] = n => Text([.. Body, .. Enumerable.Range(n, 4).Select(i => Headlines[i % 4])]),
        ["people who read along"] = n => Text(Body[0], $"{(n * 7) + 5} people are reading this", Body[1], Body[2]),
        ["people who read along in Chinese"] = n => Text(Body[0], $"当前有{(n * 3) + 2}位网友正在阅读本文", Body[1], Body[2]),
        ["readers in a sentence"] = n => Text(Body[0], Body[1], Body[2] + $"截至目前已有{1200 + (n * 37)}人阅读了本文。"),
        ["views in a sentence"] = n => Text(Body[0], Body[1], Body[2] + $" This article has been viewed {1200 + (n * 37)} times."),
        ["readers online"] = n => Text([$"Readers online: {n + 4}", .. Body, $"在线人数：{n + 9}"]),
        ["a label whose value changes by itself"] = n => Text([.. Body, $"余位 {40 - n}", $"Seats left {40 - n}"]),
        ["addresses with a time and a session"] = n => Text(Body[0], $"详情见 https://portal.example/a/7?ts={1732300000 + (n * 61)}&sid=ab{n}9f3c27d1e{n} ，", Body[1], Body[2]),
        ["addresses with a token"] = n => Text([.. Body, $"Map: https://maps.example/tile/5.png?v={n}&token=Zx{n}81kQ99s{n}#t{n}"]),
        ["when the page was made"] = n => Text([$"今天是2026年11月{20 + n}日 星期三", .. Body, $"页面生成于 12:0{n % 10}:44", $"Page generated in 0.0{n + 1} s"]),
        ["the number of the request"] = n => Text([.. Body, $"Request ID: 8f{n}a-77c{n}", $"流水号：20261123{n:000}"]),
        ["a placeholder that is replaced"] = n => Text([Body[0], n % 3 == 0 ? "图片加载中…" : "Loading image…", Body[1], Body[2]]),
    };

    public static TheoryData<string> Kinds() => [.. Rotating.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_feed_puts_in_at_each_poll_corrects_nothing_and_a_fact_that_changes_still_does(string kind)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        for (var look = 0; look < 24; look++)
            await LookAsync(rig, Rotating[kind](look));
        Assert.Equal([RevisionKind.New], (await rig.LogAsync()).Select(r => r.Revision.Kind));

        for (var look = 24; look < 40; look++)
            await LookAsync(rig, Rotating[kind](look).Replace("2人轻伤", "5人轻伤", StringComparison.Ordinal));

        var correction = (await rig.LogAsync()).Skip(1).Select(r => r.Revision).Single();
        Assert.Contains(new ArticleChange(ChangedField.Number, "2人", "5人"), correction.Changes);
        Assert.DoesNotContain(correction.Changes, c => Promotions.Concat(Headlines).Any(p => c.After.Contains(p[..6], StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_paragraph_that_is_put_in_or_left_out_is_a_correction_when_a_second_look_shows_the_same(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        const string More = "今天下午，桥梁专家到达现场，检测结果将于明日公布。";
        await LookAsync(rig, Text(Body));
        await LookAsync(rig, Text([.. Body, More]));
        Assert.Single(await rig.LogAsync());
        await LookAsync(rig, Text([.. Body, More]));
        await LookAsync(rig, Text([.. Body, More]));
        Assert.Contains(More, Assert.Single((await rig.LogAsync())[^1].Revision.Changes, c => c.Field == ChangedField.Text).After, StringComparison.Ordinal);

        await LookAsync(rig, Text(Body[0], Body[1], More));
        Assert.Equal(2, (await rig.LogAsync()).Count);
        await LookAsync(rig, Text(Body[0], Body[1], More));

        Assert.Contains("临时管制", (await rig.LogAsync())[^1].Revision.Changes[0].Before, StringComparison.Ordinal);
        Assert.Equal(3, (await rig.LogAsync()).Count);
    }

    [Theory]
    [InlineData("2人轻伤", "3人轻伤")]
    [InlineData("古槐路跨河桥", "建设路跨河桥")]
    [InlineData("11月26日", "11月28日")]
    [InlineData("没有生命危险", "一人有生命危险")]
    [InlineData("没有生命危险。", "没有生命危险，其中一人今晨转入重症监护室，家属已经赶到，医院正在组织专家会诊。")]
    [InlineData("", "更正：伤者为三人，并非两人，特此说明。")]
    [InlineData("", "Correction: an earlier version misstated the number of people hurt.")]
    [InlineData("", "更新：第三名伤者刚刚送医。")]
    public async Task What_the_source_edits_or_announces_is_a_correction_at_once(string was, string became)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await LookAsync(rig, Text(Body));

        await LookAsync(rig, was.Length == 0 ? Text([.. Body, became]) : Text(Body).Replace(was, became, StringComparison.Ordinal));

        Assert.Equal(RevisionKind.Corrected, (await rig.LogAsync())[^1].Revision.Kind);
    }

    [Theory]
    [InlineData("联系电话 13800000001", "联系电话 13800000002", true, true)]
    [InlineData("身高 120 厘米", "身高 125 厘米", true, true)]
    [InlineData("Call 0537 555 0142", "Call 0537 555 0143", true, true)]
    [InlineData("Call 0537 555 0142", "Call 0537 555 0143", false, false)]
    [InlineData("余位 40", "余位 39", false, false)]
    public async Task A_label_with_another_value_is_a_correction_at_once_only_where_it_is_urgent(string was, string became, bool isUrgent, bool isTold)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Categories = isUrgent ? [new Category { Id = "urgent", Name = new("紧急", "Urgent"), Priority = Priority.Urgent, Match = new() { Title = ["塌陷"] } }] : [],
        };
        await LookAsync(rig, Text([.. Body, was]));

        await LookAsync(rig, Text([.. Body, became]));
        Assert.Equal(isTold ? 2 : 1, (await rig.LogAsync()).Count);
        await LookAsync(rig, Text([.. Body, became]));

        Assert.Equal(2, (await rig.LogAsync()).Count);
    }

    [Fact]
    public async Task Two_headlines_that_take_turns_are_soon_left_alone()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        for (var look = 0; look < 20; look++)
            await LookAsync(rig, Text(Body), look % 3 == 1 ? "桥面塌陷，两人受伤" : Title);

        Assert.InRange((await rig.LogAsync()).Count, 2, 3);
    }

    [Theory]
    [InlineData("王师傅的面馆今天开张，牛肉面十二元一碗。", "王师傅的面馆今天开张，羊肉面十八元一碗。")]
    [InlineData("Tide tables show high water at seven this evening.", "Tide tables show high water at nine this evening.")]
    [InlineData("编号 17 的街坊说", "编号 18 的街坊说")]
    public async Task Two_wordings_that_take_turns_in_no_order_are_soon_left_alone(string one, string other)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        foreach (var turn in "0110001011010011110000101101011100001111010010110001")
            await LookAsync(rig, Text(Body[0], turn == '0' ? one : other, Body[1], Body[2]));
        Assert.InRange((await rig.LogAsync()).Count, 1, 3);
        var before = (await rig.LogAsync()).Count;

        await LookAsync(rig, Text(Body[0], one, Body[1].Replace("2人", "4人", StringComparison.Ordinal), Body[2]));

        Assert.Equal(before + 1, (await rig.LogAsync()).Count);
    }

    [Fact]
    public async Task What_was_edited_and_is_taken_back_for_good_is_told_in_the_end()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await LookAsync(rig, Text(Body));
        await LookAsync(rig, Text(Body).Replace("2人轻伤", "5人轻伤", StringComparison.Ordinal));
        for (var look = 0; look < 4; look++)
            await LookAsync(rig, Text(Body));

        Assert.Equal(3, (await rig.LogAsync()).Count);
        Assert.Contains("2人轻伤", Assert.Single(await rig.LatestAsync()).ContentText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_grows_at_each_look_is_told_twice_and_then_when_it_rests()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        for (var hurt = 2; hurt < 12; hurt++)
            await LookAsync(rig, Text(Body).Replace("2人轻伤", $"{hurt}人轻伤", StringComparison.Ordinal));
        Assert.Equal(3, (await rig.LogAsync()).Count);

        await LookAsync(rig, Text(Body).Replace("2人轻伤", "11人轻伤", StringComparison.Ordinal));

        Assert.Contains("11人", (await rig.LogAsync())[^1].Article.ContentText, StringComparison.Ordinal);
        Assert.Equal(4, (await rig.LogAsync()).Count);
    }

    [Theory]
    [InlineData("", "本文首发于运河新闻网，原文链接见页尾。", 0)]
    [InlineData("The post appeared first on Canal Town News.", "", 0)]
    [InlineData("版权所有 2026 运河新闻网，未经许可不得转载。", "版权所有 2027 运河新闻网，未经许可不得转载。", 0)]
    [InlineData("", "寻访热线改为 0537-5550199，原号码停用。", 4)]
    [InlineData("", "更正：事发时间应为昨日下午，特此更正。", 4)]
    public async Task What_a_site_changes_in_all_its_articles_at_once_corrects_none_of_them_unless_it_is_a_fact(string was, string became, int corrected)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        async Task PollAsync(string footer, string first = "")
        {
            rig.Time.Advance(TimeSpan.FromMinutes(15));
            await rig.AppendAsync(rig.Source("/"), [.. Enumerable.Range(1, 4).Select(n => new ArticleDraft
            {
                Title = $"第{n}座桥的检修进展", Url = $"http://portal.example/{n}.html", ContentText = Text($"第{n}座桥今天开始检修。" + (n == 1 ? first : ""), Body[0], Body[2], footer),
            })]);
        }

        await PollAsync(was);
        for (var poll = 0; poll < 4; poll++)
            await PollAsync(became);
        Assert.Equal(4 + corrected, (await rig.LogAsync()).Count);

        // A paragraph of one article still counts.
        await PollAsync(became, "检修期间行人可以通行。");
        await PollAsync(became, "检修期间行人可以通行。");
        Assert.Equal(5 + corrected, (await rig.LogAsync()).Count);
    }

    [Fact]
    public async Task A_page_that_was_broken_for_one_look_teaches_nothing()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await LookAsync(rig, Text(Body));
        await LookAsync(rig, Body[0]);
        await LookAsync(rig, Text(Body));
        Assert.Single(await rig.LogAsync());

        await LookAsync(rig, Text(Body).Replace("11月26日", "12月3日", StringComparison.Ordinal));

        Assert.Equal(RevisionKind.Corrected, (await rig.LogAsync())[^1].Revision.Kind);
    }

    [Theory]
    [InlineData("相关阅读：走失老人已平安找到")]
    [InlineData("相关新闻\n走失男孩已平安回家\n运河边的老茶馆")]
    [InlineData("Related: Missing boy found safe and well")]
    public async Task What_a_link_says_of_another_ends_no_alert(string links)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Categories = [new Category { Id = "missing", Name = new("寻人", "Missing"), Priority = Priority.Urgent, Match = new() { Title = ["走失"] } }],
        };
        const string Text = "陈小舟，男，8岁，身高一米二八，11月22日下午在任城区运河小学门口走失。";
        await LookAsync(rig, Text, "寻人启事：陈小舟放学后走失");

        await LookAsync(rig, Text + "\n" + links, "寻人启事：陈小舟放学后走失");
        await LookAsync(rig, Text + "\n" + links, "寻人启事：陈小舟放学后走失");

        Assert.Null(Assert.Single(await rig.LatestAsync()).EndedAt);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_page_is_looked_at_again_soon_before_a_new_paragraph_is_told(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        var more = portal.Page(1).Replace("</div></div>", "<p>施工单位表示，桥头的路灯将在本周内全部更换完毕。</p></div></div>", StringComparison.Ordinal).Replace("gb2312", "utf-8", StringComparison.Ordinal);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        rig.Origin.Map(portal.Pages[0], Answers.Text(more));

        await rig.PollAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(2, (await rig.LogAsync()).Count);
        await rig.PollAsync(TimeSpan.FromMinutes(6));

        Assert.Equal((SmallPortal.Title(1), RevisionKind.Corrected), (await rig.LogAsync()).Skip(2).Select(r => (r.Article.Title, r.Revision.Kind)).Single());
    }

    [Fact]
    public async Task A_page_with_another_promotion_at_each_look_is_not_asked_for_more_than_a_few_times_more()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, [.. Enumerable.Range(0, 30).Select(n => ($"Refreshing:LookAgainAfter:{n}", "00:30:00"))]);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(1);
        var look = 0;
        var page = portal.Page(1).Replace("gb2312", "utf-8", StringComparison.Ordinal);
        rig.Origin.Map(portal.Pages[0], http => Answers.Text(page.Replace(
            "<p>据施工方", $"<p>{Promotions[look++ % 8]}</p><p>据施工方", StringComparison.Ordinal))(http));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        for (var minute = 0; minute < 900; minute += 6)
            await rig.PollAsync();

        Assert.Single(await rig.LogAsync());
        Assert.InRange(rig.Origin.RequestsTo(portal.Pages[0]).Count, 20, 40);
    }

    /// <summary>A server that answers "not modified" confirms nothing, so the whole document is asked for.</summary>
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_feed_is_read_again_in_whole_before_a_new_paragraph_is_told(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Entry Of(params string[] body) => new(Title, "http://portal.example/1.html", "one", string.Join("&lt;br&gt;", body.Select(p => p + p)));
        rig.Origin.Map("/feed", Answers.Validated(Feeds.Rss(Of(Body)), "\"1\""), Answers.Validated(Feeds.Rss(Of([.. Body, Promotions[0]])), "\"2\""));
        rig.Follow(rig.Source("/feed") with { Every = TimeSpan.FromHours(3) });
        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromHours(3.5));
        Assert.Single(await rig.LogAsync());

        await rig.PollAsync();
        Assert.Equal(RevisionKind.Corrected, (await rig.LogAsync())[^1].Revision.Kind);
        Assert.Equal(2, (await rig.LogAsync()).Count);
        var asked = rig.Origin.RequestsTo("/feed").Count;
        await rig.PollAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(asked, rig.Origin.RequestsTo("/feed").Count);
        Assert.NotNull((await rig.StateAsync()).ETag);
    }

    public static TheoryData<string> HugeTexts() =>
    [
        string.Join('\n', Enumerable.Range(0, 8_000).Select(i => $"第{i}段说的是另一件事，共{i * 7}件，详情另行通知。")), new string('甲', 400_000), "。" + new string('）', 400_000),
        "abc." + new string(' ', 400_000) + "A", string.Concat(Enumerable.Repeat("https://a.example/?ts=1&a=b", 14_000)), string.Concat(Enumerable.Repeat("1 2-", 100_000)),
        string.Join('\n', Enumerable.Range(0, 100_000).Select(i => $"{i * 31 % 977}人")),
    ];

    /// <summary>Each pattern has a time limit, which a text that takes longer than linear time exceeds.</summary>
    [Theory]
    [MemberData(nameof(HugeTexts), DisableDiscoveryEnumeration = true)]
    public async Task A_huge_text_of_any_form_is_compared(string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await LookAsync(rig, Body[0] + "\n" + text);
        await LookAsync(rig, Body[0] + "\n" + text + "尾");
        await LookAsync(rig, Body[0].Replace("5辆", "9辆", StringComparison.Ordinal) + "\n" + text);

        Assert.Contains("9辆", Assert.Single(await rig.LatestAsync()).ContentText, StringComparison.Ordinal);
    }

    /// <summary>What is remembered of a text holds no words of it, and is bounded.</summary>
    [Fact]
    public async Task A_text_that_is_another_at_each_look_fills_no_memory()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        for (var look = 0; look < 60; look++)
            await LookAsync(rig, Text([.. Body, .. Enumerable.Range(0, 150).Select(i => $"第{(look * 1000) + i}种香料配方{(char)('甲' + i)}{(char)('乙' + look)}")]));

        var row = await rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Database.SqlQueryRaw<string>(
            """SELECT "Waiting" || "Restless" || "Places" || "Fresh" || "Left" AS "Value" FROM unsettled_texts""").SingleAsync(TestContext.Current.CancellationToken));
        Assert.InRange(row.Length, 10, 40_000);
        Assert.DoesNotContain("香料", row, StringComparison.Ordinal);
    }

    private static string Text(params string[] paragraphs) => string.Join('\n', paragraphs);

    private static Task LookAsync(ArticlesRig rig, string text, string title = Title)
    {
        rig.Time.Advance(TimeSpan.FromMinutes(15));
        return rig.AppendAsync(rig.Source("/"), new ArticleDraft { Title = title, ContentText = text, Url = "http://portal.example/1.html" });
    }
}
