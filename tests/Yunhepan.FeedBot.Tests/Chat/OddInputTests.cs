// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Any input is answered with words, never with an empty message or silence.</summary>
public sealed class OddInputTests : IAsyncLifetime
{
    private const string Nothing = "\u200b\u200d\ufeff\u2060";

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_command_answers_whatever_follows_it_in_words()
    {
        await _app.SayAsync("/follow 健康");
        var all = await _app.AskAsync<CommandRouter, IReadOnlyList<IChatCommand>>(router => Task.FromResult(router.Commands));
        // Whoever has stopped is asked to begin again, so that command is the last.
        string[] aliases = [.. all.SelectMany(command => command.Aliases.Take(1))];
        string[] commands = [.. all.Select(command => command.Name).Where(name => name != "stop"), .. aliases, "stop", "nosuchcommand"];
        Assert.True(all.Count > 25 && aliases.Length > 20, string.Join(' ', commands));
        string[] arguments = ["", " ", Nothing, "read_", "c_", "w-", new('长', 900), new('x', 980), "off off", "+ -", "8:99", "\U0001F468\u200D\U0001F469", "\ud83d", "/", "@", "on", "zone", "silent maybe", "13579"];
        foreach (var command in commands)
        {
            foreach (var argument in aliases.Contains(command) ? arguments[..3] : arguments)
            {
                foreach (var line in (string[])[$"/{command} {argument}", $"{command} {argument}"])
                    Assert.True(!(await _app.SayAsync(line)).Reply.Text.IsBlank, line);
                if ($"{command} {argument}".Length <= 64)
                {
                    var pressed = (await _app.SayAsync($"{command} {argument}", button: true)).Reply;
                    Assert.True(!pressed.Text.IsBlank || pressed.Notice is { Length: > 0 } || pressed.Place == ReplyPlace.ReplacesKeyboard, $"pressed: {command} {argument}");
                }
            }
        }
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("\n\t\u3000")]
    [InlineData("\u200b")]
    [InlineData("\u2060\ufeff\u00ad")]
    [InlineData("\u3164\u2800")]
    [InlineData("/")]
    [InlineData("/\u200b")]
    public async Task Nothing_to_read_is_answered_all_the_same(string text) => Assert.True(ChatText.HasWords((await _app.SayAsync(text)).Text));

    [Fact]
    public async Task Read_alone_says_where_the_full_texts_are_and_an_article_that_is_gone_says_so()
    {
        Assert.Contains("看全文", (await _app.SayAsync("/read")).Text, StringComparison.Ordinal);
        Assert.Contains("Full text", (await _app.SayAsync("/read", "english", language: "en")).Text, StringComparison.Ordinal);
        Assert.Contains("已经不在", (await _app.SayAsync($"/read {ArticleToken.Format(Guid.NewGuid())}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/word", "想关注哪个词", "zh")]
    [InlineData("/word", "Which word", "en")]
    [InlineData("/less", "少看哪一类", "zh")]
    [InlineData("/less", "less of?", "en")]
    [InlineData("/toggle", "想关注什么", "zh")]
    [InlineData("/toggle", "What would you like to follow?", "en")]
    public async Task What_a_button_says_is_explained_to_who_writes_it(string text, string words, string language)
    {
        var said = (await _app.SayAsync(text, language, language: language)).Text;
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain("“”", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_offers_the_newest_to_who_has_got_nothing_yet()
    {
        await _app.StoreAsync(Publishing.Sample.Article(1), Publishing.Sample.Article(2));
        Assert.Equal(2, (await _app.SayAsync("/why")).Buttons.Count);
        Assert.Equal(2, (await _app.SayAsync("/why 天外来客")).Buttons.Count);
    }

    [Theory]
    [InlineData("/settings 颜色 红", "没有“颜色 红”这个设置")]
    [InlineData("/settings volume", "没有“volume”这个设置")]
    [InlineData("/settings silent perhaps", "没看懂“perhaps”")]
    public async Task A_setting_that_does_not_exist_is_named(string text, string words)
    {
        Assert.Contains(words, (await _app.SayAsync(text)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("声音：关", (await _app.SayAsync("/settings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_and_done_is_said()
    {
        Assert.StartsWith("已保存", (await _app.SayAsync("/quiet 22:00-7:00")).Text, StringComparison.Ordinal);
        Assert.StartsWith("已保存", (await _app.SayAsync("/settings limit 8")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telegram_answers_pictures_stickers_and_commands_for_others_in_private_and_is_silent_in_groups()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        await using var app = await ChatApp.StartAsync(("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()));
        await telegram.WaitForPollAsync(TimeSpan.FromSeconds(30));
        var person = telegram.CreatePrivateChat("小林", started: true);
        const string photo = """[{"file_id":"a","file_unique_id":"b","width":9,"height":9}]""";
        string[] contents =
        [
            $$"""{"photo":{{photo}}}""",
            """{"sticker":{"file_id":"a","file_unique_id":"b","type":"regular","width":9,"height":9,"is_animated":false,"is_video":false}}""",
            """{"voice":{"file_id":"a","file_unique_id":"b","duration":3}}""",
            """{"location":{"latitude":35.4,"longitude":116.6}}""",
            """{"contact":{"phone_number":"1","first_name":"a"}}""",
        ];
        foreach (var content in contents)
        {
            var before = person.BotMessages.Count;
            person.SendContent(content);
            await person.WaitForMessageAsync(_ => person.BotMessages.Count > before);
            Assert.Contains("只看得懂文字", person.BotMessages[^1].Text, StringComparison.Ordinal);
        }

        // What stands below a picture is what was meant; what was written anew is asked anew.
        person.SendContent($$"""{"photo":{{photo}},"caption":"关注 健康"}""");
        await person.WaitForTextAsync("已关注“健康”");
        var typed = person.SendText("/unfolow 健康");
        await person.WaitForTextAsync("没有“/unfolow”这个命令");
        person.EditText(typed.MessageId, "/unfollow 健康");
        await person.WaitForTextAsync("已取消关注“健康”");
        person.SendText("/follow@another_bot 健康");
        await person.WaitForTextAsync("没有“/follow@another_bot”这个命令");
        person.SendText("\u200b\u2060");
        await person.WaitForTextAsync("没看懂这句话");

        var group = telegram.CreateSupergroup("运河人家");
        group.SendContent(contents[0]);
        group.SendText("/follow@another_bot 健康");
        group.SendText("/follow 健康");
        await group.WaitForTextAsync("已关注");
        Assert.Single(group.BotMessages);
        Assert.DoesNotContain(telegram.Ledger, call => call.Description?.Contains("is empty", StringComparison.Ordinal) == true);

        // Where there is nothing to say after all, no empty text goes out.
        var blank = AlertSamples.Ordinary() with { Title = Nothing, Summary = Nothing, SourceName = "门户" };
        var chat = new ChatAddress("telegram", "110201543", person.Id.ToString(CultureInfo.InvariantCulture));
        Assert.IsType<SendResult.Sent>(await app.Platform("telegram").SendAsync(chat, blank, ChatApp.Cancel));
        Assert.Contains("（无标题）", person.BotMessages[^1].Text, StringComparison.Ordinal);
    }
}
