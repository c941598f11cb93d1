// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests a bot to which Telegram pushes, against an emulator that pushes and repeats as Telegram does.</summary>
public sealed class TelegramWebhookTests : IAsyncLifetime
{
    private const string Account = "110201543";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(20) };
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await StartAsync(_telegram, true);
        await _telegram.WaitForCallAsync(call => call.Method == "setWebhook", Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
        _http.Dispose();
        Assert.DoesNotContain(_app.Log, line => line.Contains(_telegram.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_are_answered_and_nobody_polls()
    {
        var person = _telegram.CreatePrivateChat("小林");
        person.SendCommand("start");
        await person.WaitForTextAsync("欢迎");
        await person.WaitForAnswerAsync(person.Press("健康"));
        Assert.Equal(["health"], await _app.FollowedAsync(new("telegram", Account, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        var set = _telegram.Ledger.Single(call => call.Method == "setWebhook").Parameters!;
        Assert.EndsWith("/telegram/110201543", set["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_-]{40,256}$", set["secret_token"]!.GetValue<string>());
        Assert.DoesNotContain("DEMO", set["secret_token"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(_telegram.Ledger, call => call.Method == "getUpdates");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("110201543:DEMO")]
    [InlineData("almost")]
    public async Task Without_the_secret_nothing_is_taken(string? secret)
    {
        var stated = secret == "almost" ? Secret[..^1] : secret;
        Assert.Equal(HttpStatusCode.Forbidden, await PushAsync(Help(900_000_001, 77), stated));
        Assert.Equal(HttpStatusCode.NotFound, await PushAsync(Help(900_000_001, 77), Secret, "999"));
        Assert.DoesNotContain(_telegram.Ledger, call => call.Method == "sendMessage");
    }

    [Fact]
    public async Task An_update_that_is_pushed_again_is_answered_once()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await PushAsync(Help(900_000_001, person.Id), Secret));
        Assert.Equal(HttpStatusCode.OK, await PushAsync(Text(900_000_002, person.Id, "/list"), Secret));
        await person.WaitForTextAsync("还没有关注");
        Assert.Single(person.BotMessages, message => message.Text.Contains("可以这样用", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"update_id":900000001,"message":{"message_id":"x","chat":7,"text":"/help"}}""", "update 900000001 cannot be read")]
    [InlineData("""{"update_id":900000001,"callback_query":{"id":5}}""", "update 900000001 cannot be read")]
    [InlineData("not json", "that is no update")]
    [InlineData("[]", "that is no update")]
    [InlineData("""{"update_id":99999999999999,"message":{}}""", "that is no update")]
    public async Task A_poison_update_is_skipped_and_named_and_not_asked_for_again(string poison, string words)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        Assert.Equal(HttpStatusCode.OK, await PushAsync(poison, Secret));
        Assert.Equal(HttpStatusCode.OK, await PushAsync(Help(900_000_002, person.Id), Secret));
        await person.WaitForTextAsync("可以这样用");
        Assert.Contains(_app.Log, line => line.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_node_must_answer_is_kept_for_it()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var lanes = _app.Services.GetRequiredService<LaneBoard>();
        lanes.Report("telegram", Account, LaneState.Elsewhere, null);
        Assert.Equal(HttpStatusCode.OK, await PushAsync(Help(900_000_001, person.Id), Secret));
        var waiting = await _app.AskAsync<UpdateInbox, IReadOnlyList<WaitingUpdate>>(inbox => inbox.BeginAsync("telegram", Account, 9, ChatApp.Cancel));
        Assert.Equal(900_000_001, Assert.Single(waiting).Number);
        Assert.Empty(person.BotMessages);

        lanes.Report("telegram", Account, LaneState.Waiting, null);
        await UntilAsync(() => person.BotMessages.Any(message => message.Text.Contains("可以这样用", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_update_that_never_ends_is_skipped_after_a_few_tries()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var lanes = _app.Services.GetRequiredService<LaneBoard>();
        lanes.Report("telegram", Account, LaneState.Elsewhere, null);
        await PushAsync(Help(900_000_001, person.Id), Secret);
        // As if the process had died each time.
        for (var i = 0; i < 3; i++)
            await _app.AskAsync<UpdateInbox, IReadOnlyList<WaitingUpdate>>(inbox => inbox.BeginAsync("telegram", Account, 9, ChatApp.Cancel));
        await PushAsync(Text(900_000_002, person.Id, "/list"), Secret);
        lanes.Report("telegram", Account, LaneState.Waiting, null);

        await UntilAsync(() => person.BotMessages.Any(message => message.Text.Contains("还没有关注", StringComparison.Ordinal)));
        Assert.Single(person.BotMessages);
        Assert.Contains(_app.Log, line => line.Contains("900000001 was begun several times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_that_somebody_removes_or_moves_is_named_and_set_again()
    {
        var status = _app.Services.GetRequiredService<TelegramStatus>();
        foreach (var (method, body, words) in new[]
        {
            ("deleteWebhook", "{}", "another program removed the webhook of @feedbot_demo_bot"),
            ("setWebhook", """{"url":"http://127.0.0.1:9/secret-path"}""", "another program set the webhook of @feedbot_demo_bot (110201543) to 127.0.0.1:9"),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(new Uri(_telegram.BaseUrl, $"/bot{_telegram.Token}/{method}"), content, ChatApp.Cancel);
            Assert.True(response.IsSuccessStatusCode);
            var sets = _telegram.Ledger.Count(call => call.Method == "setWebhook");
            await Eventually.TrueAsync(() =>
            {
                _time.Advance(TimeSpan.FromSeconds(20));
                return _telegram.Ledger.Count(call => call.Method == "setWebhook") > sets;
            });
            await Eventually.TrueAsync(() => _app.Log.Any(line => line.Contains(words, StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(_app.Log, line => line.Contains("secret-path", StringComparison.Ordinal));
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            return status is { IsContested: false, Problem: null };
        });
    }

    [Theory]
    [InlineData("https://feeds.example/telegram/1", true)]
    [InlineData("https://feeds.example:8443/telegram/1", true)]
    [InlineData("https://feeds.example:9443/telegram/1", false)]
    [InlineData("http://feeds.example/telegram/1", false)]
    public void Telegram_pushes_only_to_https_and_four_ports(string url, bool accepted) =>
        Assert.Equal(accepted, TelegramWebhookKeeper.IsPublic(url));

    [Fact]
    public async Task A_bot_that_polls_has_no_webhook_and_removes_one_that_this_service_left()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        var port = FreePort();
        await using (await StartAsync(telegram, true, port))
            await telegram.WaitForCallAsync(call => call.Method == "setWebhook", Eventually.Patience);
        await using var polling = await StartAsync(telegram, false, port);
        var person = telegram.CreatePrivateChat("小林");
        person.SendCommand("start");
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return person.BotMessages.Any(message => message.Text.Contains("欢迎", StringComparison.Ordinal));
        });
        Assert.Contains(polling.Log, line => line.Contains("The webhook of @feedbot_demo_bot (110201543) was left", StringComparison.Ordinal));
        using var response = await _http.PostAsync(new Uri(polling.BaseUrl, "/telegram/110201543"), new StringContent("{}"), ChatApp.Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task What_was_pushed_before_is_answered_by_a_bot_that_polls_now()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        var person = telegram.CreatePrivateChat("小林", started: true);
        await using var polling = await StartAsync(
            telegram, false, null, app => app.AskAsync<UpdateInbox, UpdateArrival>(async inbox =>
            {
                await inbox.AddAsync("telegram", Account, 900_000_001, Text(900_000_001, person.Id, "/help"), ChatApp.Cancel);
                return await inbox.AddAsync("telegram", Account, 900_000_002, Text(900_000_002, person.Id, "/list"), ChatApp.Cancel);
            }));

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return person.BotMessages.Any(message => message.Text.Contains("还没有关注", StringComparison.Ordinal));
        });
        Assert.Single(person.BotMessages, message => message.Text.Contains("可以这样用", StringComparison.Ordinal));
        // An update ends after its answer was sent.
        await Eventually.TrueAsync(() => polling.AskAsync<AlertsDb, bool>(async db => !await db.ReceivedUpdates.AnyAsync(update => update.Text != null, ChatApp.Cancel)));
    }

    [Fact]
    public async Task A_webhook_of_somebody_else_and_a_second_poller_are_reported_by_name()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        await using var polling = await StartAsync(telegram, false);
        await telegram.WaitForPollAsync(Eventually.Patience);
        foreach (var (path, body, words) in new[]
        {
            ("getUpdates", """{"timeout":0}""", "another program polls for @feedbot_demo_bot (110201543)"),
            ("setWebhook", """{"url":"http://127.0.0.1:9/secret-path"}""", "a webhook at 127.0.0.1:9 receives for @feedbot_demo_bot (110201543)"),
        })
        {
            await telegram.WaitForPollAsync(Eventually.Patience);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(new Uri(telegram.BaseUrl, $"/bot{telegram.Token}/{path}"), content, ChatApp.Cancel);
            await Eventually.TrueAsync(() =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return polling.Log.Any(line => line.Contains(words, StringComparison.Ordinal));
            });
        }

        Assert.True(polling.Services.GetRequiredService<TelegramStatus>().IsContested);
        Assert.DoesNotContain(polling.Log, line => line.Contains("secret-path", StringComparison.Ordinal));
        Assert.Single(polling.Log, line => line.StartsWith("Error The messages of people do not reach the bot: a webhook", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Meeting_another_poller_again_and_again_is_a_fault_whatever_answers_come_between()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        await using var polling = await StartAsync(telegram, false);
        var status = polling.Services.GetRequiredService<TelegramStatus>();
        for (var meeting = 1; meeting <= 3; meeting++)
        {
            await MeetAsync(telegram);
            await UntilAsync(() => polling.Log.Count(line => line.Contains("another program polls", StringComparison.Ordinal)) >= meeting);
            Assert.False(status.IsContested);
            Assert.DoesNotContain(polling.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
            await UntilAsync(() => status.Problem is null);
        }

        await MeetAsync(telegram);
        await UntilAsync(() => polling.Log.Any(
            line => line.StartsWith("Error The messages of people do not reach the bot: another program polls", StringComparison.Ordinal)));
        Assert.True(status.IsContested);
    }

    private async Task MeetAsync(TelegramEmulatorServer telegram)
    {
        await telegram.WaitForPollAsync(Eventually.Patience);
        using var content = new StringContent("""{"timeout":0}""", Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(telegram.BaseUrl, $"/bot{telegram.Token}/getUpdates"), content, ChatApp.Cancel);
    }

    private Task UntilAsync(Func<bool> isSo) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return isSo();
    });

    private string Secret => _app.Services.GetRequiredService<TelegramWebhook>().Secret;

    private static string Help(int number, long chat) => Text(number, chat, "/help");

    private static string Text(int number, long chat, string text) =>
        $$"""{"update_id":{{number}},"message":{"message_id":{{number % 1000}},"date":1700000000,"chat":{"id":{{chat}},"type":"private"},"from":{"id":{{chat}},"is_bot":false,"first_name":"A","language_code":"zh"},"text":"{{text}}"} }""";

    private async Task<HttpStatusCode> PushAsync(string body, string? secret, string account = Account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.BaseUrl, "/telegram/" + account)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        using var response = await _http.SendAsync(request, ChatApp.Cancel);
        return response.StatusCode;
    }

    private Task<ChatApp> StartAsync(TelegramEmulatorServer telegram, bool webhook, int? port = null, Func<ChatApp, Task>? before = null)
    {
        var own = port ?? FreePort();
        return ChatApp.StartAsync(
            own, [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()), ("Telegram:Webhook", webhook.ToString())],
            _time, new SourceCatalogue { Site = new Site { BaseUrl = $"http://127.0.0.1:{own}" } }, before);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
