using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A throttle says something about the account only if no chat's own limit explains it.</summary>
public sealed class ThrottleTests(TestDatabases databases)
{
    private static readonly SendLimits Telegram = new(30, 1, 20) { IsSpread = false };

    [Theory]
    [InlineData(3, 45)]
    [InlineData(3, 60)]
    [InlineData(8, 20)]
    public async Task Groups_throttled_by_their_limit_per_minute_delay_nobody_else(int groups, int seconds)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(Telegram));
        for (var n = 0; n < groups; n++)
            await rig.FollowerAsync($"g{n}", AlertsRig.Missing);
        await rig.FollowerAsync("person", AlertsRig.Missing);
        Throttle(rig, 'g', seconds);
        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);

        await rig.RunAsync();
        await rig.RunAfterAsync(1);

        Assert.Equal(["person: 寻找老人"], rig.Platform.Arrived);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.RunAfterAsync(seconds);
        await rig.RunAfterAsync(1);
        Assert.Equal(groups + 1, rig.Platform.Lines.Count);
    }

    [Theory]
    [InlineData('p', 5)]
    [InlineData('g', 300)]
    public async Task Throttles_that_no_limit_of_a_chat_explains_park_the_account(char kind, int seconds)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(Telegram));
        for (var n = 0; n < 5; n++)
            await rig.FollowerAsync($"{kind}{n}", AlertsRig.News);
        var asked = Throttle(rig, kind, seconds);
        await rig.PublishAsync("新闻");

        await rig.RunAsync();
        await rig.RunAfterAsync(1);

        Assert.Equal(3, asked());
    }

    [Fact]
    public async Task A_throttle_right_after_a_message_to_a_private_chat_concerns_that_chat_alone()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(Telegram));
        for (var n = 0; n < 4; n++)
            await rig.FollowerAsync($"p{n}", AlertsRig.News);
        await rig.FollowerAsync("quiet", AlertsRig.Missing);
        await rig.PublishAsync("一");
        await rig.RunAsync();
        var asked = Throttle(rig, 'p', 3);
        await rig.PublishAsync("二");
        await rig.RunAsync();
        Assert.Equal(4, asked());

        await rig.PublishAsync("寻找老人", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();

        Assert.Contains("quiet: 寻找老人", rig.Platform.Arrived);
    }

    private static Func<int> Throttle(AlertsRig rig, char kind, int seconds)
    {
        var asked = 0;
        rig.Platform.Answer = (chat, _) =>
        {
            if (chat.ChatId[0] != kind || chat.ChatId == "person")
                return Task.FromResult<SendResult?>(null);
            asked++;
            return Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromSeconds(seconds), WholeAccount: false));
        };
        return () => asked;
    }
}
