// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Who wants the full text gets it in Telegram as several messages, and all of them are corrected and withdrawn.</summary>
public sealed class LongTextTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;
    private ChatHandle _person = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
        _person = _telegram.CreatePrivateChat("小林", started: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Theory]
    [InlineData(200, 3)]
    [InlineData(1000, 5)]
    public async Task Each_paragraph_arrives_once_and_in_order_and_after_the_fifth_message_a_link_leads_on(int paragraphs, int messages)
    {
        await SendAsync(Article(paragraphs));
        var all = _person.BotMessages;
        Assert.Equal(Enumerable.Range(1, messages).Select(n => $"{n}/{messages}"), all.Select(m => Array.Find(m.Text.Split('\n'), l => l.EndsWith($"/{messages}", StringComparison.Ordinal))));
        var shown = all.SelectMany(m => m.Text.Split('\n')).Where(l => l.StartsWith('第')).Select(l => l.Split('段')[0]).ToList();
        Assert.Equal(Enumerable.Range(1, shown.Count).Select(n => $"第{n}"), shown);
        Assert.Equal(paragraphs == 200, shown.Count == paragraphs);
        Assert.Equal(paragraphs == 200, !all[^1].Entities.Any(e => e.Url == "https://feeds.example/article/1"));
        Assert.All(all.Skip(1), m => Assert.Equal((true, all[0].MessageId, 0), (m.IsSilent, m.ReplyTo, m.Buttons.Count)));
        Assert.Contains("济宁新闻网", all[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_chose_the_full_text_gets_it_and_a_length_keeps_it_in_one_message()
    {
        await SendAsync(Article(200) with { Format = MessageFormat.Usual });
        await SendAsync(Article(200) with { Format = new MessageFormat { Text = TextAmount.Full, Length = 3000 } });
        await SendAsync(Article(3));
        await SendAsync(AlertSamples.Missing() with { Text = Article(200).Text, HasFullText = true });
        // Of a part whose answer is lost nobody knows the number, and then the person in it could not be taken away.
        await SendAsync(Article(200) with { Priority = Priority.Urgent });
        await SendAsync(Article(200) with { SeeksPerson = true });
        Assert.Equal(6, _person.BotMessages.Count);
    }

    [Fact]
    public async Task A_part_that_can_no_longer_be_edited_leaves_one_message_with_a_button_and_no_new_one()
    {
        var sent = await SendAsync(Article(200));
        _telegram.Fail("editMessageText", Fault.Error(400, "Bad Request: message can't be edited"), 1);
        await EditAsync(sent, Article(200, "改") with { Kind = AlertKind.Corrected });
        var left = Assert.Single(_person.BotMessages);
        Assert.Contains("改", left.Text, StringComparison.Ordinal);
        Assert.Contains(left.Buttons.SelectMany(row => row), b => b.Text == "看全文");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_correction_changes_all_parts_and_a_withdrawal_leaves_none_also_where_deleting_is_not_allowed(bool mayDelete)
    {
        var sent = await SendAsync(Article(200));
        if (!mayDelete)
            _telegram.Fail("deleteMessage", Fault.Error(400, "Bad Request: message can't be deleted"), 9);
        // One part fewer, then one more than were sent: what is missing is behind the link.
        await EditAsync(sent, Article(120, "改") with { Kind = AlertKind.Corrected });
        Assert.All(_person.BotMessages.Take(2), m => Assert.Contains("改", m.Text, StringComparison.Ordinal));
        Assert.Equal(mayDelete ? 2 : 3, _person.BotMessages.Count);
        Assert.DoesNotContain("段", _person.BotMessages.ElementAtOrDefault(2)?.Text ?? "", StringComparison.Ordinal);

        await EditAsync(sent, Article(1000, "再改") with { Kind = AlertKind.Corrected });
        await EditAsync(sent, Article(200) with { Kind = AlertKind.Withdrawn });
        Assert.DoesNotContain(_person.BotMessages, m => m.Text.Contains('段', StringComparison.Ordinal));
        Assert.Contains("⛔", _person.BotMessages[0].Text, StringComparison.Ordinal);

        // What was deleted does not come back, so the message must not say that it is one of three.
        await EditAsync(sent, Article(200) with { Kind = AlertKind.Restored });
        Assert.Equal(mayDelete ? (1, false) : (3, true), (_person.BotMessages.Count, _person.BotMessages[0].Text.Contains("1/3", StringComparison.Ordinal)));
        Assert.Equal(mayDelete, _person.BotMessages[0].Buttons.SelectMany(row => row).Any(b => b.Text == "看全文"));
    }

    [Fact]
    public async Task An_edit_that_stops_in_the_middle_is_repeated_without_harm()
    {
        var sent = await SendAsync(Article(200));
        var (platform, chat) = (_app.Platform("telegram"), Address);
        _telegram.Fail("editMessageText", Fault.Error(429, "Too Many Requests: retry after 5"), 1);
        Assert.IsType<SendResult.Throttled>(await platform.EditAsync(chat, sent, Article(200, "改") with { Kind = AlertKind.Corrected }, ChatApp.Cancel));
        await EditAsync(sent, Article(200, "改") with { Kind = AlertKind.Corrected });
        Assert.Equal(3, _person.BotMessages.Count(m => m.Text.Contains('改', StringComparison.Ordinal)));
    }

    private static AlertMessage Article(int paragraphs, string mark = "") => AlertSamples.Ordinary() with
    {
        Text = string.Join('\n', Enumerable.Range(1, paragraphs).Select(n => $"第{n}段{mark}：请附近居民提前做好准备，并互相转告，具体时间以现场公告为准，如有变化另行通知。")),
        HasFullText = true,
        PageUrl = "https://feeds.example/article/1",
        Format = new MessageFormat { Text = TextAmount.Full },
    };

    private ChatAddress Address => new("telegram", "110201543", _person.Id.ToString(CultureInfo.InvariantCulture));

    private Task<string> SendAsync(AlertMessage alert) => _app.Platform("telegram").SendInPartsAsync(Address, alert, ChatApp.Cancel);

    private async Task EditAsync(string id, AlertMessage alert) =>
        Assert.Equal(id, Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").EditAsync(Address, id, alert, ChatApp.Cancel)).MessageId);
}
