using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>An endpoint that fails is tried at the times of Standard Webhooks, and one event does not hold up the others for long.</summary>
public sealed class WebhookRetryTests(TestDatabases databases)
{
    [Fact]
    public async Task After_three_failures_the_later_events_go_out_and_the_first_follows_as_it_is_then()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        rig.Server.Fail(TargetFault.ServerError, 3);
        var first = await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.PublishAsync("大桥通车");
        await rig.Alerts.RunAsync();
        await rig.Alerts.RunAfterAsync(6);
        Assert.Empty(rig.Server.Shown);

        await rig.UntilAsync(() => rig.Server.Shown.Count == 1);
        Assert.Contains("大桥通车", rig.Server.Shown[0], StringComparison.Ordinal);
        await rig.Alerts.PublishAsync("古镇灯会");
        await rig.Alerts.CorrectAsync(first, "运河退水");
        await rig.Alerts.RunAfterAsync(10);
        Assert.Contains("古镇灯会", rig.Server.Shown[1], StringComparison.Ordinal);

        await rig.UntilAsync(() => rig.Server.Shown.Count == 3, hours: 1);
        Assert.Contains("运河退水", rig.Server.Shown[2], StringComparison.Ordinal);
        await rig.Alerts.RunAfterAsync(60);
        Assert.Equal(3, rig.Server.Shown.Count);
        Assert.Empty(rig.Server.Violations);
    }

    [Fact]
    public async Task An_event_is_given_up_after_the_ten_attempts_of_the_standard()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        var start = rig.Time.GetUtcNow();
        rig.Server.Fail(TargetFault.ServerError, 100);
        await rig.Alerts.PublishAsync("寻找走失老人", "alerts/missing", Priority.Urgent);
        IReadOnlyList<FeedBot.Alerts.Auditing.DeadLetter> letters = [];
        // The next attempt is due a tenth later at most.
        foreach (var hours in (double[])[0, 0.002, 0.1, 0.6, 2.3, 5.6, 11.1, 15.5, 22.1, 26.5])
        {
            Assert.Empty(letters);
            await rig.Alerts.RunAfterAsync(hours * 3600);
            letters = await rig.DeadLettersAsync();
        }

        Assert.Equal((DeliveryOutcome.GivenUp, "寻找走失老人"), (Assert.Single(letters).Outcome, letters[0].Title));
        Assert.InRange(rig.Time.GetUtcNow() - start, TimeSpan.FromDays(3), TimeSpan.FromDays(4));
    }
}
