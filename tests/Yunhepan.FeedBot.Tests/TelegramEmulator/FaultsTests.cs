using System.Net;
using System.Net.Http.Json;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Faults;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class FaultsTests
{
    [Fact]
    public async Task A_scripted_429_is_played_as_often_as_asked_and_accepts_nothing()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        bot.Server.Fail("sendMessage", Fault.TooManyRequests(7), times: 2);

        for (var i = 0; i < 2; i++)
        {
            var refused = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x" });
            Assert.Equal((429, 7), (refused.Status, refused.Parameters!["retry_after"]!.GetValue<int>()));
        }

        Assert.Empty(chat.BotMessages);
        await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "x" });
        Assert.Equal(0, bot.Server.RateLimitHits);
    }

    [Fact]
    public async Task A_proxys_502_is_a_page_and_a_500_is_an_envelope()
    {
        await using var bot = await RawBot.StartAsync();
        bot.Server.Fail("*", Fault.BadGatewayHtml);
        bot.Server.Fail("getMe", Fault.InternalServerError);

        using var page = await bot.Http.GetAsync(new Uri($"/bot{bot.Server.Token}/getMe", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Equal("Internal Server Error: restart", (await bot.CallAsync("getMe")).Description);
        Assert.True((await bot.CallAsync("getMe")).Ok);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broken_connection_tells_nothing_about_acceptance(bool accepted)
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        bot.Server.Fail("sendMessage", accepted ? Fault.ResetAfterAccept : Fault.ResetBeforeAccept);

        await Assert.ThrowsAsync<HttpRequestException>(() => bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x" }));

        Assert.Equal(accepted ? 1 : 0, chat.BotMessages.Count);
        Assert.Equal(accepted, Assert.Single(bot.Server.Ledger).IsAccepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timeout_lasts_until_the_caller_gives_up(bool accepted)
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        bot.Server.Fail("sendMessage", accepted ? Fault.TimeoutAfterAccept : Fault.Timeout);
        using var giveUp = new CancellationTokenSource();

        var call = bot.Http.PostAsJsonAsync($"/bot{bot.Server.Token}/sendMessage", new { chat_id = chat.Id, text = "x" }, giveUp.Token);
        await bot.Server.WaitForCallAsync(entry => entry.Method == "sendMessage", cancel: TestContext.Current.CancellationToken);
        Assert.False(call.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(accepted ? 1 : 0, chat.BotMessages.Count);
    }

    [Fact]
    public async Task A_slow_answer_comes_by_the_emulators_clock()
    {
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = new HurriedTime() });
        bot.Server.Fail("getMe", Fault.Slow(TimeSpan.FromSeconds(90)));

        Assert.True((await bot.CallAsync("getMe")).Ok);
    }

    [Fact]
    public async Task Any_error_can_be_scripted()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        bot.Server.Fail("sendPhoto", Fault.Error(400, "Bad Request: failed to get HTTP URL content"));

        var answer = await bot.CallAsync("sendPhoto", new { chat_id = chat.Id, photo = "https://a.cn/1.jpg" });

        Assert.Equal((400, "Bad Request: failed to get HTTP URL content"), (answer.Status, answer.Description));
    }
}
