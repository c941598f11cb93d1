using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>No alert of a class waits until another one is complete, and each chat still receives its alerts in order.</summary>
public sealed class FairnessTests(TestDatabases databases)
{
    private static readonly SendLimits TenASecond = new(10, 1000, 100_000);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_small_alert_does_not_wait_for_the_end_of_a_large_one(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(TenASecond));
        for (var n = 0; n < 100; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        await rig.FollowerAsync("few", AlertsRig.AlertsRoot);
        await rig.PublishAsync("大众新闻");
        await rig.RunAsync();

        await rig.PublishAsync("小众消息", "alerts");
        await rig.RunAfterAsync(1.1);

        Assert.Contains("few: 小众消息", rig.Platform.Arrived);
        Assert.True(rig.Platform.Lines.Count < 30);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Concurrent_fan_outs_deliver_to_each_chat_in_the_order_the_alerts_were_raised(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(TenASecond), o => o.InTheAir = 4);
        for (var n = 0; n < 12; n++)
            await rig.FollowerAsync($"n{n}", AlertsRig.News);
        // The audience of the later alert begins where the first fan-out arrives last.
        for (var n = 0; n < 6; n++)
            await rig.FollowerAsync($"both{n}", AlertsRig.News, AlertsRig.AlertsRoot);
        await rig.PublishAsync("1");
        await rig.PublishAsync("2", "alerts");
        await rig.PublishAsync("3");

        for (var second = 0; second < 10; second++)
            await rig.RunAfterAsync(1.1);

        Assert.Equal((18 * 2) + 6, rig.Platform.Lines.Count);
        foreach (var chat in rig.Platform.Lines.GroupBy(l => l.Chat))
            Assert.Equal(chat.Select(l => l.Title).Order(), chat.Select(l => l.Title));
    }

    [Fact]
    public async Task Urgent_alerts_overtake_all_others_and_low_ones_come_last()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(2, 1000, 100_000)));
        for (var n = 0; n < 4; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        await rig.PublishAsync("low", priority: Priority.Low);
        await rig.PublishAsync("normal");
        await rig.PublishAsync("urgent", priority: Priority.Urgent);

        for (var second = 0; second < 8; second++)
            await rig.RunAfterAsync(1.1);

        Assert.Equal(
            [.. Enumerable.Repeat("urgent", 4), .. Enumerable.Repeat("normal", 4), .. Enumerable.Repeat("low", 4)],
            rig.Platform.Lines.Select(l => l.Title));
    }
}
