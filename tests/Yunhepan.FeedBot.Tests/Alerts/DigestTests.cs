using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>The rig's clock begins on Tuesday, 3 November 2026, 08:00 UTC; its site is in UTC.</summary>
public sealed class DigestTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Quiet_hours_hold_ordinary_alerts_and_deliver_them_as_one_message_by_category(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("sleeper", AlertsRig.News, AlertsRig.AlertsRoot);
        await SetAsync(rig, settings => settings.SetQuietAsync(chat, new TimeOnly(22, 0), new TimeOnly(9, 0), Cancel));
        await rig.PublishAsync("一");
        await rig.PublishAsync("停水通知", "alerts");
        await rig.PublishAsync("二");
        await rig.PublishAsync("急寻老人", "alerts/missing", Priority.Urgent);
        await rig.RunAfterAsync(60);
        Assert.Equal(["sleeper: 急寻老人"], rig.Platform.Arrived);

        await rig.RunAfterAsync(3600);

        Assert.Equal(["sleeper: AfterQuiet 3: 新闻 二、一; 警情 停水通知"], rig.Platform.Arrived.Skip(1));
        await rig.PublishAsync("三");
        await rig.RunAsync();
        Assert.Equal("sleeper: 三", rig.Platform.Arrived.Last());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Each_chat_chooses_whether_urgent_alerts_wait_too(bool getsThrough, int arrivals)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("sleeper", AlertsRig.Missing);
        await SetAsync(rig, settings => settings.SetQuietAsync(chat, new TimeOnly(7, 0), new TimeOnly(9, 0), Cancel));
        await SetAsync(rig, settings => settings.SetUrgentAsync(chat, getsThrough, Cancel));
        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        Assert.Equal(arrivals, rig.Platform.Lines.Count);

        await rig.RunAfterAsync(3600);
        Assert.Equal(["sleeper: 急"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Urgent_alerts_that_are_held_go_at_once_when_the_urgent_may_pass_and_the_others_keep_waiting(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var quiet = await rig.FollowerAsync("quiet", AlertsRig.News, AlertsRig.Missing);
        var digest = await rig.FollowerAsync("digest", AlertsRig.Missing);
        await SetAsync(rig, async settings =>
        {
            await settings.SetUrgentAsync(quiet, false, Cancel);
            await settings.SetQuietAsync(quiet, new TimeOnly(7, 0), new TimeOnly(20, 0), Cancel);
            await settings.SetUrgentAsync(digest, false, Cancel);
        });
        await rig.InScopeAsync(async s =>
        {
            var subscriptions = s.GetRequiredService<Subscriptions>();
            await subscriptions.SetModeAsync((await subscriptions.RowsAsync(digest, Cancel)).Single(), SubscriptionMode.Digest, Cancel);
        });
        await rig.PublishAsync("急一", "alerts/missing", Priority.Urgent);
        await rig.PublishAsync("平常");
        await rig.PublishAsync("急二", "alerts/missing", Priority.Urgent);
        await rig.RunAfterAsync(60);
        Assert.Empty(rig.Platform.Arrived);

        await SetAsync(rig, settings => settings.SetUrgentAsync(quiet, true, Cancel));
        await SetAsync(rig, settings => settings.SetUrgentAsync(digest, true, Cancel));
        await rig.RunAfterAsync(1);
        await rig.RunAfterAsync(1);
        Assert.Equal(["digest: 急一", "digest: 急二", "quiet: 急一", "quiet: 急二"], rig.Platform.Arrived.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Urgent_alerts_of_a_pause_go_when_it_ends_though_quiet_hours_follow(bool isEndedByHand)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News, AlertsRig.Missing);
        await SetAsync(rig, async settings =>
        {
            await settings.SetQuietAsync(chat, new TimeOnly(7, 0), new TimeOnly(20, 0), Cancel);
            await settings.PauseAsync(chat, rig.Time.GetUtcNow().AddHours(1), Cancel);
        });
        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.PublishAsync("平常");
        await rig.RunAfterAsync(60);
        Assert.Empty(rig.Platform.Arrived);

        if (isEndedByHand)
            await SetAsync(rig, settings => settings.PauseAsync(chat, null, Cancel));
        for (var turn = 0; turn < 3; turn++)
            await rig.RunAfterAsync(isEndedByHand ? 1 : 3600);

        Assert.Equal(["chat: 急"], rig.Platform.Arrived);
        // Alerts that continue to wait do so because of the quiet hours, and the explanation says so.
        Assert.Equal([HoldKind.Quiet], await rig.InDbAsync<AlertsDb, List<HoldKind>>(db => db.Deferred.Select(d => d.Hold).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Urgent_alerts_that_had_to_wait_arrive_whole_and_the_rest_as_one_message()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News, AlertsRig.Missing);
        await SetAsync(rig, async settings =>
        {
            await settings.SetUrgentAsync(chat, false, Cancel);
            await settings.SetQuietAsync(chat, new TimeOnly(7, 0), new TimeOnly(20, 0), Cancel);
        });
        foreach (var title in (string[])["急一", "平常一", "急二", "平常二"])
            await rig.PublishAsync(title, title[0] == '急' ? "alerts/missing" : "news", title[0] == '急' ? Priority.Urgent : Priority.Normal);
        await rig.RunAfterAsync(60);
        rig.Time.Advance(TimeSpan.FromHours(12));
        for (var i = 0; i < 5; i++)
            await rig.RunAfterAsync(2);

        Assert.Equal(["chat: 急一", "chat: 急二", "chat: AfterQuiet 2: 新闻 平常二、平常一"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_daily_digest_comes_at_the_chats_own_hour_in_its_own_zone_and_holds_up_nothing_else(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News, AlertsRig.AlertsRoot);
        await InDigestAsync(rig, chat, AlertsRig.News);
        Assert.True(await SetAsync(rig, settings => settings.SetTimeZoneAsync(chat, "Asia/Shanghai", Cancel)));
        // 18:00 in Jining is 10:00 UTC.
        await SetAsync(rig, settings => settings.SetDigestAsync(chat, new TimeOnly(18, 0), null, Cancel));
        await rig.PublishAsync("一");
        await rig.PublishAsync("停电", "alerts");
        await rig.PublishAsync("二");
        await rig.RunAfterAsync(3600);
        Assert.Equal(["reader: 停电"], rig.Platform.Arrived);

        await rig.RunAfterAsync(3601);
        Assert.Equal("reader: Daily 2: 新闻 二、一", rig.Platform.Arrived.Last());
        await rig.PublishAsync("明天的");
        await rig.RunAfterAsync(3600);
        Assert.Equal(2, rig.Platform.Lines.Count);

        // A single alert is sent as itself and not as a digest.
        await rig.RunAfterAsync(23 * 3600);
        Assert.Equal("reader: 明天的", rig.Platform.Arrived.Last());
    }

    [Fact]
    public async Task A_weekly_digest_comes_on_its_day_and_a_new_hour_moves_what_waits()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await InDigestAsync(rig, chat, AlertsRig.News);
        await SetAsync(rig, settings => settings.SetDigestAsync(chat, new TimeOnly(8, 0), DayOfWeek.Friday, Cancel));
        await rig.PublishAsync("一");
        await rig.PublishAsync("二");
        await rig.RunAfterAsync(2 * 24 * 3600);
        Assert.Empty(rig.Platform.Lines);

        await SetAsync(rig, settings => settings.SetDigestAsync(chat, new TimeOnly(9, 0), DayOfWeek.Thursday, Cancel));
        await rig.RunAfterAsync(3601);

        Assert.Equal(["reader: Weekly 2: 新闻 二、一"], rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_falls_behind_gets_the_newest_few_and_a_count_instead_of_a_flood(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(1000, 1, 20)), o => o.FloodFrom = 10);
        await rig.FollowerAsync("busy", AlertsRig.News);
        foreach (var number in Enumerable.Range(1, 30))
            await rig.PublishAsync($"{number}");
        await rig.RunAsync();
        await rig.RunAfterAsync(5);
        await rig.RunAfterAsync(5);

        Assert.Equal(["busy: 1", "busy: 2", "busy: 3"], rig.Platform.Arrived.Take(3));
        Assert.Equal("busy: CatchUp 27: 新闻 30、29、28、27、26", rig.Platform.Arrived.Last());
        Assert.Equal(4, rig.Platform.Lines.Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_comes_beyond_the_chats_own_limit_is_summed_up_when_the_hour_has_room_and_the_urgent_never(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News, AlertsRig.Missing);
        await rig.FollowerAsync("other", AlertsRig.News);
        await SetAsync(rig, settings => settings.SetLimitAsync(chat, 2, Cancel));
        foreach (var title in (string[])["一", "二", "三", "四", "五"])
        {
            await rig.PublishAsync(title);
            await rig.RunAfterAsync(60);
        }

        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        Assert.Equal(["reader: 一", "reader: 二", "reader: 急"], rig.Platform.Arrived.Where(line => line.StartsWith("reader", StringComparison.Ordinal)));
        Assert.Equal(5, rig.Platform.Lines.Count(line => line.Chat == "other"));

        // When the summary is sent, both messages have left the hour's window; the summary and the urgent alert make two again.
        await rig.RunAfterAsync(3600 - 240);
        Assert.Equal(3, rig.Platform.Lines.Count(line => line.Chat == "reader"));
        await rig.RunAfterAsync(60);
        Assert.Equal("reader: CatchUp 3: 新闻 五、四、三", rig.Platform.Arrived.Last());

        await rig.PublishAsync("六");
        await rig.RunAfterAsync(1);
        Assert.Equal("other: 六", rig.Platform.Arrived.Last());
        await SetAsync(rig, settings => settings.SetLimitAsync(chat, null, Cancel));
        await rig.RunAsync();
        Assert.Equal("reader: 六", rig.Platform.Arrived.Last());
    }

    [Fact]
    public async Task After_an_outage_each_chat_gets_what_it_missed_as_one_message()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.CatchUpFrom = 4);
        foreach (var chat in (string[])["a", "b", "c"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.AccountRefused("401"));
        foreach (var number in Enumerable.Range(1, 9))
        {
            await rig.PublishAsync($"{number}");
            await rig.RunAfterAsync(900);
        }

        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        foreach (var _ in Enumerable.Range(0, 5))
            await rig.RunAfterAsync(120);

        foreach (var chat in rig.Platform.Lines.GroupBy(line => line.Chat))
        {
            Assert.InRange(chat.Count(), 1, 6);
            var told = chat.Sum(line => line.Title.StartsWith("CatchUp ", StringComparison.Ordinal) ? int.Parse(line.Title.Split(' ', ':')[1], null) : 1);
            Assert.Equal(9, told);
        }

        Assert.Equal(3, rig.Platform.Lines.Select(line => line.Chat).Distinct().Count());
        Assert.Contains(rig.Platform.Lines, line => line.Title.StartsWith("CatchUp ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_corrected_or_withdrawn_changes_the_digest_it_was_told_in(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await SetAsync(rig, settings => settings.PauseAsync(chat, rig.Time.GetUtcNow().AddHours(1), Cancel));
        var first = await rig.PublishAsync("微薄");
        var second = await rig.PublishAsync("误发");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Lines);
        await rig.RunAfterAsync(3601);

        await rig.CorrectAsync(first, "微博");
        await rig.RunAsync();
        await rig.WithdrawAsync(second);
        await rig.RunAsync();

        Assert.Equal(
            ["AfterQuiet 2: 新闻 误发、微薄", "AfterQuiet 2: 新闻 误发、微博", "AfterQuiet 2: 新闻 ~误发~、微博"],
            rig.Platform.Lines.Select(line => line.Title));
        Assert.Equal([null, "m1", "m1"], rig.Platform.Lines.Select(line => line.EditedId));
    }

    [Theory]
    [InlineData("zh", """
        📬 免打扰或暂停期间有 3 篇文章

        新闻
        • ⛔ 已撤回 · 误发
        • ✏️ 更正 · 微博 · 运河门户 · 08:00
        ✎ 原标题：微薄
        • 一 · 运河门户 · 08:00 · 另见：运河晚报
        """)]
    [InlineData("en", """
        📬 3 articles came while alerts were held

        News
        • ⛔ WITHDRAWN · 误发
        • ✏️ CORRECTED · 微博 · Canal portal · 08:00
        ✎ Earlier title: 微薄
        • 一 · Canal portal · 08:00 · Also at: Canal evening news
        """)]
    public async Task An_edited_digest_marks_what_was_corrected_and_withdrawn_and_where_else_it_stands(string language, string text)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<SubscriberStore>().SetLanguageAsync(chat, language, true, Cancel));
        await SetAsync(rig, settings => settings.PauseAsync(chat, rig.Time.GetUtcNow().AddHours(1), Cancel));
        var told = await rig.PublishAsync("一");
        var first = await rig.PublishAsync("微薄");
        var second = await rig.PublishAsync("误发");
        await rig.RunAsync();
        // An article corrected before its reader saw it has no mark.
        await rig.CorrectAsync(told, "一");
        await rig.RunAsync();
        await rig.RunAfterAsync(3601);

        await rig.CorrectAsync(first, "微博");
        await rig.WithdrawAsync(second);
        await rig.RepostAsync(told, "一（转）", "evening", "news");
        await rig.RunAfterAsync(60);

        Assert.Equal(text.ReplaceLineEndings("\n"), DigestText.Render(rig.Platform.Digests[^1]).Plain);
        var html = TelegramHtml.Render(DigestText.Render(rig.Platform.Digests[^1]));
        Assert.Contains("<s>误发</s>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_hours_that_are_turned_off_bring_what_waits_at_once()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await SetAsync(rig, settings => settings.SetQuietAsync(chat, new TimeOnly(7, 0), new TimeOnly(23, 0), Cancel));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Lines);

        await SetAsync(rig, settings => settings.SetQuietAsync(chat, null, null, Cancel));
        await rig.RunAsync();

        Assert.Equal(["reader: 一"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task A_digest_that_fails_is_tried_again_whole()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("reader", AlertsRig.News);
        await SetAsync(rig, settings => settings.PauseAsync(chat, rig.Time.GetUtcNow().AddMinutes(1), Cancel));
        await rig.PublishAsync("一");
        await rig.PublishAsync("二");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Failed("502"));
        await rig.RunAfterAsync(61);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        await rig.RunAfterAsync(60);

        Assert.Equal(["reader: AfterQuiet 2: 新闻 二、一"], rig.Platform.Arrived);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T22:00:00Z", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Asia/Shanghai", "2026-11-03T00:00:00Z", "08:00", "2026-11-04T00:00:00Z")]
    public void The_wall_clock_counts_where_clocks_change(string zone, string after, string time, string next)
    {
        var clock = LocalClock.ForZone(zone, TimeZoneInfo.Utc);
        Assert.Equal(
            DateTimeOffset.Parse(next, null),
            clock.Next(DateTimeOffset.Parse(after, null), TimeOnly.Parse(time, null)));
    }

    private static Task InDigestAsync(AlertsRig rig, Subscriber chat, TopicKey topic) => rig.InScopeAsync(s =>
        s.GetRequiredService<Subscriptions>().ChooseAsync(chat, topic, new SubscriptionChoice { Mode = SubscriptionMode.Digest }, Cancel));

    private static Task SetAsync(AlertsRig rig, Func<ChatSettings, Task> change) =>
        rig.InScopeAsync(s => change(s.GetRequiredService<ChatSettings>()));

    private static Task<bool> SetAsync(AlertsRig rig, Func<ChatSettings, Task<bool>> change) =>
        rig.InDbAsync<ChatSettings, bool>(change);
}
