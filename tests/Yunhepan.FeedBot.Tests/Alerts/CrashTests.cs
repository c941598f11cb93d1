using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class CrashTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_crash_during_sending_loses_nothing_and_repeats_only_sends_in_flight(DatabaseEngine engine)
    {
        const int InTheAir = 4, Chats = 30;
        await using var database = await databases.CreateAsync(engine);
        List<string> arrived = [];
        await using (var first = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = InTheAir))
        {
            foreach (var number in Enumerable.Range(0, Chats))
                await first.FollowerAsync($"c{number:00}", AlertsRig.News);
            await first.PublishAsync("新闻");
            // From the tenth send on, the message arrives but no answer returns, and the process is killed there.
            using var death = new CancellationTokenSource();
            var never = new TaskCompletionSource<SendResult?>();
            first.Platform.Answer = (chat, _) =>
            {
                arrived.Add(chat.ChatId);
                if (arrived.Count < 10)
                    return Task.FromResult<SendResult?>(null);
                if (arrived.Count == 10 + InTheAir - 1)
                    death.Cancel();
                return never.Task;
            };
            await Task.WhenAny(first.Worker.RunOnceAsync(death.Token), never.Task.ContinueWith(_ => { }, TaskScheduler.Default), WhenAsync(death.Token));
        }

        await using var second = await AlertsRig.CreateAsync(database.Location);
        await second.RunAsync();
        arrived.AddRange(second.Platform.Lines.Select(l => l.Chat));

        Assert.Equal(Chats, arrived.Distinct().Count());
        Assert.InRange(arrived.Count - Chats, 0, InTheAir);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, Priority.Normal, 1)]
    [InlineData(DatabaseEngine.Sqlite, Priority.Urgent, 3)]
    [InlineData(DatabaseEngine.Postgres, Priority.Normal, 3)]
    public async Task Sends_in_flight_at_a_crash_still_precede_what_was_queued_after_them(DatabaseEngine engine, Priority priority, int behind)
    {
        await using var database = await databases.CreateAsync(engine);
        string[] titles = [.. Enumerable.Range(0, 1 + behind).Select(n => $"新闻{n}")];
        await using (var first = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 2))
        {
            await first.FollowerAsync("chat", AlertsRig.News);
            await first.FollowerAsync("next", AlertsRig.News);
            foreach (var title in titles)
                await first.PublishAsync(title, priority: priority);
            // The first alert is in flight to the chat and the others are queued for it; none of them arrives.
            using var death = new CancellationTokenSource();
            var never = new TaskCompletionSource<SendResult?>();
            first.Platform.Answer = (chat, _) =>
            {
                if (chat.ChatId == "next")
                    death.Cancel();
                return never.Task;
            };
            await Task.WhenAny(first.Worker.RunOnceAsync(death.Token), WhenAsync(death.Token));
        }

        await using var second = await AlertsRig.CreateAsync(database.Location);
        await second.RunAsync();

        Assert.Equal(titles, second.Platform.Lines.Where(l => l.Chat == "chat").Select(l => l.Title));
        Assert.Equal(titles, second.Platform.Lines.Where(l => l.Chat == "next").Select(l => l.Title));
    }

    [Fact]
    public async Task The_worker_sends_when_signalled_and_finishes_sends_in_flight_when_it_stops()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var inTheAir = new TaskCompletionSource();
        var land = new TaskCompletionSource();
        rig.Platform.Answer = async (_, _) =>
        {
            inTheAir.TrySetResult();
            await land.Task;
            return null;
        };
        await rig.PublishAsync("新闻");
        await rig.Worker.StartAsync(TestContext.Current.CancellationToken);
        await inTheAir.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        var stopping = rig.Worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        land.SetResult();
        await stopping;

        await using var next = await AlertsRig.CreateAsync(database.Location, time: rig.Time);
        await next.RunAsync();
        Assert.Equal(["chat: 新闻"], rig.Platform.Arrived);
        Assert.Empty(next.Platform.Lines);
    }

    private static Task WhenAsync(CancellationToken token)
    {
        var done = new TaskCompletionSource();
        token.Register(done.SetResult);
        return done.Task;
    }
}
