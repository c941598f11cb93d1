// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the bot behind proxies that really forward, and what it says about those that do not.</summary>
public sealed class TelegramProxyTests
{
    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("socks5", false)]
    [InlineData("socks5", true)]
    public async Task Everything_goes_through_the_proxy(string scheme, bool hasLogin)
    {
        await using var proxy = new LoopbackProxy(hasLogin ? ("bot", "p@ss 词") : null);
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        var login = hasLogin ? $"bot:{Uri.EscapeDataString("p@ss 词")}@" : "";
        await using var app = await StartAsync(telegram, $"{scheme}://{login}127.0.0.1:{proxy.Port}");

        var person = telegram.CreatePrivateChat("小林");
        person.SendCommand("start");

        await person.WaitForTextAsync("欢迎");
        Assert.True(proxy.Forwarded > 0);
        Assert.DoesNotContain(app.Log, line => line.Contains("p@ss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "asks for a name and a password")]
    [InlineData("http://bot:wrong@127.0.0.1:{0}", "does not accept the name and password")]
    [InlineData("socks5://bot:wrong@127.0.0.1:{0}", "makes no connection to Telegram")]
    [InlineData("socks5://127.0.0.1:{0}", "makes no connection to Telegram")]
    public async Task A_refused_login_is_named_and_shows_no_password(string address, string words)
    {
        await using var proxy = new LoopbackProxy(("bot", "secret"));
        await NamedAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, proxy.Port), $"127.0.0.1:{proxy.Port} (Telegram:Proxy) {words}");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_is_not_there_is_named(string scheme)
    {
        int port;
        await using (var gone = new LoopbackProxy())
            port = gone.Port;
        await NamedAsync($"{scheme}://127.0.0.1:{port}", $"{scheme}://127.0.0.1:{port} (Telegram:Proxy) cannot be reached");
    }

    [Theory]
    [InlineData("http", "403")]
    [InlineData("socks5", "destination")]
    public async Task A_proxy_that_does_not_let_us_through_is_named(string scheme, string reason)
    {
        await using var proxy = new LoopbackProxy(refuses: true);
        using var client = new HttpClient(TelegramProxy.Handler($"{scheme}://127.0.0.1:{proxy.Port}"));
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://telegram.example/", ChatApp.Cancel));
        Assert.Contains("makes no connection to Telegram", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Equal(HttpRequestError.ProxyTunnelError, e.HttpRequestError);
    }

    [Theory]
    [InlineData("ftp://proxy.example:21")]
    [InlineData("proxy.example:3128")]
    [InlineData("http://name:geheim@/")]
    [InlineData("socks5://name:geheim@proxy.example/path")]
    public async Task An_address_that_is_no_proxy_stops_the_start_without_showing_it(string address)
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(telegram, address));
        Assert.Contains("Telegram:Proxy: it must be an address such as", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socks_proxy_without_a_port_has_the_usual_one()
    {
        Assert.True(TelegramProxy.TryRead("socks5://proxy.example", out var proxy));
        Assert.Equal("socks5://proxy.example:1080", proxy.Shown);
    }

    private static async Task NamedAsync(string address, string words)
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        await using var app = await StartAsync(telegram, address);
        await Eventually.TrueAsync(() => Task.FromResult(
            app.Log.Any(line => line.Contains("gave no updates", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal))));
        var result = await app.Platform("telegram").SendAsync(new ChatAddress("telegram", "110201543", "1"), AlertSamples.Missing(), ChatApp.Cancel);
        // It certainly did not arrive, so it may be sent again without a doubt.
        Assert.Contains(words, Assert.IsType<SendResult.Failed>(result).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log, line => line.Contains("wrong@", StringComparison.Ordinal));
    }

    private static Task<ChatApp> StartAsync(TelegramEmulatorServer telegram, string proxy) => ChatApp.StartAsync(
        ("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()), ("Telegram:Proxy", proxy));
}
