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

/// <summary>All pictures of an article follow below its message by choice, and no refusal keeps the words away.</summary>
public sealed class AlbumTests : IAsyncLifetime
{
    private static readonly string[] Pictures = ["https://portal.example/2.jpg", "https://portal.example/3.jpg", "https://portal.example/4.jpg"];

    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    private static AlertMessage Article(PictureAmount amount = PictureAmount.Album) => AlertSamples.Ordinary() with
    {
        ImageUrl = "https://portal.example/1.jpg", Pictures = Pictures, Format = new MessageFormat { Pictures = amount },
    };

    [Fact]
    public async Task The_first_picture_stands_with_the_words_and_the_others_follow_as_a_silent_album()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        await SendAsync(person, Article());
        Assert.Equal(["https://portal.example/1.jpg", .. Pictures], person.BotMessages.Select(m => m.Photo));
        Assert.Contains("延时服务", person.BotMessages[0].Text, StringComparison.Ordinal);
        Assert.Single(person.BotMessages.Skip(1).Select(m => m.AlbumId).Distinct());
        Assert.All(person.BotMessages.Skip(1), m => Assert.True(m.IsSilent));
    }

    [Fact]
    public async Task Who_wants_one_picture_gets_one()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        await SendAsync(person, Article(PictureAmount.One));
        Assert.Single(person.BotMessages);
    }

    [Fact]
    public async Task An_album_that_is_refused_comes_picture_by_picture_without_the_bad_one()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMediaGroup", Fault.Error(400, "Bad Request: failed to get HTTP URL content"));
        await SendAsync(person, Article() with { Pictures = [Pictures[0], "https://portal.example/3.svg", Pictures[2]] });
        Assert.Equal(["https://portal.example/1.jpg", Pictures[0], Pictures[2]], person.BotMessages.Select(m => m.Photo));
    }

    [Theory]
    [InlineData(429, "Too Many Requests: retry after 5")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(400, "Bad Request: not enough rights to send photos to the chat")]
    public async Task Whatever_happens_to_the_album_the_words_are_sent_once(int code, string reason)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMediaGroup", Fault.Error(code, reason));
        await SendAsync(person, Article());
        Assert.Single(person.BotMessages, m => m.Text.Contains("延时服务", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_pictures_go_with_a_message_that_is_withdrawn_also_where_deleting_is_not_allowed(bool mayDelete)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = await SendAsync(person, Article());
        await EditAsync(person, sent, Article() with { Kind = AlertKind.Corrected });
        Assert.Equal(4, person.BotMessages.Count);

        if (!mayDelete)
            _telegram.Fail("deleteMessage", Fault.Error(400, "Bad Request: message can't be deleted"), 9);
        await EditAsync(person, sent, Article() with { Kind = AlertKind.Withdrawn });
        Assert.DoesNotContain(person.BotMessages, m => Pictures.Contains(m.Photo));
    }

    [Fact]
    public async Task What_was_sent_before_a_fault_is_known_and_goes_with_its_message()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        // The message and two pictures arrive, and the third picture does not.
        _telegram.Fail("sendMediaGroup", Fault.Error(400, "Bad Request: failed to get HTTP URL content"));
        _telegram.Fail("sendPhoto", Fault.Slow(TimeSpan.Zero), 3);
        _telegram.Fail("sendPhoto", Fault.TooManyRequests(5));
        var sent = await SendAsync(person, Article());
        Assert.Equal(["https://portal.example/1.jpg", Pictures[0], Pictures[1]], person.BotMessages.Select(m => m.Photo));

        await EditAsync(person, sent, Article() with { Kind = AlertKind.Withdrawn });
        Assert.DoesNotContain(person.BotMessages, m => Pictures.Contains(m.Photo));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    public async Task Pictures_that_cannot_be_removed_now_are_removed_at_the_next_attempt(int code)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = await SendAsync(person, Article());
        _telegram.Fail("deleteMessage", code == 429 ? Fault.TooManyRequests(5) : Fault.BadGatewayHtml);
        var withdrawn = Article() with { Kind = AlertKind.Withdrawn };

        var result = await _app.Platform("telegram").EditAsync(AddressOf(person), sent, withdrawn, ChatApp.Cancel);
        Assert.True(code == 429 ? result is SendResult.Throttled : result is SendResult.Unknown, result.ToString());
        await EditAsync(person, sent, withdrawn);
        Assert.DoesNotContain(person.BotMessages, m => Pictures.Contains(m.Photo));
    }

    [Fact]
    public async Task A_person_sought_is_in_one_picture_with_the_words_because_the_answer_to_an_album_may_be_lost()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        await SendAsync(person, Article() with { Priority = FeedBot.Catalogue.Priority.Urgent });
        await SendAsync(person, Article() with { SeeksPerson = true });
        Assert.Equal(2, person.BotMessages.Count);
        Assert.All(person.BotMessages, m => Assert.Equal("https://portal.example/1.jpg", m.Photo));
    }

    [Fact]
    public async Task Video_comes_in_the_album_and_audio_beside_it_and_what_is_refused_becomes_a_link()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        AlertMedia[] media = [new(MediaKind.Video, "https://portal.example/a.mp4"), new(MediaKind.Audio, "https://portal.example/b.mp3")];
        var sent = await SendAsync(person, Article() with { Media = media });
        Assert.Equal([.. Pictures, media[0].Url, media[1].Url], person.BotMessages.Skip(1).Select(m => m.Photo ?? m.Media));
        Assert.Single(person.BotMessages.Skip(1).SkipLast(1).Select(m => m.AlbumId).Distinct());
        await EditAsync(person, sent, Article() with { Kind = AlertKind.Withdrawn });
        Assert.DoesNotContain(person.BotMessages, m => m.Photo is not null || m.Media is not null);

        // Too big, and not what its type says.
        var other = _telegram.CreatePrivateChat("小周", started: true);
        AlertMedia[] refused = [new(MediaKind.Video, "https://portal.example/a.mp4?bytes=30000000"), new(MediaKind.Audio, "https://portal.example/b.html")];
        await SendAsync(other, Article() with { Media = refused });
        Assert.Equal(Pictures, other.BotMessages.Select(m => m.Photo).Skip(1).OfType<string>());
        Assert.Equal(refused.Select(m => m.Url), other.BotMessages.TakeLast(2).Select(m => m.Text.Split(' ')[1]));
        await SendAsync(other, Article(PictureAmount.One) with { Media = media });
        Assert.DoesNotContain(other.BotMessages, m => m.Media is not null);
    }

    private static ChatAddress AddressOf(ChatHandle chat) => new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture));

    private async Task<string> SendAsync(ChatHandle chat, AlertMessage alert) =>
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").SendAsync(AddressOf(chat), alert, ChatApp.Cancel)).MessageId;

    private async Task EditAsync(ChatHandle chat, string id, AlertMessage alert) =>
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").EditAsync(AddressOf(chat), id, alert, ChatApp.Cancel));
}
