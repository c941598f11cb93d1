using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>What the lane does for the limits of some kinds, which a platform alone cannot keep.</summary>
public sealed class RobotLimitTests(TestDatabases databases)
{
    [Fact]
    public async Task What_is_more_than_the_robot_takes_in_a_minute_comes_in_one_message_before_it_is_muted()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.DingTalk);
        var titles = await PublishAsync(rig, 36);
        await rig.Alerts.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);

        await rig.UntilAsync(() => titles.All(title => Shows(rig, title)), hours: 0.02);

        Assert.Contains("寻找走失老人", rig.Server.Shown[0], StringComparison.Ordinal);
        Assert.DoesNotContain("号通知", rig.Server.Shown[0], StringComparison.Ordinal);
        // 18 come one by one, and the other 19 together: nothing is left out, and nothing comes twice.
        Assert.Equal(19, rig.Server.Accepted);
        Assert.All(titles, title => Assert.Single(rig.Server.Shown, text => text.Contains(title, StringComparison.Ordinal)));
        Assert.Empty(rig.Server.Violations);
    }

    [Fact]
    public async Task Alerts_that_the_robot_takes_in_a_minute_come_one_by_one()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.DingTalk);
        var titles = await PublishAsync(rig, 17);

        await rig.UntilAsync(() => titles.All(title => Shows(rig, title)), hours: 0.02);

        Assert.Equal(17, rig.Server.Accepted);
        Assert.Empty(rig.Server.Violations);
    }

    [Fact]
    public async Task In_the_minutes_of_the_rush_only_what_is_urgent_is_sent()
    {
        // The rig's clock shows eight.
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Feishu);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);
        await rig.Alerts.RunAsync();
        Assert.Contains("寻找走失老人", Assert.Single(rig.Server.Shown), StringComparison.Ordinal);

        await rig.UntilAsync(() => Shows(rig, "运河涨水"));

        Assert.InRange(rig.Time.GetUtcNow().TimeOfDay, new TimeSpan(8, 1, 0), new TimeSpan(8, 1, 5));
        // A message that would arrive within the minute waits too.
        rig.Time.SetUtcNow(new DateTimeOffset(2026, 11, 3, 8, 29, 59, TimeSpan.Zero));
        await rig.Alerts.PublishAsync("大桥通车");
        await rig.UntilAsync(() => Shows(rig, "大桥通车"));
        Assert.InRange(rig.Time.GetUtcNow().TimeOfDay, new TimeSpan(8, 31, 0), new TimeSpan(8, 31, 5));
        Assert.Empty(rig.Server.Violations);
    }

    [Fact]
    public async Task A_webhook_that_is_not_there_is_called_again_only_at_another_address()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Discord);
        rig.Server.Fail(TargetFault.Gone);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.RunAsync();

        // Neither a start nor another change of the file brings it back.
        await rig.RestartAsync();
        rig.Target = rig.Target with { Exclude = ["广告"] };
        await rig.Alerts.RunAsync();
        await rig.Alerts.PublishAsync("大桥通车");
        await rig.Alerts.RunAfterAsync(60);
        Assert.Empty(rig.Server.Violations);

        await using var other = await DiscordServer.StartAsync(rig.Time);
        rig.Target = rig.Target with { Url = other.Target.Url };
        await rig.Alerts.RunAsync();
        await rig.Alerts.PublishAsync("古镇灯会");
        await rig.UntilAsync(() => other.Shown.Any(text => text.Contains("古镇灯会", StringComparison.Ordinal)));
        Assert.Empty(rig.Server.Violations);
        Assert.Empty(other.Violations);
    }

    private static async Task<List<string>> PublishAsync(TargetRig rig, int count)
    {
        var titles = Enumerable.Range(1, count).Select(i => $"运河第{i:00}号通知").ToList();
        foreach (var title in titles)
            await rig.Alerts.PublishAsync(title);
        return titles;
    }

    private static bool Shows(TargetRig rig, string title) => rig.Server.Shown.Any(text => text.Contains(title, StringComparison.Ordinal));
}
