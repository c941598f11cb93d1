// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the real bot, through the real client, against a server with Telegram's rules.</summary>
public sealed class TelegramTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token),
            ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()),
            ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
        // Whatever happened, the secret stayed secret.
        Assert.DoesNotContain(_app.Log, line => line.Contains(_telegram.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_starts_follows_by_button_and_gets_an_alert_that_is_corrected_in_place()
    {
        var person = _telegram.CreatePrivateChat("小林");
        person.SendCommand("start");
        var welcome = await person.WaitForTextAsync("欢迎");
        var answer = await person.WaitForAnswerAsync(person.Press("健康"));
        Assert.Contains("已关注“健康”", answer.Text, StringComparison.Ordinal);
        await person.WaitForMessageAsync(message => message.MessageId == welcome.MessageId && message.Buttons.Any(row => row.Any(button => button.Text == "✓ 健康")));
        Assert.Equal(["health"], await _app.FollowedAsync(AddressOf(person)));

        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        var alert = await person.WaitForTextAsync("🚨 紧急");
        Assert.Equal(sent.MessageId, alert.MessageId.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(AlertSamples.Missing().Url, alert.PreviewUrl);
        Assert.Contains(alert.Entities, entity => entity.Type == "bold");
        Assert.Equal("阅读原文", alert.Buttons[0][0].Text);

        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["标题：旧 → 新"] }));
        await person.WaitForMessageAsync(message => message.MessageId == alert.MessageId && message.Text.Contains("更正", StringComparison.Ordinal));
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
        var struck = await person.WaitForTextAsync("已撤回");
        Assert.Contains(struck.Entities, entity => entity.Type == "strikethrough");
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
    }

    [Fact]
    public void The_menu_beside_the_input_is_there_in_both_languages()
    {
        Assert.Contains(_telegram.CommandsOf(language: "zh"), command => command.StartsWith("follow - 关注", StringComparison.Ordinal));
        Assert.Contains(_telegram.CommandsOf(language: "en"), command => command.StartsWith("follow - Follow", StringComparison.Ordinal));
        Assert.Equal(_telegram.CommandsOf(language: "en"), _telegram.CommandsOf());
        // Who may not set the bot up in a group is offered only what everybody may use.
        Assert.Equal(_telegram.CommandsOf(language: "zh"), _telegram.CommandsOf("all_chat_administrators", "zh"));
        Assert.Equal(["why"], _telegram.CommandsOf("all_group_chats", "zh").Select(command => command.Split(' ')[0]));
    }

    [Fact]
    public async Task The_profile_says_what_the_bot_is_for_in_each_language_and_is_sent_once()
    {
        string Last(string method, string? language) => _telegram.Ledger.Last(call => call.Method == method && call.Parameters!["language_code"]?.GetValue<string>() == language)
            .Parameters![method == "setMyDescription" ? "description" : "short_description"]!.GetValue<string>();
        Assert.Contains("云和畔资讯", Last("setMyDescription", "zh"), StringComparison.Ordinal);
        Assert.Contains("Press Start", Last("setMyDescription", null), StringComparison.Ordinal);
        Assert.Contains("第一时间", Last("setMyShortDescription", "zh"), StringComparison.Ordinal);
        var sent = _telegram.Ledger.Count(call => call.Method.StartsWith("setMy", StringComparison.Ordinal) && call.Method.EndsWith("Description", StringComparison.Ordinal));

        _telegram.Fail("getMyDescription", Fault.Error(429, "Too Many Requests: retry after 900"));
        await using var again = await ChatApp.StartAsync(("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()));
        await Eventually.TrueAsync(() => again.Log.Any(line => line.Contains("does not take the description", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => again.Log.Any(line => line.Contains("Telegram is on", StringComparison.Ordinal)));
        Assert.Equal(sent, _telegram.Ledger.Count(call => call.Method.StartsWith("setMy", StringComparison.Ordinal) && call.Method.EndsWith("Description", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_refusal_of_telegram_has_its_own_meaning()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        await FailsWith<SendResult.Throttled>(Fault.TooManyRequests(7), throttled => Assert.Equal((TimeSpan.FromSeconds(7), false), (throttled.RetryAfter, throttled.WholeAccount)));
        await FailsWith<SendResult.Throttled>(Fault.TooManyRequests(35), throttled => Assert.True(throttled.WholeAccount));
        await FailsWith<SendResult.ChatGone>(Fault.Error(403, "Forbidden: user is deactivated"));
        await FailsWith<SendResult.ChatGone>(Fault.Error(403, "Forbidden: bot can't initiate conversation with a user"));
        await FailsWith<SendResult.ChatGone>(Fault.Error(403, "Forbidden: bot was kicked from the supergroup chat"));
        await FailsWith<SendResult.ChatGone>(Fault.Error(403, "Forbidden: the group chat was deleted"));
        await FailsWith<SendResult.ChatGone>(Fault.Error(400, "Bad Request: group chat is deactivated"));
        await FailsWith<SendResult.ChatResting>(Fault.Error(400, "Bad Request: chat not found"), resting => Assert.Equal(3, resting.Tries));
        await FailsWith<SendResult.ChatResting>(Fault.Error(400, "Bad Request: PEER_ID_INVALID"), resting => Assert.Equal(3, resting.Tries));
        foreach (var words in (string[])["not enough rights to send text messages to the chat", "have no rights to send a message", "CHAT_WRITE_FORBIDDEN",
            "CHAT_RESTRICTED", "need administrator rights in the channel chat", "Have no write access to the chat"])
        {
            await FailsWith<SendResult.ChatResting>(Fault.Error(400, $"Bad Request: {words}"), resting => Assert.Equal(7, resting.Tries));
            await FailsWith<SendResult.ChatResting>(Fault.Error(403, $"Forbidden: {words}"));
        }

        await FailsWith<SendResult.Rejected>(Fault.Error(400, "Bad Request: message text is empty"));
        await FailsWith<SendResult.AccountRefused>(Fault.Error(404, "Not Found"));
        await FailsWith<SendResult.Rejected>(Fault.Error(400, "Bad Request: something nobody has heard of"));
        await FailsWith<SendResult.AccountRefused>(Fault.Error(401, "Unauthorized"));
        await FailsWith<SendResult.Unknown>(Fault.InternalServerError);
        await FailsWith<SendResult.Unknown>(Fault.BadGatewayHtml);
        await FailsWith<SendResult.Unknown>(Fault.ResetAfterAccept);
        await FailsWith<SendResult.Unknown>(Fault.TimeoutAfterAccept);

        async Task FailsWith<T>(Fault fault, Action<T>? check = null)
            where T : SendResult
        {
            _telegram.Fail("sendMessage", fault);
            var result = await SendAsync(person, AlertSamples.Ordinary());
            Assert.True(result is T, $"{fault}: {result}");
            check?.Invoke((T)result);
        }
    }

    [Fact]
    public async Task What_telegram_does_not_take_is_sent_once_more_in_a_plainer_form()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3"));
        Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        Assert.DoesNotContain(person.BotMessages.Single().Entities, entity => entity.Type == "bold");

        _telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: BUTTON_URL_INVALID"));
        Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        Assert.Empty(person.BotMessages[^1].Buttons);
    }

    [Fact]
    public async Task Who_blocks_the_bot_is_left_in_peace_and_found_again_when_they_return()
    {
        var person = _telegram.CreatePrivateChat("小林");
        person.SendText("关注 健康");
        await person.WaitForTextAsync("已关注");
        person.Block();
        await UntilAsync(person, SubscriberState.Unreachable);
        Assert.IsType<SendResult.ChatGone>(await SendAsync(person, AlertSamples.Missing()));
        person.Unblock();
        await UntilAsync(person, SubscriberState.Active);
        Assert.Equal(["health"], await _app.FollowedAsync(AddressOf(person)));
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_keeps_what_it_follows()
    {
        var group = _telegram.CreateGroup("运河人家");
        group.SendText("/follow@feedbot_demo_bot 健康");
        await group.WaitForTextAsync("已关注");
        var old = AddressOf(group);
        var super = group.Migrate();
        await Eventually.TrueAsync(async () => (await _app.FollowedAsync(AddressOf(super))).Count == 1);
        Assert.Equal(super.Id.ToString(CultureInfo.InvariantCulture), Assert.IsType<SendResult.ChatMoved>(
            await _app.Platform("telegram").SendAsync(old, AlertSamples.Missing(), ChatApp.Cancel)).NewChatId);
    }

    [Fact]
    public async Task In_a_group_only_administrators_set_the_bot_up_and_talk_is_not_answered()
    {
        var group = _telegram.CreateSupergroup("运河人家", forum: true);
        group.SendText("/follow 健康", from: "路人");
        group.SendText("/follow@other_bot 健康");
        group.SendText("关注 健康");
        var thread = group.CreateTopic("健康");
        group.SendText("/follow 健康", thread);
        var answer = await group.WaitForTextAsync("已关注");
        Assert.Equal(thread, answer.ThreadId);
        Assert.Single(group.BotMessages);
        Assert.Equal(["health"], await _app.FollowedAsync(AddressOf(group) with { ThreadId = thread.ToString(CultureInfo.InvariantCulture) }));

        group.DeleteTopic(thread);
        var address = AddressOf(group) with { ThreadId = thread.ToString(CultureInfo.InvariantCulture) };
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").SendAsync(address, AlertSamples.Missing(), ChatApp.Cancel));
    }

    [Fact]
    public async Task A_channel_is_set_up_by_a_post()
    {
        var channel = _telegram.CreateChannel("济宁快讯");
        channel.SendText("/follow 健康");
        await channel.WaitForTextAsync("已关注");
        Assert.True(_app.Platform("telegram").IsGroup(AddressOf(channel)));
    }

    [Fact]
    public async Task A_forged_or_old_button_is_answered_all_the_same()
    {
        var person = _telegram.CreatePrivateChat("小林");
        person.SendCommand("start");
        var welcome = await person.WaitForTextAsync("欢迎");
        var answer = await person.WaitForAnswerAsync(person.PressForged("toggle c_no-such-topic", welcome.MessageId));
        Assert.Contains("没有了", answer.Text, StringComparison.Ordinal);
        await person.WaitForAnswerAsync(person.PressForged("\u0001'; DROP TABLE", welcome.MessageId));
    }

    [Fact]
    public async Task The_bot_goes_on_after_a_conflict_and_after_a_broken_server()
    {
        _telegram.Fail("getUpdates", Fault.BadGatewayHtml);
        _telegram.Fail("getUpdates", Fault.Error(409, "Conflict: terminated by other getUpdates request"));
        var person = _telegram.CreatePrivateChat("小林");
        person.SendCommand("help");
        await person.WaitForTextAsync("可以这样用", Eventually.Patience);
        person.SendCommand("help");
        await person.WaitForMessageAsync(message => message.MessageId > 3 && message.Text.Contains("可以这样用", StringComparison.Ordinal), Eventually.Patience);
    }

    private static ChatAddress AddressOf(ChatHandle chat) => new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture));

    private Task<SendResult> SendAsync(ChatHandle chat, AlertMessage alert) => _app.Platform("telegram").SendAsync(AddressOf(chat), alert, ChatApp.Cancel);

    private Task<SendResult> EditAsync(ChatHandle chat, string messageId, AlertMessage alert) =>
        _app.Platform("telegram").EditAsync(AddressOf(chat), messageId, alert, ChatApp.Cancel);

    private Task UntilAsync(ChatHandle chat, SubscriberState state) => Eventually.TrueAsync(async () =>
        (await _app.AskAsync<SubscriberStore, Subscriber?>(all => all.FindAsync(AddressOf(chat), ChatApp.Cancel)))?.State == state);
}
