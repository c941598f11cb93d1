using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>
/// An unsent message never counts as sent, neither when the service stops nor when the ownership of the lane is in doubt.
/// </summary>
public sealed class StopTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_send_that_outlasts_the_stop_timeout_is_repeated_after_the_restart()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 4);
        foreach (var chat in (string[])["a", "b", "c", "d"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        var (inTheAir, allAreOut) = (0, new TaskCompletionSource());
        var (never, land) = (new TaskCompletionSource<SendResult?>(), new TaskCompletionSource<SendResult?>());
        rig.Platform.Answer = (chat, _) =>
        {
            if (Interlocked.Increment(ref inTheAir) == 4)
                allAreOut.SetResult();
            return chat.ChatId == "a" ? never.Task : land.Task;
        };
        await rig.PublishAsync("新闻");
        await rig.Worker.StartAsync(Cancel);
        await allAreOut.Task.WaitAsync(Eventually.Patience, Cancel);

        var stopping = rig.Worker.StopAsync(Cancel);
        land.SetResult(null);
        await Eventually.TrueAsync(() => rig.Platform.Arrived.Count() == 3);
        await Eventually.TrueAsync(() => stopping.IsCompleted, meanwhile: () => rig.Time.Advance(TimeSpan.FromSeconds(11)));
        await stopping;
        await using var next = await AlertsRig.CreateAsync(database.Location, time: rig.Time);
        await next.RunAsync();
        Assert.Equal(["b: 新闻", "c: 新闻", "d: 新闻"], rig.Platform.Arrived.Order(StringComparer.Ordinal));
        Assert.Equal(["a: 新闻"], next.Platform.Arrived);
    }

    [Fact]
    public async Task Alerts_that_were_ready_when_the_process_froze_are_sent_when_it_resumes()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        var time = new FreezingTime();
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 4, time: time);
        foreach (var chat in (string[])["a", "b", "c"])
            await rig.FollowerAsync(chat, AlertsRig.News);
        rig.Platform.Answer = (chat, _) =>
        {
            // This happens before the next send asks for permission.
            time.FreezesNext = chat.ChatId == "a";
            return Task.FromResult<SendResult?>(null);
        };
        await rig.PublishAsync("新闻");

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["a: 新闻", "b: 新闻", "c: 新闻"], rig.Platform.Arrived);
    }

    /// <summary>Makes the process freeze for longer than the lease right after it has read the time.</summary>
    private sealed class FreezingTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero))
    {
        public bool FreezesNext { get; set; }

        public override long GetTimestamp()
        {
            var asked = base.GetTimestamp();
            if (FreezesNext)
            {
                FreezesNext = false;
                Advance(TimeSpan.FromSeconds(6));
            }

            return asked;
        }
    }
}
