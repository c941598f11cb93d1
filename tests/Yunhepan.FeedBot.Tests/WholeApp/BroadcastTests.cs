using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Alerts and answers share one account.</summary>
[Collection(WholeAppTests.Name)]
public sealed class BroadcastTests
{
    private const int Chats = 60;

    [Fact]
    public async Task Three_new_entries_of_a_list_that_shows_the_newest_first_arrive_oldest_first()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chats = await rig.FollowersAsync(2);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");

        rig.Portal.Publish(3);
        await process.UntilAsync(() => Task.FromResult(chats.All(chat => new[] { 3, 4, 5 }.All(n => WholeAppRig.TimesSent(chat, n) == 1))), "all three in both chats");

        int[] oldestFirst = [3, 4, 5];
        Assert.All(chats, chat => Assert.Equal(oldestFirst, chat.BotMessages.SelectMany(m => oldestFirst.Where(n => m.Text.Contains(TodaysPortal.Title(n), StringComparison.Ordinal)))));
        Assert.Equal([5, 4, 3, 2, 1], (await process.TitlesAsync()).Select(t => Enumerable.Range(1, 5).Single(n => t.Contains(TodaysPortal.Title(n), StringComparison.Ordinal))));
    }

    [Fact]
    public async Task People_who_talk_in_the_middle_of_a_broadcast_are_answered_and_telegram_has_never_to_say_slow_down()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chats = await rig.FollowersAsync(Chats);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");
        rig.Telegram.UseLimits(new LimitOptions());

        rig.Portal.Publish(3);
        await process.UntilAsync(() => Task.FromResult(chats.Any(chat => WholeAppRig.TimesSent(chat, 3) > 0)), "the beginning of the broadcast");
        // All at once, and more than the account may answer in a second.
        foreach (var chat in chats)
            chat.SendCommand("help");

        await process.UntilAsync(() => Task.FromResult(chats.All(chat => chat.BotMessages.Any(m => m.Text.Contains("可以这样用", StringComparison.Ordinal)))), "an answer for everybody");
        await process.UntilAsync(() => Task.FromResult(chats.All(chat => new[] { 3, 4, 5 }.All(n => WholeAppRig.TimesSent(chat, n) == 1))), "every article in every chat");
        Assert.Equal(0, rig.Telegram.RateLimitHits);
    }
}
