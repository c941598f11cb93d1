using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Each account has its own lane.</summary>
public sealed class SeveralAccountsTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_chat_gets_alerts_from_its_own_bot_and_a_refused_bot_delays_no_other(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        var second = new RecordingPlatform(account: "two");
        await using var rig = await AlertsRig.CreateAsync(database.Location, second: second);
        await rig.FollowerAsync("ada", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            var ben = await s.GetRequiredService<SubscriberStore>().ArriveAsync(second.Chat("ben"), "zh", Cancel);
            await s.GetRequiredService<Subscriptions>().FollowAsync(ben, AlertsRig.News, Cancel);
        });
        await rig.PublishAsync("一");
        await rig.RunAsync();
        Assert.Equal(["ada: 一"], rig.Platform.Arrived);
        Assert.Equal(["ben: 一"], second.Arrived);

        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.AccountRefused("401"));
        await rig.PublishAsync("二");
        await rig.RunAsync();

        Assert.Equal(["ben: 一", "ben: 二"], second.Arrived);
        var lanes = await rig.InDbAsync<LaneBoard, IReadOnlyList<LaneStatus>>(board => Task.FromResult(board.Lanes));
        Assert.Equal([("one", LaneState.Refused), ("two", LaneState.Waiting)], lanes.Select(lane => (lane.Account, lane.State)));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(61);
        Assert.Equal(["ada: 一", "ada: 二"], rig.Platform.Arrived);
    }
}
