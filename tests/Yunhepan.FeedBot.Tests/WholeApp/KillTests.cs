using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The process is killed or told to stop in the middle of its work, and started again.</summary>
[Collection(WholeAppTests.Faults)]
public sealed class KillTests
{
    private const int Chats = 25;
    private const int FirstNews = 3;
    private const int Articles = 6;
    private const int InTheAir = 4;

    [Fact]
    public async Task Killed_in_the_middle_of_alerting_it_loses_nothing_and_repeats_at_most_what_was_in_the_air()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(FirstNews - 1);
        await using var killed = await rig.RunAsync();
        var chats = await rig.FollowersAsync(Chats);
        await killed.UntilAsync(async () => (await killed.TitlesAsync()).Count == FirstNews - 1, "the silent first poll");

        // After sixty, the messages arrive and the answers do not: at the kill nobody can know of the last ones.
        rig.Telegram.Fail("sendMessage", Fault.Slow(TimeSpan.FromMilliseconds(20)), times: 60);
        rig.Telegram.Fail("sendMessage", Fault.TimeoutAfterAccept, times: 1000);
        rig.Portal.Publish(Articles);
        await killed.UntilAsync(() => Task.FromResult(Unanswered(rig) == InTheAir), "messages in the air");
        await killed.KillAsync();
        Assert.InRange(chats.Sum(chat => News.Sum(n => WholeAppRig.TimesSent(chat, n))), InTheAir, (Chats * Articles) - 1);

        rig.Telegram.ClearFaults();
        await using var restarted = await rig.RunAsync();
        await restarted.UntilAsync(() => Task.FromResult(chats.All(chat => News.All(n => WholeAppRig.TimesSent(chat, n) > 0))), "every article in every chat");
        await NothingMoreAsync(rig, restarted);

