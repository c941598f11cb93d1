// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests groups, channels and forums that a person sets up from the private chat, with Telegram's rules for rights.</summary>
public sealed class ManageTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;
    private ChatHandle _person = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()));
        await _telegram.WaitForPollAsync(Eventually.Patience);
        _person = _telegram.CreatePrivateChat("小林");
        _person.SendCommand("manage");
        await _person.WaitForTextAsync("选一个您管理的群或频道");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_where_the_bot_was_not_yet_is_picked_and_set_up_by_buttons()
    {
        var channel = _telegram.CreateChannel("济宁快讯");
        channel.KickBot();
        var card = await PickAsync("选择频道…", channel);

        var board = await BoardAsync(card);
        await _person.WaitForAnswerAsync(_person.Press("健康", board.MessageId));
        await Eventually.TrueAsync(async () => (await FollowedAsync(channel)).SequenceEqual(["health"]));
        await _person.WaitForMessageAsync(message => message.MessageId == board.MessageId && message.Buttons.Any(row => row.Any(button => button.Text == "✓ 健康")));

        Assert.Empty(await FollowedAsync(_person));
        Assert.Empty(channel.BotMessages);
        Assert.All(_person.BotMessages.SelectMany(message => message.Buttons).SelectMany(row => row).Where(button => button.Data is not null),
            button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Data!), 1, 64));
    }

    [Fact]
    public async Task The_next_line_counts_for_the_chosen_chat_and_the_one_after_for_oneself()
    {
        var group = _telegram.CreateSupergroup("运河人家");
        await PickAsync("选择群…", group);

        _person.SendText("关注 健康");
        await _person.WaitForMessageAsync(message => message.Text.StartsWith("📢 运河人家", StringComparison.Ordinal) && message.Text.Contains("已关注“健康”", StringComparison.Ordinal));
        _person.SendText("关注 新闻");
        await _person.WaitForTextAsync("已关注“新闻”");

        Assert.Equal(["health"], await FollowedAsync(group));
        Assert.Equal(["news"], await FollowedAsync(_person));
    }

    [Fact]
    public async Task Rights_are_asked_at_each_change()
    {
        var channel = _telegram.CreateChannel("济宁快讯");
        var board = await BoardAsync(await PickAsync("选择频道…", channel));

        channel.SetAdmin(_person, isAdmin: false);
        await _person.WaitForAnswerAsync(_person.Press("健康", board.MessageId));
        await _person.WaitForTextAsync("您不是“济宁快讯”的管理员");
        channel.SetAdmin(_person);
        channel.KickBot();
        await _person.WaitForAnswerAsync(_person.Press("健康", board.MessageId));
        await _person.WaitForTextAsync("我不是“济宁快讯”的管理员");
        Assert.Empty(await FollowedAsync(channel));
    }

    [Fact]
    public async Task Who_only_claims_a_chat_gets_nothing()
    {
        var foreign = _telegram.CreateChannel("别人的频道");
        foreach (var claim in (string[])[$"/manage = {foreign.Id} 我的", "/manage = -100999 x", "/in 1 关注 健康", "/in x", "/in"])
        {
            var before = _person.BotMessages.Count;
            _person.SendText(claim);
            await _person.WaitForMessageAsync(_ => _person.BotMessages.Count > before);
        }

        await _person.WaitForTextAsync("您不是“我的”的管理员");
        Assert.Empty(await FollowedAsync(foreign));
        // A second person does not reach what the first one manages.
        var card = await PickAsync("选择频道…", _telegram.CreateChannel("济宁快讯"));
        var other = _telegram.CreatePrivateChat("小王");
        other.SendText("/" + card.Buttons[0][0].Data);
        await other.WaitForTextAsync("没有这个群或频道");
    }

    [Fact]
    public async Task A_category_gets_a_topic_of_its_own_in_a_forum_once()
    {
        var forum = _telegram.CreateSupergroup("运河论坛", forum: true);
        var card = await PickAsync("选择群…", forum);
        _person.SendText("关注 健康");
        await _person.WaitForTextAsync("已关注“健康”");
        var choices = await RoutesAsync(card);
        await _person.WaitForAnswerAsync(_person.Press("健康", choices.MessageId));
        await _person.WaitForTextAsync("话题“健康”建好了");

        var created = Assert.Single(_telegram.Ledger, call => call.Method == "createForumTopic");
        Assert.Equal("健康", created.Parameters!["name"]!.GetValue<string>());
        // What now comes in the topic does not come a second time beside it.
        Assert.Empty(await FollowedAsync(forum));
        await _person.WaitForAnswerAsync(_person.Press("健康", choices.MessageId));
        await _person.WaitForTextAsync("“健康”已经有自己的话题了");
        Assert.Single(_telegram.Ledger, call => call.Method == "createForumTopic");

        _person.SendCommand("manage");
        await _person.WaitForMessageAsync(message => message.Buttons.Any(row => row.Any(button => button.Text == "运河论坛 · 健康")));
    }

    [Theory]
    [InlineData(false, "没有开启话题")]
    [InlineData(true, "没有“管理话题”的权限")]
    public async Task A_topic_that_cannot_be_opened_says_why(bool isForum, string words)
    {
        var group = _telegram.CreateSupergroup("运河人家", forum: isForum);
        group.PromoteBotWithoutTopics();
        var choices = await RoutesAsync(await PickAsync("选择群…", group));
        await _person.WaitForAnswerAsync(_person.Press("健康", choices.MessageId));
        await _person.WaitForTextAsync(words);
    }

    [Fact]
    public async Task Who_may_not_set_up_a_group_hears_it_privately_and_nobody_else_does()
    {
        var group = _telegram.CreateSupergroup("运河人家");
        group.SetAdmin(_person, isAdmin: false);
        group.SendText("/follow 健康", from: "小林");
        await _person.WaitForTextAsync("您刚才在“运河人家”里给我发了命令");
        group.SendText("/follow 健康", from: "没有聊过的人");
        group.SendAnonymously("/follow 新闻");
        await group.WaitForTextAsync("已关注“新闻”");

        Assert.Single(group.BotMessages);
        Assert.DoesNotContain(_telegram.Ledger, call => call.Method == "sendMessage" && call.ErrorCode is not null);
    }

    [Fact]
    public async Task In_a_group_and_in_the_web_chat_there_is_nothing_to_manage()
    {
        var group = _telegram.CreateSupergroup("运河人家");
        group.SendText("/manage");
        await group.WaitForTextAsync("在 Telegram 里和我私聊");
        Assert.Contains("在 Telegram 里和我私聊", (await _app.SayAsync("管理群")).Text, StringComparison.Ordinal);
        Assert.Contains("在 Telegram 里和我私聊", (await _app.SayAsync("in 1 follow 健康", button: true)).Text, StringComparison.Ordinal);
    }

    private async Task<MessageView> PickAsync(string label, ChatHandle chat)
    {
        chat.SetAdmin(_person);
        _person.ShareChat(label, chat);
        return await _person.WaitForTextAsync($"在这里设置“{chat.View.Title}”");
    }

    private async Task<MessageView> BoardAsync(MessageView card)
    {
        await _person.WaitForAnswerAsync(_person.Press("全部主题", card.MessageId));
        return await _person.WaitForTextAsync("点一下关注");
    }

    private async Task<MessageView> RoutesAsync(MessageView card)
    {
        await _person.WaitForAnswerAsync(_person.Press("按分类建话题…", card.MessageId));
        return await _person.WaitForTextAsync("选一个分类");
    }

    private Task<IReadOnlyList<string>> FollowedAsync(ChatHandle chat) =>
        _app.FollowedAsync(new ChatAddress("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture)));
}
