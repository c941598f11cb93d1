using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class UpdatesTests
{
    [Fact]
    public async Task A_long_poll_ends_when_something_arrives()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");

        var poll = bot.ResultAsync("getUpdates", new { timeout = 50 });
        await bot.Server.WaitForPollAsync(cancel: TestContext.Current.CancellationToken);
        Assert.False(poll.IsCompleted);
        chat.SendCommand("start");

        Assert.Equal("/start", (await poll)[0]!["message"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_long_poll_ends_empty_after_its_time_by_the_emulators_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = clock });

        var poll = bot.ResultAsync("getUpdates", new { timeout = 9999 });
        await bot.Server.WaitForPollAsync(cancel: TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Empty((JsonArray)await poll);
    }

    [Fact]
    public async Task Updates_come_again_until_an_offset_confirms_them()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");
        foreach (var text in (string[])["一", "二", "三"])
            chat.SendText(text);

        var first = await bot.ResultAsync("getUpdates", new { limit = 2 });
        var again = await bot.ResultAsync("getUpdates", new { limit = 2 });
        Assert.True(JsonNode.DeepEquals(first, again));

        var rest = await bot.ResultAsync("getUpdates", new { offset = first[1]!["update_id"]!.GetValue<int>() + 1 });
        Assert.Equal("三", Assert.Single(rest.AsArray())!["message"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_negative_offset_keeps_only_the_last_ones()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");
        foreach (var text in (string[])["一", "二", "三"])
            chat.SendText(text);

        var last = await bot.ResultAsync("getUpdates", new { offset = -1 });

        Assert.Equal("三", Assert.Single(last.AsArray())!["message"]!["text"]!.GetValue<string>());
        Assert.Equal(1, bot.Server.PendingUpdates);
    }

    [Fact]
    public async Task Updates_are_gone_after_a_day()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = clock });
        bot.Server.CreatePrivateChat("小林").SendText("昨天");

        clock.Advance(TimeSpan.FromHours(25));

        Assert.Empty((await bot.ResultAsync("getUpdates")).AsArray());
    }

    [Fact]
    public async Task A_second_poller_ends_the_first_with_a_conflict()
    {
        await using var bot = await RawBot.StartAsync();

        var first = bot.CallAsync("getUpdates", new { timeout = 50 });
        await bot.Server.WaitForPollAsync(cancel: TestContext.Current.CancellationToken);
        var second = await bot.CallAsync("getUpdates", new { timeout = 0 });

        Assert.True(second.Ok);
        Assert.Equal(
            (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
            ((await first).Status, (await first).Description));
    }

    [Fact]
    public async Task Only_wanted_kinds_are_kept()
    {
        await using var bot = await RawBot.StartAsync();
        await bot.ResultAsync("getUpdates", new { allowed_updates = (string[])["callback_query"] });
        var chat = bot.Server.CreatePrivateChat("小林");
        chat.SendCommand("start");
        await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "选", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "新闻", callback_data = "follow:news" } } } } });

        chat.Press("新闻");

        var update = Assert.Single((await bot.ResultAsync("getUpdates")).AsArray());
        Assert.Equal("follow:news", update!["callback_query"]!["data"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pressed_button_gets_one_answer_in_time()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = clock });
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "选", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "新闻", callback_data = "n" } } } } });

        var query = chat.Press("n");
        await bot.ResultAsync("answerCallbackQuery", new { callback_query_id = query, text = "已订阅" });
        Assert.Equal("已订阅", (await chat.WaitForAnswerAsync(query, cancel: TestContext.Current.CancellationToken)).Text);

        var late = chat.Press("新闻");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            (await bot.CallAsync("answerCallbackQuery", new { callback_query_id = late })).Description);
    }
}
