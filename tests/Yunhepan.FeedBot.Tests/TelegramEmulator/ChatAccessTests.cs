using Yunhepan.FeedBot.TelegramEmulator.Admin;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class ChatAccessTests
{
    [Fact]
    public async Task A_bot_cannot_write_first()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林");

        Assert.Equal("403 Forbidden: bot can't initiate conversation with a user", await SendAsync(bot, chat));
        chat.SendCommand("start");
        Assert.Equal("200", await SendAsync(bot, chat));
    }

    [Fact]
    public async Task A_person_who_blocks_is_reported_and_cannot_be_reached()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        chat.Block();

        Assert.Equal("403 Forbidden: bot was blocked by the user", await SendAsync(bot, chat));
        var update = (await bot.ResultAsync("getUpdates"))[0]!["my_chat_member"]!;
        Assert.Equal("member", update["old_chat_member"]!["status"]!.GetValue<string>());
        Assert.Equal("kicked", update["new_chat_member"]!["status"]!.GetValue<string>());
        chat.Unblock();
        Assert.Equal("200", await SendAsync(bot, chat));
        chat.DeactivatePerson();
        Assert.Equal("403 Forbidden: user is deactivated", await SendAsync(bot, chat));
    }

    [Fact]
    public async Task Groups_and_channels_refuse_with_their_own_words()
    {
        await using var bot = await RawBot.StartAsync();
        var group = bot.Server.CreateGroup("邻里群");
        var supergroup = bot.Server.CreateSupergroup("讨论");
        var channel = bot.Server.CreateChannel("快讯");

        group.KickBot();
        supergroup.KickBot();
        channel.AddBot();
        Assert.Equal("403 Forbidden: bot was kicked from the group chat", await SendAsync(bot, group));
        Assert.Equal("403 Forbidden: bot was kicked from the supergroup chat", await SendAsync(bot, supergroup));
        Assert.Equal("400 Bad Request: need administrator rights in the channel chat", await SendAsync(bot, channel));

        supergroup.AddBot();
        supergroup.SilenceBot();
        Assert.Equal("400 Bad Request: not enough rights to send text messages to the chat", await SendAsync(bot, supergroup));
        await bot.ResultAsync("leaveChat", new { chat_id = supergroup.Id });
        Assert.Equal("403 Forbidden: bot is not a member of the supergroup chat", await SendAsync(bot, supergroup));
        group.DeleteChat();
        Assert.Equal("403 Forbidden: the group chat was deleted", await SendAsync(bot, group));
    }

    [Fact]
    public async Task An_upgraded_group_names_its_new_id()
    {
        await using var bot = await RawBot.StartAsync();
        var group = bot.Server.CreateGroup("邻里群");

        var target = group.Migrate();

        var answer = await bot.CallAsync("sendMessage", new { chat_id = group.Id, text = "x" });
        Assert.Equal("Bad Request: group chat was upgraded to a supergroup chat", answer.Description);
        Assert.Equal(target.Id, answer.Parameters!["migrate_to_chat_id"]!.GetValue<long>());
        Assert.True(target.Id < -1_000_000_000_000);
        Assert.Equal("200", await SendAsync(bot, target));
        var updates = await bot.ResultAsync("getUpdates");
        Assert.Contains(updates.AsArray(), update => update!["message"]?["migrate_to_chat_id"]?.GetValue<long>() == target.Id);
        Assert.Contains(updates.AsArray(), update => update!["message"]?["migrate_from_chat_id"]?.GetValue<long>() == group.Id);
    }

    [Fact]
    public async Task Topics_are_reached_by_number_but_General_without()
    {
        await using var bot = await RawBot.StartAsync();
        var forum = bot.Server.CreateSupergroup("论坛", forum: true, username: "luntan");
        var topic = forum.CreateTopic("警情");

        Assert.Equal("200", await SendAsync(bot, forum, topic));
        Assert.Equal("200", await SendAsync(bot, forum));
        Assert.Equal("400 Bad Request: message thread not found", await SendAsync(bot, forum, 1));
        forum.CloseTopic(topic);
        Assert.Equal("400 Bad Request: TOPIC_CLOSED", await SendAsync(bot, forum, topic));
        forum.PromoteBot();
        Assert.Equal("200", await SendAsync(bot, forum, topic));
        forum.DeleteTopic(topic);
        Assert.Equal("400 Bad Request: message thread not found", await SendAsync(bot, forum, topic));

        var own = await bot.ResultAsync("createForumTopic", new { chat_id = "@luntan", name = "天气" });
        Assert.Equal("200", await SendAsync(bot, forum, own["message_thread_id"]!.GetValue<int>()));
    }

    [Fact]
    public async Task In_groups_a_bot_hears_only_what_is_meant_for_it()
    {
        await using var bot = await RawBot.StartAsync();
        var group = bot.Server.CreateSupergroup("讨论");

        group.SendText("大家好", from: "小王");
        group.SendText("/latest");
        group.SendText("/latest@another_bot");
        group.SendText("@feedbot_demo_bot 在吗");

        var texts = (await bot.ResultAsync("getUpdates")).AsArray().Select(update => update!["message"]?["text"]?.GetValue<string>()).OfType<string>();
        Assert.Equal(["/latest", "@feedbot_demo_bot 在吗"], texts);
    }

    private static async Task<string> SendAsync(RawBot bot, ChatHandle chat, int? thread = null)
    {
        var answer = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = "x", message_thread_id = thread });
        return $"{answer.Status} {answer.Description}".TrimEnd();
    }
}
