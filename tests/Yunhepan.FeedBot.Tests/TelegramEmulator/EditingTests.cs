using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class EditingTests
{
    [Fact]
    public async Task An_edit_keeps_the_history()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        var id = (await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "旧题" }))["message_id"]!.GetValue<int>();

        var edited = await bot.ResultAsync("editMessageText", new { chat_id = chat.Id, message_id = id, text = "<b>新题</b>", parse_mode = "HTML" });

        Assert.NotNull(edited["edit_date"]);
        var seen = Assert.Single(chat.BotMessages);
        Assert.Equal(("新题", "旧题"), (seen.Text, Assert.Single(seen.History).Text));
        Assert.StartsWith(
            "Bad Request: message is not modified",
            (await bot.CallAsync("editMessageText", new { chat_id = chat.Id, message_id = id, text = "<b>新题</b>", parse_mode = "HTML" })).Description,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_gone_or_not_its_own_cannot_be_edited()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");
        var own = chat.SendCommand("start").MessageId;
        var sent = (await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = "x" }))["message_id"]!.GetValue<int>();
        async Task<string> EditAsync(int id) => (await bot.CallAsync("editMessageText", new { chat_id = chat.Id, message_id = id, text = "y" })).Description;

        Assert.Equal("Bad Request: message can't be edited", await EditAsync(own));
        Assert.Equal("Bad Request: message to edit not found", await EditAsync(999));
        await bot.ResultAsync("deleteMessage", new { chat_id = chat.Id, message_id = sent });
        Assert.Equal("Bad Request: message to edit not found", await EditAsync(sent));
        Assert.Equal("Bad Request: message to delete not found", (await bot.CallAsync("deleteMessage", new { chat_id = chat.Id, message_id = sent })).Description);
        Assert.NotNull(chat.Messages[^1].DeletedAt);
    }

    [Fact]
    public async Task Deleting_ends_after_48_hours_without_a_right_but_editing_does_not()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { TimeProvider = clock });
        var group = bot.Server.CreateSupergroup("讨论");
        var id = (await bot.ResultAsync("sendMessage", new { chat_id = group.Id, text = "x" }))["message_id"]!.GetValue<int>();

        clock.Advance(TimeSpan.FromHours(49));

        Assert.Equal("Bad Request: message can't be deleted", (await bot.CallAsync("deleteMessage", new { chat_id = group.Id, message_id = id })).Description);
        await bot.ResultAsync("editMessageText", new { chat_id = group.Id, message_id = id, text = "y" });
        group.PromoteBot();
        await bot.ResultAsync("deleteMessages", new { chat_id = group.Id, message_ids = (int[])[id, 998] });
        Assert.Empty(group.BotMessages);
    }

    [Theory]
    [InlineData("Start", "x", "BOT_COMMAND_INVALID")]
    [InlineData("start", "", "command description must be non-empty")]
    [InlineData("", "x", "command must be non-empty")]
    [InlineData("a23456789012345678901234567890123", "x", "command length must not exceed 32")]
    public async Task Commands_have_rules(string command, string description, string expected)
    {
        await using var bot = await RawBot.StartAsync();

        var answer = await bot.CallAsync("setMyCommands", new { commands = new[] { new { command, description } } });

        Assert.Equal("Bad Request: " + expected, answer.Description);
    }

    [Fact]
    public async Task Commands_are_kept_for_each_scope_and_language()
    {
        await using var bot = await RawBot.StartAsync();
        var commands = new[] { new { command = "latest", description = "最新" } };

        await bot.ResultAsync("setMyCommands", new { commands });
        await bot.ResultAsync("setMyCommands", new { commands, scope = new { type = "all_group_chats" }, language_code = "zh" });

        Assert.Equal(["latest - 最新"], bot.Server.CommandsOf());
        Assert.Equal(["latest - 最新"], bot.Server.CommandsOf("all_group_chats", "zh"));
        Assert.Empty((await bot.ResultAsync("getMyCommands", new { language_code = "en" })).AsArray());
    }
}
