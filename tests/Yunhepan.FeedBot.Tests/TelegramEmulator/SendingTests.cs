using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class SendingTests
{
    [Fact]
    public async Task Answers_with_a_whole_message_dated_in_seconds()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        var message = await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "快讯" });

        Assert.InRange(message["date"]!.GetValue<long>(), 1_700_000_000, 5_000_000_000);
        Assert.Equal("private", message["chat"]!["type"]!.GetValue<string>());
        Assert.True(message["from"]!["is_bot"]!.GetValue<bool>());
        Assert.Equal("快讯", Assert.Single(chat.BotMessages).Text);
    }

    [Fact]
    public async Task Takes_forms_queries_and_any_case_of_the_method()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        var cancel = TestContext.Current.CancellationToken;

        using var form = new FormUrlEncodedContent([new("chat_id", $"{chat.Id}"), new("text", "a"), new("reply_markup", """{"inline_keyboard":[[{"text":"k","callback_data":"d"}]]}""")]);
        using var posted = await bot.Http.PostAsync($"/bot{bot.Server.Token}/SENDMESSAGE", form, cancel);
        using var got = await bot.Http.GetAsync(new Uri($"/bot{bot.Server.Token}/sendmessage?chat_id={chat.Id}&text=b", UriKind.Relative), cancel);

        Assert.True((await Answer.ReadAsync(posted)).Ok);
        Assert.True((await Answer.ReadAsync(got)).Ok);
        Assert.Equal(["a", "b"], chat.BotMessages.Select(message => message.Text));
        Assert.Equal("d", chat.BotMessages[0].Buttons[0][0].Data);
    }

    [Fact]
    public async Task Keeps_an_uploaded_photo_for_download()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        var cancel = TestContext.Current.CancellationToken;
        using var part = new ByteArrayContent([1, 2, 3]);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { new StringContent($"{chat.Id}"), "chat_id" }, { part, "photo", "a.png" } };

        using var response = await bot.Http.PostAsync($"/bot{bot.Server.Token}/sendPhoto", form, cancel);
        var id = (await Answer.ReadAsync(response)).Result!["photo"]![0]!["file_id"]!.GetValue<string>();
        var file = await bot.ResultAsync("getFile", new { file_id = id });

        Assert.Equal([1, 2, 3], await bot.Http.GetByteArrayAsync($"/file/bot{bot.Server.Token}/{file["file_path"]}", cancel));
    }

    [Theory]
    [InlineData("""{"inline_keyboard":[[{"text":"a"}]]}""", "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")]
    [InlineData("""{"inline_keyboard":[[{"callback_data":"a"}]]}""", "can't parse inline keyboard button: Can't find field \"text\"")]
    [InlineData("""{"inline_keyboard":[[{"text":"a","callback_data":"一二三四五六七八九十一二三四五六七八九十一二"}]]}""", "BUTTON_DATA_INVALID")]
    [InlineData("""{"inline_keyboard":[[{"text":"a","url":"http://localhost/x"}]]}""", "BUTTON_URL_INVALID")]
    [InlineData("""{"inline_keyboard":[{"text":"a"}]}""", "field \"inline_keyboard\" of the InlineKeyboardMarkup should be an Array of Arrays")]
    [InlineData("[]", "object expected as reply markup")]
    public async Task Refuses_broken_keyboards(string markup, string expected)
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        var answer = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x", reply_markup = JsonNode.Parse(markup) });

        Assert.Equal("Bad Request: " + expected, answer.Description);
    }

    [Fact]
    public async Task Takes_a_hundred_buttons_and_no_more()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        Task<Answer> SendAsync(int rows) => bot.CallAsync("sendMessage", new
        {
            chat_id = chat.Id,
            text = "x",
            reply_markup = new { inline_keyboard = Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 5).Select(i => new { text = $"{row}.{i}", callback_data = "d" })) },
        });

        Assert.True((await SendAsync(20)).Ok);
        Assert.Equal("Bad Request: reply markup is too long", (await SendAsync(21)).Description);
    }

    [Fact]
    public async Task A_missing_original_only_matters_unless_it_may_lack()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        var strict = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x", reply_parameters = new { message_id = 99 } });
        var lenient = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x", reply_parameters = new { message_id = 99, allow_sending_without_reply = true } });

        Assert.Equal("Bad Request: message to be replied not found", strict.Description);
        Assert.True(lenient.Ok);
    }

    [Fact]
    public async Task Unknown_tokens_methods_and_chats_are_told_apart()
    {
        await using var bot = await RawBot.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        async Task<string> GetAsync(string path)
        {
            using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative), cancel);
            var answer = await Answer.ReadAsync(response);
            return $"{answer.Status} {answer.Description}";
        }

        Assert.Equal("401 Unauthorized", await GetAsync("/bot1:other/getMe"));
        Assert.Equal("404 Not Found", await GetAsync("/botnonsense/getMe"));
        Assert.Equal("404 Not Found: method not found", await GetAsync($"/bot{bot.Server.Token}/sendNonsense"));
        Assert.Equal("400 Bad Request: chat not found", await GetAsync($"/bot{bot.Server.Token}/sendMessage?chat_id=5&text=x"));
        Assert.Equal("400 Bad Request: chat_id is empty", await GetAsync($"/bot{bot.Server.Token}/sendMessage?text=x"));
        Assert.Equal("400 Bad Request: message text is empty", await GetAsync($"/bot{bot.Server.Token}/sendMessage?chat_id=5"));
    }

    [Fact]
    public async Task An_album_has_two_to_ten_photos()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        Task<Answer> SendAsync(int count) => bot.CallAsync("sendMediaGroup", new
        {
            chat_id = chat.Id,
            media = Enumerable.Range(0, count).Select(i => new { type = "photo", media = $"https://a.cn/{i}.jpg", caption = i == 0 ? "图集" : null }),
        });

        Assert.False((await SendAsync(1)).Ok);
        Assert.False((await SendAsync(11)).Ok);
        Assert.Equal(3, ((JsonArray)(await SendAsync(3)).Result!).Count);
        Assert.Single(chat.BotMessages.Select(message => message.AlbumId).Distinct());
    }
}
