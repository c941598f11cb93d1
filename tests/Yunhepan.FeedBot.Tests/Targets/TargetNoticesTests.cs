using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Targets;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>The operators' chats hear once that a target fails, and once that it works again.</summary>
public sealed class TargetNoticesTests(TestDatabases databases)
{
    [Fact]
    public async Task A_closed_target_is_told_once_and_so_is_its_return()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        await rig.Alerts.FollowerAsync("boss");
        await rig.Alerts.FollowerAsync("somebody");
        await TellAsync(rig);
        rig.Server.Fail(TargetFault.Gone);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.RunAsync();

        await TellAsync(rig, times: 3);

        var (chat, news) = Assert.Single(rig.Alerts.Platform.Told);
        Assert.Equal(("boss", "desk", TargetKind.Webhook), (chat, news.Id, news.Kind));
        Assert.True(news.Trouble!.IsClosed);
        var words = TargetNewsText.Render(news).Plain;
        Assert.Contains("“desk”（webhook）", words, StringComparison.Ordinal);
        Assert.Contains("410", words, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", words, StringComparison.Ordinal);

        rig.Time.Advance(TimeSpan.FromHours(2));
        rig.Target = rig.Target with { Follow = rig.Target.Follow with { Words = ["运河"] } };
        await rig.Alerts.RunAsync();
        await TellAsync(rig, times: 3);
        // Nothing has got through yet.
        Assert.Single(rig.Alerts.Platform.Told);

        await rig.Alerts.PublishAsync("运河退水");
        await rig.Alerts.RunAsync();
        await TellAsync(rig, times: 3);

        Assert.Equal([false, true], rig.Alerts.Platform.Told.Select(t => t.News.Trouble is null));
        Assert.Contains("恢复正常", TargetNewsText.Render(rig.Alerts.Platform.Told[1].News).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_message_is_told_with_the_way_to_send_it_again()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        await rig.Alerts.FollowerAsync("boss");
        rig.Server.Fail(TargetFault.Refused);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.RunAsync();

        await TellAsync(rig);

        var trouble = Assert.Single(rig.Alerts.Platform.Told).News.Trouble!;
        Assert.Equal((false, 1), (trouble.IsClosed, trouble.DeadLetters));
        Assert.Contains("feedbot dead-letters", TargetNewsText.Render(rig.Alerts.Platform.Told[0].News).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_does_not_answer_is_told_after_the_third_try()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        await rig.Alerts.FollowerAsync("boss");
        rig.Server.Fail(TargetFault.ServerError, 3);
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.RunAsync();
        await TellAsync(rig);
        Assert.Empty(rig.Alerts.Platform.Told);

        await rig.Alerts.RunAfterAsync(6);
        await rig.Alerts.RunAfterAsync(6 * 60);
        await TellAsync(rig);

        Assert.False(Assert.Single(rig.Alerts.Platform.Told).News.Trouble!.IsClosed);
    }

    private static async Task TellAsync(TargetRig rig, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await rig.Alerts.Services.GetRequiredService<TargetNotices>().RunAsync(TestContext.Current.CancellationToken);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
