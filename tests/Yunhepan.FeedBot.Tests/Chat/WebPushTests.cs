using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Notifications of the web chat by Web Push, against a push service that checks every rule.</summary>
public sealed class WebPushTests : IAsyncLifetime
{
    // At nine in the evening in Beijing.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 13, 0, 0, TimeSpan.Zero));

    private ChatApp _app = null!;
    private PushServiceEndpoint _service = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ChatApp.StartAsync(0, [], _time);
        _service = await PushServiceEndpoint.StartAsync(_time);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_service.Violations);
        await _app.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task An_alert_reaches_the_device_encrypted_signed_and_says_what_the_chat_says()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Missing());
        await SendAsync(visitor, AlertSamples.Ordinary());
        await SendAsync(visitor, AlertSamples.Ordinary() with { IsSilent = true, Title = "静静的一条" });
        // What a person asks for is no news.
        await visitor.SayAsync("/help");

        await PushAsync();

        Assert.Equal(
            [("high", 3 * 86400), ("normal", 86400), ("low", 43200)],
            browser.Received.Select(push => (push.Urgency, (int)push.Lives)));
        var urgent = browser.Received[0];
        Assert.Equal("紧急 · 寻人：七旬老人今晨在运河公园走失", urgent.Title);
        Assert.Contains("灰色外套", urgent.Text, StringComparison.Ordinal);
        Assert.True(urgent.Is("isUrgent"));
        Assert.False(urgent.Is("isSilent"));
        Assert.True(browser.Received[2].Is("isSilent"));
        Assert.Equal(3, browser.Received.Select(push => push.Topic).Distinct().Count());
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("sound", 2)]
    [InlineData("urgent", 1)]
    public async Task A_device_is_told_of_what_its_person_chose(string level, int count)
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, level);
        await SendAsync(visitor, AlertSamples.Missing());
        await SendAsync(visitor, AlertSamples.Ordinary());
        await SendAsync(visitor, AlertSamples.Ordinary() with { IsSilent = true });

        await PushAsync();

        Assert.Equal(count, browser.Received.Count);
    }

    [Fact]
    public async Task A_correction_replaces_the_notification_and_a_withdrawal_takes_it_away_without_repeating_it()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "urgent");
        var id = await SendAsync(visitor, AlertSamples.Missing());
        await EditAsync(visitor, id, AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["灰色外套 → 蓝色外套"] });
        await PushAsync();
        await EditAsync(visitor, id, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn });
        await PushAsync();

        var (corrected, withdrawn) = (browser.Received[^2], browser.Received[^1]);
        Assert.Contains("更正", corrected.Title, StringComparison.Ordinal);
        Assert.Contains("蓝色外套", corrected.Text, StringComparison.Ordinal);
        Assert.True(withdrawn.Is("isOver"));
        Assert.DoesNotContain("老人", withdrawn.Body.ToString(), StringComparison.Ordinal);
        Assert.All(browser.Received, push => Assert.Equal((long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), "high"), (push.Id, push.Urgency)));
        // A device that was off all the time is told only of the end.
        Assert.True(Assert.Single(browser.Waiting).Is("isOver"));
    }

    [Fact]
    public async Task That_a_child_was_found_is_told_whatever_the_device_heard_before_and_names_nobody()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "urgent");
        var id = await SendAsync(visitor, AlertSamples.Missing());
        var found = AlertSamples.Missing() with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };
        await EditAsync(visitor, id, found);
        await _app.Platform("web").AnnounceAsync(visitor.Address, id, found, ChatApp.Cancel);

        await PushAsync();

        var waiting = browser.Waiting;
        Assert.Equal([true, false], waiting.Select(push => push.Is("isOver")));
        Assert.Contains("找到", waiting[1].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_that_changes_a_message_rings_no_device_again()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        var id = long.Parse(await SendAsync(visitor, AlertSamples.Missing()), System.Globalization.CultureInfo.InvariantCulture);
        await PushAsync();
        await visitor.PressAsync("less 1", id);
        await visitor.SayAsync("/list");
        await EditAsync(visitor, $"{id}", AlertSamples.Missing() with { Kind = AlertKind.AlsoAt, AlsoAt = [new("另一家", null)] });

        await PushAsync();

        Assert.Single(browser.Received);
    }

    [Fact]
    public async Task A_new_device_is_told_nothing_of_what_was_there_before_not_even_its_corrections()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var id = await SendAsync(visitor, AlertSamples.Missing());
        var browser = await SubscribeAsync(visitor, "all");
        await EditAsync(visitor, id, AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["x"] });
        await PushAsync();
        Assert.Empty(browser.Received);

        await SendAsync(visitor, AlertSamples.Ordinary() with { Title = "新的" });
        await PushAsync();
        Assert.Equal("新的", Assert.Single(browser.Received).Title);
    }

    [Theory]
    [InlineData("免打扰 20:00-7:00", false, true)]
    [InlineData("免打扰 20:00-7:00", true, false)]
    [InlineData("/silent on", true, true)]
    [InlineData("/mute 2小时", true, true)]
    [InlineData("免打扰 8:00-9:00", false, false)]
    public async Task A_device_that_hears_late_keeps_the_silence_that_is_wanted_now(string wish, bool isUrgent, bool isSilent)
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await visitor.SayAsync("/zone Asia/Shanghai");
        var browser = await SubscribeAsync(visitor, "all");
        // It was sent when it could sound; the push service was not there.
        browser.Before = Answer(503);
        await SendAsync(visitor, isUrgent ? AlertSamples.Missing() : AlertSamples.Ordinary());
        await PushAsync();
        await visitor.SayAsync(wish);
        browser.Before = null;
        _time.Advance(TimeSpan.FromMinutes(2));

        await PushAsync();

        Assert.Equal(isSilent, Assert.Single(browser.Received).Is("isSilent"));
    }

    [Fact]
    public async Task A_device_without_a_network_learns_the_coming_quiet_hours()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await visitor.SayAsync("/zone Asia/Shanghai");
        await visitor.SayAsync("免打扰 22:00-7:00");
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Ordinary());
        await SendAsync(visitor, AlertSamples.Missing());

        await PushAsync();

        var (ordinary, urgent) = (browser.Received[0], browser.Received[1]);
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 14, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), ordinary.Body.GetProperty("quietFrom").GetInt64());
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), ordinary.Body.GetProperty("quietTo").GetInt64());
        Assert.False(urgent.Body.TryGetProperty("quietFrom", out _));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_device_that_is_gone_is_forgotten_and_asked_no_more(int status)
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        browser.Before = Answer(status);
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();
        var asked = _service.Requests;
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();

        Assert.Equal(asked, _service.Requests);
        Assert.Empty(await DevicesAsync());
    }

    [Fact]
    public async Task A_push_service_that_asks_for_a_wait_gets_it_and_the_alert_comes_then()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        browser.Before = Answer(429, ("Retry-After", "600"));
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();
        browser.Before = null;
        _time.Advance(TimeSpan.FromMinutes(9));
        await PushAsync();
        Assert.Empty(browser.Received);

        _time.Advance(TimeSpan.FromMinutes(2));
        await PushAsync();

        Assert.Single(browser.Received);
        Assert.Equal(2, _service.Requests);
    }

    [Fact]
    public async Task A_wait_without_end_is_no_reason_to_lose_the_alert()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        browser.Before = Answer(503, ("Retry-After", "99999999999"));
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();
        browser.Before = null;
        _time.Advance(TimeSpan.FromHours(7));

        await PushAsync();

        Assert.Single(browser.Received);
    }

    [Fact]
    public async Task A_push_service_that_takes_little_gets_the_title_alone()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        browser.MaxBody = 800;
        await SendAsync(visitor, AlertSamples.Missing() with { Title = new string('长', 150), Summary = new string('文', 300) });
        await PushAsync();

        var push = Assert.Single(browser.Received);
        Assert.Equal("", push.Text);
        Assert.StartsWith("紧急 · 长长", push.Title, StringComparison.Ordinal);

        // One that takes nothing gets the next one all the same.
        browser.MaxBody = 10;
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();
        browser.MaxBody = 4096;
        await SendAsync(visitor, AlertSamples.Ordinary());
        await PushAsync();
        Assert.Equal(2, browser.Received.Count);
    }

    [Fact]
    public async Task The_longest_alert_fits_into_what_every_push_service_takes()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Missing() with
        {
            Title = string.Concat(Enumerable.Repeat("𠮷", 300)), Summary = string.Concat(Enumerable.Repeat("\"\\<𠮷>", 900)), Kind = AlertKind.Corrected,
            Changes = [.. Enumerable.Repeat(new string('改', 200), 9)],
        });

        await PushAsync();

        Assert.InRange(Assert.Single(browser.Received).Bytes, 1000, 4096);
    }

    [Fact]
    public async Task What_was_not_recorded_before_a_kill_is_pushed_again_and_nothing_is_lost()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Missing());
        using (var killed = new CancellationTokenSource())
        {
            // The process dies after the push service has accepted, before that is recorded.
            browser.Before = async http =>
            {
                await killed.CancelAsync();
                return false;
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Services.GetRequiredService<WebPusher>().PushAsync(false, killed.Token));
        }

        browser.Before = null;
        await Eventually.TrueAsync(() => browser.Received.Count == 1);
        await PushAsync();
        Assert.Single(browser.Received);

        _time.Advance(TimeSpan.FromMinutes(3));
        await PushAsync();

        // The same topic and the same version: the device knows it.
        Assert.Equal(2, browser.Received.Count);
        Assert.Single(browser.Waiting);
        Assert.Equal(browser.Received[0].Body.GetProperty("version").GetInt64(), browser.Received[1].Body.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Two_nodes_push_an_alert_once()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Missing());
        var pusher = _app.Services.GetRequiredService<WebPusher>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pusher.PushAsync(false, ChatApp.Cancel)));

        Assert.Single(browser.Received);
    }

    [Fact]
    public async Task An_address_that_takes_nothing_is_given_up_after_two_days_and_not_in_an_outage()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var known = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Ordinary());
        await PushAsync();
        var stranger = await SubscribeAsync(visitor, "all");
        stranger.Before = known.Before = Answer(403);
        await SendAsync(visitor, AlertSamples.Missing());
        var turns = 0;
        for (; turns < 40; turns++)
        {
            await PushAsync();
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, (await DevicesAsync()).Count);
        for (; turns < 200 && (await DevicesAsync()).Count > 0; turns++)
        {
            await PushAsync();
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.InRange(turns, 48, 60);
    }

    [Fact]
    public async Task A_device_that_was_idle_for_days_survives_two_bad_days_and_gets_the_alert()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Ordinary());
        await PushAsync();
        _time.Advance(TimeSpan.FromDays(5));
        browser.Before = Answer(503);
        await SendAsync(visitor, AlertSamples.Missing());
        for (var minutes = 0; minutes < 48 * 60; minutes += 20)
        {
            await PushAsync();
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        browser.Before = null;
        _time.Advance(TimeSpan.FromHours(1));
        await PushAsync();

        Assert.Equal(2, browser.Received.Count);
    }

    [Fact]
    public async Task What_no_longer_holds_when_the_device_can_be_reached_is_not_pushed()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var browser = await SubscribeAsync(visitor, "all");
        await SendUntilAsync(visitor, _time.GetUtcNow().AddHours(2));
        await PushAsync();
        Assert.Equal(2 * 3600, Assert.Single(browser.Received).Lives);
        Assert.Equal(_time.GetUtcNow().AddHours(2).ToUnixTimeMilliseconds(), browser.Received[0].Body.GetProperty("holdsUntil").GetInt64());

        browser.Before = Answer(503);
        var id = await SendUntilAsync(visitor, _time.GetUtcNow().AddHours(2));
        await PushAsync();
        browser.Before = null;
        _time.Advance(TimeSpan.FromHours(3));
        await PushAsync();
        Assert.Single(browser.Received);

        // What takes it back is told whatever the time: another device may show it.
        await EditAsync(visitor, id, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn });
        await PushAsync();
        Assert.True(browser.Received[^1].Is("isOver"));
    }

    [Fact]
    public async Task The_key_is_made_once_and_stays()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var first = await KeyAsync(visitor);
        using var other = await WebVisitor.BeginAsync(_app);

        Assert.Equal(first, await KeyAsync(other));
        using var fresh = new FeedBot.Chat.Push.VapidKeys(_app.Services.GetRequiredService<IServiceScopeFactory>());
        Assert.Equal(first, (await fresh.GetAsync(ChatApp.Cancel)).PublicKey);
        _service.ServerKey = first;
        var browser = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Missing());
        await PushAsync();
        Assert.Single(browser.Received);
    }

    [Fact]
    public async Task Strangers_subscribe_nobody_and_what_is_no_subscription_is_refused()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        using var thief = await WebVisitor.BeginAsync(_app);
        using var nobody = WebVisitor.Without(_app);
        var browser = _service.Subscribe();
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.PostAsync("/chat/push", browser.Subscription()));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.PostAsync("/chat/push", browser.Subscription(), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.OK, await visitor.PostAsync("/chat/push", browser.Subscription("all")));
        var good = Key(browser.Key);
        foreach (var odd in new object[]
        {
            new { endpoint = "http://10.0.0.1/x", key = good, secret = Key(browser.Secret) }, new { endpoint = browser.Endpoint, key = Key(new byte[65]), secret = Key(browser.Secret) },
            new { endpoint = browser.Endpoint, key = Key(new byte[100_0]), secret = Key(browser.Secret) }, new { endpoint = browser.Endpoint, key = good, secret = "AAAA" },
            new { endpoint = browser.Endpoint, key = good, secret = Key(browser.Secret), level = "loud" }, new { endpoint = (string?)null }, new { key = "!!" }, new[] { 1 },
        })
            Assert.Equal(HttpStatusCode.BadRequest, await visitor.PostAsync("/chat/push", odd));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await visitor.PostAsync("/chat/push", new { endpoint = browser.Endpoint, key = new string('A', 10_000) }));

        // Whoever knows the address alone neither takes the device nor ends its subscription.
        Assert.Equal(HttpStatusCode.Conflict, await thief.PostAsync("/chat/push", new { endpoint = browser.Endpoint, key = good, secret = Key(new byte[16]) }));
        Assert.Equal(HttpStatusCode.NoContent, await thief.PostAsync("/chat/push/off", new { endpoint = browser.Endpoint }));
        Assert.Single(await DevicesAsync());
        Assert.Equal(HttpStatusCode.NoContent, await visitor.PostAsync("/chat/push/off", new { endpoint = browser.Endpoint }));
        Assert.Empty(await DevicesAsync());
    }

    [Fact]
    public async Task One_chat_has_few_devices_and_one_client_subscribes_only_so_often()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        List<PushServiceEndpoint.Browser> all = [];
        for (var i = 0; i < 12; i++)
            all.Add(await SubscribeAsync(visitor, "all"));
        Assert.Equal(all.TakeLast(8).Select(b => b.Endpoint), (await DevicesAsync()).OrderBy(d => d.Id).Select(d => d.Endpoint));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
            answers.Add(await visitor.PostAsync("/chat/push", all[^1].Subscription()));

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(8, (await DevicesAsync()).Count);
    }

    [Theory]
    [InlineData("推送 紧急", "只有紧急消息", "urgent")]
    [InlineData("/push sound", "会响的消息", "sound")]
    [InlineData("系统通知 全部", "全部消息", "all")]
    public async Task A_person_chooses_by_words_too(string words, string says, string level)
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await using var page = await visitor.OpenAsync();
        await page.NextAsync();
        await visitor.SayAsync("/push");
        await page.NextAsync();
        Assert.Contains("还没有设备", (await page.NextAsync()).Text, StringComparison.Ordinal);
        var browser = await SubscribeAsync(visitor, null);

        await visitor.SayAsync(words);

        await page.NextAsync();
        Assert.Contains(says, (await page.NextAsync()).Text, StringComparison.Ordinal);
        using var answer = await visitor.Http.PostAsJsonAsync("/chat/push", browser.Subscription(), ChatApp.Cancel);
        Assert.Equal(level, (await answer.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel)).GetProperty("level").GetString());
        await visitor.SayAsync("推送 关");
        Assert.Empty(await DevicesAsync());
    }

    [Fact]
    public async Task A_chat_that_is_erased_takes_its_devices_along()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await SubscribeAsync(visitor, "all");
        await visitor.PostAsync("/chat/transfer", new { });
        var data = await visitor.Http.GetStringAsync("/chat/mydata.json", ChatApp.Cancel);
        Assert.Contains("\"pushService\"", data, StringComparison.Ordinal);
        Assert.DoesNotContain("/push/", data, StringComparison.Ordinal);

        await visitor.SayAsync("/mydata erase");
        await visitor.SayAsync("erase");

        Assert.Empty(await DevicesAsync());
        Assert.Equal(0, await _app.AskAsync<AlertsDb, int>(db => db.ChatTransfers.CountAsync(ChatApp.Cancel)));
    }

    [Fact]
    public async Task A_hostile_push_service_delays_no_other_device()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var good = await SubscribeAsync(visitor, "all");
        await SendAsync(visitor, AlertSamples.Ordinary());
        await PushAsync();
        var never = new TaskCompletionSource();
        for (var i = 0; i < 7; i++)
        {
            (await SubscribeAsync(visitor, "all")).Before = async http =>
            {
                await never.Task.WaitAsync(http.RequestAborted);
                return true;
            };
        }

        await SendAsync(visitor, AlertSamples.Missing());
        var hostile = _app.Services.GetRequiredService<WebPusher>().PushAsync(false, ChatApp.Cancel);
        await _app.Services.GetRequiredService<WebPusher>().PushAsync(true, ChatApp.Cancel);

        Assert.Equal(2, good.Received.Count);
        Assert.False(hostile.IsCompleted);
        await Eventually.TrueAsync(() => hostile.IsCompleted, meanwhile: () => _time.Advance(TimeSpan.FromSeconds(7)));
        Assert.Equal(8, (await DevicesAsync()).Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_an_endless_answer_is_not_read()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        var target = _service.Subscribe();
        var redirecting = await SubscribeAsync(visitor, "all");
        redirecting.Before = Answer(307, ("Location", target.Endpoint));
        var endless = await SubscribeAsync(visitor, "all");
        endless.Before = async http =>
        {
            http.Response.StatusCode = 201;
            await Origin.Answers.Endless()(http);
            return true;
        };
        await SendAsync(visitor, AlertSamples.Missing());

        await PushAsync();

        Assert.Empty(target.Received);
        Assert.Equal(1, (await DevicesAsync()).Count(d => d.AcceptedAt is not null));
    }

    private static Func<HttpContext, Task<bool>> Answer(int status, params (string Name, string Value)[] headers) => http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            http.Response.Headers[name] = value;
        return Task.FromResult(true);
    };

    private static string Key(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task<string> KeyAsync(WebVisitor visitor)
    {
        using var response = await visitor.Http.PostAsJsonAsync("/chat/session", new { }, ChatApp.Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel)).GetProperty("pushKey").GetString()!;
    }

    private async Task<PushServiceEndpoint.Browser> SubscribeAsync(WebVisitor visitor, string? level)
    {
        var browser = _service.Subscribe();
        Assert.Equal(HttpStatusCode.OK, await visitor.PostAsync("/chat/push", browser.Subscription(level)));
        return browser;
    }

    private async Task<string> SendAsync(WebVisitor visitor, FeedBot.Alerts.Messages.AlertMessage alert) =>
        ((SendResult.Sent)await _app.Platform("web").SendAsync(visitor.Address, alert, ChatApp.Cancel)).MessageId;

    private async Task<string> SendUntilAsync(WebVisitor visitor, DateTimeOffset until) => ((SendResult.Sent)await _app.Platform("web").SendAsync(
        visitor.Address, new FeedBot.Alerts.Messages.OutgoingMessage.OneArticle(AlertSamples.Missing()) { DeliveryId = "1-1", HoldsUntil = until },
        ChatApp.Cancel)).MessageId;

    private Task<SendResult> EditAsync(WebVisitor visitor, string id, FeedBot.Alerts.Messages.AlertMessage alert) =>
        _app.Platform("web").EditAsync(visitor.Address, id, alert, ChatApp.Cancel);

    private Task<List<PushDevice>> DevicesAsync() => _app.AskAsync<AlertsDb, List<PushDevice>>(db => db.PushDevices.AsNoTracking().ToListAsync(ChatApp.Cancel));

    /// <summary>Runs what the pusher does in the background, which here waits for a clock that stands still.</summary>
    private async Task PushAsync()
    {
        var pusher = _app.Services.GetRequiredService<WebPusher>();
        foreach (var areQuick in (bool[])[true, false])
            await pusher.PushAsync(areQuick, ChatApp.Cancel);
    }
}
