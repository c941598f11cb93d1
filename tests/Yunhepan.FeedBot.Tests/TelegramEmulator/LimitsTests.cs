using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class LimitsTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_chat_takes_a_small_burst_and_then_one_a_second()
    {
        await using var bot = await StartAsync(new LimitOptions { ChatBurst = 3 });
        var chat = bot.Server.CreatePrivateChat("小林", started: true).Id;

        Assert.Equal(3, await SendAsync(bot, chat, 6));
        Assert.Equal(3, bot.Server.RateLimitHits);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await SendAsync(bot, chat, 2));
    }

    [Fact]
    public async Task A_group_takes_twenty_a_minute_and_says_how_long_to_wait()
    {
        await using var bot = await StartAsync(new LimitOptions());
        var group = bot.Server.CreateGroup("邻里群").Id;
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            if (await SendAsync(bot, group, 1) == 0)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await SendAsync(bot, group, 1);
            }
        }

        var sent = bot.Server.Ledger.Count(entry => entry.IsAccepted);
        clock.Advance(TimeSpan.FromSeconds(1));
        while (await SendAsync(bot, group, 1) == 1)
            clock.Advance(TimeSpan.FromSeconds(1));

        var refused = await bot.CallAsync("sendMessage", new { chat_id = group, text = "x" });
        Assert.True(sent >= 20);
        Assert.Equal(429, refused.Status);
        var wait = refused.Parameters!["retry_after"]!.GetValue<int>();
        Assert.Equal($"Too Many Requests: retry after {wait}", refused.Description);
        clock.Advance(TimeSpan.FromSeconds(wait));
        Assert.Equal(1, await SendAsync(bot, group, 1));
    }

    [Fact]
    public async Task The_whole_bot_sends_thirty_a_second()
    {
        await using var bot = await StartAsync(new LimitOptions());
        var chats = Enumerable.Range(0, 40).Select(i => bot.Server.CreatePrivateChat($"读者{i}", started: true).Id).ToList();

        var sent = 0;
        foreach (var chat in chats)
            sent += await SendAsync(bot, chat, 1);

        Assert.Equal(30, sent);
        Assert.Equal(10, bot.Server.RateLimitHits);
    }

    [Fact]
    public async Task Limits_can_be_scaled_and_switched_off()
    {
        await using var bot = await StartAsync(new LimitOptions { Scale = 2 });
        var chat = bot.Server.CreatePrivateChat("小林", started: true).Id;

        Assert.Equal(10, await SendAsync(bot, chat, 12));
        bot.Server.UseLimits(LimitOptions.Off);
        Assert.Equal(50, await SendAsync(bot, chat, 50));
    }

    private static async Task<int> SendAsync(RawBot bot, long chat, int count)
    {
        var sent = 0;
        for (var i = 0; i < count; i++)
            sent += (await bot.CallAsync("sendMessage", new { chat_id = chat, text = "x" })).Ok ? 1 : 0;
        return sent;
    }

    private Task<RawBot> StartAsync(LimitOptions limits) =>
        RawBot.StartAsync(new EmulatorOptions { TimeProvider = clock, Limits = limits });
}
