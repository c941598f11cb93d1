using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>An outage of the platform makes no message fail for good, however few chats there are.</summary>
public sealed class OutageTests(TestDatabases databases)
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_small_installation_loses_nothing_in_an_outage_of_six_hours(int chats, bool inDoubt)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        for (var n = 0; n < chats; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        var tries = 0;
        rig.Platform.Answer = (_, _) =>
        {
            tries++;
            return Task.FromResult<SendResult?>(inDoubt ? new SendResult.Unknown("502") : new SendResult.Failed("connection refused"));
        };
        await rig.PublishAsync("急", priority: Priority.Urgent);
        for (var minute = 0; minute < 360; minute++)
            await rig.RunAfterAsync(60);
        Assert.InRange(tries, 5 * chats, 400 * chats);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        for (var minute = 0; minute < 61; minute++)
            await rig.RunAfterAsync(60);

        Assert.Equal(Enumerable.Range(0, chats).Select(n => $"c{n}: 急"), rig.Platform.Arrived.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_fails_for_days_lets_the_next_one_pass()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Platform.Answer = (_, message) => Task.FromResult<SendResult?>(message.Title == "一" ? new SendResult.Unknown("500") : null);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.PublishAsync("二");

        for (var tenMinutes = 0; tenMinutes < 6 * 48; tenMinutes++)
            await rig.RunAfterAsync(600);

        Assert.Equal(["chat: 二"], rig.Platform.Arrived);
    }
}
