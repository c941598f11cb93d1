using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A sent message whose result cannot be recorded delays only its own chat.</summary>
public sealed class SettlementTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_receipt_that_cannot_be_written_stops_its_own_chat_alone_and_is_written_when_it_can(int inTheAir)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = inTheAir);
        var poisoned = await rig.FollowerAsync("poisoned", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.News);
        await SqlAsync(rig, $"CREATE TRIGGER poison BEFORE INSERT ON receipts WHEN NEW.\"SubscriberId\" = {poisoned.Id} BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.PublishAsync("二");
        await rig.RunAfterAsync(60);
        Assert.Equal(["other: 一", "other: 二", "poisoned: 一"], rig.Platform.Arrived.Order(StringComparer.Ordinal));

        await SqlAsync(rig, "DROP TRIGGER poison");
        await rig.RunAfterAsync(3600);
        await rig.RunAfterAsync(1);

        Assert.Equal(["other: 一", "other: 二", "poisoned: 一", "poisoned: 二"], rig.Platform.Arrived.Order(StringComparer.Ordinal));
        Assert.Equal(4, await rig.InDbAsync<AlertsDb, int>(db => db.Receipts.CountAsync(r => r.Outcome == DeliveryOutcome.Sent, Cancel)));
    }

    [Fact]
    public async Task A_correction_does_not_wait_for_a_receipt_that_cannot_be_written_and_reaches_that_chat_later()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var poisoned = await rig.FollowerAsync("poisoned", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.News);
        await SqlAsync(rig, $"CREATE TRIGGER poison BEFORE INSERT ON receipts WHEN NEW.\"SubscriberId\" = {poisoned.Id} BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        var article = await rig.PublishAsync("微薄");
        await rig.RunAsync();
        await rig.CorrectAsync(article, "微博");
        await rig.RunAsync();
        Assert.Equal(["poisoned: 微薄", "other: 微薄", "other: 微博"], rig.Platform.Arrived);

        await SqlAsync(rig, "DROP TRIGGER poison");
        await rig.RunAfterAsync(3600);

        Assert.Equal("poisoned: 微博", rig.Platform.Arrived.Last());
        Assert.Equal("m1", rig.Platform.Lines[^1].EditedId);
    }

    [Fact]
    public async Task An_end_is_announced_later_to_a_chat_whose_receipt_could_not_be_written_although_a_correction_followed()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var poisoned = await rig.FollowerAsync("poisoned", AlertsRig.Missing);
        await SqlAsync(rig, $"CREATE TRIGGER poison BEFORE INSERT ON receipts WHEN NEW.\"SubscriberId\" = {poisoned.Id} BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        var article = await rig.PublishAsync("寻人：陈小舟走失", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.EndAsync(article, AlertEnd.Found);
        await rig.CorrectAsync(article, "寻人：陈小舟走失（已找到）");
        await rig.RunAsync();
        Assert.Empty(rig.Platform.Announced);

        await SqlAsync(rig, "DROP TRIGGER poison");
        await rig.RunAfterAsync(3600);

        Assert.Equal((AlertKind.Ended, "m1"), (rig.Platform.Lines[^1].Kind, rig.Platform.Lines[^1].EditedId));
        Assert.Single(rig.Platform.Announced);
    }

    [Fact]
    public async Task A_database_that_accepts_no_writes_stops_the_lane()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 2);
        for (var n = 0; n < 10; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        await SqlAsync(rig, "CREATE TRIGGER full_receipts BEFORE INSERT ON receipts BEGIN SELECT RAISE(ABORT, 'full'); END");
        await rig.PublishAsync("一");
        await rig.RaiseAsync();
        rig.Platform.Answer = async (_, _) =>
        {
            await SqlAsync(rig, "CREATE TRIGGER IF NOT EXISTS full_lanes BEFORE UPDATE ON lanes BEGIN SELECT RAISE(ABORT, 'full'); END");
            return null;
        };
        for (var turn = 0; turn < 5; turn++)
            await Assert.ThrowsAnyAsync<Exception>(() => rig.RunAfterAsync(1));
        Assert.InRange(rig.Platform.Lines.Count, 1, 2);

        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await SqlAsync(rig, "DROP TRIGGER full_receipts");
        await SqlAsync(rig, "DROP TRIGGER full_lanes");
        await rig.RunAfterAsync(1);

        Assert.Equal(10, rig.Platform.Lines.Count);
        Assert.Equal(10, rig.Platform.Lines.Select(line => line.Chat).Distinct().Count());
    }

    [Fact]
    public async Task A_resting_chat_that_was_merged_does_not_delay_others()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("g-old", AlertsRig.News);
        await rig.FollowerAsync("g-new");
        await rig.FollowerAsync("other", AlertsRig.News);
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId != "g-old")
                return null;
            await rig.InDbAsync<SubscriberStore, int>(async chats =>
            {
                await chats.MoveAsync(chat, "g-new", Cancel);
                return 0;
            });
            return new SendResult.ChatResting("chat not found", 3);
        };
        await rig.PublishAsync("一");

        await rig.RunAsync();

        Assert.Contains("other: 一", rig.Platform.Arrived);
    }

    private static Task SqlAsync(AlertsRig rig, string sql) => rig.InDbAsync<AlertsDb, int>(db => db.Database.ExecuteSqlRawAsync(sql, Cancel));
}
