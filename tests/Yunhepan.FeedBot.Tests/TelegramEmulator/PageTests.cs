using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class PageTests(TestBrowser browser)
{
    [Theory]
    [InlineData(1280, 900)]
    [InlineData(390, 844)]
    public async Task A_person_can_write_press_and_read_and_markup_stays_text(int width, int height)
    {
        await using var bot = await RawBot.StartAsync();
        await bot.ResultAsync("getUpdates", new { allowed_updates = (string[])["callback_query"] });
        var chat = bot.Server.CreatePrivateChat("小林");
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = width, Height = height } });
        var page = await context.NewPageAsync();
        List<string> faults = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);

        await page.GotoAsync($"{bot.Server.BaseUrl}?chat={chat.Id}");
        await page.FillAsync("#text", "/start");
        await page.PressAsync("#text", "Enter");
        await page.Locator(".msg.own", new() { HasText = "/start" }).WaitForAsync();
        await bot.ResultAsync("sendMessage", new
        {
            chat_id = chat.Id,
            text = "<b>选一个</b> &lt;img src=x onerror=alert(1)&gt; <a href=\"https://a.cn/1\">原文</a>",
            parse_mode = "HTML",
            reply_markup = new { inline_keyboard = new[] { new[] { new { text = "教育", callback_data = "f:edu" } } } },
        });

        await page.Locator(".body b", new() { HasText = "选一个" }).WaitForAsync();
        Assert.Equal(0, await page.Locator(".messages img").CountAsync());
        Assert.Equal("https://a.cn/1", await page.Locator(".body a[target]").GetAttributeAsync("href"));
        await page.ClickAsync(".key:has-text('教育')");
        var query = (await bot.ResultAsync("getUpdates", new { timeout = 30 }))[0]!["callback_query"]!;
        Assert.Equal("f:edu", query["data"]!.GetValue<string>());
        await bot.ResultAsync("answerCallbackQuery", new { callback_query_id = query["id"]!.GetValue<string>(), text = "已订阅：教育" });
        await page.Locator("#toast", new() { HasText = "已订阅：教育" }).WaitForAsync();

        await bot.ResultAsync("editMessageText", new { chat_id = chat.Id, message_id = query["message"]!["message_id"]!.GetValue<int>(), text = "已更正" });
        await page.Locator(".meta button", new() { HasText = "已编辑" }).ClickAsync();
        await page.Locator(".history", new() { HasText = "选一个" }).WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(faults);
    }
}
