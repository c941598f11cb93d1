// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A message that Telegram refuses, or does not allow to be edited, reaches its reader in another form.</summary>
public sealed class TelegramFormTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()),
            ("Telegram:RequestTimeout", "00:00:05"), ("Telegram:Images", "Photo"), ("Telegram:RichMessages", "true"),
            ("Telegram:AllowPaidBroadcast", "true"), ("Telegram:PerSecond", "500"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_broadcast_is_paid_for_where_the_operator_allows_it_and_goes_at_the_rate_that_buys()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        Assert.All(
            _telegram.Ledger.Where(call => call.Method is "sendMessage" or "sendPhoto"),
            call => Assert.True(call.Parameters!["allow_paid_broadcast"]!.GetValue<bool>()));
        Assert.Equal(500, _app.Platform("telegram").Limits.PerSecond);
    }

    [Theory]
    [InlineData(1, 700, 599, 600)]
    [InlineData(1, 2_600, 1_300, 1_600)]
    [InlineData(2, 2_600, 650, 800)]
    [InlineData(3, 2_600, 599, 600)]
    public async Task A_message_that_is_too_long_after_all_is_sent_shorter_but_never_below_600(int refusals, int length, int least, int most)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: message is too long"), refusals);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing() with { Text = new string('长', length) }));
        Assert.InRange(person.BotMessages.Single().Text.EnumerateRunes().Count(), least, most);
    }

    [Fact]
    public async Task A_long_text_goes_as_one_rich_message_and_in_pieces_where_a_server_does_not_know_those()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var text = ChatText.Empty.Bold("停水通知");
        foreach (var number in Enumerable.Range(1, 60))
            text = text.Line(string.Create(CultureInfo.InvariantCulture, $"第{number}段：<管网> & 检修。") + new string('水', 200));
        Assert.IsType<SendResult.Sent>(await SendArticleAsync(person, text));
        var rich = Assert.Single(_telegram.Ledger, call => call.Method == "sendRichMessage");
        Assert.StartsWith("<h3><b>停水通知</b></h3><p>第1段：&lt;管网&gt; &amp; 检修。水", rich.Parameters!["rich_message"]!["html"]!.GetValue<string>(), StringComparison.Ordinal);

        _telegram.Fail("sendRichMessage", Fault.Error(404, "Not Found: method not found"));
        var before = person.BotMessages.Count;
        Assert.IsType<SendResult.Sent>(await SendArticleAsync(person, text));
        var pieces = person.BotMessages.Skip(before).Select(message => message.Text).ToList();
        Assert.InRange(pieces.Count, 3, 5);
        Assert.Contains("第60段", pieces[^1], StringComparison.Ordinal);
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
        Assert.Contains("话题已经没有了", group.BotMessages[^1].Text, StringComparison.Ordinal);
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
    public async Task A_photo_that_is_withdrawn_is_deleted_says_so_and_what_is_restored_is_no_correction()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var alert = AlertSamples.Ordinary() with { ImageUrl = "https://portal.example/p.jpg" };
        var photo = Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
        Assert.True(Assert.IsType<SendResult.Sent>(await EditAsync(person, photo.MessageId, alert with { Kind = AlertKind.Withdrawn })).Deleted);
        Assert.Empty(person.BotMessages);

        var text = Assert.IsType<SendResult.Sent>(await SendAsync(person, alert with { ImageUrl = null }));
        Assert.False(Assert.IsType<SendResult.Sent>(await EditAsync(person, text.MessageId, alert with { Kind = AlertKind.Withdrawn, ImageUrl = null })).Deleted);
        Assert.IsType<SendResult.Sent>(await EditAsync(person, text.MessageId, alert with { Kind = AlertKind.Restored, ImageUrl = null }));
        var shown = person.BotMessages.Single().Text;
        Assert.StartsWith("↩️ 已恢复\n" + alert.Title + "\n\n这条消息此前标为撤回或撤下，请以这一条为准。\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("更正", shown, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_withdrawn_photo_disappears_and_where_that_is_not_allowed_its_caption_is_struck()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var alert = AlertSamples.Missing() with { ImageUrl = "https://portal.example/p.jpg" };
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, alert with { Kind = AlertKind.Withdrawn }));
        Assert.Empty(person.BotMessages);
        // Once more, after a crash before the receipt: it is done.
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, alert with { Kind = AlertKind.Withdrawn }));
        Assert.Empty(person.BotMessages);

        var old = Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
        _telegram.Fail("deleteMessage", Fault.Error(400, "Bad Request: message can't be deleted"));
        Assert.IsType<SendResult.Sent>(await EditAsync(person, old.MessageId, alert with { Kind = AlertKind.Withdrawn }));
        var struck = Assert.Single(person.BotMessages);
        Assert.Contains("请不要再转发", struck.Text, StringComparison.Ordinal);
        Assert.Contains(struck.Entities, entity => entity.Type == "strikethrough");

        var text = Assert.IsType<SendResult.Sent>(await SendAsync(person, AlertSamples.Missing()));
        Assert.IsType<SendResult.Sent>(await EditAsync(person, text.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
        Assert.Contains("已撤回", person.BotMessages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_an_older_button_shows_the_beginning_of_the_text_to_any_member()
    {
        var group = _telegram.CreateSupergroup("运河人家");
        var article = Publishing.Sample.Article(1);
        article.ContentText = new string('水', 500);
        await _app.StoreAsync(article);
        Assert.IsType<SendResult.Sent>(await SendAsync(group, AlertSamples.Missing() with { HasFullText = true }));
        var alert = Assert.Single(group.BotMessages);
        Assert.Contains(alert.Buttons.SelectMany(row => row), button => button.Text == "看全文" && button.Url is not null);

        var answer = await group.WaitForAnswerAsync(group.PressForged($"read {FeedBot.Chat.Messages.ArticleToken.Format(article.PublicId)}", alert.MessageId, from: "路人"));
        Assert.StartsWith("水水水", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.IsAlert);
        Assert.Single(group.BotMessages);
    }

    [Fact]
    public async Task An_answer_that_is_throttled_several_times_arrives_and_so_does_each_part_of_a_long_text()
    {
        // The waits that Telegram asks for, and those between the parts, are those of a clock that the test moves.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        void Pass() => time.Advance(TimeSpan.FromMilliseconds(250));
        await using var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        await using var app = await ChatApp.StartAsync(
            0, [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()), ("Telegram:RichMessages", "true")], time);
        await telegram.WaitForPollAsync(Eventually.Patience);
        var person = telegram.CreatePrivateChat("小林");
        telegram.Fail("sendMessage", Fault.TooManyRequests(1), 3);
        person.SendCommand("help");
        MessageView? Shown(string words) => person.BotMessages.FirstOrDefault(m => m.Text.Contains(words, StringComparison.Ordinal));
        await Eventually.TrueAsync(() => Shown("可以这样用") is not null, meanwhile: Pass);
        var help = Shown("可以这样用")!;

        var article = Publishing.Sample.Article(1);
        article.ContentText = string.Join('\n', Enumerable.Range(1, 50).Select(n => string.Create(CultureInfo.InvariantCulture, $"第{n}段。") + new string('水', 195)));
        await app.StoreAsync(article);
        telegram.Fail("sendRichMessage", Fault.Error(404, "Not Found: method not found"));
        telegram.Fail("sendMessage", Fault.TooManyRequests(1), 2);
        person.PressForged($"read {FeedBot.Chat.Messages.ArticleToken.Format(article.PublicId)}", help.MessageId);
        await Eventually.TrueAsync(() => Shown("第50段") is not null, meanwhile: Pass);
        var read = string.Concat(person.BotMessages.Where(m => m.MessageId > help.MessageId).Select(m => m.Text));
        Assert.All(Enumerable.Range(1, 50), n => Assert.Single(read.Split($"第{n}段。").Skip(1).ToList()));
    }

    private TelegramToken Token => TelegramToken.TryParse(_telegram.Token, out var token) ? token : throw new FormatException(_telegram.Token);

    private Task<SendResult> SendArticleAsync(ChatHandle chat, ChatText text)
    {
        var connection = ActivatorUtilities.CreateInstance<TelegramConnection>(_app.Services, Token);
        var sender = ActivatorUtilities.CreateInstance<TelegramSender>(_app.Services, connection);
        return sender.SendArticleAsync(AddressOf(chat), text, ChatKeyboard.Empty, send => send(), ChatApp.Cancel);
    }

    private ChatAddress AddressOf(ChatHandle chat, int? thread = null) =>
        new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture), thread?.ToString(CultureInfo.InvariantCulture));

    private Task<SendResult> SendAsync(ChatHandle chat, AlertMessage alert, int? thread = null) =>
        _app.Platform("telegram").SendAsync(AddressOf(chat, thread), alert, ChatApp.Cancel);

    private Task<SendResult> EditAsync(ChatHandle chat, string messageId, AlertMessage alert) =>
        _app.Platform("telegram").EditAsync(AddressOf(chat), messageId, alert, ChatApp.Cancel);
}