        var times = chats.SelectMany(chat => News.Select(n => WholeAppRig.TimesSent(chat, n))).ToList();
        Assert.All(times, count => Assert.InRange(count, 1, 2));
        Assert.InRange(times.Sum(count => count - 1), 0, InTheAir);
        Assert.All(chats, chat => Assert.Equal(0, WholeAppRig.TimesSent(chat, 1)));
    }

    [Fact]
    public async Task Killed_again_and_again_at_any_moment_it_loses_nothing()
    {
        const int deaths = 5;
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(FirstNews - 1);
        var process = await rig.RunAsync();
        try
        {
            var chats = await rig.FollowersAsync(Chats);
            await process.UntilAsync(async () => (await process.TitlesAsync()).Count == FirstNews - 1, "the silent first poll");
            rig.Telegram.Fail("sendMessage", Fault.Slow(TimeSpan.FromMilliseconds(20)), times: 10_000);
            for (var death = 1; death <= deaths; death++)
            {
                var last = rig.Portal.Publish(1);
                // Another moment each time: before the first message, and further and further into the fan-out.
                await process.UntilAsync(
                    () => Task.FromResult(chats.Sum(chat => WholeAppRig.TimesSent(chat, last)) >= (death - 1) * Chats / deaths), "the moment to die");
                await process.KillAsync();
                await process.DisposeAsync();
                process = await rig.RunAsync();
            }

            var news = Enumerable.Range(FirstNews, deaths).ToList();
            await process.UntilAsync(() => Task.FromResult(chats.All(chat => news.All(n => WholeAppRig.TimesSent(chat, n) > 0))), "every article in every chat");
            await NothingMoreAsync(rig, process);
            Assert.InRange(chats.Sum(chat => news.Sum(n => WholeAppRig.TimesSent(chat, n) - 1)), 0, InTheAir * deaths);
            // Whatever order the polls found them in: it is the same for everybody.
            var orders = chats.Select(chat => string.Join(' ', chat.BotMessages
                .Select(message => news.FirstOrDefault(n => message.Text.Contains(TodaysPortal.Title(n), StringComparison.Ordinal)))
                .Where(n => n > 0).Distinct())).ToList();
            Assert.All(orders, order => Assert.Equal(orders[0], order));
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task Killed_while_reading_pages_it_stores_every_article_once_and_the_first_poll_stays_silent()
    {
        await using var rig = await WholeAppRig.StartAsync();
        var stuck = new TaskCompletionSource();
        rig.Portal.Publish(3);
        rig.Portal.Publish(3, page => Answers.After(stuck.Task, page));
        await using var first = await rig.RunAsync();
        var chat = (await rig.FollowersAsync(1))[0];
        await first.UntilAsync(() => Task.FromResult(IsAsked(rig, 4, 5, 6)), "the first poll in the middle");
        await first.KillAsync();

        stuck.SetResult();
        await using var second = await rig.RunAsync();
        await second.UntilAsync(async () => (await second.TitlesAsync()).Count == 6, "the rest of the first poll");
        stuck = new TaskCompletionSource();
        // What is in the air when a process dies is sent again, as it may not have arrived: here nothing arrives before the death.
        rig.Telegram.Fail("sendMessage", Fault.Timeout, times: 1000);
        rig.Portal.Publish(2);
        rig.Portal.Publish(2, page => Answers.After(stuck.Task, page));
        await second.UntilAsync(() => Task.FromResult(IsAsked(rig, 9, 10)), "a later poll in the middle");
        await second.KillAsync();

        rig.Telegram.ClearFaults();
        stuck.SetResult();
        await using var third = await rig.RunAsync();
        await third.UntilAsync(
            () => Task.FromResult(Enumerable.Range(7, 4).All(n => WholeAppRig.TimesSent(chat, n) > 0)), "the news of the later poll");
        await NothingMoreAsync(rig, third);

        Assert.Equal(Enumerable.Range(1, 11).Select(TodaysPortal.Title).Order(), (await third.TitlesAsync()).Order());
        Assert.All(Enumerable.Range(1, 6), n => Assert.Equal(0, WholeAppRig.TimesSent(chat, n)));
        Assert.All(Enumerable.Range(7, 4), n => Assert.Equal(1, WholeAppRig.TimesSent(chat, n)));
    }

    [Fact]
    public async Task A_service_told_to_stop_finishes_sends_in_flight_and_repeats_nothing()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(FirstNews - 1);
        await using var stopped = await rig.RunAsync();
        var chats = await rig.FollowersAsync(10);
        await stopped.UntilAsync(async () => (await stopped.TitlesAsync()).Count == FirstNews - 1, "the silent first poll");

        rig.Telegram.Fail("sendMessage", Fault.Slow(TimeSpan.FromMilliseconds(300)), times: 1000);
        rig.Portal.Publish(Articles);
        await stopped.UntilAsync(() => Task.FromResult(chats.Sum(chat => News.Sum(n => WholeAppRig.TimesSent(chat, n))) > 8), "some messages");
        var end = await stopped.TerminateAsync();
        Assert.Equal((0, ""), (end.ExitCode, string.Join('\n', end.Error)));
        Assert.InRange(end.After, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        Assert.True(chats.Sum(chat => News.Sum(n => WholeAppRig.TimesSent(chat, n))) < chats.Count * Articles, "It should have stopped in the middle.");

        rig.Telegram.ClearFaults();
        await using var restarted = await rig.RunAsync();
        await restarted.UntilAsync(() => Task.FromResult(chats.All(chat => News.All(n => WholeAppRig.TimesSent(chat, n) > 0))), "every article in every chat");
        await NothingMoreAsync(rig, restarted);
        Assert.All(chats, chat => Assert.All(News, n => Assert.Equal(1, WholeAppRig.TimesSent(chat, n))));
    }

    private static IEnumerable<int> News => Enumerable.Range(FirstNews, Articles);

    /// <summary>Whether one of these articles' pages was asked for, whichever comes first.</summary>
    private static bool IsAsked(WholeAppRig rig, params int[] articles) => articles.Any(n => rig.Origin.RequestsTo(TodaysPortal.PathOf(n)).Count > 0);

    private static int Unanswered(WholeAppRig rig) => rig.Telegram.Ledger.Count(call => call.Fault == nameof(FaultKind.TimeoutAfterAccept));

    /// <summary>Sends one more article to everybody; when it arrives, everything before it in the lane was sent too.</summary>
    private static async Task NothingMoreAsync(WholeAppRig rig, FeedBotProcess process)
    {
        var last = rig.Portal.Publish(1);
        await process.UntilAsync(
            () => Task.FromResult(rig.Telegram.Chats.All(chat => WholeAppRig.TimesSent(chat, last) == 1)), "the last article in every chat");
    }
}
