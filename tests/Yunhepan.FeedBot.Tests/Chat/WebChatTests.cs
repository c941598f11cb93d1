using System.Net;
using System.Text;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed class WebChatTests : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_new_visitor_is_welcomed_follows_by_button_and_gets_the_alert_at_once()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await using var page = await visitor.OpenAsync();
        var welcome = await page.NextAsync();
        Assert.Contains("欢迎", welcome.Text, StringComparison.Ordinal);

        var notice = await visitor.PressAsync("toggle c_health", welcome.Id);
        Assert.Contains("已关注“健康”", notice, StringComparison.Ordinal);
        var changed = await page.NextAsync();
        Assert.Equal(welcome.Id, changed.Id);
        Assert.Contains("✓ 健康", changed.Json, StringComparison.Ordinal);
        Assert.Equal(welcome.Text, changed.Text);

        var sent = await _app.Platform("web").SendAsync(visitor.Address, AlertSamples.Missing(), ChatApp.Cancel);
        var alert = await page.NextAsync();
        Assert.Equal(alert.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.IsType<SendResult.Sent>(sent).MessageId);
        Assert.Contains("寻人：七旬老人", alert.Json, StringComparison.Ordinal);
        Assert.Contains("\"isUrgent\":true", alert.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_changes_the_alert_in_place()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await using var page = await visitor.OpenAsync();
        await page.NextAsync();
        var sent = (SendResult.Sent)await _app.Platform("web").SendAsync(visitor.Address, AlertSamples.Ordinary(), ChatApp.Cancel);
        var first = await page.NextAsync();

        await _app.Platform("web").EditAsync(
            visitor.Address, sent.MessageId, AlertSamples.Ordinary() with { Kind = AlertKind.Corrected, Title = "城区四所学校试行" }, ChatApp.Cancel);

        var second = await page.NextAsync();
        Assert.Equal(first.Id, second.Id);
        Assert.True(second.Version > first.Version);
        Assert.Contains("更正", second.Json, StringComparison.Ordinal);
        Assert.IsType<SendResult.MessageGone>(await _app.Platform("web").EditAsync(visitor.Address, "987654", AlertSamples.Ordinary(), ChatApp.Cancel));
    }

    [Fact]
    public async Task A_page_that_comes_back_gets_exactly_what_it_missed()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        long seen;
        await using (var page = await visitor.OpenAsync())
            seen = (await page.NextAsync()).Version;
        for (var i = 0; i < 130; i++)
            await _app.Platform("web").SendAsync(visitor.Address, AlertSamples.Ordinary() with { Title = $"第{i}条" }, ChatApp.Cancel);

        await using var again = await visitor.OpenAsync(seen);
        for (var i = 0; i < 130; i++)
            Assert.Contains($"\"第{i}条\"", (await again.NextAsync()).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_show_the_same_conversation_and_a_stranger_sees_none_of_it()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        using var stranger = await WebVisitor.BeginAsync(_app);
        await using var one = await visitor.OpenAsync();
        await using var two = await visitor.OpenAsync();
        await using var other = await stranger.OpenAsync();
        await one.NextAsync();
        await two.NextAsync();
        var strangers = await other.NextAsync();

        await visitor.SayAsync("<b>关注</b> 健康");
        var asked = await one.NextAsync();
        Assert.Equal("<b>关注</b> 健康", asked.Text);
        Assert.Equal("person", asked.Side);
        Assert.Equal(asked.Id, (await two.NextAsync()).Id);
        Assert.Equal((await one.NextAsync()).Id, (await two.NextAsync()).Id);

        // A button of somebody else's entry changes nothing there.
        await visitor.PressAsync("toggle c_health", strangers.Id);
        await stranger.SayAsync("列表");
        Assert.Equal("列表", (await other.NextAsync()).Text);
    }

    [Fact]
    public async Task A_reload_keeps_the_chat_and_welcomes_nobody_twice()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await visitor.BeginAgainAsync();
        await visitor.SayAsync("/help");
        await using var page = await visitor.OpenAsync();
        Assert.Contains("欢迎", (await page.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/help", (await page.NextAsync()).Text);
    }

    [Fact]
    public async Task Another_site_cannot_speak_for_the_visitor()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.PostAsync("/chat/messages", new { text = "hi" }, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.PostAsync("/chat/messages", new { text = "hi" }, ("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.PostAsync("/chat/session", new { }, ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.OK, await visitor.PostAsync("/chat/messages", new { text = "hi" }, ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task Size_and_rate_are_bounded_and_strangers_are_refused()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        Assert.Equal(HttpStatusCode.BadRequest, await visitor.PostAsync("/chat/messages", new { text = new string('x', 1001) }));
        Assert.Equal(HttpStatusCode.BadRequest, await visitor.PostAsync("/chat/messages", new { text = "  " }));
        Assert.Equal(HttpStatusCode.BadRequest, await visitor.PostAsync("/chat/messages", new { action = new string('a', 65) }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await visitor.PostAsync("/chat/messages", new { text = new string('x', 20_000) }));
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 60 && last == HttpStatusCode.OK; i++)
            last = await visitor.PostAsync("/chat/messages", new { text = "?" });
        Assert.Equal(HttpStatusCode.TooManyRequests, last);

        using var nobody = WebVisitor.Without(_app);
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.PostAsync("/chat/messages", new { text = "hi" }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Http.GetAsync("/chat/events", ChatApp.Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_page_runs_nothing_but_its_own_files_and_the_cookie_is_out_of_reach()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        foreach (var path in new[] { "/chat", "/chat/chat.css", "/chat/chat.js", "/chat/stream.js", "/chat/alarm.js", "/chat/words.js", "/chat/icon.svg" })
        {
            using var response = await visitor.Http.GetAsync(path, ChatApp.Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.Contains("httponly", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        var html = await visitor.Http.GetStringAsync("/chat", ChatApp.Cancel);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
        // One brand: the site's name, its icon and its colours, and a way back.
        Assert.Contains("<title>云和畔资讯</title>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"./\" id=\"back\">", html, StringComparison.Ordinal);
        Assert.Contains("--brand:", await visitor.Http.GetStringAsync("/chat/chat.css", ChatApp.Cancel), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(PageAssets.Icon.Plain.Bytes), await visitor.Http.GetStringAsync("/chat/icon.svg", ChatApp.Cancel));
        Assert.DoesNotContain("innerHTML", await visitor.Http.GetStringAsync("/chat/chat.js", ChatApp.Cancel), StringComparison.Ordinal);
    }
}
