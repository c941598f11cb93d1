using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class AdminApiTests
{
    [Fact]
    public async Task A_test_in_another_process_can_drive_a_chat()
    {
        await using var bot = await RawBot.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        async Task<JsonNode> PostAsync(string path, object? body = null)
        {
            using var response = await bot.Http.PostAsJsonAsync("/admin" + path, body ?? new { }, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            Assert.True(response.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!;
        }

        var id = (await PostAsync("/chats", new { kind = "private", title = "小林" }))["id"]!.GetValue<long>();
        await PostAsync($"/chats/{id}/command", new { text = "topics" });
        await bot.ResultAsync("sendMessage", new { chat_id = id, text = "选一个", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "教育", callback_data = "c:edu" } } } } });
        var query = (await PostAsync($"/chats/{id}/press", new { button = "教育" }))["queryId"]!.GetValue<string>();
        await bot.ResultAsync("answerCallbackQuery", new { callback_query_id = query, text = "好" });

        var answer = await bot.Http.GetFromJsonAsync<JsonNode>($"/admin/callbacks/{query}", cancel);
        Assert.Equal("好", answer!["text"]!.GetValue<string>());
        var messages = await bot.Http.GetFromJsonAsync<JsonArray>($"/admin/chats/{id}/messages", cancel);
        Assert.Equal(["/topics", "选一个"], messages!.Select(message => message!["text"]!.GetValue<string>()));
        await PostAsync($"/chats/{id}/block");
        Assert.Equal(403, (await bot.CallAsync("sendMessage", new { chat_id = id, text = "x" })).Status);
        await PostAsync("/faults", new { method = "getMe", kind = "TooManyRequests", retryAfter = 3 });
        Assert.Equal(429, (await bot.CallAsync("getMe")).Status);
        var ledger = await bot.Http.GetFromJsonAsync<JsonArray>("/admin/ledger", cancel);
        Assert.Equal(["sendMessage", "answerCallbackQuery", "sendMessage", "getMe"], ledger!.Select(entry => entry!["method"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_wrong_request_is_told_what_is_wrong()
    {
        await using var bot = await RawBot.StartAsync();
        var cancel = TestContext.Current.CancellationToken;

        using var response = await bot.Http.PostAsJsonAsync("/admin/chats/5/block", new { }, cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("There is no chat 5", await response.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/emulator.css", "text/css")]
    [InlineData("/emulator.js", "text/javascript")]
    [InlineData("/chats.js", "text/javascript")]
    public async Task The_page_is_served_under_a_strict_policy(string path, string type)
    {
        await using var bot = await RawBot.StartAsync();

        using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_bot_has_its_own_updates()
    {
        await using var bot = await RawBot.StartAsync();
        bot.Server.AddBot("42:SECOND", "second_bot");
        var chat = bot.Server.CreatePrivateChat("小林");

        bot.Server.Chat(chat.Id, "42:SECOND").SendText("你好");

        Assert.Empty((await bot.ResultAsync("getUpdates")).AsArray());
        using var response = await bot.Http.GetAsync(new Uri("/bot42:SECOND/getUpdates", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Single((await Answer.ReadAsync(response)).Result!.AsArray());
        Assert.Throws<ArgumentException>(() => bot.Server.AddBot("42:AGAIN", "x"));
        Assert.Throws<ArgumentException>(() => bot.Server.AddBot("no token", "x"));
    }
}
