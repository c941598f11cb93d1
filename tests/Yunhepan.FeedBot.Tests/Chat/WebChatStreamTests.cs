using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A message appears on the screen as soon as it is stored, whatever happened before.</summary>
public sealed class WebChatStreamTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 4, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1200)]
    public async Task After_silence_of_any_length_the_next_message_is_there_at_once(int heartbeats)
    {
        await using var app = await ChatApp.StartAsync(0, [], _time);
        using var visitor = await WebVisitor.BeginAsync(app);
        await using var page = await visitor.OpenAsync();
        await page.NextAsync();
        for (var i = 0; i < heartbeats; i++)
            await PassAsync(page, WebChatEvents.Heartbeat);

        // The clock stands still from here on: whatever waits for it waits for ever.
        for (var i = 0; i < 3; i++)
        {
            await app.Platform("web").SendAsync(visitor.Address, AlertSamples.Missing() with { Title = $"第{i}条" }, ChatApp.Cancel);
            Assert.Contains($"第{i}条", (await page.NextAsync()).Json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wait_that_ends_in_vain_takes_no_ring_with_it()
    {
        var bell = Bell(new WebChatOptions());
        using var listener = bell.TryListen("chat", "client")!;
        for (var i = 0; i < 5; i++)
        {
            var vain = listener.WaitAsync(TimeSpan.FromSeconds(15), _time, ChatApp.Cancel);
            _time.Advance(TimeSpan.FromSeconds(15));
            Assert.False(await vain);
        }

        bell.Ring("chat");
        Assert.True(await listener.WaitAsync(TimeSpan.FromSeconds(15), _time, ChatApp.Cancel));
        var next = listener.WaitAsync(TimeSpan.FromSeconds(15), _time, ChatApp.Cancel);
        bell.Ring("chat");
        Assert.True(await next);
    }

    [Fact]
    public async Task Whoever_leaves_while_waiting_leaves_nothing_behind()
    {
        var bell = Bell(new WebChatOptions());
        using var gone = new CancellationTokenSource();
        using (var listener = bell.TryListen("chat", "client")!)
        {
            var waiting = listener.WaitAsync(TimeSpan.FromSeconds(15), _time, gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Empty(bell.Chats);
    }

    [Fact]
    public async Task What_another_node_stored_is_shown_too()
    {
        await using var app = await ChatApp.StartAsync(0, [], _time);
        using var visitor = await WebVisitor.BeginAsync(app);
        await using var page = await visitor.OpenAsync();
        await page.NextAsync();
        var watch = app.Services.GetRequiredService<WebChatWatch>();
        await watch.LookAsync(ChatApp.Cancel);

        for (var i = 0; i < 2; i++)
        {
            // Stored without a ring, as seen from here.
            var json = WebMessage.From(FeedBot.Chat.Text.ChatText.From($"另一个节点 {i}")).ToJson();
            await app.AskAsync<Transcript, TranscriptEntry>(transcript =>
                transcript.AppendAsync(visitor.Address.ChatId, TranscriptSide.Bot, WebMessage.TextKind, json, ChatApp.Cancel));
            await watch.LookAsync(ChatApp.Cancel);
            Assert.Equal($"另一个节点 {i}", (await page.NextAsync()).Text);
        }
    }

    [Fact]
    public async Task One_client_cannot_take_all_the_streams()
    {
        await using var app = await ChatApp.StartAsync(("WebChat:StreamsPerClient", "3"), ("WebChat:MaxStreams", "5"));
        using var one = await WebVisitor.BeginAsync(app);
        using var two = await WebVisitor.BeginAsync(app);
        using var other = await WebVisitor.BeginAsync(app, IPAddress.Parse("127.0.0.2"));
        List<WebPage> pages = [await one.OpenAsync(), await one.OpenAsync(), await two.OpenAsync()];

        Assert.Equal(HttpStatusCode.TooManyRequests, await two.TryOpenAsync());
        pages.Add(await other.OpenAsync());

        // Whose page is closed makes room.
        await pages[0].DisposeAsync();
        await Eventually.TrueAsync(async () => await two.TryOpenAsync() != HttpStatusCode.TooManyRequests);
        foreach (var page in pages)
            await page.DisposeAsync();
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:bbbb:cccc:dddd:eeee", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    public void A_client_is_an_address_or_a_network_of_ipv6(string address, string client) =>
        Assert.Equal(client, ChatClient.Identify(IPAddress.Parse(address)));

    private static WebChatBell Bell(WebChatOptions options) => new(Options.Create(options));

    // The clock is moved until the server has noticed.
    private async Task PassAsync(WebPage page, TimeSpan span)
    {
        var beat = page.BeatAsync();
        await Eventually.TrueAsync(() => beat.IsCompleted, meanwhile: () => _time.Advance(span));
        await beat;
    }
}
