using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>
/// When the subject of an alert ends, chats that received the alert receive the end too, and others are not alerted late.
/// </summary>
public sealed class EndedAlertTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_struck_alert_is_answered_aloud_once_and_is_no_longer_urgent(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.Missing);
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();

        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAfterAsync(60);
        var edit = rig.Platform.Lines[^1];
        Assert.Equal((AlertKind.Ended, AlertEnd.Found, "m1"), (edit.Message.Kind, edit.Message.EndedAs, edit.EditedId));
        var (chat, answered, said) = Assert.Single(rig.Platform.Announced);
        Assert.Equal(("reader", "m1", false), (chat, answered, said.IsSilent));

        // A later edit shows the same text and is silent.
        await rig.RepostAsync(article, "转发", "evening");
        await rig.RunAfterAsync(60);
        Assert.Equal(AlertKind.Ended, rig.Platform.Lines[^1].Kind);
        Assert.Single(rig.Platform.Announced);
        // The message that the alert has not ended is sent with sound as well.
        await rig.EndAsync(article, null);
        await rig.RunAfterAsync(60);
        Assert.Equal((AlertKind.Corrected, Priority.Urgent), (rig.Platform.Lines[^1].Kind, rig.Platform.Lines[^1].Message.Priority));
        Assert.Equal(2, rig.Platform.Announced.Count);
    }

    [Fact]
    public async Task In_quiet_hours_the_answer_is_silent_and_chats_without_the_alert_get_nothing()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var sleeper = await rig.FollowerAsync("sleeper", AlertsRig.Missing);
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.FollowerAsync("newcomer", AlertsRig.Missing);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().SetQuietAsync(sleeper, new TimeOnly(7, 0), new TimeOnly(20, 0), Cancel));

        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAfterAsync(60);
        Assert.Equal([("sleeper", true)], rig.Platform.Announced.Select(a => (a.Chat, a.Message.IsSilent)));
    }

    [Fact]
    public async Task A_throttled_answer_is_repeated_and_a_message_the_reader_deleted_is_not_answered()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.Missing);
        await rig.FollowerAsync("tidy", AlertsRig.Missing);
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        var calls = 0;
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(
            chat.ChatId == "tidy" ? new SendResult.MessageGone("deleted") : ++calls == 2 ? new SendResult.Throttled(TimeSpan.FromSeconds(5), false) : null);
        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAfterAsync(1);
        Assert.Empty(rig.Platform.Announced);
        await rig.RunAfterAsync(10);
        await rig.RunAfterAsync(10);
        Assert.Equal(["reader"], rig.Platform.Announced.Select(a => a.Chat));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_alert_that_ended_before_it_was_sent_is_not_sent_and_the_audit_balances(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var sleeper = await rig.FollowerAsync("sleeper", AlertsRig.Missing);
        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ChatSettings>().SetUrgentAsync(sleeper, false, Cancel);
            await s.GetRequiredService<ChatSettings>().SetQuietAsync(sleeper, new TimeOnly(7, 0), new TimeOnly(20, 0), Cancel);
        });
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.EndAsync(article, AlertEnd.Found);
        rig.Time.Advance(TimeSpan.FromHours(13));
        await rig.RunAsync();
        await rig.RunAfterAsync(1);

        Assert.Empty(rig.Platform.Lines);
        Assert.Empty(rig.Platform.Announced);
        var receipts = await rig.InDbAsync<AlertsDb, List<string?>>(db => db.Receipts.Where(r => r.Kind == AlertKind.New).Select(r => r.Reason).ToListAsync(Cancel));
        Assert.Equal(["the subject of the alert was over before it was sent"], receipts);
        await rig.InScopeAsync(async s => Assert.True((await s.GetRequiredService<AlertAudit>().ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel)).IsBalanced));
    }

    [Theory]
    [InlineData("暴雨红色预警信号", "预计未来3小时降雨量将达100毫米。", 2, true)]
    [InlineData("暴雨红色预警信号", "预计未来3小时降雨量将达100毫米。", 4, false)]
    [InlineData("大风橙色预警", "有效期至11月3日18时。", 1, true)]
    [InlineData("大风橙色预警", "有效期至11月3日18时。", 3, false)]
    [InlineData("大风橙色预警", "大风将持续到明天凌晨2时。", 9, true)]
    [InlineData("大风橙色预警", "大风将持续到明天凌晨2时。", 11, false)]
    [InlineData("暴雪红色预警", "请注意防范。", 23, true)]
    [InlineData("暴雪红色预警", "请注意防范。", 25, false)]
    [InlineData("停水通知", "11月5日8时至11月5日20时停水。", 30, true)]
    [InlineData("寻人：陈小舟走失", "有线索请联系。", 40, true)]
    [InlineData("Red storm warning", "In force for the next 6 hours.", 7, false)]
    [InlineData("氣象台發布暴雨紅色預警信號", "請注意防範。", 25, false)]
    [InlineData("氣象署發布豪雨特報", "有效期至11月3日18時。", 3, false)]
    [InlineData("大雾红色预警", "有效期至 １１月３日 １８时。", 3, false)]
    [InlineData("协寻走失老人", "有线索请联系。", 24 * 15, false)]
    [InlineData("Flood watch for the canal", "Stay away from the water.", 25, false)]
    [InlineData("Red storm warning", "The warning remains in effect until 6 p.m. today.", 17, true)]
    [InlineData("Red storm warning", "The warning remains in effect until 6 p.m. today.", 19, false)]
    [InlineData("Red storm warning", "Schools are closed until 9 a.m.; stay indoors.", 23, true)]
    public async Task An_expired_alert_is_not_sent_from_a_backlog(string title, string text, int hours, bool isSent)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.Missing);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Failed("no connection"));
        await rig.PublishAsync(title, "alerts/missing", Priority.Urgent, text: text);
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        rig.Time.Advance(TimeSpan.FromHours(hours));
        await rig.RunAsync();
        await rig.RunAfterAsync(150);
        Assert.Equal(isSent ? [$"reader: {title}"] : [], rig.Platform.Arrived);
    }

    [Fact]
    public async Task The_name_of_a_found_person_is_removed_from_old_messages_and_later_corrections()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.Missing);
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.CorrectAsync(article, "寻人：八岁的陈小舟走失");
        await rig.EndAsync(article, AlertEnd.Found);
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromDays(20));
        await rig.ForgetAsync(article, "寻人信息（已找到）");
        await rig.RunAsync();

        var last = rig.Platform.Lines[^1].Message;
        Assert.Equal((AlertKind.Ended, true, "寻人信息（已找到）"), (last.Kind, last.IsForgotten, last.Title));
        Assert.Empty(last.Changes);
        Assert.Single(rig.Platform.Announced);
        Assert.DoesNotContain(await rig.InDbAsync<AlertsDb, List<List<ArticleChange>>>(db => db.Alerts.Select(a => a.Changes).ToListAsync(Cancel)), changes => changes.Count > 0);
    }
}
