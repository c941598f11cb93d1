// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>What Telegram does not take, or does not let be edited, reaches its reader in another form.</summary>
public sealed class TelegramFormTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()),
            ("Telegram:RequestTimeout", "00:00:05"), ("Telegram:Images", "Photo"), ("Telegram:RichMessages", "true"));
        await _telegram.WaitForPollAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_is_too_long_after_all_is_sent_shorter()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: message is too long"));
        Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing() with { Categories = [new string('长', 700)] }));
        Assert.InRange(person.BotMessages.Single().Text.EnumerateRunes().Count(), 100, 600);
    }

    [Fact]
    public async Task A_closed_topic_sends_its_alert_to_the_chat_and_a_deleted_one_says_where_they_go()
    {
        var group = _telegram.CreateSupergroup("运河人家", forum: true);
        var thread = group.CreateTopic("健康");
        group.CloseTopic(thread);
        var closed = Assert.IsType<SendResult.Sent>(await SendAsync(group, AlertSamples.Missing(), thread));
        Assert.False(closed.ThreadGone);
        Assert.Null(group.BotMessages[^1].ThreadId);

        group.DeleteTopic(thread);
        var gone = Assert.IsType<SendResult.Sent>(await SendAsync(group, AlertSamples.Missing(), thread));
        Assert.True(gone.ThreadGone);
        Assert.Contains("话题已经不在了", group.BotMessages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_of_what_cannot_be_edited_answers_it_and_a_withdrawal_deletes_it()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        _telegram.Fail("editMessageText", Fault.Error(400, "Bad Request: message can't be edited"));
        var corrected = Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected }));
        Assert.NotEqual(sent.MessageId, corrected.MessageId);
        Assert.Equal(sent.MessageId, person.BotMessages[^1].ReplyTo?.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("更正", person.BotMessages[^1].Text, StringComparison.Ordinal);

        _telegram.Fail("editMessageText", Fault.Error(400, "Bad Request: message can't be edited"), 2);
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
        Assert.DoesNotContain(person.BotMessages, message => message.MessageId.ToString(CultureInfo.InvariantCulture) == sent.MessageId);

        _telegram.Fail("deleteMessage", Fault.Error(400, "Bad Request: message can't be deleted"));
        Assert.IsType<SendResult.Sent>(await EditAsync(person, corrected.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
        Assert.Contains("已撤回", person.BotMessages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_reader_deleted_is_not_corrected_and_not_sent_again()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        person.DeleteMessage(int.Parse(sent.MessageId, CultureInfo.InvariantCulture));
        Assert.IsType<SendResult.MessageGone>(await EditAsync(person, sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected }));
        Assert.Empty(person.BotMessages);
    }

    [Fact]
    public async Task A_photo_stands_above_the_alert_is_corrected_with_it_and_gives_way_to_text_when_it_cannot_be_fetched()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var alert = AlertSamples.Missing() with { ImageUrl = "https://portal.example/p.jpg" };
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
        Assert.Equal("https://portal.example/p.jpg", person.BotMessages.Single().Photo);
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, alert with { Kind = AlertKind.Corrected, Changes = ["标题：旧 → 新"] }));
        Assert.Contains("✎ 标题：旧 → 新", person.BotMessages.Single().Text, StringComparison.Ordinal);

        foreach (var words in (string[])["wrong HTTP URL specified", "failed to get HTTP URL content", "wrong type of the web page content"])
        {
            _telegram.Fail("sendPhoto", Fault.Error(400, $"Bad Request: {words}"));
            Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
            Assert.Null(person.BotMessages[^1].Photo);
            Assert.Equal(alert.Url, person.BotMessages[^1].PreviewUrl);
        }
    }

    private ChatAddress AddressOf(ChatHandle chat, int? thread = null) =>
        new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture), thread?.ToString(CultureInfo.InvariantCulture));

    private Task<SendResult> SendAsync(ChatHandle chat, AlertMessage alert, int? thread = null) =>
        _app.Platform("telegram").SendAsync(AddressOf(chat, thread), alert, ChatApp.Cancel);

    private Task<SendResult> EditAsync(ChatHandle chat, string messageId, AlertMessage alert) =>
        _app.Platform("telegram").EditAsync(AddressOf(chat), messageId, alert, ChatApp.Cancel);
}
